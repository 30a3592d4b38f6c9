from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.registry.place_names import KINDS, full_name, level_of_code
from giaoban.registry.table_files import TOLD_IN_FULL
from giaoban.registry.unit_files import NEW, OLD, REFORM, UnitTables, read_folder
from tests.registry.shared_units import FOLDER, needs_shared_units

OLD_PROVINCES = (
    "code,name,full_name,type,slug\n44,Quảng Bình,Tỉnh Quảng Bình,Tỉnh,qb\n45,Quảng Trị,Tỉnh Quảng Trị,Tỉnh,qt\n"
)
OLD_DISTRICTS = (
    "code,name,full_name,type,slug,province_code\n"
    "466,Gio Linh,Huyện Gio Linh,Huyện,gl,45\n"
    "471,Cồn Cỏ,Huyện Cồn Cỏ,Huyện,cc,45\n"
)
OLD_COMMUNES = (
    "code,name,full_name,type,slug,district_code\n"
    "19495,Gio Linh,Thị trấn Gio Linh,Thị trấn,gl,466\n"
    "19510,Gio Mỹ,Xã Gio Mỹ,Xã,gm,466\n"
)
NEW_PROVINCES = "code,name,full_name,type,slug,merged_from_codes\n44,Quảng Trị,Tỉnh Quảng Trị,Tỉnh,qt,44|45\n"
NEW_COMMUNES = (
    "code,name,full_name,type,province_code,full_name_nso_2025_07\n"
    "19495,Gio Linh,Xã Gio Linh,Xã,44,Xã Gio Linh\n"
    "19742,Cồn Cỏ,Đặc khu Cồn Cỏ,Đặc khu,44,Đặc khu Cồn Cỏ\n"
)
PAIRS = "new_code,old_code,old_district_code,relation\n19495,19495,466,whole\n19495,19510,466,whole\n19742,,471,whole\n"
FILES = {
    "provinces-pre-2025-07.csv": OLD_PROVINCES,
    "districts-pre-2025-07.csv": OLD_DISTRICTS,
    "communes-pre-2025-07.csv": OLD_COMMUNES,
    "provinces-2025.csv": NEW_PROVINCES,
    "communes-2025.csv": NEW_COMMUNES,
    "mapping-2025-quang-tri.csv": PAIRS,
}


def read(folder: Path, **changed: str | bytes | None) -> UnitTables:
    """The result for the small folder above, with files named by their first letters replaced, or absent if None."""
    names = {name.split(".")[0].replace("-", "_"): name for name in FILES}
    for key, name in names.items():
        content = changed.get(key, FILES[name])
        if content is not None:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return read_folder(folder)


def told(tables: UnitTables) -> list[tuple[str, int, str, str]]:
    return [(problem.file, problem.row, problem.column, problem.code) for problem in tables.problems]


def balanced(tables: UnitTables) -> bool:
    """Every row that was read was used, repeated or refused for a reason."""
    return all(
        count.read == count.used + count.repeated + sum(count.refused.values()) for count in tables.counts
    ) and sum(count.used for count in tables.counts if not count.file.startswith("mapping")) == len(tables.units)


def test_clean_folder_is_read_whole(tmp_path: Path) -> None:
    tables = read(tmp_path)

    assert tables.problems == ()
    assert balanced(tables)
    assert [(unit.key, unit.full_name, unit.parent_code) for unit in tables.units] == [
        ((OLD, "44"), "Tỉnh Quảng Bình", ""),
        ((OLD, "45"), "Tỉnh Quảng Trị", ""),
        ((OLD, "466"), "Huyện Gio Linh", "45"),
        ((OLD, "471"), "Huyện Cồn Cỏ", "45"),
        ((OLD, "19495"), "Thị trấn Gio Linh", "466"),
        ((OLD, "19510"), "Xã Gio Mỹ", "466"),
        ((NEW, "44"), "Tỉnh Quảng Trị", ""),
        ((NEW, "19495"), "Xã Gio Linh", "44"),
        ((NEW, "19742"), "Đặc khu Cồn Cỏ", "44"),
    ]


def test_editions_meet_on_the_day_of_the_reform(tmp_path: Path) -> None:
    tables = read(tmp_path)

    assert {(unit.first_day, unit.end_day) for unit in tables.units if unit.edition == OLD} == {(None, REFORM)}
    assert {(unit.first_day, unit.end_day) for unit in tables.units if unit.edition == NEW} == {(REFORM, None)}


def test_successions_join_provinces_communes_and_the_island_district(tmp_path: Path) -> None:
    tables = read(tmp_path)

    assert {(row.predecessor, row.successor, row.whole) for row in tables.successions} == {
        ((OLD, "44"), (NEW, "44"), True),
        ((OLD, "45"), (NEW, "44"), True),
        ((OLD, "19495"), (NEW, "19495"), True),
        ((OLD, "19510"), (NEW, "19495"), True),
        ((OLD, "471"), (NEW, "19742"), True),
    }


def test_tone_marks_stand_in_the_official_place(tmp_path: Path) -> None:
    text = NEW_COMMUNES + "18901,Minh Hoá,Xã Minh Hoá,Xã,44,\n19405,Vĩnh Thuỷ,Xã Vĩnh Thuỷ,Xã,44,Xã Vĩnh Thủy\n"

    tables = read(tmp_path, communes_2025=text)

    assert [unit.name for unit in tables.units[-2:]] == ["Minh Hóa", "Vĩnh Thủy"]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("19513,Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,999", "district_code", "unknown_parent"),
        ("19513,Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,66", "district_code", "lost_zeros"),
        ("4,Trúc Bạch,Phường Trúc Bạch,Phường,tb,466", "code", "lost_zeros"),
        ("19513.0,Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,466", "code", "wrong_code"),
        ("١٩٥١٣,Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,466", "code", "wrong_code"),
        (",Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,466", "code", "no_code"),
        ("19510,Gio Mỹ,Xã Gio Mỹ,Xã,gm,466", "code", "duplicate_code"),
        ("19513,Vĩnh Trường,Bản Vĩnh Trường,Bản,vt,466", "type", "unknown_type"),
        ("19513,Vĩnh Trường,Tỉnh Vĩnh Trường,Tỉnh,vt,466", "type", "unknown_type"),
        ("19513,,Xã,Xã,vt,466", "name", "no_name"),
        (f"19513,{'Vĩnh ' * 40},Xã,Xã,vt,466", "name", "long_name"),
        ("19513,Vĩnh Trường,Xã Vĩnh Trường", "", "field_count"),
        ('19513,"Vĩnh Trường,Xã Vĩnh Trường,Xã,vt,466', "", "quotes"),
        ("19513,Vĩnh\0Trường,Xã,Xã,vt,466", "", "binary"),
        ("x" * 5_000_000, "", "line_too_long"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_bad_row_is_refused_and_its_neighbours_are_kept(tmp_path: Path, line: str, column: str, code: str) -> None:
    header, *rows = OLD_COMMUNES.splitlines()
    text = "\n".join([header, rows[0], rows[1], line, "19519,Gio Hải,Xã Gio Hải,Xã,gh,466"])

    tables = read(tmp_path, communes_pre_2025_07=text)

    assert told(tables)[0] == ("communes-pre-2025-07.csv", 4, column, code)
    assert "19519" in {unit.code for unit in tables.units}
    assert next(c.refused for c in tables.counts if c.file == "communes-pre-2025-07.csv") == {code: 1}
    assert balanced(tables)


def test_lost_zeros_are_explained_with_the_likely_code(tmp_path: Path) -> None:
    tables = read(tmp_path, provinces_pre_2025_07=OLD_PROVINCES + "1,Hà Nội,Thành phố Hà Nội,Thành phố,hn\n")

    assert tables.problems[0].message_vi == (
        "Dòng 4 của tệp «provinces-pre-2025-07.csv»: mã «1» phải có 2 chữ số, có lẽ là «01»; "
        "bảng tính đã bỏ số 0 ở đầu, hãy lưu cột mã ở dạng văn bản."
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n", "empty_file"),
        (OLD_COMMUNES.encode("utf-16"), "utf16"),
        ("mă,tên\n".encode("cp1258"), "not_utf8"),
        (OLD_COMMUNES.replace(",", ";").encode(), "semicolons"),
        (OLD_COMMUNES.replace("type", "kind", 1).encode(), "missing_column"),
        (OLD_COMMUNES.replace("slug", "code", 1).encode(), "duplicate_column"),
        (b"x" * 5_000_000, "line_too_long"),
        (b"\0\1\2,\n", "binary"),
        (None, "missing_file"),
    ],
)
def test_unusable_file_is_reported_and_the_others_are_read(tmp_path: Path, content: bytes | None, code: str) -> None:
    tables = read(tmp_path, communes_pre_2025_07=content)

    first = tables.problems[0]
    assert (first.file, first.code, first.lost) == ("communes-pre-2025-07.csv", code, True)
    assert len(tables.units) == 7
    assert balanced(tables)


def test_byte_order_mark_is_told_and_passed_over(tmp_path: Path) -> None:
    tables = read(tmp_path, communes_pre_2025_07=b"\xef\xbb\xbf" + OLD_COMMUNES.encode())

    assert told(tables) == [("communes-pre-2025-07.csv", 1, "", "bom")]
    assert not tables.problems[0].lost
    assert len(tables.units) == 9


def test_row_in_another_encoding_costs_only_itself(tmp_path: Path) -> None:
    text = OLD_COMMUNES.encode() + "19519,Gio Hải,Xã Gio Hải,Xã,gh,466\n".encode("utf-16-le")[:-1] + b"\n"
    latin = OLD_COMMUNES.encode() + b"19519,Gio H\xe0i,X\xe3 Gio H\xe0i,X\xe3,gh,466\n"

    assert "not_utf8" in {problem.code for problem in read(tmp_path, communes_pre_2025_07=latin).problems}
    assert "binary" in {problem.code for problem in read(tmp_path, communes_pre_2025_07=text).problems}


def test_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    tables = read_folder(tmp_path / "absent")

    assert [problem.code for problem in tables.problems] == ["missing_folder"]
    assert tables.units == ()


def test_empty_folder_names_every_file_that_is_missing(tmp_path: Path) -> None:
    tables = read_folder(tmp_path)

    assert {problem.file for problem in tables.problems} == {*FILES} - {"mapping-2025-quang-tri.csv"} | {
        "mapping-2025-*.csv"
    }
    assert {problem.code for problem in tables.problems} == {"missing_file"}


def test_parents_are_not_judged_without_their_list(tmp_path: Path) -> None:
    tables = read(tmp_path, districts_pre_2025_07=None, mapping_2025_quang_tri=None)

    assert {unit.parent_code for unit in tables.units if unit.code == "19510"} == {"466"}


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("19495,19495,466,half", "relation", "unknown_relation"),
        ("19495,19495,466,", "relation", "unknown_relation"),
        ("19495,19999,466,whole", "old_code", "unknown_unit"),
        ("19999,19495,466,whole", "new_code", "unknown_unit"),
        ("19495,,,whole", "old_district_code", "no_code"),
        ("19495,9495,466,whole", "old_code", "lost_zeros"),
        ("19495,19495,466,part", "relation", "contradiction"),
    ],
)
def test_bad_pair_is_refused(tmp_path: Path, line: str, column: str, code: str) -> None:
    tables = read(tmp_path, mapping_2025_quang_tri=PAIRS + line + "\n")

    assert told(tables) == [("mapping-2025-quang-tri.csv", 5, column, code)]
    assert balanced(tables)


def test_pair_that_two_files_repeat_counts_once(tmp_path: Path) -> None:
    (tmp_path / "mapping-2025-nationwide.csv").write_text("new_code,old_code,relation\n19495,19510,whole\n")

    tables = read(tmp_path)

    nationwide = next(count for count in tables.counts if count.file == "mapping-2025-nationwide.csv")
    assert (nationwide.read, nationwide.used, nationwide.repeated) == (1, 0, 1)
    assert len(tables.successions) == 5


def test_whole_that_goes_to_two_is_read_as_parts(tmp_path: Path) -> None:
    tables = read(tmp_path, mapping_2025_quang_tri=PAIRS + "19742,19510,466,whole\n")

    assert {row.whole for row in tables.successions if row.predecessor == (OLD, "19510")} == {False}
    assert {problem.code for problem in tables.problems} == {"whole_twice"}


def test_communes_without_a_pair_are_told(tmp_path: Path) -> None:
    tables = read(tmp_path, mapping_2025_quang_tri=PAIRS.replace("19495,19510,466,whole\n", ""))

    assert [problem.code for problem in tables.problems] == ["no_successor"]
    assert "19510 Xã Gio Mỹ" in tables.problems[0].message_vi


def test_many_of_one_kind_are_summed_up(tmp_path: Path) -> None:
    wrong = "".join(f"{number},Tên,Xã Tên,Xã,t,466\n" for number in range(1000))

    tables = read(tmp_path, communes_pre_2025_07=OLD_COMMUNES + wrong)

    lost = [problem for problem in tables.problems if problem.code == "lost_zeros"]
    assert len(lost) == TOLD_IN_FULL + 1
    assert "980 dòng nữa" in lost[-1].message_vi
    assert balanced(tables)


@given(garbage=st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_or_lose_count(tmp_path_factory: pytest.TempPathFactory, garbage: bytes) -> None:
    folder = tmp_path_factory.mktemp("units")

    tables = read(folder, communes_pre_2025_07=OLD_COMMUNES.encode() + garbage)

    assert balanced(tables)
    assert {"19495", "19510"} <= {unit.code for unit in tables.units if unit.edition == OLD}


def test_names_are_written_with_their_kind() -> None:
    assert full_name("commune_township", "Gio Linh") == "Thị trấn Gio Linh"
    assert full_name("commune_special_zone", "Cồn Cỏ") == "Đặc khu Cồn Cỏ"
    assert full_name("city", "Huế") == "Thành phố Huế"


def test_level_follows_from_the_length_of_the_code() -> None:
    assert [level_of_code(code) for code in ("45", "466", "19495", "4", "19,95")] == [*KINDS, None, None]


@needs_shared_units
def test_nationwide_lists_are_read_whole() -> None:
    tables = read_folder(FOLDER)

    assert {count.file: (count.read, count.used) for count in tables.counts} == {
        "provinces-pre-2025-07.csv": (63, 63),
        "districts-pre-2025-07.csv": (696, 696),
        "communes-pre-2025-07.csv": (10_035, 10_035),
        "provinces-2025.csv": (34, 34),
        "communes-2025.csv": (3_321, 3_321),
        "mapping-2025-quang-tri.csv": (265, 265),
        "mapping-2025-nationwide.csv": (10_078, 9_818),
    }
    assert not [problem for problem in tables.problems if problem.lost]
