"""`giaoban doctor`: examines the installation, and says for each finding what mends it. Changes nothing of weight."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from giaoban import __version__
from giaoban.search.queries import is_built
from giaoban.site import database_roles, health, home, postgres, safety
from giaoban.site.cli import environment
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.operation import keys

OK, WARNING, ERROR = "ok", "warning", "error"
_SIGNS = {OK: "✓", WARNING: "!", ERROR: "✗"}
_EXTENSIONS = ("btree_gist", "ltree", "pg_trgm", "unaccent")
_GIB = 1024**3


@dataclass(frozen=True)
class Finding:
    about: str
    state: str
    says: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when something must be mended; warnings alone are 0."""
    findings = list(examine())
    if options.json:
        print(
            json.dumps(
                {"version": __version__, "findings": [asdict(finding) for finding in findings]}, ensure_ascii=False
            )
        )
    else:
        width = max(len(finding.about) for finding in findings)
        for finding in findings:
            print(f"{_SIGNS[finding.state]} {finding.about:<{width}}  {finding.says}")
    return FAILED if any(finding.state == ERROR for finding in findings) else DONE


def examine() -> Iterator[Finding]:
    folder = home.path()
    yield Finding(_("Python"), OK, sys.version.split()[0])
    yield _home(folder)
    yield _disk(folder)
    yield _secrets(folder)
    try:
        environment.ready_database()
        yield _server()
    except (Refused, DatabaseError) as problem:
        yield Finding(_("Database"), ERROR, str(problem).strip())
        return
    for look in (_safety, _extensions, _role, _migrations, _privileges, _search, _worker, _clock):
        yield _answered(look)


def _answered(look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except DatabaseError as problem:
        return Finding(_("Database"), ERROR, str(problem).strip())


def _home(folder: Path) -> Finding:
    about = _("Data folder")
    if not folder.exists():
        return Finding(about, WARNING, _("{folder} is not there yet; `giaoban serve` makes it").format(folder=folder))
    if home.readable_by_others(folder):
        return Finding(
            about, WARNING, _("{folder} can be read by others; `chmod 700 {folder}` ends that").format(folder=folder)
        )
    return Finding(about, OK, str(folder))


def _disk(folder: Path) -> Finding:
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(place).free
    says = _("{free:.1f} GiB free").format(free=free / _GIB)
    return Finding(_("Disk"), ERROR if free < _GIB / 5 else WARNING if free < 2 * _GIB else OK, says)


def _secrets(folder: Path) -> Finding:
    about = _("Secrets")
    if known := safety.known_passwords(os.environ):
        says = _("the password in {names} is short, a default, or on the list of leaked ones; set another")
        return Finding(about, ERROR, says.format(names=", ".join(known)))
    vault = keys.folder(folder)
    if open_ones := [file.name for file in vault.glob("*") if home.readable_by_others(file)]:
        says = _("{names} can be read by others; `chmod 600` them, and make new ones if somebody did")
        return Finding(about, ERROR, says.format(names=", ".join(sorted(open_ones))))
    return Finding(about, OK, _("own, and closed to others"))


def _ask(query: str, parameters: list[Any] | None = None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def _server() -> Finding:
    (version,) = _ask("SHOW server_version")
    whose = _("embedded") if postgres.is_embedded() else _("named by DATABASE_URL")
    return Finding(_("Database"), OK, f"PostgreSQL {version}, {whose}")


def _safety() -> Finding:
    about = _("Durability")
    settings = ("fsync", "full_page_writes", "data_checksums", "synchronous_commit")
    off = [name for name in settings if _ask("SELECT current_setting(%s)", [name])[0] == "off"]
    if not off:
        return Finding(about, OK, _("fsync, whole pages, checksums"))
    # Checksums are missing on many servers of others; the rest loses data in a power cut.
    state = WARNING if off == ["data_checksums"] else ERROR
    return Finding(about, state, _("switched off on the server: {settings}").format(settings=", ".join(off)))


def _extensions() -> Finding:
    (missing,) = _ask(
        "SELECT array(SELECT unnest(%s::text[]) EXCEPT SELECT name FROM pg_available_extensions ORDER BY 1)",
        [list(_EXTENSIONS)],
    )
    about = _("Extensions")
    if missing:
        says = _("not installed on the server: {names} (Debian: package postgresql-contrib)").format(
            names=", ".join(missing)
        )
        return Finding(about, ERROR, says)
    return Finding(about, OK, ", ".join(_EXTENSIONS))


def _role() -> Finding:
    name, is_super, may_make_tables = _ask(
        "SELECT current_user, rolsuper, has_schema_privilege(current_user, 'public', 'CREATE')"
        " FROM pg_roles WHERE rolname = current_user"
    )
    if is_super or may_make_tables:
        return Finding(
            _("Database role"), ERROR, _("the pages run as {name}, which may change the tables").format(name=name)
        )
    return Finding(_("Database role"), OK, name)


def _migrations() -> Finding:
    pending = health.pending_migrations()
    if pending:
        says = _("{count} wait, the first is {first}; run `giaoban migrate`").format(
            count=len(pending), first=pending[0]
        )
        return Finding(_("Migrations"), ERROR, says)
    return Finding(_("Migrations"), OK, _("all applied"))


def _privileges() -> Finding:
    wrong = database_roles.differences(connection)
    if wrong:
        names = ", ".join(sorted({change.table for change in wrong})[:5])
        says = _("{count} are not as declared ({names}); run `giaoban migrate`").format(count=len(wrong), names=names)
        return Finding(_("Privileges"), ERROR, says)
    return Finding(_("Privileges"), OK, _("as the models declare"))


def _search() -> Finding:
    if not is_built():
        return Finding(_("Search"), WARNING, _("the index is not built by this version; run `giaoban reindex`"))
    return Finding(_("Search"), OK, _("built by this version"))


def _worker() -> Finding:
    about = _("Background jobs")
    (waiting,) = _ask(
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()"
    )
    (age,) = _ask("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
    says = _("{waiting} waiting").format(waiting=waiting)
    if age is None or age > 60:
        return Finding(about, WARNING, says + _("; no worker runs (`giaoban serve` or `giaoban worker` starts one)"))
    return Finding(about, OK, says + _("; the worker was seen {age:.0f} s ago").format(age=float(age)))


def _clock() -> Finding:
    (theirs,) = _ask("SELECT clock_timestamp()")
    apart = abs((datetime.now(UTC) - theirs).total_seconds())
    says = _("{apart:.1f} s between this machine and the database").format(apart=apart)
    return Finding(_("Clock"), OK if apart < 5 else WARNING, says)
