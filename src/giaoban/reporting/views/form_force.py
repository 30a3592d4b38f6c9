"""What becomes of a draft of a form: looked at as bodies will see it, put in force, thrown away."""

import datetime as dt
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.reporting import form_shelf, known, operations, previewing
from giaoban.reporting.drafted.changes import changes
from giaoban.reporting.editor_forms import ForceForm, Seen
from giaoban.reporting.models import FormDraft
from giaoban.reporting.views.form_editor import found
from giaoban.reporting.views.own_forms import may_write


@may_write
def preview(request: Request, form_draft_id: UUID) -> HttpResponse:
    """The form as a body will fill it in; nothing that is typed here goes anywhere."""
    draft = found(request, form_draft_id)
    shown = previewing.preview(draft.written, known.indicators())
    return render(request, "reporting/form_preview.html", {"draft": draft, "preview": shown})


@may_write
@once
def in_force(request: Request, form_draft_id: UUID) -> HttpResponse:
    """From which day the form holds, and what will happen then."""
    draft = found(request, form_draft_id)
    wrong = known.wrong(draft)
    form = ForceForm(request.POST or None, initial={"seen": draft.seen, "since": _next_month(request.today)})
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.put_in_force(
                draft_id=draft.pk, seen=form.cleaned_data["seen"], since=form.cleaned_data["since"],
                by=request.actor, at=clock.now(),
            )  # fmt: skip
        except operations.Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The form is in force. Returns can be called for on it."))
            return redirect("reporting:form", made.code)
    return render(request, "reporting/form_in_force.html", {"draft": draft, "form": form, "problems": sum(map(len, wrong.values())), **_happens(draft)})  # fmt: skip


def _happens(draft: FormDraft) -> dict[str, object]:
    asks = known.indicators()
    before = known.last_version(draft.code)
    return {
        "before": before,
        "changes": form_shelf.in_words(changes(known.content_of(before), draft.written), asks) if before else None,
        "new": [line.ask for line in draft.written.lines() if line.ask],
        "lines": len(list(draft.written.lines())),
    }


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


@may_write
@once
def throw_away(request: Request, form_draft_id: UUID) -> HttpResponse:
    """Nothing will come of the draft."""
    draft = found(request, form_draft_id)
    form = Seen(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.throw_away_form(
                draft_id=draft.pk, seen=form.cleaned_data["seen"], by=request.actor, at=clock.now()
            )
        except operations.Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect(draft)
        messages.success(request, _("The draft is thrown away."))
        return redirect("reporting:forms")
    return render(request, "reporting/form_throw_away.html", {"draft": draft})
