"""A draft of anybody's text as a page: the same drafter, nothing kept."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.briefing import drafting
from giaoban.briefing.enums import Fate, TaskKind
from giaoban.briefing.extraction import RuleDrafter
from giaoban.briefing.extraction.draft import Draft, Meeting, SentenceProposal
from giaoban.briefing.extraction.draft import Fate as DraftFate
from giaoban.briefing.queries import COMPONENT_FATE, When, language, when
from giaoban.documents.reading import WARNINGS_VI, read_bytes
from giaoban.kernel.components import FateCount
from giaoban.kernel.due import Due


@dataclass(frozen=True)
class ShownTask:
    number: int
    words: str
    kind: str
    why: str
    who: str
    coordinating: str
    due: When
    basis: str
    start: int
    end: int


@dataclass(frozen=True)
class ShownSegment:
    text: str
    colour: str
    task: ShownTask | None = None
    gap: str = ""


@dataclass(frozen=True)
class Drafted:
    """What the page shows; counts are of the tasks below them."""

    title: str
    is_meeting: bool
    meetings: int
    facts: list[tuple[str, str]]
    tasks: list[ShownTask]
    dated: int
    based: int
    legend: list[FateCount]
    paragraphs: list[list[ShownSegment]]
    open: list[str]
    warnings: list[str]


def draft_for_anybody(*, text: str, file: Any) -> Drafted:
    """Drafts pasted words or an uploaded file. Raises UnreadableFile or UnreadableText, both with `message_vi`."""
    read = read_bytes(file.read(), name=file.name) if file else None
    words = read.text if read else text
    drafting.must_be_readable(words)
    draft = RuleDrafter().draft(words)
    tasks = _tasks(draft, words)
    meeting = draft.meetings[0] if draft.meetings else None
    shown = [one for one in draft.sentences if drafting.FATES[one.fate] != Fate.NOISE]
    counted = Counter(COMPONENT_FATE[drafting.FATES[one.fate]] for one in shown)
    return Drafted(
        title=meeting.title.span.text if meeting and meeting.title else "",
        is_meeting=draft.is_meeting,
        meetings=len(draft.meetings),
        facts=_facts(meeting) if meeting else [],
        tasks=tasks,
        dated=sum(1 for one in draft.tasks if one.due and (one.due.start or one.due.end)),
        based=sum(1 for one in draft.tasks if one.acts),
        legend=[FateCount(fate, counted[fate]) for fate in COMPONENT_FATE.values() if counted[fate]],
        paragraphs=_paragraphs(words, shown, tasks),
        open=[one.span.text for one in draft.sentences if one.fate == DraftFate.UNASSIGNED],
        warnings=[
            *(WARNINGS_VI[code] for code in (read.warnings if read else ())),
            *(one.en if language() == "en" else one.vi for one in draft.warnings),
        ],
    )


def _facts(meeting: Meeting) -> list[tuple[str, str]]:
    chair = "; ".join(", ".join([one.name, *one.posts]) for one in meeting.chair)
    told = [
        (_("Held on"), meeting.date.day.strftime("%d/%m/%Y") if meeting.date and meeting.date.day else ""),
        (_("Place"), meeting.place.span.text if meeting.place else ""),
        (_("Convened by"), "; ".join(one.span.text for one in meeting.convened_by)),
        (_("Chair"), chair or _("not given in the text")),
        (_("Period reviewed"), meeting.period_reviewed.label if meeting.period_reviewed else ""),
        (_("Period planned"), meeting.period_planned.label if meeting.period_planned else ""),
    ]
    return [(name, value) for name, value in told if value]


def _tasks(draft: Draft, words: str) -> list[ShownTask]:
    acts = {one.key: " ".join(filter(None, (one.kind, one.number or one.about or one.issuer))) for one in draft.acts}
    return [
        ShownTask(
            number=number,
            words=words[one.span.start : one.span.end],
            kind=str(TaskKind(one.kind.value).label),
            why=drafting.said(one.reason, get_language() or "vi"),
            who="; ".join(one.responsible),
            coordinating="; ".join(one.coordinating),
            due=when(one.due or Due.none()),
            basis="; ".join(acts[key] for key in one.acts),
            start=one.span.start,
            end=one.span.end,
        )
        for number, one in enumerate(draft.tasks, start=1)
    ]


def _paragraphs(words: str, sentences: list[SentenceProposal], tasks: list[ShownTask]) -> list[list[ShownSegment]]:
    paragraphs: list[list[ShownSegment]] = [[]]
    end = None
    for one in sentences:
        if end is not None and "\n" in words[end : one.span.start] and paragraphs[-1]:
            paragraphs.append([])
        gap = words[end : one.span.start] if end is not None and paragraphs[-1] else ""
        first, *rest = _cut(words, one, [tasks[index] for index in one.tasks])
        paragraphs[-1] += [replace(first, gap=gap), *rest]
        end = one.span.end
    return [paragraph for paragraph in paragraphs if paragraph]


def _cut(words: str, one: SentenceProposal, tasks: list[ShownTask]) -> Iterator[ShownSegment]:
    colour = COMPONENT_FATE[Fate.INFORMATION if tasks else drafting.FATES[one.fate]]
    at = one.span.start
    for task in sorted(tasks, key=lambda task: task.start):
        if task.start > at:
            yield ShownSegment(words[at : task.start], colour)
        yield ShownSegment(words[max(at, task.start) : task.end], COMPONENT_FATE[Fate.TASK], task)
        at = max(at, task.end)
    if at < one.span.end:
        yield ShownSegment(words[at : one.span.end], colour)
