"""What one briefing of a series leaves to the next: open tasks, frozen snapshots, what moved, and a recount from the event log."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from giaoban.briefing import queries
from giaoban.briefing.enums import LINE_FLOW, LineStatus, Outcome, Part, TaskKind, TaskStatus, Verdict
from giaoban.briefing.models import Briefing, Series, Snapshot, Task
from giaoban.registry.models import Event


def earlier_tasks(series: Series, *, before: dt.date) -> QuerySet[Task]:
    """All tasks in force of the briefings of a series held before that day."""
    return Task.objects.in_force().filter(briefing__series=series, briefing__held_on__lt=before)


def carried(series: Series, *, before: dt.date) -> QuerySet[Task]:
    """Those of them that are still open: what the next briefing begins with."""
    return earlier_tasks(series, before=before).exclude(status=TaskStatus.ACCEPTED)


def take_snapshots(briefing: Briefing, *, at: dt.datetime, on: dt.date) -> int:
    """Freezes how the open tasks of earlier briefings of the series stand as this one is confirmed; returns how many."""
    if briefing.series is None:
        return 0
    tasks = carried(briefing.series, before=briefing.held_on).annotate(count=Count("lines__reports", distinct=True))
    rows = [
        Snapshot(
            briefing=briefing,
            task=task,
            status=task.status,
            late=task.is_overdue(on),
            standing=task.kind == TaskKind.STANDING,
            due_end=task.due_end,
            reports=task.count,
            taken_at=at,
        )
        for task in tasks.order_by("briefing__held_on", "number")
    ]
    Snapshot.objects.bulk_create(rows)
    return len(rows)


@dataclass(frozen=True)
class Opening:
    """How the tasks of the earlier briefings of a series stand; each is in exactly one of the four."""

    accepted: int
    late: int
    standing: int
    not_yet_due: int

    @property
    def total(self) -> int:
        return self.accepted + self.late + self.standing + self.not_yet_due


def opening(tasks: QuerySet[Task], *, today: dt.date) -> Opening:
    """The opening sentence of a briefing in figures, from the tasks as they stand."""
    found = queries.answer(tasks, today)
    return Opening(found.accepted, found.late, found.standing, found.reported + found.unassigned + found.running)


def recount(tasks: Sequence[Task], *, until: dt.datetime, today: dt.date) -> Opening:
    """The same figures told anew from the event log alone: every report and verdict up to an instant, replayed.

    Takes tasks with their lines; looks at no status. A difference from `opening` is an incident.
    """
    states = _replayed(tasks, until)
    counted = {"accepted": 0, "late": 0, "standing": 0, "not_yet_due": 0}
    for task in tasks:
        counted[_place(task, states, today)] += 1
    return Opening(**counted)


_OF_EVENT = {
    **{f"briefing.reported_{outcome.value}": action for outcome, action in (
        (Outcome.PROGRESS, "report_progress"), (Outcome.DONE, "report_done"), (Outcome.NONE_OCCURRED, "report_none")
    )},
    **{f"briefing.verdict_{verdict.value}": verdict.value for verdict in Verdict},
}  # fmt: skip


def _replayed(tasks: Sequence[Task], until: dt.datetime) -> dict[tuple[UUID, UUID], str]:
    """The status of each (task, body) as the events make it; every line begins as assigned."""
    states = {(task.pk, line.unit_id): LineStatus.ASSIGNED.value for task in tasks for line in task.lines.all()}
    happened = Event.objects.filter(
        subject_kind="briefing.task", subject_id__in=[task.pk for task in tasks], type__in=_OF_EVENT, at__lte=until
    ).order_by("seq")
    for subject, unit, kind in happened.values_list("subject_id", "unit", "type"):
        if (subject, unit) in states:
            states[subject, unit] = str(LINE_FLOW.target(_OF_EVENT[kind], states[subject, unit]))
    return states


def _place(task: Task, states: dict[tuple[UUID, UUID], str], today: dt.date) -> str:
    closed = {LineStatus.ACCEPTED, LineStatus.NONE_OCCURRED}
    answering = [line for line in task.lines.all() if line.part in (Part.LEAD, Part.MEMBER)]
    now = {states[task.pk, line.unit_id] for line in answering}
    if now and now <= closed:
        return "accepted"
    reported = bool(now) and now <= {*closed, LineStatus.REPORTED}
    if task.kind == TaskKind.STANDING and not reported:
        return "standing"
    if task.due_end is not None and task.due_end <= today and not reported:
        return "late"
    return "not_yet_due"


@dataclass(frozen=True)
class Moved:
    """One task between two looks: as it stood then, as it stands now."""

    task: Task
    then: str
    now: str
    was_late: bool
    is_late: bool

    @property
    def then_label(self) -> str:
        return str(TaskStatus(self.then).label)

    @property
    def now_label(self) -> str:
        return str(TaskStatus(self.now).label)

    @property
    def has_moved(self) -> bool:
        return self.then != self.now or self.was_late != self.is_late


def since(briefing: Briefing, *, today: dt.date) -> list[Moved]:
    """What became of the tasks frozen at a briefing: their state then beside their state now, one query."""
    rows = briefing.snapshots.select_related("task__briefing").order_by("task__briefing__held_on", "task__number")
    return [Moved(row.task, row.status, row.task.status, row.late, row.task.is_overdue(today)) for row in rows]


def between(earlier: Briefing, later: Briefing) -> list[Moved]:
    """What moved between two briefings of a series, from their frozen snapshots.

    A task that is open in the first and missing in the second was closed in between, unless it is open again today; one
    that the first did not know yet was given there.
    """
    then = {row.task_id: row for row in earlier.snapshots.all()}
    later_rows = {row.task_id: row for row in later.snapshots.all()}
    keys = [*then, *(key for key in later_rows if key not in then)]
    tasks = {task.pk: task for task in Task.objects.filter(pk__in=keys).select_related("briefing")}
    return [
        Moved(
            tasks[key],
            then[key].status if key in then else TaskStatus.ASSIGNED,
            later_rows[key].status if key in later_rows else TaskStatus.ACCEPTED,
            then[key].late if key in then else False,
            later_rows[key].late if key in later_rows else False,
        )
        for key in sorted(keys, key=lambda key: (tasks[key].briefing.held_on, tasks[key].number))
    ]


def before(briefing: Briefing) -> Briefing | None:
    """The briefing of the same series held before this one."""
    if briefing.series_id is None:
        return None
    earlier = Briefing.objects.in_force().filter(series=briefing.series_id, held_on__lt=briefing.held_on)
    return earlier.order_by("-held_on", "-pk").first()
