"""October 2021: the 13th is a Wednesday."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.calendar import WorkingCalendar

PLAIN = WorkingCalendar()
# In this made-up year Thursday the 14th is a holiday, Friday the 15th is off for it, and Saturday the 23rd is worked.
BRIDGED = WorkingCalendar(
    days_off=frozenset({dt.date(2021, 10, 14), dt.date(2021, 10, 15)}),
    worked_weekends=frozenset({dt.date(2021, 10, 23)}),
)
days = st.dates(dt.date(2021, 1, 1), dt.date(2022, 12, 31))
calendars = st.builds(WorkingCalendar, st.frozensets(days, max_size=8), st.frozensets(days, max_size=4))


def october(day):
    return dt.date(2021, 10, day)


def test_offices_work_from_monday_to_friday():
    assert [PLAIN.is_working_day(october(day)) for day in range(11, 18)] == [True] * 5 + [False] * 2


def test_a_bridge_day_is_worked_off_on_a_weekend():
    assert not BRIDGED.is_working_day(october(15))
    assert BRIDGED.is_working_day(october(23))
    assert not BRIDGED.is_working_day(october(24))


def test_a_day_off_is_off_even_if_it_was_to_be_worked():
    assert not WorkingCalendar(frozenset({october(23)}), frozenset({october(23)})).is_working_day(october(23))


@pytest.mark.parametrize(
    ("calendar", "start", "count", "last"),
    [
        (PLAIN, 13, 1, 14),
        (PLAIN, 15, 1, 18),
        (PLAIN, 13, 5, 20),
        (PLAIN, 18, -1, 15),
        (PLAIN, 16, 0, 18),
        (PLAIN, 13, 0, 13),
        (BRIDGED, 13, 1, 18),
        (BRIDGED, 22, 1, 23),
        (BRIDGED, 18, -1, 13),
    ],
)
def test_a_term_of_working_days_does_not_count_its_first_day(calendar, start, count, last):
    assert calendar.add_working_days(october(start), count) == october(last)


def test_working_days_between_are_counted_half_open():
    assert PLAIN.working_days_between(october(13), october(20)) == 5
    assert BRIDGED.working_days_between(october(13), october(25)) == 7
    assert PLAIN.working_days_between(october(13), october(13)) == 0
    assert PLAIN.working_days_between(october(20), october(13)) == -5


@given(calendars, days, st.integers(1, 40))
def test_adding_and_counting_agree(calendar, start, count):
    last = calendar.add_working_days(start, count)

    assert calendar.is_working_day(last)
    assert calendar.working_days_between(start + dt.timedelta(days=1), last + dt.timedelta(days=1)) == count


@given(calendars, days, days, days)
def test_counts_add_up(calendar, a, b, c):
    assert calendar.working_days_between(a, b) + calendar.working_days_between(b, c) == calendar.working_days_between(
        a, c
    )
