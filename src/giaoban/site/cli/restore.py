"""`giaoban restore DIR`: a backup into an empty data folder and an empty database."""

import argparse
import atexit
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from giaoban.site import home, postgres
from giaoban.site.cli import environment
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import keys, restore
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
DIR is one backup, or the folder of all of them: then the newest is meant. Every byte is compared before anything is
written. Name a new data folder with --home (or an empty database with DATABASE_URL).
Events that happened after the backup are lost; their numbers are never given again, and the answer says which.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("the backup"))
    parser.add_argument("--keys", metavar="DIR", type=Path, help=_("folder with the keys of that installation"))
    parser.add_argument(
        "--last-event", metavar="N", type=int, help=_("number of the last event that is known to have happened")
    )
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    folder = home.path()
    try:
        source, manifest = restore.examine(options.folder, home=folder, key_folder=options.keys)
        with _made_whole(folder):
            if options.keys:
                keys.put(options.keys, folder, list(manifest["keys"]))
            done = _put_back(source, manifest, folder, options.last_event)
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    if options.json:
        print(json.dumps(done.as_json()))
    else:
        _say(done)
    return DONE


@contextmanager
def _made_whole(folder: Path) -> Iterator[None]:
    """What was made in the folder, which was empty, goes again when the restore does not come to its end."""
    # At the very end of the process: after its share of the server, taken later, was given back.
    atexit.register(_empty, folder)
    yield
    atexit.unregister(_empty)


def _empty(folder: Path) -> None:
    if not folder.exists():
        return
    if postgres.is_embedded():
        postgres.stop(folder)
    for entry in folder.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _put_back(source: Path, manifest: dict[str, Any], folder: Path, last_event: int | None) -> restore.Restored:
    environment.set_up("owner")
    environment.ready_database()
    from django.conf import settings  # noqa: PLC0415 - Django reads the keys that were just put in place
    from django.db import connection  # noqa: PLC0415

    from giaoban.site import database_roles  # noqa: PLC0415
    from giaoban.site.postgres.addresses import app_login  # noqa: PLC0415

    restore.check_server(manifest)
    done = restore.put_back(source, manifest, home=folder, files=Path(settings.FILES), last_event=last_event)
    restore.open_what_they_lock()
    database_roles.make_role(connection, login=app_login())
    database_roles.apply_grants(connection)
    return done


def _say(done: restore.Restored) -> None:
    told = _("restored {backup}, taken {taken_at}: {rows} rows, {files} files, in {seconds:.1f} s")
    print(told.format(**done.as_json()))
    if done.lost_to >= done.lost_from:
        told = _(
            "Events {lost_from} to {lost_to} may have happened after it and are lost; the next one is {next_event}."
        )
        print(told.format(**done.as_json()))
    if done.is_older:
        print(
            _("The backup is of an older version: run `giaoban upgrade` (or `giaoban migrate`) now."), file=sys.stderr
        )
