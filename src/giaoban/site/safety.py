"""Secrets that everybody knows, and doors open to the street: what an installation refuses to start with."""

import gzip
from collections.abc import Mapping
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from giaoban.site.language import gettext as _

SHORTEST_KEY, SHORTEST_PASSWORD = 50, 12
# What examples, containers and hurried hands leave behind.
DEFAULTS = frozenset({"postgres", "giaoban", "changeme", "change-me", "secret", "matkhau", "admin", "password", "test"})
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL")
# Set by `giaoban serve --without-tls`, for its children too.
FORCED = "GIAOBAN_WITHOUT_TLS"


class UnsafeSetting(ValueError):
    """A setting with which nothing starts; the message says which, why, and what instead."""


def strong_key(name: str, given: str) -> str:
    """The key as the environment gives it, empty where it gives none. Raises UnsafeSetting for one that is no secret."""
    if not given:
        return ""
    if len(given) < SHORTEST_KEY or len(set(given)) < 10 or given.startswith("django-insecure"):
        said = _(
            "{name} is too short or too regular to be a secret. Leave it out: Giao Ban makes its own in the data folder."
        )
        raise UnsafeSetting(said.format(name=name))
    return given


def known_passwords(environ: Mapping[str, str]) -> list[str]:
    """The database addresses of the environment whose password is a default, on the list of leaked ones, or short."""
    return [name for name in ADDRESSES if environ.get(name) and _is_known(environ[name])]


def _is_known(address: str) -> bool:
    parts = urlsplit(address)
    password = unquote(parts.password or "")
    if not password:
        # By socket and peer, or from a password file: the server decides.
        return False
    said = password.casefold()
    if len(password) < SHORTEST_PASSWORD or said in {
        (parts.username or "").casefold(),
        parts.path.strip("/").casefold(),
    }:
        return True
    return said in DEFAULTS or said in _leaked()


@cache
def _leaked() -> frozenset[str]:
    """Django's own list of twenty thousand passwords that everybody tries first."""
    import django.contrib.auth  # noqa: PLC0415 - its folder is needed, not its code; Django may not be set up yet

    with gzip.open(
        Path(django.contrib.auth.__file__).parent / "common-passwords.txt.gz", "rt", encoding="utf-8"
    ) as file:
        return frozenset(line.strip() for line in file)


def is_public(host: str) -> bool:
    """Whether others than this machine reach what listens there."""
    if host == "localhost":
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True


def refusal(environ: Mapping[str, str], *, host: str, demonstration: bool) -> str | None:
    """Why pages may not be served so; None where nothing speaks against it.

    Without TLS passwords and sessions would cross the network for everybody to read; a demonstration lets anybody be
    anybody.
    """
    tls = environ.get("GIAOBAN_TLS", "").lower() in {"1", "true", "yes", "on"}
    if is_public(host) and not tls and not environ.get(FORCED):
        said = (
            _(
                "A demonstration without TLS on {host} would be open to everybody who reaches this machine. "
                "Serve it on 127.0.0.1, behind a TLS proxy with GIAOBAN_TLS=1, or say --without-tls."
            )
            if demonstration
            else _(
                "Without TLS every password would cross the network readable. Serve on 127.0.0.1 behind a TLS proxy "
                "with GIAOBAN_TLS=1 (the production guide), or, in a network of your own, say --without-tls."
            )
        )
        return said.format(host=host)
    if tls and (known := known_passwords(environ)):
        said = _("The password in {names} is short, a default, or on the list of leaked ones. Set another, then start.")
        return said.format(names=", ".join(known))
    return None
