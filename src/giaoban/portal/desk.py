"""Pages where a person with the permission sets the footer and the notices of the public pages."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.kernel.problems import Refused
from giaoban.portal import around, desk_forms, operations
from giaoban.portal.models import Notice
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

SHOWN = 50

may_edit = needs(Permission.IMPRINT_EDIT)
may_set = needs(Permission.NOTICE_SET)


def _done(form: Any, operation: Callable[..., Any], **told: Any) -> Any:
    """What the operation gives; None, with the reason at its field, where it is refused."""
    try:
        return operation(at=clock.now(), **told)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@may_edit
@once
def imprint(request: Request) -> HttpResponse:
    """The footer of every public page."""
    standing = around.published_imprint()
    form = desk_forms.ImprintForm(request.POST or None, initial=desk_forms.ImprintForm.initial_of(standing))
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        if _done(form, operations.set_imprint, base=base, told=form.told, by=request.actor):
            messages.success(request, _("Every public page shows the new footer."))
            return redirect("portal:imprint")
    return render(request, "portal/imprint.html", {"form": form, "standing": standing})


@may_set
def notices(request: Request) -> HttpResponse:
    """What stands, what is to come, and what is over, the latest first."""
    now = clock.moved_to(request.today, clock.now())
    found = Notice.objects.visible_to(request.actor).select_related("made_by", "ended_by").order_by("-made_at", "-pk")
    rows = [(one, _state(one, now)) for one in found[:SHOWN]]
    context = {
        "rows": rows,
        "standing": sum(state == "standing" for _notice, state in rows),
        "may_edit": request.actor.may(Permission.IMPRINT_EDIT),
    }
    return render(request, "portal/notices.html", context)


def _state(notice: Notice, now: Any) -> str:
    if notice.ended_at is not None:
        return "ended"
    if notice.until_at <= now:
        return "over"
    return "coming" if notice.from_at > now else "standing"


@may_set
@once
def new(request: Request) -> HttpResponse:
    """A notice on top of every public page."""
    form = desk_forms.NoticeForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, operations.set_notice, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("Public pages show the notice within a minute."))
        return redirect("portal:notices")
    return render(request, "portal/notice_form.html", {"form": form})


@may_set
@once
def end(request: Request, notice_id: UUID) -> HttpResponse:
    """A notice ends before its time."""
    notice = get_object_or_404(Notice.objects.visible_to(request.actor), pk=notice_id)
    form = desk_forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(form, operations.end_notice, notice_id=notice.pk, reason=reason, by=request.actor):
            messages.success(request, _("No page shows the notice any more."))
            return redirect("portal:notices")
    return render(request, "portal/notice_end.html", {"form": form, "notice": notice})
