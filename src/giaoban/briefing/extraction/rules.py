"""The drafter by rules: the parts of this package put together into one `Draft`."""

import hashlib
import re
from dataclasses import dataclass, field

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.cautions import cautions_of
from giaoban.briefing.extraction.details import Detailer, Details
from giaoban.briefing.extraction.draft import Draft, Fate, SentenceProposal, SpanProposal, Spans, TaskProposal
from giaoban.briefing.extraction.fates import fate_of
from giaoban.briefing.extraction.gazetteer import DEFAULT, Gazetteer
from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.harvest import Found
from giaoban.briefing.extraction.meeting import MeetingFacts, MeetingReader
from giaoban.briefing.extraction.proposals import Proposals
from giaoban.briefing.extraction.sentences import Sentence
from giaoban.briefing.extraction.tasks import Walk


def extract(text: str, gazetteer: Gazetteer = DEFAULT, *, noise: Spans = ()) -> Draft:
    """The draft of one text. Never raises for any text; an empty one gives an empty draft.

    `noise`: half-open spans of `text`, in order, that its reader already knows for page furniture.
    """
    return RuleDrafter(gazetteer).draft(text, noise=noise)


@dataclass(frozen=True)
class RuleDrafter:
    """A `Drafter` that needs nothing but the text and a gazetteer."""

    gazetteer: Gazetteer = field(default=DEFAULT)

    def draft(self, text: str, *, noise: Spans = ()) -> Draft:
        return _Drafting(Analysis(text, self.gazetteer, noise)).draft()


class _Drafting:
    """One text on its way to a draft."""

    def __init__(self, text: Analysis) -> None:
        self.text = text
        self.reader = MeetingReader(
            text.reading,
            text.bodies,
            text.people,
            text.sentences,
            text.noise,
            [(start, end) for start, end, _ in text.act_spans],
        )
        self.meetings = self.reader.read()
        self.walk = Walk(Grammar(text.reading, text.bodies, text.people, text.opaque()))
        self.impossible: list[tuple[int, int]] = []

    def draft(self) -> Draft:
        self._walk()
        text, proposals = self.text, Proposals(self.text)
        tasks = tuple(task for number, meeting in enumerate(self.meetings, 1) for task in self._tasks(meeting, number))
        figures, owners = proposals.figures(self.meetings)
        score = sum(meeting.score for meeting in self.meetings)
        held = bool(self.meetings)
        return Draft(
            confidence=min(0.99, 0.5 + 0.05 * score) if held else 0.85,
            reason="meeting.held" if held else "meeting.none",
            sha256=hashlib.sha256(text.source.text.encode("utf-8", "surrogatepass")).hexdigest(),
            length=len(text.source.text),
            is_meeting=held,
            meetings=tuple(proposals.meeting(meeting) for meeting in self.meetings),
            sentences=self._sentences(owners),
            tasks=tasks,
            unassigned=tuple(
                SpanProposal(span=text.words_span(first, last), confidence=0.5, reason="task.unassigned")
                for _, first, last in self.walk.state.unassigned
            ),
            acts=proposals.acts() if held else (),
            organisations=proposals.organisations() if held else (),
            figures=figures,
            warnings=cautions_of(text, self.meetings, self.impossible, tasks=len(tasks)),
        )

    # -- tasks ---------------------------------------------------------------------------------------------------------

    def _walk(self) -> None:
        for meeting in self.meetings:
            planned = meeting.periods.planned
            self.walk.restart(planned=planned.label.lower() if planned else "")
            skipped = set(meeting.introduces)
            if meeting.lead is not None and not self._gives_work(meeting.lead):
                skipped.add(meeting.lead)
            for index in range(meeting.first, meeting.last):
                if index not in self.text.noise:
                    self.walk.read(index, self.text.sentences[index], introduces=index in skipped)

    def _gives_work(self, index: int) -> bool:
        """Whether the sentence that introduces the meeting goes on to give work."""
        return re.search(r"(?<!\w)(?:yêu cầu|đề nghị|giao (?!ban))", self.reader.low(index)) is not None

    def _tasks(self, meeting: MeetingFacts, number: int) -> list[TaskProposal]:
        detailer = Detailer(self.walk.grammar, self.text.acts, self.text.act_spans)
        reference = meeting.date.day if meeting.date else None
        convener = self.text.source.clean[slice(*meeting.conveners[-1])] if meeting.conveners else None
        planned = meeting.periods.planned.label if meeting.periods.planned else None
        return [
            self._task(found, detailer.read(found, reference=reference, planned=planned, convener=convener), number)
            for found in self.walk.state.found
            if meeting.first <= found.sentence < meeting.last
        ]

    def _task(self, found: Found, details: Details, number: int) -> TaskProposal:
        if details.due_impossible and details.due_span:
            self.impossible.append(details.due_span)
        by_convener = not found.responsible and bool(details.responsible)
        confidence = 0.9 if found.explicit else 0.8
        confidence -= 0.1 * found.planned + 0.15 * by_convener + 0.15 * (not details.responsible)
        reason = "task.plan" if found.planned else ("task.order" if found.explicit else "task.order.inherited")
        return TaskProposal(
            span=self.text.words_span(found.first, found.last),
            action=self.text.words_span(*details.action),
            responsible=details.responsible,
            responsible_explicit=found.explicit and bool(found.responsible),
            responsible_reason="responsible.convener"
            if by_convener
            else ("responsible.named" if found.explicit else "responsible.inherited"),
            coordinating=details.coordinating,
            due=details.due,
            due_span=self.text.span(*details.due_span) if details.due_span and details.due else None,
            period=details.period,
            acts=tuple(f"D{act + 1}" for act in details.acts),
            kind=details.kind,
            status="plan" if found.planned else "directive",
            stated_by=found.speaker.name if found.speaker else None,
            meeting=number,
            confidence=round(confidence, 2),
            reason=reason,
        )

    # -- sentences -----------------------------------------------------------------------------------------------------

    def _sentences(self, figures: dict[int, list[int]]) -> tuple[SentenceProposal, ...]:
        """Every sentence with its fate; `figures` are indices of the draft's figures by sentence."""
        tasks: dict[int, list[int]] = {}
        for number, found in enumerate(self.walk.state.found):
            tasks.setdefault(found.sentence, []).append(number)
        unassigned = {index for index, _, _ in self.walk.state.unassigned}
        proposals = []
        for index, sentence in enumerate(self.text.sentences):
            counted = figures.get(index, [])
            fate, confidence = self._fate(
                index, sentence, given=index in tasks, open_=index in unassigned, counted=bool(counted)
            )
            proposals.append(
                SentenceProposal(
                    span=self.text.span(sentence.start, sentence.end),
                    fate=fate,
                    tasks=tuple(tasks.get(index, ())),
                    figures=tuple(counted),
                    confidence=confidence,
                    reason=f"fate.{fate}",
                )
            )
        return tuple(proposals)

    def _fate(self, index: int, sentence: Sentence, *, given: bool, open_: bool, counted: bool) -> tuple[Fate, float]:
        if index in self.text.noise:
            return Fate.NOISE, 0.9
        if given:
            return Fate.TASK, 0.85
        if open_:
            return Fate.UNASSIGNED, 0.5
        if any(meeting.title and meeting.title[0] == sentence.start for meeting in self.meetings) or self._is_heading(
            sentence
        ):
            return Fate.HEADING, 0.8
        introduces = any(index in meeting.introduces or index == meeting.lead for meeting in self.meetings)
        return fate_of(self.reader.low(index), has_figures=counted, introduces=introduces)

    def _is_heading(self, sentence: Sentence) -> bool:
        text = self.text.source.clean[sentence.start : sentence.end].strip()
        return (
            sentence.opens_paragraph
            and sentence.closes_paragraph
            and len(text) < 120
            and not text.endswith((".", ";", ",", "!", "…"))
            and (text.isupper() or text.endswith(":") or re.fullmatch(r"[IVX]+[.)/-]?", sentence.marker) is not None)
        )
