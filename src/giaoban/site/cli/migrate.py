"""`giaoban migrate`: tables, then privileges; safe to run at any time and from several processes at once."""

import argparse
import json
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from giaoban.kernel import clock
from giaoban.search import operations as search
from giaoban.site import database_roles, health, migrating
from giaoban.site.cli.outcome import DONE, ENVIRONMENT, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.postgres.addresses import app_login

# Any number, the same in every version: two that migrate at once take turns.
_TURN = 4_160_901


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help=_("change nothing; exit code 1 if something is missing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    parser.add_argument("--static", action="store_true", help=_("also collect the static files, where pages need them"))


def run(options: argparse.Namespace) -> int:
    pending = health.pending_migrations()
    if options.check:
        wrong = [] if pending else database_roles.differences(connection)
        _report(options, pending, [f"{change.privilege} {change.table}" for change in wrong])
        return FAILED if pending or wrong else DONE
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_TURN])
        try:
            database_roles.make_role(connection, login=app_login())
            if pending := health.pending_migrations():
                print(_("applying {count} migrations …").format(count=len(pending)), file=sys.stderr, flush=True)
                with migrating.new_models_alone():
                    call_command("migrate", interactive=False, verbosity=0)
            changes = database_roles.apply_grants(connection)
            search.build_if_older(at=clock.now())
        except database_roles.MissingRoleError as problem:
            raise Refused(str(problem), ENVIRONMENT) from problem
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_TURN])
    if options.static and "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
        call_command("collectstatic", interactive=False, verbosity=0)
    _report(options, pending, [f"{change.privilege} {change.table}" for change in changes])
    return DONE


def _report(options: argparse.Namespace, migrations: list[str], privileges: list[str]) -> None:
    if options.json:
        print(json.dumps({"migrations": migrations, "privileges": privileges}))
    elif options.check:
        print(
            _("missing: {migrations} migrations, {privileges} privileges").format(
                migrations=len(migrations), privileges=len(privileges)
            )
        )
    else:
        print(
            _("done: {migrations} migrations, {privileges} privileges").format(
                migrations=len(migrations), privileges=len(privileges)
            )
        )
