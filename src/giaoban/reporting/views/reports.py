"""The drafted report: as a page on which every figure opens, as a Word file, its figures by place as a table."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from giaoban.documents import showing
from giaoban.documents.enums import PaperStatus
from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.measures import measures
from giaoban.kernel.resolvers import Sight, resolvers
from giaoban.kernel.same_period import same_period
from giaoban.kernel.vietnamese import plain_name
from giaoban.registry.gate import needs
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import annexes, drafting, narrative
from giaoban.reporting.bound import Figures
from giaoban.reporting.pointers import REPORT
from giaoban.reporting.prose.fields import Field
from giaoban.reporting.views import merging

may_view = needs(Permission.RETURN_VIEW)
RECORDS_SHOWN = 200


@may_view
def report(request: Request, report_id: UUID) -> HttpResponse:
    """The report as it would be printed now; its sections lead to where they are merged."""
    found = merging.found(request, report_id)
    draft = drafting.compose(found, actor=request.actor, as_of=clock.now())
    beside = same_period.others(request.actor, found.call.period, but=REPORT)
    freezes = list(found.freezes.select_related("paper").order_by("-number"))
    context: dict[str, Any] = {
        "report": found,
        "outline": narrative.outline(found),
        "sheet": showing.shown(draft.paper, links=draft.links),
        "figures": len(draft.bound),
        "unknown": [one for one in draft.bound.values() if one.number is None],
        "empty": draft.empty,
        "may_write": request.actor.has_perm(Permission.RETURN_CALL, found),
        "freezes": freezes,
        "beside": list(resolvers.resolve(beside, reader=request.actor).values()),
        "is_open": not freezes or freezes[0].paper.status not in (PaperStatus.SUBMITTED, PaperStatus.SIGNED),
    }
    return render(request, "reporting/report.html", context)


@may_view
def word(request: Request, report_id: UUID) -> HttpResponse:
    """The draft as a Word file, in the letterhead of the body."""
    found = merging.found(request, report_id)
    draft = drafting.compose(found, actor=request.actor, as_of=clock.now())
    return showing.word_file(draft.paper, name=f"bao cao {found.call.period}")


@may_view
def annex(request: Request, report_id: UUID) -> HttpResponse:
    """All figures of the report by place, as numbers."""
    found = merging.found(request, report_id)
    figures = Figures(found, as_of=clock.now())
    note = annexes.ILLUSTRATION if settings.DEMONSTRATION else ""
    answer = HttpResponse(
        annexes.workbook(found, figures, actor=request.actor, note=note), content_type=spreadsheets.XLSX
    )
    name = plain_name(f"phu luc {found.call.period}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


@may_view
def measure(request: Request, report_id: UUID, code: str) -> HttpResponse:
    """A figure that counts records of the body itself: how many, and which of them the reader may open."""
    found = merging.found(request, report_id)
    bound = Figures(found, as_of=clock.now()).bound(Field(code, "", ""))
    if bound is None or not bound.measure:
        raise Http404
    period = found.call.counted
    pointers = measures.records(code, units=[found.owner_id], period=period, as_of=clock.now(), reader=request.actor)
    known = resolvers.resolve(pointers[:RECORDS_SHOWN], reader=request.actor)
    context = {
        "report": found,
        "bound": bound,
        "days": found.call.days,
        "records": [one for one in known.values() if one.sight == Sight.LINK],
        "records_shown": RECORDS_SHOWN,
    }
    return render(request, "reporting/report_measure.html", context)
