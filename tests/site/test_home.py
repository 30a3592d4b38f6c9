"""GIAOBAN_HOME: where it is, and that what it holds is private and whole."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from giaoban.site import home


def test_the_environment_names_the_home(tmp_path):
    assert home.path({"GIAOBAN_HOME": str(tmp_path / "gb")}) == tmp_path / "gb"


def test_without_a_name_it_lies_with_the_users_data(tmp_path):
    assert home.path({"XDG_DATA_HOME": str(tmp_path)}).name == "giaoban"


def test_asking_for_the_home_makes_nothing(tmp_path):
    home.path({"GIAOBAN_HOME": str(tmp_path / "gb")})

    assert not (tmp_path / "gb").exists()


def test_a_new_home_is_closed_to_others_and_its_parents_stay_as_they_are(tmp_path):
    tmp_path.chmod(0o755)

    made = home.prepare(tmp_path / "gb")

    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_an_existing_home_keeps_its_permissions(tmp_path):
    (tmp_path / "gb").mkdir(mode=0o750)

    home.prepare(tmp_path / "gb")

    assert stat.S_IMODE((tmp_path / "gb").stat().st_mode) == 0o750


def test_a_secret_is_made_once_and_kept_private(tmp_path):
    first, second = home.secret_key(tmp_path), home.secret_key(tmp_path)

    assert first == second
    assert len(first) >= 50
    assert not home.readable_by_others(tmp_path / "secrets" / "django-secret-key")


def test_many_that_ask_for_a_new_secret_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        secrets = set(threads.map(lambda _: home.secret("token", tmp_path), range(64)))

    assert len(secrets) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["token"]


def test_a_home_that_can_be_made_is_not_closed(tmp_path):
    assert not home.is_closed(tmp_path / "new" / "gb")


def test_a_home_of_somebody_else_is_closed():
    code = (
        "import os, sys; from pathlib import Path; from giaoban.site import home;"
        "os.setuid(65534); print(home.is_closed(Path(sys.argv[1])))"
    )
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else for a while")

    answers = [
        subprocess.run([sys.executable, "-c", code, place], capture_output=True, text=True).stdout.strip()
        for place in ("/root/gb", "/root", "/gb", f"/tmp/giaoban-of-nobody-{os.getpid()}")
    ]

    assert answers == ["True", "True", "True", "False"]
