"""The report that the office makes of returns: begun, merged section by section, each paragraph edited and put in its place."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import narrative, operations, outlines, report_charts
from giaoban.reporting.bound import Bound, Figures, written
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.merge_forms import PassageForm
from giaoban.reporting.models import Passage, PeriodReport
from giaoban.reporting.operations import Picked, Source
from giaoban.reporting.prose import fields
from giaoban.reporting.shipped.outlines import Part
from giaoban.reporting.views import calls

may_view = needs(Permission.RETURN_VIEW)
may_write = needs(Permission.RETURN_CALL)


def found(request: Request, report_id: UUID) -> PeriodReport:
    """The report, where one sees it."""
    visible = PeriodReport.objects.visible_to(request.actor).select_related("call__form")
    return get_object_or_404(visible, pk=report_id)


def writable(request: Request, report_id: UUID) -> PeriodReport:
    """The report, where one writes it."""
    report = found(request, report_id)
    if not request.actor.has_perm(Permission.RETURN_CALL, report):
        raise Http404
    return report


@may_write
@once
def begin(request: Request, call_id: UUID) -> HttpResponse:
    """The outline of the report on a call, and the button that begins it."""
    call = calls.found(request, call_id)
    if not request.actor.has_perm(Permission.RETURN_CALL, call):
        raise Http404
    known = PeriodReport.objects.filter(call=call).first()
    if known:
        return redirect(known)
    if request.method == "POST":
        return redirect(operations.begin_report(call_id=call.pk, by=request.actor, at=clock.now()))
    return render(request, "reporting/report_begin.html", {"call": call, "outline": outlines.of_call(call)})


def _part(report: PeriodReport, section: str) -> Part:
    part = narrative.outline(report).part(section)
    if part is None:
        raise Http404
    return part


def _merging(report: PeriodReport, part: Part) -> str:
    return reverse("reporting:merge", args=[report.pk, part.code])


def _done(request: Request, act: Callable[..., Any], **told: Any) -> bool:
    """Does it, or says why it cannot be done."""
    try:
        act(by=request.actor, at=clock.now(), **told)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    return True


@may_write
@once
def merge(request: Request, report_id: UUID, section: str) -> HttpResponse:
    """One section: what each body wrote, side by side with the report; what is ticked becomes paragraphs."""
    report = writable(request, report_id)
    part = _part(report, section)
    offered = narrative.offered(report, part)
    if request.method == "POST":
        picked = _picked(request, offered)
        if _done(request, operations.pick, report_id=report.pk, section=section, picked=picked):
            said = ngettext("%(count)s paragraph was added.", "%(count)s paragraphs were added.", len(picked))
            messages.success(request, said % {"count": len(picked)})
        return redirect(f"{_merging(report, part)}#merged")
    figures = Figures(report, as_of=clock.now())
    passages = narrative.said(report, section=section, known=figures.offered)
    parts = narrative.outline(report).written
    place = parts.index(part)
    context = {
        "report": report,
        "part": part,
        "parts": parts,
        "offered": offered,
        "passages": [(one, _pieces(one, figures)) for one in passages if not one.passage.is_out],
        "taken_out": [one for one in passages if one.passage.is_out],
        **_charts(report, part, figures),
        "before": parts[place - 1] if place else None,
        "after": parts[place + 1] if place + 1 < len(parts) else None,
    }
    return render(request, "reporting/merge.html", context)


def _charts(report: PeriodReport, part: Part, figures: Figures) -> dict[str, Any]:
    """The charts of the section, and what one more may be of: first what its table says."""
    known = figures.rollup.indicators
    offered = sorted(known, key=lambda one: one.code not in part.table)
    return {
        "charts": report_charts.of_report(report).get(part.code, []),
        "to_draw": [(one.code, one.name) for one in offered],
        "chart_kinds": ChartOver.choices,
    }


def _pieces(one: narrative.Said, figures: Figures) -> list[tuple[str, Bound | None]]:
    """The paragraph as it will be read: its words, and each figure as it stands now."""
    text = one.text.text
    bound = {field.key: figures.bound(field) for field in fields.fields(text)}
    told, places = fields.filled(text, {key: found.said if found else f"({key}?)" for key, found in bound.items()})
    pieces: list[tuple[str, Bound | None]] = []
    end = 0
    for place in places:
        pieces += [(told[end : place.start], None), (told[place.start : place.end], bound[place.key])]
        end = place.end
    return [*pieces, (told[end:], None)]


def _picked(request: Request, offered: narrative.Offered) -> list[Picked]:
    """What was ticked as paragraphs: one of all, or one each."""
    chosen = [group for key, group in offered.groups.items() if key in set(request.POST.getlist("pick"))]
    if request.POST.get("act") == "one":
        return [
            Picked([_source(one.first) for one in chosen], [_source(two) for one in chosen for two in one.sentences])
        ]
    return [Picked([_source(one.first)], [_source(two) for two in one.sentences]) for one in chosen]


def _source(one: narrative.Sentence) -> Source:
    return Source(one.value.pk, one.span.start, one.span.end)


@may_write
@once
@require_POST
def arrange(request: Request, report_id: UUID, section: str) -> HttpResponse:
    """The buttons beside the paragraphs: up, down, out, back, and a number that becomes a figure."""
    report = writable(request, report_id)
    part = _part(report, section)
    act, _separator, rest = request.POST.get("act", "").partition(":")
    passage_id, *more = rest.split(":")
    visible = Passage.objects.filter(report=report, section=section)
    passage = get_object_or_404(visible, pk=_uuid(passage_id))
    told: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
        "up": (operations.move_passage, {"up": True}),
        "down": (operations.move_passage, {"up": False}),
        "out": (operations.set_passage_out, {"is_out": True}),
        "back": (operations.set_passage_out, {"is_out": False}),
    }
    if act in told and not more:
        operation, arguments = told[act]
        _done(request, operation, passage_id=passage.pk, **arguments)
    elif act == "bind" and len(more) == len(("seen", "start", "code")) and more[0].isdigit() and more[1].isdigit():
        seen, start, code = int(more[0]), int(more[1]), more[2]
        _done(request, operations.bind_figure, passage_id=passage.pk, seen=seen, start=start, code=code)
    else:
        raise Http404
    return redirect(f"{_merging(report, part)}#p-{passage.pk}")


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as problem:
        raise Http404 from problem


@may_write
@once
def write(request: Request, report_id: UUID, section: str) -> HttpResponse:
    """A paragraph of the office's own."""
    report = writable(request, report_id)
    part = _part(report, section)
    form = PassageForm(request.POST or None, initial={"seen": 0})
    if request.method == "POST" and form.is_valid():
        try:
            operations.write_passage(
                report_id=report.pk, section=section, text=form.cleaned_data["text"], by=request.actor, at=clock.now()
            )
        except operations.Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(f"{_merging(report, part)}#merged")
    return render(request, "reporting/passage.html", _editing(report, part, form))


@may_write
@once
def edit(request: Request, report_id: UUID, passage_id: UUID) -> HttpResponse:
    """A paragraph said otherwise; what somebody else changed meanwhile is shown, and what was typed stays in the field."""
    report = writable(request, report_id)
    passage = get_object_or_404(Passage.objects.filter(report=report), pk=passage_id)
    part = _part(report, passage.section)
    said = next(one for one in narrative.said(report, section=part.code) if one.passage == passage)
    form = PassageForm(request.POST or None, initial={"text": said.text.text, "seen": said.text.version})
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_passage(passage_id=passage.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
        except operations.EditedMeanwhile as refusal:
            meanwhile = said.text
            form = PassageForm({"text": form.cleaned_data["text"], "seen": said.text.version})
            form.add_error("text", str(refusal))
        except operations.Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(f"{_merging(report, part)}#p-{passage.pk}")
    return render(
        request, "reporting/passage.html", {**_editing(report, part, form), "said": said, "meanwhile": meanwhile}
    )


def _editing(report: PeriodReport, part: Part, form: PassageForm) -> dict[str, Any]:
    """What both pages of a paragraph show: also the figures that may stand in it."""
    figures = Figures(report, as_of=clock.now())
    names = {one.code: one.name for one in figures.rollup.indicators}
    return {
        "report": report,
        "part": part,
        "form": form,
        "figures": [(one.code, names[one.code], written(one.number), one.unit) for one in figures.offered],
        "back": _merging(report, part),
        "said": None,
    }
