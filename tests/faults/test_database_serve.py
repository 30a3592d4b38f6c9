"""`giaoban serve` under faults: whatever is killed comes back by itself or with the next start, and nothing is left over."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from giaoban.site import postgres
from giaoban.site.cli import place

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.fixture(scope="module")
def home(tmp_path_factory, migrated) -> Iterator[Path]:
    """A home whose tables are there already."""
    folder = migrated(tmp_path_factory.mktemp("serve") / "home")
    yield folder
    postgres.stop(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(home: Path) -> dict[str, str]:
    apart = {"DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE", "GIAOBAN_DB_ROLE"}
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    return {**kept, "GIAOBAN_HOME": str(home), "GIAOBAN_LANG": "en"}


@contextmanager
def served(home: Path, port: int) -> Iterator[subprocess.Popen]:
    """`giaoban serve`, from the moment its pages answer; stopped at the end if it still runs."""
    command = [sys.executable, "-m", "giaoban", "serve", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline()
            assert f"http://127.0.0.1:{port}/" in line, line
            yield server
        finally:
            server.terminate()
            server.wait(20)


def giaoban(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "giaoban", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True)


def wait_until_ready(port: int, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not place.is_ready(f"http://127.0.0.1:{port}/"):
        assert time.monotonic() < deadline, f"not ready within {seconds} s"
        time.sleep(0.1)


def children(pid: int) -> dict[int, str]:
    """Numbers and command lines of a process's children."""
    found = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True)
    return {int(number): words for number, words in (line.strip().split(" ", 1) for line in found.stdout.splitlines())}


def child(pid: int, word: str) -> int:
    return next(number for number, words in children(pid).items() if word in words)


def test_sigterm_ends_everything_within_ten_seconds(home, port):
    with served(home, port) as server:
        below = list(children(server.pid))
        began = time.monotonic()

        server.terminate()
        code = server.wait(20)

    assert code == 0
    assert time.monotonic() - began < 10
    assert not any(Path(f"/proc/{number}").exists() for number in below)
    assert not postgres.status(home).running


def test_a_second_serve_is_refused_with_the_address_of_the_first(home, port):
    with served(home, port):
        second = giaoban(home, "serve", "--port", str(port + 1))

    assert second.returncode == 1
    assert f"already served at http://127.0.0.1:{port}/" in second.stderr
    assert "giaoban stop" in second.stderr


def test_other_commands_work_while_it_serves(home, port):
    with served(home, port) as server:
        status = giaoban(home, "status", "--json")
        doctor = giaoban(home, "doctor", "--json")
        wait_until_ready(port, seconds=1)

        facts = json.loads(status.stdout)
        assert (facts["ready"], facts["pid"]) == (True, server.pid)
        assert doctor.returncode == 0, doctor.stdout


def test_a_killed_serve_leaves_a_home_that_the_next_one_serves(home, port):
    with served(home, port) as first:
        below = list(children(first.pid))
        first.kill()
        first.wait()

        with served(home, port) as second:
            wait_until_ready(port, seconds=1)
            assert not set(below) & set(children(second.pid))


@pytest.mark.parametrize("name", ["giaoban.site.cli.web", "giaoban worker"])
def test_a_killed_child_starts_again(home, port, name):
    with served(home, port) as server:
        before = child(server.pid, name)
        os.kill(before, signal.SIGKILL)
        time.sleep(3)

        assert child(server.pid, name) != before
        wait_until_ready(port)


def test_a_killed_database_is_started_again(home, port):
    with served(home, port):
        before = postgres.status(home).pid
        os.kill(before, signal.SIGKILL)

        wait_until_ready(port)
        assert postgres.status(home).pid != before


def test_a_port_that_is_taken_is_told(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = giaoban(home, "serve", "--port", str(port))

    assert refused.returncode == 3
    assert f"--port {port + 1}" in refused.stderr


def test_stop_ends_a_serve(home, port):
    with served(home, port) as server:
        stopped = giaoban(home, "stop")

        assert stopped.returncode == 0
        assert server.wait(1) == 0
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
