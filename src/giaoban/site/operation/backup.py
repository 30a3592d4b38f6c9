"""Making a backup: one snapshot of the database, then the files that it names, then what both are, in writing."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

from giaoban import __version__
from giaoban.site.home import prepare
from giaoban.site.operation import clients, contents, folder, keys, records
from giaoban.site.operation.problems import OperationProblem


@dataclass(frozen=True)
class Backup:
    """`missing` are files that the database names and that are not there (any more), or whose content was changed."""

    folder: Path
    rows: int
    files: int
    missing: list[str]
    head: int
    seconds: float


def make(root: Path, *, home: Path, files: Path) -> Backup:
    """Writes a backup into a new folder below `root`, whole or not at all. Raises OperationProblem."""
    began = time.monotonic()
    prepare(root)
    target = _free_name(root)
    draft = prepare(root / f".{target.name}.part")
    inside = _dump(draft / "database.dump")
    held = [path.name for path in folder.stored(files) if folder.take_in(path, root / "files")]
    missing = sorted(_named_by_database() - set(held))
    folder.write_list(draft, held)
    folder.write_manifest(
        draft,
        {
            "version": __version__,
            "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "parts": {name: folder.sha256(draft / name) for name in ("database.dump", "files.txt")},
            "keys": keys.fingerprints(keys.folder(home)),
            "missing_files": missing,
            **inside.as_json(),
        },
    )
    draft.rename(target)
    made = Backup(target, sum(inside.rows.values()), len(held), missing, inside.head, time.monotonic() - began)
    records.write(home, "backup", folder=str(target), rows=made.rows, files=made.files, head=made.head, missing=len(missing))  # fmt: skip
    return made


def _free_name(root: Path) -> Path:
    name = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    numbered = (root / (f"{name}-{number}" if number else name) for number in range(100))
    return next(path for path in numbered if not path.exists())


def _dump(target: Path) -> contents.Contents:
    """Dumps the database and counts it in one snapshot, while others work on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        inside = contents.read(connection)
        command = [clients.program("pg_dump", inside.server), "--format=custom", f"--snapshot={snapshot}"]
        command += ["--no-owner", "--no-privileges", "--no-comments", "--no-unlogged-table-data", f"--file={target}"]
        clients.run(command, connection.get_connection_params())
        target.chmod(0o600)
        return inside


def _named_by_database() -> set[str]:
    return set(apps.get_model("documents", "StoredFile").objects.values_list("sha256", flat=True).distinct())


def copy_keys(target: Path, *, root: Path, home: Path) -> list[str]:
    """Copies the keys to a folder apart from the backup. Raises OperationProblem where it is not apart."""
    if target.resolve().is_relative_to(root.resolve()):
        raise OperationProblem("keys-inside", folder=root)
    return keys.copy(home, target)
