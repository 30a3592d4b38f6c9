"""`giaoban reindex`: compares the search index with every row that can be found, and mends it."""

import argparse
import json
import sys
from dataclasses import asdict

from giaoban.kernel import clock
from giaoban.kernel.search import sources
from giaoban.search import operations
from giaoban.search.operations import Drift
from giaoban.site.cli.outcome import DONE, FAILED
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
The index follows every act by itself, and is compared each night; this is for after a repair by hand, and for doubts.
People go on working meanwhile. With --check nothing is written, and exit code 1 says that something differs.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("--check", action="store_true", help=_("only compare; exit code 1 if something differs"))
    parser.add_argument("--kind", action="append", default=[], metavar="KIND", help=_("only this kind of things"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    progress = operations.silent if options.json or not sys.stderr.isatty() else _say
    if unknown := [kind for kind in options.kind if kind not in sources]:
        known = ", ".join(source.kind for source in sources)
        print(_("no kind {kinds}; there are {known}").format(kinds=", ".join(unknown), known=known), file=sys.stderr)
        return FAILED
    found = (
        operations.check(kinds=options.kind, progress=progress)
        if options.check
        else operations.rebuild(at=clock.now(), kinds=options.kind, progress=progress)
    )
    if options.json:
        print(json.dumps([asdict(one) for one in found]))
    else:
        for one in found:
            print(_line(one))
    return FAILED if options.check and any(found) else DONE


def _say(kind: str, rows: int) -> None:
    print(f"\r{kind}: {rows} …", end="\r", file=sys.stderr, flush=True)


def _line(one: Drift) -> str:
    told = _("{kind}: {rows} rows; {missing} were missing, {stale} told otherwise, {left_over} were left over")
    return told.format(**asdict(one))
