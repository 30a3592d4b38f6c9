"""Which file of the database lies where in the home, and how long the address of its socket may be."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from giaoban.site.home import PRIVATE_FILE, prepare
from giaoban.site.postgres.problems import DatabaseProblem

PORT = 5432
LONGEST_SOCKET_PATH = 107
LOCK_SECONDS = 90.0


@dataclass(frozen=True)
class Layout:
    home: Path

    @property
    def folder(self) -> Path:
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        return self.folder / "run"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def passfile(self) -> Path:
        return self.folder / "pgpass"

    @property
    def tcp_port(self) -> Path:
        """Holds the port on 127.0.0.1 where the path is too long for a socket; else it is missing."""
        return self.folder / "port"

    @property
    def users(self) -> Path:
        """Locked, shared, by every process that uses the server; the last one to leave stops it."""
        return self.folder / "users.lock"

    @property
    def fits_socket(self) -> bool:
        return len(os.fsencode(self.sockets / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH

    def make(self) -> None:
        prepare(self.home)
        prepare(self.folder)

    @contextmanager
    def lock(self, seconds: float = LOCK_SECONDS) -> Iterator[int]:
        """Hold the start-and-stop lock of this home; it falls with the process, however that ends.

        Yields its descriptor: a child that inherits it keeps the lock for as long as it lives.
        """
        self.make()
        descriptor = open_lock(self.folder / "start.lock")
        deadline = time.monotonic() + seconds
        try:
            while not try_lock(descriptor, fcntl.LOCK_EX):
                if time.monotonic() > deadline:
                    raise DatabaseProblem("locked", folder=self.folder, seconds=round(seconds))
                time.sleep(0.02)
            yield descriptor
        finally:
            os.close(descriptor)


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)


def try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
