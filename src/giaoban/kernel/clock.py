"""The one place that reads the clock. Instants are UTC; days are those of Vietnam."""

import datetime as dt
from typing import Protocol
from zoneinfo import ZoneInfo

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
"""The zone in which days begin and end."""


def now() -> dt.datetime:
    """The present instant, in UTC. Domain code does not call it: it is handed `at`."""
    return dt.datetime.now(dt.UTC)


def day_of(instant: dt.datetime) -> dt.date:
    """The day in Vietnam of an instant that knows its zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone has no day")
    return instant.astimezone(HCM).date()


def in_vietnam(seconds: float) -> dt.datetime:
    """The instant of so many seconds since 1970, as a clock in Vietnam shows it."""
    return dt.datetime.fromtimestamp(seconds, HCM)


def start_of(day: dt.date) -> dt.datetime:
    """The instant, in UTC, at which a day begins in Vietnam; the start of the next day is its exclusive end."""
    return dt.datetime.combine(day, dt.time(), HCM).astimezone(dt.UTC)


def moved_to(day: dt.date, instant: dt.datetime) -> dt.datetime:
    """The same time of day in Vietnam on another day, in UTC: what a demonstration living on `day` reads."""
    return instant - (start_of(day_of(instant)) - start_of(day))


class Clock(Protocol):
    """What tells a room the time: the real one, or that of a demonstration."""

    def now(self) -> dt.datetime: ...

    def today(self) -> dt.date: ...


class RealClock:
    """Today is today."""

    def now(self) -> dt.datetime:
        """The present instant, in UTC."""
        return now()

    def today(self) -> dt.date:
        """The present day in Vietnam."""
        return day_of(self.now())


class DemonstrationClock:
    """Every day is one chosen day; its hours pass as they really do."""

    def __init__(self, day: dt.date) -> None:
        self._day = day

    def now(self) -> dt.datetime:
        """The present time of day, on the chosen day, in UTC."""
        return moved_to(self._day, now())

    def today(self) -> dt.date:
        """The chosen day."""
        return self._day
