"""Tables as text (.csv): whatever separates their cells, as rows of a single sheet. Runs inside a bounded child."""

import csv
import io
from typing import Any

from giaoban.documents.reading.decoding import decode
from giaoban.documents.reading.outcome import UnreadableFile
from giaoban.documents.reading.sheets import MAX_COLUMNS, MAX_ROWS

SEPARATORS = ";,\t|"
LONGEST_CELL = 100_000


def parse(data: bytes) -> dict[str, Any]:
    """As `sheets.parse`; a row's number is that of the line on which it begins."""
    text, warnings = decode(data)
    text = text.removeprefix("\ufeff")
    if "undecodable" in warnings:
        raise UnreadableFile("legacy_encoding")
    if "\0" in text:
        raise UnreadableFile("binary")
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[Any]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    try:
        for values in reader:
            cells: list[list[Any]] = [
                [place, "text", value] for place, value in enumerate(values, start=1) if value.strip()
            ]
            if cells and cells[-1][0] > MAX_COLUMNS:
                raise UnreadableFile("too_many_columns", sheet="CSV", limit=MAX_COLUMNS)
            if cells and len(rows) == MAX_ROWS:
                raise UnreadableFile("too_many_rows", sheet="CSV", limit=MAX_ROWS)
            if cells:
                rows.append([line, False, cells])
            line = reader.line_num + 1
    except csv.Error as problem:
        raise UnreadableFile("quotes", str(problem), line=line) from problem
    if not rows:
        raise UnreadableFile("empty")
    return {
        "sheets": [{"name": "CSV", "hidden": False, "rows": rows, "merged": [], "hidden_columns": [], "formulas": []}],
        "warnings": warnings,
    }


def _separator(text: str) -> str:
    """The mark that stands in most of the first lines, the same number of times if possible."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]

    def weight(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines if mark in line]
        commonest = max(set(counts), key=counts.count) if counts else 0
        return counts.count(commonest) if commonest else 0, commonest

    return max(SEPARATORS, key=weight)
