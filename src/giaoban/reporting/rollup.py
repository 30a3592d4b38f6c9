"""Figures over territory: read at the moment of asking, from the sums that follow each acceptance or from what was accepted.

A reported figure adds up (or averages) the accepted values of the bodies that sit on a land; a counted figure is counted
anew from the records of every body there; a ratio or a formula is made of the sums.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission
from giaoban.reporting import combining, deriving, queries
from giaoban.reporting.combining import Figure, Part
from giaoban.reporting.deriving import Makings
from giaoban.reporting.enums import NUMBERS, IndicatorKind, Origin
from giaoban.reporting.models import Call, FormItem, Indicator, Value
from giaoban.reporting.queries import Body
from giaoban.reporting.tallying import Kept


@dataclass(frozen=True)
class Land:
    """A place of the roll-up. `full_name` says also what it lies in where another has the same name: there are many a "Phường 1"."""

    id: UUID
    name: str
    parent: UUID | None
    full_name: str

    @property
    def id_text(self) -> str:
        """As addresses name it."""
        return str(self.id)


@dataclass(frozen=True)
class Given:
    """What one body gives to a figure: the accepted value, or what its records count."""

    body: Body
    part: Part
    value: Value | None


class Rollup:
    """One call's figures as they stand at `as_of`; six queries and one call a measure, however many figures are asked."""

    def __init__(self, call: Call, *, as_of: dt.datetime) -> None:
        self.call = call
        self.as_of = as_of
        self.kept = Kept([call])

    @cached_property
    def bodies(self) -> list[Body]:
        return queries.bodies(self.call)

    @cached_property
    def _all_bodies(self) -> list[Body]:
        return queries.bodies_of_all_levels(self.call)

    @cached_property
    def lines(self) -> list[FormItem]:
        return queries.items(self.call)

    @cached_property
    def indicators(self) -> list[Indicator]:
        """Those with a figure: numbers and ratios, in the order of the form, then those that formulas make of them."""
        kinds = {*NUMBERS, IndicatorKind.RATIO}
        asked = [line.indicator for line in self.lines if line.indicator.kind in kinds]
        known = {one.pk for one in asked}
        return [*asked, *(one for one in self.makings.indicators if one.pk not in known)]

    @cached_property
    def makings(self) -> Makings:
        """How its derived figures are made: by the formulas that hold at the end of the call's period."""
        holding = deriving.in_force(deriving.written(as_of=self.as_of), self.call.map_day)
        return Makings((line.indicator for line in self.lines), holding)

    @cached_property
    def _values(self) -> dict[tuple[UUID, UUID], Value]:
        told = queries.accepted([self.call]).select_related("of")
        return {(one.of.unit_id, one.indicator_id): one for one in told}

    @cached_property
    def _counted(self) -> dict[UUID, dict[UUID, int]]:
        asked = [one for one in self.indicators if one.origin == Origin.COUNTED]
        return queries.counted(self.call, asked, [body.id for body in self._all_bodies], as_of=self.as_of)

    def figure(self, indicator: Indicator, land: UUID) -> Figure:
        """The figure of a land: of all bodies that sit on it."""
        if deriving.is_made(indicator):
            return self.makings.figure(indicator, lambda one: self.figure(one, land))
        kept = self.kept.figure(indicator, land, self.call.pk)
        return kept or combining.over_units(indicator.over_units, [one.part for one in self.given(indicator, land)])

    def given(self, indicator: Indicator, land: UUID) -> list[Given]:
        """What each body gives to the figure of a land; those of which nothing counts are left out."""
        if indicator.origin == Origin.COUNTED:
            told = self._counted[indicator.pk]
            return [Given(body, Part(Decimal(told[body.id])), None) for body in self._all_bodies if land in body.lands]
        found = ((body, self._values.get((body.id, indicator.pk))) for body in self.bodies if land in body.lands)
        return [
            Given(body, Part(value.number, value.none_occurred, value.is_estimate), value)
            for body, value in found
            if value is not None and not value.is_empty
        ]

    def units_counted(self, land: UUID) -> tuple[int, int]:
        """(bodies whose return was accepted, bodies expected) on a land."""
        expected = [body.id for body in self.bodies if land in body.lands]
        return sum(unit in self._answered for unit in expected), len(expected)

    @cached_property
    def _answered(self) -> set[UUID]:
        return {unit for _call, unit in queries.answered([self.call])}


def lands(call: Call, *, actor: Actor) -> dict[UUID, Land]:
    """The lands of a call whose figures the actor may read: those one works over, and those where a body of the form's kind
    sits that one works over. From the top down, each level as Vietnamese sorts.
    """
    holders: dict[UUID, list[UUID]] = defaultdict(list)
    for body in queries.bodies_of_all_levels(call):
        holders[body.seat].append(body.id)
    found = list(UnitVersion.objects.under(call.land_id, call.map_day).by_name())
    # All that one reaches: to name thousands of units in the question takes the database seconds.
    reached = set(access.units(actor, Permission.RETURN_VIEW).order_by().values_list("pk", flat=True))
    visible = [one for one in found if one.unit_id in reached or reached & set(holders[one.unit_id])]
    visible.sort(key=lambda one: str(one.path).count("."))
    return told_apart(visible, found)


def told_apart(shown: Iterable[UnitVersion], of_all: Iterable[UnitVersion]) -> dict[UUID, Land]:
    """Units of a map as lands, in their order."""
    called = {one.unit_id: one.name for one in of_all}
    often = Counter(called.values())
    return {one.unit_id: Land(one.unit_id, one.name, one.parent_id, _full_name(one, called, often)) for one in shown}


def _full_name(one: UnitVersion, called: Mapping[UUID, str], often: Mapping[str, int]) -> str:
    above = called.get(one.parent_id) if one.parent_id else None
    return f"{one.name}, {above}" if above and often[one.name] > 1 else one.name


def below(land: UUID, visible: dict[UUID, Land], bodies: Sequence[Body]) -> list[Land]:
    """The lands right below one that have bodies of the call on them."""
    held = {unit for body in bodies for unit in body.lands}
    return [one for one in visible.values() if one.parent == land and one.id in held]
