"""The clock of the demonstration moves: what becomes late, is reminded and is carried follows for real."""

import calendar
import datetime as dt

from giaoban.briefing import operations as briefing
from giaoban.briefing.reminding import Letter
from giaoban.kernel import clock
from giaoban.registry import operations as registry
from giaoban.registry import queries
from giaoban.site.demonstration import TODAY
from giaoban.site.demonstration.story import NEXT

LONGEST = dt.timedelta(days=400)


def choices(today: dt.date) -> dict[str, dt.date]:
    """Where the clock can go from a day: the next day, the end of the month, the next briefing, back to the beginning."""
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    found = {"day": today + dt.timedelta(days=1)}
    found["month"] = last if last > today else found["day"]
    if today < NEXT:
        found["briefing"] = NEXT
    if today != TODAY:
        found["start"] = TODAY
    return found


def move(to: dt.date) -> list[Letter]:
    """Lives every day until then, each with its round of reminders; returns the letters. Going back only sets the day."""
    today = queries.today()
    letters: list[Letter] = []
    day = today
    while day < to and day - today < LONGEST:
        day += dt.timedelta(days=1)
        registry.set_demonstration_day(day=day)
        letters += briefing.remind(on=day, at=clock.now())
    if to < today:
        registry.set_demonstration_day(day=to)
    return letters
