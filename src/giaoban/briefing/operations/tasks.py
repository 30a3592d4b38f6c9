"""Work on tasks: a body reports, the assigner accepts or returns, a named person adds what the text left open."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.briefing.drafting import due_columns
from giaoban.briefing.enums import LINE_FLOW, Outcome, Part, TaskKind, Verdict
from giaoban.briefing.models import Decision, OldRow, Report, Task, TaskAct, TaskLine
from giaoban.documents.models import LegalAct, StoredFile
from giaoban.kernel.due import Due
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

_ACTION = {
    Outcome.PROGRESS: "report_progress",
    Outcome.DONE: "report_done",
    Outcome.NONE_OCCURRED: "report_none",
}


class StaleReport(ValueError):
    """Since the page was shown the body has reported anew: look at the new report before deciding."""


class NothingToSay(ValueError):
    """A report without words, or a decision against somebody without a reason."""


class NotForThisKind(ValueError):
    """That nothing occurred answers a collective or a standing task; a one-off task has a product or has not."""


class RevokedBriefing(ValueError):
    """The conclusion was revoked; its tasks rest until it is confirmed again."""


class WithdrawnTask(ValueError):
    """A later text of the conclusion gave the task up."""


def _must_be_in_force(task: Task) -> None:
    if task.briefing.revoked_at is not None:
        raise RevokedBriefing
    if task.withdrawn_at is not None:
        raise WithdrawnTask


def locked_line(line_id: UUID) -> TaskLine:
    """The line, locked until the transaction ends. Raises RevokedBriefing, WithdrawnTask."""
    line = TaskLine.objects.select_for_update(of=("self",)).select_related("task__briefing", "parent").get(pk=line_id)
    _must_be_in_force(line.task)
    return line


@transaction.atomic
def report(
    *,
    line_id: UUID,
    outcome: Outcome,
    text: str,
    by: Actor,
    at: dt.datetime,
    link: str = "",
    evidence: Sequence[StoredFile] = (),
    is_restricted: bool = False,
) -> Report:
    """A body says what it has done on its line: progress, done, or that nothing occurred. Restricted words stay inside.

    Raises InvalidTransition where the line is already waiting or closed, NothingToSay, NotForThisKind.
    """
    line = locked_line(line_id)
    if not by.has_perm(Permission.TASK_REPORT, line):
        raise PermissionDenied
    if not text.strip():
        raise NothingToSay
    if outcome == Outcome.NONE_OCCURRED and line.task.kind not in (TaskKind.COLLECTIVE, TaskKind.STANDING):
        raise NotForThisKind
    line.status = LINE_FLOW.target(_ACTION[Outcome(outcome)], line.status)
    line.save(update_fields=["status"])
    made = Report.objects.create(
        line=line, outcome=outcome, text=text.strip(), link=link, is_restricted=is_restricted,
        on=by.on, reported_at=at, reported_by=by.user,
    )  # fmt: skip
    made.evidence.set(evidence)
    events.record(
        f"briefing.reported_{Outcome(outcome).value}", line.task, by=by, at=at, unit=line.unit_id, report=str(made.pk)
    )
    return made


@transaction.atomic
def decide(
    *, line_id: UUID, report_id: UUID, verdict: Verdict, by: Actor, at: dt.datetime, reason: str = ""
) -> Decision:
    """The assigner accepts the report just read, returns it, or withdraws an acceptance.

    Raises StaleReport when the body has reported since, PermissionDenied for the doer, InvalidTransition, NothingToSay.
    """
    line = locked_line(line_id)
    if not by.has_perm(Permission.TASK_ACCEPT, line):
        raise PermissionDenied
    last = line.reports.order_by("-reported_at", "-pk").first()
    if last is None or last.pk != report_id:
        raise StaleReport
    if verdict != Verdict.ACCEPT and not reason.strip():
        raise NothingToSay
    line.status = LINE_FLOW.target(Verdict(verdict).value, line.status)
    line.save(update_fields=["status"])
    made = Decision.objects.create(
        line=line, report=last, verdict=verdict, reason=reason.strip(), on=by.on, decided_at=at, decided_by=by.user
    )
    events.record(
        f"briefing.verdict_{Verdict(verdict).value}", line.task, by=by, at=at, unit=line.unit_id, reason=reason.strip()
    )
    return made


def _locked_task(task_id: UUID, by: Actor) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("briefing").get(pk=task_id)
    _must_be_in_force(task)
    if not by.has_perm(Permission.TASK_AMEND, task):
        raise PermissionDenied
    return task


class ChangedMeanwhile(ValueError):
    """Somebody set another due date since the page was shown: `now`."""

    def __init__(self, now: Due) -> None:
        super().__init__(f"due is {now} now")
        self.now = now


class DueBeforeGiven(ValueError):
    """The last day would lie before the day on which the task was given: `given_on`."""

    def __init__(self, given_on: dt.date) -> None:
        super().__init__(f"given on {given_on}")
        self.given_on = given_on


def given_on(task: Task) -> dt.date | None:
    """The day on which a task was given: that of its briefing; of an old list, what the row says, or nobody knows."""
    row = OldRow.objects.filter(task=task).first()
    if row is None:
        return task.briefing.held_on
    return dt.date.fromisoformat(row.told["assigned"]) if row.told.get("assigned") else None


@transaction.atomic
def set_due(*, task_id: UUID, due: Due, reason: str, by: Actor, at: dt.datetime, seen: str | None = None) -> Task:
    """A named person gives a task the date that its sentence left open, or another one, with the reason.

    `seen` is the label of the due date that the person saw; where another holds by now, ChangedMeanwhile tells it and
    nothing is overwritten. Raises DueBeforeGiven, NothingToSay.
    """
    task = _locked_task(task_id, by)
    given = given_on(task)
    if given and due.last_day and due.last_day < given:
        raise DueBeforeGiven(given)
    if seen is not None and seen != task.due.label():
        raise ChangedMeanwhile(task.due)
    if not reason.strip():
        raise NothingToSay
    before = task.due.label()
    for name, value in due_columns(due).items():
        setattr(task, name, value)
    task.due_added_by = by.user
    task.save(update_fields=["due_kind", "due_text", "due_start", "due_end", "due_added_by"])
    events.record("briefing.due_set", task, by=by, at=at, before=before, after=due.label(), reason=reason.strip())
    return task


@transaction.atomic
def add_basis(*, task_id: UUID, act: LegalAct, by: Actor, at: dt.datetime) -> TaskAct:
    """A named person adds a legal basis that the sentence does not cite; the page shows who did."""
    task = _locked_task(task_id, by)
    basis, fresh = TaskAct.objects.get_or_create(task=task, act=act, defaults={"added_by": by.user})
    if fresh:
        events.record("briefing.basis_added", task, by=by, at=at, act=str(act))
    return basis


class AlreadyLed(ValueError):
    """The task has a lead, or every body answers for itself."""


@transaction.atomic
def name_lead(*, task_id: UUID, unit_id: UUID, by: Actor, at: dt.datetime) -> TaskLine:
    """A named person says who leads a task for which the text names nobody."""
    task = _locked_task(task_id, by)
    if task.lines.filter(part__in=(Part.LEAD, Part.MEMBER)).exists():
        raise AlreadyLed
    line, _ = TaskLine.objects.update_or_create(
        task=task, unit_id=unit_id, defaults={"part": Part.LEAD, "added_by": by.user}
    )
    events.record("briefing.lead_named", task, by=by, at=at, unit=unit_id)
    return line
