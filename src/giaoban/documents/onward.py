"""Where a signed paper leads: the room that it is about says what comes next, and the paper's page offers it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from giaoban.documents.models import IssuedPaper
from giaoban.registry.actor import Actor


@dataclass(frozen=True)
class Onward:
    """The next act as a link; `why` says what it does, `is_main` whether it is the one thing left to do."""

    label: str | Promise
    url: str
    why: str | Promise
    is_main: bool = True


Leads = Callable[[IssuedPaper, Actor], Onward | None]

_leads: dict[str, Leads] = {}


def register(kind: str, leads: Leads) -> None:
    """Says what follows from papers about rows of this kind of pointer; a room does so once, in its `apps.py`."""
    _leads[kind] = leads


def onward(paper: IssuedPaper, *, reader: Actor) -> Onward | None:
    """What this reader can go on to from the paper; None where nothing follows."""
    leads = _leads.get(paper.about_kind)
    return leads(paper, reader) if leads else None
