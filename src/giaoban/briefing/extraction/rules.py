"""The drafter by rules: the parts of this package put together into one `Draft`."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import lru_cache

from giaoban.briefing.extraction import vocabulary
from giaoban.briefing.extraction.acts import Act, find_acts
from giaoban.briefing.extraction.details import Detailer
from giaoban.briefing.extraction.draft import (
    ActProposal,
    DateProposal,
    Draft,
    Fate,
    FigureProposal,
    Meeting,
    OrganisationProposal,
    PeriodProposal,
    PersonProposal,
    SentenceProposal,
    Span,
    SpanProposal,
    Spans,
    TaskProposal,
    Warning_,
)
from giaoban.briefing.extraction.fates import fate_of
from giaoban.briefing.extraction.figures import find_amounts
from giaoban.briefing.extraction.gazetteer import DEFAULT, Gazetteer
from giaoban.briefing.extraction.grammar import Grammar
from giaoban.briefing.extraction.harvest import Found
from giaoban.briefing.extraction.meeting import MeetingFacts, MeetingReader
from giaoban.briefing.extraction.noise import find_noise
from giaoban.briefing.extraction.organisations import Bodies
from giaoban.briefing.extraction.people import People, Person
from giaoban.briefing.extraction.periods import Place
from giaoban.briefing.extraction.sentences import Sentence, split_sentences
from giaoban.briefing.extraction.source import Source
from giaoban.briefing.extraction.tasks import Walk
from giaoban.briefing.extraction.tokens import Lexicon, Reading

_QUOTED = re.compile(r"[“\"]([^”\"\n]{2,400})[”\"]")


def extract(text: str, gazetteer: Gazetteer = DEFAULT, *, noise: Spans = ()) -> Draft:
    """The draft of one text. Never raises for any text; an empty one gives an empty draft.

    `noise`: half-open spans of `text` that its reader already knows for page furniture.
    """
    return RuleDrafter(gazetteer).draft(text, noise=noise)


@lru_cache(maxsize=8)
def _lexicon(gazetteer: Gazetteer) -> Lexicon:
    return Lexicon(vocabulary.tables() | {"body": gazetteer.phrases()})


@dataclass(frozen=True)
class RuleDrafter:
    """A `Drafter` that needs nothing but the text and a gazetteer."""

    gazetteer: Gazetteer = field(default=DEFAULT)

    def draft(self, text: str, *, noise: Spans = ()) -> Draft:
        return _Work(text, self.gazetteer, noise).draft()


class _Work:
    """One text on its way to a draft."""

    def __init__(self, text: str, gazetteer: Gazetteer, noise: Spans) -> None:
        self.source = Source.of(text)
        self.reading = Reading.of(self.source, _lexicon(gazetteer))
        self.sentences = split_sentences(self.reading)
        self.noise = find_noise(self.reading, self.sentences, noise)
        self.bodies = Bodies(self.reading, gazetteer)
        self.people = People(self.reading, self.bodies)
        self.acts = [act for act in (self._readable(act) for act in find_acts(self.reading, self.bodies)) if act]
        self.act_spans = sorted((m.start, m.end, number) for number, act in enumerate(self.acts) for m in act.mentions)
        self.warnings: list[Warning_] = []

    def _readable(self, act: Act) -> Act | None:
        """The act without mentions in page furniture."""
        act.mentions = [m for m in act.mentions if not self._in_noise(m.start)]
        return act if act.mentions else None

    def _in_noise(self, position: int) -> bool:
        if not self.noise:
            return False
        index = self._sentence_at(position)
        return index in self.noise

    def _sentence_at(self, position: int) -> int:
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, start: int, end: int) -> Span:
        first, last = self.source.original(start, end)
        return Span(first, last, self.source.clean[start:end])

    def words_span(self, first: int, last: int) -> Span:
        return self.span(*self.reading.span(first, last))

    # -- the whole -----------------------------------------------------------------------------------------------------

    def draft(self) -> Draft:
        reader = MeetingReader(
            self.reading, self.bodies, self.people, self.sentences, self.noise, [(s, e) for s, e, _ in self.act_spans]
        )
        facts = reader.read()
        walk = self._walk(facts)
        tasks = tuple(task for number, meeting in enumerate(facts, 1) for task in self._tasks(walk, meeting, number))
        figures, owners = self._figures(facts)
        self._warn(facts, tasks)
        score = sum(meeting.score for meeting in facts)
        return Draft(
            confidence=min(0.99, 0.5 + 0.05 * score) if facts else 0.85,
            reason="meeting.held" if facts else "meeting.none",
            sha256=hashlib.sha256(self.source.text.encode("utf-8", "surrogatepass")).hexdigest(),
            length=len(self.source.text),
            is_meeting=bool(facts),
            meetings=tuple(self._meeting(meeting) for meeting in facts),
            sentences=self._sentence_proposals(walk, facts, tasks, owners),
            tasks=tasks,
            unassigned=tuple(
                SpanProposal(span=self.words_span(first, last), confidence=0.5, reason="task.unassigned")
                for _, first, last in walk.state.unassigned
            ),
            acts=self._acts() if facts else (),
            organisations=self._organisations() if facts else (),
            figures=figures,
            warnings=tuple(self.warnings),
        )

    def _opaque(self) -> bytearray:
        """Words of names, cited acts and quotations, in which no clause begins."""
        opaque = bytearray(len(self.reading.words))
        for index in self.bodies.covering:
            opaque[index] = 1
        for person in self.people.mentions:
            for index in range(person.first, person.last):
                opaque[index] = 1
        spans = [(start, end) for start, end, _ in self.act_spans]
        spans += [
            (found.start(), found.end()) for found in _QUOTED.finditer(self.source.clean) if not self._is_speech(found)
        ]
        for start, end in spans:
            for index in range(self.reading.word_at(start), self.reading.word_at(end)):
                opaque[index] = 1
        return opaque

    def _is_speech(self, quote: re.Match[str]) -> bool:
        """Whether a quotation is what somebody says and not a title: it holds a whole sentence after a colon."""
        before = self.source.clean[max(0, quote.start() - 3) : quote.start()].rstrip()
        return len(quote[1]) > 60 and (before.endswith(":") or re.search(r"\b(?:cần|phải)\b", quote[1]) is not None)

    def _walk(self, facts: list[MeetingFacts]) -> Walk:
        grammar = Grammar(self.reading, self.bodies, self.people, self._opaque())
        walk = Walk(grammar)
        for meeting in facts:
            walk.restart(planned=meeting.periods.planned.label.lower() if meeting.periods.planned else "")
            skipped = meeting.introduces | (
                {meeting.lead} if meeting.lead is not None and not self._orders(meeting.lead) else set()
            )
            for index in range(meeting.first, meeting.last):
                if index in self.noise:
                    continue
                walk.read(index, self.sentences[index], introduces=index in skipped)
        return walk

    def _orders(self, index: int) -> bool:
        """Whether the sentence that introduces the meeting goes on to give work."""
        sentence = self.sentences[index]
        return (
            re.search(r"(?<!\w)(?:yêu cầu|đề nghị|giao (?!ban))", self.source.low[sentence.start : sentence.end])
            is not None
        )

    # -- tasks ---------------------------------------------------------------------------------------------------------

    def _tasks(self, walk: Walk, meeting: MeetingFacts, number: int) -> list[TaskProposal]:
        detailer = Detailer(walk.grammar, self.acts, self.act_spans)
        reference = meeting.date.day if meeting.date else None
        convener = self.source.clean[slice(*meeting.conveners[-1])] if meeting.conveners else None
        planned = meeting.periods.planned.label if meeting.periods.planned else None
        return [
            self._task(found, detailer.read(found, reference=reference, planned=planned, convener=convener), number)
            for found in walk.state.found
            if meeting.first <= found.sentence < meeting.last
        ]

    def _task(self, found: Found, details, number: int) -> TaskProposal:  # type: ignore[no-untyped-def]
        if details.due_impossible:
            self._impossible(details.due_span)
        by_convener = not found.responsible and bool(details.responsible)
        confidence = 0.9 if found.explicit else 0.8
        confidence -= 0.1 * found.planned + 0.15 * by_convener + 0.15 * (not details.responsible)
        reason = "task.plan" if found.planned else ("task.order" if found.explicit else "task.order.inherited")
        return TaskProposal(
            span=self.words_span(found.first, found.last),
            action=self.words_span(*details.action),
            responsible=details.responsible,
            responsible_explicit=found.explicit and bool(found.responsible),
            responsible_reason="responsible.convener"
            if by_convener
            else ("responsible.named" if found.explicit else "responsible.inherited"),
            coordinating=details.coordinating,
            due=details.due,
            due_span=self.span(*details.due_span) if details.due_span and details.due else None,
            period=details.period,
            acts=tuple(f"D{act + 1}" for act in details.acts),
            kind=details.kind,
            status="plan" if found.planned else "directive",
            stated_by=found.speaker.name if found.speaker else None,
            meeting=number,
            confidence=round(confidence, 2),
            reason=reason,
        )

    # -- facts of the meeting ------------------------------------------------------------------------------------------

    def _meeting(self, facts: MeetingFacts) -> Meeting:
        date = None
        if facts.date:
            date = DateProposal(
                span=self.span(facts.date.start, facts.date.end),
                day=facts.date.day,
                year_inferred=facts.date.year_inferred and facts.date.day is not None,
                confidence=0.3 if facts.date.day is None else (0.7 if facts.date.year_inferred else 0.95),
                reason="meeting.date.inferred" if facts.date.year_inferred else "meeting.date",
            )
        return Meeting(
            title=self._plain(facts.title, 0.9, "meeting.title"),
            date=date,
            place=self._plain(facts.place, 0.7, "meeting.place"),
            convened_by=tuple(
                SpanProposal(span=self.span(*span), confidence=0.8, reason="meeting.convener")
                for span in facts.conveners
            ),
            chair=tuple(self._person(person, "meeting.chair") for person in facts.present.chair),
            concluded_by=tuple(self._person(person, "meeting.concluded") for person in facts.present.concluded),
            period_reviewed=self._period(facts.periods.reviewed, "meeting.period.reviewed"),
            period_planned=self._period(facts.periods.planned, "meeting.period.planned"),
            attendees=tuple(self._person(person, "meeting.attended") for person in facts.present.attendees),
            attending_groups=tuple(
                SpanProposal(span=self.span(*span), confidence=0.7, reason="meeting.attended")
                for span in facts.present.groups
            ),
            confidence=min(0.99, 0.5 + 0.05 * facts.score),
            reason="meeting.held",
        )

    def _plain(self, span: tuple[int, int] | None, confidence: float, reason: str) -> SpanProposal | None:
        return SpanProposal(span=self.span(*span), confidence=confidence, reason=reason) if span else None

    def _period(self, place: Place | None, reason: str) -> PeriodProposal | None:
        return (
            PeriodProposal(span=self.span(place.start, place.end), label=place.label, confidence=0.75, reason=reason)
            if place
            else None
        )

    def _person(self, person: Person, reason: str) -> PersonProposal:
        return PersonProposal(
            span=self.words_span(person.first, person.last),
            name=person.name,
            posts=person.posts,
            organisation=self._organisation_of(person),
            confidence=person.confidence,
            reason=reason,
        )

    def _organisation_of(self, person: Person) -> str:
        """The body in the last post that names one."""
        named = [m for m in self.bodies.mentions if person.first - 14 <= m.first < person.after]
        inside = [self.reading.says(m.first, m.last) for m in named]
        return next((name for post in reversed(person.posts) for name in inside if name in post), "")

    # -- acts, organisations, figures ----------------------------------------------------------------------------------

    def _acts(self) -> tuple[ActProposal, ...]:
        return tuple(
            ActProposal(
                key=f"D{number}",
                kind=act.kind,
                number=act.number,
                date=act.date,
                issuer=act.issuer,
                about=act.about,
                mentions=tuple(self.span(m.start, m.end) for m in act.mentions),
                confidence=max(m.confidence for m in act.mentions),
                reason=act.mentions[0].reason,
            )
            for number, act in enumerate(self.acts, 1)
        )

    def _organisations(self) -> tuple[OrganisationProposal, ...]:
        named: dict[tuple[str, str], list] = {}  # type: ignore[type-arg]
        for mention in self.bodies.mentions:
            if not self._in_noise(self.reading.starts[mention.first]):
                named.setdefault((self.reading.says(mention.first, mention.last), mention.canonical), []).append(
                    mention
                )
        return tuple(
            OrganisationProposal(
                name=name,
                canonical=canonical,
                code=mentions[0].code,
                mentions=tuple(self.words_span(m.first, m.last) for m in mentions),
                confidence=mentions[0].confidence,
                reason="organisation.known" if mentions[0].code else "organisation.form",
            )
            for (name, canonical), mentions in named.items()
        )

    def _figures(self, facts: list[MeetingFacts]) -> tuple[tuple[FigureProposal, ...], dict[int, list[int]]]:
        """Figures of the body in order, and by sentence their indices."""
        figures: list[FigureProposal] = []
        owners: dict[int, list[int]] = {}
        titles = {meeting.title[0] for meeting in facts if meeting.title}
        introduces = set().union(*(meeting.introduces for meeting in facts)) if facts else set()
        for index, sentence in enumerate(self.sentences):
            if index in self.noise or index in introduces or sentence.start in titles or not facts:
                continue
            for amount in find_amounts(self.source.low, self.source.clean, sentence.start, sentence.end):
                owners.setdefault(index, []).append(len(figures))
                figures.append(
                    FigureProposal(
                        span=self.span(amount.start, amount.end),
                        value=amount.value,
                        unit=amount.unit,
                        qualifier=amount.qualifier,
                        what=amount.what,
                        confidence=0.8,
                        reason="figure.amount",
                    )
                )
        return tuple(figures), owners

    # -- sentences and warnings ----------------------------------------------------------------------------------------

    def _sentence_proposals(
        self, walk: Walk, facts: list[MeetingFacts], tasks: tuple[TaskProposal, ...], owners: dict[int, list[int]]
    ) -> tuple[SentenceProposal, ...]:
        by_sentence: dict[int, list[int]] = {}
        for number, found in enumerate(walk.state.found):
            by_sentence.setdefault(found.sentence, []).append(number)
        open_orders = {index for index, _, _ in walk.state.unassigned}
        introduces = set().union(*(meeting.introduces | {meeting.lead} for meeting in facts)) if facts else set()
        titles = {meeting.title[0] for meeting in facts if meeting.title}
        return tuple(
            self._sentence(
                index,
                sentence,
                by_sentence.get(index, []),
                owners.get(index, []),
                index in open_orders,
                index in introduces,
                sentence.start in titles,
            )
            for index, sentence in enumerate(self.sentences)
        )

    def _sentence(
        self,
        index: int,
        sentence: Sentence,
        tasks: list[int],
        figures: list[int],
        unassigned: bool,
        introduces: bool,
        title: bool,
    ) -> SentenceProposal:
        span = self.span(sentence.start, sentence.end)
        if index in self.noise:
            fate, confidence = Fate.NOISE, 0.9
        elif tasks:
            fate, confidence = Fate.TASK, 0.85
        elif unassigned:
            fate, confidence = Fate.UNASSIGNED, 0.5
        elif title or self._is_heading(sentence):
            fate, confidence = Fate.HEADING, 0.8
        else:
            fate, confidence = fate_of(
                self.source.low[sentence.start : sentence.end], has_figures=bool(figures), introduces=introduces
            )
        return SentenceProposal(
            span=span,
            fate=fate,
            tasks=tuple(tasks),
            figures=tuple(figures),
            confidence=confidence,
            reason=f"fate.{fate}",
        )

    def _is_heading(self, sentence: Sentence) -> bool:
        text = self.source.clean[sentence.start : sentence.end].strip()
        return (
            sentence.opens_paragraph
            and sentence.closes_paragraph
            and len(text) < 120
            and not text.endswith((".", ";", ",", "!", "…"))
            and (text.isupper() or text.endswith(":") or re.fullmatch(r"[IVX]+[.)/-]?", sentence.marker) is not None)
        )

    def _impossible(self, span: tuple[int, int]) -> None:
        said = self.source.clean[slice(*span)]
        self.warnings.append(
            Warning_(
                "impossible_date",
                self.span(*span),
                f"“{said}” không có trong lịch; không đặt ngày thay.",
                f"“{said}” is in no calendar; no other day was put in its place.",
            )
        )

    def _warn(self, facts: list[MeetingFacts], tasks: tuple[TaskProposal, ...]) -> None:
        if not facts:
            self.warnings.append(
                Warning_(
                    "no_meeting",
                    None,
                    "Bài này không kể một cuộc họp nào; không đề xuất nhiệm vụ.",
                    "This text reports no meeting; no task is proposed.",
                )
            )
            return
        if len(facts) > 1:
            self.warnings.append(
                Warning_(
                    "several_meetings",
                    None,
                    f"Bài kể {len(facts)} cuộc họp; hãy kiểm tra từng nhiệm vụ thuộc cuộc nào.",
                    f"The text reports {len(facts)} meetings; check which each task belongs to.",
                )
            )
        for meeting in facts:
            if meeting.date and meeting.date.impossible:
                self._impossible((meeting.date.start, meeting.date.end))
            elif meeting.date and meeting.date.day is None:
                self.warnings.append(
                    Warning_(
                        "date_without_year",
                        self.span(meeting.date.start, meeting.date.end),
                        "Ngày họp không ghi năm và không suy được năm.",
                        "The day of the meeting has no year and none can be told.",
                    )
                )
        if not tasks:
            self.warnings.append(
                Warning_("no_task", None, "Không thấy việc nào được giao.", "No work is given to anybody.")
            )
