"""Counting working days. Which days are off is data of each year, passed in; this module knows none."""

import datetime as dt
from dataclasses import dataclass

_SATURDAY = 5


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days: Monday to Friday, without `days_off`, and with the Saturdays and Sundays that are worked in exchange
    for a bridge day ("hoán đổi ngày làm việc").
    """

    days_off: frozenset[dt.date] = frozenset()
    worked_weekends: frozenset[dt.date] = frozenset()

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on the day."""
        if day in self.days_off:
            return False
        return day.weekday() < _SATURDAY or day in self.worked_weekends

    def is_said(self, planned: dt.date, *, on: dt.date) -> bool:
        """Whether a word that is planned for a day is said on the working day `on`.

        What fell on a quiet day is said on the next working day, so the look goes back to the last working day before.
        """
        if not self.is_working_day(on):
            return False
        since = on
        while not self.is_working_day(since - dt.timedelta(days=1)):
            since -= dt.timedelta(days=1)
        return since <= planned <= on

    def add_working_days(self, day: dt.date, count: int) -> dt.date:
        """The last day of a term of `count` working days: the day itself does not count; negative counts go back.

        With 0 it is the day itself if that is worked, else the next working day.
        """
        step = dt.timedelta(days=-1 if count < 0 else 1)
        if count == 0:
            while not self.is_working_day(day):
                day += step
        for _ in range(abs(count)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """How many working days lie in the half-open range; negative if `end` comes first."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(self.is_working_day(start + dt.timedelta(days=n)) for n in range((end - start).days))
