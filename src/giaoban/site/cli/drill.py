"""`giaoban drill DIR`: proves a backup by restoring it into a throw-away database, and writes down that it was proved."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from giaoban.site import home, postgres
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import folder, keys, records
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
Every byte is compared, the database is restored, each table counted, the keys of this installation tried on it.
Nothing of this installation is touched. The operator's page shows when the last drill was, and of what.""")
# A throw-away database of its own, whatever this installation works on.
_ELSEWHERE = ("DATABASE_URL", "DATABASE_OWNER_URL", "GIAOBAN_DB_ROLE", "DJANGO_SETTINGS_MODULE")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("the backup, or the folder of all of them"))
    parser.add_argument("--keys", metavar="DIR", type=Path, help=_("try these keys instead of those in use"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    here = home.path()
    try:
        source = folder.newest(options.folder.absolute())
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    # Short, so that the throw-away server's socket has room in its path.
    scratch = Path(tempfile.mkdtemp(prefix="gb-"))
    try:
        result = _restored(source, scratch / "home", options.keys or keys.folder(here))
    finally:
        postgres.stop(scratch / "home")
        shutil.rmtree(scratch, ignore_errors=True)
    records.write(here, "drill", **result)
    if options.json:
        print(json.dumps(result))
    else:
        told = _(
            "{backup} can be restored: {rows} rows and {files} files, in {seconds:.1f} s. Written down as a drill."
        )
        print(told.format(**result))
    return DONE


def _restored(source: Path, scratch: Path, key_folder: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "giaoban", "--home", str(scratch), "restore", str(source), "--json"]
    command += ["--keys", str(key_folder)]
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=kept)  # noqa: S603 - our own command
    if ran.returncode != DONE:
        raise Refused(_("The drill failed: {detail}").format(detail=ran.stderr.strip()), ran.returncode)
    return dict(json.loads(ran.stdout))
