"""Tasks as lists and pages show them: who, until when, in which state; narrowed by filters."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.briefing.enums import LineStatus, Part, TaskKind, TaskStatus
from giaoban.briefing.models import Report, Task, TaskAct, TaskLine
from giaoban.briefing.models.tasks import TaskQuerySet
from giaoban.briefing.queries.figures import in_state
from giaoban.documents.models import LegalAct
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.period_words import Language
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry

DUE_SOON_DAYS = 7


def with_details(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with lines, reports, bases and addressee, in a constant number of queries."""
    reports = Report.objects.order_by("reported_at", "pk").select_related("reported_by")
    return tasks.select_related("addressee", "briefing").prefetch_related(
        Prefetch("lines", TaskLine.objects.order_by("part", "pk")),
        Prefetch("lines__reports", reports.prefetch_related("evidence")),
        Prefetch("task_acts", TaskAct.objects.order_by("start", "pk").select_related("act", "added_by")),
    )


def with_bodies(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what `rows` reads of them, and no more."""
    lines = Prefetch("lines", TaskLine.objects.order_by("part", "pk"))
    return tasks.select_related("addressee").prefetch_related(lines)


def for_rows(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The same for a list of several briefings."""
    return with_bodies(tasks).select_related("briefing")


def in_turn(ids: Iterable[UUID]) -> list[Task]:
    """These tasks for a list, in this order: a long one is sorted by what is short, and read for one page."""
    wanted = list(ids)
    found = for_rows(Task.objects.filter(pk__in=wanted)).in_bulk()
    return [found[pk] for pk in wanted if pk in found]


def unit_names(tasks: Iterable[Task], *, on: dt.date) -> dict[UUID, str]:
    """Names of all bodies in the lines of these (prefetched) tasks."""
    return registry.names([line.unit_id for task in tasks for line in task.lines.all()], on=on)


def answering_names(tasks: Iterable[Task], *, on: dt.date) -> dict[UUID, str]:
    """The same; beside a body that is no more stands whoever took its work over, or that nobody did."""
    names, gone = registry.called({line.unit_id for task in tasks for line in task.lines.all()}, on=on)
    heirs = registry.heirs(gone, on=on) if gone else {}
    called = registry.names({heir for heir in heirs.values() if heir}, on=on)
    for unit, heir in heirs.items():
        said = _("%(body)s (now: %(heir)s)") if heir else _("%(body)s (no more, nobody took over)")
        names[unit] = said % {"body": names[unit], "heir": called.get(heir, "") if heir else ""}
    return names


@dataclass(frozen=True)
class When:
    """A due date in the words of the text, and beside them the last day that they mean."""

    words: str
    day: str = ""


def when(due: Due) -> When:
    """What a person reads; nothing is invented: without words and days it is "chưa định hạn"."""
    if not due.as_written:
        return When(due.label(language()))
    if due.kind == DueKind.NONE:
        return When(due.as_written, Due.none().label(language()))
    day = f"{due.last_day:%d/%m/%Y}" if due.last_day else ""
    return When(due.as_written, _("until %s") % day if day and day not in due.as_written else "")


@dataclass(frozen=True)
class Row:
    """A task as lists show it; of `bodies` that answer for it, `answered` have an accepted result or none to give."""

    task: Task
    who: str
    coordinating: str
    due: When
    chip: str
    state: str
    bodies: int
    answered: int


def chip(task: Task, today: dt.date) -> tuple[str, str]:
    """(kind of chip, words) for a task's state; lateness is derived, never stored."""
    if task.status == TaskStatus.ACCEPTED:
        return "done", _("Accepted")
    if task.status == TaskStatus.REPORTED:
        return "waiting", _("Waiting for acceptance")
    if task.is_overdue(today):
        return "late", _("Late")
    if task.status == TaskStatus.RETURNED:
        return "refused", _("Returned")
    if task.kind == TaskKind.STANDING:
        return "standing", _("Standing")
    if task.status == TaskStatus.UNASSIGNED:
        return "draft", _("No body named")
    if task.due_end is not None and (task.due_end - today).days <= DUE_SOON_DAYS:
        return "due_soon", _("Due soon")
    return "on_time", _("In progress") if task.status == TaskStatus.IN_PROGRESS else _("Assigned")


def rows(tasks: Sequence[Task], *, today: dt.date) -> list[Row]:
    """Prefetched tasks as rows; names of all bodies in one query."""
    names = answering_names(tasks, on=today)
    return [_row(task, names, today) for task in tasks]


def _row(task: Task, names: dict[UUID, str], today: dt.date) -> Row:
    parts: dict[str, list[str]] = {}
    for line in task.lines.all():
        parts.setdefault(line.part, []).append(names[line.unit_id])
    who = task.addressee.name if task.addressee else "; ".join(parts.get(Part.LEAD, parts.get(Part.MEMBER, [])))
    kind, words = chip(task, today)
    members = [line.status for line in task.lines.all() if line.part == Part.MEMBER]
    answered = sum(1 for status in members if status in (LineStatus.ACCEPTED, LineStatus.NONE_OCCURRED))
    with_whom = "; ".join(parts.get(Part.COORDINATING, []))
    return Row(task, who, with_whom, when(task.due), kind, words, len(members), answered)


def language() -> Language:
    """The language of the moment as the kernel names it."""
    return "en" if get_language() == "en" else "vi"


def filtered(
    tasks: TaskQuerySet,
    *,
    today: dt.date,
    q: str = "",
    state: str = "",
    kind: str = "",
    unit: str = "",
    briefing: UUID | None = None,
    act: LegalAct | None = None,
    series: UUID | None = None,
    before: dt.date | None = None,
) -> QuerySet[Task]:
    """Tasks narrowed by the filters of the list; each word must stand in the task, with or without accents."""
    for word in fold(q).split():
        tasks = tasks.filter(text_folded__contains=word)
    tasks = tasks.filter(in_state(state, today))
    if kind:
        tasks = tasks.filter(kind=kind)
    if unit:
        tasks = tasks.filter(pk__in=TaskLine.objects.filter(unit=unit).values("task"))
    if act:
        tasks = tasks.filter(pk__in=TaskAct.objects.filter(act=act).values("task"))
    exactly = {"briefing": briefing, "briefing__series": series, "briefing__held_on__lt": before}
    return tasks.filter(**{name: value for name, value in exactly.items() if value})


def as_message(rows: Sequence[Row], unit: str, today: dt.date) -> str:
    """Rows as plain text for a chat: one line a task, the late ones first."""
    head = _("%(unit)s, open tasks on %(day)s:") % {"unit": unit, "day": f"{today:%d/%m/%Y}"}
    late_first = sorted(rows, key=lambda row: not row.task.is_overdue(today))
    return "\n".join(
        [head, *(f"- {row.task.text} ({row.task.due.label(language())}; {row.state})" for row in late_first)]
    )
