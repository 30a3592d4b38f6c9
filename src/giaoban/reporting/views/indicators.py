"""The indicators: the list, one of them, and those that an officer of the province makes of others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import catalogue, deriving, operations
from giaoban.reporting.columns import INDICATORS
from giaoban.reporting.deriving import Making
from giaoban.reporting.enums import Origin
from giaoban.reporting.indicator_forms import FormulaForm, IndicatorForm, RetireForm, RevisionForm, SearchForm
from giaoban.reporting.models import Formula, Indicator

may_view = needs(Permission.RETURN_VIEW)
may_manage = needs(Permission.INDICATOR_MANAGE)


def manages(request: Request) -> bool:
    """Whether one writes indicators, in the name of a body of the province."""
    return request.actor.has_perm(Permission.INDICATOR_MANAGE, request.actor)


def must_manage(request: Request) -> None:
    """Refuses whoever does not."""
    if not manages(request):
        raise PermissionDenied


@may_view
def indicators(request: Request) -> HttpResponse:
    """Every indicator, or those that fit the words looked for, with where it is used."""
    form = SearchForm(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "form": form,
        "entries": catalogue.entries(on=request.today, q=q),
        "columns": INDICATORS,
        "is_narrowed": bool(q),
        "manages": manages(request),
    }
    return render(request, "reporting/indicators.html", context)


@may_view
def indicator(request: Request, indicator_id: UUID) -> HttpResponse:
    """One indicator: how it is made, every revision of that, the forms that ask for it, and what is made of it."""
    one = get_object_or_404(Indicator, pk=indicator_id)
    revisions = catalogue.history(one)
    holding = deriving.in_force(revisions, request.today).get(one.pk)
    context = {
        "indicator": one,
        "revisions": [(revision, catalogue.in_words(revision.text)) for revision in revisions],
        "holding": holding,
        "in_words": catalogue.in_words(holding.text) if holding else "",
        "shown": catalogue.preview(making, actor=request.actor, as_of=clock.now())
        if (making := _making(holding))
        else None,
        "used": catalogue.used(one),
        "made_of_it": operations.made_of(one, since=request.today),
        "manages": manages(request) and bool(revisions) and bool(revisions[0].text),
    }
    return render(request, "reporting/indicator.html", context)


def _making(holding: Formula | None) -> Making | None:
    if holding is None:
        return None
    operands = {one.indicator.code: one.indicator for one in holding.operands.select_related("indicator")}
    return Making(holding.indicator, [operands[code] for code in deriving.named(holding)], holding.text)


@may_manage
@once
def new(request: Request) -> HttpResponse:
    """A new indicator made of others; its figure on the latest call is shown before anything is kept."""
    must_manage(request)
    form = IndicatorForm(request.POST or None, initial={"since": request.today.replace(month=1, day=1)})
    shown = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("act") == "preview":
                shown = _previewed(request, form, said["code"])
            else:
                made = operations.define_indicator(
                    code=said["code"], name=said["name"], unit=said["unit"], text=said["text"], since=said["since"],
                    by=request.actor, at=clock.now(),
                )  # fmt: skip
                messages.success(request, _("The indicator is kept."))
                return redirect("reporting:indicator", made.pk)
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return render(
        request, "reporting/indicator_new.html", {"form": form, "shown": shown, "offered": catalogue.offered()}
    )


def _previewed(request: Request, form: FormulaForm, code: str) -> catalogue.Preview:
    """Raises Refused, as keeping it would."""
    said = form.cleaned_data
    operands = operations.named(said["text"], code=code, since=said["since"])
    return catalogue.preview(
        Making(Indicator(code=code), operands, said["text"]), actor=request.actor, as_of=clock.now()
    )


def _derived(request: Request, indicator_id: UUID) -> Indicator:
    """One that is made by a formula, before whoever may change it."""
    must_manage(request)
    one = get_object_or_404(Indicator, pk=indicator_id)
    if one.origin != Origin.DERIVED or not one.formulas.exists():
        raise Http404
    return one


@may_manage
@once
def revise(request: Request, indicator_id: UUID) -> HttpResponse:
    """Another formula from a day on; figures of periods before it stay as they were."""
    one = _derived(request, indicator_id)
    last = catalogue.history(one)[0]
    form = RevisionForm(
        request.POST or None, initial={"text": last.text, "since": request.today.replace(day=1), "seen": last.seq}
    )
    shown = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("act") == "preview":
                shown = _previewed(request, form, one.code)
            else:
                operations.revise_formula(
                    indicator_id=one.pk, text=said["text"], since=said["since"], reason=said["reason"],
                    seen=said["seen"], by=request.actor, at=clock.now(),
                )  # fmt: skip
                messages.success(request, _("The formula is revised."))
                return redirect("reporting:indicator", one.pk)
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    context = {"form": form, "indicator": one, "shown": shown, "offered": catalogue.offered()}
    return render(request, "reporting/indicator_revise.html", context)


@may_manage
@once
def retire(request: Request, indicator_id: UUID) -> HttpResponse:
    """From a day on it is made no more; what stood before stays."""
    one = _derived(request, indicator_id)
    form = RetireForm(request.POST or None, initial={"since": request.today, "seen": catalogue.history(one)[0].seq})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            operations.retire_indicator(
                indicator_id=one.pk, since=said["since"], reason=said["reason"], seen=said["seen"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The indicator is retired."))
            return redirect("reporting:indicator", one.pk)
    return render(request, "reporting/indicator_retire.html", {"form": form, "indicator": one})


@may_manage
@stateless
def preview(request: Request) -> HttpResponse:
    """For a script while somebody types: the formula in words and its figure, or what is wrong with it and where."""
    must_manage(request)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = FormulaForm({"text": request.POST.get("text", ""), "since": request.POST.get("since") or request.today})
    context: dict[str, Any] = {"shown": None, "refused": ""}
    if form.is_valid():
        try:
            context["shown"] = _previewed(request, form, request.POST.get("code", "")[:60])
        except operations.Refused as refusal:
            context["refused"] = str(refusal)
    return render(request, "reporting/_formula_preview.html", context)
