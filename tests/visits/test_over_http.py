"""Sixty readers with three pages each and twenty-five machines, over real HTTP, with two processes and a restart."""

import datetime as dt

import pytest

from giaoban.kernel import clock
from giaoban.visits import operations, queries
from giaoban.visits.models import Day, Presence
from tests.visits.test_agents import MACHINES
from tests.visits.web import READER, serving, until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = ("/", "/statistics/", "/")


def here() -> Day:
    return Day.objects.first() or Day()


def test_visits_rise_by_sixty_machines_by_twenty_five_and_a_restart_changes_nothing(tmp_path, phuc):
    at = clock.now()
    operations.enter_balance(
        visits=39_987_161, counted_until=clock.day_of(at) - dt.timedelta(days=1),
        source="Bộ đếm của cổng cũ", reason="Chuyển cổng", version=0, by=phuc, at=at,
    )  # fmt: skip

    with serving(tmp_path, workers=2) as web:
        for path in PAGES:
            for number in range(60):
                assert web.sends(path, address=f"203.0.113.{number}")[0] == 200
        for agent in MACHINES[:25]:
            web.sends("/", agent=agent, address="198.51.100.7")
        until(lambda: (here().views, here().machines) == (180, 25))

    assert (here().visits, here().visitors, here().machines) == (60, 60, 25)
    assert queries.block(at=clock.now()).lifetime == 39_987_161 + 60
    with serving(tmp_path, workers=2) as web:
        for number in range(60):
            web.sends("/", address=f"203.0.113.{number}")
        until(lambda: here().views == 240)
        page = web.sends("/statistics/", address="203.0.113.1")[2].decode()

    assert (here().visits, here().visitors) == (60, 60)
    assert "39.987.221 lượt truy cập tất cả, hôm nay 60 lượt; 60 người đang truy cập." in " ".join(
        page.replace("<", " <").replace(">", "> ").split()
    ).replace('<span class="figure"> ', "").replace(" </span>", "")


def test_what_was_counted_in_the_last_moment_is_told_when_the_server_ends(tmp_path, db):
    with serving(tmp_path) as web:
        for number in range(30):
            web.sends("/", address=f"203.0.113.{number}")

    assert here().visits == 30


def test_no_address_and_no_agent_stands_anywhere_and_a_reader_gets_no_cookie(tmp_path, db):
    agent = READER.replace("Android 14", "Android 14; hat-giong-khong-trung")
    paths = ("/", "/statistics/", "/nowhere/", "/?state=late")
    with serving(tmp_path) as web:
        answers = [web.sends(path, address="203.0.113.77", agent=agent) for path in paths]
        until(Presence.objects.exists)

    assert [headers.get("Set-Cookie") for _status, headers, _body in answers] == [None] * 4
    kept = [file for file in tmp_path.rglob("*") if file.is_file()]
    found = [file.name for file in kept for what in (b"203.0.113.77", b"hat-giong") if what in file.read_bytes()]
    assert web.errors in kept
    assert found == []


def test_a_reader_who_invents_a_proxy_is_counted_by_the_own_address(tmp_path, db):
    with serving(tmp_path, proxies="") as web:
        for number in range(5):
            web.sends("/", address=f"203.0.113.{number}")
        until(lambda: here().views == 5)

    assert here().visits == 1
