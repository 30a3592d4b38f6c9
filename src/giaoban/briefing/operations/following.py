"""Following a task: passing it down, asking for time, saying a word, watching it."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.briefing.enums import ExtensionStatus, LineStatus, Part
from giaoban.briefing.models import CalendarFeed, Comment, Extension, Task, TaskLine, Watch
from giaoban.briefing.operations.tasks import NothingToSay, locked_line
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission

EXTENSIONS_NORM = "briefing.extensions"
EXTENSIONS_AT_MOST = 1
"""How often a line may get more time, unless the norm `briefing.extensions` says otherwise (facts of task tracking: once)."""


class NotBelow(ValueError):
    """A task is passed down the own line only, never to oneself, nor to somebody who has a line in it already."""


class NoDate(ValueError):
    """Without a due date there is no time to extend; the new day must be later than the one that holds."""


class ExtendedBefore(ValueError):
    """The line has had its extensions: `allowed`."""

    def __init__(self, allowed: int) -> None:
        super().__init__(f"extended {allowed} times already")
        self.allowed = allowed


@transaction.atomic
def pass_down(*, line_id: UUID, unit_ids: Sequence[UUID], by: Actor, at: dt.datetime) -> list[TaskLine]:
    """A body passes its task to bodies of its own line below, and answers for it still; it accepts what they report.

    Raises NotBelow, PermissionDenied.
    """
    line = locked_line(line_id)
    if not by.has_perm(Permission.TASK_PASS, line):
        raise PermissionDenied
    below = set(
        Unit.objects.under(line.unit_id, by.on)
        .exclude(pk=line.unit_id)
        .filter(pk__in=unit_ids)
        .values_list("pk", flat=True)
    )
    taken = TaskLine.objects.filter(task=line.task, unit__in=unit_ids).exists()
    if not unit_ids or below != set(unit_ids) or taken:
        raise NotBelow
    made = TaskLine.objects.bulk_create(
        TaskLine(task=line.task, unit_id=unit, part=Part.PASSED_DOWN, parent=line, added_by=by.user)
        for unit in dict.fromkeys(unit_ids)
    )
    events.record("briefing.passed_down", line.task, by=by, at=at, unit=line.unit_id, bodies=len(made))
    return made


@transaction.atomic
def ask_extension(*, line_id: UUID, last_day: dt.date, reason: str, by: Actor, at: dt.datetime) -> Extension:
    """A body asks for more time, until the end of a later day. Raises NoDate, ExtendedBefore, NothingToSay."""
    line = locked_line(line_id)
    if not by.has_perm(Permission.TASK_REPORT, line) or line.part not in (Part.LEAD, Part.MEMBER):
        raise PermissionDenied
    if not reason.strip():
        raise NothingToSay
    holds = line.extended_until or line.task.due_end
    if holds is None or last_day < holds or line.status in (LineStatus.ACCEPTED, LineStatus.REPORTED):
        raise NoDate
    allowed = registry.norm(EXTENSIONS_NORM, on=by.on, default=EXTENSIONS_AT_MOST)
    if line.extensions.exclude(status=ExtensionStatus.REFUSED).count() >= allowed:
        raise ExtendedBefore(allowed)
    made = Extension.objects.create(
        line=line, reason=reason.strip(), due_end=last_day + dt.timedelta(days=1), asked_at=at, asked_by=by.user
    )
    events.record("briefing.extension_asked", line.task, by=by, at=at, unit=line.unit_id, reason=reason.strip())
    return made


@transaction.atomic
def decide_extension(*, extension_id: UUID, granted: bool, by: Actor, at: dt.datetime, answer: str = "") -> Extension:
    """The assigner grants or refuses more time. Granted to the lead it moves the task's due date, else that of the line."""
    asked = Extension.objects.select_for_update(of=("self",)).get(pk=extension_id)
    line = locked_line(asked.line_id)
    if not by.has_perm(Permission.TASK_EXTEND, line):
        raise PermissionDenied
    if asked.status != ExtensionStatus.ASKED:
        raise NoDate
    if not granted and not answer.strip():
        raise NothingToSay
    asked.status = ExtensionStatus.GRANTED if granted else ExtensionStatus.REFUSED
    asked.answer, asked.decided_at, asked.decided_by = answer.strip(), at, by.user
    asked.save(update_fields=["status", "answer", "decided_at", "decided_by"])
    if granted:
        line.extended_until = asked.due_end
        line.save(update_fields=["extended_until"])
        if line.part == Part.LEAD:
            Task.objects.filter(pk=line.task_id).update(due_end=asked.due_end)
    code = "briefing.extension_granted" if granted else "briefing.extension_refused"
    events.record(
        code, line.task, by=by, at=at, unit=line.unit_id, until=f"{asked.due_end - dt.timedelta(days=1):%d/%m/%Y}"
    )
    return asked


@transaction.atomic
def comment(*, task_id: UUID, text: str, by: Actor, at: dt.datetime) -> Comment:
    """A word about a task, for all who see it."""
    task = Task.objects.select_related("briefing").get(pk=task_id)
    if by.unit_id is None or not by.has_perm(Permission.TASK_VIEW, task):
        raise PermissionDenied
    if not text.strip():
        raise NothingToSay
    said = Comment.objects.create(task=task, text=text.strip(), unit_id=by.unit_id, said_at=at, said_by=by.user)
    events.record("briefing.commented", task, by=by, at=at, unit=by.unit_id)
    return said


@transaction.atomic
def watch(*, task_id: UUID, on: bool, by: Actor) -> None:
    """From now on one hears of the task, or no more."""
    task = Task.objects.select_related("briefing").get(pk=task_id)
    if not by.has_perm(Permission.TASK_VIEW, task):
        raise PermissionDenied
    if on:
        Watch.objects.get_or_create(task=task, user=by.user)
    else:
        Watch.objects.filter(task=task, user=by.user).delete()


def hash_of(secret: str) -> str:
    """What is kept of a calendar's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_calendar(*, by: Actor, at: dt.datetime) -> str:
    """A new secret address for one's calendar; an older one stops working. The secret is told once."""
    CalendarFeed.objects.filter(user=by.user, revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(24)
    CalendarFeed.objects.create(user=by.user, secret_hash=hash_of(secret), created_at=at)
    return secret


@transaction.atomic
def end_calendar(*, by: Actor, at: dt.datetime) -> None:
    """Nobody can read one's calendar any more."""
    CalendarFeed.objects.filter(user=by.user, revoked_at=None).update(revoked_at=at)
