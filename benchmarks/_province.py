"""A throw-away installation with the demonstration in it, shared by the benchmarks that need a database."""

import atexit
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from giaoban.site import postgres


@cache
def installation() -> postgres.Server:
    """Made once a run, thrown away at its end. Afterwards Django is set up in this process, as the web server does it."""
    home = Path(tempfile.mkdtemp(prefix="giaoban-bench-"))
    os.environ |= {"GIAOBAN_HOME": str(home), "GIAOBAN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "giaoban.site.settings"}
    os.environ.pop("DATABASE_URL", None)
    server = postgres.start(home, durable=False)
    atexit.register(_throw_away, server, home)
    for command in ("migrate", "demo"):
        subprocess.run([sys.executable, "-m", "giaoban", command], check=True, capture_output=True)
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    setup_test_environment(debug=False)
    logging.disable(logging.CRITICAL)
    from giaoban.site import memory

    memory.settle()
    return server


def _throw_away(server: postgres.Server, home: Path) -> None:
    from django.db import connections

    connections.close_all()
    server.release()
    shutil.rmtree(home, ignore_errors=True)


def as_owner(*statements: str) -> None:
    """Runs SQL as the owner of the tables; each statement by itself."""
    import psycopg

    with psycopg.connect(installation().url_owner, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def signed_in(username: str) -> Any:
    """A client of the whole stack in this process, signed in as a person of the demonstration."""
    from django.test import Client

    from giaoban.registry.models import User
    from giaoban.registry.session_life import BEGAN, CONFIRMED, SEEN

    client = Client()
    client.force_login(User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[BEGAN] = session[SEEN] = session[CONFIRMED] = time.time()
    session.save()
    return client


def timed(act: Callable[[], Any], times: int) -> tuple[list[float], float]:
    """Milliseconds of each call, sorted, and the processor's share of one: ours and the database session's together.

    The second figure hardly depends on what else the machine does; it is nan where the system does not tell it.
    """
    took, before = [], _worked()
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took), (_worked() - before) / times


def _worked() -> float:
    from django.db import connection

    connection.ensure_connection()
    session = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    theirs = int(session.read_text().split()[0]) / 1e6 if session.exists() else float("nan")
    return time.process_time() * 1000 + theirs


def percentile(sorted_values: list[float], share: float) -> float:
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def load() -> str:
    """What else the machine was doing: a figure without it says little."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
