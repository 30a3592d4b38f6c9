"""Conclusions of a period beside the figures that caused them."""

from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.grounds import grounds as registered
from giaoban.kernel.resolvers import Pointer, resolvers
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import grounds as reads
from giaoban.reporting import operations
from giaoban.reporting.bound import Figures, written
from giaoban.reporting.columns import GROUNDS
from giaoban.reporting.merge_forms import GroundsForm
from giaoban.reporting.models import ConclusionFigure, PeriodReport
from giaoban.reporting.views import merging

may_view = needs(Permission.RETURN_VIEW)
may_write = needs(Permission.RETURN_CALL)


@may_view
def grounds(request: Request, report_id: UUID) -> HttpResponse:
    """Each conclusion of the period with the figures beside it; `?show=without` only those that have none."""
    report = merging.found(request, report_id)
    rows = reads.rows(report, actor=request.actor, as_of=clock.now())
    without = [row for row in rows if not row.grounds]
    context = {
        "report": report,
        "rows": without if request.GET.get("show") == "without" else rows,
        "all": len(rows),
        "without": len(without),
        "only_without": request.GET.get("show") == "without",
        "columns": GROUNDS,
    }
    return render(request, "reporting/grounds.html", context)


def _conclusion(request: Request, report: PeriodReport, conclusion_id: UUID) -> Pointer:
    pointers = registered.concluded(request.actor, report.call.period)
    found = next((one for one in pointers if one.id == conclusion_id), None)
    if found is None:
        raise Http404
    return found


@may_write
@once
def ground(request: Request, report_id: UUID, conclusion_id: UUID) -> HttpResponse:
    """The figures of the report beside one conclusion: all of them with a tick at those that are."""
    report = merging.writable(request, report_id)
    pointer = _conclusion(request, report, conclusion_id)
    form = _form(request, report, pointer)
    if request.method == "POST" and form.is_valid():
        chosen = [UUID(one) for one in form.cleaned_data["indicators"]]
        operations.set_grounds(
            report_id=report.pk, conclusion=pointer, indicators=chosen, by=request.actor, at=clock.now()
        )
        messages.success(request, _("The figures beside the conclusion were kept."))
        return redirect(f"{reverse('reporting:grounds', args=[report.pk])}#c{pointer.id}")
    resolved = resolvers.resolve([pointer], reader=request.actor)[pointer]
    return render(request, "reporting/ground.html", {"report": report, "conclusion": resolved, "form": form})


def _form(request: Request, report: PeriodReport, pointer: Pointer) -> django_forms.Form:
    found = Figures(report, as_of=clock.now()).rollup
    said = [
        (str(one.pk), f"{one.name}: {written(found.figure(one, report.call.land_id).number) or '–'} {one.unit}".strip())
        for one in found.indicators
    ]
    there = ConclusionFigure.objects.filter(report=report, kind=pointer.kind, conclusion=pointer.id)
    chosen = [str(pk) for pk in there.values_list("indicator", flat=True)]
    return GroundsForm(request.POST or None, offered=said, initial={"indicators": chosen})
