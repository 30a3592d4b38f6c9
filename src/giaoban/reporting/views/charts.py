"""Charts of a section of the report: added, taken out."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import narrative, operations
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.views import merging

may_write = needs(Permission.RETURN_CALL)


@may_write
@once
@require_POST
def charts(request: Request, report_id: UUID, section: str) -> HttpResponse:
    """Adds a chart of the indicator and kind that were chosen, or takes one out."""
    report = merging.writable(request, report_id)
    if narrative.outline(report).part(section) is None:
        raise Http404
    try:
        if out := request.POST.get("out"):
            known = report.charts.filter(section=section, pk=_uuid(out)).first()
            if known:
                operations.remove_chart(chart_id=known.pk, by=request.actor, at=clock.now())
        else:
            over = request.POST.get("over", "")
            if over not in ChartOver.values:
                raise Http404
            operations.add_chart(
                report_id=report.pk,
                section=section,
                code=request.POST.get("code", ""),
                over=ChartOver(over),
                by=request.actor,
                at=clock.now(),
            )
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('reporting:merge', args=[report.pk, section])}#charts")


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise Http404 from None
