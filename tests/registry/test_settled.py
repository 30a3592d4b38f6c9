"""What is worked out once holds until anything is written, and not a moment longer."""

import datetime as dt
import uuid

import pytest
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
