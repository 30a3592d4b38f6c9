"""How many: the block of every portal, the readers of a page, the statistics of the whole site."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncYear
from django.urls import reverse

from giaoban.kernel import clock
from giaoban.visits import hyperloglog
from giaoban.visits.enums import Step
from giaoban.visits.models import Day, OpeningBalance, PageDay, Rank

# Who opened a page in the last five minutes is here now.
HERE = dt.timedelta(minutes=5)
DAYS_SHOWN = 31
FIGURES = ("visits", "visitors", "views", "machines", "fetched_ahead", "probes")


class Begun(NamedTuple):
    """The opening balance as the block says it."""

    visits: int
    counted_until: dt.date
    source: str


@dataclass(frozen=True)
class Block:
    """What the block of visitors says, as of `at`. `lifetime` begins with the balance, where there is one."""

    at: dt.datetime
    guests: int
    members: int
    today: int
    month: int
    year: int
    lifetime: int
    balance: "Begun | None"
    since: dt.date | None

    @property
    def online(self) -> int:
        return self.guests + self.members


def balance() -> OpeningBalance | None:
    """The one in force: the latest that was entered."""
    return OpeningBalance.objects.select_related("entered_by").order_by("-version").first()


# In one, since every front page shows them: who is here, the sums of the days, and what an earlier portal had counted.
_BLOCK = """
    SELECT here.guests, here.members, coalesce(sums.today, 0), coalesce(sums.month, 0), coalesce(sums.year, 0),
        coalesce(sums.ours, 0) + coalesce(opening.visits, 0), sums.since, opening.visits, opening.counted_until, opening.source
    FROM (SELECT 1) AS one
    LEFT JOIN (SELECT * FROM visits_openingbalance ORDER BY version DESC LIMIT 1) AS opening ON true
    CROSS JOIN LATERAL (
        SELECT sum(visits) FILTER (WHERE day = %(today)s) AS today, sum(visits) FILTER (WHERE day >= %(month)s) AS month,
            sum(visits) FILTER (WHERE day >= %(year)s) AS year, min(day) AS since,
            sum(visits) FILTER (WHERE opening.visits IS NULL OR day > opening.counted_until) AS ours
        FROM visits_day
    ) AS sums
    CROSS JOIN (
        SELECT count(*) FILTER (WHERE NOT is_member) AS guests, count(*) FILTER (WHERE is_member) AS members
        FROM visits_presence WHERE seen_at > %(since)s
    ) AS here
"""


def block(*, at: dt.datetime) -> Block:
    """One query, however long the site has counted. Days are real ones, also in a demonstration."""
    today = clock.day_of(at)
    days = {"today": today, "month": today.replace(day=1), "year": today.replace(month=1, day=1), "since": at - HERE}
    with connection.cursor() as cursor:
        cursor.execute(_BLOCK, days)
        row = cursor.fetchone()
    guests, members, of_today, month, year, lifetime = map(int, row[:6])
    since, visits, until, source = row[6:]
    begun = Begun(visits, until, source) if until is not None else None
    return Block(at, guests, members, of_today, month, year, lifetime, begun, since)


def readers(kind: str, ids: Collection[UUID]) -> dict[UUID, int]:
    """How many read each of these pages: different readers of a day, day after day added up; two queries for all."""
    pages = PageDay.objects.filter(kind=kind, page_id__in=ids)
    closed = dict(pages.values_list("page_id").annotate(Sum("readers")).order_by())
    ranks: dict[tuple[UUID, dt.date], dict[int, int]] = defaultdict(dict)
    found = Rank.objects.filter(kind=kind, page_id__in=ids).values_list("page_id", "day", "rank").order_by()
    for page_id, day, rank, count in found.annotate(count=Count("pk")):
        ranks[page_id, day][rank] = count
    counted = dict.fromkeys(ids, 0) | closed
    for (page_id, _day), known in ranks.items():
        counted[page_id] += hyperloglog.estimate(known)
    return counted


# --- The statistics -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One day, month or year; `start` is its first day."""

    start: dt.date
    visits: int
    visitors: int
    views: int
    machines: int
    fetched_ahead: int
    probes: int


def rows(step: Step, *, today: dt.date) -> list[Row]:
    """The last 31 days, or every month of two years, or every year; the latest first, days on which nobody came too."""
    first = {
        Step.DAY: today - dt.timedelta(days=DAYS_SHOWN - 1),
        Step.MONTH: today.replace(year=today.year - 1, month=1, day=1),
        Step.YEAR: dt.date.min,
    }[step]
    found = {row.start: row for row in _sums(Day.objects.filter(day__gte=first, day__lte=today), step)}
    if step is Step.DAY and found:
        days = [today - dt.timedelta(days=back) for back in range((today - min(found)).days + 1)]
        return [found.get(day) or Row(day, *(0 for _ in FIGURES)) for day in days]
    return sorted(found.values(), key=lambda row: row.start, reverse=True)


def _sums(days: QuerySet[Day], step: Step) -> Iterable[Row]:
    if step is Step.DAY:
        return [Row(one["day"], *(one[name] for name in FIGURES)) for one in days.values("day", *FIGURES)]
    span = TruncMonth("day") if step is Step.MONTH else TruncYear("day")
    found = days.annotate(start=span).values("start").annotate(**{f"all_{name}": Sum(name) for name in FIGURES})
    rows: Any = found.order_by("start")
    return [Row(one["start"], *(one[f"all_{name}"] for name in FIGURES)) for one in rows]


def every_day() -> Iterator[Row]:
    """Every day of which anything is known, the first one first."""
    for one in Day.objects.order_by("day").values("day", *FIGURES).iterator():
        yield Row(one["day"], *(one[name] for name in FIGURES))


def totals() -> Mapping[str, int]:
    """Everything that was counted here since the beginning."""
    return Day.objects.aggregate(**{name: Sum(name, default=0) for name in FIGURES})


def versions() -> QuerySet[OpeningBalance]:
    """Every balance that was ever entered, the one in force first."""
    return OpeningBalance.objects.select_related("entered_by").order_by("-version")


def public_addresses() -> list[str]:
    page = reverse("visits:statistics")
    return [page, *(f"{page}?step={step.value}" for step in Step if step != Step.DAY), reverse("visits:export-csv")]
