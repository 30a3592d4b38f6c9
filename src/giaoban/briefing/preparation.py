"""What the page of a meeting shows, before, during and after it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from giaoban.briefing import carry, queries
from giaoban.briefing.enums import MEETING_FLOW, AgendaKind, MeetingStatus
from giaoban.briefing.forms import period_label
from giaoban.briefing.models import AgendaItem, Invitation, Meeting, MeetingPaper, Task
from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.roles import Permission


def owner_for(actor: Actor) -> Unit:
    """Whose briefings a secretariat prepares: the Party's standing members of its territory, else its own body."""
    if actor.unit_id is None:
        raise LookupError("an actor without a body prepares nothing")
    land = registry.seat(actor.unit_id, on=actor.on)
    standing = UnitVersion.objects.on(actor.on).filter(seat=land, kind=UnitKind.PARTY_STANDING).order_by("name_sort")
    found = standing.values_list("unit", flat=True).first()
    return Unit.objects.get(pk=found or actor.unit_id)


@dataclass(frozen=True)
class Point:
    """A point of the agenda; one that brings a task back shows how the task stands."""

    item: AgendaItem
    row: queries.Row | None

    @property
    def up(self) -> int:
        """The place before its own."""
        return self.item.number - 1


@dataclass(frozen=True)
class Guest:
    invitation: Invitation
    unit: str
    is_own: bool


@dataclass(frozen=True)
class Paper:
    """A paper with who has opened it, of how many invited bodies."""

    paper: MeetingPaper
    readers: list[str]


def page(meeting: Meeting, *, actor: Actor) -> dict[str, Any]:
    """Context of a meeting's page in a constant number of queries."""
    today = actor.on
    may_prepare = access.reaches(actor, Permission.BRIEFING_CONFIRM, meeting.series.owner_id)
    invitations = list(meeting.invitations.order_by("number"))
    names = registry.names([one.unit_id for one in invitations], on=today)
    papers = meeting.papers.select_related("file").prefetch_related("readings__reader").order_by("sent_at")
    return {
        "meeting": meeting,
        "opening": carry.opening(carry.earlier_tasks(meeting.series, before=meeting.held_on), today=today),
        # The tasks that the opening sentence counts, ending so that a state can follow.
        "tasks_url": f"{reverse('briefing:tasks')}?series={meeting.series_id}&before={meeting.held_on.isoformat()}&state=",
        "points": points(meeting, today=today),
        "guests": [Guest(one, names[one.unit_id], one.unit_id == actor.unit_id) for one in invitations],
        "answered": sum(1 for one in invitations if one.answered_at),
        "papers": [Paper(paper, [str(reading.reader) for reading in paper.readings.all()]) for paper in papers],
        "minutes": list(meeting.minutes.order_by("number")),
        "moved": [moved for moved in carry.since(meeting.briefing, today=today) if moved.has_moved]
        if meeting.briefing
        else [],
        "reviewed": period_label(meeting.reviewed),
        "planned": period_label(meeting.planned),
        "may_prepare": may_prepare,
        "actions": MEETING_FLOW.actions_from(meeting.status) if may_prepare else (),
        "preparing": meeting.status == MeetingStatus.PREPARING,
        "in_session": meeting.status == MeetingStatus.OPEN,
        "closed": meeting.status == MeetingStatus.CLOSED,
    }


def points(meeting: Meeting, *, today: dt.date) -> list[Point]:
    """The agenda in order, carried tasks with their state of today."""
    items = list(meeting.agenda.order_by("number").select_related("task"))
    tasks = queries.with_details(
        Task.objects.filter(pk__in=[item.task_id for item in items if item.kind == AgendaKind.CARRIED])
    )
    rows = {row.task: row for row in queries.rows(list(tasks.order_by("pk")), today=today)}
    return [Point(item, rows.get(item.task) if item.task else None) for item in items]
