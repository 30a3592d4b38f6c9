"""`giaoban manage …`: Django's management commands, with the database running and in the fitting role."""

import argparse
import os

from django.core.management import execute_from_command_line

from giaoban.site.cli import environment
from giaoban.site.cli.outcome import DONE

_WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "makemigrations",
    "sqlmigrate",
    "version",
}
_AS_OWNER = {"flush", "migrate", "pgtrigger", "sqlflush", "test"}


def run(options: argparse.Namespace) -> int:
    arguments: list[str] = options.arguments
    command = next((word for word in arguments if not word.startswith("-")), "help")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
    os.environ.setdefault("GIAOBAN_DB_ROLE", "owner" if command in _AS_OWNER else "app")
    if command not in _WITHOUT_DATABASE and not {"-h", "--help"} & set(arguments):
        environment.ready_database()
    execute_from_command_line(["giaoban manage", *arguments])
    return DONE
