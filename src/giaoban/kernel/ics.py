"""iCalendar: what calendars of telephones subscribe to. Identities are stable, and a sequence grows with each change."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Entry:
    """One entry. `starts` is a day, or an instant where the hour is known; `ends` likewise and exclusive.

    What is cancelled stays as CANCELLED, so that subscribed calendars take it away.
    """

    uid: str
    starts: dt.date | dt.datetime
    summary: str
    url: str
    sequence: int
    stamp: dt.datetime
    ends: dt.date | dt.datetime | None = None
    place: str = ""
    description: str = ""
    is_cancelled: bool = False


def calendar(entries: Iterable[Entry], *, name: str) -> bytes:
    """The entries as the bytes of an .ics file; `name` is what calendars call it."""
    made = Calendar()
    made.add("prodid", "-//Giao Ban//VN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for entry in entries:
        made.add_component(_event(entry))
    return made.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    elif not isinstance(entry.starts, dt.datetime):
        event.add("dtend", entry.starts + dt.timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("url", entry.url)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    if entry.description:
        event.add("description", entry.description)
    return event
