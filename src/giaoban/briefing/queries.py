"""Reads of the briefing room that span models: the answer line, the living text, what may be shown to everybody."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from giaoban.briefing.enums import Fate, Part, TaskKind, TaskStatus
from giaoban.briefing.linking import Body, Linker
from giaoban.briefing.models import Briefing, Report, Sentence, Task, TaskAct, TaskLine
from giaoban.registry import queries as registry
from giaoban.registry.models import Unit, UnitGroup, UnitVersion


@dataclass(frozen=True)
class Answer:
    """How the tasks of a briefing stand; every figure is a count of tasks, and each task is in exactly one of the last six."""

    total: int
    accepted: int
    reported: int
    late: int
    standing: int
    unassigned: int
    running: int


def answer(tasks: QuerySet[Task], today: dt.date) -> Answer:
    """Counts tasks by what a leader asks first; one query.

    The order decides where a task belongs: accepted, waiting for acceptance, late, standing, nobody named, running.
    """
    accepted = Q(status=TaskStatus.ACCEPTED)
    reported = Q(status=TaskStatus.REPORTED)
    closed = accepted | reported
    standing = Q(kind=TaskKind.STANDING) & ~closed
    late = Q(due_end__lte=today) & ~closed & ~Q(kind=TaskKind.STANDING)
    unassigned = Q(status=TaskStatus.UNASSIGNED) & ~late & ~Q(kind=TaskKind.STANDING)
    found = tasks.order_by().aggregate(
        total=Count("pk"),
        accepted=Count("pk", filter=accepted),
        reported=Count("pk", filter=reported),
        late=Count("pk", filter=late),
        standing=Count("pk", filter=standing),
        unassigned=Count("pk", filter=unassigned),
    )
    running = found["total"] - sum(found[name] for name in ("accepted", "reported", "late", "standing", "unassigned"))
    return Answer(**found, running=running)


@dataclass(frozen=True)
class Segment:
    """A run of the conclusion's own words with one fate; `task` where the words are a task."""

    text: str
    fate: str
    sentence: int
    task: Task | None = None


def living_text(source: str, sentences: Sequence[Sentence], tasks: Sequence[Task]) -> list[list[Segment]]:
    """Paragraphs of segments that together are the text from the first to the last sentence, page furniture left out.

    Pure. A sentence that holds several tasks is cut at their spans; the words between keep the sentence's colour.
    """
    by_sentence: dict[UUID, list[Task]] = {}
    for task in sorted(tasks, key=lambda task: task.start):
        by_sentence.setdefault(task.sentence_id, []).append(task)
    paragraphs: list[list[Segment]] = [[]]
    end = None
    for sentence in sorted(sentences, key=lambda sentence: sentence.start):
        if end is not None and "\n" in source[end : sentence.start] and paragraphs[-1]:
            paragraphs.append([])
        end = sentence.end
        if sentence.fate != Fate.NOISE:
            paragraphs[-1].extend(_cut(source, sentence, by_sentence.get(sentence.pk, [])))
    return [paragraph for paragraph in paragraphs if paragraph]


def _cut(source: str, sentence: Sentence, tasks: Sequence[Task]) -> Iterable[Segment]:
    between = Fate.INFORMATION if tasks else sentence.fate
    at = sentence.start
    for task in tasks:
        if task.start > at:
            yield Segment(source[at : task.start], between, sentence.number)
        yield Segment(source[task.start : task.end], Fate.TASK, sentence.number, task)
        at = max(at, task.end)
    if at < sentence.end:
        yield Segment(source[at : sentence.end], between, sentence.number)


def with_details(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with lines, reports, bases and addressee, in a constant number of queries."""
    reports = Report.objects.order_by("reported_at", "pk").select_related("reported_by")
    return tasks.select_related("addressee", "briefing").prefetch_related(
        Prefetch("lines", TaskLine.objects.order_by("part", "pk")),
        Prefetch("lines__reports", reports),
        Prefetch("task_acts", TaskAct.objects.order_by("start", "pk").select_related("act", "added_by")),
    )


def unit_names(tasks: Iterable[Task], *, on: dt.date) -> dict[UUID, str]:
    """Names of all bodies in the lines of these (prefetched) tasks."""
    return registry.names([line.unit_id for task in tasks for line in task.lines.all()], on=on)


def published_briefing(briefing_id: UUID | None = None) -> Briefing | None:
    """The briefing everybody may read: the one named, else the latest."""
    found = Briefing.objects.published().select_related("text_import__source").order_by("-held_on", "-pk")
    return (found.filter(pk=briefing_id) if briefing_id else found).first()


def published_task(task_id: UUID) -> Task | None:
    """A task of a published briefing, with its details."""
    tasks = Task.objects.filter(briefing__in=Briefing.objects.published(), pk=task_id)
    return with_details(tasks).first()


def bodies(territory: UUID, *, on: dt.date) -> list[Body]:
    """Everybody that a text of this territory may name, under all names: bodies seated here or below, places, groups."""
    here = Unit.objects.seated_in(territory, on) | Unit.objects.under(territory, on)
    found = [
        Body(version.unit_id, False, (version.name, version.short_name, *version.aliases))
        for version in UnitVersion.objects.on(on).filter(unit__in=here).order_by("path")
    ]
    groups = UnitGroup.objects.filter(seat=territory).order_by("code")
    return found + [Body(group.pk, True, (group.name, *group.aliases)) for group in groups]


def linker(territory: UUID, *, on: dt.date) -> Linker:
    return Linker(bodies(territory, on=on))


def lead_line(task: Task) -> TaskLine | None:
    """The one line that leads, from prefetched lines."""
    return next((line for line in task.lines.all() if line.part == Part.LEAD), None)
