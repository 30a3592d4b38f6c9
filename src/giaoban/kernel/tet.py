"""Tết Nguyên đán: facts of the Vietnamese lunar calendar (first day of month 1, at UTC+7), and names of lunar years.

Source: lunar calendar, first day of month 1. It is the day of a new moon as Vietnam counts days, which a test computes;
in 2030 that is a day before China's.
"""

import datetime as dt

FIRST_DAYS = {
    day.year: day
    for day in map(
        dt.date.fromisoformat,
        (
            "2015-02-19", "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12",
            "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
            "2029-02-13", "2030-02-02", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
        ),
    )
}  # fmt: skip
"""The first day of Tết by solar year, 2015 to 2035."""

_STEMS = ("giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy")
_BRANCHES = ("ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui", "than", "dau", "tuat", "hoi")


def lunar_name(year: int) -> str:
    """The folded name of the lunar year that begins in a solar one: "nham dan" for 2022."""
    return f"{_STEMS[(year + 6) % 10]} {_BRANCHES[(year + 8) % 12]}"
