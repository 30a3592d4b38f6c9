"""Sums that follow each acceptance: what a reader sees at once, what is folded in later, and a recount that finds no difference."""

import random
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.registry.models import UnitVersion
from giaoban.reporting import operations, tallying
from giaoban.reporting.enums import NUMBERS
from giaoban.reporting.models import HandedIn, Indicator, PendingTally, Return, Tally
from giaoban.reporting.operations import tallies
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.series import Series
from tests.cast import make_unit


def read(call, at, code: str, land) -> Decimal | None:
    """As the pages read it; what the sums do not say is read from the values."""
    found = Rollup(call, as_of=at)
    return found.figure(Indicator.objects.get(code=code), land.pk).number


def from_sums(call, code: str, land) -> Decimal | None:
    """What the sums say alone."""
    found = tallying.Kept([call]).figure(Indicator.objects.get(code=code), land.pk, call.pk)
    assert found is not None
    return found.number


# --- Read at once -----------------------------------------------------------------------------------------------------


def test_acceptance_counts_at_once_and_folding_changes_no_figure(accepted, call, lan, nam, province, at):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=5_000_000)
    assert (PendingTally.objects.count(), Tally.objects.count()) == (2, 0)
    before = from_sums(call, "tien-giup", province.land), from_sums(call, "tien-giup", province.district)

    assert operations.fold() == 2

    assert before == (50_000_000, 50_000_000)
    assert (from_sums(call, "tien-giup", province.land), from_sums(call, "tien-giup", province.district)) == before
    assert (PendingTally.objects.count(), Tally.objects.count()) == (0, 2)
    assert operations.differences(call=call) == []


def test_what_the_district_alone_accepted_counts_nowhere(submit, call, lan, bich, province, at):
    operations.accept(return_id=submit(call, lan).pk, by=bich, at=at)

    assert not PendingTally.objects.exists()


def test_correction_replaces_what_counted_when_it_is_accepted(accepted, write, call, lan, bich, phuc, province, at):
    of = accepted(call, lan, tien_giup=45_000_000, giam_sat=None)
    operations.fold()
    operations.reopen(return_id=of.pk, reason="Nhập nhầm", by=phuc, at=at)
    write(call, lan, tien_giup=40_000_000, giam_sat=2)
    assert from_sums(call, "tien-giup", province.land) == 45_000_000

    operations.submit(return_id=of.pk, by=lan, at=at)
    operations.accept(return_id=of.pk, by=bich, at=at)
    operations.accept(return_id=of.pk, by=phuc, at=at)

    assert from_sums(call, "tien-giup", province.land) == 40_000_000
    assert from_sums(call, "giam-sat", province.land) == 2
    operations.fold()
    assert Tally.objects.get(land=province.land).answered == 1
    assert operations.differences(call=call) == []


def test_place_of_a_body_reads_what_the_body_said_and_keeps_no_sum(accepted, call, lan, province, at):
    accepted(call, lan, tien_giup=45_000_000)

    assert tallying.Kept([call]).figure(Indicator.objects.get(code="tien-giup"), province.commune.pk, call.pk) is None
    assert read(call, at, "tien-giup", province.commune) == 45_000_000


def test_mean_and_ratio_are_made_of_the_sums(accepted, call, lan, nam, province, at):
    accepted(call, lan, kien_nghi=10, kien_nghi_tra_loi=10)
    accepted(call, nam, kien_nghi=90, kien_nghi_tra_loi=0)
    operations.fold()

    with connection.execute_wrapper(_no_values):
        assert read(call, at, "kien-nghi-ty-le", province.land) == 10


def _no_values(execute, sql, *more):
    assert "reporting_value" not in sql
    return execute(sql, *more)


def test_pivot_of_lands_that_keep_sums_reads_no_value(accepted, call, lan, province, at):
    accepted(call, lan)
    found = Series([call], as_of=at)

    with connection.execute_wrapper(_no_values):
        numbers = [
            found.figure(one, province.land.pk, call.span).number
            for one in found.indicators
            if one.kind in NUMBERS and one.origin == "reported"
        ]

    assert any(numbers)


def test_sums_that_did_not_change_are_remembered_and_what_is_added_changes_no_memory(
    accepted, call, lan, nam, province
):
    accepted(call, lan, tien_giup=45_000_000)
    operations.fold()
    key, money = (call.pk, province.land.pk), Indicator.objects.get(code="tien-giup").key

    def kept():
        return tallying.read([call.pk], [province.land.pk])[0][key]

    first = kept()
    assert kept() is first
    accepted(call, nam, tien_giup=5_000_000)
    assert (kept().of(money).total, first.of(money).total) == (50_000_000, 45_000_000)
    operations.fold()
    assert kept() is not first
    assert kept().of(money).total == 50_000_000


def test_what_waits_is_remembered_and_only_what_came_since_is_added(accepted, call, lan, nam, province):
    money = Indicator.objects.get(code="tien-giup").key

    def kept():
        return tallying.read([call.pk], [province.land.pk])[0][call.pk, province.land.pk]

    accepted(call, lan, tien_giup=45_000_000)
    first = kept()
    assert kept() is first
    accepted(call, nam, tien_giup=5_000_000)
    assert (kept().of(money).total, first.of(money).total) == (50_000_000, 45_000_000)
    assert kept().answered == 2

    with transaction.atomic():
        PendingTally.objects.get(unit=nam.unit_id).delete()
        assert kept().of(money).total == 45_000_000
        transaction.set_rollback(True)
    assert kept().of(money).total == 50_000_000


@pytest.mark.parametrize(("worth", "left"), [(2, (0, 2)), (3, (2, 0))])
def test_whoever_accepts_folds_in_what_waits_once_it_is_worth_a_round(
    accepted, call, lan, nam, django_capture_on_commit_callbacks, monkeypatch, worth, left
):
    monkeypatch.setattr(tallies, "WORTH_A_ROUND", worth)

    with django_capture_on_commit_callbacks(execute=True):
        accepted(call, lan)
        accepted(call, nam)

    assert (PendingTally.objects.count(), Tally.objects.count()) == left


# --- Rounds -----------------------------------------------------------------------------------------------------------


def test_second_round_at_the_same_time_does_nothing(accepted, call, lan, other_session):
    accepted(call, lan)
    with other_session.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('reporting.fold'), 0)")

    assert operations.fold() == 0
    assert PendingTally.objects.count() == 1

    with other_session.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert operations.fold() == 1


@pytest.fixture
def other_session(db):
    """A second session of the database; the one of the test has told nobody of its rows yet."""
    other = connection.copy()
    yield other
    other.close()


def test_round_that_breaks_off_leaves_everything_as_it_was(accepted, call, lan, province, monkeypatch):
    accepted(call, lan, tien_giup=45_000_000)
    monkeypatch.setattr(PendingTally.objects, "filter", _broken)

    with pytest.raises(RuntimeError), transaction.atomic():
        operations.fold()
    monkeypatch.undo()

    assert (PendingTally.objects.count(), Tally.objects.count()) == (1, 0)
    assert from_sums(call, "tien-giup", province.land) == 45_000_000


def _broken(*_args, **_more):
    raise RuntimeError("killed here")


# --- A map that was put right afterwards ------------------------------------------------------------------------------


def test_sums_of_an_older_map_are_not_read_until_they_were_counted_anew(accepted, call, lan, province, at):
    accepted(call, lan, tien_giup=45_000_000)
    operations.fold()
    further = make_unit("465", "Huyện Gio Linh", province.district.versions.get().kind, parent=province.land)
    _moves(province.commune, further)

    assert tallying.Kept([call]).figure(Indicator.objects.get(code="tien-giup"), province.district.pk, call.pk) is None
    assert read(call, at, "tien-giup", further) == 45_000_000
    assert read(call, at, "tien-giup", province.district) is None

    operations.fold_all()

    assert from_sums(call, "tien-giup", further) == 45_000_000
    assert from_sums(call, "tien-giup", province.district) is None
    assert operations.differences(call=call) == []


def _moves(unit, parent) -> None:
    version = UnitVersion.objects.get(unit=unit)
    version.parent = parent
    version.save(update_fields=["parent"])


def test_recount_names_what_is_wrong(accepted, call, lan, province, at):
    accepted(call, lan, tien_giup=45_000_000)
    operations.fold()
    kept = Tally.objects.get(land=province.land)
    money = Indicator.objects.get(code="tien-giup")
    kept.sums[money.pk.hex][0] = "45000001"
    kept.save(update_fields=["sums"])

    (found,) = operations.differences(call=call)

    assert (found.land, found.indicator) == (province.land.pk, money.pk.hex)
    assert "45000001" in found.kept
    operations.recount(call=call)
    assert operations.differences(call=call) == []


def test_recount_names_and_mends_numbers_that_are_not_what_was_handed_in(accepted, write, call, lan, nam, bich, at):
    accepted(call, lan, tien_giup=45_000_000)
    write(call, nam)
    kept = HandedIn.objects.get()
    assert "45000000" in kept.numbers.split(" ")
    HandedIn.objects.update(numbers=kept.numbers.replace("45000000", "45000001"))

    (found,) = operations.differences(call=call)

    assert (found.land, found.indicator) == (lan.unit_id, Indicator.objects.get(code="tien-giup").pk.hex)
    assert (found.kept, found.counted) == ("45000001", "45000000")
    HandedIn.objects.all().delete()
    assert {one.land for one in operations.differences(call=call)} == {lan.unit_id}
    operations.recount(call=call)
    assert HandedIn.objects.get().numbers == kept.numbers
    assert operations.differences(call=call) == []


# --- Random histories -------------------------------------------------------------------------------------------------


CODES = ("tien-giup", "gao-giup", "giam-sat", "mo-hinh-tu-quan")


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=15, deadline=None, suppress_health_check=SLOW)
@given(st.integers(0, 2**64))
def test_sums_equal_a_recount_over_any_history(call, lan, nam, bich, phuc, province, write, at, seed):
    """Written, accepted, reopened, corrected, folded at any moment; places that move, merge and are divided in the middle."""
    _live(random.Random(seed), call, (lan, nam), bich, phuc, province, write, at)


@pytest.mark.faults
@settings(max_examples=1_000, deadline=None, suppress_health_check=SLOW)
@given(st.integers(0, 2**64))
def test_sums_equal_a_recount_over_a_thousand_histories(call, lan, nam, bich, phuc, province, write, at, seed):
    _live(random.Random(seed), call, (lan, nam), bich, phuc, province, write, at)


def _live(chance, call, communes, bich, phuc, province, write, at) -> None:
    with transaction.atomic():
        for turn in range(chance.randint(3, 12)):
            _something(chance, call, communes, bich, phuc, province, write, at, turn)
        _same_as_values(call, province, at)
        operations.fold_all()
        assert operations.differences(call=call) == []
        _same_as_values(call, province, at)
        transaction.set_rollback(True)


def _something(chance, call, communes, bich, phuc, province, write, at, turn) -> None:
    by = chance.choice(communes)
    of = Return.objects.filter(call=call, unit=by.unit_id).first()
    what = chance.random()
    if what < 0.2:
        operations.fold()
    elif what < 0.3:
        _reform(chance, province, turn)
    elif of is None or of.status in ("draft", "returned"):
        number = chance.choice([None, 0, chance.randint(1, 9_000)])
        write(
            call,
            by,
            tien_giup=number,
            gao_giup=Decimal(chance.randint(0, 9_999)) / 8 // Decimal("0.001") * Decimal("0.001"),
            giam_sat=chance.choice([None, turn]),
        )
        of = Return.objects.get(call=call, unit=by.unit_id)
        operations.submit(return_id=of.pk, by=by, at=at)
    elif of.status == "submitted":
        operations.accept(return_id=of.pk, by=bich, at=at)
    elif of.status == "endorsed":
        operations.accept(return_id=of.pk, by=phuc, at=at)
    else:
        operations.reopen(return_id=of.pk, reason="Sửa lại", by=phuc, at=at)


def _reform(chance, province, turn) -> None:
    """The map of the call is put right: a district more takes a commune over, gives it back, or goes into its neighbour."""
    fresh = make_unit(f"9{turn}", f"Huyện {turn}", province.district.versions.get().kind, parent=province.land)
    for commune in chance.sample([province.commune, province.sibling], chance.randint(1, 2)):
        _moves(commune, chance.choice([fresh, province.district]))


def _same_as_values(call, province, at) -> None:
    found = Rollup(call, as_of=at)
    for code in CODES:
        indicator = Indicator.objects.get(code=code)
        for land in UnitVersion.objects.under(province.land.pk, call.map_day):
            told = [one.part for one in found.given(indicator, land.unit_id)]
            expected = sum((part.amount for part in told), Decimal(0)) if told else None
            assert found.figure(indicator, land.unit_id).number == expected
