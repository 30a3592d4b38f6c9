"""What the drafter hands over: everything it proposes, each with its place in the text, a confidence and a reason.

All spans are half-open `str` offsets of the text as it came. `text` of a span is the words there in normal form (NFC, plain spaces).
A draft is a value: frozen, comparable, and as JSON by `exchange.to_dict` and `exchange.from_dict`. A person confirms; nothing here is decided.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from giaoban.kernel.due import Due


class Fate(StrEnum):
    """What becomes of a sentence."""

    CONTEXT = "context"
    RESULT = "result"
    TASK = "task"
    COMMENDATION = "commendation"
    HEADING = "heading"
    NOISE = "noise"
    UNASSIGNED = "unassigned"  # sounds like an order; a person must give it a fate


class TaskKind(StrEnum):
    ONE_OFF = "one_off"  # one lead, ends with a product
    COLLECTIVE = "collective"  # each of several does it; no lead is invented
    STANDING = "standing"  # reported every period, never overdue
    EVENT_BOUND = "event_bound"  # due by an event, not by a day


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`confidence` is 0 to 1; `reason` is a code of `reasons.REASONS`."""

    confidence: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateProposal(Proposal):
    """`day` is None where the text's date is in no calendar or its year cannot be told."""

    span: Span
    day: dt.date | None
    year_inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodProposal(Proposal):
    span: Span
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProposal(Proposal):
    """`posts` in the text's words and order; `organisation` is the body of the most telling post, or ""."""

    span: Span
    name: str
    posts: tuple[str, ...]
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanProposal(Proposal):
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Proposal):
    title: SpanProposal | None
    date: DateProposal | None
    place: SpanProposal | None
    convened_by: tuple[SpanProposal, ...]
    chair: tuple[PersonProposal, ...]
    concluded_by: tuple[PersonProposal, ...]
    period_reviewed: PeriodProposal | None
    period_planned: PeriodProposal | None
    attendees: tuple[PersonProposal, ...]
    attending_groups: tuple[SpanProposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActProposal(Proposal):
    """`date` is an ISO day or a year as the text gives it; `key` is unique within the draft."""

    key: str
    kind: str
    number: str | None
    date: str | None
    issuer: str | None
    about: str | None
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationProposal(Proposal):
    """`code` is the gazetteer's, or "" for a body recognised by its form alone."""

    name: str
    canonical: str
    code: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureProposal(Proposal):
    span: Span
    value: int | float
    unit: str
    qualifier: str | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskProposal(Proposal):
    """One thing to be done.

    `responsible` and `coordinating` in the text's words; empty where it names nobody. `due` is None where it sets no limit.
    `acts` are keys of cited acts. `meeting` counts from 1. `status` is "directive" or "plan".
    """

    span: Span
    action: Span
    responsible: tuple[str, ...]
    responsible_explicit: bool
    responsible_reason: str
    coordinating: tuple[str, ...]
    due: Due | None
    due_span: Span | None
    period: str | None
    acts: tuple[str, ...]
    kind: TaskKind
    status: str
    stated_by: str | None
    meeting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceProposal(Proposal):
    """One sentence of the text; `tasks` and `figures` are indices into the draft's."""

    span: Span
    fate: Fate
    tasks: tuple[int, ...] = ()
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """Something a person should look at: a code, the place if there is one, and a sentence in both languages."""

    code: str
    span: Span | None
    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Proposal):
    """The whole proposal for one text; `confidence` and `reason` say how sure it is that this is, or is not, a meeting."""

    sha256: str
    length: int
    is_meeting: bool
    meetings: tuple[Meeting, ...]
    sentences: tuple[SentenceProposal, ...]
    tasks: tuple[TaskProposal, ...]
    unassigned: tuple[SpanProposal, ...]
    acts: tuple[ActProposal, ...]
    organisations: tuple[OrganisationProposal, ...]
    figures: tuple[FigureProposal, ...]
    warnings: tuple[Caution, ...] = field(default=())


Spans = Sequence[tuple[int, int]]
"""Half-open spans of a text."""


class Drafter(Protocol):
    """Whatever turns a text into a draft: the rules of this package, or a language model behind the same door."""

    def draft(self, text: str, *, noise: Spans = ()) -> Draft: ...
