"""A report frozen and signed: the freezing, its files for ever, each frozen figure, what changed since, the comparison."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.documents import operations as documents
from giaoban.documents import showing
from giaoban.documents.enums import PaperStatus
from giaoban.documents.filetypes import FileType
from giaoban.documents.models import IssuedPaper, StoredFile
from giaoban.documents.papers import Paper
from giaoban.documents.queries import CHIPS
from giaoban.documents.reading import UnreadableFile, read_bytes
from giaoban.kernel import clock
from giaoban.kernel.problems import Problem
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import deriving, drafting, frozen, operations
from giaoban.reporting.bound import written
from giaoban.reporting.columns import CHANGES, GIVEN_THEN
from giaoban.reporting.frozen import Change
from giaoban.reporting.merge_forms import SignedTextForm
from giaoban.reporting.models import Freeze, FrozenFigure, PeriodReport
from giaoban.reporting.views import merging

may_view = needs(Permission.RETURN_VIEW)
may_write = needs(Permission.RETURN_CALL)


def found(request: Request, report_id: UUID, number: int) -> Freeze:
    """A freeze of a report that one sees."""
    visible = PeriodReport.objects.visible_to(request.actor)
    freezes = Freeze.objects.filter(report__in=visible).select_related(
        "report__call__form", "paper", "version", "word", "annex", "by"
    )
    return get_object_or_404(freezes, report=report_id, number=number)


@may_write
@once
def freeze(request: Request, report_id: UUID) -> HttpResponse:
    """What freezing means, and the button that does it."""
    report = merging.writable(request, report_id)
    if request.method == "POST":
        try:
            made = operations.freeze_report(report_id=report.pk, by=request.actor, at=clock.now())
        except operations.Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(report)
        except Problem as problem:
            messages.error(request, problem.message_vi)
            return redirect(report)
        messages.success(request, _("The report is frozen; its paper was submitted for signature."))
        return redirect(made)
    draft = drafting.compose(report, actor=request.actor, as_of=clock.now())
    unknown = sum(one.number is None for one in draft.bound.values())
    context = {"report": report, "figures": len(draft.bound), "unknown": unknown, "empty": draft.empty}
    return render(request, "reporting/freeze.html", context)


@may_view
def frozen_report(request: Request, report_id: UUID, number: int) -> HttpResponse:
    """The frozen report: how it stands with its signature, what has changed since, and its paper with every figure."""
    one = found(request, report_id, number)
    figures = list(one.figures.order_by("place"))
    links = {figure.key: _address(one, figure) for figure in figures}
    visible = IssuedPaper.objects.visible_to(request.actor).filter(pk=one.paper_id).exists()
    context: dict[str, Any] = {
        "freeze": one,
        "report": one.report,
        "figures": len(figures),
        "paper": one.paper if visible else None,
        "chip": CHIPS[PaperStatus(one.paper.status)],
        "signed": one.paper.status == PaperStatus.SIGNED,
        "changes": [_shown(change, links) for change in frozen.changes(one, as_of=clock.now())],
        "columns": CHANGES,
        "compared": one.signed_texts.order_by("-at", "-pk").select_related("by").first(),
        "sheet": showing.shown(Paper.from_json(one.version.content), links=links),
        "may_write": request.actor.has_perm(Permission.RETURN_CALL, one.report),
    }
    return render(request, "reporting/frozen.html", context)


def _address(one: Freeze, figure: FrozenFigure) -> str:
    return reverse("reporting:frozen-figure", args=[one.report_id, one.number, figure.pk])


def _shown(change: Change, links: dict[str, str]) -> dict[str, Any]:
    """A change as the table says it."""
    figure, difference = change.figure, change.difference
    return {
        "label": figure.label,
        "unit": figure.unit,
        "key": figure.key,
        "url": links[figure.key],
        "then": figure.said,
        "now": written(change.now) or "–",
        "difference": f"{'+' if difference > 0 else ''}{written(difference)}" if difference is not None else "",
        "causes": [
            {
                "body": cause.body,
                "of": cause.of.name if cause.of and cause.of != figure.indicator else "",
                "before": written(cause.before) or "–",
                "now": written(cause.now) or "–",
                "url": f"{cause.value.of.get_absolute_url()}#i-{cause.value.indicator_id}" if cause.value else "",
                "reopened": cause.reopened,
                "accepted": cause.accepted,
            }
            for cause in change.causes
        ],
    }


@may_view
def figure(request: Request, report_id: UUID, number: int, figure_id: UUID) -> HttpResponse:
    """A frozen figure opened: the values of the versions that it counted, and their sum."""
    one = found(request, report_id, number)
    shown = get_object_or_404(
        one.figures.select_related("freeze", "call__form", "indicator", "land"),
        pk=figure_id,
    )
    again = frozen.again(shown)
    context = {
        "freeze": one,
        "figure": shown,
        "is_ratio": shown.indicator is not None and deriving.is_made(shown.indicator),
        "parts": [
            {**part, "sum": written(part["sum"]), "rows": [_row(was) for was in part["rows"]]}
            for part in frozen.opened(shown)
        ],
        "columns": GIVEN_THEN,
        "is_the_same": again == shown.number,
    }
    return render(request, "reporting/frozen_figure.html", context)


def _row(was: frozen.Was) -> dict[str, Any]:
    value = was.value
    return {
        "name": was.body.name,
        "value": _("none occurred") if was.part.none_occurred else written(was.part.number),
        "is_estimate": was.part.is_estimate,
        "version": value.version if value else None,
        "url": f"{value.of.get_absolute_url()}#i-{value.indicator_id}" if value else "",
    }


def _file(file: StoredFile) -> HttpResponse:
    """The stored bytes, whatever has become of the report since."""
    path = documents.place(file.sha256)
    if not path.exists():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type=file.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@may_view
def word(request: Request, report_id: UUID, number: int) -> HttpResponse:
    return _file(found(request, report_id, number).word)


@may_view
def annex(request: Request, report_id: UUID, number: int) -> HttpResponse:
    return _file(found(request, report_id, number).annex)


@may_write
@once
def compare(request: Request, report_id: UUID, number: int) -> HttpResponse:
    """The text of the signed paper, from a file, from its scan or pasted, laid beside the frozen one."""
    one = found(request, report_id, number)
    if not request.actor.has_perm(Permission.RETURN_CALL, one.report) or one.paper.status != PaperStatus.SIGNED:
        raise Http404
    form = SignedTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = _signed_text(form, one)
            operations.compare_signed(freeze_id=one.pk, text=text, by=request.actor, at=clock.now())
        except UnreadableFile as problem:
            form.add_error("file", problem.message_vi)
        except operations.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(f"{one.get_absolute_url()}#compared")
    has_text = one.paper.scan is not None and one.paper.scan.media_type == FileType.PDF.media_type
    return render(request, "reporting/compare_signed.html", {"form": form, "freeze": one, "has_scan": has_text})


def _signed_text(form: SignedTextForm, one: Freeze) -> str:
    if upload := form.cleaned_data["file"]:
        return read_bytes(upload.read(), name=upload.name).text
    if form.cleaned_data["text"].strip():
        return str(form.cleaned_data["text"])
    scan = one.paper.scan
    if scan is None or scan.media_type != FileType.PDF.media_type:
        return ""
    return read_bytes(documents.place(scan.sha256).read_bytes(), name=scan.name).text
