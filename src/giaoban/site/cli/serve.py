"""`giaoban serve`: the database, the tables, the web pages and the background jobs, from one command."""

import argparse
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from giaoban.site import home, postgres, safety
from giaoban.site.cli import environment, place
from giaoban.site.cli.outcome import DONE, ENVIRONMENT, FAILED, Refused
from giaoban.site.cli.supervisor import Child, Supervisor, say
from giaoban.site.language import gettext as _
from giaoban.site.postgres import postmaster
from giaoban.site.postgres.layout import Layout

READY_SECONDS = 90.0
_GIAOBAN = [sys.executable, "-m", "giaoban"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on (127.0.0.1)"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on (8000)"))
    parser.add_argument(
        "--workers",
        type=int,
        default=min(os.cpu_count() or 1, 4),
        metavar="N",
        help=_("web processes (one for each core, at most 4)"),
    )
    parser.add_argument(
        "--demo", action="store_true", help=_("with the demonstration province, and sign-in by one click")
    )

    parser.add_argument(
        "--without-tls", action="store_true", help=_("serve others in clear text, in a network of one's own")
    )


def run(options: argparse.Namespace) -> int:
    folder = home.path()
    if options.without_tls:
        os.environ[safety.FORCED] = "1"
    if refusal := safety.refusal(os.environ, host=options.host, demonstration=options.demo):
        raise Refused(refusal, ENVIRONMENT)
    address = f"http://{'127.0.0.1' if options.host in {'0.0.0.0', '::'} else options.host}:{options.port}/"  # noqa: S104
    with place.taken(folder, address):
        _wait_for_port(options.host, options.port)
        if options.demo:
            os.environ["GIAOBAN_DEMO"] = "1"
        say(_("Starting the database …"))
        environment.ready_database()
        _prepare("migrate", "--static")
        if options.demo:
            _prepare("demo")
        say(_("Starting the pages …"))
        watch = _Watch(folder, address)
        asked = Supervisor(_children(options), watch.look).run()
    return DONE if asked else FAILED


def _prepare(*command: str) -> None:
    ran = subprocess.run(  # noqa: S603 - our own command
        [*_GIAOBAN, *command], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    if ran.returncode != DONE:
        raise Refused(
            _("`giaoban {command}` failed; nothing is served.").format(command=" ".join(command)), ran.returncode
        )


def _children(options: argparse.Namespace) -> list[Child]:
    web = [sys.executable, "-m", "giaoban.site.cli.web", "--host", options.host]
    web += ["--port", str(options.port), "--workers", str(options.workers)]
    pool = {"GIAOBAN_DB_ROLE": "app", "GIAOBAN_DB_POOL": "1", "GIAOBAN_DB_POOL_SIZE": "10"}
    return [Child("web", web, pool), Child("worker", [*_GIAOBAN, "worker"])]


def _wait_for_port(host: str, port: int, seconds: float = 12.0) -> None:
    """A predecessor that was killed needs a moment to let go of the port; anybody else keeps it."""
    deadline = time.monotonic() + seconds
    while True:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as problem:
                if time.monotonic() > deadline:
                    sentence = _(
                        "Port {port} on {host} is taken ({problem}). Choose another: `giaoban serve --port {other}`."
                    )
                    raise Refused(
                        sentence.format(port=port, host=host, problem=problem.strerror, other=port + 1), ENVIRONMENT
                    ) from problem
            else:
                return
        time.sleep(0.25)


class _Watch:
    """Looks after what is no child: says once when the pages answer, and brings a killed database back."""

    def __init__(self, folder: Path, address: str) -> None:
        self.layout = Layout(folder.resolve())
        self.address = address
        self.announced = False
        self.deadline = time.monotonic() + READY_SECONDS
        self.next_look = 0.0

    def look(self) -> None:
        if postgres.is_embedded() and time.monotonic() >= self.next_look:
            self.next_look = time.monotonic() + 2.0
            if not postmaster.answers(self.layout):
                say(_("The database does not answer; it is started again."))
                environment.ready_database()
        if not self.announced:
            self._announce()

    def _announce(self) -> None:
        if place.is_ready(self.address):
            self.announced = True
            print(_("Giao Ban is ready. Open {address}").format(address=self.address), flush=True)
        elif time.monotonic() > self.deadline:
            raise Refused(_("The pages did not answer within {seconds} seconds.").format(seconds=round(READY_SECONDS)))
