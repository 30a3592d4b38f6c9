"""The words of periods: how Vietnamese texts write them, and how we write them.

It knows kinds and days only; `giaoban.kernel.period` makes periods of them.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Literal, NamedTuple

from giaoban.kernel.days import add_months
from giaoban.kernel.vietnamese import fold_in_place

Language = Literal["vi", "en"]
ROMAN = ("I", "II", "III", "IV")
FIRST_YEAR, LAST_YEAR = 1900, 2199


class PeriodKind(StrEnum):
    """`PHASE` is "giai đoạn", whole years; `TERM` is "nhiệm kỳ", from a year to a year that the next term shares."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    PHASE = "phase"
    TERM = "term"
    CUSTOM = "custom"


MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
"""Length of the kinds that have one."""


class Days(NamedTuple):
    """A kind and its half-open days."""

    kind: PeriodKind
    start: dt.date
    end: dt.date


def months_from(year: int, month: int, count: int) -> Days:
    """Whole months, as the kind that has exactly these, else as a custom range; `ValueError` if there is no such month."""
    start = dt.date(year, month, 1)
    kind = next((k for k, length in MONTHS.items() if length == count and _may_start(k, month)), PeriodKind.CUSTOM)
    return Days(kind, start, add_months(start, count))


def _may_start(kind: PeriodKind, month: int) -> bool:
    return month == 1 or (kind != PeriodKind.NINE_MONTHS and (month - 1) % MONTHS[kind] == 0)


# -- writing -------------------------------------------------------------------------------------------------------

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def label_vi(kind: PeriodKind, start: dt.date, end: dt.date) -> str:
    """The Vietnamese name; reading it again gives the same days."""
    year, last_day = start.year, end - dt.timedelta(days=1)
    match kind:
        case PeriodKind.MONTH:
            return f"tháng {start.month} năm {year}"
        case PeriodKind.QUARTER:
            return f"quý {ROMAN[start.month // 3]} năm {year}"
        case PeriodKind.HALF_YEAR:
            return f"6 tháng {'đầu' if start.month == 1 else 'cuối'} năm {year}"
        case PeriodKind.NINE_MONTHS:
            return f"9 tháng đầu năm {year}"
        case PeriodKind.YEAR:
            return f"năm {year}"
        case PeriodKind.PHASE:
            return f"giai đoạn {year}-{last_day.year}"
        case PeriodKind.TERM:
            return f"nhiệm kỳ {year}-{last_day.year}"
    whole_months = start.day == end.day == 1
    if whole_months and start.month == 1 and year == last_day.year:
        return f"{last_day.month} tháng đầu năm {year}"
    if whole_months:
        return f"từ tháng {start.month}/{year} đến tháng {last_day.month}/{last_day.year}"
    return f"từ ngày {start:%d/%m/%Y} đến ngày {last_day:%d/%m/%Y}"


def label_en(kind: PeriodKind, start: dt.date, end: dt.date) -> str:
    """The English name."""
    year, last_day = start.year, end - dt.timedelta(days=1)
    match kind:
        case PeriodKind.MONTH:
            return f"{_MONTH_NAMES[start.month - 1]} {year}"
        case PeriodKind.QUARTER:
            return f"quarter {ROMAN[start.month // 3]} of {year}"
        case PeriodKind.HALF_YEAR:
            return f"{'first' if start.month == 1 else 'second'} half of {year}"
        case PeriodKind.NINE_MONTHS:
            return f"first nine months of {year}"
        case PeriodKind.YEAR:
            return str(year)
        case PeriodKind.PHASE:
            return f"{year}–{last_day.year}"
        case PeriodKind.TERM:
            return f"term {year}–{last_day.year}"
    return f"{start:%d/%m/%Y} to {last_day:%d/%m/%Y}"


# -- reading -------------------------------------------------------------------------------------------------------


class Written(NamedTuple):
    """Words of a period at `text[first:last]`. `days` is None where the text leaves out a year that nobody gave."""

    first: int
    last: int
    days: Days | None


class _YearMissing(Exception):
    pass


_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
_PIECES = {
    "{year}": r"(?:19|20|21)\d\d(?!\d)",
    "{in year}": r"(?:\s*,?\s*(?:năm\s+|[/.\-–]\s*)?(?P<year>(?:19|20|21)\d\d)(?!\d))",
    "{month}": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "{number}": r"(?:1[0-2]|0?[1-9]|mười hai|mười một|mười|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín)(?!\w)",
    "{quarter}": r"(?:IV|I{1,3}|[1-4])(?!\w)",
    "{quý}": r"(?<!\w)(?:qu[ýí]|qúy)\s*",
    "{and}": r"\s*(?:[-–—,]|và|đến)\s*",
    "{to}": r"\s*(?:[-–—]|đến|tới)\s*",
    "{until}": r"\s*(?:[-–—]|đến)\s*(?:hết\s+)?",
    "{day}": r"(?:ngày\s+)?(?P<{prefix}_day>\d\d?)[/.\-](?P<{prefix}_month>\d\d?)",
    "{plain}": r"(?<![\w.,/\-])",
}

Reader = Callable[[dict[str, str | None], int | None], Days | None]


def _year(groups: dict[str, str | None], year: int | None) -> int:
    written = groups["year"]
    if written is None and year is None:
        raise _YearMissing
    return int(written or year or 0)


def _number(written: str | None) -> int:
    """Of figures, Roman figures or a word."""
    plain = (written or "").lower()
    if plain.isdigit():
        return int(plain)
    if plain.upper() in ROMAN:
        return ROMAN.index(plain.upper()) + 1
    return next(number for word, number in _NUMBERS.items() if fold_in_place(word) == fold_in_place(plain))


def _read_months(groups: dict[str, str | None], year: int | None) -> Days | None:
    first = _number(groups["month"])
    last = _number(groups.get("last") or groups["month"])
    return months_from(_year(groups, year), first, last - first + 1) if first <= last else None


def _read_quarters(groups: dict[str, str | None], year: int | None) -> Days | None:
    first = _number(groups["quarter"])
    last = _number(groups.get("last") or groups["quarter"])
    return months_from(_year(groups, year), first * 3 - 2, (last - first + 1) * 3) if first <= last else None


def _read_part_of_year(groups: dict[str, str | None], year: int | None) -> Days:
    count = _number(groups.get("number") or "6")
    at_end = fold_in_place(groups.get("side") or "") == "cuoi"
    return months_from(_year(groups, year), 13 - count if at_end else 1, count)


def _read_year(groups: dict[str, str | None], year: int | None) -> Days:
    return months_from(_year(groups, year), 1, 12)


def _read_years(kind: PeriodKind) -> Reader:
    def read(groups: dict[str, str | None], _year: int | None) -> Days | None:
        first, last = int(groups["from"] or 0), int(groups["to"] or 0)
        fits = first < last if kind == PeriodKind.TERM else first <= last
        return Days(kind, dt.date(first, 1, 1), dt.date(last + 1, 1, 1)) if fits else None

    return read


def _read_month_range(groups: dict[str, str | None], year: int | None) -> Days | None:
    first, last, last_year = _number(groups["month"]), _number(groups["last"]), _year(groups, year)
    first_year = int(groups["from"] or (last_year if first <= last else last_year - 1))
    count = (last_year - first_year) * 12 + last - first + 1
    return months_from(first_year, first, count) if count > 0 else None


def _read_day_range(groups: dict[str, str | None], year: int | None) -> Days | None:
    first = int(groups["from_month"] or 0), int(groups["from_day"] or 0)
    last = int(groups["to_month"] or 0), int(groups["to_day"] or 0)
    last_year = _year(groups, year)
    first_year = int(groups["from"] or (last_year if first <= last else last_year - 1))
    try:
        start, end = dt.date(first_year, *first), dt.date(last_year, *last) + dt.timedelta(days=1)
    except ValueError:
        return None
    return Days(PeriodKind.CUSTOM, start, end) if start < end else None


def _read_nothing(_groups: dict[str, str | None], _year: int | None) -> None:
    """A single day is no period, and its year is not a year under report."""


_FORMS: dict[str, Reader] = {
    r"{plain}\d\d?\s+tháng\s+{month}(?:,?\s+năm\s+{year})?": _read_nothing,
    r"từ\s+{from day}(?:[/.\-](?P<from>{year}))?{until}{to day}(?:[/.\-](?P<year>{year}))?(?!\d)": _read_day_range,
    r"từ\s+tháng\s+(?P<month>{month})(?:(?:\s+năm\s+|/)(?P<from>{year}))?{until}tháng\s+(?P<last>{month}){in year}?": (
        _read_month_range
    ),
    r"(?<!\w)tháng\s+(?P<month>{month}){and}(?:tháng\s+)?(?P<last>{month}){in year}": _read_months,
    r"(?<!\w)tháng\s+(?P<month>{month}){in year}?": _read_months,
    r"(?<!\w)tháng\s+(?P<month>{number})\s+năm\s+(?P<year>{year})": _read_months,
    r"{quý}(?P<quarter>{quarter}){and}(?:{quý})?(?P<last>{quarter}){in year}": _read_quarters,
    r"{quý}(?P<quarter>{quarter}){in year}?": _read_quarters,
    r"{plain}(?P<number>{number})\s+tháng\s+(?P<side>đầu|cuối)(?:{in year}|\s+năm(?!\w)(?!\s+(?:học|\d)))": (
        _read_part_of_year
    ),
    r"{plain}(?P<number>{number})\s+tháng(?:,?\s+năm\s+|\s*/\s*)(?P<year>{year})": _read_part_of_year,
    r"(?<!\w)nửa\s+(?P<side>đầu|cuối)\s+năm(?:\s+(?P<year>{year}))?(?!\w)": _read_part_of_year,
    r"(?<!\w)(?:cả\s+)?năm\s+(?P<year>{year})": _read_year,
    r"(?<!\w)(?:giai\s+đoạn|thời\s+k[ỳì]|(?:các\s+)?năm)\s+(?:từ\s+)?(?:năm\s+)?(?P<from>{year}){to}(?:năm\s+)?(?P<to>{year})": (
        _read_years(PeriodKind.PHASE)
    ),
    r"(?<!\w)(?:nhiệm\s+k[ỳì]|NK)\s+(?P<from>{year}){to}(?P<to>{year})": _read_years(PeriodKind.TERM),
}


def _compile(form: str) -> re.Pattern[str]:
    for prefix in ("from", "to"):
        form = form.replace(f"{{{prefix} day}}", _PIECES["{day}"].replace("{prefix}", prefix))
    for piece, pattern in _PIECES.items():
        form = form.replace(piece, pattern)
    return re.compile(form, re.IGNORECASE)


def _without_marks(form: str) -> str:
    return "".join(c if c.isascii() else fold_in_place(c) for c in form)


_READERS = [(_compile(form), reader) for form, reader in _FORMS.items()]
_PLAIN_READERS = [(re.compile(_without_marks(p.pattern), re.IGNORECASE), reader) for p, reader in _READERS]


def _written(match: re.Match[str], reader: Reader, year: int | None) -> Written | None:
    try:
        days = reader({"year": None, "from": None, **match.groupdict()}, year)
    except _YearMissing:
        return Written(match.start(), match.end(), None)
    return Written(match.start(), match.end(), days) if days and days.start.year >= FIRST_YEAR else None


def read_prefix(text: str, *, year: int | None) -> Written | None:
    """The longest period that the text (NFC) begins with. Text wholly without marks ("quy 4-2021") is understood too."""
    readers = _PLAIN_READERS if text.isascii() else _READERS
    matches = [(match, reader) for pattern, reader in readers if (match := pattern.match(text))]
    if not matches:
        return None
    match, reader = max(matches, key=lambda pair: pair[0].end())
    return _written(match, reader, year)


def find_all(text: str, *, year: int | None, with_marks: bool = True) -> Iterator[Written]:
    """Every period in the text (NFC), in order, none inside another.

    Words without marks are taken for periods only in folded text, `with_marks` false ("nam 2021" may be "Việt Nam").
    """
    readers = _READERS if with_marks else _PLAIN_READERS
    matches = [(match, reader) for pattern, reader in readers for match in pattern.finditer(text)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    reached = 0
    for match, reader in matches:
        if match.start() >= reached:
            reached = match.end()
            written = _written(match, reader, year)
            if written:
                yield written
