"""Days and due dates in the cells of a list: real days, days as text, counts of days, and words. Pure."""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum

from giaoban.documents.reading.tables import Cell
from giaoban.kernel.due import Due, DueKind, InvalidDate
from giaoban.kernel.vietnamese import fold

FIRST, LAST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
COUNTED_FROM = dt.date(1899, 12, 30)
SERIAL = re.compile(r"[2-7]\d{4}(?:\.0*)?")
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?!\d)")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?(?!\d)")
OUR_LABEL = re.compile(r"(.+?) \[[^\]]*\]", re.DOTALL)
NOT_SAID = {"chua dinh han", "no due date", "khong co", "khong", "khong xac dinh", "chua co", "-", "x", ""}


class Order(StrEnum):
    """How the days of a list are to be read."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    # A program set to American dates took 05/11 for the 11th of May and left 25/11 as text.
    SWAPPED = "swapped"


class UnreadDay(ValueError):
    """A cell that should hold a day; `code` of the problem and the words that were there."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


def suggested(cells: Iterable[Cell]) -> Order:
    """What the day cells of a list themselves say: a 25 where the month should stand, or days that stop at 12."""
    real, text = [], []
    for cell in cells:
        if cell.kind == "day" and (day := _iso(cell.value)):
            real.append(day)
        elif cell.kind == "text" and (found := NUMERIC.fullmatch(cell.value.strip())):
            text.append((int(found[1]), int(found[2])))
    if any(second > 12 >= first for first, second in text) and not any(first > 12 for first, _ in text):
        return Order.MONTH_FIRST
    # Half of honest days lie after the 12th; five and more that all do not, beside text that all do, are no accident.
    if len(real) >= 5 and text and all(day.day <= 12 for day in real) and all(first > 12 for first, _ in text):
        return Order.SWAPPED
    return Order.DAY_FIRST


def read_day(cell: Cell | None, order: Order) -> dt.date | None:
    """The day in a cell that holds one and nothing else; None for an empty cell. Raises UnreadDay."""
    if cell is None or (fold(cell.value).strip() in NOT_SAID and cell.kind == "text"):
        return None
    if cell.kind in {"error", "formula"}:
        raise UnreadDay("cell_error" if cell.kind == "error" else "formula", cell.value)
    if cell.kind == "day":
        return _real(cell.value, order)
    if SERIAL.fullmatch(cell.value.strip()):
        return COUNTED_FROM + dt.timedelta(days=int(float(cell.value)))
    found = NUMERIC.search(_plain(cell.value, order))
    if not found:
        raise UnreadDay("no_day", cell.value)
    day, month, year = (int(part) for part in found.groups())
    try:
        return _sane(dt.date(year, month, day), cell.value)
    except ValueError as problem:
        raise UnreadDay("bad_day", cell.value) from problem


def read_due(cell: Cell | None, last_day: Cell | None, order: Order, *, reference: dt.date) -> Due:
    """The due date of a row, in the words of its cell where it has words. Raises UnreadDay.

    `last_day` is the column of our own export: there the words stand in one column and the day in another.
    """
    due = _due(cell, order, reference)
    end = read_day(last_day, order)
    if end is None or (due.end and due.last_day == end):
        return due
    start = due.start if due.start and due.start <= end else None
    kind = due.kind if due.end else DueKind.DAY
    return Due(kind, due.as_written, start, end + dt.timedelta(days=1))


def _due(cell: Cell | None, order: Order, reference: dt.date) -> Due:
    if cell is None or (cell.kind == "text" and fold(cell.value).strip() in NOT_SAID):
        return Due.none()
    if cell.kind == "number" and not SERIAL.fullmatch(cell.value.strip()):
        raise UnreadDay("no_day", cell.value)
    if cell.kind != "text" or SERIAL.fullmatch(cell.value.strip()):
        day = read_day(cell, order)
        return Due.on(day) if day else Due.none()
    words = _plain(cell.value, order)
    try:
        due = Due.parse(words[:200], reference)
    except InvalidDate as problem:
        raise UnreadDay("bad_day", cell.value) from problem
    if due.end:
        _sane(due.end, cell.value)
    return due


def is_counted(cell: Cell | None) -> bool:
    """The day stands as a bare count of days, as spreadsheets keep it: to be told, in case it is another number."""
    return cell is not None and cell.kind in {"number", "text"} and bool(SERIAL.fullmatch(cell.value.strip()))


def _plain(written: str, order: Order) -> str:
    """The words with days as 30/11/2021, without what our own label adds in brackets."""
    words = " ".join(written.split())
    if label := OUR_LABEL.fullmatch(words):
        words = label[1]
    words = ISO.sub(lambda found: f"{found[3]}/{found[2]}/{found[1]}", words)

    def plain(found: re.Match[str]) -> str:
        first, second, year = found.groups()
        day, month = (second, first) if order is Order.MONTH_FIRST else (first, second)
        return f"{day}/{month}/{year if len(year) == 4 else '20' + year}"

    return NUMERIC.sub(plain, words)


def _real(written: str, order: Order) -> dt.date:
    day = _iso(written)
    if day is None:
        raise UnreadDay("bad_day", written)
    if order is Order.SWAPPED and day.day <= 12:
        day = day.replace(month=day.day, day=day.month)
    return _sane(day, f"{day:%d/%m/%Y}")


def _sane(day: dt.date, written: str) -> dt.date:
    if not FIRST <= day < LAST:
        raise UnreadDay("far_day", written)
    return day


def _iso(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None
