"""The web server of the tests' own database, as `giaoban serve` starts it: real processes, real requests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from tests.faults.installation import NOT_OURS

READER = "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"


def database() -> str:
    """The address of the database that this test uses."""
    said = connection.settings_dict
    kept = {name: value for name, value in said["OPTIONS"].items() if name == "passfile"}
    place = {name.lower(): said[name] for name in ("HOST", "PORT") if said[name]}
    who = quote(said["USER"]) + (f":{quote(said['PASSWORD'])}" if said["PASSWORD"] else "")
    return f"postgresql://{who}@/{quote(said['NAME'])}?{urlencode({**place, **kept})}"


@dataclass
class Web:
    """One server with its processes; `sends` a request as the visitor at an address, and gives status, headers, body."""

    port: int
    process: subprocess.Popen
    errors: Path
    headers: dict[str, str] = field(default_factory=dict)

    def sends(self, path="/", *, address="203.0.113.9", agent=READER, method="GET", **headers):
        told = {"X-Forwarded-For": address, "User-Agent": agent, "Accept-Language": "vi", **self.headers}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=told, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.headers, refusal.read()


@contextmanager
def serving(home: Path, *, workers: int = 1, database_url: str = "", proxies: str = "127.0.0.1") -> Iterator[Web]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    environ = kept | {
        "DATABASE_URL": database_url or database(), "GIAOBAN_HOME": str(home), "GIAOBAN_PROXIES": proxies,
        "GIAOBAN_STATIC": str(home / "static"), "GIAOBAN_DEMO": "1", "GIAOBAN_DB_POOL": "1", "GIAOBAN_DB_POOL_SIZE": "5",
    }  # fmt: skip
    errors = home / "errors.txt"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "giaoban.site.cli.web",
        "--port",
        str(port),
        "--workers",
        str(workers),
    ]
    with errors.open("ab") as told, subprocess.Popen(command, env=environ, stderr=told, stdout=told) as process:
        web = Web(port, process, errors)
        try:
            until(lambda: _answers(web))
            yield web
        finally:
            process.terminate()
            process.wait(20)


def _answers(web: Web) -> bool:
    try:
        return web.sends("/readyz")[0] == 200
    except OSError:
        return False


def until(asked: Callable[[], bool], seconds: float = 60) -> None:
    """Waits until it is so; the time is what a loaded machine may take, no measure."""
    deadline = time.monotonic() + seconds
    while not asked():
        assert time.monotonic() < deadline, "it did not become so"
        time.sleep(0.1)
