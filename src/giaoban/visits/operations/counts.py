"""Counts of the web processes go into the database, and what may not outlive its day goes out of it."""

import datetime as dt
from collections import defaultdict
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F

from giaoban.kernel.publication import Shown
from giaoban.visits import hyperloglog
from giaoban.visits.agents import Caller
from giaoban.visits.counting import VISIT_GAP, Batch
from giaoban.visits.models import PageDay, Presence, Rank, Teller

TELLERS_KEPT = dt.timedelta(days=2)

_TELL = """
    INSERT INTO visits_teller (id, number, told_at) VALUES (%s, %s, %s)
    ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, told_at = EXCLUDED.told_at
    WHERE visits_teller.number < EXCLUDED.number
"""
# A visit begins where nobody of this key was here in the last half hour; the statement reads what stood before it wrote.
_COME = """
    WITH come AS (
        SELECT * FROM unnest(%(keys)s::bytea[], %(first)s::timestamptz[], %(last)s::timestamptz[], %(more)s::integer[])
            AS come (key, first_at, last_at, more)
    ), kept AS (
        INSERT INTO visits_presence (key, day, seen_at, is_member) SELECT key, %(day)s, last_at, false FROM come
        ON CONFLICT (key) DO UPDATE SET seen_at = greatest(visits_presence.seen_at, EXCLUDED.seen_at)
    )
    SELECT coalesce(sum(come.more + (known.key IS NULL OR come.first_at > known.seen_at + make_interval(secs => %(gap)s))::integer), 0),
           count(*) FILTER (WHERE known.key IS NULL)
    FROM come LEFT JOIN visits_presence known USING (key)
"""
_MEMBERS = """
    INSERT INTO visits_presence (key, day, seen_at, is_member)
    SELECT key, %s, seen_at, true FROM unnest(%s::bytea[], %s::timestamptz[]) AS come (key, seen_at)
    ON CONFLICT (key) DO UPDATE SET seen_at = greatest(visits_presence.seen_at, EXCLUDED.seen_at)
"""
_DAY = """
    INSERT INTO visits_day (day, visits, visitors, views, machines, fetched_ahead, probes)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (day) DO UPDATE SET
        visits = visits_day.visits + EXCLUDED.visits, visitors = visits_day.visitors + EXCLUDED.visitors,
        views = visits_day.views + EXCLUDED.views, machines = visits_day.machines + EXCLUDED.machines,
        fetched_ahead = visits_day.fetched_ahead + EXCLUDED.fetched_ahead, probes = visits_day.probes + EXCLUDED.probes
"""
_PAGES = """
    INSERT INTO visits_pageday (kind, page_id, day, views, machines, readers)
    SELECT kind, page_id, %s, views, machines, 0
    FROM unnest(%s::text[], %s::uuid[], %s::bigint[], %s::bigint[]) AS told (kind, page_id, views, machines)
    ON CONFLICT (kind, page_id, day) DO UPDATE SET
        views = visits_pageday.views + EXCLUDED.views, machines = visits_pageday.machines + EXCLUDED.machines
"""
_RANKS = """
    INSERT INTO visits_rank (kind, page_id, day, register, rank)
    SELECT kind, page_id, %s, register, rank
    FROM unnest(%s::text[], %s::uuid[], %s::integer[], %s::smallint[]) AS told (kind, page_id, register, rank)
    ON CONFLICT (kind, page_id, day, register) DO UPDATE SET rank = EXCLUDED.rank
    WHERE visits_rank.rank < EXCLUDED.rank
"""


@transaction.atomic
def add(*, batch: Batch, teller: UUID, number: int, at: dt.datetime) -> bool:
    """Adds what a process saw, whole or not at all; False where it told this `number` before.

    Processes take turns, so that two who saw the same visitor count one visit.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('visits.add'))")
        cursor.execute(_TELL, [teller, number, at])
        if not cursor.rowcount:
            return False
        visits, visitors = _come(cursor, batch)
        apart = [batch.apart[one] for one in (Caller.MACHINE, Caller.AHEAD, Caller.PROBE)]
        cursor.execute(_DAY, [batch.day, visits, visitors, sum(batch.views.values()), *apart])
        pages = sorted({*batch.views, *batch.machines})
        cursor.execute(
            _PAGES,
            [batch.day, *_pointers(pages), [batch.views[one] for one in pages], [batch.machines[one] for one in pages]],
        )
        ranks = sorted(batch.ranks.items())
        cursor.execute(
            _RANKS,
            [
                batch.day,
                *_pointers([page for (page, _register), _rank in ranks]),
                [register for (_page, register), _rank in ranks],
                [rank for _where, rank in ranks],
            ],
        )
    return True


def _come(cursor: CursorWrapper, batch: Batch) -> tuple[int, int]:
    """(visits that began, visitors who had not been here today)."""
    if batch.members:
        cursor.execute(_MEMBERS, [batch.day, list(batch.members), list(batch.members.values())])
    if not batch.visitors:
        return 0, 0
    seen = list(batch.visitors.values())
    cursor.execute(
        _COME,
        {
            "day": batch.day,
            "gap": VISIT_GAP.total_seconds(),
            "keys": list(batch.visitors),
            "first": [one.first for one in seen],
            "last": [one.last for one in seen],
            "more": [one.more for one in seen],
        },
    )
    visits, visitors = cursor.fetchone()
    return int(visits), int(visitors)


def _pointers(pages: list[Shown]) -> tuple[list[str], list[UUID]]:
    return [page.kind for page in pages], [page.id for page in pages]


@transaction.atomic
def salt_of(*, day: dt.date, candidate: bytes) -> bytes | None:
    """The salt that all processes use on this day: the first candidate of the day. It destroys the salts before it.

    None for a day whose salt is destroyed already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT visits_salt_of(%s, %s)", [day, candidate])
        (found,) = cursor.fetchone()
    return None if found is None else bytes(found)


@transaction.atomic
def close_days(*, before: dt.date, at: dt.datetime) -> int:
    """Days that are over keep numbers alone: estimates are written, salt, keys and registers go. How many page-days."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('visits.add'))")
        cursor.execute("SELECT visits_forget_salt(%s)", [before])
    Presence.objects.filter(day__lt=before).delete()
    Teller.objects.filter(told_at__lt=at - TELLERS_KEPT).delete()
    open_ = Rank.objects.filter(day__lt=before)
    found = ranks_by_page_day(before)
    for (kind, page_id, day), ranks in found.items():
        PageDay.objects.filter(kind=kind, page_id=page_id, day=day).update(
            readers=F("readers") + hyperloglog.estimate(ranks)
        )
    open_.delete()
    return len(found)


def ranks_by_page_day(before: dt.date) -> dict[tuple[str, UUID, dt.date], dict[int, int]]:
    """How many registers have each rank, for each page and day that is not closed yet."""
    found: dict[tuple[str, UUID, dt.date], dict[int, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, page_id, day, rank, count(*) FROM visits_rank WHERE day < %s GROUP BY 1, 2, 3, 4", [before]
        )
        for kind, page_id, day, rank, count in cursor.fetchall():
            found[kind, page_id, day][rank] = count
    return found
