"""A body with those whose work it took over: what they said before a merger counts as its own, as far as nothing has to be guessed.

What a body said counts where the other took its work over as a whole and all of the place it sat in lies in the place of
the other now. What was said of a place that was divided is named and never shared out: nobody knows which part of it is whose.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from giaoban.registry import maps
from giaoban.registry.models import Succession, UnitVersion
from giaoban.reporting import atlases, carrying, combining
from giaoban.reporting.combining import STOCKS, Part
from giaoban.reporting.enums import OverUnits
from giaoban.reporting.models import Indicator
from giaoban.reporting.restating import Atlas, Split
from giaoban.reporting.stocks import Ways, exact, scaled


@dataclass(frozen=True)
class Telling:
    """What one body of the line said on the map of a day."""

    body: UUID
    day: dt.date
    part: Part


class Lineage:
    """A body on the map of a day, and those it took over until then."""

    def __init__(self, unit: UUID, day: dt.date) -> None:
        self.unit, self.day = unit, day

    @cached_property
    def before(self) -> frozenset[UUID]:
        """The bodies whose work it took over as a whole, through one reform or several. One query where there are none."""
        found: set[UUID] = set()
        latest = {self.unit}
        while latest:
            passed = Succession.objects.filter(successor__in=latest, on__lte=self.day, whole=True)
            latest = set(passed.order_by().values_list("predecessor", flat=True)) - found - {self.unit}
            found |= latest
        return frozenset(found)

    @cached_property
    def _versions(self) -> dict[UUID, list[UnitVersion]]:
        found: dict[UUID, list[UnitVersion]] = defaultdict(list)
        for one in UnitVersion.objects.filter(unit__in={self.unit, *self.before}).order_by("valid"):
            found[one.unit_id].append(one)
        return found

    def _on(self, body: UUID, day: dt.date) -> UnitVersion | None:
        return next((one for one in self._versions[body] if day in one.valid), None)

    def name(self, body: UUID, day: dt.date) -> str:
        """How a body of the line was called on a day."""
        found = self._on(body, day)
        return found.name if found else ""

    def seat(self, body: UUID, day: dt.date) -> UUID | None:
        """Where a body of the line sat on a day; None while it did not stand."""
        found = self._on(body, day)
        return found.seat_id if found else None

    @cached_property
    def _seats(self) -> set[UUID]:
        return {one.seat_id for versions in self._versions.values() for one in versions if one.seat_id}

    @cached_property
    def _atlas(self) -> Atlas:
        return atlases.atlas(self._seats, day=self.day, rule=Split.NONE)

    def is_all_ours(self, body: UUID, day: dt.date) -> bool:
        """Whether all that a body said on the map of a day is the body's own now. What it said itself always is."""
        if body == self.unit:
            return True
        seat, mine = self.seat(body, day), self.seat(self.unit, self.day)
        return seat is not None and mine is not None and self._atlas.shares(seat, day).parts.get(mine) == 1

    # --- What they said, as one ---------------------------------------------------------------------------------------

    def over(self, indicator: Indicator, told: Sequence[Telling], *, periods: int) -> Part:
        """What all of them said over so many periods, in the order of time, as one part; none where it cannot be compared.

        As figures on the map of another day are made: first each body over time, then the bodies together.
        """
        if indicator.over_time in STOCKS:
            return self._stock(indicator, told)
        by_body: dict[UUID, list[Part]] = defaultdict(list)
        for one in told:
            if self.is_all_ours(one.body, one.day):
                by_body[one.body].append(one.part)
        weighs = periods if indicator.over_units == OverUnits.SUM else 0
        return _together(
            indicator, [combining.over_time(indicator.over_time, parts, periods=weighs) for parts in by_body.values()]
        )

    def _stock(self, indicator: Indicator, told: Sequence[Telling]) -> Part:
        """What was said last of each place that lies in the body's own now."""
        by_day: dict[dt.date, dict[UUID, Part]] = defaultdict(dict)
        for one in told:
            by_day[one.day][one.body] = one.part
        days = sorted(by_day)
        ground = carrying.last_known(
            [self._map(turn, by_day[day], day) for turn, day in enumerate(days)],
            lambda place, one, two: self._ways(place, days[one], days[two]),
        )
        mine = self.seat(self.unit, self.day)
        if ground.last is None or mine is None:
            return Part(None)
        last = days[ground.last.turn]
        parts = []
        for held in carrying.carried(ground.holdings, lambda place: self._atlas.shares(place, last)):
            share = exact(held.inside({mine}))
            if share is None:
                return Part(None)
            if share:
                parts.append(scaled(by_day[days[held.turn]][held.body], share))
        return _together(indicator, parts)

    def _map(self, turn: int, said: Mapping[UUID, Part], day: dt.date) -> carrying.Map:
        seats = {body: seat for body in said if (seat := self.seat(body, day))}
        return carrying.Map(turn, seats, [body for body in seats if said[body].amount is not None])

    @cached_property
    def _ways(self) -> Ways:
        first = min(one.valid.lower for versions in self._versions.values() for one in versions)
        return Ways(self._seats, maps.changes(after=first, until=self.day), Split.NONE)


def _together(indicator: Indicator, parts: Sequence[Part]) -> Part:
    said = [part for part in parts if part.amount is not None]
    if len(said) == 1:
        return said[0]
    found = combining.over_units(indicator.over_units, said)
    if found.number is None:
        return Part(None)
    nothing = found.nones == found.parts
    return Part(None if nothing else found.number, nothing, bool(found.estimates))
