"""`giaoban load-units DIR`: administrative units before and after July 2025 from the CSV files of a folder."""

import argparse
import datetime as dt
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from giaoban.kernel import clock
from giaoban.registry.operations.units import SINCE, LoadReport, load_units
from giaoban.registry.table_files import FileCount
from giaoban.registry.timelines import Outcome
from giaoban.registry.unit_files import UnitTables, read_folder
from giaoban.search import operations as search
from giaoban.site.cli.outcome import DONE, FAILED
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop

EPILOG = gettext_noop("""\
The folder may hold provinces-pre-2025-07.csv, districts-pre-2025-07.csv, communes-pre-2025-07.csv, provinces-2025.csv,
communes-2025.csv and mapping-2025-*.csv; codes are text with leading zeros. A second load changes nothing.
Exit code 1 if a row or a file could not be used.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("folder", metavar="DIR", type=Path, help=_("folder with the CSV files"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what a load would do, and change nothing"))
    parser.add_argument(
        "--since",
        metavar="YYYY-MM-DD",
        type=dt.date.fromisoformat,
        default=SINCE,
        help=_("first day of units whose file does not say since when they exist (default {day})").format(day=SINCE),
    )


def run(options: argparse.Namespace) -> int:
    if not options.json:
        print(_("reading {folder} …").format(folder=options.folder), file=sys.stderr)
    tables = read_folder(options.folder)
    if not options.json:
        counted = _("read {units} units and {pairs} successions; storing …")
        print(counted.format(units=len(tables.units), pairs=len(tables.successions)), file=sys.stderr)
    report = load_units(tables=tables, by=None, at=clock.now(), since=options.since, dry_run=options.dry_run)
    if report.changed and not options.dry_run:
        search.rebuild(at=clock.now(), kinds=["registry.unit"])
    if options.json:
        print(json.dumps(_as_json(tables, report, dry_run=options.dry_run), ensure_ascii=False, indent=2))
    else:
        _print(tables, report, dry_run=options.dry_run)
    return FAILED if any(problem.lost for problem in report.problems) else DONE


def _as_json(tables: UnitTables, report: LoadReport, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "files": [asdict(count) for count in tables.counts],
        "units": _tally(report.units),
        "successions": _tally(report.successions),
        "by_level": [
            {"edition": edition, "level": level, **_tally(tally)} for (edition, level), tally in report.by_level.items()
        ],
        "problems": [asdict(problem) for problem in report.problems],
    }


def _tally(tally: Mapping[Outcome, int]) -> dict[str, int]:
    return {outcome.value: tally.get(outcome, 0) for outcome in Outcome}


def _print(tables: UnitTables, report: LoadReport, *, dry_run: bool) -> None:
    for count in tables.counts:
        print(_file_line(count))
    line = _("{what}: {created} new, {updated} amended, {ended} ended, {unchanged} unchanged, {refused} refused")
    print(line.format(what=_("units"), **_tally(report.units)))
    print(line.format(what=_("successions"), **_tally(report.successions)))
    for problem in report.problems:
        print("!" if problem.lost else "·", problem.message_vi)
    if dry_run:
        print(_("dry run: nothing was changed"))


def _file_line(count: FileCount) -> str:
    line = _("{file}: {read} rows read, {used} used, {repeated} repeated, {refused} refused")
    return line.format(
        file=count.file, read=count.read, used=count.used, repeated=count.repeated, refused=sum(count.refused.values())
    )
