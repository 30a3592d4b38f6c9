import csv
import datetime as dt
from collections import Counter, defaultdict

from giaoban.kernel.vietnamese import spelling
from giaoban.registry.facts import quang_tri, rows
from giaoban.registry.place_names import KINDS
from giaoban.registry.unit_files import NEW, OLD, REFORM, UnitRow
from tests.registry.shared_units import FOLDER, needs_shared_units

MEETING = dt.date(2021, 10, 13)
MERGED = dt.date(2025, 1, 1)
COMMUNES = set(KINDS["commune"].values())


def alive(day: dt.date, province: tuple[str, str]) -> list[UnitRow]:
    """The communes below a province on that day."""
    units = [unit for unit in quang_tri().units if (unit.first_day or MERGED) <= day < (unit.end_day or dt.date.max)]
    parents = {unit.key: (unit.edition, unit.parent_code) for unit in units}
    return [
        unit
        for unit in units
        if unit.kind in COMMUNES and province in (parents[unit.key], parents.get(parents[unit.key]))
    ]


def kinds(units: list[UnitRow]) -> Counter[str]:
    return Counter(unit.kind.removeprefix("commune_") for unit in units)


def test_old_province_has_125_communes_from_2020_to_2024() -> None:
    assert len(alive(MEETING, (OLD, "45"))) == 125
    assert len(alive(dt.date(2024, 12, 31), (OLD, "45"))) == 125


def test_old_province_has_119_communes_in_the_first_half_of_2025() -> None:
    assert kinds(alive(MERGED, (OLD, "45"))) == {"rural": 95, "ward": 13, "township": 11}
    assert len(alive(dt.date(2025, 6, 30), (OLD, "45"))) == 119


def test_new_province_has_78_communes() -> None:
    assert kinds(alive(REFORM, (NEW, "44"))) == {"rural": 69, "ward": 8, "special_zone": 1}
    assert alive(REFORM, (OLD, "45")) == []


def test_communes_of_each_district_are_those_that_resolution_832_left() -> None:
    counted = Counter(unit.parent_code for unit in alive(MEETING, (OLD, "45")))

    assert counted == {
        "461": 9, "462": 5, "464": 18, "465": 21, "466": 17, "467": 13, "468": 8, "469": 18, "470": 16,
    }  # fmt: skip


def test_ten_districts_stood_until_the_reform() -> None:
    districts = [
        unit for unit in quang_tri().units if unit.kind in KINDS["district"].values() and unit.parent_code == "45"
    ]

    assert Counter(unit.kind for unit in districts) == {"district_rural": 8, "district_city": 1, "district_town": 1}
    assert {unit.end_day for unit in districts} == {REFORM}


def test_code_44_is_two_provinces() -> None:
    named = {unit.edition: unit.name for unit in quang_tri().units if unit.code == "44"}

    assert named == {OLD: "Quảng Bình", NEW: "Quảng Trị"}


def test_six_codes_ended_in_2025_and_three_changed_their_name() -> None:
    versions = defaultdict(list)
    for unit in alive(MEETING, (OLD, "45")) + alive(MERGED, (OLD, "45")):
        if unit not in versions[unit.code]:
            versions[unit.code].append(unit)

    ended = {units[0].name for units in versions.values() if units[-1].end_day == MERGED}
    renamed = {tuple(unit.name for unit in units) for units in versions.values() if len(units) > 1}
    assert ended == {"Gio Châu", "Gio Việt", "Linh Hải", "Triệu Vân", "Triệu Lăng", "Hải Quế"}
    assert renamed == {("Triệu An", "Triệu Tân"), ("Triệu Sơn", "Triệu Cơ"), ("Hải Ba", "Hải Bình")}


def test_every_unit_that_ended_has_its_successor_on_that_day() -> None:
    tables = quang_tri()
    heirs = {(row.predecessor, row.on) for row in tables.successions}

    abolished = set(KINDS["district"].values())  # the level ended; only Cồn Cỏ lives on as a commune
    last_day = {unit.key: unit for unit in tables.units}
    lost = [
        unit.full_name
        for unit in last_day.values()
        if unit.end_day and unit.kind not in abolished and (unit.key, unit.end_day) not in heirs
    ]
    assert lost == []
    assert ((OLD, "471"), REFORM) in heirs


def test_successions_join_units_that_lived_on_either_side_of_the_day() -> None:
    tables = quang_tri()
    eve = dt.timedelta(days=1)

    def lived(key: tuple[str, str], day: dt.date) -> bool:
        return any(
            unit.key == key and (unit.first_day or MERGED) <= day < (unit.end_day or dt.date.max)
            for unit in tables.units
        )

    assert all(lived(row.predecessor, row.on - eve) and lived(row.successor, row.on) for row in tables.successions)


def test_every_commune_of_2021_ends_in_exactly_one_of_the_78() -> None:
    heirs = defaultdict(set)
    for row in quang_tri().successions:
        heirs[row.predecessor].add(row.successor)

    def ends(key: tuple[str, str]) -> set[tuple[str, str]]:
        return {end for heir in heirs[key] for end in ends(heir)} if heirs[key] else {key}

    reached = [ends(unit.key) for unit in alive(MEETING, (OLD, "45"))]
    assert {len(end) for end in reached} == {1}
    assert {edition for end in reached for edition, _ in end} == {NEW}


def test_predecessors_of_the_78_are_119_and_145_communes_and_an_island_district() -> None:
    pairs = [row for row in quang_tri().successions if len(row.successor[1]) == 5 and row.on == REFORM]
    old = {row.predecessor for row in pairs}

    assert len(old) == len(pairs) == 119 + 145 + 1
    assert {unit.key for unit in alive(REFORM - dt.timedelta(days=1), (OLD, "44"))} <= old
    assert {row.successor for row in pairs} == {unit.key for unit in alive(REFORM, (NEW, "44"))}


def test_parts_are_only_those_of_gio_chau() -> None:
    parts = {(row.predecessor[1], row.successor[1]) for row in quang_tri().successions if not row.whole}

    assert parts == {("19525", "19495"), ("19525", "19552")}


def test_every_source_and_act_that_a_row_names_is_described() -> None:
    sources = {row["source"] for _, row in rows("sources.csv")}
    acts = {row["number"] for _, row in rows("acts.csv")}
    stated = [row for file in ("quang_tri_units.csv", "quang_tri_successions.csv") for _, row in rows(file)]

    assert {source for row in stated for source in row["source"].split()} <= sources
    assert all(row["source"] for row in stated)
    assert {row["act"] for row in stated} - {""} == acts


def test_names_are_spelled_as_the_state_spells_them() -> None:
    assert [unit.name for unit in quang_tri().units if spelling(unit.name) != unit.name] == []


def shared(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@needs_shared_units
def test_old_units_agree_with_the_statistics_office() -> None:
    districts = {
        row["code"]: row for row in shared("districts-pre-2025-07.csv") if row["province_code"] in {"44", "45"}
    }
    communes = {row["code"]: row for row in shared("communes-pre-2025-07.csv") if row["district_code"] in districts}
    official = {code: (row["full_name"], row["province_code"]) for code, row in districts.items()} | {
        code: (row["full_name"], row["district_code"]) for code, row in communes.items()
    }

    stated = {
        unit.code: (unit.full_name, unit.parent_code)
        for unit in quang_tri().units
        if unit.edition == OLD and unit.end_day == REFORM and unit.parent_code
    }
    assert stated == official


@needs_shared_units
def test_new_units_agree_with_the_statistics_office() -> None:
    official = {
        row["code"]: row["full_name_nso_2025_07"] for row in shared("communes-2025.csv") if row["province_code"] == "44"
    }

    assert {
        unit.code: unit.full_name for unit in quang_tri().units if unit.edition == NEW and unit.parent_code
    } == official


@needs_shared_units
def test_pairs_agree_with_the_verified_ones() -> None:
    verified = {
        (row["old_code"] or row["old_district_code"], row["new_code"]) for row in shared("mapping-2025-quang-tri.csv")
    }

    stated = {
        (row.predecessor[1], row.successor[1])
        for row in quang_tri().successions
        if row.on == REFORM and len(row.successor[1]) == 5
    }
    assert stated == verified
