"""`giaoban status`: what runs in this home. Starts nothing, changes nothing."""

import argparse
import json

from giaoban.site import home, postgres
from giaoban.site.cli import place
from giaoban.site.cli.outcome import DONE, FAILED
from giaoban.site.language import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    """Exit code 0 when the pages answer and can work, else 1."""
    folder = home.path()
    where = place.serving(folder)
    ready = where is not None and place.is_ready(where.address)
    facts = {
        "home": str(folder),
        "address": where.address if where else None,
        "pid": where.pid if where else None,
        "ready": ready,
        "database": _database(),
    }
    if options.json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        pages = (
            _("not served")
            if where is None
            else f"{where.address} (pid {where.pid}), " + (_("ready") if ready else _("not ready"))
        )
        print(_("Home:     {home}").format(home=folder))
        print(_("Pages:    {pages}").format(pages=pages))
        print(_("Database: {database}").format(database=facts["database"]))
    return DONE if ready else FAILED


def _database() -> str:
    if not postgres.is_embedded():
        return "DATABASE_URL"
    found = postgres.status()
    if not found.laid_out:
        return _("not laid out yet")
    return f"PostgreSQL {found.major}, " + (
        _("running (pid {pid})").format(pid=found.pid) if found.running else _("stopped")
    )
