"""Two roles in the database: the owner migrates, the application works and cannot rewrite what is append-only.

What the application's role may do follows from the models: a model with `append_only = True`, and every table of row
history, is for SELECT and INSERT; Django's record of migrations is for SELECT; all other tables are ordinary.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import ProgrammingError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from giaoban.site.language import gettext as _
from giaoban.site.postgres.addresses import APP

ORDINARY = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
APPEND_ONLY = frozenset({"SELECT", "INSERT"})
READ_ONLY = frozenset({"SELECT"})
_READ_ONLY_TABLES = frozenset({"django_migrations"})

_RELATIONS = """
    SELECT relation.relname, coalesce(root.relname, relation.relname), relation.relkind IN ('v', 'm'),
           array(SELECT privilege FROM unnest(%s::text[]) AS privilege
                 WHERE has_table_privilege(%s, relation.oid, privilege))
    FROM pg_class relation LEFT JOIN pg_class root ON root.oid = pg_partition_root(relation.oid)
    WHERE relation.relkind IN ('r', 'p', 'v', 'm') AND relation.relnamespace = current_schema()::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = relation.oid AND deptype = 'e')
    ORDER BY relation.relname COLLATE "C"
"""
_SEQUENCES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace
      AND CASE relkind WHEN 'S' THEN NOT has_sequence_privilege(%s, oid, 'USAGE') END
    ORDER BY relname COLLATE "C"
"""
_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND proowner = current_user::regrole
      AND NOT has_function_privilege(%s, oid, 'EXECUTE')
    ORDER BY 1
"""


class MissingRoleError(Exception):
    """The application's role is missing, or not for this login; the message has the statements that mend it."""


@dataclass(frozen=True, order=True)
class Difference:
    """One privilege that the application's role holds and should not (`held`), or should hold and does not."""

    table: str
    privilege: str
    held: bool


def append_only_tables() -> frozenset[str]:
    tables = (model._meta for model in apps.get_models(include_auto_created=True) if is_append_only(model))  # noqa: SLF001
    return frozenset(meta.db_table for meta in tables)


def is_append_only(model: type[models.Model]) -> bool:
    # What pghistory makes to keep the history of a model carries that model as `pgh_tracked_model`.
    return getattr(model, "append_only", False) is True or hasattr(model, "pgh_tracked_model")


def differences(connection: BaseDatabaseWrapper) -> list[Difference]:
    """Where the privileges on tables and views differ from what the models declare; empty when all is well."""
    append_only = append_only_tables()
    found = []
    with connection.cursor() as cursor:
        cursor.execute(_RELATIONS, [sorted(ORDINARY | {"TRUNCATE"}), APP])
        for name, root, is_view, privileges in cursor.fetchall():
            wanted = _wanted(root, append_only, is_view=is_view)
            found += [Difference(name, privilege, held=True) for privilege in set(privileges) - wanted]
            found += [Difference(name, privilege, held=False) for privilege in wanted - set(privileges)]
    return sorted(found)


def make_role(connection: BaseDatabaseWrapper, *, login: str | None) -> None:
    """Make the application's role where it is missing, and let the login put it on where it may not yet.

    `login` is the user name under which the application connects; None where it logs in as the role itself.
    Raises MissingRoleError.
    """
    needed = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [APP])
        (exists,) = cursor.fetchone()
        if not exists:
            needed.append(f"CREATE ROLE {APP} NOLOGIN")
        if login is not None and login != APP and not (exists and _may_put_on(cursor, login)):
            needed.append(f"GRANT {APP} TO {connection.ops.quote_name(login)}")
        try:
            with transaction.atomic():
                for statement in needed:
                    cursor.execute(statement)
        except ProgrammingError as problem:
            sentence = _(
                "The application's role is not there for this login. Let the server's administrator run: {statements}"
            )
            raise MissingRoleError(sentence.format(statements="; ".join(needed) + ";")) from problem


def apply_grants(connection: BaseDatabaseWrapper) -> list[Difference]:
    """Bring the privileges to what the models declare; returns what had to change.

    For the owner's connection, after `make_role`.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}")
        # What a later migration adds is never rewritable by omission; the next call here opens what may be changed.
        cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {APP}")
        cursor.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {APP}")
    changes = differences(connection)
    with connection.cursor() as cursor:
        for (held, privilege), group in groupby(sorted(changes, key=_by_statement), key=_by_statement):
            tables = ", ".join(connection.ops.quote_name(change.table) for change in group)
            cursor.execute(
                f"REVOKE {privilege} ON {tables} FROM {APP}" if held else f"GRANT {privilege} ON {tables} TO {APP}"
            )
        cursor.execute(_SEQUENCES, [APP])
        for name in _first_column(cursor):
            cursor.execute(f"GRANT USAGE ON SEQUENCE {connection.ops.quote_name(name)} TO {APP}")
        cursor.execute(_FUNCTIONS, [APP])
        for signature in _first_column(cursor):
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP}")
    return changes


def _by_statement(change: Difference) -> tuple[bool, str]:
    return change.held, change.privilege


def _first_column(cursor: CursorWrapper) -> Iterable[str]:
    return [row[0] for row in cursor.fetchall()]


def _wanted(table: str, append_only: frozenset[str], *, is_view: bool) -> frozenset[str]:
    if is_view or table in _READ_ONLY_TABLES:
        return READ_ONLY
    return APPEND_ONLY if table in append_only else ORDINARY


def _may_put_on(cursor: CursorWrapper, login: str) -> bool:
    # SET exists as a privilege from version 16 on; before, every member may.
    cursor.execute("SHOW server_version_num")
    privilege = "SET" if int(cursor.fetchone()[0]) >= 160_000 else "MEMBER"
    cursor.execute("SELECT pg_has_role(rolname, %s, %s) FROM pg_roles WHERE rolname = %s", [APP, privilege, login])
    found = cursor.fetchone()
    return bool(found and found[0])
