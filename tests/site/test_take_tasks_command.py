"""`giaoban take-tasks`: an old list from the command line, looked at first, with exit codes for scripts."""

import argparse
import json

import pytest

from giaoban.briefing.models import OldList, Series, Task
from giaoban.site.cli import take_tasks
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from tests.briefing.old_lists.making import YOUTH, book, row

TWO = [row(1, "Rà soát hộ nghèo"), row(2, "Tổ chức tập huấn", YOUTH)]


@pytest.fixture
def take(tmp_path, province, tuyet):
    """`take(rows, "--dry-run")` runs the command on a list with these rows, as Tuyết."""
    Series.objects.create(name="Giao ban quý", owner=province.party)

    def act(content, *more, name="cu.xlsx"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else book(content))
        parser = argparse.ArgumentParser()
        take_tasks.add_arguments(parser)
        arguments = [str(file), "--series", "Giao ban quý", "--as", "tuyet", "--day", "2021-10-01", *more]
        return take_tasks.run(parser.parse_args(arguments))

    return act


def test_list_is_taken_in(take):
    assert take(TWO) == DONE
    assert Task.objects.count() == 2


def test_same_file_again_brings_nothing_new(take, capsys):
    take(TWO)
    capsys.readouterr()

    assert take(TWO, "--json") == DONE
    assert json.loads(capsys.readouterr().out)["rows"] == {"known": 2}
    assert Task.objects.count() == 2


def test_dry_run_says_everything_and_keeps_nothing(take, capsys):
    assert take(TWO, "--dry-run", "--json") == DONE

    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["rows"], told["dry_run"]) == (2, {"new": 2}, True)
    assert (OldList.objects.count(), Task.objects.count()) == (0, 0)


def test_refused_row_is_told_and_the_others_come_in(take, capsys, tmp_path):
    left = tmp_path / "left.xlsx"

    assert take([*TWO, row(3, "Sơ kết", due="31/02/2021")], "--left", str(left)) == FAILED

    assert "31/02/2021" in capsys.readouterr().err
    assert (Task.objects.count(), left.exists()) == (2, True)


def test_unknown_name_takes_nothing_in_unless_its_words_are_enough(take, capsys):
    rows = [row(1, "Rà soát", "Đội số 5")]

    assert take(rows) == FAILED
    assert "Đội số 5" in capsys.readouterr().err
    assert Task.objects.count() == 0
    assert take(rows, "--keep-words") == DONE
    assert Task.objects.get().responsible_text == "Đội số 5"


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xd8\xff" + bytes(200), "ảnh JPEG"), (book([["a", 1]], heads=["Họ và tên", "Số"]), "Theo dõi")],
)
def test_file_that_is_no_list_is_refused_in_a_sentence(take, content, words):
    with pytest.raises(Refused, match=words):
        take(content)


@pytest.mark.parametrize(("option", "value"), [("--as", "ai-do"), ("--as", "lan"), ("--series", "Không có")])
def test_who_or_what_is_not_there_is_refused(take, lan, option, value):
    with pytest.raises(Refused, match=value):
        take(TWO, option, value)
