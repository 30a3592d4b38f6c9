"""The pivot, its address, what is taken along; and figures shown on the map of another day."""

import csv
import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from giaoban.kernel.period import Period
from giaoban.registry.enums import SuccessionKind, Tree, UnitKind
from giaoban.registry.models import Norm, Succession, Unit, UnitVersion
from giaoban.reporting import exploring, operations, rollup, series
from giaoban.reporting.models import Call, Return, Value
from giaoban.reporting.restated import Restated
from giaoban.reporting.restating import Split
from giaoban.reporting.series import Series
from tests.cast import make_unit
from tests.reporting.conftest import MONTH
from tests.reporting.test_series import month, page  # noqa: F401 - fixture

REFORM, LATER = dt.date(2021, 11, 1), dt.date(2021, 12, 1)
YEAR = Period.of_year(2021)
pytestmark = pytest.mark.usefixtures("in_october")


def end(unit, day):
    UnitVersion.objects.filter(unit=unit).update(valid=DateRange(dt.date(2000, 1, 1), day))


@pytest.fixture
def merged(province):
    """On 1/11/2021 both communes become a new one."""
    made = make_unit("20001", "Xã Vĩnh Mới", UnitKind.COMMUNE_RURAL, parent=province.district, since=REFORM)
    for old, front in ((province.commune, province.front_commune), (province.sibling, province.front_sibling)):
        end(front, REFORM)
        end(old, REFORM)
        Succession.objects.create(predecessor=old, successor=made, on=REFORM, kind=SuccessionKind.MERGE)
    return made


@pytest.fixture
def divided(province):
    """On 1/11/2021 one commune is divided between the other and a new one."""
    made = make_unit("20002", "Xã Vĩnh Mới", UnitKind.COMMUNE_RURAL, parent=province.district, since=REFORM)
    end(province.front_commune, REFORM)
    end(province.commune, REFORM)
    for heir in (province.sibling, made):
        Succession.objects.create(
            predecessor=province.commune, successor=heir, on=REFORM, kind=SuccessionKind.SPLIT, whole=False
        )
    return made


def restated(call, at, rule=Split.HEIR, day=LATER):
    return Restated(series.beside(call, 2021), as_of=at, day=day, rule=rule)


def figures(found, indicator, *lands):
    return [found.figure(indicator, land.pk, YEAR).number for land in lands]


# --- Another map ------------------------------------------------------------------------------------------------------


def test_merged_communes_are_added_up_and_ratios_made_of_the_sums(
    call, lan, nam, accepted, province, merged, indicator, at
):
    accepted(call, lan, kien_nghi=10, kien_nghi_tra_loi=10)
    accepted(call, nam, kien_nghi=30, kien_nghi_tra_loi=0)

    found = restated(call, at, Split.NONE)

    assert figures(found, indicator("kien-nghi"), merged, province.district, province.land) == [40, 40, 40]
    assert figures(found, indicator("kien-nghi-ty-le"), merged) == [25]
    assert figures(found, indicator("kien-nghi"), province.commune) == [None]
    assert found.assumed(YEAR) == []


@pytest.mark.parametrize(
    ("rule", "expected"),
    [(Split.HEIR, [40, None, 40]), (Split.PEOPLE, [None, None, 40]), (Split.NONE, [None, None, 40])],
)
def test_divided_commune_follows_the_rule_and_the_whole_stays_whole(
    call, lan, nam, accepted, province, divided, indicator, at, rule, expected
):
    accepted(call, lan, kien_nghi=10, kien_nghi_tra_loi=5)
    accepted(call, nam, kien_nghi=30, kien_nghi_tra_loi=5)

    found = restated(call, at, rule)

    assert figures(found, indicator("kien-nghi"), province.sibling, divided, province.land) == expected
    assert len(found.assumed(YEAR)) == 1


def test_divided_commune_is_shared_out_by_inhabitants_where_they_are_known(
    call, lan, nam, accepted, province, divided, indicator, at
):
    accepted(call, lan, kien_nghi=10, kien_nghi_tra_loi=5)
    accepted(call, nam, kien_nghi=30, kien_nghi_tra_loi=5)
    for heir, people in ((province.sibling, 300), (divided, 900)):
        Norm.objects.create(
            code="population-passed", scope=f"pre-2025:19360>pre-2025:{heir.code}", value=people, unit="người",
            valid=DateRange(REFORM, None), legal_basis="Đề án sắp xếp (thử nghiệm)",
        )  # fmt: skip

    found = restated(call, at, Split.PEOPLE)

    assert figures(found, indicator("kien-nghi"), province.sibling, divided) == [Decimal("32.5"), Decimal("7.5")]


@pytest.fixture
def november(province, phuc, at):
    """`november(unit, …)`: the call for November, with a Front of each new unit."""

    def made(*units) -> Call:
        for number, unit in enumerate(units):
            make_unit(
                f"front_new_{number}", f"Ủy ban MTTQ Việt Nam xã mới {number}", UnitKind.FRONT, seat=unit,
                parent=province.front_district, tree=Tree.ORGANISATION, since=REFORM,
            )  # fmt: skip
        period = Period.of_month(2021, 11)
        return operations.open_call(form=MONTH, period=period, due=period.end, due_above=period.end, by=phuc, at=at)

    return made


@pytest.mark.parametrize("as_reported", [True, False])
def test_stock_of_a_commune_that_has_not_spoken_since_a_reform_is_that_of_what_it_was_made_of(
    call, lan, nam, accepted, province, divided, november, indicator, at, as_reported
):
    accepted(call, lan, mo_hinh_tu_quan=6)
    accepted(call, nam, mo_hinh_tu_quan=4)
    Succession.objects.filter(successor=province.sibling).delete()
    Succession.objects.update(whole=True, kind=SuccessionKind.RENAME)
    accepted(november(divided), nam, mo_hinh_tu_quan=5)
    found = Series(series.beside(call, 2021), as_of=at) if as_reported else restated(call, at, Split.NONE)

    assert figures(found, indicator("mo-hinh-tu-quan"), divided, province.sibling, province.land) == [6, 5, 11]


def test_stock_that_every_part_of_a_divided_commune_has_told_since_is_compared(
    call, lan, nam, accepted, province, divided, november, indicator, at
):
    accepted(call, lan, mo_hinh_tu_quan=6)
    accepted(call, nam, mo_hinh_tu_quan=4)
    later = november(divided)
    of = accepted(later, nam, mo_hinh_tu_quan=7)
    found = restated(call, at, Split.NONE)
    assert figures(found, indicator("mo-hinh-tu-quan"), divided, province.sibling) == [None, 7]

    new = Return.objects.create(
        call=later, unit=Unit.objects.get(code="front_new_0"), map_day=later.map_day, made_at=at, status="draft"
    )
    Value.objects.create(of=new, indicator=indicator("mo-hinh-tu-quan"), seq=1, version=1, number=3, at=at, by=lan.user)
    Return.objects.filter(pk=new.pk).update(status="submitted")
    Return.objects.filter(pk=new.pk).update(status="accepted", accepted_version=1)

    assert figures(
        restated(call, at, Split.NONE), indicator("mo-hinh-tu-quan"), divided, province.sibling, province.land
    ) == [3, 7, 10]
    assert of.accepted_version == 1


def test_map_of_the_same_day_changes_nothing(call, lan, nam, accepted, province, merged, indicator, at):
    accepted(call, lan)
    accepted(call, nam)
    as_reported, same = Series(series.beside(call, 2021), as_of=at), restated(call, at, day=dt.date(2021, 10, 31))

    for one in as_reported.indicators:
        for land in (province.land, province.district, province.commune, province.sibling):
            assert same.figure(one, land.pk, YEAR) == as_reported.figure(one, land.pk, YEAR), one.code


def test_unit_of_another_map_is_read_by_who_reads_all_it_is_made_of(call, lan, bich, phuc, province, merged, at):
    found = restated(call, at)

    def read(actor):
        return set(found.lands(rollup.lands(call, actor=actor)))

    assert read(phuc) == {province.land.pk, province.district.pk, merged.pk}
    assert read(bich) == {province.district.pk, merged.pk}
    assert read(lan) == set()


# --- The page ---------------------------------------------------------------------------------------------------------


def test_pivot_shows_every_figure_and_leads_to_what_makes_it(
    call, lan, nam, phuc, accepted, province, indicator, signed_in
):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)
    money = indicator("tien-giup")

    shown = page(
        signed_in(phuc), "explore", call, indicator=["tien-giup", "kien-nghi"], level="lowest", across="indicators"
    ).content.decode()

    for land, amount in ((province.commune, "45.000.000"), (province.sibling, "15.000.000")):
        assert f'{reverse("reporting:figure", args=[call.pk, land.pk, money.pk])}">{amount}</a>' in shown


def test_rows_are_sorted_by_the_column_asked_for_and_taken_along_in_that_order(
    call, lan, nam, phuc, accepted, signed_in
):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)
    client = signed_in(phuc)

    def names(sort):
        sent = page(client, "explore-csv", call, indicator="tien-giup", level="lowest", sort=sort)
        return [row[0] for row in csv.reader(b"".join(sent.streaming_content).decode("utf-8-sig").splitlines())][1:]

    assert names("-0") == ["Xã Vĩnh Thái", "Xã Vĩnh Tú"]
    assert names("0") == ["Xã Vĩnh Tú", "Xã Vĩnh Thái"]
    assert names("name; drop") == names("")


def test_places_of_one_name_are_told_apart_by_what_they_lie_in(call, lan, nam, phuc, accepted, province, signed_in):
    names = UnitVersion.objects.filter(unit__in=[province.commune, province.sibling])
    names.update(name="Phường 1")
    accepted(call, lan)
    accepted(call, nam)

    found = rollup.lands(call, actor=phuc)

    assert [found[one.pk].full_name for one in (province.commune, province.district)] == [
        f"Phường 1, {found[province.district.pk].name}",
        found[province.district.pk].name,
    ]
    shown = page(signed_in(phuc), "explore", call, level="lowest").content.decode()
    # In the table, and in the one below the map.
    assert shown.count(f'<th scope="row">Phường 1, {found[province.district.pk].name}</th>') == 2 * 2


def test_bodies_of_one_name_are_told_apart_in_an_opened_figure(call, lan, nam, phuc, accepted, province, signed_in):
    bodies = UnitVersion.objects.filter(unit__in=[lan.unit_id, nam.unit_id])
    bodies.update(name="Mặt trận Phường 1")
    accepted(call, lan)

    shown = (
        signed_in(phuc).get(reverse("reporting:figure", args=[call.pk, province.land.pk, _money()])).content.decode()
    )

    district = UnitVersion.objects.get(unit=province.district).name
    # One has given a value, the other is still missing.
    assert shown.count(f"Mặt trận Phường 1, {district}") == 2


def test_hxl_tags_stand_below_the_heads(call, lan, phuc, accepted, signed_in):
    accepted(call, lan)

    sent = page(signed_in(phuc), "explore-hxl", call, indicator="kien-nghi", level="itself")
    heads, tags, row = csv.reader(b"".join(sent.streaming_content).decode("utf-8-sig").splitlines())

    assert heads == ["Địa bàn", "Chỉ tiêu", "Tháng 10 năm 2021"]
    assert tags == ["#adm+name", "#indicator+name", "#value+p_2021_10"]
    assert row == ["Tỉnh Quảng Trị", "Kiến nghị của nhân dân đã chuyển (kiến nghị)", "20"]


def test_workbook_has_the_rows_of_the_screen(call, lan, phuc, accepted, signed_in):
    accepted(call, lan)

    sent = page(signed_in(phuc), "explore-xlsx", call, indicator="kien-nghi", level="lowest")

    assert sent.content[:2] == b"PK"


def test_page_on_another_map_says_so_and_what_it_assumed(call, lan, nam, phuc, accepted, province, divided, signed_in):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)
    client = signed_in(phuc)

    shown = page(
        client, "explore", call, indicator="tien-giup", level="lowest", map=LATER.isoformat(), split="heir"
    ).content.decode()
    opened = client.get(
        reverse("reporting:figure", args=[call.pk, province.sibling.pk, _money()]),
        {"over": "2021-10", "map": LATER.isoformat(), "split": "heir"},
    ).content.decode()

    said = (
        "Xã Vĩnh Thái được chia ngày 01/11/2021 cho Xã Vĩnh Tú, Xã Vĩnh Mới: toàn bộ số liệu được tính cho Xã Vĩnh Tú."
    )
    assert said in shown
    assert said in opened
    assert "60.000.000" in shown
    assert "60.000.000" in opened
    assert "over=2021-10&amp;map=2021-12-01&amp;split=heir" in shown


def test_place_of_the_map_before_leads_to_its_heir_when_the_map_is_changed_in_the_form(
    call, lan, nam, phuc, accepted, province, merged, signed_in
):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)
    asked = {"indicator": "tien-giup", "land": province.commune.pk, "level": "itself"}
    client = signed_in(phuc)

    def followed(**question):
        moved = page(client, "explore", call, **question)
        return client.get(moved["Location"]).content.decode()

    shown = followed(map=LATER.isoformat(), **asked)
    back = followed(**asked | {"land": merged.pk, "map": ""})

    assert "Xã Vĩnh Mới</th>" in shown
    assert "60.000.000" in shown
    assert "Tỉnh Quảng Trị</th>" in back
    assert f"Địa bàn: {province.commune.pk}" not in shown


def _money():
    from giaoban.reporting.models import Indicator

    return Indicator.objects.get(code="tien-giup").pk


@pytest.mark.parametrize(
    "asked",
    [
        {"land": "x"},
        {"indicator": "x"},
        {"first": "x"},
        {"map": "2021-02-30"},
        {"map": "2021-12-01", "split": "x"},
        {"across": "x"},
    ],
)
def test_question_that_nobody_offers_does_not_exist(call, phuc, signed_in, asked):
    assert page(signed_in(phuc), "explore", call, **asked).status_code == 404


def test_commune_explores_its_own_place_alone(call, lan, nam, accepted, province, signed_in):
    accepted(call, nam)
    client = signed_in(lan)

    assert "Xã Vĩnh Tú" not in page(client, "explore", call).content.decode()
    assert page(client, "explore", call, land=province.land.pk).status_code == 404


def test_periods_are_those_called_for_by_quarters_or_as_one_range(call, month):  # noqa: F811
    calls = [month(8), month(9), call]

    def codes(grain, first="2021-08-01"):
        return [one.code for one in exploring.periods(calls, first, "2021-10-01", grain)]

    assert codes("each") == ["2021-08", "2021-09", "2021-10"]
    assert codes("quarters") == ["2021-Q3", "2021-Q4"]
    assert codes("whole") == ["2021-08-01..2021-10-31"]
    assert codes("whole", "2021-10-01") == ["2021-10"]


# --- Drawn, compared, kept ----------------------------------------------------------------------------------------------


def test_map_has_a_tile_for_each_unit_that_opens_its_figure_over_all_periods(
    call, lan, nam, phuc, accepted, province, indicator, signed_in
):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)

    shown = page(signed_in(phuc), "explore", call, indicator="tien-giup", level="lowest").content.decode()

    for land, said in ((province.commune, "Vĩnh Thái: 45.000.000"), (province.sibling, "Vĩnh Tú: 15.000.000")):
        url = reverse("reporting:figure", args=[call.pk, land.pk, _money()])
        assert (
            f'<a href="{url}" class="tile shade-{4 if land == province.commune else 0}" aria-label="{said}">' in shown
        )
    assert "nhiều nhất là Xã Vĩnh Thái, 45.000.000 đồng" in shown
    assert "45 tr</text>" in shown


def test_another_indicator_of_the_question_is_drawn_when_the_address_names_it(
    call, lan, nam, phuc, accepted, signed_in
):
    accepted(call, lan, kien_nghi=7, kien_nghi_tra_loi=1)
    accepted(call, nam)
    asked = {"indicator": ["tien-giup", "kien-nghi"], "level": "lowest"}
    client = signed_in(phuc)

    assert "Vĩnh Thái: 7" in page(client, "explore", call, drawn="kien-nghi", **asked).content.decode()
    assert "Vĩnh Thái: 45.000.000" in page(client, "explore", call, drawn="khong-co", **asked).content.decode()


def test_map_of_another_day_draws_the_units_of_that_day(call, lan, nam, phuc, accepted, province, divided, signed_in):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)

    asked = {"indicator": "tien-giup", "unit": [province.sibling.pk, province.district.pk], "map": LATER.isoformat()}
    shown = page(signed_in(phuc), "explore", call, **asked).content.decode()

    assert 'aria-label="Vĩnh Tú: 60.000.000"' in shown
    assert "over=2021-10&amp;map=2021-12-01&amp;split=heir" in shown


def test_chosen_units_are_compared_alone_and_follow_to_another_map(
    call, lan, nam, phuc, accepted, province, merged, signed_in
):
    accepted(call, lan, tien_giup=45_000_000)
    accepted(call, nam, tien_giup=15_000_000)
    asked = {"indicator": "tien-giup", "unit": [province.commune.pk, province.district.pk]}
    client = signed_in(phuc)

    def rows(**more):
        sent = page(client, "explore-csv", call, **asked, **more)
        return [row[0] for row in csv.reader(b"".join(sent.streaming_content).decode("utf-8-sig").splitlines())][1:]

    assert rows() == ["Huyện Vĩnh Linh", "Xã Vĩnh Thái"]
    assert rows(map=LATER.isoformat()) == ["Huyện Vĩnh Linh", "Xã Vĩnh Mới"]


def test_of_very_many_units_those_searched_for_are_offered_and_the_chosen_stay(
    call, lan, phuc, accepted, province, signed_in, monkeypatch
):
    accepted(call, lan)
    monkeypatch.setattr("giaoban.reporting.views.explore.OFFERED", 1)
    client = signed_in(phuc)

    def offered(name, **asked):
        options = page(client, "explore", call, **asked).context["form"].fields[name].choices
        return [str(label).split(",")[0] for _value, label in options]

    assert offered("unit") == ["Huyện Vĩnh Linh"]
    assert offered("unit", q="vinh tu") == ["Xã Vĩnh Tú"]
    assert offered("unit", q="vinh tu", unit=province.commune.pk) == ["Xã Vĩnh Thái", "Xã Vĩnh Tú"]
    assert province.commune.versions.get().name not in offered("land")
    assert province.commune.versions.get().name in offered("land", land=province.commune.pk)


def test_rows_come_page_by_page_and_all_of_them_are_taken_along(
    call, lan, phuc, accepted, province, signed_in, monkeypatch
):
    accepted(call, lan)
    monkeypatch.setattr("giaoban.reporting.views.explore.ROWS", 1)
    client, asked = signed_in(phuc), {"level": "lowest", "indicator": "tien-giup"}

    first, second = (page(client, "explore", call, **asked, page=number).context["page"] for number in (1, 2))

    assert [row[0] for row in (*first, *second)] == ["Xã Vĩnh Thái", "Xã Vĩnh Tú"]
    sent = b"".join(page(client, "explore-csv", call, **asked).streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(sent.splitlines()))) == 3


def test_view_is_kept_shared_and_opens_where_it_was_kept(call, lan, phuc, nam, accepted, signed_in):
    accepted(call, lan)
    client = signed_in(phuc)
    here = reverse("reporting:explore", args=[call.pk])

    sent = {"name": "Xã, tiền giúp", "query": "indicator=tien-giup&level=lowest", "shared": "yes"}
    kept = client.post(f"{here}views/", sent | {"idempotency_key": str(uuid.uuid4())})
    shown = client.get(here).content.decode()

    assert kept["Location"] == f"{here}?indicator=tien-giup&level=lowest"
    assert f'href="{here}?indicator=tien-giup&amp;level=lowest"' in shown
    assert "Xã, tiền giúp" in shown
    assert "Xã, tiền giúp" not in page(signed_in(nam), "explore", call).content.decode()
