"""The words of due dates: from a short phrase to a kind and days. `giaoban.kernel.due` makes a `Due` of it.

Phrases are read folded (no marks), one reader per way of speaking, in a fixed order; the first that understands decides.
"""

import datetime as dt
import re
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from giaoban.kernel import period_words, tet
from giaoban.kernel.days import add_months
from giaoban.kernel.period_words import FIRST_YEAR, LAST_YEAR, PeriodKind
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import fold

LOOK_BACK = dt.timedelta(days=31)
"""A day or period without a year lies in the reference's year, unless it ended longer ago than this: then in the next."""


class DueKind(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR_END = "year_end"
    SEASON = "season"
    EVENT = "event"
    RANGE = "range"
    RECURRING = "recurring"
    NONE = "none"


class Every(StrEnum):
    """How often something recurring is due."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class InvalidDate(Problem):
    """A date that no calendar has: `written`, `day`, `month`, `year` (None where the text gives none)."""

    code = "invalid_date"
    sentence_vi = "Ngày {day}/{month} trong “{written}” không có trong lịch."


class Reading(NamedTuple):
    """What a phrase says; `start` and `end` are half-open, None where the words leave that side open."""

    kind: DueKind
    start: dt.date | None = None
    end: dt.date | None = None
    every: Every | None = None


class _Phrase(NamedTuple):
    written: str
    folded: str
    reference: dt.date

    def search(self, pattern: str) -> re.Match[str] | None:
        return re.search(pattern, self.folded)


PERIOD_KINDS = {
    PeriodKind.MONTH: DueKind.MONTH,
    PeriodKind.QUARTER: DueKind.QUARTER,
    PeriodKind.YEAR: DueKind.YEAR_END,
}
_EVERY = {
    "ngay": Every.DAY, "tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER,
    "6 thang": Every.HALF_YEAR, "sau thang": Every.HALF_YEAR, "nam": Every.YEAR,
}  # fmt: skip
_ONE_DAY = dt.timedelta(days=1)


# A list of ten thousand rows says the same few hundred phrases.
@lru_cache(maxsize=4_000)
def read(written: str, reference: dt.date) -> Reading:
    """The kind and the days of a phrase. A date that does not exist raises `InvalidDate`."""
    folded = fold(written).replace("–", "-").replace("—", "-")
    folded = re.sub(r"(?<!\d)(\d{1,2}) thang (\d{1,2})(?:,? nam (\d{4}))?", _date_in_figures, folded)
    return _understand(_Phrase(written, folded, reference))


def _understand(phrase: _Phrase) -> Reading:
    readings = (reader(phrase) for reader in _READERS)
    return next((reading for reading in readings if reading), Reading(DueKind.NONE))


def _date_in_figures(match: re.Match[str]) -> str:
    return "/".join(part for part in match.groups() if part)


# -- words without days --------------------------------------------------------------------------------------------


def _lunar_day(phrase: _Phrase) -> Reading | None:
    """A day of the lunar calendar must not be taken for a solar one."""
    return Reading(DueKind.SEASON) if phrase.search(r"\b(?:am lich|ram|thang (?:gieng|chap)|m[uo]ng \d)") else None


def _recurring(phrase: _Phrase) -> Reading | None:
    match = phrase.search(r"\b(?:hang|moi|tung|dinh ky(?: hang)?) (ngay|tuan|thang|quy|nam|6 thang|sau thang)\b")
    match = match or phrase.search(r"\b(6 thang|sau thang|thang|quy|nam) (?:mot|1) lan\b")
    if match:
        return Reading(DueKind.RECURRING, every=_EVERY[match[1]])
    return Reading(DueKind.RECURRING) if phrase.search(r"\b(?:thuong xuyen|dinh ky)\b") else None


def _event(phrase: _Phrase) -> Reading | None:
    """Days that nobody knows yet: "trước khi trình đại hội", "ngay sau hội nghị", "trong 10 ngày kể từ ngày nhận"."""
    calendar_words = r"(?:ngay|thang|quy|nam|tet|dip|mua|tuan|cuoi|dau|giua|het)\b|\d"
    if phrase.search(rf"\b(?:truoc|sau|den|ngay) khi\b|\bke tu (?!nay)|^(?:ngay )?sau (?!{calendar_words})"):
        return Reading(DueKind.EVENT)
    return Reading(DueKind.EVENT) if phrase.search(rf"\btruoc (?!{calendar_words})(?!,? trong va sau)") else None


def _occasion(phrase: _Phrase) -> Reading | None:
    return Reading(DueKind.EVENT) if phrase.search(r"\b(?:dip|khi|dai hoi|hoi nghi)\b") else None


def _season(phrase: _Phrase) -> Reading | None:
    return Reading(DueKind.SEASON) if phrase.search(r"\b(?:mua|vu|thang cao diem|dip he)\b") else None


# -- days ----------------------------------------------------------------------------------------------------------


def _year_of(written: str | None, phrase: _Phrase) -> int | None:
    """The year in figures (two of them mean 20xx), or by "năm nay", "năm tới"; None where the words give none."""
    if written:
        return int(written) + (2000 if len(written) == 2 else 0)
    if phrase.search(r"\bnam (?:toi|sau)\b"):
        return phrase.reference.year + 1
    return phrase.reference.year if phrase.search(r"\bnam nay\b") else None


def _date(phrase: _Phrase, day: int, month: int, year: int | None) -> dt.date:
    years = [year] if year is not None else [phrase.reference.year, phrase.reference.year + 1]
    days = []
    for candidate in years:
        try:
            days.append(dt.date(candidate, month, day))
        except ValueError:
            continue
    days = [found for found in days if FIRST_YEAR <= found.year <= LAST_YEAR]
    if not days:
        raise InvalidDate(written=phrase.written, day=day, month=month, year=year)
    return days[-1] if days[0] < phrase.reference - LOOK_BACK else days[0]


def _from_now(phrase: _Phrase) -> Reading | None:
    """From the reference day to the end of what follows: "từ nay đến cuối năm"."""
    match = phrase.search(r"\b(?:tu nay|tu gio|ke tu nay)(?: cho)? (?:den|toi) ?")
    if match is None:
        return None
    rest = _understand(phrase._replace(folded=phrase.folded[match.end() :]))
    starts = phrase.reference if rest.end and rest.end > phrase.reference else None
    return rest._replace(start=starts)


def _day_range(phrase: _Phrase) -> Reading | None:
    """As in "từ ngày 15/10 đến ngày 30/10/2021", "từ ngày 15 đến 20/10", "ngày 15-16/10"."""
    match = phrase.search(
        r"(?:tu (?:ngay )?|\b)(\d\d?)(?:[/.](\d\d?))?(?:[/.](\d{4}))?"
        r"(?: ?- ?| den (?:het )?)(?:ngay )?(\d\d?)[/.](\d\d?)(?:[/.](\d{4}))?(?!\d)"
    )
    if match is None:
        return None
    last_year = _year_of(match[6], phrase)
    last = _date(phrase, int(match[4]), int(match[5]), last_year)
    first_month = int(match[2] or last.month)
    first_year = _year_of(match[3], phrase) or (last.year - (first_month > last.month))
    first = _date(phrase, int(match[1]), first_month, first_year)
    return Reading(DueKind.RANGE, first, last + _ONE_DAY) if first <= last else Reading(DueKind.NONE)


def _day(phrase: _Phrase) -> Reading | None:
    match = phrase.search(
        r"(?<![\d/.,])(\d{1,2})(?: ?[/.] ?(\d{1,2})(?: ?[/.] ?(\d{4}|\d\d))?|-(\d{1,2})-(\d{4}))(?![/\d])"
    )
    if match:
        day = _date(phrase, int(match[1]), int(match[2] or match[4]), _year_of(match[3] or match[5], phrase))
        return _around(DueKind.DAY, day, day + _ONE_DAY, phrase.folded[: match.start()])
    match = phrase.search(r"\bngay (\d{1,2})\b(?! ?[/.\-])")
    if match is None:
        return None
    month = phrase.reference
    if phrase.search(r"\bthang (?:toi|sau)\b") or (int(match[1]) < month.day and not phrase.search(r"\bthang nay\b")):
        month = add_months(month.replace(day=1), 1)
    day = _date(phrase, int(match[1]), month.month, month.year)
    return _around(DueKind.DAY, day, day + _ONE_DAY, phrase.folded[: match.start()])


def _around(kind: DueKind, start: dt.date, end: dt.date, words_before: str) -> Reading:
    """The days themselves; or, after "trước", all before them; after "sau" or "từ", from there on; else, where a single
    day is only the last one permitted ("chậm nhất", "đến hết"), up to its end.
    """
    if re.search(r"\btruoc (?:ngay |dip )?$", words_before):
        return Reading(kind, None, start)
    if re.search(r"\bsau (?:ngay |dip )?$", words_before):
        return Reading(kind, end, None)
    if re.search(r"\btu (?:ngay )?$", words_before):
        return Reading(kind, start, None)
    if kind == DueKind.DAY and re.search(r"\b(?:truoc|cham nhat|muon nhat|han|den|het)\b", words_before):
        return Reading(kind, None, end)
    return Reading(kind, start, end)


def _tet(phrase: _Phrase) -> Reading | None:
    """Tết Nguyên đán lasts from the first to the third of month 1; of other feasts we hold no table."""
    match = phrase.search(r"\btet\b(?! (?:trung|duong|doc|doan|han|thieu|thanh|ong))")
    if match is None:
        return Reading(DueKind.SEASON) if phrase.search(r"\btet\b") else None
    year = _tet_year(phrase)
    if year not in tet.FIRST_DAYS:
        return Reading(DueKind.SEASON)
    first = tet.FIRST_DAYS[year]
    before = phrase.folded[: match.start()]
    if re.search(r"\btrong va sau $", before):
        return Reading(DueKind.SEASON, None, first + 3 * _ONE_DAY)
    return _around(DueKind.SEASON, first, first + 3 * _ONE_DAY, before)


def _tet_year(phrase: _Phrase) -> int | None:
    """The year in figures and by its lunar name, if they agree; else the next Tết; None where they differ."""
    figures = phrase.search(r"\b(?:19|20|21)\d\d\b")
    named = {year for year in tet.FIRST_DAYS if phrase.search(rf"\b{tet.lunar_name(year)}\b")}
    if figures:
        year = int(figures[0])
        return None if named and year not in named else year
    years = named or {
        year for year, first in tet.FIRST_DAYS.items() if first + 3 * _ONE_DAY > phrase.reference - LOOK_BACK
    }
    return min(years, default=None)


# -- months, quarters, years ---------------------------------------------------------------------------------------


def _period(phrase: _Phrase) -> Reading | None:
    """One period, or all the days from the first to the last of those named."""
    text = re.sub(r"(?<!thang )(?<!quy )(?<![\d/.\-])(\d{1,2})[/.](\d{4})\b", r"thang \1/\2", phrase.folded)
    year = _year_of(None, phrase)
    sooner = _periods_in(text, year or phrase.reference.year)
    later = _periods_in(text, year or phrase.reference.year + 1)
    limit = phrase.reference - LOOK_BACK
    found = [one if one[1].end > limit else other for one, other in zip(sooner, later, strict=True)]
    if len(found) > 1:
        return Reading(DueKind.RANGE, min(days.start for _, days in found), max(days.end for _, days in found))
    if not found:
        return None
    first, days = found[0]
    return _around(PERIOD_KINDS.get(days.kind, DueKind.RANGE), days.start, days.end, text[:first])


def _periods_in(text: str, year: int) -> list[tuple[int, period_words.Days]]:
    """Where each period's words begin, and its days; those without a year lie in the one given."""
    found = period_words.find_all(text, year=year, with_marks=False)
    return [(written.first, written.days) for written in found if written.days]


def _relative(phrase: _Phrase) -> Reading | None:
    """As in "tuần tới", "cuối tháng", "trong quý", "năm nay", "sang năm"."""
    match = phrase.search(r"\b(tuan|thang|quy|nam) (nay|toi|sau)\b") or phrase.search(
        r"\b(?:cuoi|het|trong|dau|giua) (tuan|thang|quy|nam)()\b(?! (?:hoc|\d|i))"
    )
    match = match or phrase.search(r"\bsang (nam)()\b")
    if match is None:
        return None
    steps = 1 if match[2] in {"toi", "sau"} or match[0].startswith("sang") else 0
    first = phrase.reference
    if match[1] == "tuan":
        monday = first - dt.timedelta(days=first.weekday()) + dt.timedelta(weeks=steps)
        return Reading(DueKind.RANGE, monday, monday + dt.timedelta(weeks=1))
    kind, length = {
        "thang": (DueKind.MONTH, 1),
        "quy": (DueKind.QUARTER, 3),
        "nam": (DueKind.YEAR_END, 12),
    }[match[1]]
    start = add_months(dt.date(first.year, (first.month - 1) // length * length + 1, 1), steps * length)
    return Reading(kind, start, add_months(start, length))


def _within(phrase: _Phrase) -> Reading | None:
    """As in "trong vòng 10 ngày", "trong 2 tháng tới". Working days cannot be counted here: holidays are not known."""
    match = phrase.search(r"\btrong (?:vong |thoi han |thoi gian )?(\d{1,3}) (ngay|tuan|thang)\b")
    if match is None:
        return None
    if phrase.search(r"\blam viec\b"):
        return Reading(DueKind.EVENT)
    count, first = int(match[1]), phrase.reference
    if match[2] == "thang":
        last = add_months(first, count)
    else:
        last = first + count * (_ONE_DAY if match[2] == "ngay" else 7 * _ONE_DAY)
    return Reading(DueKind.RANGE, first, last + _ONE_DAY)


_READERS: tuple[Callable[[_Phrase], Reading | None], ...] = (
    _lunar_day,
    _recurring,
    _event,
    _from_now,
    _day_range,
    _day,
    _tet,
    _season,
    _within,
    _period,
    _relative,
    _occasion,
)
