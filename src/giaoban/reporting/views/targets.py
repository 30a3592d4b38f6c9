"""Targets of a land and a period: how they stand, what they were before, and the screen that sets and revises them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.documents import operations as documents
from giaoban.documents.models import LegalAct
from giaoban.kernel import clock
from giaoban.kernel.period import Period
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import operations, plans, ranges, rollup, yearly
from giaoban.reporting.models import Call, Target
from giaoban.reporting.rollup import Land, Rollup
from giaoban.reporting.target_forms import TargetsForm
from giaoban.reporting.views import calls
from giaoban.reporting.views.figures import land_asked

may_view = needs(Permission.RETURN_VIEW)


def _asked(request: Request, call_id: UUID) -> tuple[Call, Land, Period]:
    call = calls.found(request, call_id)
    lands = rollup.lands(call, actor=request.actor)
    written = request.GET.get("period") or str(call.span.start.year)
    period = ranges.read(written)
    if period is None:
        raise Http404
    return call, land_asked(request, lands), period


@may_view
@once
def targets(request: Request, call_id: UUID) -> HttpResponse:
    """What is planned for a land and a period, with every revision; whoever may sets and revises it here."""
    call, land, period = _asked(request, call_id)
    indicators = Rollup(call, as_of=clock.now()).indicators
    standing = plans.standing([land.id], [period])
    by_indicator = {indicator: one for (_land, indicator, _period), one in standing.items()}
    form = TargetsForm(
        request.POST or None,
        indicators=indicators,
        standing=by_indicator,
        initial={"seen": plans.told(land.id, period)},
    )
    may_set = request.actor.has_perm(Permission.TARGET_SET, Target(unit_id=land.id))
    if request.method == "POST":
        if not may_set:
            raise PermissionDenied
        if form.is_valid() and _set(request, form, land, period):
            return redirect(f"{reverse('reporting:targets', args=[call.pk])}?land={land.id}&period={period.code}")
    history = plans.history(land.id, period)
    context: dict[str, Any] = {
        "call": call,
        "land": land,
        "period": period,
        "in_words": yearly.label(period),
        "form": form,
        "may_set": may_set,
        "offered": [(one.code, yearly.label(one)) for one in _offered(period.start.year)],
        "rows": [(one, by_indicator.get(one.pk), history.get(one.pk, [])) for one in indicators if one.pk in history],
    }
    return render(request, "reporting/targets.html", context)


def _offered(year: int) -> list[Period]:
    """The periods of a year for which targets are usually set."""
    return [
        *(yearly.until(year, months) for months in (12, 9, 6)),
        *(Period.of_quarter(year, one) for one in range(1, 5)),
    ]


def _set(request: Request, form: TargetsForm, land: Land, period: Period) -> bool:
    """Whether the targets stand as typed; else the reason is at its field."""
    said = form.cleaned_data
    try:
        made = operations.set_targets(
            unit_id=land.id,
            period=period,
            planned=form.planned(),
            act=_act(said),
            reason=said["reason"],
            seen=said["seen"],
            by=request.actor,
            at=clock.now(),
        )
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    told = ngettext("%(count)s target set.", "%(count)s targets set.", len(made)) % {"count": len(made)}
    messages.success(request, told if made else _("Nothing was changed."))
    return True


def _act(said: dict[str, Any]) -> LegalAct | None:
    if not said["act"]:
        return None
    kind, number = said["act"]
    return documents.cite(kind=kind, number=number, issued_on=said["decided_on"], issuer=said["issuer"])
