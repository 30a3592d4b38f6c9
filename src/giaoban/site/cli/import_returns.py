"""`giaoban import-returns FILE…`: returns of many bodies and periods at once, from Excel or CSV."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from giaoban.documents.reading.tables import read_table
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.models.accounts import user_name
from giaoban.registry.roles import Permission
from giaoban.reporting import operations
from giaoban.reporting.models import Call
from giaoban.reporting.operations import BatchRefused, Gathered
from giaoban.reporting.taking import table
from giaoban.reporting.taking.brought import NotTaken
from giaoban.reporting.taking.table import Table
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
Columns: body, period, indicator, value; where needed none, estimate, reason. The body must have called for the returns.
Without --partly nothing is kept where a row is refused; a return is never taken in part. Whoever takes returns in does not
accept them: --accept names the accounts that do, one after another, each for the own body and by the usual rules.
Exit code 1 if a row was refused.
Example: giaoban import-returns quy-1.csv --form mttq-xa-thang --as phuc --accept bich --accept hanh --dry-run""")


class _OnlyLooked(Exception):
    """Takes back what a dry run wrote, or what must not stand alone."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help=_("the values: .xlsx or .csv"))
    parser.add_argument("--form", metavar="CODE", required=True, help=_("form that the returns are on"))
    parser.add_argument("--as", dest="user", metavar="NAME", required=True, help=_("user name of whoever takes it in"))
    parser.add_argument(
        "--accept",
        metavar="NAME",
        action="append",
        default=[],
        help=_("account that accepts them afterwards; repeatable"),
    )
    parser.add_argument("--reason", metavar="WORDS", default="", help=_("what answers a check that asks why"))
    parser.add_argument("--partly", action="store_true", help=_("take in the returns that can stand, leave the others"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would become of each row, and keep nothing"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    by = _actor(options.user, Permission.RETURN_CALL)
    judges = [_actor(name, Permission.RETURN_ACCEPT) for name in options.accept]
    try:
        found = table.read([_book(file) for file in options.files])
    except Problem as problem:
        raise Refused(problem.message_vi) from problem
    except NotTaken as problem:
        raise Refused(str(problem)) from problem
    told: dict[str, Any] = {"rows": found.rows, "returns": 0, "values": 0, "accepted": 0, "refused": []}
    try:
        with transaction.atomic():
            _take_in(found, options, by, judges, told)
            if options.dry_run or (told["refused"] and not options.partly):
                raise _OnlyLooked
    except _OnlyLooked:
        pass
    _print(told, options)
    return FAILED if told["refused"] else DONE


def _actor(username: str, permission: Permission) -> Actor:
    user = User.objects.filter(username=user_name(username), is_active=True).first()
    if user is None:
        raise Refused(_("There is no account “{username}”.").format(username=username))
    actor = registry.actor(user, chosen=None, on=registry.today())
    able = [one for one in actor.held if Actor(user, one, actor.on).may(permission)]
    if not able:
        raise Refused(_("“{username}” holds no role that does this.").format(username=username))
    return Actor(user, able[0], actor.on, actor.held)


def _book(file: Path) -> Any:
    try:
        return read_table(file.read_bytes(), name=file.name)
    except OSError as problem:
        raise Refused(f"{file}: {problem.strerror}") from problem


def _take_in(found: Table, options: argparse.Namespace, by: Actor, judges: list[Actor], told: dict[str, Any]) -> None:
    told["refused"] += [{"row": one.row, "why": one.why} for one in found.unusable]
    taken = []
    for period, call in table.calls(found.returns, form=options.form, owner=by.body):
        whole = [one for one in found.returns[period] if (period, one.unit_id) not in found.in_part]
        if call is None:
            why = _("There is no call for returns of this period.")
            told["refused"] += [{"row": one.row, "why": why} for one in whole]
        elif _one_call(call, whole, options.reason, by, told):
            taken.append(call)
    for judge in judges:
        told["accepted"] += sum(operations.accept_at_once(call_id=call.pk, by=judge, at=clock.now()) for call in taken)


def _one_call(call: Call, gathered: list[Gathered], reason: str, by: Actor, told: dict[str, Any]) -> bool:
    """Takes in what can stand of a call; the rest is told with its rows. Whether anything was."""
    try:
        values = operations.take_in(call=call, gathered=gathered, reason=reason, by=by, at=clock.now())
    except BatchRefused as problem:
        told["refused"] += [{"row": one.row, "why": _line(one.indicator, one.why)} for one in problem.found]
        against: set[UUID] = {one.unit_id for one in problem.found}
        gathered = [one for one in gathered if one.unit_id not in against]
        return bool(gathered) and _one_call(call, gathered, reason, by, told)
    told["returns"] += len(gathered)
    told["values"] += values
    return bool(gathered)


def _line(indicator: str, why: str) -> str:
    return f"{indicator}: {why}" if indicator else why


def _print(told: dict[str, Any], options: argparse.Namespace) -> None:
    kept = not options.dry_run and (options.partly or not told["refused"])
    if options.json:
        print(json.dumps({**told, "kept": kept}, ensure_ascii=False, indent=2))
        return
    for one in sorted(told["refused"], key=lambda one: int(one["row"])):
        print(_("row {row}: {why}").format(**one), file=sys.stderr)
    said = _(
        "read {rows} rows: {returns} returns with {values} values taken in, accepted {accepted} times; refused: {count}"
    )
    print(said.format(**told, count=len(told["refused"])))
    if not kept:
        print(_("nothing was kept"), file=sys.stderr)
