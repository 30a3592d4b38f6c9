"""Indicators made of others: written by the province, revised from a day on, made of the sums of each land."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from giaoban.kernel.period import Period
from giaoban.registry.models import Event
from giaoban.reporting import frozen, operations, queries, series
from giaoban.reporting.bound import Figures
from giaoban.reporting.models import Formula, FormulaOperand, Indicator
from giaoban.reporting.prose.fields import Field
from giaoban.reporting.restated import Restated
from giaoban.reporting.restating import Split
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.series import Series
from tests.cast import TODAY, member
from tests.reporting.test_series import month  # noqa: F401 - fixture

JANUARY = dt.date(2021, 1, 1)


@pytest.fixture
def define(phuc, call, at):
    """`define("binh-quan", "tien-giup / ho-duoc-giup")`."""

    def defined(code, text, *, since=JANUARY, by=phuc):
        return operations.define_indicator(
            code=code, name=code.title(), unit="đồng", text=text, since=since, by=by, at=at
        )

    return defined


@pytest.fixture
def revise(phuc, at):
    def revised(indicator, text, *, since, seen=1, reason="Theo hướng dẫn mới", by=phuc):
        return operations.revise_formula(
            indicator_id=indicator.pk, text=text, since=since, reason=reason, seen=seen, by=by, at=at
        )

    return revised


def figure(call, indicator, land, at):
    return Rollup(call, as_of=at).figure(indicator, land.pk)


def test_figure_of_a_land_is_made_of_its_sums_and_never_added_up(define, call, lan, nam, accepted, province, at):
    made = define("binh-quan", "tien-giup / ho-duoc-giup")
    accepted(call, lan, tien_giup=30_000_000, ho_duoc_giup=30)
    accepted(call, nam, tien_giup=60_000_000, ho_duoc_giup=30)

    found = Rollup(call, as_of=at)

    assert found.indicators[-1] == made
    assert found.figure(made, province.district.pk).number == 1_500_000
    assert found.figure(made, province.sibling.pk).number == 2_000_000


def test_formula_may_be_made_of_ratios_counted_figures_and_other_formulas(define, call, lan, accepted, province, at):
    per_house = define("binh-quan", "tien-giup / ho-duoc-giup")
    twice = define("gap-doi", "2 * binh-quan + kien-nghi-ty-le - hoat-dong")
    accepted(call, lan, tien_giup=30_000_000, kien_nghi=20, kien_nghi_tra_loi=5)

    found = Rollup(call, as_of=at)

    assert found.figure(twice, province.land.pk).number == 2_000_025
    assert [one.code for one in found.makings.of(twice).operands] == ["binh-quan", "kien-nghi-ty-le", "hoat-dong"]
    assert {one.code for one in found.makings.leaves(twice)} == {
        "tien-giup", "ho-duoc-giup", "kien-nghi-tra-loi", "kien-nghi", "hoat-dong",
    }  # fmt: skip
    assert queries.with_operands(Indicator.objects.filter(pk=twice.pk)) >= {per_house.pk, twice.pk}


def test_division_by_zero_and_what_nobody_said_are_no_figure(define, call, lan, accepted, province, at):
    made = define("moi-cuoc", "kien-nghi / tiep-xuc-cu-tri")
    nothing = figure(call, made, province.land, at)
    accepted(call, lan, tiep_xuc_cu_tri=None)

    zero = figure(call, made, province.land, at)

    assert (nothing.number, nothing.lack, nothing.lacking) == (None, "nothing_said", "kien-nghi")
    assert (zero.number, zero.lack) == (None, "divided_by_zero")


def test_formula_that_names_what_a_form_does_not_ask_is_no_figure_of_its_calls(define, call, at):
    Indicator.objects.create(code="khac", name="Khác", kind="count")

    define("le-loi", "khac + kien-nghi")

    assert "le-loi" not in {one.code for one in Rollup(call, as_of=at).indicators}


def test_revision_holds_from_its_day_and_leaves_what_was(define, revise, month, call, lan, accepted, province, at):  # noqa: F811
    made = define("chi-so", "kien-nghi * 2")
    september = month(9)
    accepted(september, lan, kien_nghi=10)
    accepted(call, lan, kien_nghi=20)
    revise(made, "kien-nghi * 3", since=dt.date(2021, 10, 1))

    found = Series(series.beside(call, 2021), as_of=at)

    assert figure(september, made, province.land, at).number == 20
    assert figure(call, made, province.land, at).number == 60
    # A range is made by the formula of its end, of the figures of the whole range.
    assert found.figure(made, province.land.pk, Period.of_year(2021)).number == 90
    assert found.figure(made, province.land.pk, september.span).number == 20
    other_map = Restated(series.beside(call, 2021), as_of=at, day=TODAY, rule=Split.NONE)
    assert other_map.figure(made, province.land.pk, Period.of_year(2021)).number == 90


def test_retired_indicator_is_made_no_more_from_its_day(define, call, lan, month, accepted, province, phuc, at):  # noqa: F811
    made = define("chi-so", "kien-nghi * 2")
    september = month(9)
    operations.retire_indicator(
        indicator_id=made.pk, since=dt.date(2021, 10, 1), reason="Không dùng nữa", seen=1, by=phuc, at=at
    )

    assert made in Rollup(september, as_of=at).indicators
    assert made not in Rollup(call, as_of=at).indicators
    assert Event.objects.filter(type="reporting.indicator_retired").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kien-nghi +", "vị trí 12"),
        ("kien-nghi + khong-co", "“khong-co” (vị trí 13)"),
        ("chi-so + 1", "vòng"),
        ("tinh-hinh * 2", "bằng lời"),
        ("kien-nghi-1", "“kien-nghi-1”"),
    ],
)
def test_formula_that_cannot_stand_is_refused_with_its_place(define, text, said):
    with pytest.raises(operations.Refused, match=said.replace("(", r"\(").replace(")", r"\)")):
        define("chi-so", text)

    assert not Formula.objects.exists()


def test_ring_over_two_formulas_is_refused_also_by_the_database(define, revise, as_owner):
    one = define("mot", "kien-nghi * 2")
    other = define("hai", "mot + 1")

    with pytest.raises(operations.Refused, match="vòng"):
        revise(one, "hai + 1", since=JANUARY)
    for formula, operand in ((one.formulas.get(), other), (one.formulas.get(), one)):
        with pytest.raises(IntegrityError, match="made of itself"), transaction.atomic():
            FormulaOperand.objects.create(formula=formula, indicator=operand)


def test_what_others_are_made_of_is_not_retired_before_them(define, phuc, at):
    one = define("mot", "kien-nghi * 2")
    define("hai", "mot + 1")

    with pytest.raises(operations.Refused, match="Hai"):
        operations.retire_indicator(indicator_id=one.pk, since=TODAY, reason="Thừa", seen=1, by=phuc, at=at)


def test_revision_needs_a_reason_the_latest_sight_and_a_later_day(define, revise):
    one = define("mot", "kien-nghi * 2")

    with pytest.raises(operations.Refused, match="lý do"):
        revise(one, "kien-nghi", since=TODAY, reason=" ")
    with pytest.raises(operations.SavedMeanwhile):
        revise(one, "kien-nghi", since=TODAY, seen=2)
    with pytest.raises(operations.Refused, match="01/01/2021"):
        revise(one, "kien-nghi", since=dt.date(2020, 12, 31))


def test_code_is_taken_once(define):
    with pytest.raises(operations.Refused, match="mã này"):
        define("kien-nghi", "tien-giup * 2")


def test_only_the_province_writes_indicators(define, lan, hoa, province):
    district = member("quyen", "Lê Thị Quyên", "coordinator", province.front_district)

    for somebody in (lan, hoa, district):
        with pytest.raises(PermissionDenied):
            define("chi-so", "kien-nghi * 2", by=somebody)


def test_database_keeps_formulas_to_derived_indicators_in_their_order(define, indicator, phuc, at):
    one = define("mot", "kien-nghi * 2", since=TODAY)
    told = {"body": phuc.assignment.unit, "on": TODAY, "at": at, "by": phuc.user, "text": "1"}

    for wrong in (
        {"indicator": indicator("kien-nghi"), "seq": 1, "since": TODAY},
        {"indicator": indicator("kien-nghi-ty-le"), "seq": 1, "since": TODAY},
        {"indicator": one, "seq": 2, "since": JANUARY, "reason": "x"},
        {"indicator": one, "seq": 3, "since": TODAY, "reason": "x"},
        {"indicator": one, "seq": 2, "since": TODAY, "reason": ""},
        {"indicator": one, "seq": 1, "since": TODAY},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Formula.objects.create(**told | wrong)


def test_derived_figure_is_bound_frozen_and_made_anew_as_it_was_then(
    define, revise, indicator, call, lan, accepted, submit, bich, phuc, at
):
    made = define("binh-quan", "tien-giup / ho-duoc-giup + hoat-dong")
    accepted(call, lan, tien_giup=30_000_000)
    report = operations.begin_report(call_id=call.pk, by=phuc, at=at)
    operations.write_passage(
        report_id=report.pk, section="cham-lo", text="Bình quân {binh-quan} đồng một hộ.", by=phuc, at=at
    )
    later = at + dt.timedelta(minutes=1)
    freeze = operations.freeze_report(report_id=report.pk, by=phuc, at=later)
    shown = freeze.figures.get(indicator=made)

    assert Figures(report, as_of=at).bound(Field("binh-quan", "", "")).number == 1_000_000
    assert frozen.again(shown) == shown.number == 1_000_000
    assert {part["of"].code for part in frozen.opened(shown)} == {"tien-giup", "ho-duoc-giup", "hoat-dong"}

    after = later + dt.timedelta(minutes=1)
    operations.revise_formula(
        indicator_id=made.pk, text="tien-giup * 2", since=JANUARY, reason="Sửa", seen=1, by=phuc, at=after
    )
    (change,) = [one for one in frozen.changes(freeze, as_of=after) if one.figure == shown]
    assert (frozen.again(shown), change.now) == (1_000_000, 60_000_000)
    assert "“Tiền mặt đã trao” × 2" in change.causes[0].body


def test_formulas_cost_one_query_however_many_there_are(
    define, call, lan, accepted, province, at, django_assert_num_queries
):
    accepted(call, lan)
    for place in range(3):
        define(f"chi-so-{place}", f"kien-nghi * {place}")
    found = Rollup(call, as_of=at)
    _ = found.lines

    with django_assert_num_queries(1):
        assert len(found.indicators) == len(found.lines) - 4 + 3
