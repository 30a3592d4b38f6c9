"""Does the installation work, and could it be put back? What the operator's page says, from the database and the folder."""

import datetime as dt
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction

from giaoban import __version__
from giaoban.site import health
from giaoban.site.operation import records

BACKUP_AFTER = dt.timedelta(hours=26)
DRILL_AFTER = dt.timedelta(days=35)
JOB_WAITS_LONG = dt.timedelta(minutes=10)
HEARTBEAT_AFTER = dt.timedelta(seconds=60)
LOW_SPACE = 2 * 1024**3


@dataclass(frozen=True)
class Jobs:
    waiting: int
    oldest: dt.timedelta | None
    running: int
    stalled: int
    failed: int

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and self.oldest > JOB_WAITS_LONG


@dataclass(frozen=True)
class Worker:
    number: int
    silent_for: dt.timedelta

    @property
    def is_silent(self) -> bool:
        return self.silent_for > HEARTBEAT_AFTER


@dataclass(frozen=True)
class Database:
    version: str
    size: int
    connections: int
    head: int
    last_event: dt.datetime | None
    pending: list[str]
    largest: list[tuple[str, int]]


@dataclass(frozen=True)
class SlowQuery:
    text: str
    calls: int
    mean_ms: float
    total_s: float


@dataclass(frozen=True)
class Record:
    """The last act of a kind; `facts` None where it never was. `is_due`: it should be done (again)."""

    kind: str
    facts: dict[str, Any] | None
    is_due: bool


@dataclass(frozen=True)
class State:
    version: str
    jobs: Jobs
    workers: list[Worker]
    database: Database
    slow: list[SlowQuery] | None
    records: dict[str, Record]
    free: int
    total: int

    @property
    def space_is_low(self) -> bool:
        return self.free < LOW_SPACE


def read(home: Path, *, at: dt.datetime) -> State:
    """Everything at once; `slow` is None where the server keeps no statistics of queries."""
    disk = shutil.disk_usage(home)
    kept = {kind: _record(home, kind, at) for kind in records.KINDS}
    return State(__version__, _jobs(), _workers(), _database(), _slow_queries(), kept, disk.free, disk.total)


def _record(home: Path, kind: str, at: dt.datetime) -> Record:
    facts = records.read(home, kind)
    longest = {"backup": BACKUP_AFTER, "drill": DRILL_AFTER}.get(kind)
    is_due = longest is not None and (facts is None or at - facts["at"] > longest)
    return Record(kind, facts, is_due)


def _rows(query: str, parameters: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def _jobs() -> Jobs:
    ((waiting, oldest, running, stalled, failed),) = _rows(
        """
        SELECT count(*) FILTER (WHERE job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now()),
               max(now() - coalesce(job.scheduled_at, made.at)) FILTER (
                   WHERE job.status = 'todo' AND coalesce(job.scheduled_at, now()) <= now()),
               count(*) FILTER (WHERE job.status = 'doing'),
               count(*) FILTER (WHERE job.status = 'doing' AND
                   (worker.id IS NULL OR worker.last_heartbeat < now() - %s)),
               count(*) FILTER (WHERE job.status = 'failed')
        FROM procrastinate_jobs job
        LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
        LEFT JOIN LATERAL (
            SELECT min(at) AS at FROM procrastinate_events WHERE job_id = job.id AND job.status = 'todo'
        ) made ON true
        """,
        [HEARTBEAT_AFTER],
    )
    return Jobs(waiting, oldest, running, stalled, failed)


def _workers() -> list[Worker]:
    return [Worker(*row) for row in _rows("SELECT id, now() - last_heartbeat FROM procrastinate_workers ORDER BY id")]


def _database() -> Database:
    ((version, size, connections),) = _rows(
        "SELECT current_setting('server_version'), pg_database_size(current_database()),"
        " (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())"
    )
    ((head, last),) = _rows("SELECT coalesce(max(seq), 0), max(at) FROM registry_event")
    largest = _rows(
        "SELECT relname, pg_total_relation_size(oid) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY 2 DESC, 1 LIMIT 5"
    )
    return Database(version, size, connections, head, last, health.pending_migrations(), [(n, s) for n, s in largest])


def _slow_queries() -> list[SlowQuery] | None:
    if not _rows("SELECT to_regclass('pg_stat_statements')")[0][0]:
        return None
    try:
        # Made, but the server may not have loaded it; that must not spoil the rest of the page.
        with transaction.atomic():
            found = _rows(
                "SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 300), calls, mean_exec_time, total_exec_time / 1000"
                " FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
                " AND userid = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
                " AND mean_exec_time > 20 ORDER BY total_exec_time DESC LIMIT 10"
            )
    except DatabaseError:
        return None
    return [SlowQuery(*row) for row in found]
