"""Passing a task down, asking for time, comments, watching; a person's calendar; the text to paste into Zalo."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.briefing import calendars, operations, queries
from giaoban.briefing.enums import ExtensionStatus
from giaoban.briefing.following_forms import CommentForm, ExtensionAnswerForm, ExtensionForm, PassDownForm
from giaoban.briefing.models import CalendarFeed, Extension, Task, TaskLine
from giaoban.kernel import clock
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs, public, signed_in
from giaoban.registry.idempotency import once
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.TASK_VIEW)
may_report = needs(Permission.TASK_REPORT)
may_pass = needs(Permission.TASK_PASS)
may_extend = needs(Permission.TASK_EXTEND)


def _line(request: Request, line_id: UUID) -> TaskLine:
    lines = TaskLine.objects.visible_to(request.actor).select_related("task__briefing", "parent")
    return get_object_or_404(lines, pk=line_id)


@may_pass
@once
def pass_down(request: Request, line_id: UUID) -> HttpResponse:
    line = _line(request, line_id)
    if not request.actor.has_perm(Permission.TASK_PASS, line):
        raise Http404
    form = PassDownForm(request.POST or None, below=_below(line, request))
    if request.method == "POST" and form.is_valid():
        try:
            operations.pass_down(
                line_id=line.pk,
                unit_ids=[UUID(unit) for unit in form.cleaned_data["units"]],
                by=request.actor,
                at=clock.now(),
            )
        except operations.NotBelow:
            form.add_error("units", _("Choose bodies of your own line below that have no part in the task yet."))
        else:
            return redirect(line.task)
    return render(request, "briefing/pass_down.html", {"form": form, "task": line.task})


def _below(line: TaskLine, request: Request) -> list[tuple[str, str]]:
    taken = TaskLine.objects.filter(task=line.task).values("unit")
    units = Unit.objects.under(line.unit_id, request.today).exclude(pk=line.unit_id).exclude(pk__in=taken)
    versions = UnitVersion.objects.on(request.today).filter(unit__in=units).by_name()
    return [(str(unit), name) for unit, name in versions.values_list("unit", "name")]


@may_report
@once
def ask_extension(request: Request, line_id: UUID) -> HttpResponse:
    line = _line(request, line_id)
    if not request.actor.has_perm(Permission.TASK_REPORT, line):
        raise Http404
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_extension(line_id=line.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
        except operations.NoDate:
            form.add_error(
                "last_day", _("Choose a day later than the one that holds; a task without a date needs none.")
            )
        except operations.ExtendedBefore:
            form.add_error(None, _("This task was given more time before; it cannot be extended again."))
        else:
            messages.success(request, _("Your request for more time is sent."))
            return redirect(line.task)
    return render(request, "briefing/extension.html", {"form": form, "task": line.task})


@may_extend
@once
def decide_extension(request: Request, extension_id: UUID) -> HttpResponse:
    asked = get_object_or_404(
        Extension.objects.visible_to(request.actor)
        .filter(status=ExtensionStatus.ASKED)
        .select_related("line__task__briefing", "line__parent", "asked_by"),
        pk=extension_id,
    )
    if not request.actor.has_perm(Permission.TASK_EXTEND, asked.line):
        raise Http404
    form = ExtensionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        granted = request.POST.get("decision") == "grant"
        if not granted and not form.cleaned_data["answer"].strip():
            form.add_error("answer", _("Say why you refuse."))
        else:
            operations.decide_extension(
                extension_id=asked.pk, granted=granted, by=request.actor, at=clock.now(), **form.cleaned_data
            )
            return redirect(asked.line.task)
    unit = registry.names([asked.line.unit_id], on=request.today)[asked.line.unit_id]
    context = {"form": form, "asked": asked, "task": asked.line.task, "unit": unit}
    return render(request, "briefing/extension_decide.html", context)


@may_view
@once
@require_POST
def comment(request: Request, task_id: UUID) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(request.actor), pk=task_id)
    form = CommentForm(request.POST)
    if form.is_valid():
        operations.comment(task_id=task.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
    else:
        messages.error(request, _("Write something before you send it."))
    return redirect(task.get_absolute_url() + "#comments")


@may_view
@once
@require_POST
def watch(request: Request, task_id: UUID) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(request.actor), pk=task_id)
    operations.watch(task_id=task.pk, on=request.POST.get("watch") == "1", by=request.actor)
    return redirect(task)


@may_view
def for_zalo(request: Request) -> HttpResponse:
    """The open tasks of one's own body as plain text, to be pasted into Zalo."""
    lines = TaskLine.objects.filter(unit=request.actor.unit_id).exclude(status__in=("accepted", "none_occurred"))
    tasks = Task.objects.visible_to(request.actor).in_force().filter(pk__in=lines.values("task"))
    rows = queries.rows(
        list(queries.with_details(tasks).order_by("due_end", "briefing__held_on", "number")[:200]), today=request.today
    )
    unit = registry.names([request.actor.body], on=request.today).get(request.actor.body, "")
    return render(
        request,
        "briefing/zalo.html",
        {"rows": rows, "unit": unit, "text": queries.as_message(rows, unit, request.today)},
    )


@signed_in
@once
def my_calendar(request: Request) -> HttpResponse:
    """Makes or ends the secret address of one's calendar; a new one is told once."""
    secret = ""
    if request.method == "POST":
        if request.POST.get("end"):
            operations.end_calendar(by=request.actor, at=clock.now())
            return redirect("briefing:my-calendar")
        secret = operations.make_calendar(by=request.actor, at=clock.now())
    running = CalendarFeed.objects.filter(user=request.user, revoked_at=None).exists()
    url = request.build_absolute_uri(reverse("briefing:calendar", args=[secret])) if secret else ""
    return render(request, "briefing/my_calendar.html", {"url": url, "running": running})


@public
def calendar(request: Request, secret: str) -> HttpResponse:
    """A person's calendar for whoever knows the secret; an ended or wrong one does not exist."""
    feed = get_object_or_404(
        CalendarFeed.objects.filter(revoked_at=None, user__is_active=True).select_related("user"),
        secret_hash=operations.hash_of(secret),
    )
    actor = registry.actor(feed.user, chosen=None, on=registry.today())
    if actor.unit_id is None:
        raise Http404
    content = calendars.calendar(actor, origin=f"{request.scheme}://{request.get_host()}")
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'attachment; filename="giaoban.ics"'
    return answer
