"""What is worked out once holds until anything is written, and not a moment longer."""

import datetime as dt
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.db.models import Max

from giaoban.registry import settled
from giaoban.registry.models import Event

pytestmark = pytest.mark.django_db


def written(**more) -> Event:
    at = dt.datetime(2021, 10, 28, 2, 30, tzinfo=dt.UTC)
    told = {"type": "registry.unit_renamed", "subject_kind": "registry.unit", "subject_id": uuid.uuid4()}
    return Event.objects.create(**told, by_name="", at=at, on=at.date(), **more)


@pytest.fixture
def asked():
    """Asks for a result under a key, and says how often it was worked out."""
    worked = []

    def ask(key="trang"):
        settled.once(key, lambda: worked.append(key))
        return len(worked)

    return ask


def test_result_holds_as_long_as_nothing_is_written(asked, django_assert_num_queries):
    written()
    assert asked() == 1

    with django_assert_num_queries(1):
        assert asked() == 1

    written()
    assert asked() == 2
    assert asked() == 2


def test_result_is_given_a_minute_at_most(asked, monkeypatch):
    """A command of an operator may change something without an event."""
    assert asked() == 1

    monkeypatch.setattr(settled, "LONGEST", 0.0)

    assert asked() == 2


def test_nothing_is_a_result_too(asked):
    assert [asked(), asked()] == [1, 1]


def test_event_that_was_committed_late_is_seen_though_a_later_one_was_there(asked):
    """A transaction that took its number first may end last."""
    last = written().seq
    written(seq=last + 2)
    assert asked() == 1

    written(seq=last + 1)

    assert Event.objects.aggregate(newest=Max("seq"))["newest"] == last + 2
    assert asked() == 2


def test_each_key_has_its_own_result(asked):
    assert [asked("vi"), asked("en"), asked("vi")] == [1, 2, 2]


def test_memory_is_bounded(asked):
    for number in range(settled.MOST + 1):
        asked(number)

    assert asked(settled.MOST) == settled.MOST + 1
    assert asked(0) == settled.MOST + 2


def test_result_read_while_something_is_written_is_worked_out_again(asked):
    settled.once("trang", written)

    assert asked() == 1


# --- What the clock ends ----------------------------------------------------------------------------------------------

NINE = dt.datetime(2021, 10, 28, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def asked_at():
    """Asks at a minute after nine for what holds until another one, and says how often it was worked out."""
    worked = []

    def ask(minute, until=None):
        now, end = NINE + dt.timedelta(minutes=minute), until and NINE + dt.timedelta(minutes=until)
        settled.until("trang", lambda: worked.append(minute) or settled.Lasting(minute, end), now=now)
        return len(worked)

    return ask


def test_result_holds_until_its_moment_and_not_in_it(asked_at):
    assert [asked_at(0, until=10), asked_at(9), asked_at(10)] == [1, 1, 2]


def test_result_without_an_end_holds_until_something_is_written(asked_at):
    assert [asked_at(0), asked_at(600)] == [1, 1]

    written()

    assert asked_at(600) == 2


def test_result_of_a_later_moment_says_nothing_of_an_earlier_one(asked_at):
    """The day of business of a demonstration goes back as well."""
    assert [asked_at(5), asked_at(4)] == [1, 2]


def test_result_that_holds_for_no_time_is_given_and_not_kept(asked_at):
    assert [asked_at(5, until=5), asked_at(5, until=5)] == [1, 2]


def test_request_that_only_reads_asks_once_where_the_log_ends(asked, django_assert_num_queries):
    with settled.asked_once(), django_assert_num_queries(1):
        assert [asked("vi"), asked("en"), asked("vi")] == [1, 2, 2]

    written()
    with settled.asked_once():
        assert asked("vi") == 3


def test_those_who_ask_at_the_same_time_wait_for_the_first():
    worked, asking = [], threading.Barrier(4)

    def slowly():
        worked.append(1)
        time.sleep(0.2)
        return "làm xong"

    def ask():
        asking.wait(10)
        try:
            return settled.once("trang", slowly)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert [one.result() for one in [threads.submit(ask) for _ in range(4)]] == ["làm xong"] * 4
    assert len(worked) == 1
