"""Sums through reforms: units merge, are divided and end between calls, before and after returns were accepted, and no sum differs
from a recount, nor from what the test adds up by itself.
"""

import datetime as dt
import os
import random
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from giaoban.kernel.period import Period
from giaoban.registry import operations as registry
from giaoban.registry.enums import UnitKind
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.operations import BodyTold
from giaoban.registry.operations.units import load_units
from giaoban.registry.unit_files import SuccessionRow, UnitRow, UnitTables
from giaoban.reporting import operations
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.operations import Gathered
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.series import Series
from tests.cast import SINCE, make_unit, member
from tests.reporting.conftest import MONTH, told

CODES = ("tien-giup", "gao-giup", "giam-sat", "mo-hinh-tu-quan")
YEAR = Period.of_year(2021)
OLD = "pre-2025"
# A smaller seed is no simpler history: nothing is gained by looking for one.
ALIKE = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    "phases": [Phase.explicit, Phase.reuse, Phase.generate],
}
NEVER = dt.date.max


@dataclass
class Life:
    """From a day to the day before another, in a place."""

    first: dt.date
    end: dt.date
    place: str

    def covers(self, day: dt.date) -> bool:
        return self.first <= day < self.end


@dataclass
class Told:
    """What the test knows by itself: who sat where on which day, and what was accepted of whom."""

    districts: dict[str, Life] = field(default_factory=dict)
    communes: dict[str, list[Life]] = field(default_factory=dict)
    bodies: dict[UUID, Life] = field(default_factory=dict)
    written: dict[tuple[UUID, UUID], dict[str, Decimal | None]] = field(default_factory=dict)
    counts: dict[tuple[UUID, UUID], dict[str, Decimal | None]] = field(default_factory=dict)

    def seat(self, body: UUID, day: dt.date) -> tuple[str, str] | None:
        """(commune, district) in which a body sat on a day."""
        life = self.bodies[body]
        if not life.covers(day):
            return None
        stood = next((one for one in self.communes[life.place] if one.covers(day)), None)
        return (life.place, stood.place) if stood else None

    def total(self, call: Call, code: str, land: str) -> tuple[Decimal | None, int]:
        """(what the bodies on a land add up to, how many they are)."""
        said = [
            counts[code] or Decimal(0)
            for (of_call, body), counts in self.counts.items()
            if of_call == call.pk and (seat := self.seat(body, call.map_day)) and land in ("45", *seat)
        ]
        return (sum(said, Decimal(0)) if said else None), len(said)


class History:
    """One random history; `by` writes for everybody, `judges` accept, the caller's own last."""

    def __init__(self, seed, call, province, by, judges, at) -> None:
        self.chance, self.by, self.judges, self.at = random.Random(seed), by, judges, at
        self.known = Told()
        self.made = 0
        self.calls: list[Call] = [call]
        self.indicators = {one.code: one for one in Indicator.objects.filter(code__in=CODES)}
        for code in ("464", "465"):
            self.known.districts[code] = Life(SINCE, NEVER, "45")
        self.fronts = {"464": province.front_district.pk, "465": province.front_other.pk}
        seats = {"19360": province.front_commune, "19361": province.front_sibling, "19370": province.front_third}
        for code, body in seats.items():
            self.known.communes[code] = [Life(SINCE, NEVER, "465" if code == "19370" else "464")]
            self.known.bodies[body.pk] = Life(SINCE, NEVER, code)

    # --- Turns --------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """A second call, of which something was accepted before the first reform."""
        self._call()
        for act in (self._tell, self._accept):
            act(self.calls[-1])

    def turn(self) -> None:
        what = self.chance.random()
        if what < 0.1 and len(self.calls) < 5:
            self._call()
        elif what < 0.25:
            self.chance.choice([self._merge, self._merge, self._divide, self._end_a_district])()
            self.same()
        elif what < 0.35:
            self.chance.choice([operations.fold, operations.fold_all])()
        elif what < 0.5:
            self._correct()
        elif what < 0.75:
            self._tell(self.chance.choice(self.calls))
        else:
            self._accept(self.chance.choice(self.calls))

    def _call(self) -> None:
        free = set(range(1, 11)) - {call.span.start.month for call in self.calls}
        period = Period.of_month(2021, self.chance.choice(sorted(free)))
        due, above = period.last_day, period.end
        self.calls.append(
            operations.open_call(form=MONTH, period=period, due=due, due_above=above, by=self.by, at=self.at)
        )

    def _tell(self, call: Call) -> None:
        closed = Return.objects.filter(call=call).exclude(status__in=["draft", "returned"])
        handed_in = set(closed.values_list("unit", flat=True))
        asked = [one for one in self.known.bodies if self.known.seat(one, call.map_day) and one not in handed_in]
        batch = []
        for body in self.chance.sample(asked, self.chance.randint(min(1, len(asked)), len(asked))):
            said = {
                "tien-giup": self.chance.choice([None, Decimal(self.chance.randint(0, 9_000))]),
                "gao-giup": Decimal(self.chance.randint(0, 9_999)) / 8 // Decimal("0.001") * Decimal("0.001"),
                "giam-sat": self.chance.choice([None, Decimal(self.chance.randint(0, 9))]),
                "mo-hinh-tu-quan": Decimal(self.chance.randint(0, 9)),
            }
            batch.append(Gathered(unit_id=body, told=told(**said)))
            self.known.written[call.pk, body] = said
        operations.take_in(call=call, gathered=batch, reason="Đã đối chiếu sổ", by=self.by, at=self.at)

    def _accept(self, call: Call) -> None:
        waiting = Return.objects.filter(call=call, status__in=["submitted", "endorsed"])
        waiting = set(waiting.values_list("pk", flat=True))
        for judge in self.judges:
            if self.chance.random() < 0.9:
                operations.accept_at_once(call_id=call.pk, by=judge, at=self.at)
        for of in Return.objects.filter(pk__in=waiting, status="accepted"):
            self.known.counts[call.pk, of.unit_id] = self.known.written[call.pk, of.unit_id]

    def _correct(self) -> None:
        """Of what was accepted, rather what was written by a body that is no more."""
        accepted = list(Return.objects.filter(call__in=self.calls, status="accepted").order_by("pk"))
        ended = [of for of in accepted if self.known.bodies[of.unit_id].end != NEVER]
        if not accepted:
            return
        of = self.chance.choice(ended if ended and self.chance.random() < 0.7 else accepted)
        operations.reopen(return_id=of.pk, reason="Sửa lại", by=self.judges[-1], at=self.at)
        (call,) = (one for one in self.calls if one.pk == of.call_id)
        for act in (self._tell, self._accept):
            if self.chance.random() < 0.8:
                act(call)

    # --- Reforms ------------------------------------------------------------------------------------------------------

    def _day(self, *lives: Life) -> dt.date | None:
        """A day on which these may end: before or after what was called for and accepted."""
        days = [dt.date(2021, month, 1) for month in range(2, 11)]
        possible = [day for day in days if day > max(one.first for one in lives)]
        return self.chance.choice(possible) if possible else None

    def _standing(self) -> dict[str, UUID]:
        """The communes that stand for good, each with its body."""
        return {life.place: body for body, life in self.known.bodies.items() if life.end == NEVER}

    def _merge(self) -> None:
        standing = self._standing()
        if len(standing) < 2:
            return
        codes = self.chance.sample(sorted(standing), self.chance.randint(2, min(3, len(standing))))
        on = self._day(*(life for code in codes for life in (self._last(code), self.known.bodies[standing[code]])))
        if on is None:
            return
        district = self._last(codes[0]).place
        goes_on = self.chance.random() < 0.5 and codes[0]
        heir = goes_on or self._code()
        ending = [code for code in codes if code != heir]
        rows = [self._row(code, self._last(code), end=on) for code in ending]
        if not goes_on:
            rows.append(self._row(heir, Life(on, NEVER, district)))
        self._load(rows, [(code, heir, True) for code in ending], on)
        front = standing[heir] if goes_on else self._found(heir, district, on)
        for code in ending:
            self._end(code, standing[code], front, on)

    def _divide(self) -> None:
        """A part becomes a commune of its own, or two new ones take its place."""
        standing = self._standing()
        code = self.chance.choice(sorted(standing))
        on = self._day(self._last(code), self.known.bodies[standing[code]])
        if on is None:
            return
        district, stays = self._last(code).place, self.chance.random() < 0.5
        heirs = [self._code() for _heir in range(1 if stays else 2)]
        rows = [self._row(heir, Life(on, NEVER, district)) for heir in heirs]
        if not stays:
            rows.append(self._row(code, self._last(code), end=on))
        self._load(rows, [(code, heir, False) for heir in heirs], on)
        fronts = [self._found(heir, district, on) for heir in heirs]
        if not stays:
            self._end(code, standing[code], fronts[0], on)

    def _end_a_district(self) -> None:
        """Its communes go to the other one."""
        there = [code for code, life in self.known.districts.items() if life.end == NEVER]
        if len(there) < 2:
            return
        ended, other = self.chance.sample(there, 2)
        moving = [code for code in self._standing() if self._last(code).place == ended]
        once = [one for code, lives in self.known.communes.items() for one in lives if one.place == ended]
        bodies = {code: self._standing()[code] for code in moving}
        on = self._day(*once, *(self.known.bodies[body] for body in bodies.values()))
        # What ended there later than that would outlive it.
        if on is None or any(one.end > on for one in once if one.end != NEVER):
            return
        rows = [UnitRow(OLD, ended, "district_rural", f"Huyện {ended}", "45", SINCE, on, "t", 1)]
        for code in moving:
            rows += [self._row(code, self._last(code), end=on), self._row(code, Life(on, NEVER, other))]
        self._load(rows, [(ended, other, True)], on)
        for code, body in bodies.items():
            of_code = self.known.communes[code]
            of_code[-1].end = on
            of_code.append(Life(on, NEVER, other))
            told_of = BodyTold(f"Mặt trận {code}", on, parent_id=self.fronts[other])
            registry.change_body(unit_id=body, told=told_of, by=None, at=self.at)
        registry.end_body(unit_id=self.fronts[ended], on=on, successor_id=self.fronts[other], by=None, at=self.at)
        self.known.districts[ended].end = on

    def _last(self, code: str) -> Life:
        return self.known.communes[code][-1]

    def _code(self) -> str:
        self.made += 1
        return f"{29_000 + self.made}"

    @staticmethod
    def _row(code: str, life: Life, *, end: dt.date | None = None) -> UnitRow:
        return UnitRow(OLD, code, "commune_rural", f"Số {code}", life.place, life.first, end, "t", 1)

    def _load(self, rows, passed, on) -> None:
        successions = tuple(SuccessionRow((OLD, one), (OLD, other), on, whole, "t", 1) for one, other, whole in passed)
        report = load_units(tables=UnitTables(tuple(rows), successions), by=None, at=self.at)
        assert report.problems == ()

    def _found(self, code: str, district: str, on: dt.date) -> UUID:
        seat = Unit.objects.get(code=code, edition=OLD)
        told_of = BodyTold(f"Mặt trận {code}", on, parent_id=self.fronts[district])
        made = registry.found_body(told=told_of, kind=UnitKind.FRONT, seat_id=seat.pk, by=None, at=self.at)
        self.known.communes[code] = [Life(on, NEVER, district)]
        self.known.bodies[made.pk] = Life(on, NEVER, code)
        return made.pk

    def _end(self, code: str, body: UUID, heir: UUID, on: dt.date) -> None:
        registry.end_body(unit_id=body, on=on, successor_id=heir, by=None, at=self.at)
        self._last(code).end = on
        self.known.bodies[body].end = on

    # --- What must hold at any moment ---------------------------------------------------------------------------------

    def same(self) -> None:
        """Every figure that is read, of a call and of the year, is what the test adds up."""
        codes = dict(Unit.objects.filter(tree="territory", edition=OLD).values_list("pk", "code"))
        year = Series(self.calls, as_of=self.at)
        of_year: dict[tuple[str, UUID], list[Decimal]] = {}
        for call in self.calls:
            found = Rollup(call, as_of=self.at)
            for land in UnitVersion.objects.on(call.map_day).filter(unit__in=codes):
                if codes[land.unit_id] == "46":
                    continue
                for code, indicator in self.indicators.items():
                    number, parts = self.known.total(call, code, codes[land.unit_id])
                    figure = found.figure(indicator, land.unit_id)
                    assert (figure.number, figure.parts) == (number, parts), (call.period, codes[land.unit_id], code)
                    if code != "mo-hinh-tu-quan" and number is not None:
                        of_year.setdefault((code, land.unit_id), []).append(number)
        for (code, land), numbers in of_year.items():
            assert year.figure(self.indicators[code], land, YEAR).number == sum(numbers), (codes[land], code)

    def recounted(self) -> None:
        """No kept sum differs from a full recount, once the rounds are through."""
        operations.fold_all()
        assert [one for call in self.calls for one in operations.differences(call=call)] == []


def front(code, name, *, seat, parent):
    return make_unit(code, name, UnitKind.FRONT, seat=seat, parent=parent, tree="organisation")


@pytest.fixture
def province(province):
    """A second district with a commune; every place as its table names it."""
    put = province.units.__setitem__
    put("other", make_unit("465", "Huyện Gio Linh", UnitKind.DISTRICT_RURAL, parent=province.land))
    put("third", make_unit("19370", "Xã Gio Mỹ", UnitKind.COMMUNE_RURAL, parent=province.other))
    put("front_other", front("f465", "Ủy ban MTTQ Việt Nam huyện Gio Linh", seat=province.other, parent=province.front))
    put("front_third", front("f19370", "Ủy ban MTTQ Việt Nam xã", seat=province.third, parent=province.front_other))
    return province


@pytest.fixture
def judges(bich, province):
    """Those of both districts, then whoever accepts for the caller."""
    other = member("binh", "Nguyễn Văn Bình", "officer", province.front_other)
    return [bich, other, member("an", "Trần Thị An", "coordinator", province.front)]


def live(seed, call, province, phuc, judges, at) -> None:
    with transaction.atomic():
        history = History(seed, call, province, phuc, judges, at)
        history.begin()
        for _turn in range(history.chance.randint(5, 20)):
            history.turn()
        history.same()
        history.recounted()
        history.same()
        transaction.set_rollback(True)


@settings(max_examples=10, **ALIKE)
@given(st.integers(0, 2**64))
def test_sums_equal_a_recount_through_mergers_and_divisions(call, province, phuc, judges, at, seed):
    """Called for and accepted before and after, corrected when the body is no more, folded in between."""
    live(seed, call, province, phuc, judges, at)


@pytest.mark.faults
@settings(max_examples=int(os.environ.get("GIAOBAN_HISTORIES", "150")), **ALIKE)
@given(st.integers(0, 2**64))
def test_sums_equal_a_recount_through_reforms_over_many_histories(call, province, phuc, judges, at, seed):
    live(seed, call, province, phuc, judges, at)
