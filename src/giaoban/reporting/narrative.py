"""What was handed in of a section, side by side, and what was made of it: reads behind the merging of words."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from giaoban.kernel.vietnamese import same_words
from giaoban.registry import queries as registry
from giaoban.reporting import outlines, queries
from giaoban.reporting.models import Freeze, Passage, PassageSource, PassageText, PeriodReport, Value
from giaoban.reporting.prose import claims, fields, repeats, sentences
from giaoban.reporting.prose.fields import Known, Offer
from giaoban.reporting.prose.sentences import Span
from giaoban.reporting.shipped.outlines import Outline, Part

Place = tuple[UUID, int]
"""Where a sentence begins: in which value, at which character."""


def outline(report: PeriodReport) -> Outline:
    """That of the report; an outline never leaves the program while a report follows it."""
    return outlines.of_report(report)


def last_freeze(report: PeriodReport) -> Freeze | None:
    """The latest one, with its paper."""
    return Freeze.objects.filter(report=report).select_related("paper").order_by("-number").first()


# --- What was handed in -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sentence:
    """A sentence of a contribution. `claim` are words of success that nothing in it shows; `used` says it stands in the report."""

    value: Value
    span: Span
    unit: str
    claim: str
    used: bool

    @property
    def text(self) -> str:
        return self.span.of(self.value.text)

    @property
    def place(self) -> Place:
        return self.value.pk, self.span.start

    @property
    def key(self) -> str:
        """As forms name it."""
        return f"{self.value.pk}:{self.span.start}"


@dataclass(frozen=True)
class Group:
    """The same thing said by one body or by several, in the words of the first."""

    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> Sentence:
        return self.sentences[0]

    @property
    def key(self) -> str:
        return self.first.key

    @property
    def used(self) -> bool:
        return any(one.used for one in self.sentences)

    @property
    def bodies(self) -> list[str]:
        return list(dict.fromkeys(one.unit for one in self.sentences))

    @property
    def variants(self) -> list[Sentence]:
        """Those that say it in other words than the first."""
        return [one for one in self.sentences[1:] if not same_words(one.text, self.first.text)]


@dataclass(frozen=True)
class Contribution:
    """What one body handed in of the section, as far as nobody else said it; `repeated` of its sentences stand above."""

    unit: str
    url: str
    groups: tuple[Group, ...]
    repeated: int


@dataclass(frozen=True)
class Offered:
    """All contributions to a section: first what several said, then body by body."""

    repeated: list[Group]
    contributions: list[Contribution]
    silent: int

    @property
    def groups(self) -> dict[str, Group]:
        return {one.key: one for one in [*self.repeated, *(own for by in self.contributions for own in by.groups)]}


def offered(report: PeriodReport, part: Part) -> Offered:
    """The accepted words of every body on the questions of a part. Five queries."""
    bodies = queries.bodies(report.call)
    values = accepted_words(report, part)
    used = set(
        PassageSource.objects.filter(passage__report=report, passage__is_out=False).values_list("value", "start")
    )
    names = {body.id: body.name for body in bodies}
    order = {unit: place for place, unit in enumerate(names)}
    ordered = sorted(values, key=lambda one: (order.get(one.of.unit_id, len(order)), one.pk))
    said = [
        Sentence(
            value,
            span,
            names.get(value.of.unit_id, ""),
            claims.unshown(span.of(value.text)),
            (value.pk, span.start) in used,
        )
        for value in ordered
        for span in sentences.split(value.text)
    ]
    by_place = {one.place: one for one in said}
    grouped = [
        Group(tuple(by_place[place] for place in places))
        for places in repeats.groups([(one.place, one.text) for one in said])
    ]
    repeated = sorted((one for one in grouped if len(one.bodies) > 1), key=lambda one: -len(one.bodies))
    alone = [one for one in grouped if len(one.bodies) == 1]
    return Offered(
        repeated, _by_body(ordered, repeated, alone, names), len(names) - len({one.of.unit_id for one in values})
    )


def accepted_words(report: PeriodReport, part: Part) -> list[Value]:
    """The values that count now of the questions of a part, those with words."""
    found = queries.accepted([report.call]).filter(indicator__code__in=part.of).select_related("of")
    return [one for one in found if one.text.strip()]


def _by_body(
    values: Sequence[Value], repeated: Sequence[Group], alone: Sequence[Group], names: dict[UUID, str]
) -> list[Contribution]:
    own: dict[UUID, list[Group]] = defaultdict(list)
    shared: dict[UUID, int] = defaultdict(int)
    for group in alone:
        own[group.first.value.of.unit_id].append(group)
    for group in repeated:
        for one in group.sentences:
            shared[one.value.of.unit_id] += 1
    urls = {one.of.unit_id: f"{one.of.get_absolute_url()}#i-{one.indicator_id}" for one in values}
    return [Contribution(names.get(unit, ""), url, tuple(own[unit]), shared[unit]) for unit, url in urls.items()]


# --- What was made of it ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A paragraph as it stands: its words, who began it, what may be looked at."""

    passage: Passage
    text: PassageText
    first: PassageText
    sources: tuple[PassageSource, ...]
    bodies: tuple[str, ...]
    changed_since: tuple[str, ...]
    claim: str
    offers: tuple[Offer, ...] = field(default=())

    @property
    def is_own(self) -> bool:
        """Written by the office itself."""
        return not self.sources

    @property
    def is_edited(self) -> bool:
        return not same_words(self.text.text, self.first.text)


def said(report: PeriodReport, *, section: str = "", known: Sequence[Known] = ()) -> list[Said]:
    """The paragraphs of the report or of one section, in their order, those taken out last. Five queries."""
    found = Passage.objects.filter(report=report).order_by("is_out", "section", "place", "pk")
    passages = list(found.filter(section=section) if section else found)
    texts: dict[UUID, list[PassageText]] = defaultdict(list)
    for text in PassageText.objects.filter(passage__in=passages).order_by("version").select_related("by"):
        texts[text.passage_id].append(text)
    sources: dict[UUID, list[PassageSource]] = defaultdict(list)
    for source in PassageSource.objects.filter(passage__in=passages).order_by("pk").select_related("value__of"):
        sources[source.passage_id].append(source)
    units = {one.value.of.unit_id for of in sources.values() for one in of}
    names = registry.names(units, on=report.call.map_day)
    stale = _stale(report, [one.value for of in sources.values() for one in of])
    return [_said(one, texts[one.pk], sources[one.pk], names=names, stale=stale, known=known) for one in passages]


def _said(
    passage: Passage,
    texts: Sequence[PassageText],
    sources: Sequence[PassageSource],
    *,
    names: dict[UUID, str],
    stale: set[UUID],
    known: Sequence[Known],
) -> Said:
    latest = texts[-1]
    return Said(
        passage,
        latest,
        texts[0],
        tuple(sources),
        tuple(dict.fromkeys(names[one.value.of.unit_id] for one in sources)),
        tuple(dict.fromkeys(names[one.value.of.unit_id] for one in sources if one.value_id in stale)),
        claims.unshown(latest.text),
        tuple(fields.offers(latest.text, known)),
    )


def _stale(report: PeriodReport, values: Sequence[Value]) -> set[UUID]:
    """Those of the values that count no more: their return was corrected since."""
    if not values:
        return set()
    asked = {(one.of_id, one.indicator_id) for one in values}
    now = queries.accepted([report.call]).filter(indicator__in={indicator for _, indicator in asked})
    counting = {one.pk for one in now}
    return {one.pk for one in values if one.pk not in counting}
