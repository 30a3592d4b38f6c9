"""After a merger: the nine-month return of the heir is made of the months of those it took over, and of its own."""

import datetime as dt
import random
import re
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.period import Period
from giaoban.registry import operations as registry
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import Succession, UnitVersion
from giaoban.reporting import gathering, inherited, operations, queries, series
from giaoban.reporting.enums import Source
from giaoban.reporting.models import GatheredPart, Indicator, Return
from giaoban.reporting.operations import Told
from giaoban.reporting.past import past
from giaoban.reporting.restated import Restated
from giaoban.reporting.restating import Split
from tests.cast import make_unit, member
from tests.reporting.conftest import MONTH
from tests.reporting.test_gathering import MODELS, NINE, SESSIONS, pk
from tests.reporting.test_pages import address, page

pytestmark = pytest.mark.usefixtures("in_october")
REFORM = dt.date(2021, 7, 1)
FIRST, SECOND = "Ủy ban MTTQ Việt Nam xã", "Ủy ban MTTQ Việt Nam xã Vĩnh Tú"


@pytest.fixture
def called(phuc, at):
    def make(month):
        period = Period.of_month(2021, month)
        return operations.open_call(form=MONTH, period=period, due=period.end, due_above=period.end, by=phuc, at=at)

    return make


@pytest.fixture
def heir(province):
    """On 1/7/2021 both communes become a new one, and its Front takes over the work of theirs."""
    land = make_unit("20001", "Xã Vĩnh Mới", UnitKind.COMMUNE_RURAL, parent=province.district, since=REFORM)
    province.units["merged"] = land
    province.units["front_merged"] = make_unit(
        "f20001", "Ủy ban MTTQ Việt Nam xã Vĩnh Mới", UnitKind.FRONT,
        seat=land, parent=province.front_district, tree=Tree.ORGANISATION, since=REFORM,
    )  # fmt: skip
    return member("huong", "Trần Thị Hương", "clerk", province.front_merged)


@pytest.fixture
def merge(province, heir, at):
    """Ends both communes and their bodies; `merge(whole=False)` divides the second one."""

    def make(*, whole=True) -> None:
        pairs = ((province.commune, province.front_commune), (province.sibling, province.front_sibling))
        for place, front in pairs:
            registry.end_body(unit_id=front.pk, on=REFORM, successor_id=province.front_merged.pk, by=None, at=at)
            _ends(place)
            _passes(place, province.merged, whole=whole or place == province.commune)
        if not whole:
            rest = make_unit("20002", "Xã Vĩnh Khác", UnitKind.COMMUNE_RURAL, parent=province.district, since=REFORM)
            _passes(province.sibling, rest, whole=False)

    return make


def _ends(place) -> None:
    UnitVersion.objects.filter(unit=place).update(valid=DateRange(dt.date(2000, 1, 1), REFORM))


def _passes(place, heir, *, whole) -> None:
    kind = SuccessionKind.MERGE if whole else SuccessionKind.SPLIT
    Succession.objects.create(predecessor=place, successor=heir, on=REFORM, kind=kind, whole=whole)


@pytest.fixture
def nine(phuc, at):
    period = Period.of_nine_months(2021)
    return operations.open_call(form=NINE, period=period, due=period.end, due_above=period.end, by=phuc, at=at)


@pytest.fixture
def offered(nine, heir):
    def make():
        of = Return.objects.filter(call=nine, unit=heir.unit_id).first()
        found = gathering.gathered(nine, heir.unit_id, queries.values(of), queries.items(nine))
        return {one.indicator.code: one for one in found.values()}

    return make


@pytest.fixture
def year(called, accepted, lan, nam, heir, merge):
    """March of both communes, June of one, then August of the heir."""
    march, june = called(3), called(6)
    accepted(march, lan, tuyen_truyen_buoi=4, mo_hinh_tu_quan=6)
    accepted(march, nam, tuyen_truyen_buoi=5, mo_hinh_tu_quan=7)
    accepted(june, lan, tuyen_truyen_buoi=3, mo_hinh_tu_quan=8)
    merge()
    return accepted


# --- What is offered --------------------------------------------------------------------------------------------------


def test_months_of_both_are_added_up_and_a_stock_is_the_last_of_each_place(year, offered):
    found = offered()

    assert found[SESSIONS].made.number == 12
    # What the first said in June, what the second said last, in March.
    assert found[MODELS].made.number == 15


def test_stock_that_the_heir_told_replaces_what_those_before_it_had(year, offered, called, heir):
    year(called(8), heir, tuyen_truyen_buoi=2, mo_hinh_tu_quan=11)

    found = offered()

    assert (found[SESSIONS].made.number, found[MODELS].made.number) == (14, 11)


@pytest.mark.parametrize(("over_units", "expected"), [("sum", Decimal(3)), ("average", Decimal("4.25"))])
def test_mean_weighs_each_body_by_its_months(year, offered, over_units, expected):
    """(4 + 3) ÷ 2 of one and 5 of the other, in two months of the nine that were called for."""
    Indicator.objects.filter(code=SESSIONS).update(over_time="average", over_units=over_units)

    found = offered()[SESSIONS].made.number

    # As everywhere: of bodies that are added up each weighs as much as it stood.
    assert found == (expected if over_units == "average" else (Decimal("3.5") * 2 + 5 * 2) / 9)


def test_month_that_one_of_them_owes_is_named_with_whose_it_is(year, offered):
    of_line = offered()[SESSIONS]

    assert [(step.whose, step.period.start.month) for step in of_line.missing if step.called] == [(SECOND, 6)]


def test_place_that_was_divided_is_named_and_never_shared_out(called, accepted, lan, nam, heir, merge, offered):
    march = called(3)
    accepted(march, lan, tuyen_truyen_buoi=4, mo_hinh_tu_quan=6)
    accepted(march, nam, tuyen_truyen_buoi=5, mo_hinh_tu_quan=7)
    merge(whole=False)

    found = offered()

    assert found[SESSIONS].made.number == 4
    assert [(step.whose, step.stand) for step in found[SESSIONS].steps if step.body] == [
        (FIRST, "known"),
        (SECOND, "divided"),
    ]
    # What is there at the end lies in both heirs: nobody knows how much here.
    assert not found[MODELS].is_offered


def test_body_that_took_nobody_over_gathers_only_its_own(called, accepted, lan, nam, heir, province, offered):
    march = called(3)
    accepted(march, lan)
    _ends(province.front_commune)
    _ends(province.commune)

    assert offered() == {}


def test_what_is_gathered_is_the_figure_of_the_map_of_the_day(
    called, accepted, lan, nam, heir, merge, nine, offered, at
):
    """The office sees for the merged commune what its officer is offered: for every line, whoever was silent."""
    chance = random.Random(20_210_701)
    codes = (SESSIONS, MODELS, "gao-giup", "giam-sat", "tien-giup")

    def answers():
        return {code.replace("-", "_"): chance.randint(20, 40) for code in codes}

    calls = {month: called(month) for month in (1, 3, 4, 6)}
    for call in calls.values():
        for by in (lan, nam):
            if chance.random() < 0.8:
                accepted(call, by, **answers())
    merge()
    calls[8] = called(8)
    accepted(calls[8], heir, **answers())
    found = Restated(series.beside(calls[8], 2021), as_of=at, day=dt.date(2021, 9, 30), rule=Split.NONE)

    for code in codes:
        one = Indicator.objects.get(code=code)
        shown = found.figure(one, nine_seat(heir), Period.of_nine_months(2021)).number
        assert offered()[code].made.amount == shown, code


def nine_seat(heir):
    return UnitVersion.objects.get(unit=heir.unit_id).seat_id


# --- What is kept -----------------------------------------------------------------------------------------------------


def test_figure_that_is_taken_over_keeps_the_returns_of_those_before(year, nine, heir, at):
    told = Told(indicator_id=pk(SESSIONS), number=Decimal(12), source=Source.GATHERED)

    of = operations.save(call=nine, unit_id=heir.unit_id, told=[told], revision=0, by=heir, at=at)

    value = queries.values(of)[pk(SESSIONS)]
    assert value.source == "gathered"
    assert GatheredPart.objects.filter(value=value).count() == 3


def test_correction_of_a_return_of_a_body_that_is_no_more_is_told(year, nine, heir, at, phuc, bich, offered, province):
    told = Told(indicator_id=pk(SESSIONS), number=Decimal(12), source=Source.GATHERED)
    operations.save(call=nine, unit_id=heir.unit_id, told=[told], revision=0, by=heir, at=at)
    of = Return.objects.get(unit=province.front_sibling)
    operations.reopen(return_id=of.pk, reason="Nhầm", by=phuc, at=at)
    brought = operations.Gathered(
        unit_id=of.unit_id, told=[Told(indicator_id=pk(SESSIONS), number=Decimal(9), written="9")]
    )
    operations.take_in(call=of.call, gathered=[brought], reason="Đối chiếu", by=phuc, at=at)
    other = member("an", "Trần Thị An", "coordinator", province.front)
    operations.accept_at_once(call_id=of.call_id, by=bich, at=at)
    operations.accept_at_once(call_id=of.call_id, by=other, at=at)

    found = offered()[SESSIONS]

    assert (found.has_moved, found.made.number, found.then.number) == (True, 16, 12)


# --- On the page ------------------------------------------------------------------------------------------------------


def test_form_says_of_whom_each_month_is_and_opens_it(year, nine, heir, called, signed_in):
    year(called(8), heir, tuyen_truyen_buoi=2)

    client = signed_in(heir)
    shown = page(client, "fill-in", nine)

    assert f"tháng 3/2021 của {SECOND}" in shown
    assert f"tháng 3, 6/2021 của {FIRST}" in shown
    assert "tháng 8/2021 của cơ quan này" in shown
    assert f"Tháng 3 năm 2021, {SECOND}" in shown
    of = Return.objects.get(call__period="2021-06")
    assert of.get_absolute_url() in shown
    assert client.get(of.get_absolute_url()).status_code == 200


# --- The period before ------------------------------------------------------------------------------------------------


def test_period_before_the_merger_is_what_both_said_together(called, accepted, lan, nam, heir, merge, signed_in):
    june = called(6)
    first = accepted(june, lan, tuyen_truyen_buoi=4, mo_hinh_tu_quan=6)
    accepted(june, nam, tuyen_truyen_buoi=5, mo_hinh_tu_quan=7)
    merge()
    july = called(7)

    told = inherited.past(july, heir.unit_id)

    assert (told.before[pk(SESSIONS)].number, told.recent[pk(MODELS)]) == (9, (13,))
    assert pk("tinh-hinh") not in told.before
    assert [name for name, _url in told.of_bodies] == [FIRST, SECOND]
    assert inherited.usual(july, [heir.unit_id], [])[heir.unit_id].recent == told.recent
    shown = page(signed_in(heir), "fill-in", july)
    assert f'<a href="{first.get_absolute_url()}">{FIRST}</a>' in shown


def test_period_of_which_one_of_them_said_nothing_is_none_to_compare_with(called, accepted, lan, heir, merge):
    accepted(called(6), lan, tuyen_truyen_buoi=4)
    merge()

    told = inherited.past(called(7), heir.unit_id)

    assert (told.before, told.recent, told.period) == ({}, {}, None)


def test_body_that_goes_on_compares_with_itself_and_whom_it_took_over(called, accepted, lan, nam, province, at):
    """No jump is asked about that is only the merger."""
    june = called(6)
    accepted(june, lan, tuyen_truyen_buoi=40)
    accepted(june, nam, tuyen_truyen_buoi=50)
    registry.end_body(
        unit_id=province.front_sibling.pk, on=REFORM, successor_id=province.front_commune.pk, by=None, at=at
    )
    _ends(province.sibling)
    _passes(province.sibling, province.commune, whole=True)

    assert inherited.past(called(7), lan.unit_id).recent[pk(SESSIONS)] == (90,)


def test_body_that_took_nobody_over_has_its_own_past(called, accepted, lan):
    accepted(called(6), lan, tuyen_truyen_buoi=4)
    july = called(7)

    assert inherited.past(july, lan.unit_id) == past(july, lan.unit_id)
    assert past(july, lan.unit_id).recent[pk(SESSIONS)] == (4,)


# --- For the office ---------------------------------------------------------------------------------------------------


def test_year_of_a_merged_commune_offers_its_months_before(year, called, heir, phuc, province, signed_in):
    august = called(8)
    year(august, heir, tuyen_truyen_buoi=2)
    for reader in (phuc, heir):
        client = signed_in(reader)
        shown = page(client, "year", august, land=province.merged.pk, year=2021)
        link = re.search(r'href="([^"]*map=2021-08-31[^"]*)"', shown)[1].replace("&amp;", "&")

        answer = client.get(f"{address('year', august)}{link}")

        assert answer.status_code == 200, reader
        row = next(one for one in answer.context["table"].rows if one.indicator.code == SESSIONS)
        assert row.total.figure.number == 14
