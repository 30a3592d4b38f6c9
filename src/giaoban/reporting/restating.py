"""What was said on one map, told on the map of another day. Pure: lives and successions in, shares out.

A merger is exact: all of each unit goes to its heir. A unit that was divided needs a rule, and what was assumed is said. Where
all parts of a divided unit come together again in one unit of the map that is asked for, nothing has to be assumed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from giaoban.kernel.days import DayRange

ONE_DAY = dt.timedelta(days=1)


class Split(StrEnum):
    """What becomes of the figures of a unit that was divided."""

    HEIR = "heir"
    PEOPLE = "people"
    NONE = "none"


@dataclass(frozen=True)
class Passing:
    """All of a unit, or a part of it (`whole` False), passed to another on a day; they stand in order, the main heir first."""

    predecessor: UUID
    successor: UUID
    on: dt.date
    whole: bool = True


@dataclass(frozen=True)
class Division:
    """A unit was divided on a day among heirs (itself, where it went on). `shares` is what was assumed; empty: not comparable."""

    unit: UUID
    on: dt.date
    heirs: tuple[UUID, ...]
    rule: Split
    shares: tuple[Fraction, ...] = ()


@dataclass
class Shares:
    """Where what a unit said belongs: `parts` by unit of the other map; `open` are units that hold an unknown share of the rest."""

    parts: dict[UUID, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    open: set[UUID] = field(default_factory=set)
    divisions: set[Division] = field(default_factory=set)

    @property
    def reached(self) -> set[UUID]:
        return set(self.parts) | self.open

    def add(self, other: "Shares", share: Fraction) -> None:
        for unit, part in other.parts.items():
            self.parts[unit] += part * share
        self.open |= other.open
        self.divisions |= other.divisions


@dataclass(frozen=True)
class Atlas:
    """The maps between any day before and `day`. `people` are the known numbers of inhabitants of the parts that passed, by
    (unit, heir, day); what a unit kept of itself is (unit, unit, day).

    `above` is the unit that a unit stood in on its last day: what has no heir of its own belongs to the heirs of that.
    """

    lives: Mapping[UUID, Sequence[DayRange]]
    passings: Iterable[Passing]
    day: dt.date
    rule: Split = Split.HEIR
    people: Mapping[tuple[UUID, UUID, dt.date], int] = field(default_factory=dict)
    above: Mapping[UUID, UUID] = field(default_factory=dict)

    @cached_property
    def _heirs(self) -> dict[UUID, dict[dt.date, list[Passing]]]:
        found: dict[UUID, dict[dt.date, list[Passing]]] = defaultdict(lambda: defaultdict(list))
        for one in self.passings:
            found[one.predecessor][one.on].append(one)
        return found

    @cached_property
    def _known(self) -> dict[tuple[UUID, dt.date], Shares]:
        return {}

    def shares(self, unit: UUID, since: dt.date) -> Shares:
        """Which units of the map of `day` hold what the unit said on the day `since`, each with its share of it."""
        key = unit, since
        if key not in self._known:
            self._known[key] = self._shares(unit, since)
        return self._known[key]

    def _shares(self, unit: UUID, since: dt.date) -> Shares:
        days = [day for day in self._heirs.get(unit, ()) if since < day <= self.day]
        if not days:
            return self._at_the_end(unit, since)
        on = min(days)
        heirs = self._heirs_on(unit, on)
        if len(heirs) == 1:
            return self.shares(heirs[0], on)
        further = [self.shares(heir, on) for heir in heirs]
        reached = set().union(*(one.reached for one in further))
        if len(reached) == 1 and not any(one.open for one in further):
            return further[0]
        return self._divided(unit, on, heirs, further)

    def _at_the_end(self, unit: UUID, since: dt.date) -> Shares:
        if self._stands(unit, self.day):
            return Shares(parts=defaultdict(Fraction, {unit: Fraction(1)}))
        above = self.above.get(unit)
        return self.shares(above, since) if above else Shares()

    def _heirs_on(self, unit: UUID, on: dt.date) -> list[UUID]:
        """The heirs in order; the unit itself first where a part of it stayed. Whatever passed as a whole passed alone."""
        passed = self._heirs[unit][on]
        whole = [one.successor for one in passed if one.whole]
        if whole:
            return whole
        return [*([unit] if self._stands(unit, on) else []), *(one.successor for one in passed)]

    def _stands(self, unit: UUID, day: dt.date) -> bool:
        return any(life.covers(day) for life in self.lives.get(unit, ()))

    def _divided(self, unit: UUID, on: dt.date, heirs: list[UUID], further: list[Shares]) -> Shares:
        shares = self._by_rule(unit, on, heirs)
        found = Shares(divisions={Division(unit, on, tuple(heirs), self.rule, tuple(shares))})
        if not shares:
            for one in further:
                found.open |= one.reached
                found.divisions |= one.divisions
            return found
        for one, share in zip(further, shares, strict=True):
            if share:
                found.add(one, share)
        return found

    def _by_rule(self, unit: UUID, on: dt.date, heirs: list[UUID]) -> list[Fraction]:
        """Each heir's share; empty where the rule cannot say."""
        known = [self.people.get((unit, heir, on), 0) for heir in heirs]
        if self.rule == Split.PEOPLE and all(known):
            return [Fraction(one, sum(known)) for one in known]
        if self.rule == Split.HEIR:
            main = known.index(max(known)) if all(known) else 0
            return [Fraction(int(place == main)) for place in range(len(heirs))]
        return []


def divisions(atlas: Atlas, units: Iterable[tuple[UUID, dt.date]]) -> Iterator[Division]:
    """What had to be assumed to restate these units, the earliest division first."""
    found = {one for unit, since in units for one in atlas.shares(unit, since).divisions}
    yield from sorted(found, key=lambda one: (one.on, str(one.unit)))
