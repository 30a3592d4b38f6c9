"""What the editor of forms offers: lines to point at, records to count, categories; and the places of an address."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import Http404

from giaoban.kernel.measures import measures
from giaoban.kernel.vietnamese import sort_key
from giaoban.reporting import dimensions, known
from giaoban.reporting.drafted.content import Content
from giaoban.reporting.drafted.problems import asked
from giaoban.reporting.enums import NUMBERS, Origin

One = TypeVar("One")
Option = tuple[str, str]
PLACE = re.compile(r"[sr](?P<place>[0-9]{1,3})(l(?P<line>[0-9]{1,3}))?")


def at(row: Sequence[One], place: int) -> One:
    """What stands there; nothing there is not found."""
    if not 0 <= place < len(row):
        raise Http404
    return row[place]


def place_of(where: str) -> tuple[int, int | None]:
    """(section or rule, line) of a place such as `s0l3`."""
    found = PLACE.fullmatch(where)
    if not found:
        raise Http404
    return int(found["place"]), int(found["line"]) if found["line"] else None


def name(code: str) -> str:
    """What an indicator is called; its code where nobody knows it."""
    found = known.indicators().get(code)
    return found.name if found else code


def numbers(content: Content, *, but: str | None = None) -> list[Option]:
    """The lines of a draft whose numbers bodies tell, in their order."""
    asks = asked(content, known.known_indicators())
    return [
        (code, ask.name)
        for code, ask in asks.items()
        if code != but and ask.kind in NUMBERS and ask.origin == Origin.REPORTED
    ]


def for_new_line(content: Content, code: str | None) -> dict[str, Any]:
    """What the form of a new indicator offers; `code` is the one that it has already."""
    there = known.known_indicators()
    every = {**there.indicators, **asked(content, there)}
    wholes = [
        (one.code, one.name) for one in every.values() if one.kind in NUMBERS and one.code != code and not one.splits
    ]
    return {
        "numbers": numbers(content, but=code),
        "measures": [(one.code, str(one.label)) for one in measures],
        "wholes": sorted(wholes, key=lambda one: sort_key(one[1])),
        "categories": {
            one.name: [(f"{one.code}:{category}", said) for category, said in one.categories.items()]
            for one in dimensions.every().values()
        },
    }
