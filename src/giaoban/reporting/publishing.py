"""Figures for publication: small numbers of people are withheld, and whatever they could be computed from.

What is withheld of a call is decided over all its places and lines at once, so every table of it withholds the same; a figure
over several periods is withheld where one of them is. So two tables laid beside each other tell no more than one.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from giaoban.kernel.period import Period
from giaoban.registry.models import Norm, UnitVersion
from giaoban.reporting import deriving, dimensions
from giaoban.reporting.combining import WITHHELD, Figure
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.figures import Table
from giaoban.reporting.models import Call, FormItem, Indicator
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.series import Series
from giaoban.reporting.shipped.dimensions import Dimension
from giaoban.reporting.withholding import Sum, withheld

NORM, SMALLEST = "smallest-published", 5
Key = tuple[str, UUID]
"""(an indicator by its id, or the rest of its parts; a land)."""


def smallest(on: dt.date) -> int:
    """The smallest number of people above zero that is published; the norm "smallest-published", else five."""
    norm = Norm.objects.filter(code=NORM, scope="", valid__contains=on).first()
    return norm.value if norm else SMALLEST


class Publication:
    """One call's figures as far as they may be published."""

    def __init__(self, call: Call, *, as_of: dt.datetime, least: int) -> None:
        self.found = Rollup(call, as_of=as_of)
        self.least = least

    def hides(self, indicator: Indicator, land: UUID) -> bool:
        """Whether a figure is withheld; one that is made of others where one of these is."""
        return any(self.withholds(one, land) for one in self.found.makings.leaves(indicator))

    def withholds(self, indicator: Indicator, land: UUID) -> bool:
        """Whether what bodies say of it is withheld."""
        return (str(indicator.pk), land) in self._withheld

    @cached_property
    def _withheld(self) -> set[Key]:
        return {one for family in self._families() for one in self._of(family)}

    def _families(self) -> Iterator[list[FormItem]]:
        """Each line with all that are parts of it, where it counts people."""
        wholes = {line.pk: line.part_of_id for line in self.found.lines}
        families: dict[Any, list[FormItem]] = defaultdict(list)
        for line in self.found.lines:
            root = line.pk
            while (above := wholes.get(root)) is not None:
                root = above
            if line.indicator.is_number and not deriving.is_made(line.indicator):
                families[root].append(line)
        yield from (one for one in families.values() if any(self._counts_people(line.indicator) for line in one))

    def _of(self, family: list[FormItem]) -> set[Key]:
        numbers = {(str(line.indicator_id), land): number for line in family for land, number in self._numbers(line)}
        sums, rests = self._parts(family, numbers)
        names = {*(str(line.indicator_id) for line in family), *(name for name, _land in rests)}
        for land, below in self._below.items():
            for name in sorted(names):
                parts = tuple((name, one) for one in below if (name, one) in numbers)
                if (name, land) in numbers and parts:
                    sums.append(Sum((name, land), parts))
        protected = {str(line.indicator_id) for line in family if self._counts_people(line.indicator)}
        small = {
            key for key, number in numbers.items() if 0 < number < self.least and (key[0] in protected or key in rests)
        }
        return withheld(numbers, sums, sensitive=small, unseen=rests)

    def _numbers(self, line: FormItem) -> Iterator[tuple[UUID, Decimal]]:
        for land in self._lands:
            number = self.found.figure(line.indicator, land).number
            if number is not None:
                yield land, number

    def _parts(self, family: list[FormItem], numbers: dict[Key, Decimal]) -> tuple[list[Sum[Key]], set[Key]]:
        """The sums of wholes and parts, with the rest that no line asks for: shown nowhere, but anybody can compute it."""
        sums: list[Sum[Key]] = []
        rests: set[Key] = set()
        for whole in family:
            for name, group in _groups(whole, family):
                for land in self._lands:
                    key = str(whole.indicator_id), land
                    parts = tuple((one, land) for one in group if (one, land) in numbers)
                    rest = numbers.get(key, Decimal(0)) - sum(numbers[one] for one in parts)
                    if key in numbers and parts and rest >= 0:
                        numbers[name, land] = rest
                        rests.add((name, land))
                        sums.append(Sum(key, (*parts, (name, land))))
        return sums, rests

    @cached_property
    def _dimensions(self) -> Mapping[str, Dimension]:
        return dimensions.of(line.indicator for line in self.found.lines)

    def _counts_people(self, indicator: Indicator) -> bool:
        """Whether a small number of it says something about few people."""
        dimension = self._dimensions.get(indicator.dimension)
        return indicator.kind == IndicatorKind.PEOPLE or (dimension is not None and dimension.of_people)

    @cached_property
    def _lands(self) -> list[UUID]:
        return list(dict.fromkeys(land for land, below in self._below.items() for land in (land, *below)))

    @cached_property
    def _below(self) -> dict[UUID, list[UUID]]:
        """Each land of the call with those right below it that have bodies."""
        call = self.found.call
        held = {land for body in self.found.bodies for land in body.lands}
        found = UnitVersion.objects.under(call.land_id, call.map_day).filter(unit__in=held).order_by("path")
        below: dict[UUID, list[UUID]] = {call.land_id: []}
        for unit, parent in found.values_list("unit", "parent"):
            if parent is not None and unit != call.land_id:
                below.setdefault(parent, []).append(unit)
        return below


def _groups(whole: FormItem, family: list[FormItem]) -> Iterator[tuple[str, list[str]]]:
    """The parts of a line that make it up together, each group with the name of its rest; others stand each alone."""
    groups: dict[str, list[str]] = defaultdict(list)
    for line in family:
        if line.part_of_id == whole.pk:
            together = line.indicator.dimension or ("parts" if whole.adds_up else str(line.indicator_id))
            groups[together].append(str(line.indicator_id))
    yield from ((f"{whole.indicator_id} {together}", group) for together, group in groups.items())


class Published:
    """Which figures of a series are withheld: over several periods where one of them is."""

    def __init__(self, found: Series, *, least: int) -> None:
        self.found = found
        self.least = least
        self._known: dict[UUID, Publication] = {}

    def hides(self, indicator: Indicator, land: UUID, period: Period) -> bool:
        leaves = self.found.makings(period).leaves(indicator)
        return any(self._of(call).withholds(one, land) for call in self.found.within(period) for one in leaves)

    def _of(self, call: Call) -> Publication:
        if call.pk not in self._known:
            self._known[call.pk] = Publication(call, as_of=self.found.as_of, least=self.least)
        return self._known[call.pk]


def table(shown: Table, publication: Publication) -> Table:
    """The table without what is withheld; a share of the plan would tell it too."""
    rows = []
    for row in shown.shown:
        cells = [
            replace(cell, figure=Figure(None, lack=WITHHELD))
            if publication.hides(row.indicator, cell.land.id)
            else cell
            for cell in row.cells
        ]
        rows.append(replace(row, cells=cells, plan=None if cells[0].figure.lack == WITHHELD else row.plan))
    return replace(shown, shown=rows)


def note(figures: Iterable[Figure], least: int) -> str:
    """How many cells are withheld and why; "" where none is."""
    count = sum(one.lack == WITHHELD for one in figures)
    if not count:
        return ""
    return ngettext(
        "* %(count)s cell is withheld: a number of people from 1 to %(most)s, or one from which such a number could be computed.",
        "* %(count)s cells are withheld: numbers of people from 1 to %(most)s, and those from which such a number could be computed.",
        count,
    ) % {"count": count, "most": least - 1}
