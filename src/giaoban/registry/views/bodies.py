"""Bodies made, changed and ended on the pages of the organisation."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.kernel import clock
from giaoban.registry import access, operations
from giaoban.registry.body_forms import BodyForm, EndForm, NewBodyForm, UsualForm
from giaoban.registry.enums import Tree, UnitKind
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.queries import organisation as queries
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.registry.usual_bodies import names_of, usual_at


def _managed(request: Request, unit_id: UUID, tree: Tree) -> UnitVersion:
    """The last version of a unit of this tree whose bodies the actor manages, else 404."""
    unit = get_object_or_404(access.units(request.actor, Permission.UNIT_MANAGE), pk=unit_id, tree=tree)
    return queries.versions(unit.pk)[-1]


def _parents(request: Request, *, but: UUID | None = None) -> list[tuple[str, str]]:
    return queries.bodies_to_choose(request.actor, Permission.UNIT_MANAGE, on=request.today, but=but)


def _done(form: Form, act: Callable[[], Unit]) -> Unit | None:
    """What the operation gives, or None with its objection on the form."""
    try:
        return act()
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@once
@needs(Permission.UNIT_MANAGE)
def found(request: Request, unit_id: UUID) -> HttpResponse:
    land = _managed(request, unit_id, Tree.TERRITORY)
    form = NewBodyForm(request.POST or None, parents=_parents(request), initial={"since": request.today})
    if request.method == "POST" and form.is_valid():
        kind = UnitKind(form.cleaned_data["kind"])
        unit = _done(
            form,
            lambda: operations.found_body(
                told=form.told, kind=kind, seat_id=land.unit_id, by=request.actor, at=clock.now()
            ),
        )
        if unit:
            messages.success(request, _("The body is made. Open an account for its people next."))
            return redirect("registry:unit", unit.pk)
    return render(request, "registry/body_found.html", {"form": form, "land": land})


@once
@needs(Permission.UNIT_MANAGE)
def found_usual(request: Request, unit_id: UUID) -> HttpResponse:
    land = _managed(request, unit_id, Tree.TERRITORY)
    if not (usual := usual_at(land.kind)):
        raise Http404
    below = [place.unit_id for place in queries.below(land.unit_id, on=request.today)]
    names = [(body.kind.value, names_of(body, land_kind=land.kind, land_name=land.name).name) for body in usual]
    form = UsualForm(request.POST or None, kinds=names, below=len(below), today=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            done = operations.found_usual_bodies(
                seat_ids=form.seats(land.unit_id, below),
                kinds=form.cleaned_data["kinds"],
                since=form.cleaned_data["since"],
                act=form.cleaned_data["act"],
                by=request.actor,
                at=clock.now(),
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            said = ngettext("%(made)s body made", "%(made)s bodies made", done.made) % {"made": done.made}
            if done.known:
                said += _("; %(known)s stood there already and were left as they are") % {"known": done.known}
            messages.success(request, f"{said}.")
            return redirect("registry:unit", land.unit_id)
    there = set(queries.seated_here(land.unit_id, on=request.today).values_list("kind", flat=True))
    context = {
        "form": form,
        "land": land,
        "below": len(below),
        "there": [name for kind, name in names if kind in there],
    }
    return render(request, "registry/bodies_usual.html", context)


@once
@needs(Permission.UNIT_MANAGE)
def change(request: Request, unit_id: UUID) -> HttpResponse:
    last = _managed(request, unit_id, Tree.ORGANISATION)
    known = {
        "name": last.name,
        "short_name": last.short_name,
        "aliases": "\n".join(last.aliases),
        "parent": last.parent_id,
        "since": request.today,
        "act": "",
    }
    form = BodyForm(request.POST or None, parents=_parents(request, but=last.unit_id), initial=known)
    if request.method == "POST" and form.is_valid():
        seen = queries.seen_version(request.POST.get("seen", ""))
        unit = _done(
            form,
            lambda: operations.change_body(
                unit_id=unit_id, told=form.told, seen=seen, by=request.actor, at=clock.now()
            ),
        )
        if unit:
            messages.success(request, _("The change is recorded; what was before stays as it was."))
            return redirect("registry:unit", unit.pk)
    return render(request, "registry/body_change.html", {"form": form, "version": last})


@once
@needs(Permission.UNIT_MANAGE)
def end(request: Request, unit_id: UUID) -> HttpResponse:
    last = _managed(request, unit_id, Tree.ORGANISATION)
    form = EndForm(request.POST or None, successors=_parents(request, but=last.unit_id), initial={"on": request.today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        unit = _done(
            form,
            lambda: operations.end_body(
                unit_id=unit_id,
                on=told["on"],
                successor_id=UUID(told["successor"]),
                act=told["act"],
                seen=queries.seen_version(request.POST.get("seen", "")),
                by=request.actor,
                at=clock.now(),
            ),
        )
        if unit:
            messages.success(request, _("The end of the body is recorded; its records stay."))
            return redirect("registry:unit", unit.pk)
    return render(request, "registry/body_end.html", {"form": form, "version": last})


@once
@needs(Permission.UNIT_MANAGE)
@require_POST
def take_end_back(request: Request, unit_id: UUID) -> HttpResponse:
    last = _managed(request, unit_id, Tree.ORGANISATION)
    try:
        operations.take_end_back(unit_id=last.unit_id, by=request.actor, at=clock.now())
        messages.success(request, _("The body goes on as if it had not ended."))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect("registry:unit", last.unit_id)
