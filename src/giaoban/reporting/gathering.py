"""Entered once: what the accepted shorter returns of a body say of the lines of a longer one, period by period; before a merger
those of the bodies whose work it took over.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from giaoban.kernel.period import Period, PeriodKind
from giaoban.kernel.period_words import MONTHS
from giaoban.reporting import combining
from giaoban.reporting.combining import STOCKS, Part
from giaoban.reporting.enums import OPEN, FormPeriod, Origin, Source
from giaoban.reporting.lineage import Lineage, Telling
from giaoban.reporting.models import Call, FormItem, GatheredPart, Indicator, Return, Value

# What a period may be gathered from, the finest first.
SHORTER = (FormPeriod.MONTH, FormPeriod.QUARTER, FormPeriod.HALF_YEAR)


@dataclass(frozen=True)
class Step:
    """A shorter period: the return on it, if any, and what it says where it was accepted.

    `called` is None where nobody asked this body for the line in the period; `then` is the value that was taken over. `body` is
    who was asked, where it is one that the body took over, `whose` its name; `is_divided`: nobody knows how much of it counts.
    """

    period: Period
    called: Call | None = None
    of: Return | None = None
    value: Value | None = None
    then: Value | None = None
    body: UUID | None = None
    whose: str = ""
    is_divided: bool = False

    @property
    def part(self) -> Part:
        return _part(self.value)

    @property
    def is_known(self) -> bool:
        """Whether an accepted return says something of it that counts."""
        return self.value is not None and not self.value.is_empty and not self.is_divided

    @property
    def has_moved(self) -> bool:
        """Whether it says something else than what was taken over."""
        return _said(self.value) != _said(self.then)

    @property
    def stand(self) -> str:
        """How far the period is: "known", "silent" (accepted without a word of it), "waiting", "owed", "not_asked", "divided"."""
        if self.is_known:
            return "known"
        if self.is_divided:
            return "divided"
        if self.called is None:
            return "not_asked"
        if self.of is None or (self.of.status in OPEN and self.of.accepted_version is None):
            return "owed"
        return "waiting" if self.of.accepted_version is None else "silent"


@dataclass(frozen=True)
class Gathered:
    """What the periods make of one line by its rule over time. `taken` is the value that was made of them before, if it stands.

    `line` is the body's own, where steps are of several bodies.
    """

    indicator: Indicator
    steps: Sequence[Step]
    taken: Value | None = None
    line: Lineage | None = None

    @property
    def made(self) -> Part:
        """What they come to; without a number where none of them says anything."""
        return self._over(lambda step: step.value)

    @property
    def then(self) -> Part:
        """What those that were taken over came to."""
        return self._over(lambda step: step.then)

    def _over(self, value_of: Callable[[Step], Value | None]) -> Part:
        if self.line is None:
            return combining.over_time(self.indicator.over_time, [_part(value_of(step)) for step in self.steps])
        told = [
            Telling(step.body or self.line.unit, step.period.last_day, _part(value_of(step)))
            for step in self.steps
            if step.called
        ]
        return self.line.over(self.indicator, told, periods=len({step.period for step in self.steps}))

    @property
    def is_offered(self) -> bool:
        return self.indicator.is_number and self.made.amount is not None

    @property
    def known(self) -> list[Step]:
        return [step for step in self.steps if step.is_known]

    @property
    def missing(self) -> list[Step]:
        """The periods whose figure it lacks; of a stock those since the last one that is known."""
        lacking = [step for step in self.steps if not step.is_known]
        if self.indicator.over_time not in STOCKS or not self.known:
            return lacking
        return [step for step in lacking if step.period > self.known[-1].period]

    @property
    def has_moved(self) -> bool:
        """Whether a later correction, or a period that came in since, makes it another figure than the one taken over."""
        taken = self.taken
        return taken is not None and self.made.amount not in (self.then.amount, _part(taken).amount)

    def is_of(self, number: Decimal | None, *, none_occurred: bool, is_estimate: bool) -> bool:
        """Whether an answer is this figure, or this figure with an estimate of the periods that are missing."""
        if not self.is_offered:
            return False
        if (number, none_occurred) == (self.made.number, self.made.none_occurred):
            return True
        if not is_estimate or number is None or not self.missing:
            return False
        return self.indicator.over_time in STOCKS or number >= (self.made.amount or 0)

    def parts(self) -> list[tuple[UUID, int]]:
        """(return, version) of what it is made of."""
        return [(step.value.of_id, _counts(step.of)) for step in self.known if step.value and step.of]


@dataclass(frozen=True)
class _Asked:
    """The shorter calls that ask a body and those it took over, their returns, the lines they ask for, what was accepted."""

    line: Lineage
    calls: dict[tuple[UUID, str], list[tuple[UUID, Call]]] = field(default_factory=lambda: defaultdict(list))
    returns: dict[tuple[UUID, UUID], Return] = field(default_factory=dict)
    values: dict[tuple[UUID, UUID], Value] = field(default_factory=dict)


def gathered(call: Call, unit_id: UUID, said: Mapping[UUID, Value], lines: Iterable[FormItem]) -> dict[UUID, Gathered]:
    """By indicator, of the lines that shorter forms of the body ask for too; `said` is what its return says by now.

    Only forms that count the same days are gathered. Seven queries at most, none for a month; a dozen where the body took others
    over.
    """
    kinds = [kind for kind in SHORTER if _divides(kind, call.span)]
    asked = {line.indicator_id: line.indicator for line in lines if line.indicator.origin == Origin.REPORTED}
    if not kinds or not asked:
        return {}
    found = _asked(call, Lineage(unit_id, call.map_day), kinds, asked)
    taken = {pk: said[pk] for pk in asked if pk in said and said[pk].source == Source.GATHERED}
    then = _then(taken.values())
    made = {}
    for pk, indicator in asked.items():
        kind = next((kind for kind in kinds if (pk, kind.value) in found.calls), None)
        if kind is None:
            continue
        value = taken.get(pk)
        told_then = then.get(value.pk if value else None, {})
        steps = [step for one in _tiles(call.span, kind) for step in _steps(found, indicator, one, call, told_then)]
        if any(step.of for step in steps):
            made[pk] = Gathered(indicator, steps, value, found.line if any(step.body for step in steps) else None)
    return made


def _divides(kind: FormPeriod, whole: Period) -> bool:
    """Whether periods of the kind fill the whole one, and are shorter."""
    months = MONTHS.get(whole.kind, 0)
    return MONTHS[PeriodKind(kind)] < months and months % MONTHS[PeriodKind(kind)] == 0


def _tiles(whole: Period, kind: FormPeriod) -> list[Period]:
    step, first = MONTHS[PeriodKind(kind)], whole.start.month
    return [
        Period.of_months(PeriodKind(kind), whole.start.year, month)
        for month in range(first, first + MONTHS[whole.kind], step)
    ]


def _asked(call: Call, line: Lineage, kinds: Collection[FormPeriod], asked: Collection[UUID]) -> _Asked:
    """Four queries, and one for each body that was taken over."""
    shorter = Call.objects.filter(form__period_kind__in=kinds, form__window=call.form.window)
    inside = shorter.filter(map_day__range=(call.span.start, call.span.last_day)).select_related("form").order_by("pk")
    asking = [
        (body, one)
        for body in (line.unit, *sorted(line.before))
        for one in inside.asking(body)
        if call.span.contains(one.span)
    ]
    calls = {one.pk: one for _body, one in asking}
    told = Return.objects.filter(unit__in={body for body, _one in asking}, call__in=calls)
    found = _Asked(line, returns={(of.call_id, of.unit_id): of for of in told})
    forms = defaultdict(set)
    items = FormItem.objects.filter(section__form__in={one.form_id for one in calls.values()}, indicator__in=asked)
    for form, indicator in items.values_list("section__form", "indicator"):
        forms[form].add(indicator)
    for body, one in asking:
        for indicator in forms[one.form_id]:
            found.calls[indicator, one.form.period_kind].append((body, one))
    counting = Value.objects.filter(of__in=[of.pk for of in found.returns.values()], indicator__in=asked)
    standing = counting.filter(version__lte=F("of__accepted_version")).order_by("of", "indicator", "-seq")
    found.values.update({(one.of_id, one.indicator_id): one for one in standing.distinct("of", "indicator")})
    return found


def _steps(
    found: _Asked, indicator: Indicator, period: Period, whole: Call, then: Mapping[UUID, Value]
) -> Iterator[Step]:
    """One of each body that was asked. Where several calls ask it for the same period, the accepted one counts, and of these the
    one of the same caller.
    """
    by_body: dict[UUID, list[Step]] = defaultdict(list)
    for body, call in found.calls[indicator.pk, period.kind.value]:
        if call.span == period:
            by_body[body].append(_told(found, indicator, body, call, then))
    for made in by_body.values():
        made.sort(
            key=lambda one: (
                one.value is None or one.value.is_empty,
                one.of is None,
                one.called is None or one.called.owner_id != whole.owner_id,
            )
        )
        yield made[0]
    if not by_body:
        yield Step(period)


def _told(found: _Asked, indicator: Indicator, body: UUID, call: Call, then: Mapping[UUID, Value]) -> Step:
    of = found.returns.get((call.pk, body))
    step = Step(call.span, call, of)
    if of is not None:
        step = replace(step, value=found.values.get((of.pk, indicator.pk)), then=then.get(of.pk))
    if body == found.line.unit:
        return step
    day = call.map_day
    is_divided = not found.line.is_all_ours(body, day)
    return replace(step, body=body, whose=found.line.name(body, day), is_divided=is_divided)


def _then(taken: Iterable[Value]) -> dict[UUID | None, dict[UUID, Value]]:
    """What each value took over, by the return it stood in. Two queries, none where nothing was taken over."""
    by_id = {value.pk: value for value in taken}
    if not by_id:
        return {}
    parts = list(GatheredPart.objects.filter(value__in=by_id).values_list("value", "of", "version"))
    told: dict[tuple[UUID, UUID], list[Value]] = defaultdict(list)
    wanted = {value.indicator_id for value in by_id.values()}
    for one in Value.objects.filter(of__in={of for _value, of, _version in parts}, indicator__in=wanted).order_by(
        "seq"
    ):
        told[one.of_id, one.indicator_id].append(one)
    found: dict[UUID | None, dict[UUID, Value]] = defaultdict(dict)
    for value, of, version in parts:
        stood = [one for one in told[of, by_id[value].indicator_id] if one.version <= version]
        if stood:
            found[value][of] = stood[-1]
    return dict(found)


def _counts(of: Return) -> int:
    """The version that counts; asked only of what was accepted."""
    assert of.accepted_version is not None
    return of.accepted_version


def _part(value: Value | None) -> Part:
    return Part(value.number, value.none_occurred, value.is_estimate) if value else Part(None)


def _said(value: Value | None) -> tuple[Decimal | None, bool, str]:
    return (value.number, value.none_occurred, value.text) if value else (None, False, "")
