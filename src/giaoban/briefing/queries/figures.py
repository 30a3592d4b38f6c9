"""How many tasks stand how: what a leader asks first, counted."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy

from giaoban.briefing.enums import TaskKind, TaskStatus
from giaoban.briefing.models import Task

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def states(today: dt.date) -> dict[str, Q]:
    """What a leader asks first, by the name that filters carry in the address; each task is in exactly one of them."""
    accepted, reported = Q(status=TaskStatus.ACCEPTED), Q(status=TaskStatus.REPORTED)
    standing = ~accepted & ~reported & Q(kind=TaskKind.STANDING)
    with_end = ~accepted & ~reported & ~Q(kind=TaskKind.STANDING)
    late = with_end & Q(due_end__lte=today)
    unassigned = with_end & ~Q(due_end__lte=today) & Q(status=TaskStatus.UNASSIGNED)
    running = with_end & ~Q(due_end__lte=today) & ~Q(status=TaskStatus.UNASSIGNED)
    return {
        "accepted": accepted,
        "reported": reported,
        "running": running,
        "standing": standing,
        "unassigned": unassigned,
        "late": late,
    }


STATE_WORDS = {
    "accepted": gettext_lazy("accepted"),
    "reported": gettext_lazy("waiting for acceptance"),
    "running": gettext_lazy("under way"),
    "standing": gettext_lazy("standing"),
    "unassigned": gettext_lazy("without a named body"),
    "late": gettext_lazy("late"),
}


# Every name that `in_state` knows; any other narrows nothing.
STATES = frozenset({*STATE_WORDS, "open", "returned", "not_yet_due"})


STATE_CHIPS = {
    "accepted": "done",
    "reported": "waiting",
    "running": "on_time",
    "standing": "standing",
    "unassigned": "draft",
    "late": "late",
}


@dataclass(frozen=True)
class AnswerPart:
    """One figure of the answer line: how many tasks are in `state`; `before` counts those of the parts before it."""

    state: str
    count: int
    before: int

    @property
    def words(self) -> "StrOrPromise":
        return STATE_WORDS[self.state]

    @property
    def chip(self) -> str:
        return STATE_CHIPS[self.state]


@dataclass(frozen=True)
class Answer:
    """How the tasks of a briefing stand; every figure is a count of tasks, and each task is in exactly one of the last six."""

    total: int
    accepted: int
    reported: int
    running: int
    standing: int
    unassigned: int
    late: int

    @property
    def parts(self) -> list[AnswerPart]:
        """The figures that are not nothing, in the order in which one says them."""
        counts = [(state, getattr(self, state)) for state in STATE_WORDS]
        before = accumulate((count for _, count in counts), initial=0)
        return [AnswerPart(state, count, past) for (state, count), past in zip(counts, before, strict=False) if count]


def answer(tasks: QuerySet[Task], today: dt.date) -> Answer:
    """Counts tasks by what a leader asks first; one query."""
    counts = {state: Count("pk", filter=condition) for state, condition in states(today).items()}
    return Answer(**tasks.order_by().aggregate(total=Count("pk"), **counts))


def state_of(task: Task, today: dt.date) -> str:
    """In which of `states` a loaded task is; a test holds both together."""
    if task.status in (TaskStatus.ACCEPTED, TaskStatus.REPORTED):
        return "accepted" if task.status == TaskStatus.ACCEPTED else "reported"
    if task.kind == TaskKind.STANDING:
        return "standing"
    if task.due_end is not None and task.due_end <= today:
        return "late"
    return "unassigned" if task.status == TaskStatus.UNASSIGNED else "running"


def answer_of(tasks: Iterable[Task], today: dt.date) -> Answer:
    """The same answer about tasks that a page has loaded anyway; no query."""
    counts = Counter(state_of(task, today) for task in tasks)
    return Answer(total=counts.total(), **{state: counts[state] for state in STATE_WORDS})


NOTHING = Answer(total=0, accepted=0, reported=0, running=0, standing=0, unassigned=0, late=0)


def answers(tasks: QuerySet[Task], today: dt.date) -> dict[UUID, Answer]:
    """The same for several briefings at once, by id; one query. A briefing without such a task is missing."""
    counts = {state: Count("pk", filter=condition) for state, condition in states(today).items()}
    found = tasks.order_by().values("briefing").annotate(total=Count("pk"), **counts)
    rows = found.values_list("briefing", "total", *counts)
    return {key: Answer(total=total, **dict(zip(counts, rest, strict=True))) for key, total, *rest in rows}


def in_state(state: str, today: dt.date) -> Q:
    """The filter by state: a name of `states`, "open", "returned", or "not_yet_due"; anything else narrows nothing."""
    told = states(today)
    wider = {
        "open": ~told["accepted"],
        "returned": Q(status=TaskStatus.RETURNED),
        "not_yet_due": told["reported"] | told["running"] | told["unassigned"],
    }
    return (told | wider).get(state, Q())
