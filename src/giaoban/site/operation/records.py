"""What was done to this installation from outside of its database: the last backup, drill, restore and upgrade.

Kept as small JSON files in the data folder, so that they say true even about a database that was just put back.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from giaoban.site.home import prepare, write_secret

KINDS = ("backup", "drill", "restore", "upgrade")


def write(home: Path, kind: str, **facts: Any) -> None:
    """Replaces what is known about the last act of this kind; `at` is added: the instant, UTC."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    write_secret(_place(home, kind), json.dumps({"at": at, **facts}, ensure_ascii=False, indent=1))


def read(home: Path, kind: str) -> dict[str, Any] | None:
    """What was written last, `at` as a datetime; None where nothing was, or where the file is no longer readable."""
    place = home / "operation" / f"{kind}.json"
    try:
        facts: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        return facts | {"at": datetime.fromisoformat(facts["at"])}
    except (FileNotFoundError, ValueError, KeyError):
        return None


def _place(home: Path, kind: str) -> Path:
    if kind not in KINDS:
        raise ValueError(f"no such record: {kind}")
    return prepare(prepare(home) / "operation") / f"{kind}.json"
