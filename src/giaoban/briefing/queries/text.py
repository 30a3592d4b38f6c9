"""The conclusion as a living text: its own words in order, each sentence with its fate and its tasks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from giaoban.briefing.enums import Fate
from giaoban.briefing.models import Briefing, ProposedSentence, ProposedTask, Sentence, Task
from giaoban.briefing.queries.rows import Row
from giaoban.kernel import components

# The living text shows a conclusion in force, and a draft of one under review.
AnySentence = Sentence | ProposedSentence
AnyTask = Task | ProposedTask
# Between two sentences that everybody may read stood others.
LEFT_OUT = " […] "
COMPONENT_FATE = {
    Fate.TASK: components.Fate.TASK,
    Fate.RESULT: components.Fate.RESULT,
    Fate.COMMENDATION: components.Fate.COMMENDATION,
    Fate.INFORMATION: components.Fate.INFORMATION,
    Fate.NONE: components.Fate.NONE,
}


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


def fate_counts(sentences: Iterable[AnySentence]) -> list[components.FateCount]:
    """The legend: how many sentences have which fate, those that none has left out."""
    counted = Counter(sentence.fate for sentence in sentences)
    return [components.FateCount(shown, counted[fate]) for fate, shown in COMPONENT_FATE.items() if counted[fate]]


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
