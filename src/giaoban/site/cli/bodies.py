"""`giaoban bodies`: the bodies that a place usually has, made at the server before anybody has an account."""

import argparse
import datetime as dt
import json

from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.kernel import clock
from giaoban.registry import operations, queries
from giaoban.registry.models import UnitVersion
from giaoban.registry.queries import organisation
from giaoban.registry.usual_bodies import USUAL, usual_at
from giaoban.site.cli.account import unit_named
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
Bodies that are there already are left as they are; a second run makes nothing. Later ones are made on the pages.
Examples:
  giaoban bodies --at 44:2025 --below
  giaoban bodies --at 45:pre-2025 --kinds front,womens_union --since 2021-01-01""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument(
        "--at", metavar="CODE", required=True, help=_("code of the place, with :EDITION where a code means several")
    )
    parser.add_argument("--below", action="store_true", help=_("also at each place directly below"))
    parser.add_argument(
        "--kinds",
        metavar="KIND,KIND",
        default=",".join(body.kind.value for body in USUAL),
        help=_("which kinds (default: {kinds})").format(kinds=", ".join(body.kind.value for body in USUAL)),
    )
    parser.add_argument(
        "--since", metavar="YYYY-MM-DD", type=dt.date.fromisoformat, help=_("first day of the bodies (default: today)")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be made, and change nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    since = options.since or queries.today()
    kinds = {kind.strip() for kind in options.kinds.split(",") if kind.strip()}
    if unknown := kinds - {body.kind.value for body in USUAL}:
        raise Refused(_("Not a usual kind of body: {kinds}.").format(kinds=", ".join(sorted(unknown))))
    seat = unit_named(options.at)
    land = UnitVersion.objects.on(since).filter(unit=seat).first()
    if land is None or not usual_at(land.kind):
        raise Refused(_("{code} is no province, district or commune on {day}.").format(code=options.at, day=since))
    seats = [seat.pk]
    if options.below:
        seats += [place.unit_id for place in organisation.below(seat.pk, on=since)]
    try:
        with transaction.atomic():
            done = operations.found_usual_bodies(seat_ids=seats, kinds=kinds, since=since, by=None, at=clock.now())
            transaction.set_rollback(options.dry_run)
    except ValidationError as refused:
        raise Refused(" ".join(refused.messages)) from refused
    told = {"places": len(seats), "made": done.made, "known": done.known, "dry_run": options.dry_run}
    if options.json:
        print(json.dumps(told))
        return DONE
    print(_("{places} places: {made} bodies made, {known} stood there already").format(**told))
    if options.dry_run:
        print(_("dry run: nothing was changed"))
    return DONE
