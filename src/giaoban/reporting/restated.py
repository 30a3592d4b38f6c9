"""Figures of one map shown on the map of another day: the same returns, counted for the units that hold their places then."""

import bisect
import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.kernel.period import Period
from giaoban.registry import queries as registry
from giaoban.registry.models import Succession, UnitVersion
from giaoban.reporting import deriving, words
from giaoban.reporting.atlases import atlas
from giaoban.reporting.carrying import Holding, carried
from giaoban.reporting.combining import STOCKS, Figure
from giaoban.reporting.enums import Origin
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.queries import Body
from giaoban.reporting.restating import Atlas, Division, Split, divisions
from giaoban.reporting.rollup import Land, told_apart
from giaoban.reporting.series import Series
from giaoban.reporting.steps import ALL

PLACES = 6


class Restated(Series):
    """A series on the map of `day`; what a divided unit said is shared out by `rule`, or not compared at all."""

    # Sums are of the lands of the callers' own map.
    reads_sums = False

    def __init__(
        self, calls: Iterable[Call], *, as_of: dt.datetime, day: dt.date, rule: Split, only: Collection[UUID] = ()
    ) -> None:
        super().__init__(calls, as_of=as_of, only=only)
        self.day, self.rule = day, rule
        self._shares: dict[tuple[UUID, dt.date, UUID], tuple[Decimal, bool]] = {}

    @property
    def more(self) -> str:
        return f"&map={self.day.isoformat()}&split={self.rule}"

    # --- The other map ------------------------------------------------------------------------------------------------

    @cached_property
    def atlas(self) -> Atlas:
        seats = {body.seat for call in self.calls for body in (*self._bodies[call.pk], *self._all_bodies[call.pk])}
        return atlas(seats | {call.land_id for call in self.calls}, day=self.day, rule=self.rule)

    @cached_property
    def _versions(self) -> list[UnitVersion]:
        """The units of the other map that hold the callers' land, from the top down, each level as Vietnamese sorts."""
        roots = {unit for call in self.calls for unit in self.atlas.shares(call.land_id, call.map_day).reached}
        found = [one for root in sorted(roots) for one in UnitVersion.objects.under(root, self.day).by_name()]
        return sorted(found, key=lambda one: str(one.path).count("."))

    @cached_property
    def _above(self) -> dict[UUID, frozenset[UUID]]:
        """Each unit of the other map with all that it lies in."""
        return {one.unit_id: frozenset(UUID(step) for step in str(one.path).split(".")) for one in self._versions}

    @property
    def one_of_each_map(self) -> list[Call]:
        """The last call of each stretch of time in which the map stayed as it was."""
        return list({bisect.bisect_right(self._changes, call.map_day): call for call in self.calls}.values())

    def lands(self, visible: Collection[UUID]) -> dict[UUID, Land]:
        """The units of the other map whose figures one may read who reads the lands `visible` of the maps as reported: those
        made of nothing else.
        """
        hidden: set[UUID] = set()
        for call in self.calls:
            for body in self._all_bodies[call.pk]:
                if body.seat not in visible:
                    for unit in self.atlas.shares(body.seat, call.map_day).reached:
                        hidden |= self._above.get(unit, frozenset())
        roots = {call.land_id for call in self.calls}
        reached = self.held if not roots <= set(visible) else set(self._above)
        shown = [one for one in self._versions if one.unit_id in reached and one.unit_id not in hidden]
        return told_apart(shown, self._versions)

    def below(self, land: UUID, lands: dict[UUID, Land], period: Period) -> list[Land]:  # noqa: ARG002 - in whatever period
        """The units of the other map right below one."""
        held = self.held
        return [one for one in lands.values() if one.parent == land and one.id in held]

    @cached_property
    def held(self) -> set[UUID]:
        """Units of the other map that hold the place of a body that was called, and all above them."""
        return {
            above
            for call in self.calls
            for body in self._bodies[call.pk]
            for unit in self.atlas.shares(body.seat, call.map_day).reached
            for above in self._above.get(unit, ())
        }

    def heirs(self, written: str, *, since: dt.date) -> list[UUID]:
        """The units of the other map that hold a unit named by an address; none for what names none."""
        try:
            unit = UUID(written)
        except ValueError:
            return []
        return sorted(atlas({unit}, day=self.day, rule=self.rule).shares(unit, since).reached)

    def assumed(self, period: Period) -> list[Division]:
        """Which divisions stand between the range and the other map, and what was assumed of each."""
        seats = ((body.seat, call.map_day) for call in self.within(period) for body in self._bodies[call.pk])
        return list(divisions(self.atlas, seats))

    # --- What counts for whom -----------------------------------------------------------------------------------------

    def share(self, seat: UUID, since: dt.date, land: UUID) -> tuple[Decimal, bool]:
        """(the share of what was said there that counts for a land of the other map, whether that is unknown)."""
        key = seat, since, land
        if key not in self._shares:
            self._shares[key] = self._share(seat, since, land)
        return self._shares[key]

    def _share(self, seat: UUID, since: dt.date, land: UUID) -> tuple[Decimal, bool]:
        found = self.atlas.shares(seat, since)
        inside = sum((part for unit, part in found.parts.items() if land in self._above.get(unit, ())), Fraction(0))
        open_inside = {unit for unit in found.open if land in self._above.get(unit, ())}
        if open_inside and open_inside == found.open:
            inside += 1 - sum(found.parts.values())
        elif open_inside:
            return Decimal(0), True
        return (Decimal(inside.numerator) / inside.denominator if inside else Decimal(0)), False

    def _sharing(self, call: Call, bodies: list[Body], land: UUID) -> list[tuple[Body, Decimal]]:
        shares = ((body, self.share(body.seat, call.map_day, land)[0]) for body in bodies)
        return [(body, ALL if share == 1 else share) for body, share in shares if share]

    def is_unclear(self, indicator: Indicator, land: UUID, period: Period) -> bool:
        """Whether something that was said of the indicator belongs to the land in a share that nobody knows."""
        from_records = indicator.origin == Origin.COUNTED
        if not from_records and indicator.over_time in STOCKS:
            # What was said since in each part of what was divided is known, whatever stood there before.
            return any(share is None for _one, share in self.holdings(indicator, land, self._lasting(land, period)))
        for call in self.within(period):
            for body in self._divided[call.pk]:
                said = from_records or body.id in self._said(call, indicator)
                if said and self.share(body.seat, call.map_day, land)[1]:
                    return True
        return False

    def _lasting(self, land: UUID, period: Period) -> list[Call]:  # noqa: ARG002 - units of the other map stand at its day
        return list(self.within(period))

    def _ground(self, indicator: Indicator, calls: Sequence[Call]) -> tuple[int, list[Holding]]:
        """Where what was said last lies on the other map."""
        last, found = super()._ground(indicator, calls)
        return last, list(carried(found, lambda place: self.atlas.shares(place, calls[last].map_day)))

    def _places(self, land: UUID, call: Call) -> frozenset[UUID]:  # noqa: ARG002 - the other map is that of a day
        return frozenset(unit for unit, above in self._above.items() if land in above)

    @cached_property
    def _divided(self) -> dict[UUID, list[Body]]:
        """The bodies of each call that sat in a unit of which nobody knows where its figures belong."""
        return {
            call.pk: [body for body in self._all_bodies[call.pk] if self.atlas.shares(body.seat, call.map_day).open]
            for call in self.calls
        }

    def figure(self, indicator: Indicator, land: UUID, period: Period) -> Figure:
        """As of any series; nothing where it is not comparable."""
        if not deriving.is_made(indicator) and self.is_unclear(indicator, land, period):
            return Figure(None)
        found = super().figure(indicator, land, period)
        if found.number is None:
            return found
        return Figure(round(found.number, PLACES), found.parts, found.nones, found.estimates)


@dataclass(frozen=True)
class Joined:
    """The units that a unit took over, all of them or a part, since a day; `day` is the map that counts their figures for it."""

    since: dt.date
    day: dt.date
    names: Sequence[str]


def joined(unit: UUID, *, since: dt.date, until: dt.date) -> Joined | None:
    """What was joined to a unit in (since, until]; None where nothing was. Two queries at most."""
    passed = dict(
        Succession.objects.filter(successor=unit, on__gt=since, on__lte=until)
        .order_by("on", "pk")
        .values_list("predecessor", "on")
    )
    if not passed:
        return None
    called = registry.names(set(passed), on=since)
    return Joined(min(passed.values()), until, [called[one] for one in passed if one in called])


def names(found: list[Division], *, on: dt.date) -> dict[UUID, str]:
    """How the units of divisions are called. One query."""
    return registry.names({unit for one in found for unit in (one.unit, *one.heirs)}, on=on)


def sentence(one: Division, called: dict[UUID, str]) -> str:
    """What was assumed of a division, as a person reads it."""
    told = {
        "unit": called.get(one.unit, ""),
        "day": one.on.strftime("%d/%m/%Y"),
        "heirs": ", ".join(called.get(heir, "") for heir in one.heirs),
    }
    if not one.shares:
        return _("%(unit)s was divided on %(day)s among %(heirs)s: its figures are not compared.") % told
    if one.rule == Split.HEIR:
        told["main"] = called.get(one.heirs[one.shares.index(1)], "")
        return _("%(unit)s was divided on %(day)s among %(heirs)s: all of its figures are counted for %(main)s.") % told
    told["shares"] = ", ".join(
        f"{called.get(heir, '')} {words.number(Decimal(share.numerator) * 100 / share.denominator, places=1)} %"
        for heir, share in zip(one.heirs, one.shares, strict=True)
    )
    return _("%(unit)s was divided on %(day)s: its figures are shared out by inhabitants: %(shares)s.") % told
