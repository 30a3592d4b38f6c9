"""Meetings of this room, as they are offered to whoever draws up a weekly schedule."""

import datetime as dt
from collections.abc import Iterator

from giaoban.briefing.enums import MeetingStatus
from giaoban.briefing.models import Meeting
from giaoban.briefing.pointers import MEETING
from giaoban.kernel.agenda import Happening
from giaoban.kernel.resolvers import Pointer, Reader
from giaoban.registry.actor import Actor


def meetings(reader: Reader, first: dt.date, end: dt.date) -> Iterator[Happening]:
    """Those that the reader sees and that were not cancelled; one query."""
    if not isinstance(reader, Actor):
        raise TypeError("meetings are offered to an Actor")
    found = Meeting.objects.visible_to(reader).filter(held_on__gte=first, held_on__lt=end)
    for one in found.exclude(status=MeetingStatus.CANCELLED).select_related("series").order_by("held_on", "pk"):
        yield Happening(Pointer(MEETING, one.pk), one.held_on, str(one.series), one.place, one.chair)
