"""A person's tasks and meetings as iCalendar: stable identities, and a sequence that grows with each change."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext as _

from giaoban.briefing.enums import MeetingStatus, Part
from giaoban.briefing.models import Meeting, Task, TaskLine
from giaoban.kernel import ics
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
    sequences = _sequences([task.pk for task in tasks])
    return ics.calendar((*_of_tasks(tasks, sequences, origin), *_of_meetings(meetings, origin)), name="Giao Ban")


def _sequences(tasks: list[UUID]) -> Mapping[UUID, int]:
    changes = Happened.objects.filter(subject_kind="briefing.task", subject_id__in=tasks, type__in=CHANGES)
    return dict(changes.values_list("subject_id").annotate(count=Count("seq")))


def _of_tasks(tasks: Iterable[Task], sequences: Mapping[UUID, int], origin: str) -> Iterable[ics.Entry]:
    for task in tasks:
        if task.due_end is None:
            continue
        last_day = task.due_end - dt.timedelta(days=1)
        yield ics.Entry(
            uid=f"task-{task.pk}@giaoban",
            starts=last_day,
            summary=_("Due: %s") % task.text[:120],
            url=origin + task.get_absolute_url(),
            sequence=sequences.get(task.pk, 0),
            is_cancelled=task.withdrawn_at is not None or task.status == "accepted",
            stamp=task.briefing.confirmed_at,
        )


def _of_meetings(meetings: Iterable[Meeting], origin: str) -> Iterable[ics.Entry]:
    for meeting in meetings:
        yield ics.Entry(
            uid=f"meeting-{meeting.pk}@giaoban",
            starts=meeting.held_on,
            summary=str(meeting.series),
            url=origin + meeting.get_absolute_url(),
            sequence=int(meeting.status != MeetingStatus.PREPARING),
            is_cancelled=meeting.status == MeetingStatus.CANCELLED,
            stamp=meeting.created_at,
            place=meeting.place,
        )
