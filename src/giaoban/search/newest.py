"""The newest entries that fit a question, however many fit and wherever they stand, without reading much more than these."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from giaoban.kernel.search_words import Question
from giaoban.search.models import IndexEntry
from giaoban.search.models.index import Asks, IndexEntryQuerySet, Ways, month_key

# Nobody reads further; up to here counts are exact, beyond they say "more than".
COUNTED = 200
# So many of the newest tell how close hits stand.
SAMPLE = 400
# A stretch of months shall have half as many hits again as are counted; where it has too few, it is so much longer next time.
WANTED, LONGER = 1.5, 4
# Longer stretches are not asked for: the index of words is asked for all that it has.
MOST_MONTHS = 36

NEWEST = 'SELECT * FROM search_indexentry ORDER BY day DESC, "order", id DESC LIMIT %s'
# These stand for the table in what follows. OFFSET 0 and MATERIALIZED keep the planner from asking for everything at once.
ONLY = "search_indexentry AS (SELECT * FROM search_indexentry WHERE id = ANY (%s) OFFSET 0)"
BY_WORDS = """
    WITH found AS MATERIALIZED ({found}) SELECT id FROM found ORDER BY day DESC, "order", id DESC LIMIT %s
"""


class Row(NamedTuple):
    """A hit before it is shown."""

    id: int
    kind: str
    section: str
    day: dt.date
    order: int
    phrase: bool
    titled: bool
    fits: tuple[bool, ...]

    @property
    def year(self) -> str:
        return str(self.day.year)

    @property
    def newest(self) -> tuple[int, int, int]:
        return -self.day.toordinal(), self.order, -self.id


@dataclass(frozen=True)
class Recent:
    """The days of the newest few hundred entries, whoever reads them: (day, entries), the newest first."""

    days: Sequence[tuple[dt.date, int]]

    @classmethod
    def now(cls) -> "Recent":
        counted = f"SELECT day, count(*) FROM ({NEWEST}) AS newest GROUP BY day ORDER BY day DESC"  # noqa: S608 - no word of a reader in it
        return cls(_asked(counted, [SAMPLE]))

    @property
    def is_everything(self) -> bool:
        return sum(count for _day, count in self.days) < SAMPLE

    def months(self, rows: float) -> list[tuple[int, int]] | None:
        """The months of about so many of the newest entries, and of all later ones; None where these are too many.

        How many came a month is told by the older half of the days: there may be few far in the future.
        """
        oldest = self.days[-1][0]
        older = self.days[len(self.days) // 2 :]
        a_day = sum(count for _day, count in older) / ((older[0][0] - oldest).days + 1)
        back = int(max(0.0, rows - SAMPLE) / a_day) // 30 + 1
        if back > MOST_MONTHS:
            return None
        place = oldest.year * 12 + oldest.month - 1
        return sorted({divmod(one, 12) for one in range(place - back, place + 1)} | self._own())

    def _own(self) -> set[tuple[int, int]]:
        return {(day.year, day.month - 1) for day, _count in self.days}


def newest(
    entries: IndexEntryQuerySet, questions: Sequence[Question], recent: Recent, column: str = "words", year: str = ""
) -> list[Row]:
    """The newest that fit, one more than are counted where there are more; of one year where that is named.

    The planner does not know how many rows have all these words, nor where they stand. So the newest few hundred tell how
    long a stretch of months is asked of the index, which becomes longer until it has enough.
    """
    told = _told(entries.filter(any_of(column, (one.query for one in questions))), questions)
    try:
        found = [] if year else _among_newest(told)
    except EmptyResultSet:  # somebody without a role
        return []
    if len(found) > COUNTED or (recent.is_everything and not year):
        return found
    ids: list[int] = []
    for months in _stretches(recent, len(found), year):
        ids = _by_words(entries, questions, column, months)
        if len(ids) > COUNTED:
            break
    return _as_rows(of_these(ids, _told(IndexEntry.objects.all(), questions).newest_first()))


def _stretches(recent: Recent, found: int, year: str) -> Iterator[list[tuple[int, int]] | None]:
    """The months to ask for, one stretch after the other; None is everything."""
    if year:
        yield [(int(year), month) for month in range(12)]
        return
    rows = WANTED * COUNTED * SAMPLE / found if found else 0.0
    while rows and (months := recent.months(rows)) is not None:
        yield months
        rows *= LONGER
    yield None


def any_of(column: str, queries: Iterable[str]) -> Asks:
    """One query for all of them, for rows that are looked at: the words of each are unpacked once."""
    return Asks(column, " | ".join(f"({query})" for query in queries))


def _led(column: str, question: Question, months: Sequence[tuple[int, int]] | None) -> Q:
    """What the index tells of a question in these months, and what is left to look at in the rows that it leads to."""
    keys = [f"({' | '.join(month_key(year, month + 1) for year, month in months)})"] if months else []
    ways = " & ".join([*([question.beginning] if question.beginning else []), *keys])
    return Q(
        *([Asks(column, question.whole_words)] if question.whole_words else []),
        *([Asks(Ways(column), ways)] if ways else []),
        *([] if question.is_led else [Asks(column, question.query)]),
    )


def _by_words(
    entries: IndexEntryQuerySet,
    questions: Sequence[Question],
    column: str,
    months: Sequence[tuple[int, int]] | None,
) -> list[int]:
    led = entries.filter(reduce(or_, (_led(column, one, months) for one in questions)))
    found, parameters = led.order_by().values_list("id", "day", "order").query.sql_with_params()
    return [pk for (pk,) in _asked(BY_WORDS.format(found=found), [*parameters, COUNTED + 1])]


def _among_newest(told: Any) -> list[Row]:
    sql, parameters = told.newest_first()[: COUNTED + 1].query.sql_with_params()
    return _as_rows(_asked(f"WITH search_indexentry AS ({NEWEST}) {sql}", [SAMPLE, *parameters]))


def of_these(ids: Sequence[int], told: Any) -> list[Any]:
    """What a query tells of some rows, looked up row by row, whatever else it could be answered from."""
    if not ids:
        return []
    sql, parameters = told.query.sql_with_params()
    return _asked(f"WITH {ONLY} {sql}", [list(ids), *parameters])


def _told(entries: IndexEntryQuerySet, questions: Sequence[Question]) -> Any:
    """The columns of `Row`. Which of several questions a row fits is asked only where there are several."""
    fits = (
        {f"fits_{place}": Asks("words", one.query) for place, one in enumerate(questions)} if len(questions) > 1 else {}
    )
    told = entries.annotate(
        phrase=any_of("title_words", (one.phrase for one in questions)),
        titled=any_of("title_words", (one.query for one in questions)),
        **fits,
    )
    return told.values_list("id", "kind", "section", "day", "order", "phrase", "titled", *fits)


def _as_rows(told: Iterable[tuple[Any, ...]]) -> list[Row]:
    return [Row._make((*row[:7], row[7:] or (True,))) for row in told]


def _asked(sql: str, parameters: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
