"""What every page may show: in whose name one acts, the menu, the demonstration's ribbon."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from giaoban.kernel import navigation
from giaoban.registry import queries


@dataclass(frozen=True)
class Demonstration:
    date: dt.date


def page(request: HttpRequest) -> dict[str, Any]:
    """One query for a signed-in person, whatever they hold: how the bodies are called in whose name they may act."""
    # A request that was refused before it had one, such as from a host that is not ours, still gets its error page.
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {
        "demonstration": None,
        "actor": None,
        "actor_unit_name": "",
        "menu": [],
        "unit_choices": [],
    }
    if settings.DEMONSTRATION:
        shown["demonstration"] = Demonstration(actor.on if actor is not None else queries.today())
    if actor:
        called = queries.names({one.unit_id for one in actor.held}, on=actor.on)
        shown["actor"] = actor
        shown["actor_unit_name"] = called.get(actor.unit_id, "")
        shown["unit_choices"] = [
            {
                "id": one.pk,
                "role": one.get_role_display(),
                "unit": called.get(one.unit_id, ""),
                "chosen": one is actor.assignment,
            }
            for one in actor.held
        ]
        shown["menu"] = navigation.menu(actor, request.path)
    return shown
