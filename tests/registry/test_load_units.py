import datetime as dt
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DataError, connection

from giaoban.registry import maps
from giaoban.registry.enums import SuccessionKind, UnitKind
from giaoban.registry.facts import quang_tri
from giaoban.registry.models import Succession, Unit, UnitVersion
from giaoban.registry.operations.units import load_quang_tri, load_units
from giaoban.registry.timelines import Outcome
from giaoban.registry.unit_files import NEW, OLD, REFORM, SuccessionRow, UnitRow, UnitTables, read_folder
from tests.registry.shared_units import FOLDER, needs_shared_units

pytestmark = pytest.mark.django_db

MEETING = dt.date(2021, 10, 13)
MERGED = dt.date(2025, 1, 1)
EVE = dt.date(2025, 6, 30)


def row(code: str, name: str, kind: str, **more) -> UnitRow:
    stated = {"edition": OLD, "parent_code": "", "first_day": None, "end_day": REFORM, "file": "test.csv", "row": 2}
    return UnitRow(**{"code": code, "name": name, "kind": kind, **stated, **more})


PROVINCE = row("98", "Thử", "province")
DISTRICT = row("998", "Thử", "district_rural", parent_code="98")
COMMUNE = row("99998", "Một", "commune_rural", parent_code="998")
SMALL = UnitTables(units=(PROVINCE, DISTRICT, COMMUNE))


def load(tables: UnitTables, at: dt.datetime, **more):
    return load_units(tables=tables, by=None, at=at, **more)


def unit(edition: str, code: str) -> Unit:
    return Unit.objects.get(edition=edition, code=code)


def called(edition: str, code: str, day: dt.date) -> str:
    return UnitVersion.objects.on(day).get(unit=unit(edition, code)).name


def everything() -> list[tuple]:
    """All that is stored, for comparison."""
    versions = UnitVersion.objects.order_by("unit__edition", "unit__code", "valid").values_list(
        "unit__edition", "unit__code", "name", "kind", "parent__code", "valid", "act", "aliases", "name_sort"
    )
    pairs = Succession.objects.order_by("predecessor__code", "successor__code", "on").values_list(
        "predecessor__code", "successor__code", "on", "kind", "whole", "act"
    )
    return [*versions, *pairs]


def test_package_table_is_stored_whole(at: dt.datetime) -> None:
    report = load_quang_tri(by=None, at=at)

    assert report.units == {Outcome.CREATED: 372}
    assert report.successions == {Outcome.CREATED: 274}
    assert report.problems == ()


def test_second_load_changes_nothing(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    before = everything()

    report = load_quang_tri(by=None, at=at)

    assert report.units == {Outcome.UNCHANGED: 372}
    assert report.successions == {Outcome.UNCHANGED: 274}
    assert not report.changed
    assert everything() == before


def test_map_of_a_day_counts_the_communes_of_that_day(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    old, new = unit(OLD, "45").pk, unit(NEW, "44").pk

    assert maps.communes(on=MEETING, within=old).count() == 125
    assert maps.communes(on=MERGED, within=old).count() == 119
    assert maps.communes(on=REFORM, within=new).count() == 78
    assert maps.communes(on=REFORM, within=old).count() == 0
    assert maps.communes(on=REFORM).count() == 78


def test_code_44_is_two_provinces_by_edition(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)

    assert called(OLD, "44", EVE) == "Tỉnh Quảng Bình"
    assert called(NEW, "44", REFORM) == "Tỉnh Quảng Trị"
    assert unit(OLD, "44") != unit(NEW, "44")


def test_unit_is_called_as_it_was_on_the_day(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)

    assert called(OLD, "19627", MEETING) == "Xã Triệu An"
    assert called(OLD, "19627", MERGED) == "Xã Triệu Tân"
    assert UnitVersion.objects.get(unit=unit(OLD, "467")).aliases == ["Đakrông"]


def test_every_commune_of_2021_is_restated_on_exactly_one_of_the_78(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    old = set(maps.communes(on=MEETING, within=unit(OLD, "45").pk).values_list("unit", flat=True))
    new = set(maps.communes(on=REFORM, within=unit(NEW, "44").pk).values_list("unit", flat=True))

    heirs = maps.restated(old, on=REFORM)

    assert heirs.keys() == old
    assert {len(each) for each in heirs.values()} == {1}
    assert set().union(*heirs.values()) <= new
    assert len(set().union(*heirs.values())) == 36


def test_restated_on_its_own_day_a_unit_is_itself(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    old = set(maps.communes(on=MEETING).values_list("unit", flat=True))

    assert maps.restated(old, on=MEETING) == {each: frozenset({each}) for each in old}


def test_commune_that_was_divided_has_two_heirs_until_they_merge(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    gio_chau = unit(OLD, "19525").pk

    between = maps.restated([gio_chau], on=MERGED)[gio_chau]
    after = maps.restated([gio_chau], on=REFORM)[gio_chau]

    assert between == {unit(OLD, "19495").pk, unit(OLD, "19552").pk}
    assert after == {unit(NEW, "19495").pk}


def test_district_without_heir_is_restated_on_nothing(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    gio_linh, con_co = unit(OLD, "466").pk, unit(OLD, "471").pk

    assert maps.restated([gio_linh, con_co], on=REFORM) == {
        gio_linh: frozenset(),
        con_co: frozenset({unit(NEW, "19742").pk}),
    }


def test_successions_are_told_apart(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)

    def kind(old: str, new: str, edition: str = NEW) -> str:
        return Succession.objects.get(predecessor=unit(OLD, old), successor__code=new, successor__edition=edition).kind

    assert kind("45", "44") == SuccessionKind.MERGE
    assert kind("19525", "19552", OLD) == SuccessionKind.SPLIT
    assert kind("19549", "19537", OLD) == SuccessionKind.MERGE
    assert kind("18919", "18919") == SuccessionKind.MOVE
    assert kind("471", "19742") == SuccessionKind.RENAME


def test_only_the_servers_owner_may_load(at: dt.datetime, hoa) -> None:
    with pytest.raises(PermissionDenied):
        load_units(tables=SMALL, by=hoa, at=at)


def test_dry_run_reports_and_changes_nothing(at: dt.datetime) -> None:
    report = load(SMALL, at, dry_run=True)

    assert report.units == {Outcome.CREATED: 3}
    assert not Unit.objects.filter(code="98").exists()


def test_load_that_fails_half_way_leaves_nothing(at: dt.datetime) -> None:
    tables = quang_tri()
    last = replace(tables.successions[-1], act="quá dài " * 20)

    with pytest.raises(DataError):
        load(replace(tables, successions=(*tables.successions[:-1], last)), at)

    assert not Unit.objects.exists()


def test_unit_without_a_stated_beginning_starts_where_the_loader_says(at: dt.datetime) -> None:
    load(SMALL, at, since=dt.date(2022, 2, 2))

    assert UnitVersion.objects.get(unit__code="998").valid.lower == dt.date(2022, 2, 2)
    assert UnitVersion.objects.get(unit__code="998").valid.upper == REFORM


def test_table_that_says_less_undoes_nothing(at: dt.datetime) -> None:
    early = dt.date(2020, 1, 1)
    stated = [replace(each, first_day=early, act="1/NQ", aliases=("Khác",)) for each in SMALL.units]
    load(UnitTables(units=tuple(stated)), at)
    before = everything()

    report = load(SMALL, at)

    assert report.units == {Outcome.UNCHANGED: 3}
    assert everything() == before


def test_stated_beginning_moves_an_assumed_one(at: dt.datetime) -> None:
    load(SMALL, at)
    stated = [replace(each, first_day=dt.date(2020, 1, 1)) for each in SMALL.units]

    report = load(UnitTables(units=tuple(stated)), at)

    assert report.units == {Outcome.UPDATED: 3}
    assert UnitVersion.objects.get(unit__code="99998").valid.lower == dt.date(2020, 1, 1)


def test_end_that_becomes_known_ends_the_unit(at: dt.datetime) -> None:
    load(UnitTables(units=tuple(replace(each, end_day=None, first_day=MERGED) for each in SMALL.units)), at)
    ended = replace(COMMUNE, first_day=MERGED)

    report = load(UnitTables(units=(ended,)), at)

    assert report.units == {Outcome.ENDED: 1}
    assert UnitVersion.objects.get(unit__code="99998").valid.upper == REFORM


def test_correction_of_every_name_is_an_update(at: dt.datetime) -> None:
    load(SMALL, at)
    renamed = UnitTables(units=tuple(replace(each, name=f"{each.name} mới") for each in SMALL.units))

    report = load(renamed, at)

    assert report.units == {Outcome.UPDATED: 3}
    assert called(OLD, "99998", EVE) == "Xã Một mới"
    assert UnitVersion.objects.filter(unit__code__in=["98", "998", "99998"]).count() == 3


def test_day_of_a_change_can_be_corrected(at: dt.datetime) -> None:
    load(SMALL, at, since=dt.date(2020, 1, 1))
    for day in (dt.date(2023, 1, 1), dt.date(2021, 1, 1)):
        one = replace(COMMUNE, first_day=dt.date(2020, 1, 1), end_day=day)
        other = replace(COMMUNE, name="Hai", first_day=day)
        report = load(UnitTables(units=(one, other)), at)

    assert report.units == {Outcome.ENDED: 1, Outcome.UPDATED: 1}
    assert called(OLD, "99998", dt.date(2020, 12, 31)) == "Xã Một"
    assert called(OLD, "99998", dt.date(2021, 1, 1)) == "Xã Hai"


def test_renamed_unit_keeps_its_history(at: dt.datetime) -> None:
    load(SMALL, at, since=dt.date(2020, 1, 1))
    names = (
        replace(COMMUNE, first_day=dt.date(2020, 1, 1), end_day=MERGED),
        replace(COMMUNE, name="Hai", first_day=MERGED),
    )

    report = load(UnitTables(units=names), at)

    assert report.units == {Outcome.ENDED: 1, Outcome.CREATED: 1}
    assert [called(OLD, "99998", day) for day in (MEETING, MERGED)] == ["Xã Một", "Xã Hai"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(COMMUNE, code="99997", parent_code="997"), "unknown_parent"),
        (replace(COMMUNE, code="99997", first_day=dt.date(2001, 1, 1)), "outlives_parent"),
        (replace(COMMUNE, code="99997", end_day=None, first_day=MERGED), "outlives_parent"),
        (replace(COMMUNE, code="99997", first_day=REFORM), "overlap"),
    ],
)
def test_row_that_cannot_be_is_refused_and_the_rest_is_stored(at: dt.datetime, wrong: UnitRow, code: str) -> None:
    load(SMALL, at)
    good = replace(COMMUNE, code="99996", name="Ba")

    report = load(UnitTables(units=(wrong, good)), at)

    assert report.units == {Outcome.REFUSED: 1, Outcome.CREATED: 1}
    assert [(problem.file, problem.row, problem.code) for problem in report.problems] == [("test.csv", 2, code)]
    assert called(OLD, "99996", EVE) == "Xã Ba"


@pytest.mark.parametrize(
    ("predecessor", "on", "code"),
    [((OLD, "99990"), REFORM, "unknown_unit"), ((OLD, "99998"), dt.date(2030, 1, 1), "not_alive")],
)
def test_succession_of_nobody_is_refused(at: dt.datetime, predecessor: tuple[str, str], on: dt.date, code: str) -> None:
    load(SMALL, at)
    pair = SuccessionRow(predecessor, (OLD, "998"), on, whole=True, file="test.csv", row=7)

    report = load(UnitTables(successions=(pair,)), at)

    assert report.successions == {Outcome.REFUSED: 1}
    assert [(problem.row, problem.code) for problem in report.problems] == [(7, code)]


def test_corrected_succession_is_amended(at: dt.datetime) -> None:
    load_quang_tri(by=None, at=at)
    tables = quang_tri()
    corrected = replace(tables.successions[-1], act="9/NQ")

    report = load(UnitTables(successions=(corrected,)), at)

    assert report.successions == {Outcome.UPDATED: 1}
    assert Succession.objects.filter(act="9/NQ").count() == 1


def test_changes_are_in_the_row_history_with_what_made_them(at: dt.datetime) -> None:
    load(SMALL, at)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT metadata->>'act' FROM registry_unitversionevent JOIN pghistory_context ON pghistory_context.id = pgh_context_id"
        )
        assert cursor.fetchall() == [("registry.load_units",)]


def test_kinds_of_the_tables_are_kinds_of_units() -> None:
    assert {each.kind for each in quang_tri().units} <= set(UnitKind.values)


@needs_shared_units
@pytest.mark.slow
def test_order_of_the_two_tables_does_not_matter(at: dt.datetime) -> None:
    folder = read_folder(FOLDER)
    codes = {each.key for each in quang_tri().units}
    here = UnitTables(
        units=tuple(each for each in folder.units if each.key in codes),
        successions=tuple(each for each in folder.successions if each.successor in codes),
    )
    load_quang_tri(by=None, at=at)
    load(here, at)
    package_first = everything()
    Succession.objects.all().delete()
    UnitVersion.objects.all().delete()
    Unit.objects.all().delete()

    load(here, at)
    load_quang_tri(by=None, at=at)

    assert everything() == package_first
    assert load_quang_tri(by=None, at=at).changed is False
    assert load(here, at).changed is False
