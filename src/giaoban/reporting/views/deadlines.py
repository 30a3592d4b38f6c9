"""More time for a return: asked for by a body, answered by whoever called for it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import forms, operations, queries
from giaoban.reporting.models import MoreTime
from giaoban.reporting.views import calls


@needs(Permission.RETURN_FILL)
@once
def ask(request: Request, call_id: UUID) -> HttpResponse:
    """The own body asks for more time, with a reason."""
    call, unit = calls.found(request, call_id), request.actor.body
    refused = calls.not_asked(request, call)
    if refused:
        return refused
    form = forms.MoreTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.ask_more_time(
                call_id=call.pk, due=told["due"], reason=told["reason"], by=request.actor, at=clock.now()
            )
        except operations.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The request waits for an answer."))
            return redirect(call)
    context = {"call": call, "form": form, "due": queries.due(call, unit)}
    return render(request, "reporting/more_time.html", context)


@needs(Permission.RETURN_CALL)
@once
def answer(request: Request, more_time_id: UUID) -> HttpResponse:
    """Granted until a day, or refused with a reason."""
    visible = MoreTime.objects.visible_to(request.actor).select_related("call__form", "by")
    asked = get_object_or_404(visible, pk=more_time_id)
    if not request.actor.has_perm(Permission.RETURN_CALL, asked.call):
        raise Http404
    form = forms.MoreTimeAnswerForm(request.POST or None, initial={"due": asked.due})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            operations.answer_more_time(
                more_time_id=asked.pk, due=told["due"], words=told["words"], by=request.actor, at=clock.now()
            )
        except operations.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The answer was recorded."))
            return redirect(asked.call)
    context = {
        "asked": asked,
        "call": asked.call,
        "form": form,
        "unit": registry.names([asked.unit_id], on=asked.call.map_day)[asked.unit_id],
        "due": queries.due(asked.call, asked.unit_id),
    }
    return render(request, "reporting/more_time_answer.html", context)
