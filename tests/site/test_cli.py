"""The console command: one menu, exit codes that a script can trust, and no weight where none is needed."""

import json
import os
import subprocess
import sys
import time

import pytest

from giaoban import __version__
from giaoban.site import cli, language
from giaoban.site.cli.menu import COMMANDS


@pytest.fixture(autouse=True)
def _as_before(monkeypatch):
    monkeypatch.setattr(language, "_chosen", None)
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("GIAOBAN_LANG", "")


def giaoban(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giaoban", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, stdin=subprocess.DEVNULL
    )


def test_help_lists_every_command_and_the_exit_codes(capsys):
    code = cli.main(["--lang", "en", "--help"])

    text = capsys.readouterr().out
    assert code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in text] == []
    assert "Exit codes: 0" in text


def test_without_a_command_the_help_goes_to_stderr_and_the_code_is_2(capsys):
    code = cli.main(["--lang", "en"])

    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert "Commands:" in said.err


def test_an_unknown_command_is_wrong_usage(capsys):
    code = cli.main(["--lang", "en", "launch"])

    assert code == 2
    assert "no command “launch”" in capsys.readouterr().err


def test_the_version_is_printed(capsys):
    code = cli.main(["--version"])

    assert code == 0
    assert capsys.readouterr().out == f"giaoban {__version__}\n"


def test_vietnamese_is_spoken_unless_english_is_asked_for():
    asked = {
        "vi": [{}, {"LANG": "vi_VN.UTF-8"}, {"LANG": "C.UTF-8"}, {"LANG": "en_US.UTF-8", "GIAOBAN_LANG": "vi"}],
        "en": [{"LANG": "en_US.UTF-8"}, {"LC_ALL": "en_GB"}, {"GIAOBAN_LANG": "en"}],
    }

    answers = {expected: {language.of_environment(case) for case in cases} for expected, cases in asked.items()}

    assert answers == {"vi": {"vi"}, "en": {"en"}}


@pytest.mark.parametrize("arguments", [["--lang", "vi", "stop", "--help"], ["stop", "--lang", "vi", "--help"]])
def test_the_language_may_stand_before_or_after_the_command(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)

    text = capsys.readouterr().out
    assert ended.value.code == 0
    assert "cách dùng: giaoban stop" in text
    assert "đang có nơi dùng" in text


def test_an_unknown_option_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--lang", "vi", "status", "--fast"])

    assert ended.value.code == 2
    assert "không nhận ra đối số: --fast" in capsys.readouterr().err


def test_status_of_an_empty_home_says_so_as_json_and_makes_nothing(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    code = cli.main(["--lang", "en", "--home", str(tmp_path / "none"), "status", "--json"])

    facts = json.loads(capsys.readouterr().out)
    assert code == 1
    assert (facts["address"], facts["ready"], facts["database"]) == (None, False, "not laid out yet")
    assert list(tmp_path.iterdir()) == []


def test_stop_where_nothing_runs_is_no_failure(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    code = cli.main(["--lang", "en", "stop", "--home", str(tmp_path)])

    assert code == 0
    assert capsys.readouterr().out == "Nothing was running.\n"


def test_a_database_that_does_not_answer_is_the_machines_problem():
    ran = giaoban("migrate", "--lang", "en", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert ran.returncode == 3
    assert "does not answer" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_address_that_is_none_is_told_as_such():
    ran = giaoban("migrate", "--lang", "en", DATABASE_URL="mysql://somewhere/none")

    assert ran.returncode == 3
    assert "DATABASE_URL is not an address" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_data_of_another_version_are_refused_in_vietnamese_with_code_3(tmp_path):
    data = tmp_path / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("9\n")

    ran = giaoban("--lang", "vi", "--home", str(tmp_path), "migrate", DATABASE_URL="")

    assert ran.returncode == 3
    assert "thuộc PostgreSQL 9" in ran.stderr
    assert "pg_dump" in ran.stderr


def test_a_reader_that_leaves_is_no_fault_of_ours():
    command = f"{sys.executable} -m giaoban --help | head -1"

    ran = subprocess.run(command, shell=True, capture_output=True, text=True)

    assert ran.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["draft", "--help"], ["status", "--help"]])
def test_help_that_needs_no_django_loads_none_and_is_quick(arguments):
    code = (
        "import sys; from giaoban.site.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "assert not [name for name in sys.modules if name.split('.')[0] == 'django']"
    )
    began = time.monotonic()

    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)

    assert ran.returncode == 0, ran.stderr
    assert time.monotonic() - began < 2, "measured 0.1 s on a quiet machine; this only catches a heavy import"
