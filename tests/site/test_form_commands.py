"""`giaoban export-form` and `import-form`: a form leaves as a file and comes back as a draft; every bad thing is named."""

import argparse
import json

import pytest

from giaoban.registry import operations as registry
from giaoban.reporting import known, operations
from giaoban.reporting.models import FormDraft
from giaoban.site.cli import export_form, import_form
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from tests.cast import TODAY
from tests.reporting.conftest import call, province  # noqa: F401 - fixtures
from tests.reporting.test_own_forms import CONTENT, HEAD, SINCE, begin, force  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def _in_october(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


def command(module, *arguments) -> int:
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    return module.run(parser.parse_args([str(one) for one in arguments]))


@pytest.fixture
def exported(capsys):
    def printed(*arguments) -> dict:
        assert command(export_form, *arguments) == DONE
        return json.loads(capsys.readouterr().out)

    return printed


@pytest.fixture
def take(tmp_path, phuc, capsys):
    """`take(told)`: (exit code, what was said on the error channel) of a file with this content."""

    def took(told, by="phuc"):
        file = tmp_path / "form.json"
        file.write_bytes(told if isinstance(told, bytes) else json.dumps(told).encode())
        code = command(import_form, file, "--as", by)
        return code, capsys.readouterr().err

    return took


def test_form_comes_back_as_the_draft_of_its_next_version(call, exported, take):  # noqa: F811
    assert take(exported("mttq-xa-thang"))[0] == DONE

    draft = FormDraft.objects.get()
    assert (draft.head, draft.written) == (known.head_of(call.form), known.content_of(call.form))
    assert draft.copied == call.form
    assert known.wrong(draft) == {}


def test_form_under_another_code_brings_indicators_that_are_not_known(begin, force, exported, take):  # noqa: F811
    force(begin())
    told = exported(HEAD.code)
    told["code"] = "mttq-cay-khac"
    told["sections"][0]["lines"][0] |= {"code": "cay-an-qua"}
    told["sections"][0]["lines"][0]["indicator"]["name"] = "Cây ăn quả"
    told["sections"][1]["lines"].pop()
    told["rules"] = []

    assert take(told) == (DONE, "")

    lines = FormDraft.objects.get(code="mttq-cay-khac").written.sections[0].lines
    assert [(line.code, bool(line.ask)) for line in lines] == [("cay-an-qua", True), ("tuyen-truyen-buoi", False)]


def test_version_of_a_day_is_printed(begin, force, exported):  # noqa: F811
    force(begin())

    assert exported(HEAD.code, "--on", SINCE)["since"] == "2021-10-01"
    with pytest.raises(Refused, match="30/09/2021"):
        command(export_form, HEAD.code, "--on", "2021-09-30")
    with pytest.raises(Refused, match="hôm qua"):
        command(export_form, HEAD.code, "--on", "hôm qua")
    with pytest.raises(Refused, match="khong-co"):
        command(export_form, "khong-co")


def test_form_of_the_program_is_printed_before_anybody_takes_it_up(province, exported):  # noqa: F811
    assert exported("phu-nu-xa-thang")["sections"][0]["lines"][0]["indicator"]["name"] == "Hội viên, đoàn viên hiện có"


BAD_LINE = {"code": "Cây xanh", "most": "nhiều", "is_required": "có", "mau": "xanh"}
BAD = {
    "format": "giaoban-form-1", "code": "x", "name": "", "body_kind": "ufo", "level": "commune", "period_kind": "month",
    "sections": [{"title": "Một", "lines": [BAD_LINE]}, 7], "rules": {"a": 1},
}  # fmt: skip


def test_every_bad_thing_is_named_by_where_it_stands(take):
    code, said = take(BAD)

    assert code == FAILED
    places = [line.partition(":")[0] for line in said.splitlines()]
    assert {
        "name", "body_kind", "sections[1].lines[1].code", "sections[1].lines[1].most",
        "sections[1].lines[1].is_required", "sections[1].lines[1].mau", "sections[2]", "rules",
    } <= set(places)  # fmt: skip
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (b"", "JSON"),
        (b"{", "dòng 1"),
        (b"\xff\xfe", "JSON"),
        (b"[" * 100_000, "JSON"),
        (b'{"format": NaN}', "JSON"),
        (b"[]", "giaoban-form-1"),
        (b'{"format": "khac"}', "giaoban-form-1"),
        (b" " * 1_000_001, "lớn hơn"),
    ],
)
def test_file_that_is_no_form_is_refused(take, told, said):
    code, err = take(told)

    assert (code, said in err, FormDraft.objects.exists()) == (FAILED, True, False)


def test_indicator_that_means_something_else_here_is_refused(call, exported, take):  # noqa: F811
    told = exported("mttq-xa-thang")
    told["sections"][2]["lines"][4]["indicator"]["kind"] = "count"

    code, said = take(told)

    assert code == FAILED
    assert said.startswith("sections[3].lines[5].indicator: Chỉ tiêu “tien-giup”")
    assert not FormDraft.objects.exists()


def test_problem_of_the_form_is_named_by_its_place_in_the_file(call, exported, take):  # noqa: F811
    told = exported("mttq-xa-thang")
    told["rules"][0]["line"] = "khong-hoi"

    code, said = take(told)

    assert (code, said.partition(":")[0]) == (FAILED, "rules[1]")


@pytest.mark.parametrize(("by", "said"), [("ai-do", "ai-do"), ("lan", "lan")])
def test_whoever_writes_no_forms_takes_none_in(call, exported, take, lan, by, said):  # noqa: F811
    with pytest.raises(Refused, match=said):
        take(exported("mttq-xa-thang"), by=by)


def test_form_of_another_line_is_refused(call, exported, take, hoa):  # noqa: F811
    with pytest.raises(Refused, match="cấp tỉnh"):
        take(exported("mttq-xa-thang"), by="hoa")


def test_file_that_cannot_be_opened_is_named(phuc, tmp_path):
    with pytest.raises(Refused, match=r"khong-co\.json"):
        command(import_form, tmp_path / "khong-co.json", "--as", "phuc")


def test_draft_that_is_written_already_is_not_begun_again(begin, exported, take, call, phuc, at):  # noqa: F811
    operations.begin_form(head=known.head_of(call.form), content=CONTENT, copied=call.form, by=phuc, at=at)

    with pytest.raises(Refused, match="đang soạn"):
        take(exported("mttq-xa-thang"))
