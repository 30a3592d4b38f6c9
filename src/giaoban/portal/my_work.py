"""What waits for a person, of every room: the page that one opens in the morning."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from giaoban.briefing import queries as briefing
from giaoban.briefing.enums import ImportStatus, LineStatus, Outcome, Part
from giaoban.briefing.models import Report, Task, TaskLine, TextImport
from giaoban.briefing.queries import Row
from giaoban.briefing.trace import CHIP
from giaoban.news import waiting as texts
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import waiting as returns
from giaoban.voices import waiting as citizens

SHOWN = 30


def my_work(actor: Actor) -> dict[str, Any]:
    """What waits for this person, the most pressing first; each list is cut at SHOWN with its full count beside it."""
    standing = TaskLine.objects.filter(task__briefing__revoked_at=None, task__withdrawn_at=None)
    own_units = {actor.unit_id, *access.taken_over(actor)}
    own = standing.filter(unit__in=own_units, part__in=(Part.LEAD, Part.MEMBER, Part.PASSED_DOWN)).exclude(
        status__in=(LineStatus.ACCEPTED, LineStatus.NONE_OCCURRED, LineStatus.REPORTED)
    )
    # A line of a body in reach makes its task visible: who may see it is asked once, of the body, not of every task.
    reports = actor.may(Permission.TASK_REPORT) and access.reaches(actor, Permission.TASK_VIEW, actor.unit_id)
    to_do = Task.objects.filter(pk__in=own.values("task")) if reports else Task.objects.none()
    to_accept = Report.objects.none()
    if actor.may(Permission.TASK_ACCEPT):
        reported = standing.visible_to(actor).filter(status=LineStatus.REPORTED)
        to_accept = Report.objects.filter(line__in=reported.exclude(unit=actor.unit_id), outcome=Outcome.DONE)
    imports = TextImport.objects.none()
    if actor.may(Permission.BRIEFING_IMPORT):
        imports = TextImport.objects.visible_to(actor).filter(status=ImportStatus.REVIEWING)
    owed = returns.owed(actor)
    waiting_tasks = Task.objects.filter(pk__in=to_accept.values("line__task"))
    to_decide, to_hand_on, to_answer = texts.to_decide(actor), citizens.to_hand_on(actor), citizens.to_answer(actor)
    lists: dict[str, Any] = {
        "owed": owed,
        "judged_next": returns.judged_next(actor),
        "to_accept": _tasks(waiting_tasks, actor.on),
        "imports": list(imports.select_related("created_by").order_by("-created_at", "-pk")[:SHOWN]),
        "to_decide": list(to_decide[:SHOWN]),
        "came_back": list(texts.came_back(actor)[:SHOWN]),
        "to_hand_on": list(to_hand_on[:SHOWN]),
        "to_answer": list(to_answer[:SHOWN]),
        "to_do": [_own(row, actor) for row in _tasks(to_do, actor.on)],
    }
    counts = {
        "returns": len(owed),
        "reports": waiting_tasks.count(),
        "texts": imports.count(),
        "articles": _count(to_decide, lists["to_decide"]),
        "hand_on": _count(to_hand_on, lists["to_hand_on"]),
        "answer": _count(to_answer, lists["to_answer"]),
        "tasks": to_do.count(),
    }
    return {
        **lists,
        "parts": [(name, count) for name, count in counts.items() if count],
        "late": to_do.overdue(actor.on).count(),
        "is_idle": not any(lists.values()),
    }


def _count(found: QuerySet[Any], shown: Sequence[Any]) -> int:
    """How many there are in all; asked for only where the list was cut."""
    return len(shown) if len(shown) < SHOWN else found.count()


def _own(row: briefing.Row, actor: Actor) -> briefing.Row:
    """The row with the state of the own line: what the others did says nothing about what is left for oneself."""
    if row.chip in ("late", "due_soon"):
        return row
    own_units = {actor.unit_id, *access.taken_over(actor)}
    status = next(LineStatus(line.status) for line in row.task.lines.all() if line.unit_id in own_units)
    return replace(row, chip=CHIP[status], state=str(status.label))


def _tasks(tasks: Any, today: dt.date) -> list[Row]:
    first = briefing.with_details(tasks).order_by("due_end", "-briefing__held_on", "number")[:SHOWN]
    return briefing.rows(list(first), today=today)
