"""The embedded server under kill -9: nothing that was acknowledged is lost, and it always comes back."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from giaoban.site import postgres
from giaoban.site.postgres import postmaster

pytestmark = pytest.mark.faults

_START = """
import sys
from pathlib import Path
from giaoban.site import postgres

server = postgres.start(Path(sys.argv[1]))
print(server.url_app, flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(folder: Path) -> Iterator[subprocess.Popen]:
    """A process that starts the server, says its address and holds it; killed at the end."""
    command = [sys.executable, "-c", _START, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        yield starter
        starter.kill()


class Writers:
    """Sessions that insert numbers one by one and remember those that the server acknowledged."""

    def __init__(self, url: str, count: int) -> None:
        self.url = url
        self.acknowledged: set[int] = set()
        self.threads = [threading.Thread(target=self._write, args=(place, count)) for place in range(count)]
        for thread in self.threads:
            thread.start()

    def _write(self, number: int, step: int) -> None:
        try:
            with psycopg.connect(self.url, autocommit=True) as connection:
                while True:
                    connection.execute("INSERT INTO written VALUES (%s)", [number])
                    self.acknowledged.add(number)
                    number += step
        except psycopg.OperationalError:
            return

    def join(self) -> set[int]:
        for thread in self.threads:
            thread.join()
        return self.acknowledged


@pytest.mark.slow
def test_twenty_kills_during_writes_lose_no_acknowledged_row(tmp_path):
    server = postgres.start(tmp_path)
    with psycopg.connect(server.url_owner) as connection:
        connection.execute("CREATE TABLE written (number bigint)")
        connection.execute("GRANT SELECT, INSERT, DELETE ON written TO giaoban_app")
    acknowledged_in_all = lost_in_all = 0

    for round_ in range(20):
        writers = Writers(server.url_app, count=3)
        time.sleep(0.1 + 0.03 * round_)
        os.kill(postmaster.pid(server.layout), signal.SIGKILL)
        acknowledged = writers.join()
        again = postgres.start(tmp_path)
        with psycopg.connect(again.url_app) as connection:
            present = {row[0] for row in connection.execute("DELETE FROM written RETURNING number")}
        lost_in_all += len(acknowledged - present)
        acknowledged_in_all += len(acknowledged)
        again.release()

    print(f"20 kills, {acknowledged_in_all} acknowledged rows, {lost_in_all} lost")
    assert acknowledged_in_all > 1000
    assert lost_in_all == 0
    postgres.stop(tmp_path)
    server.release()


def test_four_that_start_together_get_one_server(tmp_path):
    with ExitStack() as stack:
        starters = [stack.enter_context(another_process(tmp_path)) for _ in range(4)]
        addresses = {starter.stdout.readline() for starter in starters}

    assert len(addresses) == 1
    assert b"giaoban_app" in addresses.pop()
    log = (tmp_path / "postgres" / "server.log").read_text()
    assert log.count("ready to accept connections") == 1
    postgres.stop(tmp_path)


def test_a_killed_starter_leaves_a_server_that_the_next_one_attaches_to_and_stops(tmp_path):
    with another_process(tmp_path) as starter:
        starter.stdout.readline()
        number = postgres.status(tmp_path).pid

    server = postgres.start(tmp_path)

    assert not server.started_here
    assert postgres.status(tmp_path).pid == number
    assert server.release(), "nobody else is left"
    assert not postgres.status(tmp_path).running


def test_a_server_killed_with_its_starter_starts_again(tmp_path):
    with another_process(tmp_path) as starter:
        starter.stdout.readline()
        os.kill(postgres.status(tmp_path).pid, signal.SIGKILL)

    server = postgres.start(tmp_path)

    assert server.started_here
    with psycopg.connect(server.url_app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server.release()


def test_a_starter_killed_while_laying_out_does_no_harm(tmp_path):
    for wait in (0.3, 0.5, 0.7, 0.9, 1.2):
        with another_process(tmp_path):
            time.sleep(wait)

    server = postgres.start(tmp_path)

    with psycopg.connect(server.url_app) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("giaoban_app",)
    server.release()
    postgres.stop(tmp_path)


def permissions_above(folder: Path) -> dict[Path, tuple[int, int, int]]:
    return {path: (stat.S_IMODE((facts := path.stat()).st_mode), facts.st_uid, facts.st_gid) for path in folder.parents}


def test_starting_changes_no_permission_of_the_folders_above(tmp_path):
    folder = tmp_path / "closed" / "home"
    folder.parent.mkdir(mode=0o700)
    before = permissions_above(folder)

    postgres.start(folder).release()

    assert permissions_above(folder) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else for a while")
def test_an_ordinary_user_starts_a_server_of_their_own(tmp_path_factory):
    debian = Path("/usr/lib/postgresql/15/bin")
    if not debian.exists():
        pytest.skip("Debian's PostgreSQL 15 is not on this machine; the wheel in root's folder is closed to others")
    with_home = Path(subprocess.check_output(["mktemp", "-d", "/tmp/gb-XXXXXX"], text=True).strip())
    nobody = 65534
    os.chown(with_home, nobody, nobody)
    before = permissions_above(with_home / "home")
    pid = os.fork()
    if pid == 0:
        os.setgroups([])
        os.setgid(nobody)
        os.setuid(nobody)
        os.environ["PG_BIN"] = str(debian)
        try:
            server = postgres.start(with_home / "home")
            with psycopg.connect(server.url_app) as connection:
                fine = connection.execute("SELECT current_user").fetchone() == ("giaoban_app",)
            server.release()
        finally:
            os._exit(0 if fine else 1)

    _pid, status = os.waitpid(pid, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert (with_home / "home" / "postgres" / "data").owner() == "nobody"
    assert permissions_above(with_home / "home") == before
    subprocess.run(["rm", "-rf", str(with_home)], check=True)
