"""Names, numbers and facts of a meeting as proposals with spans of the original text."""

from dataclasses import dataclass

from giaoban.briefing.extraction.analysis import Analysis
from giaoban.briefing.extraction.draft import (
    ActProposal,
    DateProposal,
    FigureProposal,
    Meeting,
    OrganisationProposal,
    PeriodProposal,
    PersonProposal,
    SpanProposal,
)
from giaoban.briefing.extraction.figures import find_amounts
from giaoban.briefing.extraction.meeting import MeetingFacts
from giaoban.briefing.extraction.organisations import BodyMention
from giaoban.briefing.extraction.people import Person
from giaoban.briefing.extraction.periods import Place


@dataclass(frozen=True, slots=True)
class Proposals:
    text: Analysis

    def meeting(self, facts: MeetingFacts) -> Meeting:
        date = None
        if facts.date:
            date = DateProposal(
                span=self.text.span(facts.date.start, facts.date.end),
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
                SpanProposal(span=self.text.span(*span), confidence=0.8, reason="meeting.convener")
                for span in facts.conveners
            ),
            chair=tuple(self._person(person, "meeting.chair") for person in facts.present.chair),
            concluded_by=tuple(self._person(person, "meeting.concluded") for person in facts.present.concluded),
            period_reviewed=self._period(facts.periods.reviewed, "meeting.period.reviewed"),
            period_planned=self._period(facts.periods.planned, "meeting.period.planned"),
            attendees=tuple(self._person(person, "meeting.attended") for person in facts.present.attendees),
            attending_groups=tuple(
                SpanProposal(span=self.text.span(*span), confidence=0.7, reason="meeting.attended")
                for span in facts.present.groups
            ),
            confidence=min(0.99, 0.5 + 0.05 * facts.score),
            reason="meeting.held",
        )

    def _plain(self, span: tuple[int, int] | None, confidence: float, reason: str) -> SpanProposal | None:
        return SpanProposal(span=self.text.span(*span), confidence=confidence, reason=reason) if span else None

    def _period(self, place: Place | None, reason: str) -> PeriodProposal | None:
        return (
            PeriodProposal(
                span=self.text.span(place.start, place.end), label=place.label, confidence=0.75, reason=reason
            )
            if place
            else None
        )

    def _person(self, person: Person, reason: str) -> PersonProposal:
        return PersonProposal(
            span=self.text.words_span(person.first, person.last),
            name=person.name,
            posts=person.posts,
            organisation=self._organisation_of(person),
            confidence=person.confidence,
            reason=reason,
        )

    def _organisation_of(self, person: Person) -> str:
        """The body in the last post that names one."""
        named = self.text.bodies.between(person.first - 14, person.after)
        inside = [self.text.reading.says(m.first, m.last) for m in named]
        return next((name for post in reversed(person.posts) for name in inside if name in post), "")

    def acts(self) -> tuple[ActProposal, ...]:
        return tuple(
            ActProposal(
                key=f"D{number}",
                kind=act.kind,
                number=act.number,
                date=act.date,
                issuer=act.issuer,
                about=act.about,
                mentions=tuple(self.text.span(m.start, m.end) for m in act.mentions),
                confidence=max(m.confidence for m in act.mentions),
                reason=act.mentions[0].reason,
            )
            for number, act in enumerate(self.text.acts, 1)
        )

    def organisations(self) -> tuple[OrganisationProposal, ...]:
        named: dict[tuple[str, str], list[BodyMention]] = {}
        for mention in self.text.bodies.mentions:
            if not self.text.is_noise(self.text.reading.starts[mention.first]):
                named.setdefault((self.text.reading.says(mention.first, mention.last), mention.canonical), []).append(
                    mention
                )
        return tuple(
            OrganisationProposal(
                name=name,
                canonical=canonical,
                code=mentions[0].code,
                mentions=tuple(self.text.words_span(m.first, m.last) for m in mentions),
                confidence=mentions[0].confidence,
                reason="organisation.known" if mentions[0].code else "organisation.form",
            )
            for (name, canonical), mentions in named.items()
        )

    def figures(self, facts: list[MeetingFacts]) -> tuple[tuple[FigureProposal, ...], dict[int, list[int]]]:
        """Figures of the body in order, and by sentence their indices."""
        figures: list[FigureProposal] = []
        owners: dict[int, list[int]] = {}
        titles = {meeting.title[0] for meeting in facts if meeting.title}
        introduces = set().union(*(meeting.introduces for meeting in facts)) if facts else set()
        for index, sentence in enumerate(self.text.sentences):
            if index in self.text.noise or index in introduces or sentence.start in titles or not facts:
                continue
            for amount in find_amounts(self.text.source.low, self.text.source.clean, sentence.start, sentence.end):
                owners.setdefault(index, []).append(len(figures))
                figures.append(
                    FigureProposal(
                        span=self.text.span(amount.start, amount.end),
                        value=amount.value,
                        unit=amount.unit,
                        qualifier=amount.qualifier,
                        what=amount.what,
                        confidence=0.8,
                        reason="figure.amount",
                    )
                )
        return tuple(figures), owners
