"""Figures over several periods: first what each body said over time, then the bodies together. Read when asked, like any figure.

A counted figure is counted anew from the records of all days of the range; a ratio or a formula is made of the figures over the range.
"""

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from giaoban.kernel.measures import measures
from giaoban.kernel.period import Period
from giaoban.registry import maps
from giaoban.reporting import combining, deriving, queries, rollup, stocks
from giaoban.reporting.carrying import Holding
from giaoban.reporting.combining import Figure, Part
from giaoban.reporting.deriving import Makings
from giaoban.reporting.enums import NUMBERS, IndicatorKind, Origin, OverTime, OverUnits
from giaoban.reporting.models import Call, Formula, Indicator
from giaoban.reporting.queries import Body
from giaoban.reporting.restating import Split
from giaoban.reporting.rollup import Land
from giaoban.reporting.steps import ALL, Step, Told
from giaoban.reporting.stocks import scaled
from giaoban.reporting.tallying import Kept, Sums

NOTHING = Part(None)
ADDED_UP = Origin.REPORTED, OverTime.SUM, OverUnits.SUM


class Series:
    """The calls of one body on one form, as they stand at `as_of`: any figure of any range of their periods.

    Seven queries and one for each stretch of time in which the map stayed as it was, however many figures are asked. `only` reads
    the values of some indicators alone.
    """

    # Whether what is only added up is read from the sums that were kept, where there are any.
    reads_sums = True
    # As reported nothing is assumed of a place that was divided.
    rule = Split.NONE

    def __init__(self, calls: Iterable[Call], *, as_of: dt.datetime, only: Collection[UUID] = ()) -> None:
        self.calls = sorted(calls, key=lambda call: call.span)
        self.as_of = as_of
        self._only = only
        self.kept = Kept(self.calls, only=only) if self.reads_sums else None
        self._values: dict[tuple[UUID, UUID], dict[UUID, Part]] = defaultdict(dict)
        self._grounds: dict[tuple[UUID, int, UUID | None], tuple[int, list[Holding]]] = {}
        self._loaded: set[UUID] = set()
        self._kept_on: dict[tuple[Period, UUID], tuple[Sums | None]] = {}
        self._within: dict[Period, list[Call]] = {}
        self._known: dict[tuple[UUID, UUID], list[tuple[Body, Decimal]]] = {}
        self._told: dict[tuple[UUID, UUID, str], list[Told]] = {}
        self._figures: dict[tuple[UUID, UUID, UUID], Figure] = {}
        self._counts: dict[tuple[UUID, UUID], tuple[int, int]] = {}
        self._tallies: dict[tuple[str, Period], dict[UUID, int]] = {}
        self._lying: dict[int, tuple[list[Body], dict[UUID, list[tuple[Body, Decimal]]]]] = {}
        self._makings: dict[dt.date, Makings] = {}
        self._made_by: dict[frozenset[UUID], Makings] = {}

    @property
    def more(self) -> str:
        """What an address adds so that another page asks on the same map."""
        return ""

    # --- What is asked ------------------------------------------------------------------------------------------------

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those with a figure, as the latest form has them in order, then those that only earlier ones asked for, then those
        that formulas make of them.
        """
        kinds = {*NUMBERS, IndicatorKind.RATIO}
        asked = {one.pk: one for one in self._by_id.values() if one.kind in kinds}
        made = {one.pk: one for call in self.calls for one in self._makings_on(call.map_day).indicators}
        return [*asked.values(), *(one for pk, one in made.items() if pk not in asked)]

    def makings(self, period: Period) -> Makings:
        """How derived figures of a range are made: by the formulas that hold at its end."""
        calls = self.within(period)
        return self._makings_on(calls[-1].map_day if calls else period.last_day)

    def _makings_on(self, day: dt.date) -> Makings:
        if day not in self._makings:
            holding = deriving.in_force(self._formulas, day)
            alike = frozenset(one.pk for one in holding.values())
            if alike not in self._made_by:
                self._made_by[alike] = Makings(self._by_id.values(), holding)
            self._makings[day] = self._made_by[alike]
        return self._makings[day]

    @cached_property
    def _formulas(self) -> list[Formula]:
        return deriving.written(as_of=self.as_of)

    @cached_property
    def _by_id(self) -> dict[UUID, Indicator]:
        found: dict[UUID, Indicator] = {}
        for call in reversed({call.form_id: call for call in self.calls}.values()):
            for line in queries.items(call):
                found.setdefault(line.indicator_id, line.indicator)
        return found

    def within(self, period: Period) -> list[Call]:
        """The calls whose periods lie in a range, the earliest first."""
        if period not in self._within:
            self._within[period] = [call for call, span in self._spans if period.contains(span)]
        return self._within[period]

    @cached_property
    def _spans(self) -> list[tuple[Call, Period]]:
        return [(call, call.span) for call in self.calls]

    def of(self, period: Period) -> Call | None:
        """The call for just this period."""
        return self._by_period.get(period.code)

    @cached_property
    def _by_period(self) -> dict[str, Call]:
        return {call.period: call for call in self.calls}

    # --- Who stood where ----------------------------------------------------------------------------------------------

    @cached_property
    def _bodies(self) -> dict[UUID, list[Body]]:
        """The bodies that each call expects, by call."""
        return self._by_map(queries.bodies)

    @cached_property
    def _all_bodies(self) -> dict[UUID, list[Body]]:
        return self._by_map(queries.bodies_of_all_levels)

    @cached_property
    def _changes(self) -> list[dt.date]:
        if not self.calls:
            return []
        days = [call.map_day for call in self.calls]
        return maps.changes(after=min(days), until=max(days))

    def _by_map(self, read: Callable[[Call], list[Body]]) -> dict[UUID, list[Body]]:
        found: dict[tuple[int, UUID], list[Body]] = {}
        by_call: dict[UUID, list[Body]] = {}
        for call in self.calls:
            key = bisect.bisect_right(self._changes, call.map_day), call.form_id
            if key not in found:
                found[key] = read(call)
            by_call[call.pk] = found[key]
        return by_call

    def below(self, land: UUID, lands: dict[UUID, Land], period: Period) -> list[Land]:
        """The lands right below one that have bodies of the calls of a range on them."""
        return rollup.below(land, lands, [body for call in self.within(period) for body in self._bodies[call.pk]])

    def about(self, lands: Iterable[UUID]) -> None:
        """Says whose figures will be asked for, so that they are read at once."""
        if self.kept:
            self.kept.about(set(lands))

    @cached_property
    def held(self) -> set[UUID]:
        """The lands on which somebody was asked for a return: only these can have a figure."""
        # Calls on the same map share their bodies.
        maps = {id(bodies): bodies for bodies in self._bodies.values()}
        return {land for bodies in maps.values() for body in bodies for land in body.lands}

    def seated(self, call: Call, land: UUID) -> list[tuple[Body, Decimal]]:
        """The bodies whose returns on a call count for a land, each with the share of its values that does."""
        key = call.pk, land
        if key not in self._known:
            self._known[key] = self._seated(call, land)
        return self._known[key]

    def _seated(self, call: Call, land: UUID) -> list[tuple[Body, Decimal]]:
        return self._sharing(call, self._bodies[call.pk], land)

    def _sharing(self, call: Call, bodies: list[Body], land: UUID) -> list[tuple[Body, Decimal]]:  # noqa: ARG002 - restated, the day matters
        """As reported: all of what a body says counts for every land that it lies in."""
        if id(bodies) not in self._lying:
            lying: dict[UUID, list[tuple[Body, Decimal]]] = defaultdict(list)
            for body in bodies:
                for one in body.lands:
                    lying[one].append((body, ALL))
            # The list goes along: its id is not another's while it is kept.
            self._lying[id(bodies)] = bodies, lying
        return self._lying[id(bodies)][1].get(land, [])

    # --- What was said ------------------------------------------------------------------------------------------------

    def _said(self, call: Call, indicator: Indicator) -> dict[UUID, Part]:
        """What counts of an indicator in a call, by body."""
        if indicator.pk not in self._loaded:
            self._load(indicator)
        return self._values.get((call.pk, indicator.pk), {})

    def _load(self, indicator: Indicator) -> None:
        """Reads what counts of the indicator, and of those that are asked next: all, or all that no sums are kept of."""
        alike = {one.pk for one in self._by_id.values() if adds_up(one) == adds_up(indicator) or not self.reads_sums}
        wanted = (set(self._only) & alike if self._only else alike) | {indicator.pk}
        self._loaded |= wanted
        told = queries.accepted(self.calls).filter(indicator__in=wanted)
        rows = told.values_list("of__call", "of__unit", "indicator", "number", "none_occurred", "is_estimate")
        for call, unit, one, number, none, is_estimate in rows:
            self._values[call, one][unit] = Part(number, none, is_estimate)

    @cached_property
    def _answered(self) -> set[tuple[UUID, UUID]]:
        return queries.answered(self.calls)

    def figure(self, indicator: Indicator, land: UUID, period: Period) -> Figure:
        """The figure of a land over a range of periods."""
        if self.kept and self.kept.keeps(indicator):
            sums = self._sums(self.kept, land, period)
            if sums is not None:
                return sums.figure(indicator)
        if deriving.is_made(indicator):
            return self.makings(period).figure(indicator, lambda one: self.figure(one, land, period))
        calls = self.within(period)
        if len(calls) == 1 and indicator.origin == Origin.REPORTED:
            return self._of_call(indicator, land, calls[0])
        if adds_up(indicator):
            return combining.added_up([self._of_call(indicator, land, call) for call in calls])
        return combining.over_units(indicator.over_units, [one.part for one in self.told(indicator, land, period)])

    def _sums(self, kept: Kept, land: UUID, period: Period) -> Sums | None:
        """What is kept of the one call of a period; looked up once, however many indicators are asked."""
        known = self._kept_on.get((period, land))
        if known is None:
            calls = self.within(period)
            known = (kept.sums(land, calls[0].pk) if len(calls) == 1 else None,)
            self._kept_on[period, land] = known
        return known[0]

    def _of_call(self, indicator: Indicator, land: UUID, call: Call) -> Figure:
        """The figure of one call: what is only ever added up is added up once, whatever ranges are asked."""
        kept = self.kept.figure(indicator, land, call.id) if self.kept else None
        if kept is not None:
            return kept
        key = indicator.pk, land, call.pk
        if key not in self._figures:
            self._figures[key] = self._of_values(indicator, land, call)
        return self._figures[key]

    def _of_values(self, indicator: Indicator, land: UUID, call: Call) -> Figure:
        said = self._said(call, indicator)
        parts = [scaled(said[body.id], share) for body, share in self.seated(call, land) if body.id in said]
        return combining.over_units(indicator.over_units, parts)

    def told(self, indicator: Indicator, land: UUID, period: Period) -> list[Told]:
        """What each body gives to the figure; those of which nothing counts are left out."""
        key = indicator.pk, land, period.code
        if key not in self._told:
            counted = indicator.origin == Origin.COUNTED
            found = (
                self._from_records(indicator, land, period) if counted else self._from_returns(indicator, land, period)
            )
            self._told[key] = [one for one in found if one.part.amount is not None]
        return self._told[key]

    def _from_returns(self, indicator: Indicator, land: UUID, period: Period) -> list[Told]:
        if indicator.over_time in combining.STOCKS:
            return self._stock(indicator, land, period)
        calls = self.within(period)
        said: dict[UUID, list[tuple[Call, Part]]] = defaultdict(list)
        bodies: dict[UUID, tuple[Body, Decimal]] = {}
        for call in calls:
            for body, share in self.seated(call, land):
                part = self._said(call, indicator).get(body.id, NOTHING)
                said[body.id].append((call, scaled(part, share)))
                bodies[body.id] = body, share
        # Added up over units, a body that stood in some of the periods is so much of a mean; among means it is one of them.
        periods = len(calls) if indicator.over_units == OverUnits.SUM else 0
        return [
            Told(bodies[unit][0], _over(indicator, told, periods), tuple(told), bodies[unit][1])
            for unit, told in said.items()
        ]

    # --- What there is at the end of a range --------------------------------------------------------------------------

    def _stock(self, indicator: Indicator, land: UUID, period: Period) -> list[Told]:
        """What was said last of the places of the land, by who said it."""
        calls = self._lasting(land, period)
        given = stocks.given(calls, self.holdings(indicator, land, calls), lambda call: self._said(call, indicator))
        bodies = {body.id: body for call in calls for body in self._bodies[call.pk] if body.id in given}
        found = []
        for unit, body in bodies.items():
            parts = [part for _call, part, _share in given[unit]]
            told = tuple((call, part) for call, part, _share in given[unit])
            found.append(Told(body, combining.over_time(OverTime.SUM, parts), told, given[unit][-1][2]))
        return found

    def holdings(self, indicator: Indicator, land: UUID, calls: Sequence[Call]) -> list[tuple[Holding, Decimal | None]]:
        """What was said last of any place, each with its share that lies in the land; None where nobody knows."""
        key = indicator.pk, len(calls), calls[-1].pk if calls else None
        if key not in self._grounds:
            self._grounds[key] = self._ground(indicator, calls)
        last, found = self._grounds[key]
        places = self._places(land, calls[last]) if found else frozenset()
        return [(one, stocks.exact(one.inside(places))) for one in found]

    def _ground(self, indicator: Indicator, calls: Sequence[Call]) -> tuple[int, list[Holding]]:
        return stocks.ground(calls, self._bodies, lambda call: self._said(call, indicator), self._ways)

    @cached_property
    def _ways(self) -> stocks.Ways:
        seats = {body.seat for call in self.calls for body in self._bodies[call.pk]}
        return stocks.Ways(seats, self._changes, self.rule)

    def _lasting(self, land: UUID, period: Period) -> list[Call]:
        """The calls of a range up to the last for which somebody was asked on the land."""
        calls = self.within(period)
        stood = [turn for turn, call in enumerate(calls) if self.seated(call, land)]
        return list(calls[: stood[-1] + 1]) if stood else []

    def _places(self, land: UUID, call: Call) -> frozenset[UUID]:
        """The places that lie in a land on the map on which somebody spoke last."""
        return frozenset(body.seat for body in self._bodies[call.pk] if land in body.lands)

    def _from_records(self, indicator: Indicator, land: UUID, period: Period) -> list[Told]:
        calls = self.within(period)
        stood = {
            body.id: (body, share)
            for call in calls
            for body, share in self._sharing(call, self._all_bodies[call.pk], land)
        }
        counted = self._counted(indicator.measure, period)
        return [Told(body, Part(counted.get(body.id, 0) * share), (), share) for body, share in stood.values()]

    def days(self, period: Period) -> Period:
        """The days that a range counts, as providers of measures take them."""
        window = self.calls[-1].form.days(period)
        return Period.between(window.start, window.end)

    def _counted(self, measure: str, period: Period) -> dict[UUID, int]:
        key = measure, period
        if key not in self._tallies:
            units = list({body.id: None for call in self.calls for body in self._all_bodies[call.pk]})
            self._tallies[key] = measures.count(measure, units=units, period=self.days(period), as_of=self.as_of)
        return self._tallies[key]

    def steps(self, indicator: Indicator, land: UUID, periods: Sequence[Period]) -> list[Step]:
        """Period by period: which are called for, what each says, whose returns count."""
        by_code = {call.period: call for call in self.calls}
        found = []
        for period in periods:
            counted, expected = self.units_counted(land, period)
            figure = self.figure(indicator, land, period)
            found.append(Step(period, by_code.get(period.code), figure, counted, expected))
        return found

    def units_counted(self, land: UUID, period: Period) -> tuple[int, int]:
        """(returns accepted, returns expected) on a land over a range."""
        counts = [self._count(land, call) for call in self.within(period)]
        return sum(counted for counted, _expected in counts), sum(expected for _counted, expected in counts)

    def _count(self, land: UUID, call: Call) -> tuple[int, int]:
        key = land, call.pk
        if key not in self._counts:
            seated = self.seated(call, land)
            self._counts[key] = sum((call.pk, body.id) in self._answered for body, _share in seated), len(seated)
        return self._counts[key]


def adds_up(indicator: Indicator) -> bool:
    """Whether a figure of it over a range is the sum of the figures of the periods."""
    return (indicator.origin, indicator.over_time, indicator.over_units) == ADDED_UP


def _over(indicator: Indicator, told: Sequence[tuple[Call, Part]], periods: int) -> Part:
    return combining.over_time(indicator.over_time, [part for _call, part in told], periods=periods)


def beside(call: Call, *years: int) -> list[Call]:
    """The calls of the same body on the same form for periods of these years."""
    found = Call.objects.filter(form__code=call.form.code, owner=call.owner_id).select_related("form")
    return [one for one in found if one.span.start.year in years]


def years_of(call: Call) -> tuple[int, ...]:
    """The latest three years for which the caller has called for returns on the form, and that of the call."""
    codes = Call.objects.filter(form__code=call.form.code, owner=call.owner_id).values_list("period", flat=True)
    latest = sorted({Period.from_code(code).start.year for code in codes})[-3:]
    return tuple({*latest, call.span.start.year})
