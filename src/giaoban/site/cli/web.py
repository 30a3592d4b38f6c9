"""The web server's process, as `giaoban serve` and a systemd unit start it: `python -m giaoban.site.cli.web`."""

import argparse
import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from giaoban.site import safety
from giaoban.site.cli import lifeline
from giaoban.site.cli.outcome import ENVIRONMENT


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m giaoban.site.cli.web")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    demonstration = bool(os.environ.get("GIAOBAN_DEMO"))
    if refusal := safety.refusal(os.environ, host=options.host, demonstration=demonstration):
        print(f"giaoban: {refusal}", file=sys.stderr)
        return ENVIRONMENT
    lifeline.end_with_parent()
    os.environ.update(lifeline.for_children())
    Granian(
        "giaoban.site.cli.web_application:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=6,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
