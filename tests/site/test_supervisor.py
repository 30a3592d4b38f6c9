"""The supervisor: a dead child starts again, a hopeless one ends all, and nobody outlives the supervisor."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from giaoban.site.cli.supervisor import Child, Supervisor

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
IGNORES_SIGTERM = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def _signals_as_before():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_a_child_that_is_killed_starts_again():
    child = Child("sleeper", SLEEPS)
    seen: list[int] = []

    def watch() -> None:
        if child.process and child.process.pid not in seen:
            seen.append(child.process.pid)
            if len(seen) == 1:
                child.process.kill()
            else:
                os.kill(os.getpid(), signal.SIGTERM)

    asked = Supervisor([child], watch).run()

    assert asked
    assert len(set(seen)) == 2
    assert not any(map(alive, seen))


@pytest.mark.slow
def test_a_child_that_cannot_live_ends_all_with_a_clear_line(monkeypatch, capsys):
    monkeypatch.setattr("giaoban.site.cli.supervisor.LONGEST_PAUSE", 0.01)
    monkeypatch.setenv("GIAOBAN_LANG", "en")
    other = Child("sleeper", SLEEPS)

    asked = Supervisor([Child("broken", [sys.executable, "-c", "raise SystemExit(7)"]), other], lambda: None).run()

    assert not asked
    assert "broken" in capsys.readouterr().err.splitlines()[-1]
    assert other.process.returncode is not None


@pytest.mark.slow
def test_a_child_that_will_not_end_is_killed_in_time(monkeypatch):
    monkeypatch.setattr("giaoban.site.cli.supervisor.STOP_SECONDS", 0.5)
    child = Child("stubborn", IGNORES_SIGTERM)
    supervisor = Supervisor([child], lambda: None)
    begun = time.monotonic()

    def stop_when_started() -> None:
        if time.monotonic() - begun > 1:
            os.kill(os.getpid(), signal.SIGINT)

    supervisor.each_round = stop_when_started
    supervisor.run()

    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_child_ends_when_its_parent_is_killed():
    child_code = "import time; from giaoban.site.cli import lifeline; lifeline.end_with_parent(); print(flush=True); time.sleep(60)"
    parent_code = (
        "import os, subprocess, sys, time\n"
        "from giaoban.site.cli import lifeline\n"
        "child = subprocess.Popen([sys.executable, '-c', sys.argv[1]], env={**os.environ, **lifeline.for_children()},"
        " stdout=subprocess.PIPE, start_new_session=True)\n"
        "child.stdout.readline(); print(child.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", parent_code, child_code], stdout=subprocess.PIPE) as parent:
        child = int(parent.stdout.readline())
        parent.kill()

    deadline = time.monotonic() + 5
    while alive(child) and time.monotonic() < deadline and state(child) != "Z":
        time.sleep(0.05)

    assert not alive(child) or state(child) == "Z"


def state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


@pytest.mark.slow
def test_what_a_killed_child_had_started_goes_with_it():
    starts_another = [
        sys.executable,
        "-c",
        (
            "import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid,"
            " file=open(sys.argv[1], 'w'), flush=True); time.sleep(60)"
        ),
    ]
    with tempfile.NamedTemporaryFile("r") as note:
        child = Child("parent", [*starts_another, note.name])
        grandchild: list[int] = []

        def watch() -> None:
            if not grandchild and (text := Path(note.name).read_text().strip()):
                grandchild.append(int(text))
                child.process.kill()
            elif grandchild and child.process is None:
                os.kill(os.getpid(), signal.SIGTERM)

        Supervisor([child], watch).run()

    deadline = time.monotonic() + 5
    while alive(grandchild[0]) and state(grandchild[0]) != "Z" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not alive(grandchild[0]) or state(grandchild[0]) == "Z"
