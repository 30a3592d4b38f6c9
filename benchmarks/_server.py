"""The demonstration as `giaoban serve` runs it, in a home that is thrown away."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


class Site(str):
    """The address at which it answers; `environ` is that of a command beside it on the same data."""

    __slots__ = ("environ",)
    environ: dict[str, str]


@contextmanager
def demonstration(*, workers: int | None = 1) -> Iterator[Site]:
    """So many web processes and the worker answer inside, None: as many as `giaoban serve` chooses."""
    with tempfile.TemporaryDirectory(prefix="giaoban-bench-") as home:
        apart = {"DATABASE_URL", "DATABASE_OWNER_URL", "GIAOBAN_DB_ROLE", "DJANGO_SETTINGS_MODULE"}
        kept = {name: value for name, value in os.environ.items() if name not in apart}
        environ = kept | {
            "GIAOBAN_HOME": home,
            "GIAOBAN_LANG": "en",
            "GIAOBAN_PROXIES": "127.0.0.1",
            "GIAOBAN_LOG_LEVEL": "WARNING",
        }
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "giaoban", "serve", "--demo", "--port", str(port)]
        command += ["--workers", str(workers)] if workers else []
        with subprocess.Popen(
            command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as server:
            try:
                assert server.stdout is not None
                # The web server warns first where more processes are asked for than there are cores.
                assert any(str(port) in line for line in server.stdout)
                site = Site(f"http://127.0.0.1:{port}")
                site.environ = environ
                yield site
            finally:
                server.terminate()
                server.wait(20)
