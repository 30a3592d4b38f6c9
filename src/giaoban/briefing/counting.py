"""What the room offers to be counted: tasks assigned, done on time, late, carried, standing ones reported."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import LineStatus, Part, TaskKind, Verdict
from giaoban.briefing.models import Task, TaskLine
from giaoban.kernel.measures import Measure, Row
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer, Reader
from giaoban.registry.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choose = Callable[[QuerySet[TaskLine], Period, dt.datetime], QuerySet[TaskLine]]
"""(lines that answer, period, as_of) -> those that count."""
ANSWERS = (Part.LEAD, Part.MEMBER)


def _lines(units: Sequence[UUID], as_of: dt.datetime) -> QuerySet[TaskLine]:
    """Lines that answer, of briefings confirmed by then and in force."""
    return TaskLine.objects.filter(
        unit__in=units,
        part__in=ANSWERS,
        task__withdrawn_at=None,
        task__briefing__revoked_at=None,
        task__briefing__confirmed_at__lte=as_of,
    )


def _assigned(lines: QuerySet[TaskLine], period: Period) -> QuerySet[TaskLine]:
    return lines.filter(task__briefing__held_on__gte=period.start, task__briefing__held_on__lt=period.end)


def _due(lines: QuerySet[TaskLine], period: Period) -> QuerySet[TaskLine]:
    """With a last day in the period; standing work has none."""
    return lines.exclude(task__kind=TaskKind.STANDING).filter(
        task__due_end__gt=period.start, task__due_end__lte=period.end
    )


def _on_time(lines: QuerySet[TaskLine], period: Period, as_of: dt.datetime) -> QuerySet[TaskLine]:
    """Due in the period, and accepted for a report made before the last day was over."""
    accepted = Q(
        decisions__verdict=Verdict.ACCEPT,
        decisions__decided_at__lte=as_of,
        decisions__report__on__lt=F("task__due_end"),
    )
    return _due(lines, period).filter(status=LineStatus.ACCEPTED).filter(accepted).distinct()


def _late(lines: QuerySet[TaskLine], period: Period, as_of: dt.datetime) -> QuerySet[TaskLine]:
    """Due in the period, and nothing reported done before the last day was over."""
    in_time = Q(
        reports__outcome__in=("done", "none_occurred"),
        reports__on__lt=F("task__due_end"),
        reports__reported_at__lte=as_of,
    )
    return _due(lines, period).exclude(pk__in=_due(lines, period).filter(in_time).values("pk"))


def _carried(lines: QuerySet[TaskLine], period: Period) -> QuerySet[TaskLine]:
    """Frozen as open at a briefing held in the period."""
    return lines.filter(
        task__snapshots__briefing__held_on__gte=period.start, task__snapshots__briefing__held_on__lt=period.end
    ).distinct()


def _standing_reported(lines: QuerySet[TaskLine], period: Period, as_of: dt.datetime) -> QuerySet[TaskLine]:
    return lines.filter(
        task__kind=TaskKind.STANDING,
        reports__on__gte=period.start,
        reports__on__lt=period.end,
        reports__reported_at__lte=as_of,
    ).distinct()


CHOICES: "dict[str, tuple[Choose, StrOrPromise]]" = {
    "assigned": (lambda lines, period, _as_of: _assigned(lines, period), _("Tasks assigned")),
    "on_time": (_on_time, _("Tasks done on time")),
    "late": (_late, _("Tasks not done in time")),
    "carried": (lambda lines, period, _as_of: _carried(lines, period), _("Tasks carried to the next briefing")),
    "standing_reported": (_standing_reported, _("Standing tasks reported")),
}


def count(choose: Choose, units: Sequence[UUID], period: Period, as_of: dt.datetime) -> Iterable[Row]:
    """How many tasks of each body, as known at that instant; one query."""
    chosen = choose(_lines(units, as_of), period, as_of).values("pk")
    found = TaskLine.objects.filter(pk__in=chosen).values("unit").annotate(value=Count("pk")).order_by("unit")
    return [Row(row["unit"], row["value"]) for row in found]


def records(
    choose: Choose, units: Sequence[UUID], period: Period, as_of: dt.datetime, reader: Reader
) -> Iterable[Pointer]:
    """The tasks behind the figure that the reader may open."""
    if not isinstance(reader, Actor):
        return []
    tasks = choose(_lines(units, as_of), period, as_of).values("task")
    found = Task.objects.visible_to(reader).filter(pk__in=tasks).order_by("briefing__held_on", "number")
    return [Pointer("briefing.task", pk) for pk in found.values_list("pk", flat=True)]


def measures() -> list[Measure]:
    """`briefing.assigned`, `briefing.on_time`, `briefing.late`, `briefing.carried`, `briefing.standing_reported`."""
    return [
        Measure(f"briefing.{code}", "nhiệm vụ", label, partial(count, choose), partial(records, choose))
        for code, (choose, label) in CHOICES.items()
    ]
