"""Figures over territory: equal to an independent recount over any history, and open to what makes them."""

import dataclasses
import datetime as dt
import random
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.activities import operations as activities
from giaoban.kernel import clock
from giaoban.registry.models import Unit
from giaoban.reporting import combining, figures, operations, rollup
from giaoban.reporting.combining import Part
from giaoban.reporting.enums import OverUnits
from giaoban.reporting.models import Indicator, Return, Value
from giaoban.reporting.rollup import Rollup
from tests.reporting.conftest import USUAL, one_told, told


def figure(call, indicator, land, at):
    return Rollup(call, as_of=at).figure(indicator, land.pk)


def test_figure_of_a_land_is_the_sum_of_what_was_accepted_there(
    call, lan, nam, accepted, submit, province, indicator, at
):
    accepted(call, lan, tien_giup=45_000_000)
    submit(call, nam, tien_giup=5_000_000)
    money = indicator("tien-giup")

    for land in (province.land, province.district, province.commune):
        assert figure(call, money, land, at).number == 45_000_000
    assert figure(call, money, province.sibling, at).number is None
    assert Rollup(call, as_of=at).units_counted(province.land.pk) == (1, 2)


def test_none_occurred_counts_as_told_and_empty_does_not(call, lan, nam, accepted, province, indicator, at):
    accepted(call, lan, giam_sat=None)
    accepted(call, nam, giam_sat=3)

    found = figure(call, indicator("giam-sat"), province.district, at)

    assert (found.number, found.parts, found.nones) == (3, 2, 1)


def test_ratio_is_made_of_the_sums_never_of_ratios(call, lan, nam, accepted, province, indicator, at):
    accepted(call, lan, kien_nghi=10, kien_nghi_tra_loi=10)
    accepted(call, nam, kien_nghi=90, kien_nghi_tra_loi=0)

    assert figure(call, indicator("kien-nghi-ty-le"), province.land, at).number == 10
    assert figure(call, indicator("kien-nghi-ty-le"), province.sibling, at).number == 0


def test_ratio_of_nothing_is_unknown_not_an_error(call, lan, accepted, province, indicator, at):
    accepted(call, lan, kien_nghi=None, kien_nghi_tra_loi=None)

    assert figure(call, indicator("kien-nghi-ty-le"), province.land, at).number is None


def test_counted_figure_is_counted_anew_at_the_parent(call, lan, bich, done, accepted, province, indicator, at):
    """Also what the district's Front did itself, which is in no commune's return."""
    day = dt.date(2021, 10, 10)
    mine = dataclasses.replace(done, first_day=day, last_day=day)
    activities.record(told=mine, by=lan, at=at)
    activities.record(told=dataclasses.replace(mine, unit_id=province.front_district.pk), by=bich, at=at)
    counted = indicator("hoat-dong")

    assert figure(call, counted, province.commune, at).number == 1
    assert figure(call, counted, province.district, at).number == 2
    assert figure(call, counted, province.sibling, at).number == 0


# --- Random histories -------------------------------------------------------------------------------------------------

CODES = ("tien-giup", "kien-nghi", "gao-giup", "mo-hinh-tu-quan")
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["lan", "nam"]),
        st.sampled_from(["write", "submit", "endorse", "accept", "send_back", "reopen"]),
        st.sampled_from(CODES),
        st.one_of(st.none(), st.integers(0, 2_000), st.just("")),
    ),
    min_size=5,
    max_size=40,
)


class Ledger:
    """The same history kept by hand: what each body wrote, and a copy of it at the moment the province accepted."""

    def __init__(self) -> None:
        self.written: dict[str, dict[str, int | str | None]] = {"lan": {}, "nam": {}}
        self.counts: dict[str, dict[str, int | str | None]] = {}

    def total(self, code: str) -> int | None:
        told = [one[code] for one in self.counts.values() if one.get(code, "") != ""]
        return sum(one or 0 for one in told) if told else None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_figures_equal_an_independent_recount_over_random_histories(
    call, lan, nam, bich, phuc, province, indicator, at, deeds
):
    with transaction.atomic():
        ledger = _play(deeds, call, {"lan": lan, "nam": nam}, bich, phuc, at)
        for code in CODES:
            for land in (province.land, province.district):
                assert figure(call, indicator(code), land, at).number == ledger.total(code), code
            parts = [figure(call, indicator(code), land, at).number for land in (province.commune, province.sibling)]
            known = [one for one in parts if one is not None]
            assert (sum(known) if known else None) == ledger.total(code)
        transaction.set_rollback(True)


def _play(deeds, call, writers, bich, phuc, at) -> Ledger:
    ledger = Ledger()
    for name, deed, code, answer in deeds:
        by = writers[name]
        of = Return.objects.filter(call=call, unit=by.unit_id).first()
        status = of.status if of else None
        if deed == "write" and status in (None, "draft", "returned"):
            fresh = told() if of is None else []
            if of is None:
                ledger.written[name] = {one: USUAL[one] for one in CODES}
            changed = one_told(Indicator.objects.get(code=code).pk, answer)
            operations.save(
                call=call, unit_id=by.unit_id, told=[*(one for one in fresh if one.indicator_id != changed.indicator_id), changed],
                revision=of.revision if of else 0, by=by, at=at,
            )  # fmt: skip
            ledger.written[name][code] = answer
        elif deed == "submit" and status in ("draft", "returned"):
            try:
                operations.submit(return_id=of.pk, by=by, at=at)
            except operations.NotReady:
                continue
        elif deed == "endorse" and status == "submitted":
            operations.accept(return_id=of.pk, by=bich, at=at)
        elif deed == "accept" and status == "endorsed":
            operations.accept(return_id=of.pk, by=phuc, at=at)
            ledger.counts[name] = dict(ledger.written[name])
        elif deed == "send_back" and status in ("submitted", "endorsed"):
            judge = bich if status == "submitted" else phuc
            operations.send_back(return_id=of.pk, reason="Xem lại", remarks={}, by=judge, at=at)
        elif deed == "reopen" and status == "accepted":
            operations.reopen(return_id=of.pk, reason="Báo nhầm", by=phuc, at=at)
    return ledger


# --- Combining --------------------------------------------------------------------------------------------------------

NUMBERS = st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False, allow_infinity=False)


@given(st.lists(NUMBERS, min_size=1), st.randoms())
def test_sum_does_not_depend_on_order_or_on_grouping(numbers, order: random.Random):
    parts = [Part(number) for number in numbers]
    shuffled = order.sample(parts, len(parts))
    half = len(parts) // 2
    groups = [combining.over_units(OverUnits.SUM, part).number for part in (parts[:half], parts[half:])]

    total = combining.over_units(OverUnits.SUM, parts).number
    assert combining.over_units(OverUnits.SUM, shuffled).number == total
    assert sum(one for one in groups if one is not None) == total


def test_mean_leaves_out_who_said_nothing():
    parts = [Part(Decimal(4)), Part(None), Part(None, none_occurred=True)]

    found = combining.over_units(OverUnits.AVERAGE, parts)

    assert (found.number, found.parts) == (2, 2)


# --- Opened -----------------------------------------------------------------------------------------------------------


def test_opened_figure_shows_rows_whose_sum_it_is(call, lan, nam, phuc, accepted, province, indicator, at):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=5_000_001)
    found = Rollup(call, as_of=at)
    lands = rollup.lands(call, actor=phuc)

    opened = figures.opened(found, indicator("tien-giup"), lands[province.land.pk], lands, actor=phuc)

    assert opened["said"] == opened["sum"] == "50.000.001"
    assert [row["value"] for row in opened["given"]] == ["45.000.000", "5.000.001"]
    assert all(row["url"] for row in opened["given"])


def test_lands_that_one_may_read_follow_from_the_bodies(call, lan, bich, phuc, minh, stranger, province):
    def read(actor):
        return {Unit.objects.get(pk=land).code for land in rollup.lands(call, actor=actor)}

    assert read(lan) == {"19360"}
    assert read(bich) == {"464", "19360", "19361"}
    assert read(phuc) == read(minh) == {"45", "464", "19360", "19361"}
    assert read(stranger) == set()


def test_queries_do_not_grow_with_the_figures_asked(
    call, lan, nam, accepted, province, at, django_assert_max_num_queries
):
    accepted(call, lan)
    accepted(call, nam)
    found = Rollup(call, as_of=clock.now())

    with django_assert_max_num_queries(12):
        for one in found.indicators:
            for land in (province.land, province.district, province.commune, province.sibling):
                found.figure(one, land.pk)
    assert Value.objects.count() > 40
