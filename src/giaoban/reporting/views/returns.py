"""Returns: filled in, looked at, accepted, sent back, reopened."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kernel import clock
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import board, forms, gathering, operations, pages, queries, words
from giaoban.reporting.enums import OPEN, ReturnStatus
from giaoban.reporting.inherited import past
from giaoban.reporting.meeting import Meeting, meet
from giaoban.reporting.models import Call, Return
from giaoban.reporting.views import calls

# The act of taking over from shorter returns: "gather:" and the number of a line, or nothing for all that wait.
GATHER = "gather:"

may_view = needs(Permission.RETURN_VIEW)
may_fill = needs(Permission.RETURN_FILL)
may_accept = needs(Permission.RETURN_ACCEPT)


# --- Filling in -------------------------------------------------------------------------------------------------------


def _tells_where(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """To a script that sends the form, a redirect is told as an address: it goes there itself, and the messages wait."""

    @wraps(view)
    def told(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        if isinstance(answer, HttpResponseRedirect) and request.headers.get("X-Requested-With") == "keep":
            return HttpResponse(status=204, headers={"X-Goes-To": answer["Location"]})
        return answer

    return told


@may_fill
@_tells_where
@once
def fill_in(request: Request, call_id: UUID) -> HttpResponse:
    """The own body's return to a call: kept as often as one likes, then submitted."""
    call, unit = calls.found(request, call_id), request.actor.body
    refused = calls.not_asked(request, call)
    if refused:
        return refused
    of = Return.objects.filter(call=call, unit=unit).first()
    if of is not None and of.status not in OPEN and request.method != "POST":
        return redirect(of)
    form, met = _entry(request, call, of), Meeting()
    act = request.POST.get("act", "")
    if act == "fill":
        form = _filled_in(request, call, of, form)
    elif act.startswith(GATHER):
        form = _gathered(request, call, of, form, act.removeprefix(GATHER))
    elif request.method == "POST" and form.is_valid():
        try:
            kept = _save(request, call, form)
        except operations.SavedMeanwhile as refusal:
            of = Return.objects.get(call=call, unit=unit)
            met = meet(of, form.told(), seen=form.cleaned_data["revision"])
            form = _both(request, call, of, met)
            form.add_error(None, str(refusal))
        except operations.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _submit(request, kept) if request.POST.get("act") == "submit" else _kept(request, call)
    wants_all = "check" in request.GET or (of is not None and of.status == ReturnStatus.RETURNED)
    context = {
        "call": call,
        "of": of,
        "form": form,
        "sheet": pages.sheet(call, of, unit_id=unit, as_of=clock.now(), form=form, met=met, ask_for_all=wants_all),
        "unit": registry.names([unit], on=call.map_day)[unit],
        "due": queries.due(call, unit),
        "moments": pages.moments(of)[:1] if of else [],
        "estimates": call.days.end > request.today or call.form.period_kind != "month",
        "checked": "check" in request.GET,
    }
    return render(request, "reporting/fill_in.html", context)


def _filled_in(request: Request, call: Call, of: Return | None, form: forms.EntryForm) -> forms.EntryForm:
    """The form as it was typed with its empty cells filled; nothing is kept before somebody looked at it."""
    given, count = form.filled_in(request.POST)
    said = ngettext("%(count)s empty cell was filled.", "%(count)s empty cells were filled.", count) % {"count": count}
    found = (
        _("Look at each, then keep the draft.") if count else _("Neither the records nor the period before hold more.")
    )
    messages.info(request, f"{said} {found}" if count else found)
    return _entry(request, call, of, given)


def _gathered(request: Request, call: Call, of: Return | None, form: forms.EntryForm, which: str) -> forms.EntryForm:
    """The form as it was typed with what shorter returns come to, on one line or on all that wait for it; nothing is kept."""
    places = [int(which)] if which.isdecimal() else form.to_gather
    given, count = form.taken_over(request.POST, places)
    said = ngettext("%(count)s figure was taken over.", "%(count)s figures were taken over.", count) % {"count": count}
    messages.info(
        request, f"{said} {_('Look at each, then keep the draft.')}" if count else _("There is nothing more.")
    )
    entry = _entry(request, call, of, given)
    if which.isdecimal() and f"v{which}" in entry.fields:
        entry.fields[f"v{which}"].widget.attrs["autofocus"] = True
    return entry


def _entry(request: Request, call: Call, of: Return | None, given: QueryDict | None = None) -> forms.EntryForm:
    unit = request.actor.body
    lines, said = queries.items(call), queries.values(of)
    counted = queries.counted(call, (line.indicator for line in lines), [unit], as_of=clock.now())
    return forms.EntryForm(
        given or request.POST or None,
        lines=lines,
        said=said,
        suggested={indicator: told[unit] for indicator, told in counted.items()},
        before=past(call, unit).before,
        gathered=gathering.gathered(call, unit, said, lines),
        initial={"revision": of.revision if of else 0},
    )


def _both(request: Request, call: Call, of: Return, met: Meeting) -> forms.EntryForm:
    """What was typed, with the lines that only somebody else changed as they stand now; the next sending has seen these."""
    given = request.POST.copy()
    given["revision"] = str(of.revision)
    lines = [line for line in queries.items(call) if line.indicator_id in met.theirs]
    for line in lines:
        for name in "vners":
            given.pop(f"{name}{line.number}", None)
    for name, value in forms.as_typed(lines, met.theirs).items():
        given[name] = value
    form = _entry(request, call, of, given)
    form.full_clean()
    return form


def _save(request: Request, call: Call, form: forms.EntryForm) -> Return:
    return operations.save(
        call=call,
        unit_id=request.actor.body,
        told=form.told(),
        revision=form.cleaned_data["revision"],
        by=request.actor,
        at=clock.now(),
    )


def _kept(request: Request, call: Call) -> HttpResponse:
    messages.success(request, _("The draft is kept."))
    return redirect("reporting:fill-in", call_id=call.pk)


def _submit(request: Request, of: Return) -> HttpResponse:
    """Hands in what was kept; where the checks ask, the page says so, and nothing that was typed is lost."""
    try:
        operations.submit(return_id=of.pk, by=request.actor, at=clock.now())
    except operations.NotReady as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{reverse('reporting:fill-in', args=[of.call_id])}?check=1")
    messages.success(request, _("The return was submitted."))
    return redirect(of)


# --- One return -------------------------------------------------------------------------------------------------------


def _found(request: Request, return_id: UUID) -> Return:
    visible = Return.objects.visible_to(request.actor).select_related("call__form")
    return get_object_or_404(visible, pk=return_id)


def _judged(request: Request, return_id: UUID, *states: str) -> Return:
    of = _found(request, return_id)
    if of.status not in states or not request.actor.has_perm(Permission.RETURN_ACCEPT, of):
        raise Http404
    return of


@may_view
def one(request: Request, return_id: UUID) -> HttpResponse:
    """A return with every cell, where it came from, what it was before, and what became of it."""
    of = _found(request, return_id)
    judges = request.actor.has_perm(Permission.RETURN_ACCEPT, of)
    context = {
        "of": of,
        "call": of.call,
        "sheet": pages.sheet(of.call, of, unit_id=of.unit_id, as_of=clock.now(), ask_for_all=True, with_history=True),
        "unit": registry.names([of.unit_id], on=of.map_day)[of.unit_id],
        "chip": board.CHIPS[ReturnStatus(of.status)],
        "moments": pages.moments(of),
        "may_accept": judges and of.status in (ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED),
        "may_reopen": judges and of.status == ReturnStatus.ACCEPTED,
        "may_fill": of.status in OPEN and request.actor.has_perm(Permission.RETURN_FILL, of),
    }
    return render(request, "reporting/return.html", context)


def _done(request: Request, act: Callable[..., Any], said: str, **told: Any) -> None:
    """Does it, or says why it cannot be done now."""
    try:
        act(by=request.actor, at=clock.now(), **told)
    except operations.Refused as refusal:
        messages.error(request, str(refusal))
    except InvalidTransition:
        messages.error(request, _("Somebody was faster: this return stands otherwise now."))
    else:
        messages.success(request, said)


@may_accept
@once
def accept(request: Request, return_id: UUID) -> HttpResponse:
    """One button on the page of the return."""
    of = _judged(request, return_id, ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED)
    if request.method == "POST":
        _done(request, operations.accept, _("The return was accepted."), return_id=of.pk)
        return redirect(of)
    return render(request, "reporting/accept.html", {"of": of, "unit": _name(of)})


def _name(of: Return) -> str:
    return registry.names([of.unit_id], on=of.map_day)[of.unit_id]


@may_accept
@once
def send_back(request: Request, return_id: UUID) -> HttpResponse:
    """A reason, and a remark at each cell that needs one."""
    of = _judged(request, return_id, ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED)
    form = forms.SendBackForm(request.POST or None, lines=queries.items(of.call))
    if request.method == "POST" and form.is_valid():
        told = {"reason": form.cleaned_data["reason"], "remarks": form.remarks()}
        _done(request, operations.send_back, _("The return was sent back."), return_id=of.pk, **told)
        return redirect(of)
    said = queries.values(of)
    lines = [
        {"field": form[f"c{line.number}"], "said": words.value(said.get(line.indicator_id), line.indicator)}
        for line in form.lines
    ]
    return render(request, "reporting/send_back.html", {"of": of, "form": form, "lines": lines, "unit": _name(of)})


@may_accept
@once
def reopen(request: Request, return_id: UUID) -> HttpResponse:
    """A reason; the accepted figures count on until the next version is accepted."""
    of = _judged(request, return_id, ReturnStatus.ACCEPTED)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _done(request, operations.reopen, _("The return was reopened."), return_id=of.pk, reason=reason)
        return redirect(of)
    return render(request, "reporting/reopen.html", {"of": of, "form": form, "unit": _name(of)})
