"""GIAOBAN_HOME: the one folder that holds an installation's database, files and secrets."""

import os
import secrets
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def path(environ: Mapping[str, str] = os.environ) -> Path:
    """The data folder, absolute; named by GIAOBAN_HOME, else where the platform keeps a user's data. Touches nothing."""
    if named := environ.get("GIAOBAN_HOME"):
        return Path(named).expanduser().absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "giaoban"
    data = environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "giaoban"


def prepare(folder: Path) -> Path:
    """Make the folder, readable by its owner only, when it is missing; an existing one keeps its permissions.

    Parents that are missing are made with the usual permissions; existing ones are never changed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    return folder


def readable_by_others(file: Path) -> bool:
    """Whether the group or anybody else may list, read or write it (passing through a folder is no reading)."""
    return bool(file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) & ~(stat.S_IXGRP | stat.S_IXOTH))


def is_closed(folder: Path) -> bool:
    """Whether this user can neither work in the folder nor, where it is missing, make it."""
    try:
        nearest = next(place for place in (folder, *folder.parents) if place.exists())
    except PermissionError:
        return True
    return not os.access(nearest, os.R_OK | os.W_OK | os.X_OK if nearest == folder else os.W_OK | os.X_OK)


def write_secret(target: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all, durably."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def secret(name: str, folder: Path | None = None) -> str:
    """A random secret kept under this name in the home's `secrets/`, made on first use.

    Two processes that ask for a new secret at once get the same one: the first to link it wins.
    """
    vault = prepare(prepare(folder or path()) / "secrets")
    kept = vault / name
    if not kept.exists():
        draft = vault / f".{name}.{secrets.token_hex(4)}"
        write_secret(draft, secrets.token_urlsafe(48))
        try:
            kept.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text(encoding="utf-8").strip()


def secret_key(folder: Path | None = None) -> str:
    """Django's SECRET_KEY of this installation."""
    return secret("django-secret-key", folder)
