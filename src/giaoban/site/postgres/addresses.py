"""The addresses of the database's two roles, for libpq and for Django."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict

from giaoban.site.home import path as default_home
from giaoban.site.postgres.layout import PORT, Layout
from giaoban.site.postgres.problems import DatabaseProblem

DATABASE = "giaoban"
SUPERUSER = "postgres"
OWNER = "giaoban_owner"
APP = "giaoban_app"
# A page asks many short questions while others ask theirs: starting workers or compiling a plan costs it more than it saves.
# What an address says of its own comes later, and holds.
SHORT_QUERIES = "-c jit=off -c max_parallel_workers_per_gather=0"


def is_embedded(environ: Mapping[str, str] = os.environ) -> bool:
    return not environ.get("DATABASE_URL")


def in_home(layout: Layout, role: str, *, database: str = DATABASE) -> str:
    """The libpq address of a role in the home's own server. It names the password's file, not the password."""
    if layout.tcp_port.exists():
        place = {"host": "127.0.0.1", "port": layout.tcp_port.read_text().strip()}
    else:
        place = {"host": str(layout.sockets), "port": str(PORT)}
    return f"postgresql://{quote(role)}@/{quote(database)}?" + urlencode(place | {"passfile": str(layout.passfile)})


def databases(environ: Mapping[str, str] = os.environ, *, home: Path | None = None) -> dict[str, dict[str, Any]]:
    """Django's DATABASES. Nothing is started and no file is written.

    GIAOBAN_DB_ROLE chooses whose connection `default` is: `app` (unless told otherwise) may not change the schema or
    rewrite append-only tables; `owner` migrates. With DATABASE_URL alone the login is the owner and the application's
    sessions put its role on as they connect; DATABASE_OWNER_URL keeps the two logins apart.
    """
    as_owner = environ.get("GIAOBAN_DB_ROLE", "app") == "owner"
    if is_embedded(environ):
        layout = Layout(home or default_home(environ))
        return {"default": _for_django("DATABASE_URL", in_home(layout, OWNER if as_owner else APP))}
    if not as_owner:
        return {"default": _for_django("DATABASE_URL", environ["DATABASE_URL"], role=APP)}
    name = "DATABASE_OWNER_URL" if environ.get("DATABASE_OWNER_URL") else "DATABASE_URL"
    return {"default": _for_django(name, environ[name])}


def _for_django(name: str, address: str, role: str | None = None) -> dict[str, Any]:
    try:
        parts: dict[str, Any] = dict(conninfo_to_dict(address))
    except psycopg.Error:
        # libpq would repeat the address, and with it a password.
        raise DatabaseProblem("bad-address", name=name) from None
    if not parts.get("dbname"):
        raise DatabaseProblem("bad-address", name=name)
    named = {
        key.upper(): str(parts.pop(libpq, ""))
        for key, libpq in {
            "name": "dbname",
            "user": "user",
            "password": "password",
            "host": "host",
            "port": "port",
        }.items()
    }
    told = [SHORT_QUERIES, parts.get("options", ""), f"-c role={role}" if role else ""]
    parts["options"] = " ".join(one for one in told if one)
    return {"ENGINE": "django.db.backends.postgresql", **named, "OPTIONS": parts, "CONN_HEALTH_CHECKS": True}


def app_login(environ: Mapping[str, str] = os.environ) -> str | None:
    """The user name under which the application connects, where it must put the application's role on; else None."""
    if is_embedded(environ):
        return None
    user = _for_django("DATABASE_URL", environ["DATABASE_URL"])["USER"]
    return user or os.environ.get("USER")
