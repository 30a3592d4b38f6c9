"""`giaoban export-form CODE`: a version of a form as a file, for another installation or to be changed by hand."""

import argparse
import datetime as dt

from giaoban.registry import queries as registry
from giaoban.reporting import form_file, form_shelf
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
Prints JSON: who fills the form in, its sections, lines with their indicators, and rules. `giaoban import-form` reads it.
Example: giaoban export-form mttq-xa-thang --on 2021-10-31 > mttq-xa-thang.json""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("code", metavar="CODE", help=_("code of the form"))
    parser.add_argument(
        "--on", metavar="DAY", help=_("the version of periods that end on this day (2021-10-31); else today's")
    )


def run(options: argparse.Namespace) -> int:
    day = _day(options.on) if options.on else registry.today()
    kept = next((one for one in form_shelf.kept(on=day) if one.head.code == options.code), None)
    if kept is None:
        raise Refused(_("There is no form with the code “{code}”.").format(code=options.code))
    if kept.current and day not in kept.current.valid:
        raise Refused(_("No version of this form is in force on {day}.").format(day=f"{day:%d/%m/%Y}"))
    print(form_file.written(kept, kept.shown))
    return DONE


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as problem:
        raise Refused(_("“{day}” is no day. Write 2021-10-31.").format(day=written)) from problem
