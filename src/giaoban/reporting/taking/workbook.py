"""A filled workbook: whose it is, and what stands in its cells; each cell that cannot be taken says where and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl.utils import get_column_letter

from giaoban.documents.reading.tables import Cell, Row, Sheet, Workbook, read_table
from giaoban.kernel.period import Period
from giaoban.kernel.vietnamese import fold
from giaoban.reporting.enums import Origin
from giaoban.reporting.models import Call, FormItem
from giaoban.reporting.taking import sealing
from giaoban.reporting.taking.brought import Brought, NotTaken, says_none
from giaoban.reporting.taking.template_file import ESTIMATE, KEY, NONE, REASON, VALUE

TICKS = frozenset({"x", "co", "1", "true", "v"})
FILLED = (VALUE, NONE, ESTIMATE, REASON)
DIGITS = 15  # of a number as spreadsheet programs keep it


class NoTemplate(NotTaken):
    sentence = gettext_lazy(
        "This is not the workbook of this return: its keys are missing. Download the workbook from this page, fill it in and send it again."
    )


class Altered(NotTaken):
    sentence = gettext_lazy(
        "The keys of this workbook were altered, so nobody can tell whose return it is. Download the workbook anew."
    )


class WrongForm(NotTaken):
    sentence = gettext_lazy(
        "This workbook is of another form or of another version of it. Download the one of this page."
    )


class WrongUnit(NotTaken):
    sentence = gettext_lazy("This workbook is of another body. Download the one of this page.")


class WrongCall(NotTaken):
    sentence = gettext_lazy("This workbook is of another call for returns. Download the one of this page.")


class WrongPeriod(NotTaken):
    """`period` is the one that the workbook is of."""

    def __init__(self, period: str) -> None:
        super().__init__()
        self.sentence = _("This workbook is of another period: %(period)s.") % {"period": period}


class HiddenSheet(NotTaken):
    sentence = gettext_lazy(
        "The sheet with the lines is hidden in this workbook. Show it, look at it, and send it again."
    )


class TwoSheets(NotTaken):
    sentence = gettext_lazy("Two sheets of this workbook hold the lines of the return. Keep one of them.")


@dataclass(frozen=True)
class Taken:
    """What a workbook brings, line by line, and what is to be said of it as a whole."""

    lines: list[Brought]
    notes: list[str]


def read(data: bytes, *, name: str, call: Call, unit_id: UUID, lines: Sequence[FormItem]) -> Taken:
    """What a filled workbook brings for the lines. Raises UnreadableTable, NotTaken."""
    book = read_table(data, name=name)
    _refuse_of_another(_keys(book), sealing.keys(call, unit_id))
    asked = {line.indicator.code: line for line in lines if line.indicator.origin == Origin.REPORTED}
    sheet = _sheet(book, asked)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in sheet.rows:
        code = _text(row, KEY)
        if code in asked:
            rows[code].append(row)
    found = [_brought(asked[code], here, sheet) for code, here in rows.items()]
    found.sort(key=lambda one: one.item.number)
    return Taken(found, _notes(book, sheet, [line for code, line in asked.items() if code not in rows]))


def _keys(book: Workbook) -> dict[str, str]:
    for sheet in book.sheets:
        if sheet.rows and _text(sheet.rows[0], 1) == sealing.MARK:
            return {_text(row, 1): _text(row, 2) for row in sheet.rows[1:]}
    raise NoTemplate


def _refuse_of_another(told: dict[str, str], wanted: dict[str, str]) -> None:
    if not sealing.is_sealed(told):
        raise Altered
    if told["form"] != wanted["form"]:
        raise WrongForm
    if told["period"] != wanted["period"]:
        raise WrongPeriod(Period.from_code(told["period"]).label())
    if told["unit"] != wanted["unit"]:
        raise WrongUnit
    if told["version"] != wanted["version"]:
        raise WrongForm
    if told["call"] != wanted["call"]:
        raise WrongCall


def _sheet(book: Workbook, asked: dict[str, FormItem]) -> Sheet:
    holding = [sheet for sheet in book.sheets if any(_text(row, KEY) in asked for row in sheet.rows)]
    if not holding:
        raise NoTemplate
    shown = [sheet for sheet in holding if not sheet.hidden]
    if not shown:
        raise HiddenSheet
    if len(shown) > 1:
        raise TwoSheets
    return shown[0]


def _notes(book: Workbook, read: Sheet, missing: Sequence[FormItem]) -> list[str]:
    unseen = [sheet for sheet in book.sheets if sheet.hidden and sheet is not read and sheet.rows]
    return [
        *(
            _("The hidden sheet “%(sheet)s” was not read.") % {"sheet": sheet.name}
            for sheet in unseen
            if _text(sheet.rows[0], 1) != sealing.MARK
        ),
        *(
            _("Line %(number)s (%(name)s) is not in the workbook; it stays as it is.")
            % {"number": line.number, "name": line.indicator.name}
            for line in missing
        ),
    ]


def _text(row: Row, place: int) -> str:
    cell = row.cells.get(place)
    return cell.value.strip() if cell else ""


def _address(row: Row, place: int = VALUE) -> str:
    return f"{get_column_letter(place)}{row.number}"


def _brought(item: FormItem, rows: Sequence[Row], sheet: Sheet) -> Brought:
    row, here = rows[0], _address(rows[0])
    why = _why_not(rows, sheet)
    if why:
        return Brought(item=item, address=here, why=why)
    for place in FILLED:
        why = unusable(row.cells.get(place))
        if why:
            return Brought(item=item, address=_address(row, place), why=why)
    if not item.indicator.is_number:
        return Brought(item=item, address=here, written=words_of(row.cells.get(VALUE)), note=_note(row, sheet))
    return _number(item, row, sheet)


def _number(item: FormItem, row: Row, sheet: Sheet) -> Brought:
    ticks: dict[int, bool] = {}
    for place in (NONE, ESTIMATE):
        written = fold(_text(row, place))
        if written and written not in TICKS:
            return Brought(
                item=item,
                address=_address(row, place),
                why=_("Only an x is understood here; leave it empty otherwise."),
            )
        ticks[place] = bool(written)
    written = words_of(row.cells.get(VALUE))
    none = says_none(written)
    return Brought(
        item=item,
        address=_address(row),
        written="" if none else written,
        none=none or ticks[NONE],
        estimate=ticks[ESTIMATE],
        reason=words_of(row.cells.get(REASON)),
        note=_note(row, sheet),
    )


def _why_not(rows: Sequence[Row], sheet: Sheet) -> str:
    """Why a line's cells cannot be trusted, whatever they hold."""
    row = rows[0]
    if len(rows) > 1:
        numbers = ", ".join(str(one.number) for one in rows)
        return _("This line stands in the workbook several times (rows %(rows)s). Keep one.") % {"rows": numbers}
    if any(
        top <= row.number <= bottom and left <= max(FILLED) and right >= min(FILLED)
        for top, left, bottom, right in sheet.merged
    ):
        return _("This cell is merged with others, so it is not clear which line it is of. Unmerge it.")
    if row.hidden or VALUE in sheet.hidden_columns:
        return _("This cell is hidden in the workbook. Show it, look at it, and send it again.")
    return ""


def unusable(cell: Cell | None) -> str:
    """Why nothing can be read from a cell, whatever it is of; "" where it can."""
    if cell is None:
        return ""
    if cell.kind == "error":
        return _("This cell shows an error (%(error)s).") % {"error": cell.value}
    if cell.kind == "formula":
        return _("This formula has no result yet. Open the workbook in Excel, let it compute, save, and send it again.")
    if cell.kind == "day":
        return _("The program made a day of this cell (%(day)s). Format it as text and write the number again.") % {
            "day": cell.value
        }
    return ""


def _note(row: Row, sheet: Sheet) -> str:
    if (row.number, VALUE) not in sheet.formulas:
        return ""
    return _("Made by a formula in the workbook; look at the number.")


def words_of(cell: Cell | None) -> str:
    """What a cell shows, as one would type it: a number without groups, its decimals behind a comma."""
    if cell is None:
        return ""
    if cell.kind != "number":
        return cell.value.strip()
    try:
        number = round(Decimal(cell.value), DIGITS - Decimal(cell.value).adjusted() - 1)
    except InvalidOperation:
        return cell.value
    plain = f"{number.normalize():f}"
    # Left in the shape that may be read in two ways where it is in it, so that it is asked about as when typed.
    return plain.replace(".", ",")
