"""`giaoban take-tasks FILE`: an office's old follow-up list from Excel or CSV, as on the screen: looked at, then taken in."""

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.briefing import operations
from giaoban.briefing.enums import RowFate
from giaoban.briefing.linking import known_as
from giaoban.briefing.models import OldList, Series
from giaoban.briefing.old_lists import showing, wording
from giaoban.briefing.old_lists.bodies import ONLY_WORDS
from giaoban.briefing.old_lists.judging import How, NoTable
from giaoban.documents.reading.tables import Workbook, read_table
from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.models.accounts import user_name
from giaoban.registry.roles import Permission
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
With --dry-run nothing is kept: the list is read and every row's fate is counted. The same file again brings 0 new tasks.
Exit code 1 if a row was refused, a name is not in the directory, or the file cannot be read.
Example: giaoban take-tasks theo-doi.xlsx --series "Giao ban quý" --as tuyet --day 2021-10-01 --dry-run""")


class _OnlyLooked(Exception):
    """Takes back what a dry run wrote."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the list: .xlsx or .csv"))
    parser.add_argument(
        "--series", metavar="NAME", required=True, help=_("series of briefings that the tasks stand in")
    )
    parser.add_argument("--as", dest="user", metavar="NAME", required=True, help=_("user name of whoever takes it in"))
    parser.add_argument(
        "--day", metavar="YYYY-MM-DD", type=dt.date.fromisoformat, help=_("day as of which the list stands (today)")
    )
    parser.add_argument("--sheet", metavar="NAME", help=_("sheet to read, where there are several"))
    parser.add_argument("--take-done", action="store_true", help=_("take in rows that the list calls done too"))
    parser.add_argument(
        "--keep-words", action="store_true", help=_("keep only the words of names that are not in the directory")
    )
    parser.add_argument("--left", metavar="FILE", type=Path, help=_("write the rows that become no task to this .xlsx"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would become of each row, and keep nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    by = _actor(options.user)
    series = Series.objects.visible_to(by).filter(name=options.series).first()
    if series is None:
        raise Refused(_("“{user}” runs no series “{name}”.").format(user=options.user, name=options.series))
    try:
        data = options.file.read_bytes()
    except OSError as problem:
        raise Refused(f"{options.file}: {problem.strerror}") from problem
    told: dict[str, Any] = {}
    try:
        book = read_table(data, name=options.file.name)
        with transaction.atomic():
            told |= _take_in(options, book, data, series, by)
            if options.dry_run:
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    except Problem as problem:
        raise Refused(problem.message_vi) from problem
    except NoTable as problem:
        said = _("No heading of a list of tasks was found on: {sheets}.")
        raise Refused(said.format(sheets="; ".join(problem.sheets))) from problem
    _print(told, options)
    return FAILED if told["rows"].get(RowFate.REFUSED) or told["unknown"] else DONE


def _actor(username: str) -> Actor:
    user = User.objects.filter(username=user_name(username), is_active=True).first()
    if user is None:
        raise Refused(_("There is no account “{username}”.").format(username=username))
    actor = registry.actor(user, chosen=None, on=registry.today())
    able = [one for one in actor.held if Actor(user, one, actor.on).may(Permission.BRIEFING_CONFIRM)]
    if not able:
        raise Refused(_("“{username}” holds no role that takes lists in.").format(username=username))
    return Actor(user, able[0], actor.on, actor.held)


def _take_in(options: argparse.Namespace, book: Workbook, data: bytes, series: Series, by: Actor) -> dict[str, Any]:
    at = clock.now()
    how = How(sheet=options.sheet, take_done=options.take_done)
    day = options.day or by.on
    found = operations.read_old_list(
        book=book,
        data=data,
        name=options.file.name,
        series=series,
        title=options.file.stem,
        held_on=day,
        by=by,
        at=at,
        how=how,
    )
    if options.keep_words and (names := operations.names_left(found)):
        chosen = {known_as(name): ONLY_WORDS for name in names}
        kept = How(found.sheet, None, None, options.take_done, chosen)
        found = operations.reread_old_list(old_list_id=found.pk, book=book, how=kept, by=by, at=at)
    told = _told(found)
    if options.left:
        heads = showing.left_heads(found)
        widths = [24 for _ in heads]
        options.left.write_bytes(spreadsheets.xlsx("1", heads, showing.left_values(found), widths=widths))
    if not told["unknown"] and told["rows"].get(RowFate.NEW) and not options.dry_run:
        briefing = operations.confirm_old_list(old_list_id=found.pk, by=by, at=at)
        told["briefing"] = str(briefing.pk)
    return told


def _told(found: OldList) -> dict[str, Any]:
    rows = list(found.rows.order_by("number"))
    refused = [{"row": row.number, "why": wording.reasons(row)} for row in rows if row.fate == RowFate.REFUSED]
    return {
        "sheet": found.sheet,
        "read": len(rows),
        "rows": dict(Counter(row.fate for row in rows)),
        "refused": refused,
        "unknown": operations.names_left(found),
        "notes": [wording.of_file(note) for note in found.notes],
        "briefing": None,
    }


def _print(told: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({**told, "dry_run": options.dry_run}, ensure_ascii=False, indent=2))
        return
    counts = told["rows"]
    said = _("read {read} rows: {new} new, {known} there already, {done} done, {refused} refused, {aside} no task")
    print(said.format(read=told["read"], **{fate.value: counts.get(fate, 0) for fate in RowFate}))
    for note in told["notes"]:
        print(f"! {note}")
    for one in told["refused"]:
        print(_("row {row}: {why}").format(row=one["row"], why=" ".join(one["why"])), file=sys.stderr)
    for name in told["unknown"]:
        print(_("not in the directory: {name}").format(name=name), file=sys.stderr)
    if told["briefing"]:
        print(_("taken in: {new} tasks").format(new=counts.get(RowFate.NEW, 0)))
    elif not options.dry_run:
        print(_("nothing was taken in"), file=sys.stderr)
