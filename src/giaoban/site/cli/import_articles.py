"""`giaoban import-articles DIR`: saved pages of an earlier portal become articles here."""

import argparse
import json
import sys
from pathlib import Path

from giaoban.kernel import clock
from giaoban.news.imports import Outcome, take_in
from giaoban.news.models import Section
from giaoban.registry import queries
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.roles import Permission
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
Each .html file that tells a headline, a text and its day of publication becomes an article of the section, with its
pictures from within the folder, and its old address leads to the new one. Look first with --dry-run. A second run takes
over nothing twice. Exit code 1 if a file was skipped; each is named with its reason.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("folder with saved pages"))
    parser.add_argument("--section", required=True, metavar="CODE", help=_("section of the articles, by its address"))
    parser.add_argument(
        "--as", dest="username", required=True, metavar="USER", help=_("account of an approver who takes them over")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("say what would be taken over, and change nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        raise Refused(_("no such folder: {folder}").format(folder=options.folder))
    section = Section.objects.filter(code=options.section).first()
    if section is None:
        known = ", ".join(Section.objects.order_by("place", "pk").values_list("code", flat=True))
        raise Refused(_("no such section: {code}; there are: {known}").format(code=options.section, known=known))
    by, at = _actor(options.username), clock.now()
    outcome = take_in(
        options.folder, section=section, by=by, at=at, now=clock.moved_to(by.on, at), dry_run=options.dry_run
    )
    if options.json:
        print(json.dumps(_as_json(outcome, dry_run=options.dry_run), ensure_ascii=False, indent=2))
    else:
        _print(outcome, dry_run=options.dry_run)
    return FAILED if outcome.skipped else DONE


def _actor(username: str) -> Actor:
    user = User.objects.filter(username=username, is_active=True).first()
    actor = queries.actor(user, chosen=None, on=queries.today()) if user else None
    for held in actor.held if actor else ():
        chosen = Actor(user, held, actor.on, actor.held) if actor and user else None
        if chosen and chosen.may(Permission.NEWS_APPROVE):
            return chosen
    raise Refused(_("{user} is no account that may approve articles").format(user=username))


def _as_json(outcome: Outcome, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "new": len(outcome.new),
        "known": len(outcome.known),
        "skipped": [{"file": name, "reason": reason} for name, reason in outcome.skipped],
        "pictures": outcome.pictures,
        "pictures_left_out": [{"file": name, "reason": reason} for name, reason in outcome.pictures_left_out],
    }


def _print(outcome: Outcome, *, dry_run: bool) -> None:
    for name, reason in outcome.skipped:
        print(f"! {name}: {reason}", file=sys.stderr)
    for name, reason in outcome.pictures_left_out:
        print(f"· {name}: {reason}", file=sys.stderr)
    line = _("{new} new, {known} known already, {skipped} skipped, {pictures} pictures")
    print(
        line.format(
            new=len(outcome.new), known=len(outcome.known), skipped=len(outcome.skipped), pictures=outcome.pictures
        )
    )
    if dry_run:
        print(_("dry run: nothing was changed"))
