"""The list of tasks, however long: its figures from one pass over it, its rows from the few that a page shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, overload
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Count, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from giaoban.briefing import queries
from giaoban.briefing.models import Briefing, Task, TaskLine, WorkedWith
from giaoban.briefing.models.tasks import TaskQuerySet
from giaoban.briefing.queries import Answer
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission

# As saved views name the page.
PAGE = "briefing.tasks"


def seen_by(actor: Actor) -> TaskQuerySet:
    """Those of `Task.objects.visible_to(actor).in_force()`; for pages that ask about them several times."""
    return Task.objects.of_bodies(access.reach(actor, Permission.TASK_VIEW)).in_force()


def bodies(actor: Actor, *, on: dt.date) -> list[tuple[str, str]]:
    """(id, name) of the bodies with a line in some of these tasks, as Vietnamese sorts.

    A body within the reach is among them with any line of a task in force; another one, if it also ever shared a task with
    the reach or had one from it.
    """
    reach = access.reach(actor, Permission.TASK_VIEW)
    # The first by the index; whether there is one at all would be looked for row by row where many lines share a body.
    in_force = TaskLine.objects.filter(task__withdrawn_at=None, task__briefing__revoked_at=None)
    first = in_force.filter(unit=OuterRef("unit")).order_by("task").values("task")[:1]
    any_line = Q(IsNull(Subquery(first), False))
    met = WorkedWith.objects.filter(body__in=reach).values("other")
    versions = UnitVersion.objects.on(on).filter(Q(unit__in=reach) | Q(unit__in=met), any_line).by_name()
    return [(str(unit), name) for unit, name in versions.values_list("unit", "name")]


@dataclass(frozen=True)
class Look:
    """The figures above the list and its rows, to be cut into pages."""

    answer: Answer
    rows: "Rows"


class Rows(Sequence[UUID]):
    """Ids of tasks in an order, of which is known how many share each value of the order's first field.

    A page therefore sorts those few tasks whose value it shows, be it the first or the last of thousands.
    """

    def __init__(self, tasks: QuerySet[Task], order: Sequence[str], runs: Sequence[tuple[Any, int]]) -> None:
        self._tasks, self._order = tasks, order
        self._field = order[0].removeprefix("-")
        self._runs = [(value, count) for value, count in runs if count]
        self._ends = list(accumulate(count for _value, count in self._runs))

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, part: int) -> UUID: ...

    @overload
    def __getitem__(self, part: slice) -> list[UUID]: ...

    def __getitem__(self, part: int | slice) -> UUID | list[UUID]:
        if isinstance(part, slice):
            return self._between(*part.indices(len(self))[:2])
        at = range(len(self))[part]
        return self._between(at, at + 1)[0]

    def _between(self, start: int, stop: int) -> list[UUID]:
        spans = zip(self._runs, [0, *self._ends], self._ends, strict=False)
        touched = [(value, first) for (value, _), first, end in spans if first < stop and end > start]
        if not touched:
            return []
        before = touched[0][1]
        # Where all share one value, its direction says nothing; upwards there is an index.
        order = self._order if len(touched) > 1 else (self._field, *self._order[1:])
        found = self._tasks.filter(_among(self._field, [value for value, _ in touched]))
        ids = found.order_by(*order).values_list("pk", flat=True)
        return list(ids[start - before : stop - before])


def _among(field: str, values: Sequence[Any]) -> Q:
    """Whether a field of a task, or of its briefing, has one of these values."""
    relation, _, beyond = field.rpartition("__")
    if relation == "briefing":
        held = Briefing.objects.filter(**{f"{beyond}__in": values}).values("pk")
        return Q(AnyOf(F(relation), ArraySubquery(held)))
    known = Q(**{f"{field}__in": [value for value in values if value is not None]})
    return known | Q(**{field: None}) if None in values else known


class AnyOf(Func):
    """`key = ANY (array)`: unlike `IN (SELECT …)` it finds the array once, and then the rows by their index."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY ("
    output_field = BooleanField()


def look(tasks: TaskQuerySet, *, order: Sequence[str], today: dt.date, state: str = "", **chosen: Any) -> Look:
    """Tasks as the filters choose them (see `queries.filtered`), counted in all their states and listed in one. One query.

    `order` begins with a field that many tasks share: the day of a briefing, a due date, a state.
    """
    counted = queries.filtered(tasks, today=today, **chosen)
    field = order[0].removeprefix("-")
    figures = {name: Count("pk", filter=condition) for name, condition in queries.states(today).items()}
    shown = queries.in_state(state, today)
    found = counted.order_by(order[0]).values(field)
    found = found.annotate(total=Count("pk"), shown=Count("pk", filter=shown or None), **figures)
    rows = list(found.values_list(field, "shown", "total", *figures))
    _, _, *columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * (len(figures) + 3)
    answer = Answer(**{name: sum(column) for name, column in zip(("total", *figures), columns, strict=True)})
    listed = counted.filter(shown)
    return Look(answer, Rows(listed, order, [(value, count) for value, count, *_ in rows]))
