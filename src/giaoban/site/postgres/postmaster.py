"""The server's process: started apart from its parent, judged alive by connecting, stopped without losing a commit."""

import contextlib
import fcntl
import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import BinaryIO

import psycopg

from giaoban.site.home import PRIVATE_FILE
from giaoban.site.postgres.addresses import SUPERUSER, in_home
from giaoban.site.postgres.binaries import Binaries
from giaoban.site.postgres.cluster import environment
from giaoban.site.postgres.identity import Identity
from giaoban.site.postgres.layout import PORT, Layout, open_lock, try_lock
from giaoban.site.postgres.problems import DatabaseProblem

START_SECONDS = 60.0
STOP_SECONDS = 30.0
LONGEST_LOG = 10_000_000


def answers(layout: Layout) -> bool:
    """Whether this home's own server takes connections. A process number says less: it may be a zombie, or reused."""
    if not layout.data.exists():
        return False
    try:
        with psycopg.connect(in_home(layout, SUPERUSER, database="postgres"), connect_timeout=3) as connection:
            where = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError as problem:
        if "password authentication failed" in str(problem) and not layout.tcp_port.exists():
            raise DatabaseProblem("password-lost", folder=layout.data, passfile=layout.passfile) from problem
        return False
    return where is not None and Path(where[0]) == layout.data


def launch(layout: Layout, binaries: Binaries, identity: Identity, *, durable: bool = True) -> None:
    """Start the server and return once it answers; one that is just coming up, or recovering, is waited for."""
    if _comes_up_by_itself(layout):
        return
    options = _listening(layout, identity)
    if not durable:
        # Nothing is kept; and no statistics gathered at an unlucky moment decide how a query is planned.
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
    arguments = [binaries.path("postgres"), "-D", str(layout.data)]
    for name, value in options.items():
        arguments += ["-c", f"{name}={value}"]
    with _open_log(layout.log) as log:
        process = subprocess.Popen(  # noqa: S603
            identity.command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment(),
            start_new_session=True,
            **identity.process_options(),
        )
    # Somebody must wait for the child, or it would stay as a zombie under its number after a crash.
    threading.Thread(target=process.wait, daemon=True).start()
    deadline = time.monotonic() + START_SECONDS
    while not answers(layout):
        if process.returncode is not None:
            raise DatabaseProblem("start-failed", log=layout.log, detail=_tail(layout.log))
        if time.monotonic() > deadline:
            raise DatabaseProblem("start-slow", seconds=round(START_SECONDS), log=layout.log)
        time.sleep(0.02)


def _listening(layout: Layout, identity: Identity) -> dict[str, str]:
    """Where the server listens: a socket in a private folder, or 127.0.0.1 where the socket's path is too long."""
    if layout.fits_socket:
        layout.tcp_port.unlink(missing_ok=True)
        layout.sockets.mkdir(mode=0o700, exist_ok=True)
        identity.own(layout.sockets)
        return {"listen_addresses": "", "unix_socket_directories": str(layout.sockets), "port": str(PORT)}
    port = _free_port(preferred=int(layout.tcp_port.read_text()) if layout.tcp_port.exists() else 0)
    layout.tcp_port.write_text(f"{port}\n")
    return {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": str(port)}


def _free_port(preferred: int) -> int:
    for port in (preferred, 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise DatabaseProblem("no-port")


def _open_log(path: Path) -> BinaryIO:
    """The server's log, private; what exceeds ten megabytes becomes the one older log."""
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE), "ab")


def pid(layout: Layout) -> int | None:
    """The number that the server wrote down; it may be dead."""
    try:
        return int((layout.data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _comes_up_by_itself(layout: Layout) -> bool:
    """Wait for the processes at work in the data folder: True when they answer, False when none is left.

    PostgreSQL minds the number in its marks even where that is a zombie, or a stranger who got it after a reboot. So
    the marks of a dead server are removed, but only when /proc shows that none of its processes is left; where there
    is no /proc they stay for PostgreSQL to judge.
    """
    deadline = time.monotonic() + START_SECONDS
    while working := _at_work_in(layout.data):
        if answers(layout):
            return True
        if time.monotonic() > deadline:
            raise DatabaseProblem("start-slow", seconds=round(START_SECONDS), log=layout.log)
        time.sleep(0.05)
    if working is not None:
        for mark in (layout.data / "postmaster.pid", layout.sockets / f".s.PGSQL.{PORT}.lock"):
            mark.unlink(missing_ok=True)
    return False


def shut_down(layout: Layout) -> bool:
    """Stop the server: first politely (sessions are ended, everything is written), at last at once. False: none ran."""
    number = pid(layout)
    if number is None or not answers(layout):
        return False
    for kind, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, kind)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if pid(layout) != number:
                return True
            time.sleep(0.02)
    return True


def shut_down_if_unused(layout: Layout) -> bool:
    """Stop the server unless some process still holds its share of it."""
    descriptor = open_lock(layout.users)
    try:
        return try_lock(descriptor, fcntl.LOCK_EX) and shut_down(layout)
    finally:
        os.close(descriptor)


def _at_work_in(data: Path) -> list[int] | None:
    """Numbers of the living PostgreSQL processes of this data folder (they all stand in it); None without /proc."""
    if not Path("/proc/self/cwd").exists():
        return None
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if (entry / "cwd").readlink() == data and (entry / "comm").read_text().strip() == "postgres":
                    found.append(int(entry.name))
    return found


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
