"""Putting a backup back into an empty installation, after every byte of it was compared with what was written."""

import re
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from giaoban.site.home import prepare
from giaoban.site.operation import clients, contents, folder, keys, records
from giaoban.site.operation.problems import OperationProblem

# Numbers given after the backup was taken are never given again, as far as this; UUIDs cannot collide anyway.
GAP = 10_000


@dataclass(frozen=True)
class Restored:
    """Events of the log from `lost_from` to `lost_to` may have happened after the backup; the next one is `next_event`."""

    backup: str
    taken_at: str
    rows: int
    files: int
    lost_from: int
    lost_to: int
    next_event: int
    is_older: bool
    seconds: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def examine(place: Path, *, home: Path, key_folder: Path | None) -> tuple[Path, dict[str, Any]]:
    """The backup and its manifest, once all was judged that needs neither Django nor a database. Changes nothing."""
    source = folder.newest(place.absolute())
    manifest = folder.verified(source)
    if home.exists() and any(home.iterdir()):
        raise OperationProblem("home-not-empty", folder=home)
    keys.check(manifest["keys"], key_folder)
    return source, manifest


def check_server(manifest: dict[str, Any]) -> None:
    """Raises OperationProblem unless the program knows the tables, the server reads the dump, and the database is empty."""
    if unknown := sorted(set(manifest["migrations"]) - _known()):
        raise OperationProblem("newer", version=manifest["version"], migration=unknown[0])
    if (ours := contents.server(connection)) < manifest["server"]:
        raise OperationProblem("server-older", theirs=manifest["server"], ours=ours)
    if contents.tables(connection):
        raise OperationProblem("database-not-empty", place=connection.settings_dict["NAME"])


def put_back(source: Path, manifest: dict[str, Any], *, home: Path, files: Path, last_event: int | None) -> Restored:
    """Files, then the database in one transaction, then proof: counts, keys, sequences. For the owner's connection."""
    began = time.monotonic()
    for name in folder.listed(source):
        if not folder.take_in(source.parent / "files" / name[:2] / name, prepare(files)):
            raise OperationProblem("damaged", file=name)
    _load(source / "database.dump", manifest["server"])
    found = contents.read(connection)
    for table, wanted in manifest["rows"].items():
        if found.rows.get(table) != wanted:
            raise OperationProblem("differs", table=table, found=found.rows.get(table), wanted=wanted)
    upcoming = _advance(found, last_event)
    done = Restored(
        backup=source.name,
        taken_at=manifest["taken_at"],
        rows=sum(found.rows.values()),
        files=len(folder.listed(source)),
        lost_from=found.head + 1,
        lost_to=upcoming - 1 if last_event is None else last_event,
        next_event=upcoming,
        is_older=set(manifest["migrations"]) < _known(),
        seconds=round(time.monotonic() - began, 2),
    )
    records.write(home, "restore", **done.as_json())
    return done


def _known() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(connection=None).disk_migrations}


def _load(dump: Path, server: int) -> None:
    restore = clients.program("pg_restore", max(server, contents.server(connection)))
    listing = subprocess.run([restore, "--list", str(dump)], capture_output=True, text=True, check=False)  # noqa: S603
    if listing.returncode != 0:
        raise OperationProblem("client-failed", program="pg_restore", detail=listing.stderr.strip())
    # Only the server's superuser may make this one, and does so where it is wanted.
    wanted = [line for line in listing.stdout.splitlines() if not re.search(r"EXTENSION - pg_stat_statements", line)]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write("\n".join(wanted))
        file.flush()
        command = [restore, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
        clients.run([*command, f"--use-list={file.name}", str(dump)], connection.get_connection_params())


def _advance(found: contents.Contents, last_event: int | None) -> int:
    """Moves every sequence past what may have been given since the backup; the number of the next event."""
    upcoming = max(found.head, found.sequences[contents.EVENTS], last_event or 0)
    with connection.cursor() as cursor:
        for name, last in found.sequences.items():
            value = upcoming + (GAP if last_event is None else 1) if name == contents.EVENTS else last + GAP
            cursor.execute("SELECT setval(%s::regclass, %s, false)", [f'"{name}"', value])
    return upcoming + (GAP if last_event is None else 1)


def open_what_they_lock() -> int:
    """Decrypts every second factor with the restored key; how many. Raises OperationProblem."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - a model, once Django is set up
    from allauth.mfa.utils import decrypt  # noqa: PLC0415
    from cryptography.fernet import InvalidToken  # noqa: PLC0415

    secrets = [data.get("secret") or data.get("seed") for data in Authenticator.objects.values_list("data", flat=True)]
    try:
        return len([decrypt(secret) for secret in secrets])
    except InvalidToken as problem:
        raise OperationProblem("keys-do-not-open", detail="second_factor_key") from problem
