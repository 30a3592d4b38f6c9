"""Tables to take along: CSV and XLSX that stream, and that no spreadsheet takes for formulas."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from defusedcsv import csv
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Echo:
    """A file that hands each line back, so that a long table never stands in memory."""

    def write(self, line: str) -> str:
        return line


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Lines of a CSV with a byte order mark, so that Excel reads it as UTF-8; days as 13/10/2021."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(heads)
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    # A tab or a line break before the sign would carry it past the guard of the writer.
    return value.strip() if isinstance(value, str) else value


def xlsx(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, widths: Sequence[int], note: str = ""
) -> bytes:
    """A workbook with real days and numbers; text stays text, also where it begins like a formula.

    `note` stands in a line of its own above the heads (the demonstration says there what its figures are).
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A3" if note else "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    if note:
        sheet.append([_bold(sheet, note)])
    sheet.append([_bold(sheet, name) for name in heads])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _bold(sheet: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, dt.date):
            cell.number_format = "DD/MM/YYYY"
        return cell
    cell = WriteOnlyCell(sheet)
    say(cell, value)
    return cell


def say(cell: Any, words: str) -> None:
    """Puts words into a cell that stay words, also where they begin like a formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)
    # Set by hand: what begins with "=" would otherwise be written as a formula.
    cell.data_type = "s"
    cell.quotePrefix = words.lstrip()[:1] in tuple("=+-@|%")
