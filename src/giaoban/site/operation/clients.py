"""PostgreSQL's own pg_dump and pg_restore: of the server's version where there are any, else of a later one."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from giaoban.site.operation.problems import OperationProblem
from giaoban.site.postgres import DatabaseProblem
from giaoban.site.postgres.binaries import find
from giaoban.site.postgres.cluster import environment

_DEBIAN = Path("/usr/lib/postgresql")
# What Django adds to the parameters of a connection that libpq does not know.
_NOT_LIBPQ = {"cursor_factory", "context", "prepare_threshold", "row_factory", "password"}


def program(name: str, major: int, environ: Mapping[str, str] = os.environ) -> str:
    """The path of the program for a server of this major version. Raises OperationProblem."""
    found = {version: folder for folder in _folders(environ) if (version := _version(folder / name)) >= major}
    if not found:
        raise OperationProblem("no-client", program=name, major=major)
    return str(found[min(found)] / name)


def _folders(environ: Mapping[str, str]) -> list[Path]:
    debian = sorted(_DEBIAN.glob("*/bin"))
    on_path = [Path(folder) for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    try:
        return [*on_path, *debian, find(environ).folder]
    except DatabaseProblem:
        return [*on_path, *debian]


def _version(path: Path) -> int:
    if not os.access(path, os.X_OK):
        return 0
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    match = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(match[1]) if match else 0


def run(command: Sequence[str], parameters: Mapping[str, Any]) -> None:
    """Runs a client program on the database of these connection parameters; the password is on no command line.

    Raises OperationProblem with what the program said.
    """
    kept = {name: value for name, value in parameters.items() if name not in _NOT_LIBPQ}
    secret = {"PGPASSWORD": str(parameters["password"])} if parameters.get("password") else {}
    ran = subprocess.run(  # noqa: S603
        [*command, f"--dbname={make_conninfo(**kept)}"],
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), **secret},
    )
    if ran.returncode != 0:
        raise OperationProblem("client-failed", program=Path(command[0]).name, detail=ran.stderr.strip()[-2000:])
