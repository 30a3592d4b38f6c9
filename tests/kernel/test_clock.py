import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel import clock

instants = st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2035, 12, 31), timezones=st.just(dt.UTC))
days = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))


def test_now_is_an_instant_in_utc():
    assert clock.now().tzinfo is dt.UTC
    assert abs(dt.datetime.now(dt.UTC) - clock.now()) < dt.timedelta(seconds=5)


def test_the_day_changes_at_midnight_in_vietnam():
    assert clock.day_of(dt.datetime(2021, 10, 12, 16, 59, tzinfo=dt.UTC)) == dt.date(2021, 10, 12)
    assert clock.day_of(dt.datetime(2021, 10, 12, 17, 0, tzinfo=dt.UTC)) == dt.date(2021, 10, 13)


def test_an_instant_without_zone_has_no_day():
    with pytest.raises(ValueError, match="zone"):
        clock.day_of(dt.datetime(2021, 10, 12, 17, 0))


@given(days)
def test_a_day_begins_with_its_first_instant(day):
    start = clock.start_of(day)

    assert clock.day_of(start) == day
    assert clock.day_of(start - dt.timedelta(microseconds=1)) == day - dt.timedelta(days=1)


@given(instants, days)
def test_a_moved_instant_keeps_its_time_of_day(instant, day):
    moved = clock.moved_to(day, instant)

    assert clock.day_of(moved) == day
    assert moved.astimezone(clock.HCM).time() == instant.astimezone(clock.HCM).time()
    assert moved.tzinfo is dt.UTC


def test_a_demonstration_lives_on_one_day():
    demonstration: clock.Clock = clock.DemonstrationClock(dt.date(2021, 10, 28))

    assert demonstration.today() == clock.day_of(demonstration.now()) == dt.date(2021, 10, 28)


def test_the_real_clock_tells_the_real_day():
    real: clock.Clock = clock.RealClock()

    assert clock.day_of(clock.now()) - real.today() <= dt.timedelta(days=1)
    assert abs(real.now() - clock.now()) < dt.timedelta(seconds=5)
