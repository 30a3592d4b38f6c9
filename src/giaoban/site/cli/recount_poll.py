"""`giaoban recount-poll LOG.csv`: anybody verifies the log of a poll and counts it again. No network, no database."""

import argparse
import json
from pathlib import Path

from giaoban.site.cli.outcome import DONE, Refused
from giaoban.site.language import gettext as _
from giaoban.site.language import gettext_noop
from giaoban.voices import recount

EPILOG = gettext_noop("""\
The file is the one that the page of the poll offers under its log. Every line is verified: what it binds, its place in
the chain, its receipt, its choices. The last hash printed here is that of the last line on the page.""")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _(EPILOG)
    parser.add_argument("log", metavar="LOG.csv", type=Path, help=_("the log as it was downloaded"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(options: argparse.Namespace) -> int:
    try:
        with options.log.open(encoding="utf-8-sig", newline="") as file:
            tally = recount.count(recount.read(file))
    except OSError as problem:
        raise Refused(_("{file} cannot be read.").format(file=options.log)) from problem
    except UnicodeDecodeError as problem:
        raise Refused(_("{file} is no text in UTF-8.").format(file=options.log)) from problem
    except recount.WrongLog as problem:
        raise Refused(problem.message_vi) from problem
    if options.json:
        counts = [{"number": one, "text": tally.texts[one], "count": count} for one, count in tally.counts.items()]
        told = {"question": tally.question, "ballots": tally.ballots, "counts": counts, "head": tally.head}
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    print(tally.question)
    for number, count in tally.counts.items():
        print(f"{count:>8}  {tally.texts[number]}")
    print(_("{ballots} ballots, every line holds. Last hash: {head}").format(ballots=tally.ballots, head=tally.head))
    return DONE
