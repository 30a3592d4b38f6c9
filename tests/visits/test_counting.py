"""Visits by their definition, added up over processes; and that nothing of a reader outlives the day."""

import datetime as dt
import secrets
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from giaoban.kernel.ids import uuid7
from giaoban.site.postgres.addresses import SUPERUSER, in_home
from giaoban.visits import operations, queries
from giaoban.visits.agents import Caller
from giaoban.visits.counting import Batch, hashed
from giaoban.visits.models import Day, PageDay, Presence, Rank, Salt
from tests.visits.conftest import ARTICLE, NOON, OTHER, TODAY

MINUTE = dt.timedelta(minutes=1)


def today() -> Day:
    return Day.objects.get(day=TODAY)


def readers(page) -> int:
    return queries.readers(page.kind, [page.id])[page.id]


def test_reading_three_pages_and_reloading_is_one_visit(process):
    for page in (ARTICLE, OTHER, ARTICLE, ARTICLE):
        process.opens("10.1.1.1", page=page)

    process.tells()

    assert (today().visits, today().visitors, today().views) == (1, 1, 4)
    assert (readers(ARTICLE), readers(OTHER)) == (1, 1)


@pytest.mark.parametrize(("minutes", "visits"), [(29, 1), (30, 1), (31, 2)])
@pytest.mark.parametrize("told_between", [True, False])
def test_who_comes_back_after_half_an_hour_makes_another_visit(process, minutes, visits, told_between):
    process.opens("10.1.1.1")
    if told_between:
        process.tells()
    process.opens("10.1.1.1", at=NOON + minutes * MINUTE)
    process.tells(NOON + minutes * MINUTE)

    assert (today().visits, today().visitors) == (visits, 1)


def test_a_visit_lasts_as_long_as_somebody_reads_on(process):
    for minutes in range(0, 100, 25):
        process.opens("10.1.1.1", at=NOON + minutes * MINUTE)
        process.tells(NOON + minutes * MINUTE)

    assert today().visits == 1


def test_two_processes_that_see_one_visitor_count_one_visit(process, another):
    process.tells()
    another.tells()
    process.opens("10.1.1.1")
    another.opens("10.1.1.1", page=OTHER)

    process.tells()
    another.tells()

    assert (today().visits, today().visitors, today().views) == (1, 1, 2)


def test_another_address_browser_or_site_is_another_visitor(process):
    process.opens("10.1.1.1")
    process.opens("10.1.1.2")
    process.opens("10.1.1.1", agent="Mozilla/5.0 Firefox/132.0")
    process.opens("10.1.1.1", site="khac.example.vn")

    process.tells()

    assert today().visits == 4


def test_machines_and_what_is_fetched_ahead_are_counted_apart(process):
    process.opens("10.1.1.1")
    process.opens("10.1.1.2", who=Caller.MACHINE)
    process.opens("10.1.1.3", who=Caller.AHEAD)
    process.opens("10.1.1.4", who=Caller.PROBE)

    process.tells()

    assert (today().visits, today().machines, today().fetched_ahead, today().probes) == (1, 1, 1, 1)
    assert PageDay.objects.get().machines == 1
    assert readers(ARTICLE) == 1


def test_members_are_here_and_counted_nowhere_else(process):
    process.counting.member("0192f6a0", at=NOON)
    process.opens("10.1.1.1")
    process.tells()

    block = queries.block(at=NOON + 2 * MINUTE)

    assert (block.guests, block.members, block.online, block.today) == (1, 1, 2, 1)


def test_who_opened_nothing_for_five_minutes_is_gone(process):
    process.opens("10.1.1.1")
    process.tells()

    assert queries.block(at=NOON + 4 * MINUTE).online == 1
    assert queries.block(at=NOON + 6 * MINUTE).online == 0


def test_what_was_told_already_adds_nothing(process):
    process.opens("10.1.1.1")
    process.tells()
    batch = Batch(TODAY)
    batch.read(ARTICLE, b"k" * 16, NOON)
    teller = uuid7()

    first = operations.add(batch=batch, teller=teller, number=1, at=NOON)
    again = operations.add(batch=batch, teller=teller, number=1, at=NOON)

    assert (first, again, today().visits) == (True, False, 2)


def test_midnight_in_vietnam_begins_another_visit(process):
    late = dt.datetime(2026, 3, 9, 16, 59, 50, tzinfo=dt.UTC)
    process.opens("10.1.1.1", at=late)
    process.tells(late)
    process.opens("10.1.1.1", at=late + MINUTE)
    process.tells(late + MINUTE)

    assert list(Day.objects.order_by("day").values_list("day", "visits")) == [
        (TODAY, 1),
        (TODAY + dt.timedelta(days=1), 1),
    ]


def test_requests_that_come_before_the_salt_are_counted_once_it_is_there(process):
    process.opens("10.1.1.1")
    process.opens("10.1.1.1", page=OTHER)

    assert process.counting.taken() == []
    process.tells()

    assert (today().visits, today().views) == (1, 2)


# --- The end of a day -------------------------------------------------------------------------------------------------


def test_end_of_a_day_leaves_numbers_alone(process):
    for number in range(40):
        process.opens(f"10.1.1.{number}")
    process.tells()
    tomorrow = NOON + dt.timedelta(days=1)

    operations.close_days(before=TODAY + dt.timedelta(days=1), at=tomorrow)

    assert [model.objects.count() for model in (Salt, Presence, Rank)] == [0, 0, 0]
    assert (PageDay.objects.get().readers, today().visits, readers(ARTICLE)) == (40, 40, 40)


def test_closing_twice_and_what_arrives_late_add_up(process, another):
    process.tells()
    another.tells()
    process.opens("10.1.1.1")
    another.opens("10.1.1.2")
    process.tells()
    for _ in range(2):
        operations.close_days(before=TODAY + dt.timedelta(days=1), at=NOON + dt.timedelta(days=1))
    another.tells()
    operations.close_days(before=TODAY + dt.timedelta(days=1), at=NOON + dt.timedelta(days=1))

    assert (PageDay.objects.get().readers, today().visits) == (2, 2)


def test_a_day_that_goes_on_is_not_closed(process):
    process.opens("10.1.1.1")
    process.tells()

    operations.close_days(before=TODAY, at=NOON)

    assert [model.objects.count() for model in (Salt, Presence, Rank)] == [1, 1, 1]


def test_first_request_of_a_day_destroys_the_salt_of_the_day_before(db):
    first, second = secrets.token_bytes(32), secrets.token_bytes(32)
    operations.salt_of(day=TODAY, candidate=first)

    assert operations.salt_of(day=TODAY, candidate=second) == first
    assert operations.salt_of(day=TODAY + dt.timedelta(days=1), candidate=second) == second
    assert operations.salt_of(day=TODAY, candidate=first) is None
    assert [bytes(salt) for salt in Salt.objects.values_list("salt", flat=True)] == [second]


def test_yesterdays_salt_finds_none_of_a_thousand_known_visitors(process):
    """Whoever has the whole database, and every address and agent, finds nobody of yesterday in it."""
    known = [f"10.7.{number // 250}.{number % 250}" for number in range(1000)]
    for address in known:
        process.opens(address)
    process.tells()
    kept = {bytes(key) for key in Presence.objects.values_list("key", flat=True)}
    operations.close_days(before=TODAY + dt.timedelta(days=1), at=NOON + dt.timedelta(days=1))
    operations.salt_of(day=TODAY + dt.timedelta(days=1), candidate=b"n" * 32)

    salts = [bytes(salt) for salt in Salt.objects.values_list("salt", flat=True)]
    found = {hashed(f"{one}\0Mozilla\0cong.example.vn".encode(), salt) for one in known for salt in salts}

    assert len(kept) == 1000
    assert found & kept == set()
    assert Presence.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_destroyed_salt_stands_in_no_file_of_the_server(cluster, process):
    """Not in the table's pages, not in the write-ahead log, not in what a crash would bring back."""
    if cluster is None:
        pytest.skip("the files of a server that DATABASE_URL names are not ours to read")
    folder = Path(cluster.layout.home)
    salt = secrets.token_bytes(32)
    operations.salt_of(day=TODAY, candidate=salt)
    process.opens("10.99.98.97", agent="Mozilla/5.0 (Hạt giống không trùng)")
    process.tells()
    _put_on_disk(cluster.layout)
    assert _files_with(folder, salt)

    operations.close_days(before=TODAY + dt.timedelta(days=1), at=NOON + dt.timedelta(days=1))
    _put_on_disk(cluster.layout)

    assert _files_with(folder, salt) == []
    assert _files_with(folder, b"10.99.98.97") == []
    assert _files_with(folder, "Hạt giống không trùng".encode()) == []


def _put_on_disk(layout) -> None:
    """What stands in an unlogged table reaches its file with a clean shutdown, or where the table is written anew."""
    with psycopg.connect(in_home(layout, SUPERUSER, database=connection.settings_dict["NAME"]), autocommit=True) as it:
        it.execute("VACUUM FULL visits_salt")
        it.execute("CHECKPOINT")


def _files_with(folder: Path, what: bytes) -> list[str]:
    return [str(file) for file in folder.rglob("*") if file.is_file() and what in file.read_bytes()]


def test_tables_of_salt_and_keys_are_in_no_log_and_no_backup(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' ORDER BY 1")

        assert [row[0] for row in cursor.fetchall()] == ["visits_presence", "visits_salt"]


# --- A crowd ----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_counts_are_the_truth_for_a_mixed_crowd(process, another):
    """Two processes, two thousand readers of three pages with reloads, forty machines between them."""
    for number in range(2000):
        for page, at_ in ((ARTICLE, process), (OTHER, another), (ARTICLE, another)):
            at_.opens(f"10.{number % 7}.{number // 250}.{number % 250}", page=page)
        if number % 50 == 0:
            process.opens("10.200.0.1", who=Caller.MACHINE)
        if number % 100 == 0:
            process.tells()
            another.tells()
    process.tells()
    another.tells()

    assert (today().visits, today().visitors, today().views, today().machines) == (2000, 2000, 6000, 40)
    assert abs(readers(ARTICLE) - 2000) < 20
