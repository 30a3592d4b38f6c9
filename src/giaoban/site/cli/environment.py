"""For commands that need them: the database server, then Django."""

import os

import django
import psycopg
from django.db import OperationalError
from django.utils import translation

from giaoban.site import language, postgres, safety
from giaoban.site.cli import execute
from giaoban.site.cli.menu import Command
from giaoban.site.cli.outcome import ENVIRONMENT, Refused
from giaoban.site.postgres.binaries import OLDEST


def run(command: Command, arguments: list[str]) -> int:
    """Set Django up in the command's role and run it; its database runs exactly when it has one."""
    set_up(command.database or "app")
    wants_help = command.parses and {"-h", "--help"} & set(arguments)
    if command.database and not wants_help:
        ready_database()
    try:
        return execute(command, arguments)
    except OperationalError as problem:
        lost = postgres.DatabaseProblem("unreachable", place=_place(), detail=str(problem).strip())
        raise Refused(str(lost), ENVIRONMENT) from problem


def _place() -> str:
    return "GIAOBAN_HOME" if postgres.is_embedded() else "DATABASE_URL"


def set_up(role: str) -> None:
    os.environ["GIAOBAN_DB_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
    try:
        django.setup()
    except (postgres.DatabaseProblem, safety.UnsafeSetting) as problem:
        raise Refused(str(problem), ENVIRONMENT) from problem
    translation.activate(language.chosen())


def ready_database() -> None:
    """Start the home's server, or attach to it; of a named server ask only the version. Refused with the way out."""
    try:
        if postgres.is_embedded():
            postgres.start()
        else:
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
                if address := os.environ.get(name):
                    check_server(name, address)
    except postgres.DatabaseProblem as problem:
        raise Refused(str(problem), ENVIRONMENT) from problem


def check_server(name: str, address: str) -> None:
    """Raise DatabaseProblem where no PostgreSQL of a supported version answers at the address."""
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            found, place = connection.info.server_version // 10_000, f"{connection.info.host}:{connection.info.port}"
    except psycopg.ProgrammingError:
        # Its words repeat the address, and with it a password.
        raise postgres.DatabaseProblem("bad-address", name=name) from None
    except psycopg.OperationalError as problem:
        raise postgres.DatabaseProblem("unreachable", place=name, detail=str(problem).strip()) from problem
    if found < OLDEST:
        raise postgres.DatabaseProblem("old-version", version=found, place=place)
