"""`giaoban import DIR`: what `giaoban export` wrote, into this installation; a repeat changes nothing."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from giaoban.kernel import clock
from giaoban.search import operations as search
from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import transfer
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
Both sides run the same version; run `giaoban migrate` here first. All or nothing: a row that stands here with other
content stops the import. Append-only tables and row histories come as they are.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("the export"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    try:
        report = transfer.take_in(options.folder.absolute())
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    search.rebuild(at=clock.now())
    if options.json:
        print(json.dumps(asdict(report)))
    else:
        told = _("{new} rows are new, {known} were here already; {files} new files, {files_known} known")
        new, known = sum(report.written.values()), sum(report.known.values())
        print(told.format(new=new, known=known, files=report.files, files_known=report.files_known))
    return DONE
