"""The organisation: units found by name on any day, and one unit with all that stands around it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from giaoban.kernel.components import Moment
from giaoban.registry import access, events
from giaoban.registry.columns import POSTS, UNITS
from giaoban.registry.enums import Tree
from giaoban.registry.forms import UnitFilter
from giaoban.registry.gate import needs
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.queries import organisation as queries
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.registry.usual_bodies import usual_at

ON_A_PAGE = 50


@needs(Permission.UNIT_VIEW)
@require_safe
def units(request: Request) -> HttpResponse:
    form = UnitFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    day = chosen.get("on") or request.today
    typed, tree, kind = (chosen.get(name, "") for name in ("q", "tree", "kind"))
    found = queries.units_on(request.actor, on=day, typed=typed, tree=tree, kind=kind)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    above = queries.named((version.parent_id for version in page), actor=request.actor, on=day)
    context = {
        "form": form,
        "page": page,
        "columns": UNITS,
        "rows": [(version, above.get(version.parent_id)) for version in page],
        "on": day,
        "is_searched": bool(typed or kind),
    }
    return render(request, "registry/units.html", context)


@needs(Permission.UNIT_VIEW)
@require_safe
def unit(request: Request, unit_id: UUID) -> HttpResponse:
    found = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    form = UnitFilter(request.GET or None)
    day = (form.cleaned_data["on"] if form.is_valid() else None) or request.today
    life = queries.versions(found.pk)
    shown = queries.nearest(life, on=day)
    predecessors, successors = queries.successions(found.pk, actor=request.actor)
    context = {
        "unit": found,
        "version": shown,
        "on": day,
        "is_alive": day in shown.valid,
        "life": _moments(life),
        "predecessors": predecessors,
        "successors": successors,
        "post_columns": POSTS,
        "posts": queries.posts(found.pk, on=day),
        "groups": queries.groups(found.pk, on=day),
        "events": [_told(event) for event in queries.latest_events(found.pk, actor=request.actor)],
        "manages": access.reaches(request.actor, Permission.UNIT_MANAGE, found.pk),
        "is_land": found.tree == Tree.TERRITORY,
        "has_usual_bodies": bool(usual_at(shown.kind)),
        "has_ended": life[-1].valid.upper is not None,
        "manages_accounts": access.reaches(request.actor, Permission.ACCOUNT_MANAGE, found.pk),
        **_around(request, shown, day),
    }
    return render(request, "registry/unit.html", context)


def _around(request: Request, shown: UnitVersion, day: dt.date) -> dict[str, Any]:
    """Above, below and seated here; what the reader may not open is named without a link."""
    below = list(queries.below(shown.unit_id, on=day))
    seated = list(queries.seated_here(shown.unit_id, on=day))
    near = {shown.parent_id, shown.seat_id, *(one.unit_id for one in below + seated)}
    named = queries.named(near, actor=request.actor, on=day)
    return {
        "parent": named.get(shown.parent_id),
        "seat": named.get(shown.seat_id),
        "below": [named[one.unit_id] for one in below],
        "seated": [named[one.unit_id] for one in seated],
    }


def _moments(life: list[UnitVersion]) -> list[Moment]:
    return [Moment(at=version.valid.lower, title=version.name, text=version.act) for version in reversed(life)]


def _told(event: Any) -> Moment:
    return Moment(at=event.at, title=events.sentence(event))
