"""`giaoban worker`: runs the jobs that wait in the database, until told to end."""

import argparse

from django.core.management import call_command
from django.db import OperationalError
from procrastinate.exceptions import ConnectorException

from giaoban.site.cli import lifeline
from giaoban.site.cli.outcome import DONE
from giaoban.site.language import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, metavar="N", help=_("jobs at the same time (2)"))


def run(options: argparse.Namespace) -> int:
    lifeline.end_with_parent()
    try:
        call_command("procrastinate", "worker", concurrency=options.concurrency, shutdown_graceful_timeout=6)
    except ConnectorException as problem:
        # In Django's words, which the command line knows: the database is gone.
        raise OperationalError(str(problem.__cause__ or problem)) from problem
    return DONE
