"""The workbook of one return: its lines to fill in, what stands there already, and hidden keys that say whose it is."""

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from giaoban.kernel.spreadsheets import say
from giaoban.reporting import words
from giaoban.reporting.enums import IndicatorKind, Origin
from giaoban.reporting.models import Call, FormItem, Value
from giaoban.reporting.taking import sealing

TICK = "x"
# Column → its place; the keys stand in the first, hidden.
KEY, NUMBER, NAME, UNIT, VALUE, NONE, ESTIMATE, REASON, BEFORE, GUIDANCE = range(1, 11)
WIDTHS = {"A": 4, "B": 6, "C": 44, "D": 12, "E": 20, "F": 12, "G": 10, "H": 32, "I": 18, "J": 56}
HEAD_ROW = 4
INK, PAPER, OPEN = "F2E6E1", "F7F5F2", "FFFFFF"
LINE = Border(bottom=Side(style="thin", color="D9D4CC"))


@dataclass(frozen=True)
class Content:
    """What a workbook shows: the return's lines, what it says by now, and what it said of the period before."""

    call: Call
    unit_id: UUID
    unit: str
    due: dt.date
    lines: list[FormItem]
    said: Mapping[UUID, Value]
    before: Mapping[UUID, Value]


def workbook(content: Content) -> bytes:
    """The bytes of the template. Cells to fill in hold text, so that no program makes a day or another number of them."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("The return")[:31]
    _head(sheet, content)
    row = HEAD_ROW
    section = None
    for line in content.lines:
        if line.section_id != section:
            section, row = line.section_id, row + 1
            say(sheet.cell(row, NAME), f"{line.section.number}. {line.section.title}")
            sheet.cell(row, NAME).font = Font(bold=True)
            say(sheet.cell(row, GUIDANCE), line.section.guidance)
            sheet.cell(row, GUIDANCE).alignment = Alignment(wrap_text=True, vertical="top")
        row += 1
        _line(sheet, row, line, content)
    _drop_downs(sheet, content.lines, row)
    _protect(sheet)
    _keys(book, content)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, content: Content) -> None:
    call = content.call
    say(sheet.cell(1, NAME), f"{call.form.name} – {call.in_words}")
    sheet.cell(1, NAME).font = Font(bold=True, size=14)
    due = _("Submit until %(day)s.") % {"day": f"{content.due:%d/%m/%Y}"}
    say(sheet.cell(2, NAME), f"{content.unit}. {due}")
    say(
        sheet.cell(3, NAME),
        _("Fill in the white cells only; the others are locked. Write 1.234 for thousands and 1,5 for decimals."),
    )
    heads = {
        NUMBER: _("Line no."),
        NAME: _("Indicator"),
        UNIT: _("Counted in"),
        VALUE: _("Value"),
        NONE: _("None occurred (x)"),
        ESTIMATE: _("Estimate (x)"),
        REASON: _("Why it is right"),
        BEFORE: _("Period before"),
        GUIDANCE: _("Guidance"),
    }
    for place, title in heads.items():
        cell = sheet.cell(HEAD_ROW, place)
        say(cell, title)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _line(sheet: Any, row: int, line: FormItem, content: Content) -> None:
    indicator, value = line.indicator, content.said.get(line.indicator_id)
    reported = indicator.origin == Origin.REPORTED
    told = {
        KEY: indicator.code if reported else "",
        NUMBER: str(line.number),
        NAME: indicator.name,
        UNIT: indicator.unit,
        BEFORE: words.value(content.before.get(indicator.pk), indicator),
        GUIDANCE: line.question if reported else _("Made by the system; nothing to fill in."),
    }
    if reported:
        told |= {
            VALUE: (words.editable(value.number) if indicator.is_number else value.text) if value else "",
            NONE: TICK if value and value.none_occurred else "",
            ESTIMATE: TICK if value and value.is_estimate else "",
            REASON: value.reason if value else "",
        }
    for place in range(KEY, GUIDANCE + 1):
        cell = sheet.cell(row, place)
        if told.get(place):
            say(cell, told[place])
        cell.border = LINE
        cell.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="right" if place == VALUE and indicator.is_number else None
        )
        if reported and place in _open(line):
            cell.number_format = "@"
            cell.protection = Protection(locked=False)
            cell.fill = PatternFill("solid", fgColor=OPEN)
        else:
            cell.fill = PatternFill("solid", fgColor=PAPER)
    if indicator.kind == IndicatorKind.TEXT and reported:
        sheet.row_dimensions[row].height = 90


def _open(line: FormItem) -> tuple[int, ...]:
    """The columns that are filled in for a line: words have neither "none occurred" nor an estimate."""
    return (VALUE, NONE, ESTIMATE, REASON) if line.indicator.is_number else (VALUE,)


def _drop_downs(sheet: Any, lines: list[FormItem], last: int) -> None:
    tick = DataValidation(type="list", formula1=f'"{TICK}"', allow_blank=True, showErrorMessage=True)
    sheet.add_data_validation(tick)
    tick.add(f"F{HEAD_ROW + 1}:G{last}")
    rows = {sheet.cell(row, KEY).value: row for row in range(HEAD_ROW + 1, last + 1)}
    for line in lines:
        if line.indicator.kind == IndicatorKind.CHOICE and line.indicator.code in rows:
            offered = DataValidation(
                type="list", formula1=f'"{",".join(line.indicator.choices)}"', allow_blank=True, showErrorMessage=True
            )
            sheet.add_data_validation(offered)
            offered.add(f"E{rows[line.indicator.code]}")


def _protect(sheet: Any) -> None:
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, VALUE)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _keys(book: Workbook, content: Content) -> None:
    sheet = book.create_sheet("giaoban")
    say(sheet.cell(1, 1), sealing.MARK)
    for row, (name, value) in enumerate(sealing.keys(content.call, content.unit_id).items(), start=2):
        say(sheet.cell(row, 1), name)
        say(sheet.cell(row, 2), value)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
