"""Half-open ranges of days."""

import calendar
import datetime as dt
from typing import NamedTuple, Self


class DayRange(NamedTuple):
    """The days from `start` up to, not including, `end`."""

    start: dt.date
    end: dt.date

    @property
    def last_day(self) -> dt.date:
        """The last day that belongs to the range."""
        return self.end - dt.timedelta(days=1)

    def covers(self, other: dt.date | Self) -> bool:
        """Whether a day, or every day of another range, lies in this one."""
        if isinstance(other, dt.date):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month some months later (earlier if negative), or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
