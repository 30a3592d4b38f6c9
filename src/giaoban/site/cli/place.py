"""Who serves this home, and where: written by `giaoban serve`, read by `status` and `stop`."""

import fcntl
import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from giaoban.site.cli.outcome import Refused
from giaoban.site.home import prepare
from giaoban.site.language import gettext as _
from giaoban.site.postgres.layout import open_lock, try_lock


@dataclass(frozen=True)
class Place:
    pid: int
    address: str


def serving(home: Path) -> Place | None:
    """Who serves this home at this moment; the lock tells, so a killed server is none."""
    lock = home / "serve.lock"
    if not lock.exists():
        return None
    descriptor = open_lock(lock)
    try:
        if try_lock(descriptor, fcntl.LOCK_SH):
            return None
        written = lock.read_text(encoding="utf-8")
        return Place(**json.loads(written)) if written else None
    finally:
        os.close(descriptor)


@contextmanager
def taken(home: Path, address: str) -> Iterator[None]:
    """Be the one that serves this home. Refused where another does."""
    descriptor = open_lock(prepare(home) / "serve.lock")
    try:
        if not try_lock(descriptor, fcntl.LOCK_EX):
            other = serving(home)
            who = f"{other.address} (pid {other.pid})" if other else "?"
            raise Refused(
                _(
                    "{home} is already served at {who}. Open that address, end it with `giaoban stop`, "
                    "or serve another home with GIAOBAN_HOME."
                ).format(home=home, who=who)
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(asdict(Place(os.getpid(), address))).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def is_ready(address: str) -> bool:
    """Whether /readyz under this address says so."""
    try:
        with urllib.request.urlopen(f"{address}readyz", timeout=5) as answer:  # noqa: S310 - http to ourselves
            return bool(json.load(answer)["ready"])
    except (urllib.error.URLError, OSError, ValueError):
        return False
