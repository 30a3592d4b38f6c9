"""Saved views on any page whose state stands in its address: what the page lists, and what a sent form does.

A room names its page, says where a view opens, and gives the form an address of its own behind its own gate.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry import operations
from giaoban.registry.actor import Actor
from giaoban.registry.models import SavedView
from giaoban.registry.requests import Request

LONGEST_NAME = 80


@dataclass(frozen=True)
class Shown:
    """A view as a page lists it; `current` is the one that is open."""

    view: SavedView
    url: str
    current: bool


def shown(actor: Actor, page: str, address: Callable[[SavedView], str], *, here: str) -> list[Shown]:
    """The views of a page that the reader may use, by name, one's own first. `address` says "" for one that opens no more."""
    views = SavedView.objects.visible_to(actor).filter(page=page).select_related("unit").order_by("unit", "name", "pk")
    told = [(one, address(one)) for one in views]
    return [
        Shown(one, url, url == here) for one, url in sorted(told, key=lambda pair: pair[0].unit_id is not None) if url
    ]


def sent(request: Request, page: str, *, back: str, about: UUID | None = None) -> HttpResponse:
    """Keeps or forgets a view as the form says, tells what stood in the way, and leads back to the page at `back`."""
    if forget := request.POST.get("forget"):
        return _forgotten(request, forget, back)
    query = request.POST.get("query", "").lstrip("?")
    try:
        operations.keep_view(
            page=page,
            about=about,
            name=request.POST.get("name", "")[:LONGEST_NAME],
            query=query,
            shared=bool(request.POST.get("shared")) and request.actor.unit_id is not None,
            by=request.actor,
            at=clock.now(),
        )
    except operations.NoName:
        messages.error(request, _("Give the view a name."))
    except operations.ViewTooLong:
        messages.error(request, _("Too much is chosen to be kept as a view. Choose less."))
    except operations.NameOfAnother:
        messages.error(request, _("Somebody else shares another view under this name. Choose another name."))
    return redirect(f"{back}?{query}")


def _forgotten(request: Request, written: str, back: str) -> HttpResponse:
    try:
        operations.forget_view(view_id=UUID(written), by=request.actor, at=clock.now())
    except ValueError:
        messages.error(request, _("There is no such view."))
    return redirect(back)
