"""`giaoban draft`: texts in, a draft in words and in JSON out; a file it may not read is refused and leaves nothing."""

import json
import subprocess
import sys

import pytest

from giaoban.site import cli, language

MEETING = """Hội nghị giao ban quý II năm 2023
Ngày 05/7/2023, Đảng ủy xã tổ chức hội nghị giao ban. Đồng chí Lê Văn Bền, Bí thư Đảng ủy, chủ trì hội nghị.
Đồng chí yêu cầu Hội Nông dân xã rà soát hộ vay vốn trước ngày 20/7/2023; Đoàn xã sửa đường vào trường mầm non.
"""


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("GIAOBAN_LANG", "")


@pytest.fixture
def meeting(tmp_path):
    path = tmp_path / "giao-ban.txt"
    path.write_text(MEETING, encoding="utf-8")
    return path


def draft(*arguments):
    return cli.main(["--lang", "vi", "draft", *map(str, arguments)])


def test_the_draft_names_who_by_when_and_what_is_not_said(meeting, capsys):
    code = draft(meeting)

    text = capsys.readouterr().out
    assert code == 0
    assert "Chủ trì: Lê Văn Bền, Bí thư Đảng ủy" in text
    assert "Đơn vị: Hội Nông dân xã · Thời hạn: trước ngày 20/7/2023 · Căn cứ: không nêu căn cứ" in text
    assert "Đơn vị: Đoàn xã · Thời hạn: chưa định hạn" in text


def test_json_is_named_after_the_file_and_its_offsets_are_those_of_the_file(meeting, tmp_path):
    draft(meeting, "--json", tmp_path / "out")

    gold = json.loads((tmp_path / "out" / "giao-ban.json").read_text(encoding="utf-8"))
    assert [MEETING[task["start"] : task["end"]] for task in gold["tasks"]] == [
        "rà soát hộ vay vốn trước ngày 20/7/2023",
        "sửa đường vào trường mầm non",
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("MẬT\nUBND TỈNH\n" + MEETING, "bí mật nhà nước"),
        (
            "C¸c ®ång chÝ l·nh ®¹o TØnh uû chñ tr× héi nghÞ giao ban quý II n¨m 2003, nhÊn m¹nh nhiÖm vô träng t©m\n"
            * 3,
            "Unicode",
        ),
    ],
)
def test_what_may_not_be_read_is_refused_and_the_others_are_still_done(meeting, tmp_path, capsys, content, why):
    refused = tmp_path / "bad.txt"
    refused.write_text(content, encoding="utf-8")

    code = draft(refused, meeting, "--json", tmp_path / "out")

    output = capsys.readouterr()
    assert code == 1
    assert "bad.txt" in output.err
    assert why in output.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["giao-ban.json"]
    assert "Đơn vị: Hội Nông dân xã" in output.out


def test_a_missing_file_is_refused(tmp_path, capsys):
    assert draft(tmp_path / "absent.txt") == 1
    assert "absent.txt" in capsys.readouterr().err


def test_a_text_that_is_no_meeting_proposes_nothing(tmp_path, capsys):
    path = tmp_path / "poem.txt"
    path.write_text("Cách pha trà sen\nTrà ướp trong bông sen một đêm, sáng hôm sau mới đem pha.\n", encoding="utf-8")

    assert draft(path) == 0
    assert "không đề xuất gì" in capsys.readouterr().out


def test_it_reads_standard_input_and_needs_no_django():
    code = (
        "import sys\nfrom giaoban.site import cli\n"
        "code = cli.main(['--lang', 'vi', 'draft', '-'])\n"
        "print('django' in sys.modules, file=sys.stderr)\nsys.exit(code)"
    )

    done = subprocess.run([sys.executable, "-c", code], input=MEETING.encode(), capture_output=True, check=False)

    assert done.returncode == 0
    assert "Đoàn xã" in done.stdout.decode()
    assert done.stderr.decode().strip() == "False"
