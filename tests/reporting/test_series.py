"""Figures over several periods: each body over time first, then the bodies; nothing doubled, nothing hidden, all of it open."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from giaoban.activities import operations as activities
from giaoban.kernel.period import Period
from giaoban.registry.models import UnitVersion
from giaoban.reporting import charts, combining, operations, ranges, rollup, series, yearly
from giaoban.reporting.combining import Part
from giaoban.reporting.enums import OverTime, OverUnits
from giaoban.reporting.models import Call, Return
from giaoban.reporting.rollup import Rollup
from giaoban.reporting.series import Series
from giaoban.reporting.shipped import FORMS
from tests.cast import TODAY
from tests.reporting.conftest import MONTH, one_told

QUARTER, YEAR = Period.of_quarter(2021, 3), Period.of_year(2021)


@pytest.fixture
def month(phuc, at):
    """`month(8)`: the province's Front calls for that month of 2021; `month(9, 2020)`."""

    def called(number: int, year: int = 2021):
        period = Period.of_month(year, number)
        due, due_above = operations.default_dues(MONTH, period)
        return operations.open_call(form=MONTH, period=period, due=due, due_above=due_above, by=phuc, at=at)

    return called


@pytest.fixture
def read(at):
    def read(call, *years):
        return Series(series.beside(call, *(years or (2020, 2021))), as_of=at)

    return read


def number(found, indicator, land, period=QUARTER):
    return found.figure(indicator, land.pk, period).number


# --- Over time --------------------------------------------------------------------------------------------------------


def test_range_adds_up_its_months_for_any_land(month, lan, nam, accepted, read, province, indicator):
    july, august = month(7), month(8)
    accepted(july, lan, kien_nghi=10)
    accepted(august, lan, kien_nghi=12)
    accepted(august, nam, kien_nghi=7)

    found = read(july)

    petitions = indicator("kien-nghi")
    assert [number(found, petitions, land) for land in (province.land, province.commune, province.sibling)] == [
        29,
        22,
        7,
    ]
    assert number(found, petitions, province.land, Period.of_month(2021, 8)) == 19
    assert number(found, petitions, province.land, Period.of_quarter(2021, 2)) is None


def test_month_of_a_range_is_the_figure_of_its_call(month, lan, nam, accepted, read, province, indicator, at):
    call = month(8)
    accepted(call, lan)
    accepted(call, nam, kien_nghi=7)
    found, alone = read(call), Rollup(call, as_of=at)

    for one in found.indicators:
        for land in (province.land, province.district, province.sibling):
            assert found.figure(one, land.pk, call.span) == alone.figure(one, land.pk), one.code
    assert found.indicators == alone.indicators


def test_stock_is_the_last_of_each_body_however_late_the_others_are(
    month, lan, nam, accepted, read, province, indicator
):
    july, august = month(7), month(8)
    accepted(july, lan, mo_hinh_tu_quan=6)
    accepted(july, nam, mo_hinh_tu_quan=4)
    accepted(august, lan, mo_hinh_tu_quan=5)

    assert number(read(july), indicator("mo-hinh-tu-quan"), province.land) == 9


def test_stock_of_a_body_that_went_is_not_counted_beside_its_heir(month, lan, nam, accepted, read, province, indicator):
    july, august = month(7), month(8)
    accepted(july, lan, mo_hinh_tu_quan=6, kien_nghi=10)
    accepted(july, nam, mo_hinh_tu_quan=4, kien_nghi=10)
    accepted(august, lan, mo_hinh_tu_quan=10, kien_nghi=20)
    UnitVersion.objects.filter(unit=province.front_sibling).update(
        valid=DateRange(dt.date(2000, 1, 1), dt.date(2021, 8, 1))
    )

    found = read(july)

    assert number(found, indicator("mo-hinh-tu-quan"), province.land) == 10
    assert number(found, indicator("kien-nghi"), province.land) == 40
    assert found.units_counted(province.land.pk, QUARTER) == (3, 3)


def test_ratio_over_a_range_is_made_of_both_sums(month, lan, accepted, read, province, indicator):
    july, august = month(7), month(8)
    accepted(july, lan, kien_nghi=10, kien_nghi_tra_loi=10)
    accepted(august, lan, kien_nghi=30, kien_nghi_tra_loi=0)

    assert number(read(july), indicator("kien-nghi-ty-le"), province.land) == 25


def test_estimate_gives_way_to_the_real_value_when_it_is_accepted(
    month, lan, bich, phuc, accepted, read, province, indicator, at
):
    call, petitions = month(9), indicator
    of = accepted(call, lan, kien_nghi=20)
    operations.reopen(return_id=of.pk, reason="Số ước", by=phuc, at=at)

    def tell(amount, **more):
        told = [one_told(petitions("kien-nghi").pk, amount, **more)]
        revision = Return.objects.get(pk=of.pk).revision
        operations.save(call=call, unit_id=lan.unit_id, told=told, revision=revision, by=lan, at=at)
        operations.submit(return_id=of.pk, by=lan, at=at)
        for judge in (bich, phuc):
            operations.accept(return_id=of.pk, by=judge, at=at)

    tell(25, is_estimate=True)
    estimated = read(call).figure(petitions("kien-nghi"), province.land.pk, QUARTER)
    operations.reopen(return_id=of.pk, reason="Có số thật", by=phuc, at=at)
    tell(23)
    real = read(call).figure(petitions("kien-nghi"), province.land.pk, QUARTER)

    assert (estimated.number, estimated.estimates) == (25, 1)
    assert (real.number, real.estimates) == (23, 0)


def test_counted_figure_over_a_range_is_counted_anew(month, lan, bich, done, read, province, indicator, at):
    july = month(7)
    for day in (dt.date(2021, 6, 20), dt.date(2021, 7, 20), dt.date(2021, 10, 20)):
        activities.record(told=dataclasses.replace(done, first_day=day, last_day=day), by=lan, at=at)

    found = read(july)

    # From 15/6 to 14/9, whatever months were called for.
    assert number(found, indicator("hoat-dong"), province.land) == 2
    assert number(found, indicator("hoat-dong"), province.land, Period.of_month(2021, 7)) == 1


def test_queries_do_not_grow_with_months_or_figures(
    month, lan, nam, accepted, read, province, django_assert_max_num_queries
):
    calls = [month(number) for number in (7, 8, 9)]
    for call in calls:
        accepted(call, lan)
    found = read(calls[0])

    with django_assert_max_num_queries(14):
        for one in found.indicators:
            for land in (province.land, province.commune, province.sibling):
                found.figure(one, land.pk, QUARTER)


# --- Arithmetic -------------------------------------------------------------------------------------------------------

PARTS = st.lists(
    st.one_of(
        st.just(Part(None)),
        st.just(Part(None, none_occurred=True)),
        st.integers(0, 10**9).map(lambda one: Part(Decimal(one))),
    ),
    min_size=3,
    max_size=3,
)


@given(st.lists(PARTS, min_size=1, max_size=8))
def test_sum_is_the_same_over_time_first_or_over_units_first(bodies):
    by_body = combining.over_units(OverUnits.SUM, [combining.over_time(OverTime.SUM, told) for told in bodies])
    by_month = [combining.over_units(OverUnits.SUM, [told[place] for told in bodies]) for place in range(3)]
    known = [month.number for month in by_month if month.number is not None]

    assert by_body.number == (sum(known) if known else None)


@given(PARTS)
def test_last_is_what_was_said_last(told):
    said = [part for part in told if part.amount is not None]

    assert combining.over_time(OverTime.LAST, told) == (said[-1] if said else Part(None))
    assert combining.over_time(OverTime.CUMULATIVE, told) == combining.over_time(OverTime.LAST, told)


def test_mean_of_two_bodies_one_after_the_other_is_the_mean_of_the_months():
    first = combining.over_time(OverTime.AVERAGE, [Part(Decimal(6)), Part(Decimal(12))], periods=6)
    then = combining.over_time(
        OverTime.AVERAGE, [Part(Decimal(3)), Part(Decimal(3)), Part(None), Part(Decimal(3))], periods=6
    )

    assert combining.over_units(OverUnits.SUM, [first, then]).number == (Decimal(9) * 2 + Decimal(3) * 4) / 6


def test_scale_of_a_chart_ends_on_a_round_number():
    assert [charts.ceiling(Decimal(one)) for one in ("0", "0.3", "1", "7", "8.1", "125", "65000000")] == [
        4, Decimal("0.4"), 1, 8, 10, 200, 80_000_000,
    ]  # fmt: skip


def test_chart_leaves_out_what_nobody_said():
    drawn = charts.columns("t", ["T1", "T2"], [("2021", [Decimal(3), None]), ("2020", [None, Decimal(4)])])

    assert ([bar.said for bar in drawn.bars], [mark.said for mark in drawn.marks]) == (["3"], ["4"])
    assert [slot.said for slot in drawn.slots] == [["3", "–"], ["–", "4"]]


# --- Opened, and its pages --------------------------------------------------------------------------------------------


def test_opened_range_shows_bodies_whose_sum_it_is_and_what_is_missing(
    month, lan, nam, phuc, accepted, read, province, indicator
):
    july, _august = month(7), month(8)
    accepted(july, lan, tien_giup=45_000_000)
    accepted(july, nam, tien_giup=5_000_001)
    lands = rollup.lands(july, actor=phuc)

    shown = ranges.opened(
        read(july), july, indicator("tien-giup"), lands[province.land.pk], lands=lands, period=QUARTER, actor=phuc
    )

    assert shown["said"] == shown["sum"] == "50.000.001"
    assert [row["value"] for row in shown["told"]] == ["45.000.000", "5.000.001"]
    assert [(step["counted"], step["expected"], step["is_called"]) for step in shown["steps"]] == [
        (2, 2, True),
        (0, 2, True),
        (0, 0, False),
    ]
    assert all(row["said"][0]["of"] and row["missing"] == 1 for row in shown["told"])


def page(client, name, *arguments, **query):
    return client.get(reverse(f"reporting:{name}", args=[getattr(one, "pk", one) for one in arguments]), query)


@pytest.mark.usefixtures("in_october")
def test_year_page_leads_from_each_figure_to_what_makes_it(month, lan, phuc, accepted, province, indicator, signed_in):
    july, august, then, _before = month(7), month(8), month(8, 2020), month(7, 2020)
    for call, amount in ((july, 40_000_000), (august, 50_000_000), (then, 30_000_000)):
        accepted(call, lan, tien_giup=amount)
    money, client = indicator("tien-giup"), signed_in(phuc)
    figure = reverse("reporting:figure", args=[july.pk, province.land.pk, money.pk])

    shown = page(client, "year", july, indicator=money.pk).content.decode()
    opened = client.get(f"{figure}?over=2021-01-01..2021-08-31").content.decode()

    assert "90.000.000" in shown
    assert "8 tháng đầu năm 2021 được 90.000.000 đồng, bằng 300 % cùng kỳ năm trước" in shown
    assert f"{figure}?over=2021-01-01..2021-08-31" in shown
    assert f'{figure}"' in shown
    assert "90.000.000" in opened
    assert "T8: 50.000.000" in opened


@pytest.mark.usefixtures("in_october")
def test_figure_of_a_range_is_split_by_the_categories_of_the_whole_range(
    month, lan, phuc, accepted, province, indicator, signed_in
):
    july = month(7)
    accepted(july, lan, tuyen_truyen_luot=300, tuyen_truyen_nu=100)
    accepted(month(8), lan, tuyen_truyen_luot=100, tuyen_truyen_nu=80)
    listeners, women = indicator("tuyen-truyen-luot"), indicator("tuyen-truyen-nu")
    here = reverse("reporting:figure", args=[july.pk, province.land.pk, listeners.pk])

    shown = signed_in(phuc).get(here, {"over": QUARTER.code}).content.decode()

    split = shown[shown.index("Phân tổ theo: Giới tính") :]
    there = reverse("reporting:figure", args=[july.pk, province.land.pk, women.pk])
    assert f'<a href="{there}?over={QUARTER.code}">Nữ <b>180</b></a> <span class="quiet">45 %</span>' in split
    assert "khác hoặc chưa phân tổ 220" in split


def test_years_with_other_numbers_of_returns_are_not_compared(month, lan, phuc, accepted, signed_in):
    july, august, then = month(7), month(8), month(8, 2020)
    for call in (july, august, then):
        accepted(call, lan)

    shown = page(signed_in(phuc), "year", july).content.decode()

    assert "hai số không được so sánh" in shown
    assert "cùng kỳ năm trước" not in shown.partition("</h1>")[2].partition("hai số không được so sánh")[2]


@pytest.mark.usefixtures("in_october")
def test_year_is_taken_along_as_it_stands_on_the_page(month, lan, phuc, accepted, province, signed_in):
    july = month(7)
    accepted(july, lan, tien_giup=40_000_000)
    client = signed_in(phuc)

    lines = b"".join(page(client, "year-csv", july, by="ranges").streaming_content).decode("utf-8-sig").splitlines()
    book = page(client, "year-xlsx", july)

    assert lines[0].startswith(
        "Chỉ tiêu,Đơn vị tính,7 tháng đầu năm 2021,7 tháng đầu năm 2020,So với cùng kỳ (%),Kế hoạch năm"
    )
    assert lines[0].endswith("% kế hoạch,Quý I,6 tháng,9 tháng,12 tháng")
    assert "Tiền mặt đã trao,đồng,40000000,,,,,,,40000000,40000000" in lines
    assert book["Content-Disposition"].endswith('"ca-nam-2021.xlsx"')


@pytest.mark.usefixtures("in_october")
@pytest.mark.parametrize(
    "asked", [{"year": "hai nghìn"}, {"year": "99999"}, {"by": "days"}, {"indicator": "x"}, {"land": "x"}]
)
def test_year_that_nobody_offers_does_not_exist(call, phuc, signed_in, asked):
    assert page(signed_in(phuc), "year", call, **asked).status_code == 404


@pytest.mark.usefixtures("in_october")
@pytest.mark.parametrize("over", ["", "x", "2021-Q5", "2021..2025", "2021-01-03..2021-02-01", "1950-01-01..2020-12-31"])
def test_range_that_is_none_does_not_exist(call, phuc, province, indicator, signed_in, over):
    answer = page(signed_in(phuc), "figure", call, province.land, indicator("tien-giup"), over=over)

    assert answer.status_code == 404


@pytest.mark.usefixtures("in_october")
def test_range_of_a_land_that_one_does_not_read_does_not_exist(call, lan, province, indicator, signed_in):
    client = signed_in(lan)

    assert page(client, "figure", call, province.land, indicator("tien-giup"), over="2021-Q3").status_code == 404
    assert page(client, "year", call, land=province.land.pk).status_code == 404
    assert page(client, "year", call).status_code == 200


def test_columns_of_a_year_are_those_of_its_form(call):
    assert [yearly.head(period) for period in yearly.columns(call, 2021, "quarters")] == [
        "Quý I", "Quý II", "Quý III", "Quý IV",
    ]  # fmt: skip
    assert [period.code for period in yearly.columns(call, 2021, "ranges")] == ["2021-Q1", "2021-H1", "2021-9M", "2021"]
    assert len(yearly.columns(call, 2021, "")) == 12


@pytest.mark.usefixtures("in_october")
def test_nine_months_stand_beside_what_the_months_say(
    month, lan, bich, phuc, submit, accepted, province, indicator, signed_in, at
):
    for number in (7, 8):
        accepted(month(number), lan, kien_nghi=20)
    nine = operations.open_call(
        form=FORMS["mttq-xa-9-thang"], period=Period.of_nine_months(2021), due=TODAY, due_above=TODAY, by=phuc, at=at
    )
    accepted(nine, lan, kien_nghi=55)
    petitions = indicator("kien-nghi")

    shown = page(signed_in(phuc), "figure", nine, province.land, petitions).content.decode()

    assert ">40</a>" in shown
    assert "2/4 báo cáo" in shown
    assert (
        f"{reverse('reporting:figure', args=[Call.objects.get(period='2021-08').pk, province.land.pk, petitions.pk])}?over=2021-9M"
        in shown
    )
