"""`giaoban backup DIR`: database and files, while the pages are being used."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from giaoban.site import home
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import backup, folder
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
Each backup is a folder of its own below DIR; files are kept once, however many backups hold them.
The keys are never part of it: without them nobody reads second factors or keeps signed in. Copy them once, after the
first start, with --with-keys, to a place apart from the backups (a safe, not the same disk).
Exit code 1 if a file that the database names was missing or changed: the backup is complete without it.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("folder of the backups; made where it is missing"))
    parser.add_argument("--with-keys", metavar="DIR", type=Path, help=_("also copy the keys, to this other folder"))
    parser.add_argument("--keep", metavar="N", type=int, help=_("afterwards remove all but the newest N backups"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    root = options.folder.absolute()
    try:
        key_names = backup.copy_keys(options.with_keys, root=root, home=home.path()) if options.with_keys else []
        made = backup.make(root, home=home.path(), files=Path(settings.FILES))
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    gone = folder.forget_all_but(root, options.keep) if options.keep else 0
    if options.json:
        print(json.dumps({**asdict(made), "folder": str(made.folder), "keys": key_names, "removed": gone}))
    else:
        _say(made, key_names, options.with_keys)
    return FAILED if made.missing else DONE


def _say(made: backup.Backup, key_names: list[str], place: Path | None) -> None:
    told = _("{folder}: {rows} rows, {files} files, events up to {head}, in {seconds:.1f} s")
    print(told.format(folder=made.folder, rows=made.rows, files=made.files, head=made.head, seconds=made.seconds))
    if place:
        told = _("The keys {names} are in {folder}. Keep them apart from the backups: whoever has both has everything.")
        print(told.format(names=", ".join(key_names), folder=place))
    else:
        print(_("The keys are not part of it. Have you a copy of them elsewhere? (--with-keys DIR)"), file=sys.stderr)
    for name in made.missing:
        print(_("missing or changed: the file {name}").format(name=name), file=sys.stderr)
