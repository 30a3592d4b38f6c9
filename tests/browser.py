"""The one browser of a test run, as a pytest plugin: Debian's Chromium, driven by Playwright.

Whatever asks for `browser` is marked so; without Chromium it is skipped, loudly.
"""

import asyncio
import faulthandler
import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # One process for the pages of a story instead of one kept ready beside each: starting them is most of what stories cost.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    # The network is closed: whatever a page asked of anybody else would fail, and its story with it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(pytest.mark.skip(reason="CHROMIUM IS MISSING: nothing was tried in a browser"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """A browser that waited in vain says what the server was doing meanwhile: its threads and the database's sessions."""
    report = yield
    if report.when == "call" and report.failed and "browser" in item.fixturenames:
        report.sections.append(("threads", _threads()))
        if "live_server" in item.fixturenames:
            report.sections.append(("sessions of the database", _sessions()))
    return report


def _threads() -> str:
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        return file.read()


def _sessions() -> str:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pid, state, wait_event_type, wait_event, pg_blocking_pids(pid), now() - query_start, query"
            " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return "\n".join(map(str, cursor.fetchall()))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the tests still talk to the database like everybody else.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def run_apart(coroutine):
    """Runs a coroutine in a loop of its own, also where the browser's driver keeps one in this thread."""
    kept = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return asyncio.run(coroutine)
    finally:
        asyncio._set_running_loop(kept)
