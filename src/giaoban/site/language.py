"""The words of the command line and of the database launcher, which speak before Django is there (or without it).

The catalogue is the site's own `django.po`, so a sentence is translated once, whoever says it. Vietnamese unless
`--lang`, GIAOBAN_LANG or the locale of the terminal asks for English.
"""

import gettext as stdlib_gettext
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("vi", "en")
_DOMAIN = "django"
_FOLDER = Path(__file__).parent / "locale"
_chosen: str | None = None


def of_environment(environ: Mapping[str, str] = os.environ) -> str:
    """`vi` or `en`: what GIAOBAN_LANG says, else English for an English terminal, else Vietnamese."""
    if (named := environ.get("GIAOBAN_LANG")) in LANGUAGES:
        return named
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "en" if locale.startswith("en") else "vi"


def choose(language: str) -> None:
    """Speak this language from here on, also in argparse's own words and in the processes started from this one."""
    global _chosen  # noqa: PLW0603 - the language of a command is a fact of the whole process
    _chosen = language
    os.environ["GIAOBAN_LANG"] = os.environ["LANGUAGE"] = language
    stdlib_gettext.bindtextdomain(_DOMAIN, _FOLDER)
    stdlib_gettext.textdomain(_DOMAIN)


def chosen() -> str:
    return _chosen or of_environment()


def gettext(message: str) -> str:
    """The message in the chosen language; itself where the catalogue lacks it."""
    return stdlib_gettext.translation(_DOMAIN, _FOLDER, [chosen()], fallback=True).gettext(message)


def gettext_noop(message: str) -> str:
    """Marks a sentence for the catalogue that is translated later, when it is said."""
    return message
