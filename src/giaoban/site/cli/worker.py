"""`giaoban worker`: runs the jobs that wait in the database, until told to end."""

import argparse

from django.core.management import call_command

from giaoban.site.cli import lifeline
from giaoban.site.cli.outcome import DONE
from giaoban.site.language import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, metavar="N", help=_("jobs at the same time (2)"))


def run(options: argparse.Namespace) -> int:
    lifeline.end_with_parent()
    call_command("procrastinate", "worker", concurrency=options.concurrency, shutdown_graceful_timeout=6)
    return DONE
