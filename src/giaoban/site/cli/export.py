"""`giaoban export DIR`: everything as JSON Lines and files, for another installation on whatever PostgreSQL."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.site.operation import transfer
from giaoban.site.operation.problems import OperationProblem

EPILOG = gettext_noop("""\
One file of JSON Lines a table, in the order of its key, with the UUIDs that the rows have; files by their content.
Sessions, jobs and failed sign-ins stay. Accounts go without their passwords: each gets a new one at its new home.
With --with-accounts password hashes and second factors go too, the latter in the clear: guard the folder.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("an empty folder; made where it is missing"))
    parser.add_argument("--with-accounts", action="store_true", help=_("also what signs the accounts in"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    try:
        report = transfer.export(options.folder.absolute(), with_accounts=options.with_accounts)
    except OperationProblem as problem:
        raise Refused(str(problem)) from problem
    if options.json:
        print(json.dumps(asdict(report)))
    else:
        told = _("{folder}: {rows} rows of {tables} tables, {files} files")
        tables = len(report.written)
        print(told.format(folder=options.folder, rows=sum(report.written.values()), tables=tables, files=report.files))
    return DONE
