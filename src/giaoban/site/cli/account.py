"""`giaoban account NAME`: what nobody can do on a screen: the first account, the operator's role, a manager's lost phone."""

import argparse
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from giaoban.kernel import clock
from giaoban.registry import operations, queries
from giaoban.registry.models import Unit, User
from giaoban.registry.models.accounts import user_name
from giaoban.registry.roles import ROLES
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
A new password is printed once; it must be changed at the first sign-in. Everything is in the event log, by the system.
Examples:
  giaoban account quan --open "Nguyễn Văn Quản" --unit 44 --give territory_account_manager
  giaoban account quan --give operator
  giaoban account quan --reset-password --reset-second-factor""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("username", metavar="NAME", help=_("user name"))
    parser.add_argument("--open", metavar="FULL-NAME", help=_("open the account for this person"))
    parser.add_argument(
        "--unit", metavar="CODE", help=_("code of the unit, with :EDITION where a code means several; or its UUID")
    )
    parser.add_argument(
        "--give", metavar="ROLE", choices=sorted(ROLES), help=_("give this role, at the account's unit")
    )
    parser.add_argument("--reset-password", action="store_true", help=_("make and print a new password"))
    parser.add_argument("--reset-second-factor", action="store_true", help=_("take a lost second factor away"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    try:
        with transaction.atomic():
            told = _act(options)
    except ValidationError as refused:
        raise Refused(" ".join(refused.messages)) from refused
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    if told["password"]:
        print(_("New password of {username}, shown only now: {password}").format(**told))
    print(_("done"))
    return DONE


def _act(options: argparse.Namespace) -> dict[str, Any]:
    at, password = clock.now(), None
    if options.open:
        unit = unit_named(options.unit)
        user = operations.make_account(
            username=options.username, full_name=options.open, unit_id=unit.pk, by=None, at=at
        )
    else:
        user = _account(options.username)
    if options.open or options.reset_password:
        password = operations.reset_password(user_id=user.pk, by=None, at=at)
    if options.reset_second_factor:
        operations.reset_second_factor(user_id=user.pk, by=None, at=at)
    if options.give:
        operations.grant_role(
            user=user,
            role=options.give,
            unit_id=user.unit_id,
            valid_from=queries.today(),
            valid_until=None,
            by=None,
            at=at,
        )
    return {"username": user.username, "password": password}


def _account(username: str) -> User:
    found = User.objects.filter(username=user_name(username)).first()
    if found is None:
        raise Refused(_("There is no account “{username}”.").format(username=username))
    return found


def unit_named(named: str | None) -> Unit:
    """The unit of a code (CODE or CODE:EDITION) or a UUID; raises Refused for none and for several."""
    if not named:
        raise Refused(_("Say at which unit: --unit CODE."))
    code, _colon, edition = named.partition(":")
    found = Unit.objects.filter(code=code, edition=edition) if edition else Unit.objects.filter(code=code)
    if len(code) == 36:
        found = Unit.objects.filter(pk=code)
    units = list(found[:2])
    if len(units) != 1:
        said = (
            _("No unit has the code {code}.") if not units else _("Several units have the code {code}; add :EDITION.")
        )
        raise Refused(said.format(code=named))
    return units[0]
