"""What every page may show: in whose name one acts, the menu, the demonstration's ribbon."""

from dataclasses import dataclass
from typing import Any

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from giaoban.kernel import navigation
from giaoban.registry import queries


@dataclass(frozen=True)
class Demonstration:
    date: dt.date


def page(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", None)
    shown: dict[str, Any] = {"demonstration": None, "actor": None, "menu": [], "unit_choices": []}
    if settings.DEMONSTRATION:
        shown["demonstration"] = Demonstration(queries.today())
    if actor:
        held = queries.assignments(actor.user, on=actor.on)
        called = queries.names([one.unit_id for one in held], on=actor.on)
        shown["actor"] = actor
        shown["actor_unit_name"] = called.get(actor.unit_id, "")
        shown["unit_choices"] = [
            {
                "id": one.pk,
                "role": one.get_role_display(),
                "unit": called.get(one.unit_id, ""),
                "chosen": actor.assignment is not None and one.pk == actor.assignment.pk,
            }
            for one in held
        ]
        shown["menu"] = navigation.menu(actor, request.path)
    return shown
