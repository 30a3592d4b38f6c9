"""Start, attach, stop: safe to call from any number of processes at once."""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from giaoban.site.home import path as default_home
from giaoban.site.postgres import binaries as programs
from giaoban.site.postgres import cluster, identity, postmaster
from giaoban.site.postgres.addresses import APP, OWNER, in_home
from giaoban.site.postgres.layout import Layout, open_lock, try_lock


@dataclass
class Server:
    """One process's share of the running server."""

    layout: Layout
    started_here: bool
    _share: int | None = field(repr=False, default=None)

    @property
    def url_owner(self) -> str:
        """The libpq address of the role that owns the tables."""
        return in_home(self.layout, OWNER)

    @property
    def url_app(self) -> str:
        """The libpq address of the application's role."""
        return in_home(self.layout, APP)

    @property
    def passfile(self) -> Path:
        return self.layout.passfile

    def release(self) -> bool:
        """Give the share back; the last one stops the server (and is told so: True). A second call does nothing."""
        if self._share is None:
            return False
        with self.layout.lock():
            os.close(self._share)
            self._share = None
            return postmaster.shut_down_if_unused(self.layout)


@dataclass(frozen=True)
class Status:
    home: Path
    laid_out: bool
    running: bool
    pid: int | None
    major: int | None


def start(home: Path | None = None, *, durable: bool = True) -> Server:
    """Start the home's server, or attach to the one that runs, and hold a share of it until released or dead.

    `durable=False` trades safety for speed and is for throw-away data alone. Raises DatabaseProblem.
    """
    layout = Layout((home or default_home()).resolve())
    with layout.lock() as lock:
        share = open_lock(layout.users)
        try_lock(share, fcntl.LOCK_SH)
        try:
            running = postmaster.answers(layout)
            if not running:
                _start(layout, lock=lock, durable=durable)
            # Also on attaching: whoever started the server may have been killed before this.
            cluster.make_roles(layout, may_create_databases=not durable)
        except BaseException:
            os.close(share)
            raise
    server = Server(layout, started_here=not running, _share=share)
    atexit.register(_release_in, os.getpid(), server)
    return server


def _start(layout: Layout, *, lock: int, durable: bool) -> None:
    binaries = programs.find()
    who = identity.choose(binaries, layout.folder)
    if (layout.data / "PG_VERSION").exists():
        cluster.check_version(layout, binaries)
    else:
        cluster.lay_out(layout, binaries, who, lock=lock, durable=durable)
    postmaster.launch(layout, binaries, who, durable=durable)


def _release_in(process: int, server: Server) -> None:
    # A forked child runs its parent's exit handlers too; the share is the parent's.
    if os.getpid() == process:
        server.release()


def stop(home: Path | None = None, *, only_if_unused: bool = False) -> bool:
    """Stop the home's server, whoever uses it unless told otherwise. False where nothing was stopped."""
    layout = Layout((home or default_home()).resolve())
    if not layout.folder.exists():
        return False
    with layout.lock():
        return postmaster.shut_down_if_unused(layout) if only_if_unused else postmaster.shut_down(layout)


def status(home: Path | None = None) -> Status:
    """What stands in the home, without starting or changing anything."""
    layout = Layout((home or default_home()).resolve())
    marker = layout.data / "PG_VERSION"
    running = postmaster.answers(layout)
    return Status(
        home=layout.home,
        laid_out=marker.exists(),
        running=running,
        pid=postmaster.pid(layout) if running else None,
        major=int(marker.read_text()) if marker.exists() else None,
    )


@contextmanager
def throwaway() -> Iterator[Server]:
    """A server for tests: fast, unsafe, and gone afterwards with all its data."""
    with tempfile.TemporaryDirectory(prefix="gb-") as folder:
        server = start(Path(folder), durable=False)
        try:
            yield server
        finally:
            stop(server.layout.home)
            server.release()
            shutil.rmtree(server.layout.folder, ignore_errors=True)
