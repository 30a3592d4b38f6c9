"""The office's side of the weekly schedule: entering, pasting, copying, publishing, changing."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kernel import clock
from giaoban.kernel.problems import Refused
from giaoban.kernel.resolvers import read_pointer
from giaoban.kernel.workflow import InvalidTransition
from giaoban.news import operations, schedule_forms, schedules
from giaoban.news.models import ScheduleEntry, ScheduleWeek
from giaoban.news.models.schedules import A_WEEK, monday_of
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_write = needs(Permission.SCHEDULE_WRITE)
may_publish = needs(Permission.SCHEDULE_PUBLISH)


def _monday(request: Request) -> dt.date:
    """The week that the address names; without one the present week."""
    return monday_of(schedules.parse(request.GET.get("week", "")) or request.today)


def _of(route: str, monday: dt.date, **more: str) -> str:
    return f"{reverse(route)}?{urlencode({'week': monday.isoformat(), **more})}"


@may_write
def own(request: Request) -> HttpResponse:
    """The own body's week with what is offered to it; beside it what other bodies have of that week."""
    monday = _monday(request)
    week = ScheduleWeek.objects.filter(unit=request.actor.unit_id, monday=monday).first()
    others = ScheduleWeek.objects.visible_to(request.actor).filter(monday=monday).exclude(unit=request.actor.unit_id)
    names = registry.names({one.unit_id for one in others}, on=monday)
    context = {
        **_shown(request, week, monday),
        "offered": [
            (one, _of("news:schedule-add", monday, offer=f"{one.pointer.kind}:{one.pointer.id}"))
            for one in schedules.offered(monday, request.actor, week)
        ],
        "others": [(one, names.get(one.unit_id, "")) for one in others.order_by("pk")],
        "is_own": request.actor.unit_id is not None,
    }
    return render(request, "news/schedule_desk.html", context)


@may_write
def work(request: Request, week_id: UUID) -> HttpResponse:
    """A week of a body whose schedules one may see; the own one stands on the desk."""
    week = _week(request, week_id)
    if week.unit_id == request.actor.unit_id:
        return redirect(_of("news:schedule-desk", week.monday))
    return render(request, "news/schedule_desk.html", {**_shown(request, week, week.monday), "is_own": False})


def _shown(request: Request, week: ScheduleWeek | None, monday: dt.date) -> dict[str, Any]:
    sheet = schedules.work_sheet(week, today=request.today) if week else None
    new = sum(line.is_new for day in sheet.days for half in day.halves for line in half.lines) if sheet else 0
    may_publish_it = bool(week and request.actor.has_perm(Permission.SCHEDULE_PUBLISH, week))
    return {
        "week": week,
        "sheet": sheet,
        "body": sheet.body if sheet else "",
        "monday": monday,
        "sunday": monday + dt.timedelta(days=6),
        "new": new,
        "may_publish": may_publish_it and bool(sheet and sheet.days) and (new or not (week and week.is_published)),
        "may_take_back": may_publish_it and bool(week and week.is_published),
        "before_url": _of("news:schedule-desk", monday - A_WEEK),
        "after_url": _of("news:schedule-desk", monday + A_WEEK),
        "add_url": _of("news:schedule-add", monday),
        "paste_url": _of("news:schedule-paste", monday),
        "copy_url": _of("news:schedule-copy", monday),
    }


def _week(request: Request, week_id: UUID) -> ScheduleWeek:
    return get_object_or_404(ScheduleWeek.objects.visible_to(request.actor), pk=week_id)


def _done(form: Any, operation: Callable[..., Any], **told: Any) -> Any:
    """What the operation gives; None, with the reason at its field, where it is refused."""
    try:
        return operation(at=clock.now(), **told)
    except InvalidTransition as problem:
        form.add_error(None, problem.message_vi)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@may_write
@once
def add(request: Request) -> HttpResponse:
    """One entry of the own body's week, blank or filled in from what is offered."""
    if request.actor.unit_id is None:
        raise Http404
    monday = _monday(request)
    offer = schedules.offer(read_pointer(request.GET.get("offer", "")), monday, request.actor)
    initial: dict[str, Any] = {"half": "morning", "weekday": (request.today - monday).days % 7}
    if offer:
        initial = {
            "weekday": (offer.day - monday).days,
            "half": "morning",
            "content": offer.title,
            "presides": offer.presides,
            "place": offer.place,
        }
    form = schedule_forms.EntryForm(request.POST or None, monday=monday, is_new=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = _done(
            form,
            operations.enter_in_schedule,
            monday=monday,
            planned=[form.planned],
            source=offer.pointer if offer else None,
            by=request.actor,
        )
        if made:
            messages.success(request, _("It stands in the draft of the week."))
            return redirect(_of("news:schedule-desk", monday))
    return render(request, "news/schedule_entry.html", _of_form(form, monday, entry=None))


def _of_form(form: Any, monday: dt.date, **more: Any) -> dict[str, Any]:
    back = _of("news:schedule-desk", monday)
    return {"form": form, "monday": monday, "sunday": monday + dt.timedelta(days=6), "back": back, **more}


@may_write
@once
def reword(request: Request, entry_id: UUID) -> HttpResponse:
    """An entry is worded anew or cancelled; readers keep what they have until the week is published again."""
    visible = ScheduleEntry.objects.visible_to(request.actor).select_related("week", "shown")
    entry = get_object_or_404(visible, pk=entry_id)
    if not request.actor.has_perm(Permission.SCHEDULE_WRITE, entry.week):
        raise Http404
    monday, latest = entry.week.monday, entry.wordings.get(number=entry.latest)
    initial = schedule_forms.EntryForm.initial_of(latest)
    form = schedule_forms.EntryForm(request.POST or None, monday=monday, is_new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        worded = _done(
            form,
            operations.reword_entry,
            entry_id=entry.pk,
            base=form.cleaned_data["base"] or 0,
            planned=form.planned,
            by=request.actor,
        )
        if worded:
            messages.success(request, _("Saved. Readers get it when the week is published."))
            return redirect(_of("news:schedule-desk", monday))
    return render(request, "news/schedule_entry.html", _of_form(form, monday, entry=entry))


@may_write
@once
def paste(request: Request) -> HttpResponse:
    """A table copied from Excel or Word becomes entries of the week, all of its rows or none."""
    if request.actor.unit_id is None:
        raise Http404
    monday = _monday(request)
    form = schedule_forms.PasteForm(request.POST or None, monday=monday)
    if request.method == "POST" and form.is_valid():
        made = _done(
            form,
            operations.enter_in_schedule,
            monday=monday,
            planned=form.cleaned_data["table"],
            by=request.actor,
        )
        if made:
            told = ngettext("%(count)s row was entered.", "%(count)s rows were entered.", len(made))
            messages.success(request, told % {"count": len(made)})
            return redirect(_of("news:schedule-desk", monday))
    return render(request, "news/schedule_paste.html", _of_form(form, monday))


@may_write
@once
def copy(request: Request) -> HttpResponse:
    """What stood in the week before is entered again."""
    monday = _monday(request)
    if request.method == "POST":
        try:
            made = operations.copy_last_week(monday=monday, by=request.actor, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            told = ngettext("%(count)s entry was copied.", "%(count)s entries were copied.", len(made))
            messages.success(request, told % {"count": len(made)})
    return redirect(_of("news:schedule-desk", monday))


@may_publish
@once
def publish(request: Request, week_id: UUID) -> HttpResponse:
    """Readers get the week as it stands."""
    week = _week(request, week_id)
    if not request.actor.has_perm(Permission.SCHEDULE_PUBLISH, week):
        raise Http404
    if request.method == "POST":
        try:
            operations.publish_schedule(week_id=week.pk, by=request.actor, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Readers get the week now."))
    return redirect(week.work_url)


@may_publish
@once
def take_back(request: Request, week_id: UUID) -> HttpResponse:
    """Readers no longer get the week."""
    week = _week(request, week_id)
    if not request.actor.has_perm(Permission.SCHEDULE_PUBLISH, week):
        raise Http404
    form = schedule_forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _done(form, operations.take_back_schedule, week_id=week.pk, reason=reason, by=request.actor):
            messages.success(request, _("Readers no longer get the week."))
            return redirect(week.work_url)
    return render(request, "news/schedule_take_back.html", {"form": form, "week": week})
