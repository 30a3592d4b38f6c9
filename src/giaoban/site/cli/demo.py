"""`giaoban demo`: the demonstration province, once."""

import argparse
import json
import sys

from giaoban.kernel import clock
from giaoban.site import demonstration
from giaoban.site.cli.outcome import DONE
from giaoban.site.language import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    print(_("building the demonstration province …"), file=sys.stderr)
    built = demonstration.build(at=clock.now())
    if options.json:
        print(json.dumps(built._asdict()))
    elif not built.fresh:
        print(_("the demonstration stands already; nothing was changed"))
    else:
        said = _("built: {units} units, {tasks} tasks of two briefings, {reports} reports")
        print(said.format(units=built.units, tasks=built.tasks, reports=built.reports))
    return DONE
