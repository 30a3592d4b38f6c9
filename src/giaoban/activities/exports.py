"""The list as a table to take along: the rows of the screen in the order of the screen, safe to open in a spreadsheet."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

from defusedcsv import csv
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from giaoban.activities import queries
from giaoban.activities.models.activities import ActivityQuerySet

AT_A_TIME = 1000
WIDTHS = (12, 12, 22, 34, 60, 40, 14, 14, 30, 60, 40, 8, 14, 24)


def heads() -> list[str]:
    """Names of the columns."""
    return [
        _("First day"),
        _("Last day"),
        _("Kind of activity"),
        _("Done by"),
        _("Topic"),
        _("Where"),
        _("Participants"),
        _("Of them women"),
        _("Act that it spreads"),
        _("More words"),
        _("Links"),
        _("Files"),
        _("State of the record"),
        _("Recorded by"),
    ]


def values(activities: ActivityQuerySet, *, on: dt.date) -> Iterator[list[Any]]:
    """One row an activity, whatever its number: days and counts as such, everything else as text."""
    found = queries.with_files(activities).select_related("act", "made_by")
    batch: list[Any] = []
    for activity in found.iterator(chunk_size=AT_A_TIME):
        batch.append(activity)
        if len(batch) == AT_A_TIME:
            yield from _batch(batch, on)
            batch = []
    yield from _batch(batch, on)


def _batch(batch: list[Any], on: dt.date) -> Iterator[list[Any]]:
    for row in queries.named(batch, on=on):
        one = row.activity
        yield [
            one.first_day,
            one.last_day,
            one.get_kind_display(),
            row.unit,
            one.topic,
            row.place,
            one.participants,
            one.women,
            str(one.act or ""),
            one.words,
            " ".join(one.links),
            row.files,
            _("Cancelled") if one.is_cancelled else _("In force"),
            str(one.made_by),
        ]


class _Echo:
    """A file that hands each line back, so that a long table never stands in memory."""

    def write(self, line: str) -> str:
        return line


def as_csv(rows: Iterable[list[Any]]) -> Iterator[str]:
    """Lines of a CSV with a byte order mark, so that Excel reads it as UTF-8; nothing in it starts a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(heads())
    for row in rows:
        yield writer.writerow([_plain(value) for value in row])


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    # A tab or a line break before the sign would carry it past the guard of the writer.
    return value.strip() if isinstance(value, str) else value


def as_xlsx(rows: Iterable[list[Any]]) -> bytes:
    """A workbook with real days and numbers; text stays text, also where it begins like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Activities"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + place)].width = width
    sheet.append([_head(sheet, name) for name in heads()])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, name: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, name)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> WriteOnlyCell:
    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, dt.date):
            cell.number_format = "DD/MM/YYYY"
        return cell
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # openpyxl takes text that begins with "=" for a formula
    cell.quotePrefix = value.lstrip()[:1] in tuple("=+-@|%")
    return cell
