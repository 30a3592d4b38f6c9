"""Counting and public pages when something is killed: a second of visits at most, and a last page that still answers."""

import os
import signal
import threading
import time

import pytest

from giaoban.site import postgres
from giaoban.visits import queries
from giaoban.visits.models import Day
from tests.faults.test_database_serve import children
from tests.visits.web import serving, until

pytestmark = [pytest.mark.faults, pytest.mark.slow]


def below(pid: int) -> list[int]:
    return [one for child in children(pid) for one in (child, *below(child))]


@pytest.mark.django_db(transaction=True)
def test_a_killed_server_loses_the_visits_of_its_last_second_at_most(tmp_path):
    """Readers come without pause; whoever came more than two rounds of the thread before the kill is counted."""
    came: list[float] = []
    with serving(tmp_path) as web:
        ended = threading.Event()

        def read() -> None:
            number = 0
            while not ended.is_set():
                number += 1
                try:
                    web.sends("/", address=f"203.0.{number // 250}.{number % 250}")
                except OSError:
                    return
                came.append(time.monotonic())

        reader = threading.Thread(target=read)
        reader.start()
        until(lambda: len(came) > 100 and Day.objects.exists())
        for pid in (web.process.pid, *below(web.process.pid)):
            os.kill(pid, signal.SIGKILL)
        killed = time.monotonic()
        ended.set()
        reader.join()

    counted = Day.objects.get().visits
    long_before = sum(1 for at in came if at < killed - 2)
    print(f"{len(came)} readers, {counted} counted, {len(came) - counted} lost with the kill")
    assert long_before <= counted <= len(came) + 1


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_before_a_kill_stays_as_it_was(tmp_path):
    with serving(tmp_path) as web:
        for number in range(20):
            web.sends("/", address=f"203.0.113.{number}")
        until(lambda: (Day.objects.first() or Day()).views == 20)
        os.kill(web.process.pid, signal.SIGKILL)

    with serving(tmp_path) as web:
        web.sends("/", address="203.0.113.1")
        until(lambda: Day.objects.get().views == 21)

    assert Day.objects.get().visits == 20
    assert queries.totals()["visits"] == 20


def test_public_pages_answer_from_the_last_snapshot_while_the_database_is_down(tmp_path, migrated):
    home = migrated(tmp_path / "database")
    server = postgres.start(home)
    web_home = tmp_path / "web"
    web_home.mkdir()
    url = postgres_url(home)
    try:
        with serving(web_home, database_url=url) as web:
            before = web.sends("/")[2].decode()
            english = web.sends("/", Accept_Language="en")[2].decode()
            postgres.stop(home)
            until(lambda: "bản chụp lúc" in web.sends("/")[2].decode())

            status, headers, body = web.sends("/")
            in_english = web.sends("/", Accept_Language="en")[2].decode()
            never_read = web.sends("/statistics/?step=year")[0]
            server = postgres.start(home)
            until(lambda: "bản chụp lúc" not in web.sends("/")[2].decode())
    finally:
        server.release()
        postgres.stop(home)

    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert "bản chụp" not in before + english
    assert "Chưa có kết luận nào được công khai" in body.decode()
    assert "This page is a snapshot from" in in_english
    assert never_read == 503


def postgres_url(home) -> str:
    from giaoban.site.postgres.addresses import APP, in_home
    from giaoban.site.postgres.layout import Layout

    return in_home(Layout(home), APP)
