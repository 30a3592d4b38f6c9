"""The newest entries that fit a question, however many fit and wherever they stand, without reading much more than these."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, Value

from giaoban.kernel.search_words import Question
from giaoban.search.models import IndexEntry
from giaoban.search.models.index import Asks, Fits, IndexEntryQuerySet, stretch_key, ways

# Nobody reads further; up to here counts are exact, beyond they say "more than".
COUNTED = 200
# So many of the newest tell how close hits stand.
SAMPLE = 400
# A stretch of time shall have half as many hits again as are counted; where it has too few, the next is so much longer.
WANTED, LONGER = 1.5, 4
# It is told in months, quarters or years, in few of them; a longer one is everything.
SIZES, MOST = (1, 3, 12), 5

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
    near: bool
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

    def stretch(self, rows: float) -> list[str]:
        """Keys of the time in which about so many of the newest entries stand, and all later ones; none for everything.

        How many came a day is told by the older half of the days: there may be few far in the future.
        """
        oldest = self.days[-1][0]
        older = self.days[len(self.days) // 2 :]
        a_day = sum(count for _day, count in older) / ((older[0][0] - oldest).days + 1)
        back = int(max(0.0, rows - SAMPLE) / a_day) // 30 + 1
        size = next((size for size in SIZES if back <= MOST * size), None)
        if size is None:
            return []
        first = (_month(oldest) - back) // size
        seen = {_month(day) // size for day, _count in self.days}
        return [stretch_key(number, size) for number in sorted(seen | set(range(first, _month(oldest) // size)))]


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


@dataclass(frozen=True)
class Newest:
    """The newest that fit, one more than are counted where there are more; `titled` of the newest few hundred have all words
    in the title.
    """

    rows: Sequence[Row]
    titled: int = 0


def newest(entries: IndexEntryQuerySet, questions: Sequence[Question], recent: Recent, *, year: str = "") -> Newest:
    """The newest that fit, of one year where that is named.

    The planner does not know how many rows have all these words, nor where they stand. So the newest few hundred tell for
    how long a stretch of time the index is asked, which becomes longer until it has enough.
    """
    told = _told(entries.filter(_any("words", (one.query for one in questions))), questions)
    try:
        found = [] if year else _among_newest(told)
    except EmptyResultSet:  # somebody without a role
        return Newest([])
    titled = sum(row.titled for row in found)
    if len(found) > COUNTED or (recent.is_everything and not year):
        return Newest(found, titled)
    return Newest(_of_stretches(entries, questions, "words", _stretches(recent, len(found), year)), titled)


def newest_titled(
    entries: IndexEntryQuerySet, questions: Sequence[Question], recent: Recent, before: Newest, *, year: str = ""
) -> list[Row]:
    """The newest with all words in the title; `before` is what was found in all of the text."""
    return _of_stretches(entries, questions, "title_words", _stretches(recent, before.titled, year))


def _of_stretches(
    entries: IndexEntryQuerySet, questions: Sequence[Question], column: str, stretches: Iterable[Sequence[str]]
) -> list[Row]:
    ids: list[int] = []
    for stretch in stretches:
        ids = _by_words(entries, questions, column, stretch)
        if len(ids) > COUNTED:
            break
    return _as_rows(_of_these(ids, _told(IndexEntry.objects.all(), questions).newest_first()))


def _stretches(recent: Recent, found: int, year: str) -> Iterator[list[str]]:
    """The keys of the time to ask for, one stretch after the other; none is everything."""
    if year:
        yield [stretch_key(int(year), 12)]
        return
    rows = WANTED * COUNTED * SAMPLE / found if found else 0.0
    while rows and (keys := recent.stretch(rows)):
        yield keys
        rows *= LONGER
    yield []


def _any(column: str, queries: Iterable[str]) -> Asks:
    """One query for all of them, for rows that are looked at: the words of each are unpacked once."""
    return Asks(column, " | ".join(f"({query})" for query in queries))


def _led(column: str, question: Question, stretch: Sequence[str]) -> Q:
    """What the index tells of a question in that time, and what is left to look at in the rows that it leads to."""
    keys = [question.beginning] if question.beginning else []
    if stretch:
        keys.append(f"({' | '.join(stretch)})")
    return Q(
        *([Asks(column, question.whole_words)] if question.whole_words else []),
        *([Asks(ways(column), " & ".join(keys))] if keys else []),
        *([] if question.is_led else [Fits(column, question.query)]),
    )


def _by_words(
    entries: IndexEntryQuerySet, questions: Sequence[Question], column: str, stretch: Sequence[str]
) -> list[int]:
    # Question by question: the planner would look through all rows that one word of each leads to.
    led = [entries.filter(_led(column, one, stretch)).order_by().values_list("id", "day", "order") for one in questions]
    parts = [one.query.sql_with_params() for one in led]
    found, parameters = " UNION ".join(sql for sql, _values in parts), [one for _sql, values in parts for one in values]
    return [pk for (pk,) in _asked(BY_WORDS.format(found=found), [*parameters, COUNTED + 1])]


def _among_newest(told: Any) -> list[Row]:
    sql, parameters = told.newest_first()[: COUNTED + 1].query.sql_with_params()
    return _as_rows(_asked(f"WITH search_indexentry AS ({NEWEST}) {sql}", [SAMPLE, *parameters]))


def _of_these(ids: Sequence[int], told: Any) -> list[Any]:
    """What a query tells of some rows, looked up row by row, whatever else it could be answered from."""
    if not ids:
        return []
    sql, parameters = told.query.sql_with_params()
    return _asked(f"WITH {ONLY} {sql}", [list(ids), *parameters])


def _told(entries: IndexEntryQuerySet, questions: Sequence[Question]) -> Any:
    """The columns of `Row`. Which of several questions a row fits is asked only where there are several; words stand side by
    side wherever there is one.
    """
    phrases = [one.phrase for one in questions]
    fits = (
        {f"fits_{place}": Asks("words", one.query) for place, one in enumerate(questions)} if len(questions) > 1 else {}
    )
    is_one_word = all(one.phrase == one.query for one in questions)
    told = entries.annotate(
        phrase=_any("title_words", phrases),
        titled=_any("title_words", (one.query for one in questions)),
        near=Value(value=True) if is_one_word else _any("words", phrases),
        **fits,
    )
    return told.values_list("id", "kind", "section", "day", "order", "phrase", "titled", "near", *fits)


def _as_rows(told: Iterable[tuple[Any, ...]]) -> list[Row]:
    return [Row._make((*row[:8], row[8:] or (True,))) for row in told]


def _asked(sql: str, parameters: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
