"""`giaoban upgrade`: after the new version was installed: backup, tables, privileges, static files, examination."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from giaoban import __version__
from giaoban.site import home, postgres
from giaoban.site.cli import migrate, place
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import backup, records
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
Stop the pages and the worker first. The order: backup, tables, privileges, static files, `giaoban doctor`.
If a step fails, the answer says how to go back to what was.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument(
        "--backup", metavar="DIR", type=Path, help=_("folder of the backups (`backups` in the data folder)")
    )


def run(options: argparse.Namespace) -> int:
    folder = home.path()
    if postgres.is_embedded() and (where := place.serving(folder)):
        raise Refused(str(OperationProblem("served", home=folder, address=where.address)))
    before = records.read(folder, "upgrade")
    print(_("1/3 backup …"), file=sys.stderr)
    try:
        made = backup.make((options.backup or folder / "backups").absolute(), home=folder, files=Path(settings.FILES))
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    print(made.folder, file=sys.stderr)
    was = (before or {}).get("version", _("the version before"))
    finished = False
    try:
        print(_("2/3 tables and privileges …"), file=sys.stderr)
        migrate.run(argparse.Namespace(check=False, json=False, static=True))
        print(_("3/3 examination …"), file=sys.stderr)
        # In the role that the pages have, hence in a process of its own.
        examined = subprocess.run([sys.executable, "-m", "giaoban", "doctor"], env=_as_the_pages(), check=False)
        finished = examined.returncode == DONE
    finally:
        if not finished:
            _say_way_back(made.folder, str(was))
    if finished:
        records.write(folder, "upgrade", version=__version__, backup=str(made.folder))
        print(_("Giao Ban is at version {version}. Start it again.").format(version=__version__))
    return DONE if finished else FAILED


def _as_the_pages() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "GIAOBAN_DB_ROLE"}


def _say_way_back(made: Path, was: str) -> None:
    said = _(
        "The upgrade did not come to its end. The way back: install {version}, then\n"
        "  giaoban --home NEW-FOLDER restore {backup} --keys {keys}\n"
        "and serve NEW-FOLDER. The folder of today stays as it is."
    )
    print(said.format(version=was, backup=made, keys=home.path() / "secrets"), file=sys.stderr)
