"""A weekly schedule as offices keep it in Excel or Word, pasted as text: rows of cells between tabs.

Cells that were merged arrive empty: the day and the half of the row before hold on. What cannot be read is named by its row.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import fold
from giaoban.news.enums import Half
from giaoban.news.models.schedules import half_of

COLUMNS = ("day", "when", "content", "presides", "takes_part", "place")
_HEADINGS = {
    "day": ("thu", "ngay", "thu ngay", "thu, ngay", "ngay thang", "thu/ngay", "day"),
    "when": ("gio", "thoi gian", "buoi", "gio/buoi", "thoi gian/buoi", "time"),
    "content": ("noi dung", "noi dung cong viec", "cong viec", "noi dung cong tac", "what"),
    "presides": ("chu tri", "nguoi chu tri", "lanh dao chu tri", "lanh dao", "who presides"),
    "takes_part": ("thanh phan", "thanh phan tham du", "thanh phan du", "tham du", "who takes part"),
    "place": ("dia diem", "noi hop", "place"),
}
_HOUR = re.compile(r"^(\d{1,2})\s*(?:h|g|:|gio)\s*(\d{2})?\s*(?:'|ph|phut)?$")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?(?!\d)")
_WEEKDAY = re.compile(r"(?:^|\b)(?:thu|t)\s*(2|3|4|5|6|7|hai|ba|tu|nam|sau|bay)\b")
_NUMBERS = {"2": 0, "hai": 0, "3": 1, "ba": 1, "4": 2, "tu": 2, "5": 3, "nam": 3, "6": 4, "sau": 4, "7": 5, "bay": 5}
_HALVES = {"sang": Half.MORNING, "chieu": Half.AFTERNOON, "toi": Half.EVENING, "ca ngay": Half.DAY}


@dataclass
class Found:
    """What stood in the table: a row each as keywords of `Planned`, and a sentence for each row that cannot be read."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def hour_of(written: str) -> dt.time | None:
    """8h00, 8h, 8:00, 7g30, 14 giờ 30; None where it is no hour."""
    match = _HOUR.match(fold(written).strip())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def read(pasted: str, *, monday: dt.date) -> Found:
    """The rows of a pasted table, each on a day of the week that begins on `monday`."""
    found, columns = Found(), list(COLUMNS)
    weekday: int | None = None
    half: Half | None = None
    for number, cells in enumerate(csv.reader(io.StringIO(pasted, newline=None), delimiter="\t"), start=1):
        told = [" ".join(cell.split()) for cell in cells]
        if not any(told):
            continue
        if not found.rows and (heading := _headings(told)):
            columns = heading
            continue
        row = dict(zip(columns, told, strict=False))
        try:
            weekday, half = _when_of(row, weekday, half, monday, found)
        except _Unreadable as problem:
            # A title above the table.
            if not found.rows and sum(map(bool, told)) == 1:
                continue
            found.problems.append(_("Row %(row)s: %(problem)s") % {"row": number, "problem": problem})
    return found


class _Unreadable(ValueError):
    """A sentence about one row."""


def _when_of(
    row: dict[str, str], weekday: int | None, half: Half | None, monday: dt.date, found: Found
) -> tuple[int | None, Half | None]:
    """Adds the row; the day and the half that hold on for the rows after it."""
    if row.get("day"):
        weekday, half = _weekday(row["day"], monday), None
    if weekday is None:
        raise _Unreadable(_("the day is missing."))
    half, starts, ends = _hours(row.get("when", ""), half)
    content = row.get("content", "")
    if not content:
        if any(row.get(name) for name in ("presides", "takes_part", "place")) or starts:
            raise _Unreadable(_("it does not say what takes place."))
        return weekday, half
    words = {name: row.get(name, "") for name in ("presides", "takes_part", "place")}
    found.rows.append(
        {
            "weekday": weekday,
            "half": half_of(starts) if starts else half or Half.DAY,
            "starts_at": starts,
            "ends_at": ends,
            "content": content,
            **words,
        }
    )
    return weekday, half


def _headings(told: Sequence[str]) -> list[str] | None:
    """The columns that a first row names; None where it names none."""
    named: list[str] = []
    for cell in told:
        word = fold(cell).strip(" .:")
        named.append(next((name for name, words in _HEADINGS.items() if word in words), f"other-{len(named)}"))
    return named if "content" in named and "day" in named else None


def _weekday(written: str, monday: dt.date) -> int:
    word = fold(written).strip()
    if match := _DATE.search(word):
        return _of_date(match, monday)
    if "chu nhat" in word or word == "cn":
        return 6
    if match := _WEEKDAY.search(word):
        return _NUMBERS[match[1]]
    raise _Unreadable(_("“%s” is no day.") % written[:40])


def _of_date(match: re.Match[str], monday: dt.date) -> int:
    for number in range(7):
        day = monday + dt.timedelta(days=number)
        if (day.day, day.month) == (int(match[1]), int(match[2])) and match[3] in (None, str(day.year)):
            return number
    raise _Unreadable(_("%s does not lie in this week.") % match[0])


def _hours(written: str, half: Half | None) -> tuple[Half | None, dt.time | None, dt.time | None]:
    word = fold(written).strip(" .:")
    if not word:
        return half, None, None
    for name, one in _HALVES.items():
        if word.removeprefix("buoi ").startswith(name):
            half, word = one, word.removeprefix("buoi ").removeprefix(name).strip(" :,-()")
            break
    if not word:
        return half, None, None
    hours = [hour_of(one) for one in re.split(r"\s*(?:-|–|den)\s*", word)]
    if len(hours) > 2 or None in hours:
        raise _Unreadable(_("“%s” is no hour.") % written[:40])
    starts, ends = hours[0], hours[1] if len(hours) == 2 else None
    if starts and ends and ends <= starts:
        raise _Unreadable(_("It would end before it begins."))
    return half, starts, ends
