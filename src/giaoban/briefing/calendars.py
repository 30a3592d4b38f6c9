"""A person's tasks and meetings as iCalendar: stable identities, and a sequence that grows with each change."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from giaoban.briefing.enums import MeetingStatus, Part
from giaoban.briefing.models import Meeting, Task, TaskLine
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event as Happened

CHANGES = ("briefing.due_set", "briefing.extension_granted", "briefing.text_adopted", "briefing.task_withdrawn")


def calendar(actor: Actor, *, origin: str) -> bytes:
    """The open dated tasks of the actor's body and the meetings one sees, as the bytes of an .ics file.

    `origin` is the address of this installation, for links. A task given up or a meeting cancelled stays as CANCELLED,
    so that subscribed calendars take it away.
    """
    lines = TaskLine.objects.filter(unit=actor.unit_id, part__in=(Part.LEAD, Part.MEMBER, Part.PASSED_DOWN))
    tasks = list(
        Task.objects.filter(pk__in=lines.values("task"), due_end__isnull=False, briefing__revoked_at=None)
        .select_related("briefing")
        .order_by("due_end", "pk")
    )
    meetings = Meeting.objects.visible_to(actor).select_related("series").order_by("held_on", "pk")
    made = Calendar()
    made.add("prodid", "-//Giao Ban//VN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Giao Ban")
    sequences = _sequences([task.pk for task in tasks])
    for component in (*_of_tasks(tasks, sequences, origin), *_of_meetings(meetings, origin)):
        made.add_component(component)
    return made.to_ical()


def _sequences(tasks: list[UUID]) -> Mapping[UUID, int]:
    changes = Happened.objects.filter(subject_kind="briefing.task", subject_id__in=tasks, type__in=CHANGES)
    return dict(changes.values_list("subject_id").annotate(count=Count("seq")))


def _of_tasks(tasks: Iterable[Task], sequences: Mapping[UUID, int], origin: str) -> Iterable[Event]:
    for task in tasks:
        if task.due_end is None:
            continue
        last_day = task.due_end - dt.timedelta(days=1)
        yield _event(
            uid=f"task-{task.pk}@giaoban",
            day=last_day,
            summary=_("Due: %s") % task.text[:120],
            url=origin + task.get_absolute_url(),
            sequence=sequences.get(task.pk, 0),
            cancelled=task.withdrawn_at is not None or task.status == "accepted",
            stamp=task.briefing.confirmed_at,
        )


def _of_meetings(meetings: Iterable[Meeting], origin: str) -> Iterable[Event]:
    for meeting in meetings:
        yield _event(
            uid=f"meeting-{meeting.pk}@giaoban",
            day=meeting.held_on,
            summary=str(meeting.series),
            url=origin + meeting.get_absolute_url(),
            sequence=int(meeting.status != MeetingStatus.PREPARING),
            cancelled=meeting.status == MeetingStatus.CANCELLED,
            stamp=meeting.created_at,
            place=meeting.place,
        )


def _event(
    *,
    uid: str,
    day: dt.date,
    summary: str,
    url: str,
    sequence: int,
    cancelled: bool,
    stamp: dt.datetime,
    place: str = "",
) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("summary", summary)
    event.add("url", url)
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if place:
        event.add("location", place)
    return event
