"""What a database holds, in figures that can be compared: rows of each table, sequences, migrations, head of the log."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

EVENTS = "registry_event_seq_seq"
# Unlogged tables hold what shall not outlive the moment, such as the salt of the day: no backup has them.
_TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relpersistence = 'p' AND NOT relispartition AND relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
    ORDER BY relname COLLATE "C"
"""
_SEQUENCES = """
    SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences
    WHERE schemaname = current_schema() ORDER BY sequencename COLLATE "C"
"""


@dataclass(frozen=True)
class Contents:
    """`rows` by table, `sequences` by name with their last value (0: not used), `migrations` as app.name, `head` the last event."""

    server: int
    rows: dict[str, int]
    sequences: dict[str, int]
    migrations: list[str]
    head: int

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return [row[0] for row in cursor.fetchall()]


def read(connection: BaseDatabaseWrapper) -> Contents:
    """Counts everything; within a transaction of one snapshot all figures belong together."""
    names = tables(connection)
    with connection.cursor() as cursor:
        rows = {name: _count(cursor, name) for name in names}
        cursor.execute(_SEQUENCES)
        sequences = dict(cursor.fetchall())
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
        migrations = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM registry_event")
        head = cursor.fetchone()[0]
    return Contents(server(connection), rows, sequences, sorted(migrations), head)


def server(connection: BaseDatabaseWrapper) -> int:
    """The server's major version."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def _count(cursor: Any, table: str) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(cursor.fetchone()[0])
