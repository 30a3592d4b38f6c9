"""The periods that reports, briefings and plans speak of.

A `Period` is a named run of calendar days: a month, a quarter, half a year, the first nine months, a year, a phase
("giai đoạn", whole years), a term of office ("nhiệm kỳ", from a year to a year that the next term shares), or any other
range. `start` and `end` are half-open. Which days a *report* on the period counts is another question, answered by
`Period.window` under a `WindowRule`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Self

from giaoban.kernel import period_words
from giaoban.kernel.days import DayRange, add_months
from giaoban.kernel.period_words import FIRST_YEAR, LAST_YEAR, MONTHS, Language
from giaoban.kernel.period_words import PeriodKind as PeriodKind
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import nfc


class InvalidPeriod(Problem):
    """Days that no period of the kind has: `kind`, `start`, `end`."""

    code = "invalid_period"
    sentence_vi = "Khoảng thời gian từ {start} đến trước {end} không phải là một kỳ hợp lệ."


class InvalidPeriodCode(Problem):
    """A code that `Period.code` never writes: `written`."""

    code = "invalid_period_code"
    sentence_vi = "Không có kỳ nào mang mã “{written}”."


class PeriodNotRead(Problem):
    """Words that name no period we know: `written`."""

    code = "period_not_read"
    sentence_vi = "Không đọc được kỳ nào từ “{written}”. Ví dụ đúng: quý IV/2021, 9 tháng đầu năm 2021."


class PeriodWithoutYear(Problem):
    """Words that name a period but no year, where the caller gave none either: `written`."""

    code = "period_without_year"
    sentence_vi = "“{written}” không nêu năm."


class NoSuchPeriod(Problem):
    """A neighbour that the period does not have: `period`."""

    code = "no_such_period"
    sentence_vi = "{period} không có cùng kỳ năm trước."


@dataclass(frozen=True)
class WindowRule:
    """Which days a report on a period counts: from day `opens_on` of the month before it to the day before that day in
    its last month; with `opens_on` 1, the calendar days themselves.
    """

    code: str
    opens_on: int

    def __post_init__(self) -> None:
        if not 1 <= self.opens_on <= 28:
            raise ValueError("a window opens on a day that every month has")

    def window(self, start: dt.date, end: dt.date) -> DayRange:
        """The half-open window of the whole months from `start` to `end`."""
        return DayRange(self._opening(start), self._opening(end))

    def _opening(self, first_of_month: dt.date) -> dt.date:
        if self.opens_on == 1:
            return first_of_month
        return add_months(first_of_month, -1).replace(day=self.opens_on)


DECREE_09_2019 = WindowRule("decree-09-2019", 15)
"""Decree 09/2019/NĐ-CP, article 12: month 15th to 14th, quarter, half year and year likewise (15/12 to 14/12). The first
nine months are no period of the decree; the Front's practice runs them by analogy from 15/12 to 14/9."""
CALENDAR = WindowRule("calendar", 1)
"""Statistical reports: the calendar's own days."""


@dataclass(frozen=True, order=True)
class Period:
    """A period by its half-open days and its kind. Periods order by start, then end.

    Make one by a named constructor, from its code, or from Vietnamese words (`parse`, `parse_prefix`, `find`).
    """

    start: dt.date
    end: dt.date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if not self._is_valid():
            raise InvalidPeriod(kind=self.kind, start=self.start, end=self.end)

    def __hash__(self) -> int:
        # Its days nearly always tell it: an enumeration's own hash costs as much again.
        return hash((self.start, self.end))

    def _is_valid(self) -> bool:
        if not (self.start < self.end and self.start.year >= FIRST_YEAR and self.last_day.year <= LAST_YEAR):
            return False
        if self.kind == PeriodKind.CUSTOM:
            return True
        months = MONTHS.get(self.kind)
        if months is None:
            least_years = 2 if self.kind == PeriodKind.TERM else 1
            return _is_new_year(self.start) and _is_new_year(self.end) and self._year_count >= least_years
        first_months = {1} if self.kind == PeriodKind.NINE_MONTHS else set(range(1, 13, months))
        in_place = self.start.day == 1 and self.start.month in first_months
        return in_place and self.end == add_months(self.start, months)

    # -- constructors ----------------------------------------------------------------------------------------------

    @classmethod
    def of_months(cls, kind: PeriodKind, year: int, month: int) -> Self:
        """The period of a kind of fixed length (month, quarter, half year, nine months, year) starting in a month."""
        try:
            start = dt.date(year, month, 1)
        except ValueError as error:
            raise InvalidPeriod(kind=kind, start=f"{month}/{year}", end="?") from error
        return cls(start, add_months(start, MONTHS[kind]), kind)

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        """One month, 1 to 12."""
        return cls.of_months(PeriodKind.MONTH, year, month)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Self:
        """One quarter, 1 to 4."""
        return cls.of_months(PeriodKind.QUARTER, year, quarter * 3 - 2)

    @classmethod
    def of_half(cls, year: int, half: int) -> Self:
        """The first six months (1) or the last six (2) of a year."""
        return cls.of_months(PeriodKind.HALF_YEAR, year, half * 6 - 5)

    @classmethod
    def of_nine_months(cls, year: int) -> Self:
        """The first nine months of a year, cumulative: "9 tháng đầu năm"."""
        return cls.of_months(PeriodKind.NINE_MONTHS, year, 1)

    @classmethod
    def of_year(cls, year: int) -> Self:
        """One calendar year."""
        return cls.of_months(PeriodKind.YEAR, year, 1)

    @classmethod
    def of_phase(cls, first_year: int, last_year: int) -> Self:
        """Whole years, both included: "giai đoạn 2021-2025" is five years."""
        return cls._of_years(PeriodKind.PHASE, first_year, last_year)

    @classmethod
    def of_term(cls, first_year: int, last_year: int) -> Self:
        """A term of office: "nhiệm kỳ 2021-2026" is five years from some day of 2021 to some day of 2026.

        The days of the two congresses being unknown, it takes all days of both years; the next term begins in 2026.
        """
        return cls._of_years(PeriodKind.TERM, first_year, last_year)

    @classmethod
    def _of_years(cls, kind: PeriodKind, first_year: int, last_year: int) -> Self:
        if not (FIRST_YEAR <= first_year <= last_year <= LAST_YEAR):
            raise InvalidPeriod(kind=kind, start=first_year, end=last_year + 1)
        return cls(dt.date(first_year, 1, 1), dt.date(last_year + 1, 1, 1), kind)

    @classmethod
    def between(cls, start: dt.date, end: dt.date) -> Self:
        """Any other days, half-open."""
        return cls(start, end, PeriodKind.CUSTOM)

    @classmethod
    def at(cls, kind: PeriodKind, day: dt.date) -> Self:
        """The month, quarter, half year or year in which a day lies."""
        months = MONTHS[kind]
        if kind == PeriodKind.NINE_MONTHS and day.month > months:
            raise InvalidPeriod(kind=kind, start=day, end=day)
        return cls.of_months(kind, day.year, (day.month - 1) // months * months + 1)

    # -- what it is ------------------------------------------------------------------------------------------------

    @property
    def last_day(self) -> dt.date:
        """The last day that belongs to it."""
        return self.end - dt.timedelta(days=1)

    @property
    def days(self) -> DayRange:
        """Its calendar days, half-open."""
        return DayRange(self.start, self.end)

    @property
    def _year_count(self) -> int:
        return self.end.year - self.start.year

    @property
    def is_whole_months(self) -> bool:
        """Whether it starts and ends with a month."""
        return self.start.day == 1 and self.end.day == 1

    def contains(self, other: "dt.date | Period") -> bool:
        """Whether a day, or all of another period, lies in it."""
        return self.days.covers(other.days if isinstance(other, Period) else other)

    def window(self, rule: WindowRule = CALENDAR) -> DayRange:
        """The half-open days that a report on this period counts; a range of odd days is its own window."""
        return rule.window(self.start, self.end) if self.is_whole_months else self.days

    # -- its neighbours --------------------------------------------------------------------------------------------

    def previous(self) -> Self:
        """The period of the same kind and length before this one."""
        return self._shifted(-1)

    def next(self) -> Self:
        """The period of the same kind and length after this one; nine months are followed by next year's nine."""
        return self._shifted(1)

    def _shifted(self, steps: int) -> Self:
        if self.is_whole_months:
            return self._moved(steps * self._step_in_months())
        length = (self.end - self.start) * steps
        return type(self)(self.start + length, self.end + length, self.kind)

    def _step_in_months(self) -> int:
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        if self.kind == PeriodKind.NINE_MONTHS:
            return 12
        return months - 12 if self.kind == PeriodKind.TERM else months

    def same_last_year(self) -> Self:
        """The same period one year before ("cùng kỳ năm trước"). A phase or a term has none: `NoSuchPeriod`."""
        if self.kind in {PeriodKind.PHASE, PeriodKind.TERM}:
            raise NoSuchPeriod(period=self.label())
        if self.is_whole_months:
            return self._moved(-12)
        start, end = add_months(self.start, -12), add_months(self.last_day, -12) + dt.timedelta(days=1)
        return type(self)(start, end, self.kind)

    def _moved(self, months: int) -> Self:
        return type(self)(add_months(self.start, months), add_months(self.end, months), self.kind)

    # -- how it is written -----------------------------------------------------------------------------------------

    @property
    def code(self) -> str:
        """A short code, the inverse of `from_code`; both ends of a range are included.

        2021-05, 2021-Q4, 2021-H2, 2021-9M, 2021, 2021..2025 (phase), T2021..2026 (term), 2022-10-01..2023-09-30.
        """
        year = self.start.year
        match self.kind:
            case PeriodKind.MONTH:
                return f"{year}-{self.start.month:02}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{self._ordinal}"
            case PeriodKind.HALF_YEAR:
                return f"{year}-H{self._ordinal}"
            case PeriodKind.NINE_MONTHS:
                return f"{year}-9M"
            case PeriodKind.YEAR:
                return str(year)
            case PeriodKind.PHASE:
                return f"{year}..{self.last_day.year}"
            case PeriodKind.TERM:
                return f"T{year}..{self.last_day.year}"
        return f"{self.start}..{self.last_day}"

    @classmethod
    def from_code(cls, written: str) -> "Period":
        """The period of a code; anything that `code` never writes raises `InvalidPeriodCode`."""
        try:
            period = _read_code(written)
        except (ValueError, InvalidPeriod) as error:
            raise InvalidPeriodCode(written=written) from error
        if period.code != written:
            raise InvalidPeriodCode(written=written)
        return period

    @property
    def _ordinal(self) -> int:
        """Which of its kind in the year, from 1."""
        return (self.start.month - 1) // MONTHS[self.kind] + 1

    @classmethod
    def parse(cls, written: str, *, year: int | None = None) -> "Period":
        """The period that the words name, and nothing else: "quý IV/2021", "6 tháng cuối năm", "quy 4-2021".

        `year` is taken where the words give none; without it they raise `PeriodWithoutYear`. Words that name no period,
        or say more than one, raise `PeriodNotRead`.
        """
        period, length = cls.parse_prefix(written, year=year)
        if nfc(written)[length:].strip(" .,;:"):
            raise PeriodNotRead(written=written)
        return period

    @classmethod
    def parse_prefix(cls, written: str, *, year: int | None = None) -> "tuple[Period, int]":
        """The period that the text begins with, and where in the text (in NFC) its words end."""
        text = nfc(written)
        margin = len(text) - len(text.lstrip())
        found = period_words.read_prefix(text[margin:], year=year)
        if found is None:
            raise PeriodNotRead(written=written)
        if found.days is None:
            raise PeriodWithoutYear(written=text[margin : margin + found.last])
        return cls(found.days.start, found.days.end, found.days.kind), margin + found.last

    @classmethod
    def find(cls, text: str, *, year: int | None = None) -> "Iterator[FoundPeriod]":
        """Every period named in a text (NFC), in order, with its offsets; those that lack a year only if one is given."""
        for found in period_words.find_all(text, year=year):
            if found.days is not None:
                yield FoundPeriod(cls(found.days.start, found.days.end, found.days.kind), found.first, found.last)

    def label(self, language: Language = "vi") -> str:
        """Its name in a sentence: "9 tháng đầu năm 2021", "quý IV năm 2021"; in English "first nine months of 2021"."""
        write = period_words.label_vi if language == "vi" else period_words.label_en
        return write(self.kind, self.start, self.end)

    def __str__(self) -> str:
        return self.label()


class FoundPeriod(NamedTuple):
    """A period and its words, `text[first:last]`."""

    period: Period
    first: int
    last: int


def _is_new_year(day: dt.date) -> bool:
    return (day.month, day.day) == (1, 1)


def _read_code(written: str) -> Period:
    """Raises `ValueError` or `InvalidPeriod`; looser than `Period.code`, which the caller compares with."""
    first, dots, last = written.removeprefix("T").partition("..")
    if written.startswith("T"):
        return Period.of_term(int(first), int(last))
    if dots and len(first) == 4:
        return Period.of_phase(int(first), int(last))
    if dots:
        return Period.between(dt.date.fromisoformat(first), dt.date.fromisoformat(last) + dt.timedelta(days=1))
    year, _, rest = written.partition("-")
    if not rest:
        return Period.of_year(int(year))
    if rest == "9M":
        return Period.of_nine_months(int(year))
    if rest[0] == "Q":
        return Period.of_quarter(int(year), int(rest[1:]))
    if rest[0] == "H":
        return Period.of_half(int(year), int(rest[1:]))
    return Period.of_month(int(year), int(rest))
