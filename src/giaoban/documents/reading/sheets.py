"""Workbooks (.xlsx): the cells that hold something, as values and not as formulas, with what a reader must know of them.

Runs inside a bounded child. Nothing is computed, no link is followed: a formula counts by the value that its program kept.
"""

import datetime as dt
import re
from typing import Any

from giaoban.documents.reading.outcome import UnreadableFile
from giaoban.documents.reading.package import Package
from giaoban.documents.reading.relations import Attributes, refuse_macros, related_parts
from giaoban.documents.reading.xml_stream import stream

MAX_SHEETS = 60
MAX_ROWS = 20_000  # with something in them
MAX_ROW_MARKS = 200_000  # empty ones too: each costs time, and a sheet that ends at row 1,048,576 is a mistake
MAX_COLUMNS = 100
MAX_MERGES = 20_000
MAX_FORMULAS = 100_000  # told of; beyond that they are values like others
MAX_LETTERS = 16 * 1024 * 1024
# Parts by which a workbook reaches for something outside itself.
OUTSIDE = ("xl/externalLinks/", "xl/connections.xml", "xl/queryTables/", "xl/webExtensions/")
RUNNING = ("xl/macrosheets/", "xl/activeX/", "xl/vbaProject")
DATE_FORMATS = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
NO_LETTERS_OF_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def parse(data: bytes) -> dict[str, Any]:
    """{"sheets": [{"name", "hidden", "rows", "merged", "hidden_columns", "formulas"}]}; see `tables.Sheet`."""
    package = Package(data)
    refuse_macros(package)
    _refuse_what_reaches_out(package)
    main = next(iter(related_parts(package, "").get("officeDocument", [])), "xl/workbook.xml")
    if main not in package.names:
        raise UnreadableFile("damaged", "no workbook")
    book = Book()
    stream(package.chunks(main), book)
    related = related_parts(package, main)
    words, formats = Words(), Formats()
    for part in related.get("sharedStrings", [])[:1]:
        stream(package.chunks(part), words)
    for part in related.get("styles", [])[:1]:
        stream(package.chunks(part), formats)
    places = _places(package, main)
    if len(book.sheets) > MAX_SHEETS:
        raise UnreadableFile("too_many_sheets", limit=MAX_SHEETS)
    read = [
        (name, hidden, _read(package, places[key], words.found, formats.dates, name, since_1904=book.since_1904))
        for name, key, hidden in book.sheets
        if key in places
    ]
    sheets = [{"name": name, "hidden": hidden, **sheet.told()} for name, hidden, sheet in read]
    if not any(sheet["rows"] for sheet in sheets):
        raise UnreadableFile("empty")
    return {"sheets": sheets, "warnings": []}


def _refuse_what_reaches_out(package: Package) -> None:
    if "xl/workbook.bin" in package.names:
        raise UnreadableFile("binary_workbook")
    if any(name.startswith(RUNNING) for name in package.names):
        raise UnreadableFile("macro")
    if any(name.startswith(OUTSIDE) for name in package.names):
        raise UnreadableFile("external_links")


def _places(package: Package, main: str) -> dict[str, str]:
    """Which part holds the sheet that the workbook knows by an id."""
    folder, _, name = main.rpartition("/")
    relations = Attributes("Id", "Target", "TargetMode")
    stream(package.chunks(f"{folder}/_rels/{name}.rels"), relations)
    found = {}
    for key, target, mode in zip(*[iter(relations.found)] * 3, strict=True):
        if mode != "External":
            found[key] = target[1:] if target.startswith("/") else f"{folder}/{target.removeprefix('./')}"
    return found


def _read(package: Package, part: str, words: list[str], dates: list[bool], name: str, *, since_1904: bool) -> "Sheet":
    sheet = Sheet(words, dates, name, since_1904=since_1904)
    stream(package.chunks(part), sheet)
    return sheet


class Book:
    """Sheets in their order as (name, id of the relation, hidden), and the day from which days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", "")[:100], attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true"}

    def end(self, name: str) -> None:
        """Only attributes matter."""

    def data(self, text: str) -> None:
        """Only attributes matter."""


class Words:
    """The shared strings, in order; what only guides pronunciation is left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._inside, self._aside = False, False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True
        elif name == "t":
            self._inside = not self._aside

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self._parts))
        elif name == "rPh":
            self._aside = False
        elif name == "t":
            self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


class Formats:
    """For each cell format whether it shows a number as a day."""

    def __init__(self) -> None:
        self.dates: list[bool] = []
        self._own: dict[str, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.dates.append(self._is_date(attributes.get("numFmtId", "0")))

    def _is_date(self, key: str) -> bool:
        if key in self._own:
            letters = NO_LETTERS_OF_DATES.sub("", self._own[key].lower())
            return "d" in letters or "y" in letters
        return key.isdigit() and int(key) in DATE_FORMATS

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def data(self, text: str) -> None:
        """Only attributes matter."""


class Sheet:
    """The rows of one sheet that hold something: [number, hidden, [[column, kind, value], …]], all counted from 1."""

    def __init__(self, words: list[str], dates: list[bool], name: str, *, since_1904: bool) -> None:
        self._words, self._dates, self._name = words, dates, name
        self._first_day = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
        self.rows: list[list[Any]] = []
        self.merged: list[list[int]] = []
        self.hidden_columns: list[int] = []
        self.formulas: list[list[int]] = []
        self._row, self._marks, self._column, self._letters = 0, 0, 0, 0
        self._hidden = False
        self._cells: list[list[Any]] = []
        self._kind, self._style, self._formula = "n", 0, False
        self._parts: list[str] = []
        self._inside = False

    def told(self) -> dict[str, Any]:
        return {
            "rows": self.rows,
            "merged": self.merged,
            "hidden_columns": self.hidden_columns,
            "formulas": self.formulas,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "t"}:
            self._inside = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "0") in {"1", "true"}:
            first, last = _number(attributes.get("min", "0")), _number(attributes.get("max", "0"))
            self.hidden_columns += range(first, min(last, MAX_COLUMNS) + 1)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._marks += 1
        if self._marks > MAX_ROW_MARKS:
            raise UnreadableFile("too_many_rows", sheet=self._name, limit=MAX_ROWS)
        self._row = _number(attributes.get("r", "0")) or self._row + 1
        self._hidden = attributes.get("hidden", "0") in {"1", "true"}
        self._cells, self._column = [], 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        found = REFERENCE.fullmatch(attributes.get("r", ""))
        self._column = column_number(found[1]) if found else self._column + 1
        self._kind, self._style = attributes.get("t", "n"), _number(attributes.get("s", "0"))
        self._formula, self._parts = False, []

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = REFERENCE.fullmatch(first), REFERENCE.fullmatch(last or first)
        if corners[0] and corners[1] and len(self.merged) < MAX_MERGES:
            (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
            self.merged.append([int(top), column_number(left), int(bottom), column_number(right)])

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._inside = False
        elif name == "c":
            self._end_cell()
        elif name == "row" and self._cells:
            if len(self.rows) == MAX_ROWS:
                raise UnreadableFile("too_many_rows", sheet=self._name, limit=MAX_ROWS)
            self.rows.append([self._row, self._hidden, self._cells])

    def _end_cell(self) -> None:
        written = "".join(self._parts)
        if self._column > MAX_COLUMNS:
            if written.strip():
                raise UnreadableFile("too_many_columns", sheet=self._name, limit=MAX_COLUMNS)
            return
        self._letters += len(written)
        if self._letters > MAX_LETTERS:
            raise UnreadableFile("too_much_text", limit_mb=MAX_LETTERS // (1024 * 1024))
        kind, value = self._value(written)
        if value.strip() or kind == "formula":
            self._cells.append([self._column, kind, value])
            if self._formula and len(self.formulas) < MAX_FORMULAS:
                self.formulas.append([self._row, self._column])

    def _value(self, written: str) -> tuple[str, str]:
        if not written:
            return ("formula", "") if self._formula else ("text", "")
        if self._kind == "s":
            place = _number(written)
            if place >= len(self._words):
                raise UnreadableFile("damaged", "a shared string that is not there")
            # Counted each time it is used: a small file must not become a large answer by naming one text often.
            self._letters += len(self._words[place])
            return "text", self._words[place]
        if self._kind == "e":
            return "error", written[:20]
        if self._kind == "b":
            return "text", "TRUE" if written == "1" else "FALSE"
        if self._kind == "d":
            return "day", written[:10]
        return ("text", written) if self._kind in {"str", "inlineStr"} else self._of_number(written)

    def _of_number(self, written: str) -> tuple[str, str]:
        if 0 <= self._style < len(self._dates) and self._dates[self._style]:
            try:
                return "day", (self._first_day + dt.timedelta(days=int(float(written)))).isoformat()
            except (ValueError, OverflowError):
                return "error", written[:20]
        return "number", written[:40]

    def data(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)


def column_number(letters: str) -> int:
    """1 for "A", 27 for "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
