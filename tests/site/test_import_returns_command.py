"""`giaoban import-returns`: many returns from a table, looked at first, with exit codes for scripts."""

import argparse
import json

import pytest

from giaoban.kernel.spreadsheets import xlsx
from giaoban.registry import operations as registry
from giaoban.reporting import queries
from giaoban.reporting.models import Indicator, Return, Value
from giaoban.site.cli import import_returns
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from tests.cast import TODAY, member
from tests.reporting.conftest import USUAL, bich, call, province  # noqa: F401 - fixtures

HEADS = ["Mã đơn vị", "Kỳ", "Mã chỉ tiêu", "Giá trị", "Ước thực hiện"]


def rows(body: str = "front_commune", period: str = "2021-10", **more) -> list[list[str]]:
    answers = {**USUAL, **{code.replace("_", "-"): answer for code, answer in more.items()}}
    said = {code: "không phát sinh" if answer is None else str(answer) for code, answer in answers.items()}
    return [
        [body, period, code, one.replace(".", ",") if code == "gao-giup" else one, ""] for code, one in said.items()
    ]


def csv(lines: list[list[str]]) -> bytes:
    quoted = (",".join(f'"{cell}"' for cell in line) for line in [HEADS, *lines])
    return "\n".join(quoted).encode()


@pytest.fixture
def take(tmp_path, province, call, phuc, bich, settings):  # noqa: F811
    """`take(rows, "--dry-run")` runs the command on a file of these rows, as Hạnh of the province's Front."""
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)
    member("hanh", "Võ Thị Hạnh", "coordinator", province.front)

    def act(content, *more, name="so-lieu.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else csv(content))
        parser = argparse.ArgumentParser()
        import_returns.add_arguments(parser)
        return import_returns.run(parser.parse_args([str(file), "--form", "mttq-xa-thang", "--as", "hanh", *more]))

    return act


def test_returns_are_taken_in_and_accepted_in_turn(take, capsys):
    assert (
        take([*rows(), *rows("front_sibling", "tháng 10/2021")], "--accept", "bich", "--accept", "phuc", "--json")
        == DONE
    )

    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["returns"], told["accepted"], told["kept"]) == (40, 2, 4, True)
    assert set(Return.objects.values_list("status", flat=True)) == {"accepted"}
    rice = Value.objects.filter(indicator__code="gao-giup").values_list("number", "source", "written")
    assert set(rice) == {(1.5, "file", "1,5")}


def test_workbook_is_read_like_a_table(take):
    assert take(xlsx("1", HEADS, rows(), widths=[12] * 5), name="so-lieu.xlsx") == DONE

    said = queries.values(Return.objects.get())
    assert said[Indicator.objects.get(code="tien-giup").pk].number == 45_000_000


def test_dry_run_says_everything_and_keeps_nothing(take, capsys):
    assert take(rows(), "--dry-run", "--json") == DONE

    told = json.loads(capsys.readouterr().out)
    assert (told["returns"], told["kept"]) == (1, False)
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["front_commune", "2021-10", "kien-nghi", "1,234", ""], "1,234"),
        (["front_commune", "2021-10", "kien-nghi", "-3", ""], "-3"),
        (["front_commune", "2021-10", "khong-co-ma", "3", ""], "khong-co-ma"),
        (["front_commune", "2021-13", "kien-nghi", "3", ""], "2021-13"),
        (["ai-do", "2021-10", "kien-nghi", "3", ""], "ai-do"),
        (["front_commune", "2021-09", "kien-nghi", "3", ""], ""),
        (["front_commune", "2021-10", "kien-nghi", "3", "có thể"], ""),
        (["women", "2021-10", "kien-nghi", "3", ""], ""),
    ],
)
def test_row_that_cannot_be_taken_is_named_and_nothing_is_kept(take, capsys, line, words):
    lines = [*rows("front_sibling"), *rows()]
    place = next((place for place, one in enumerate(lines) if one[:1] + one[2:3] == line[:1] + line[2:3]), len(lines))
    lines[place : place + 1] = [line]

    assert take(lines, "--json") == FAILED

    told = json.loads(capsys.readouterr().out)
    assert [one["row"] for one in told["refused"]][:1] == [place + 2]
    assert words in told["refused"][0]["why"]
    assert not Return.objects.exists()


def test_partly_takes_in_the_returns_that_can_stand_and_no_return_in_part(take, province):  # noqa: F811
    wrong = rows(kien_nghi="nhiều")

    assert take([*wrong, *rows("front_sibling")], "--partly") == FAILED

    assert list(Return.objects.values_list("unit", flat=True)) == [province.front_sibling.pk]


def test_same_file_again_is_refused_and_changes_nothing(take):
    take(rows())
    before = Value.objects.count()

    assert take(rows()) == FAILED
    assert Value.objects.count() == before


def test_line_that_stands_twice_is_refused(take, capsys):
    assert take([*rows(), ["front_commune", "2021-10", "kien-nghi", "7", ""]]) == FAILED
    assert "kien-nghi" in capsys.readouterr().err


def test_file_without_the_columns_or_of_another_kind_is_refused(take):
    with pytest.raises(Refused, match="body"):
        take(b"a,b\n1,2\n")
    with pytest.raises(Refused):
        take(b"%PDF-1.7 ...", name="so-lieu.xlsx")


def test_who_may_not_call_for_returns_takes_nothing_in(take, lan):
    with pytest.raises(Refused):
        take(rows(), "--as", "lan")
