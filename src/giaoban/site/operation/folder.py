"""A backup on disk: files by their content, shared by all backups of the folder, and beside them one folder a backup.

DIR/files/ab/ab12…           content once, however many backups hold it
DIR/2026-11-22T030000Z/      database.dump, files.txt, manifest.json, manifest.sha256
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from giaoban.site.home import PRIVATE_FILE, prepare
from giaoban.site.operation.problems import OperationProblem

FORMAT = 1
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z(-\d+)?")
_HASH = re.compile(r"[0-9a-f]{64}")


def backups(root: Path) -> list[Path]:
    """The complete backups of a folder, oldest first."""
    return sorted(entry for entry in root.glob("*Z*") if _NAME.fullmatch(entry.name) and (entry / "manifest.json").exists())  # fmt: skip


def newest(place: Path) -> Path:
    """The backup that a path means: itself, or the newest in it. Raises OperationProblem."""
    if (place / "manifest.json").exists():
        return place
    found = backups(place)
    if not found:
        raise OperationProblem("no-backup", folder=place)
    return found[-1]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def stored(files: Path) -> Iterator[Path]:
    """The files of a content store; what is just being written, and what else lies there, is passed over."""
    return (path for path in sorted(files.glob("??/*")) if _HASH.fullmatch(path.name))


def take_in(source: Path, files: Path) -> bool:
    """Copies a file to its place in a content store; False where its content is no longer what its name says."""
    target = files / source.name[:2] / source.name
    if target.exists() and target.stat().st_size == source.stat().st_size:
        return True
    prepare(prepare(files) / source.name[:2])
    draft = target.with_name(f".new-{source.name}")
    draft.unlink(missing_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with source.open("rb") as read, os.fdopen(descriptor, "wb") as written:
        while chunk := read.read(1 << 20):
            digest.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    if digest.hexdigest() != source.name:
        draft.unlink()
        return False
    draft.replace(target)
    return True


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    text = json.dumps({"format": FORMAT, **manifest}, ensure_ascii=False, indent=1)
    _write(folder / "manifest.sha256", hashlib.sha256(text.encode()).hexdigest() + "\n")
    _write(folder / "manifest.json", text)


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def write_list(folder: Path, names: Iterable[str]) -> None:
    _write(folder / "files.txt", "".join(f"{name}\n" for name in names))


def listed(folder: Path) -> list[str]:
    return (folder / "files.txt").read_text(encoding="utf-8").split()


def verified(folder: Path, *, files: Path | None = None) -> dict[str, Any]:
    """The manifest, after every byte was compared with it; content lies beside the folder unless `files` says where.

    Raises OperationProblem.
    """
    files = files or folder.parent / "files"
    manifest = folder / "manifest.json"
    text = _present(manifest).read_bytes()
    if hashlib.sha256(text).hexdigest().encode() != _present(folder / "manifest.sha256").read_bytes().strip():
        raise OperationProblem("damaged", file=manifest)
    told: dict[str, Any] = json.loads(text)
    if told["format"] != FORMAT:
        raise OperationProblem("other-format", theirs=told["format"], ours=FORMAT)
    for name, wanted in told["parts"].items():
        if sha256(_present(folder / name)) != wanted:
            raise OperationProblem("damaged", file=folder / name)
    for name in listed(folder):
        if sha256(_present(files / name[:2] / name)) != name:
            raise OperationProblem("damaged", file=files / name[:2] / name)
    return told


def _present(path: Path) -> Path:
    if not path.is_file():
        raise OperationProblem("missing", file=path)
    return path


def forget_all_but(root: Path, keep: int) -> int:
    """Removes the oldest backups, and content that no other holds; how many backups went."""
    found = backups(root)
    gone = found[: max(0, len(found) - keep)]
    if not gone:
        return 0
    for folder in gone:
        shutil.rmtree(folder)
    wanted = {name for folder in backups(root) for name in listed(folder)}
    for path in stored(root / "files"):
        if path.name not in wanted:
            path.unlink()
    return len(gone)
