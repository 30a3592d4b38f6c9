"""Reads a folder of administrative unit lists, before and after the reform of 1 July 2025; knows no database.

The folder may hold any of `provinces-pre-2025-07.csv`, `districts-pre-2025-07.csv`, `communes-pre-2025-07.csv`,
`provinces-2025.csv`, `communes-2025.csv` and the pairs old → new in `mapping-2025-*.csv`.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from giaoban.kernel.vietnamese import spelling
from giaoban.registry.place_names import CODE_LENGTHS, KINDS, LEADING_WORDS, full_name
from giaoban.registry.table_files import FileCount, Findings, Problem, read_table

OLD, NEW = "pre-2025", "2025"  # editions of the list of codes: 44 was Quảng Bình, and is Quảng Trị
REFORM = dt.date(2025, 7, 1)
REFORM_OF_PROVINCES = "202/2025/QH15"
PAIRS = "mapping-2025-*.csv"
EXAMPLES = 5
LONGEST_NAME = 150  # the longest of the country has 23 letters

SENTENCES = {
    "missing_folder": "Không có thư mục «{file}».",
    "no_code": "Dòng {row} của tệp «{file}» thiếu mã đơn vị ở cột «{column}».",
    "lost_zeros": "Dòng {row} của tệp «{file}»: mã «{value}» phải có {length} chữ số, có lẽ là «{guess}»; "
    "bảng tính đã bỏ số 0 ở đầu, hãy lưu cột mã ở dạng văn bản.",
    "wrong_code": "Dòng {row} của tệp «{file}»: mã «{value}» không đúng dạng {length} chữ số.",
    "duplicate_code": "Dòng {row} của tệp «{file}»: mã {value} đã dùng cho «{known}» ở dòng {line}; bỏ «{name}».",
    "unknown_type": "Dòng {row} của tệp «{file}»: loại đơn vị «{value}» không có trong danh mục ({known}).",
    "no_name": "Dòng {row} của tệp «{file}»: đơn vị mã {value} không có tên.",
    "long_name": "Dòng {row} của tệp «{file}»: tên đơn vị mã {value} dài {length} chữ, không thể là tên.",
    "unknown_parent": "Dòng {row} của tệp «{file}»: «{name}» thuộc đơn vị mã {value}, nhưng không có đơn vị nào mang mã đó.",
    "kind_changed": "Dòng {row} của tệp «{file}»: «{name}» được cơ quan thống kê ghi là «{official}» vào 01/07/2025; "
    "tệp không ghi ngày đổi, dùng «{name}».",
    "unknown_relation": "Dòng {row} của tệp «{file}»: quan hệ «{value}» không phải «whole» (toàn bộ) "
    "cũng không phải «part» (một phần).",
    "unknown_unit": "Dòng {row} của tệp «{file}»: mã {value} không có trong danh mục đã đọc.",
    "contradiction": "Dòng {row} của tệp «{file}»: cặp {pair} ghi khác với dòng {line} của tệp «{known}».",
    "whole_twice": "Dòng {row} của tệp «{file}»: đơn vị cũ {value} ghi là nhập toàn bộ, nhưng có {heirs} đơn vị kế tục; "
    "đọc là một phần.",
    "no_successor": "{number} đơn vị cấp xã cũ không có đơn vị kế tục trong các tệp chuyển đổi, ví dụ: {examples}.",
    "no_predecessor": "{number} đơn vị cấp xã mới không có đơn vị tiền thân trong các tệp chuyển đổi, ví dụ: {examples}.",
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a table states it, from `first_day` (None: not said) to the day before `end_day` (None: still there)."""

    edition: str
    code: str
    kind: str  # a value of UnitKind
    name: str  # without the kind, tone marks in the official place: "Vĩnh Thủy"
    parent_code: str  # of the same edition; "" for a province
    first_day: dt.date | None
    end_day: dt.date | None
    file: str
    row: int
    act: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.edition, self.code

    @property
    def full_name(self) -> str:
        return full_name(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """One unit's records pass to another on a day; units are (edition, code)."""

    predecessor: tuple[str, str]
    successor: tuple[str, str]
    on: dt.date
    whole: bool  # all of it went there
    file: str
    row: int
    act: str = ""


@dataclass(frozen=True, slots=True)
class UnitTables:
    """All that was read: what can be used, what cannot and why, and how much of each."""

    units: tuple[UnitRow, ...] = ()
    successions: tuple[SuccessionRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    counts: tuple[FileCount, ...] = ()


@dataclass(frozen=True, slots=True)
class ListFile:
    """One of the five lists of units."""

    name: str
    edition: str
    level: str
    parent_level: str = ""
    optional: tuple[str, ...] = ()

    @property
    def parent_column(self) -> str:
        return f"{self.parent_level}_code" if self.parent_level else ""

    @property
    def required(self) -> tuple[str, ...]:
        return ("code", "name", "full_name", "type", *([self.parent_column] if self.parent_level else ()))


LISTS = (
    ListFile("provinces-pre-2025-07.csv", OLD, "province"),
    ListFile("districts-pre-2025-07.csv", OLD, "district", "province"),
    ListFile("communes-pre-2025-07.csv", OLD, "commune", "district"),
    ListFile("provinces-2025.csv", NEW, "province", optional=("merged_from_codes",)),
    ListFile("communes-2025.csv", NEW, "commune", "province", optional=("full_name_nso_2025_07",)),
)


def wrong_code(code: str, level: str) -> tuple[str, dict[str, object]] | None:
    """What is wrong with a code of that level: the problem's code and its facts; None if nothing."""
    length = CODE_LENGTHS[level]
    digits = code.isascii() and code.isdigit()
    if digits and len(code) == length:
        return None
    if not code:
        return "no_code", {}
    if digits and len(code) < length:
        return "lost_zeros", {"value": code, "length": length, "guess": code.zfill(length)}
    return "wrong_code", {"value": code, "length": length}


class _Reading:
    """One pass over one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.findings = Findings(SENTENCES)
        self.units: dict[tuple[str, str], UnitRow] = {}
        self.pairs: dict[tuple[tuple[str, str], tuple[str, str]], SuccessionRow] = {}
        self.levels: set[tuple[str, str]] = set()  # (edition, level) of which at least one unit was read

    def result(self) -> UnitTables:
        counts = tuple(self.findings.counts.values())
        return UnitTables(tuple(self.units.values()), tuple(self.pairs.values()), self.findings.problems(), counts)

    def knows(self, edition: str, level: str, code: str) -> bool:
        """Whether the unit was read; without its list it may still be known to the database, and the loader asks there."""
        return (edition, level) not in self.levels or (edition, code) in self.units

    def read_list(self, file: ListFile) -> None:
        columns = (*file.required, *file.optional)
        for number, values in read_table(self.folder / file.name, file.required, self.findings, file.optional):
            row = dict(zip(columns, values, strict=True))
            unit = self._unit(file, number, row)
            if unit is not None:
                self.units[unit.key] = unit
                self.levels.add((file.edition, file.level))
                self.findings.count(file.name).used += 1
                self._province_merger(unit, row.get("merged_from_codes", ""))

    def _unit(self, file: ListFile, number: int, row: dict[str, str]) -> UnitRow | None:
        if objection := self._objection(file, row):
            column, problem, facts = objection
            self.findings.refuse(file.name, number, problem, column=column, **facts)
            return None
        kind = KINDS[file.level][row["type"].lower()]
        return UnitRow(
            edition=file.edition,
            code=row["code"],
            kind=kind,
            name=self._name(file, number, row, kind),
            parent_code=row.get(file.parent_column, ""),
            first_day=REFORM if file.edition == NEW else None,
            end_day=REFORM if file.edition == OLD else None,
            file=file.name,
            row=number,
            act=REFORM_OF_PROVINCES if (file.edition, file.level) == (NEW, "province") else "",
        )

    def _objection(self, file: ListFile, row: dict[str, str]) -> tuple[str, str, dict[str, object]] | None:
        """The column, the problem's code and its facts, if the row cannot be used."""
        code, parent = row["code"], row.get(file.parent_column, "")
        if wrong := wrong_code(code, file.level):
            return "code", *wrong
        if known := self.units.get((file.edition, code)):
            facts = {"value": code, "known": known.full_name, "line": known.row, "name": row["full_name"]}
            return "code", "duplicate_code", facts
        if row["type"].lower() not in KINDS[file.level]:
            return "type", "unknown_type", {"value": row["type"], "known": ", ".join(KINDS[file.level])}
        if not row["name"]:
            return "name", "no_name", {"value": code}
        if len(row["name"]) > LONGEST_NAME:
            return "name", "long_name", {"value": code, "length": len(row["name"])}
        if file.parent_level and (wrong := wrong_code(parent, file.parent_level)):
            return file.parent_column, *wrong
        if file.parent_level and not self.knows(file.edition, file.parent_level, parent):
            return file.parent_column, "unknown_parent", {"value": parent, "name": row["full_name"]}
        return None

    def _name(self, file: ListFile, number: int, row: dict[str, str], kind: str) -> str:
        """The statistics office's name of July 2025 where it is of the same kind, else the list's own."""
        official = row.get("full_name_nso_2025_07", "")
        word = LEADING_WORDS[kind]
        if official.lower().startswith(f"{word} ") and len(official) <= LONGEST_NAME:
            return spelling(official[len(word) + 1 :])
        if official:
            column = "full_name_nso_2025_07"
            self.findings.note(
                file.name, number, "kind_changed", column=column, name=row["full_name"], official=official
            )
        return spelling(row["name"])

    def _province_merger(self, unit: UnitRow, merged: str) -> None:
        for old in filter(None, merged.split("|")):
            wrong = wrong_code(old, "province")
            if not wrong and not self.knows(OLD, "province", old):
                wrong = "unknown_unit", {"value": old}
            if wrong:
                self.findings.note(unit.file, unit.row, wrong[0], column="merged_from_codes", **wrong[1])
                continue
            pair = (OLD, old), unit.key
            self.pairs[pair] = SuccessionRow(*pair, REFORM, True, unit.file, unit.row, REFORM_OF_PROVINCES)

    def read_pairs(self, path: Path) -> None:
        required = ("new_code", "old_code", "relation")
        for number, (new, commune, relation, district) in read_table(
            path, required, self.findings, ("old_district_code",)
        ):
            # An island district without communes (Cồn Cỏ) became a commune itself: the old unit is then the district.
            old, level = (commune, "commune") if commune else (district, "district")
            column = "old_code" if commune else "old_district_code"
            if not self._pair_stands(path.name, number, relation, ("commune", "new_code", new), (level, column, old)):
                continue
            row = SuccessionRow((OLD, old), (NEW, new), REFORM, relation == "whole", path.name, number)
            known = self.pairs.setdefault((row.predecessor, row.successor), row)
            if known is row:
                self.findings.count(path.name).used += 1
            elif known.whole == row.whole:
                self.findings.count(path.name).repeated += 1
            else:
                facts = {"pair": f"{old} → {new}", "line": known.row, "known": known.file}
                self.findings.refuse(path.name, number, "contradiction", column="relation", **facts)

    def _pair_stands(
        self, file: str, number: int, relation: str, new: tuple[str, str, str], old: tuple[str, str, str]
    ) -> bool:
        if relation not in {"whole", "part"}:
            self.findings.refuse(file, number, "unknown_relation", column="relation", value=relation)
            return False
        for edition, (level, column, code) in ((NEW, new), (OLD, old)):
            wrong = wrong_code(code, level)
            if not wrong and not self.knows(edition, level, code):
                wrong = "unknown_unit", {"value": code}
            if wrong:
                self.findings.refuse(file, number, wrong[0], column=column, **wrong[1])
                return False
        return True

    def settle_pairs(self) -> None:
        """A unit cannot go to two others as a whole; and what has no pair is told."""
        heirs = Counter(old for old, _ in self.pairs)
        for pair, row in self.pairs.items():
            if row.whole and heirs[row.predecessor] > 1:
                self.pairs[pair] = replace(row, whole=False)
                facts = {"value": row.predecessor[1], "heirs": heirs[row.predecessor]}
                self.findings.note(row.file, row.row, "whole_twice", column="relation", **facts)
        paired = {key for pair in self.pairs for key in pair}
        alone = defaultdict(list)
        for unit in self.units.values():
            if unit.kind.startswith("commune") and unit.key not in paired:
                alone[unit.edition, unit.file].append(f"{unit.code} {unit.full_name}")
        for (edition, file), names in alone.items():
            code = "no_successor" if edition == OLD else "no_predecessor"
            self.findings.note(file, 0, code, number=len(names), examples="; ".join(names[:EXAMPLES]))


def read_folder(folder: Path) -> UnitTables:
    """The unit lists and pairs of a folder; what is absent or unusable is in the problems, never an exception."""
    reading = _Reading(folder)
    if not folder.is_dir():
        reading.findings.refuse_file(str(folder), "missing_folder")
        return reading.result()
    for file in LISTS:
        reading.read_list(file)
    # The province's own pairs before the nationwide ones: they were checked one by one and repeat among them.
    paths = sorted(folder.glob(PAIRS), key=lambda path: (path.stem.endswith("nationwide"), path.name))
    if not paths:
        reading.findings.refuse_file(PAIRS, "missing_file")
        return reading.result()
    for path in paths:
        reading.read_pairs(path)
    reading.settle_pairs()
    return reading.result()
