"""Reads of the briefing room that span models: the answer line, the living text, what may be shown to everybody."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from giaoban.briefing.enums import Fate, LineStatus, Part, TaskKind, TaskStatus
from giaoban.briefing.linking import Body, Linker
from giaoban.briefing.models import Briefing, ProposedSentence, ProposedTask, Report, Sentence, Task, TaskAct, TaskLine
from giaoban.briefing.models.tasks import TaskQuerySet
from giaoban.documents.models import LegalAct
from giaoban.kernel import components
from giaoban.kernel.due import Due, DueKind
from giaoban.kernel.period_words import Language
from giaoban.kernel.vietnamese import fold
from giaoban.registry import queries as registry
from giaoban.registry.models import Unit, UnitGroup, UnitVersion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The living text shows a conclusion in force, and a draft of one under review.
AnySentence = Sentence | ProposedSentence
AnyTask = Task | ProposedTask
DUE_SOON_DAYS = 7
# Between two sentences that everybody may read stood others.
LEFT_OUT = " […] "
COMPONENT_FATE = {
    Fate.TASK: components.Fate.TASK,
    Fate.RESULT: components.Fate.RESULT,
    Fate.COMMENDATION: components.Fate.COMMENDATION,
    Fate.INFORMATION: components.Fate.INFORMATION,
    Fate.NONE: components.Fate.NONE,
}


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


NOTHING = Answer(total=0, accepted=0, reported=0, running=0, standing=0, unassigned=0, late=0)


def answers(tasks: QuerySet[Task], today: dt.date) -> dict[UUID, Answer]:
    """The same for several briefings at once, by id; one query. A briefing without such a task is missing."""
    counts = {state: Count("pk", filter=condition) for state, condition in states(today).items()}
    found = tasks.order_by().values("briefing").annotate(total=Count("pk"), **counts)
    rows = found.values_list("briefing", "total", *counts)
    return {key: Answer(total=total, **dict(zip(counts, rest, strict=True))) for key, total, *rest in rows}


@dataclass(frozen=True)
class Segment:
    """A run of the conclusion's own words with one fate; `task` where the words are a task, `gap` the blanks before.

    `row` says how that task stands, where the caller gave it; `last` marks the end of its sentence.
    """

    text: str
    fate: str
    sentence: int
    start: int
    task: AnyTask | None = None
    gap: str = ""
    row: "Row | None" = None
    last: bool = False

    @property
    def colour(self) -> str:
        """The fate as the living text colours it."""
        return COMPONENT_FATE[Fate(self.fate)]

    @property
    def anchor(self) -> str:
        return f"t{self.task.number}" if isinstance(self.task, Task) else ""


def living_text(
    source: str,
    sentences: Sequence[AnySentence],
    tasks: Sequence[AnyTask],
    rows: "Sequence[Row]" = (),
    only: Collection[UUID] | None = None,
) -> list[list[Segment]]:
    """Paragraphs of segments that together are the text from the first to the last sentence, page furniture left out.

    Pure. A sentence that holds several tasks is cut at their spans; the words between keep the sentence's colour.
    `rows` of the same tasks say beside their words how they stand. Of sentences not in `only` no sign is given but that
    something is left out.
    """
    told = {row.task.pk: row for row in rows}
    by_sentence: dict[UUID, list[AnyTask]] = {}
    for task in sorted(tasks, key=lambda task: task.start):
        by_sentence.setdefault(task.sentence_id, []).append(task)
    paragraphs: list[list[Segment]] = [[]]
    end, left_out = None, False
    for sentence in sorted(sentences, key=lambda sentence: sentence.start):
        if end is not None and "\n" in source[end : sentence.start] and paragraphs[-1]:
            paragraphs.append([])
        if only is not None and sentence.pk not in only:
            left_out = left_out or sentence.fate != Fate.NOISE
        elif sentence.fate != Fate.NOISE:
            gap = source[end : sentence.start] if end is not None and paragraphs[-1] else ""
            gap, left_out = (LEFT_OUT if left_out else gap), False
            cut = list(_cut(source, sentence, by_sentence.get(sentence.pk, []), told))
            cut[0], cut[-1] = replace(cut[0], gap=gap), replace(cut[-1], last=True)
            paragraphs[-1] += cut if len(cut) > 1 else [replace(cut[0], gap=gap, last=True)]
        end = sentence.end
    return [paragraph for paragraph in paragraphs if paragraph]


def _cut(source: str, sentence: AnySentence, tasks: Sequence[AnyTask], told: "Mapping[UUID, Row]") -> Iterable[Segment]:
    between = Fate.INFORMATION if tasks else sentence.fate
    at = sentence.start
    for task in tasks:
        if task.start > at:
            yield Segment(source[at : task.start], between, sentence.number, at)
        words = source[task.start : task.end]
        yield Segment(words, Fate.TASK, sentence.number, task.start, task, row=told.get(task.pk))
        at = max(at, task.end)
    if at < sentence.end:
        yield Segment(source[at : sentence.end], between, sentence.number, at)


def with_details(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with lines, reports, bases and addressee, in a constant number of queries."""
    reports = Report.objects.order_by("reported_at", "pk").select_related("reported_by")
    return tasks.select_related("addressee", "briefing").prefetch_related(
        Prefetch("lines", TaskLine.objects.order_by("part", "pk")),
        Prefetch("lines__reports", reports.prefetch_related("evidence")),
        Prefetch("task_acts", TaskAct.objects.order_by("start", "pk").select_related("act", "added_by")),
    )


def for_rows(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what `rows` reads of them, and no more."""
    lines = Prefetch("lines", TaskLine.objects.order_by("part", "pk"))
    return tasks.select_related("addressee", "briefing").prefetch_related(lines)


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


def with_sentence(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Tasks with what `in_sentence` reads: for one task, never for a list; the text comes along."""
    return tasks.select_related("sentence", "briefing__text_import__source", "old_row__old_list__file")


@dataclass(frozen=True)
class InSentence:
    """The words of a task within its sentence: what stands before, the words, what stands after."""

    before: str
    words: str
    after: str


def in_sentence(task: Task) -> InSentence:
    """Where a task (loaded by `with_sentence`) came from: its sentence as the text has it, its own words apart."""
    text = task.briefing.text_import.source.text
    start, end = task.sentence.start, task.sentence.end
    if text[task.start : task.end] != task.text:
        # Kept from an earlier version of the conclusion, which a later text no longer says.
        return InSentence("", task.text, "")
    return InSentence(text[start : task.start], text[task.start : task.end], text[task.end : end])


def bodies(territory: UUID, *, on: dt.date) -> list[Body]:
    """Everybody that a text of this territory may name, under all names: bodies seated here or below, places, groups.

    A text written in a province leaves the province's name out ("UBND tỉnh"), so that short form is a name too.
    """
    here = Unit.objects.around(territory, on)
    versions = list(UnitVersion.objects.on(on).filter(unit__in=here).order_by("path"))
    places: dict[UUID | None, str] = {
        version.unit_id: version.name.partition(" ")[2] for version in versions if version.seat_id is None
    }
    found = [
        Body(
            version.unit_id,
            False,
            (
                version.name,
                version.short_name,
                version.name.removesuffix(f" {places.get(version.seat_id, '')}"),
                *version.aliases,
            ),
            is_place=version.seat_id is None,
        )
        for version in versions
    ]
    groups = UnitGroup.objects.filter(seat=territory).order_by("code")
    return found + [Body(group.pk, True, (group.name, *group.aliases)) for group in groups]


def linker(territory: UUID, *, on: dt.date) -> Linker:
    return Linker(bodies(territory, on=on))


def fate_counts(sentences: Iterable[AnySentence]) -> list[components.FateCount]:
    """The legend: how many sentences have which fate, those that none has left out."""
    counted = Counter(sentence.fate for sentence in sentences)
    return [components.FateCount(shown, counted[fate]) for fate, shown in COMPONENT_FATE.items() if counted[fate]]


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


def in_state(state: str, today: dt.date) -> Q:
    """The filter by state: a name of `states`, "open", "returned", or "not_yet_due"; anything else narrows nothing."""
    told = states(today)
    wider = {
        "open": ~told["accepted"],
        "returned": Q(status=TaskStatus.RETURNED),
        "not_yet_due": told["reported"] | told["running"] | told["unassigned"],
    }
    return (told | wider).get(state, Q())


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


@dataclass(frozen=True)
class BoardSentence:
    """A sentence of the conclusion with its fate and the tasks that came of it, as far as the reader sees them."""

    id: UUID
    number: int
    words: str
    colour: str
    label: str
    rows: list[Row]

    @property
    def id_text(self) -> str:
        """For forms that templates put together."""
        return str(self.id)


def fate_board(briefing: Briefing, rows: Sequence[Row]) -> list[BoardSentence]:
    """Every sentence of the text in force but page furniture, in order; the briefing comes with its source."""
    of_sentence: dict[UUID, list[Row]] = {}
    for row in rows:
        of_sentence.setdefault(row.task.sentence_id, []).append(row)
    text = briefing.text_import.source.text
    return [
        BoardSentence(
            one.pk,
            one.number,
            text[one.start : one.end],
            COMPONENT_FATE[Fate(one.fate)],
            str(Fate(one.fate).label),
            of_sentence.get(one.pk, []),
        )
        for one in briefing.current_sentences
        if one.fate != Fate.NOISE
    ]
