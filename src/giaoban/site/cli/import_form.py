"""`giaoban import-form FILE`: a form from a file becomes a draft, which a person looks at and puts in force."""

import argparse
import sys
from pathlib import Path

from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.models.accounts import user_name
from giaoban.registry.roles import Permission
from giaoban.reporting import form_file, operations
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
The file is what `giaoban export-form` prints. A form whose code is in force becomes a draft of its next version. Nothing is
kept where anything in the file is wrong: each bad thing is named by where it stands. Exit code 1 then.
Example: giaoban import-form mttq-xa-thang.json --as phuc""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the form: JSON"))
    parser.add_argument("--as", dest="user", metavar="NAME", required=True, help=_("user name of whoever takes it in"))


def run(options: argparse.Namespace) -> int:
    by = _actor(options.user)
    try:
        with options.file.open("rb") as file:
            told = file.read(form_file.LARGEST + 1)
    except OSError as problem:
        raise Refused(f"{options.file}: {problem.strerror}") from problem
    try:
        head, content, before = form_file.read(told)
        draft = operations.begin_form(head=head, content=content, copied=before, by=by, at=clock.now())
    except form_file.Unusable as problem:
        for place, why in problem.wrong:
            print(f"{place}: {why}" if place else why, file=sys.stderr)
        print(_("nothing was kept"), file=sys.stderr)
        return FAILED
    except operations.Refused as refusal:
        raise Refused(str(refusal)) from refusal
    print(
        _("The draft “{name}” is kept; open it at {address}").format(name=draft.name, address=draft.get_absolute_url())
    )
    return DONE


def _actor(username: str) -> Actor:
    user = User.objects.filter(username=user_name(username), is_active=True).first()
    if user is None:
        raise Refused(_("There is no account “{username}”.").format(username=username))
    actor = registry.actor(user, chosen=None, on=registry.today())
    able = [one for one in actor.held if Actor(user, one, actor.on).may(Permission.FORM_WRITE)]
    if not able:
        raise Refused(_("“{username}” holds no role that does this.").format(username=username))
    return Actor(user, able[0], actor.on, actor.held)
