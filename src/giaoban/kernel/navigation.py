"""The menu: each room adds its place in `apps.py`; a person sees what the role may use."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Place:
    """A place in the menu: `route` is a name of an address, `permission` None for every signed-in person.

    `key` goes there after `g`; empty where no key does.
    """

    label: str | Promise
    route: str
    permission: Any
    order: int
    key: str = ""


_places: dict[str, Place] = {}


def add(place: Place) -> None:
    """Puts a place into the menu; a route stands there once."""
    _places[place.route] = place


def menu(actor: Any, path: str) -> list[dict[str, Any]]:
    """The places that `actor` (anything with `may(permission)`) may use, the one that `path` lies in marked."""
    shown: list[dict[str, Any]] = [
        {"label": place.label, "url": reverse(place.route), "key": place.key}
        for place in sorted(_places.values(), key=lambda place: place.order)
        if place.permission is None or actor.may(place.permission)
    ]
    inside = max((len(item["url"]) for item in shown if path.startswith(item["url"])), default=0)
    return [{**item, "active": len(item["url"]) == inside and path.startswith(item["url"])} for item in shown]
