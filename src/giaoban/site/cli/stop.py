"""`giaoban stop`: ends `giaoban serve` of this home, and the database server if nobody uses it any more."""

import argparse
import os
import signal
import time

from giaoban.site import home, postgres
from giaoban.site.cli import place
from giaoban.site.cli.outcome import DONE, FAILED, Refused
from giaoban.site.language import gettext as _

_SECONDS = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help=_("stop the database server even if it is in use"))


def run(options: argparse.Namespace) -> int:
    folder = home.path()
    if where := place.serving(folder):
        os.kill(where.pid, signal.SIGTERM)
        deadline = time.monotonic() + _SECONDS
        while place.serving(folder) == where:
            if time.monotonic() > deadline:
                raise Refused(
                    _("Process {pid} did not end within {seconds} seconds.").format(
                        pid=where.pid, seconds=round(_SECONDS)
                    ),
                    FAILED,
                )
            time.sleep(0.1)
    stopped = postgres.stop(folder, only_if_unused=not options.force) if postgres.is_embedded() else False
    if where is None and not stopped:
        print(_("Nothing was running."))
    else:
        print(_("Stopped."))
    return DONE
