"""The secrets of an installation: files of the data folder that a backup of the data never holds."""

import hashlib
import shutil
from pathlib import Path

from giaoban.site.home import prepare, write_secret
from giaoban.site.operation.problems import OperationProblem


def folder(home: Path) -> Path:
    return home / "secrets"


def fingerprints(place: Path) -> dict[str, str]:
    """The keys of a folder, by name, each by the hash of its random text: enough to know it again, too little to find it."""
    files = sorted(path for path in place.glob("*") if path.is_file() and not path.name.startswith("."))
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copy(home: Path, target: Path) -> list[str]:
    """Copies the keys to a folder that only its owner can read; their names."""
    prepare(target)
    target.chmod(0o700)
    names = list(fingerprints(folder(home)))
    for name in names:
        write_secret(target / name, (folder(home) / name).read_text(encoding="utf-8"))
    return names


def check(wanted: dict[str, str], place: Path | None) -> None:
    """Raises OperationProblem unless the folder holds exactly the keys that the backup was made with."""
    there = fingerprints(place) if place else {}
    if missing := sorted(set(wanted) - set(there)):
        raise OperationProblem("keys-missing", names=", ".join(missing))
    if other := sorted(name for name in wanted if there[name] != wanted[name]):
        raise OperationProblem("keys-other", names=", ".join(other), folder=place)


def put(place: Path, home: Path, names: list[str]) -> None:
    vault = prepare(prepare(home) / "secrets")
    for name in names:
        write_secret(vault / name, (place / name).read_text(encoding="utf-8"))


def remove(home: Path) -> None:
    shutil.rmtree(folder(home), ignore_errors=True)
