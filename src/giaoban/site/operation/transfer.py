"""Everything of an installation as plain text, for another one: one file of JSON Lines a table, in the order of its key.

What belongs to the machine or the moment stays: sessions, failed sign-ins, jobs, keys of sent forms, migrations, the search
index, which is built anew. Accounts
go without what signs them in unless that is asked for; second factors are then in the clear, so the folder is private.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from allauth.mfa.utils import decrypt, encrypt
from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from psycopg import sql

from giaoban import __version__
from giaoban.registry.sealing import seal, sealed_columns, unseal
from giaoban.site.home import PRIVATE_FILE, prepare
from giaoban.site.operation import contents, folder
from giaoban.site.operation.problems import OperationProblem

STAYS_HERE = frozenset({"sessions", "axes", "procrastinate", "contenttypes", "auth", "account", "search"})
STAYS_HERE_TOO = frozenset(
    {"registry.FormSubmission", "visits.Salt", "visits.Presence", "visits.Rank", "visits.Teller"}
)
ACCOUNTS, FACTORS = "registry_user", "mfa_authenticator"
BATCH = 500
# The parts of a second factor that are ciphertext under the key of one installation.
LOCKED = ("secret", "seed")


@dataclass
class Report:
    """Rows by table: written by an export; new and known before by an import. `files` likewise."""

    written: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    files: int = 0
    files_known: int = 0


def tables(*, with_accounts: bool) -> dict[str, str]:
    """Table → its primary key, for all that moves; by name."""
    described = [model._meta for model in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - Django's interface
    moving = {meta.db_table: str(meta.pk.column) for meta in described if _moves(meta)}
    if not with_accounts:
        moving.pop(FACTORS, None)
    return dict(sorted(moving.items()))


def _moves(meta: Any) -> bool:
    return meta.managed and not meta.proxy and meta.app_label not in STAYS_HERE and meta.label not in STAYS_HERE_TOO


# --- Out --------------------------------------------------------------------------------------------------------------


def export(target: Path, *, with_accounts: bool) -> Report:
    """Writes everything into an empty folder, in one snapshot of the database. Raises OperationProblem."""
    if target.exists() and any(target.iterdir()):
        raise OperationProblem("not-empty-target", folder=target)
    prepare(target)
    prepare(target / "tables")
    report = Report()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        inside = contents.read(connection)
        for table, key in tables(with_accounts=with_accounts).items():
            path = target / "tables" / f"{table}.jsonl"
            path.touch(mode=PRIVATE_FILE)
            with path.open("w", encoding="utf-8") as file:
                for row in _rows(table, key):
                    file.write(json.dumps(_told(table, row, with_accounts=with_accounts), ensure_ascii=False) + "\n")
                    report.written[table] = report.written.get(table, 0) + 1
    kept = folder.stored(Path(settings.FILES))
    names = [path.name for path in kept if folder.take_in(path, target / "files")]
    report.files = len(names)
    folder.write_list(target, names)
    folder.write_manifest(
        target,
        {
            "version": __version__,
            "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "with_accounts": with_accounts,
            "migrations": inside.migrations,
            "rows": report.written,
            "parts": {
                f"tables/{table}.jsonl": folder.sha256(target / "tables" / f"{table}.jsonl")
                for table in tables(with_accounts=with_accounts)
            },
        },
    )
    return report


def _rows(table: str, key: str) -> Iterator[dict[str, Any]]:
    """Every row as PostgreSQL's own JSON of it, in the order of its key."""
    query = sql.SQL("SELECT to_jsonb(t) FROM {} t ORDER BY {}").format(sql.Identifier(table), sql.Identifier("t", key))
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(BATCH):
            for (row,) in rows:
                yield json.loads(row) if isinstance(row, str) else row


def _told(table: str, row: dict[str, Any], *, with_accounts: bool) -> dict[str, Any]:
    if table == ACCOUNTS and not with_accounts:
        return row | {"password": "!", "last_login": None, "must_change_password": True}
    if table == FACTORS:
        return row | {
            "data": {name: decrypt(value) if name in LOCKED else value for name, value in row["data"].items()}
        }
    return row | {name: unseal(row[name] or "") for name in sealed_columns(table)}


# --- In ---------------------------------------------------------------------------------------------------------------


def take_in(source: Path) -> Report:
    """Brings an export into this database, whole or not at all; a repeat changes nothing. For the owner's connection.

    An installation without an account and without an event takes everything, even in place of what its migrations had
    put there; any other must hold each row as it is written, or not at all. Raises OperationProblem.
    """
    manifest = verified(source)
    report = Report()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        moving = tables(with_accounts=manifest["with_accounts"])
        for table in moving:
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        if _is_fresh(cursor):
            for table in moving:
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table, key in moving.items():
            _fill(cursor, source, table, key, report, with_accounts=manifest["with_accounts"])
        # What was deferred is judged now: PostgreSQL alters no table while something waits for it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in moving:
            cursor.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))
        _remake_sequences(cursor, moving)
    for name in folder.listed(source):
        known = (Path(settings.FILES) / name[:2] / name).exists()
        folder.take_in(source / "files" / name[:2] / name, Path(settings.FILES))
        report.files += not known
        report.files_known += known
    return report


def verified(source: Path) -> dict[str, Any]:
    """The manifest, once every byte was compared and the versions agree. Raises OperationProblem."""
    if not (source / "manifest.json").exists():
        raise OperationProblem("no-backup", folder=source)
    # An export keeps its files inside, a backup beside it.
    told = folder.verified(source, files=source / "files")
    if told["version"] != __version__ or told["migrations"] != contents.read(connection).migrations:
        raise OperationProblem("other-version", theirs=told["version"], ours=__version__)
    return told


def _is_fresh(cursor: Any) -> bool:
    cursor.execute("SELECT NOT EXISTS (SELECT FROM registry_user) AND NOT EXISTS (SELECT FROM registry_event)")
    return bool(cursor.fetchone()[0])


def _columns(cursor: Any, table: str) -> sql.Composed:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [f'"{table}"'],
    )
    return sql.SQL(", ").join(sql.Identifier(row[0]) for row in cursor.fetchall())


def _fill(cursor: Any, source: Path, table: str, key: str, report: Report, *, with_accounts: bool) -> None:
    columns = _columns(cursor, table)
    insert = sql.SQL(
        "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"
        " SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) ON CONFLICT ({key}) DO NOTHING"
    ).format(table=sql.Identifier(table), columns=columns, key=sql.Identifier(key))
    for lines in _batches(source / "tables" / f"{table}.jsonl"):
        rows = [_taken(table, row) for row in map(json.loads, lines)]
        cursor.execute(insert, [json.dumps(rows)])
        new = cursor.rowcount
        if new < len(rows):
            _must_be_the_same(cursor, table, key, rows, with_accounts=with_accounts)
        report.written[table] = report.written.get(table, 0) + new
        report.known[table] = report.known.get(table, 0) + len(rows) - new


def _taken(table: str, row: dict[str, Any]) -> dict[str, Any]:
    if table == ACCOUNTS and row["password"] == "!":  # noqa: S105 - the mark of an account that came without one
        return row | {"password": make_password(None)}
    if table == FACTORS:
        return row | {
            "data": {name: encrypt(value) if name in LOCKED else value for name, value in row["data"].items()}
        }
    return row | {name: seal(row[name] or "") for name in sealed_columns(table)}


def _must_be_the_same(cursor: Any, table: str, key: str, rows: list[dict[str, Any]], *, with_accounts: bool) -> None:
    """What stood here before the import says the same as the export. What signs an account in may have changed since."""
    # The same words are sealed anew, to other signs, each time.
    own: tuple[str, ...] = ("data", "last_used_at") if table == FACTORS else tuple(sealed_columns(table))
    if table == ACCOUNTS:
        own = ("last_login", "session_generation", "password", "must_change_password")[: 2 if with_accounts else 4]
    cursor.execute(
        sql.SQL(
            "SELECT theirs.{key}::text FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb) theirs"
            " JOIN {table} ours USING ({key}) WHERE to_jsonb(theirs) - %s::text[] <> to_jsonb(ours) - %s::text[]"
        ).format(table=sql.Identifier(table), key=sql.Identifier(key)),
        [json.dumps(rows), list(own), list(own)],
    )
    if different := cursor.fetchall():
        raise OperationProblem("conflict", count=len(different), table=table, key=different[0][0])


def _batches(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        batch: list[str] = []
        for line in file:
            batch.append(line)
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch


def _remake_sequences(cursor: Any, moving: dict[str, str]) -> None:
    """Each numbered key goes on after the highest number that is there."""
    for table, key in moving.items():
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', key])
        if sequence := cursor.fetchone()[0]:
            cursor.execute(
                sql.SQL(
                    "SELECT setval(%s::regclass, greatest(max({key}), 1), max({key}) IS NOT NULL) FROM {table}"
                ).format(key=sql.Identifier(key), table=sql.Identifier(table)),
                [sequence],
            )
