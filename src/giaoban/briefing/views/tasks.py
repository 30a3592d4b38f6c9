"""Tasks: the list with its filters, one task with its trace, reports and decisions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.briefing import followed, operations, queries, rules, task_list, trace
from giaoban.briefing.columns import TASKS
from giaoban.briefing.enums import TaskKind, Verdict
from giaoban.briefing.following_forms import CommentForm
from giaoban.briefing.forms import BasisForm, DueForm, LeadForm, ReportForm, TaskFilter, VerdictForm
from giaoban.briefing.models import Briefing, Report, Task, TaskLine
from giaoban.briefing.views.problems import tells
from giaoban.documents import operations as documents
from giaoban.kernel import clock
from giaoban.kernel.listing import address
from giaoban.kernel.problems import Problem
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry import queries as registry
from giaoban.registry import saved_views
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

may_view = needs(Permission.TASK_VIEW)
may_report = needs(Permission.TASK_REPORT)
may_amend = needs(Permission.TASK_AMEND)

# Title of the page, what will follow, the word on the button.
VERDICTS = {
    Verdict.ACCEPT: (
        gettext_lazy("Accept the result"),
        gettext_lazy("The task counts as done in every briefing and report."),
        gettext_lazy("Accept"),
    ),
    Verdict.RETURN: (
        gettext_lazy("Return the report"),
        gettext_lazy("The body reads your reason and has to report again; until then the task counts as open."),
        gettext_lazy("Return"),
    ),
    Verdict.REOPEN: (
        gettext_lazy("Withdraw the acceptance"),
        gettext_lazy("The task counts as open again, in every briefing and report."),
        gettext_lazy("Withdraw"),
    ),
}


@may_view
def tasks(request: Request) -> HttpResponse:
    """All tasks one may see, filtered and sorted by the address."""
    form = TaskFilter(request.GET or None, units=task_list.bodies(request.actor, on=request.today))
    chosen = form.cleaned_data if form.is_valid() else {}
    order = TASKS.order_by(request.GET.get("sort"))
    look = task_list.look(task_list.seen_by(request.actor), order=order, today=request.today, **chosen)
    page = Paginator(look.rows, 50).get_page(request.GET.get("page"))
    all_states = address(request.GET, drop=["state"])
    context = {
        "form": form,
        "page": page,
        "rows": queries.rows(queries.in_turn(page.object_list), today=request.today),
        "answer": look.answer,
        "columns": TASKS,
        "briefing": Briefing.objects.visible_to(request.actor)
        .filter(pk__in=[chosen["briefing"]] if chosen.get("briefing") else [])
        .first(),
        "may_import": request.actor.may(Permission.BRIEFING_IMPORT),
        "list_url": all_states,
        "query": request.GET.urlencode(),
        "saved": saved_views.shown(
            request.actor, task_list.PAGE, lambda one: f"?{one.query}", here=f"?{request.GET.urlencode()}"
        ),
        "takes_part": request.actor.may(Permission.TASK_REPORT),
        "more": all_states if all_states == "?" else f"{all_states}&",
    }
    return render(request, "briefing/tasks.html", context)


def _found(request: Request, task_id: UUID) -> Task:
    return get_object_or_404(queries.with_details(Task.objects.visible_to(request.actor)), pk=task_id)


@may_view
def task(request: Request, task_id: UUID) -> HttpResponse:
    visible = queries.with_sentence(queries.with_details(Task.objects.visible_to(request.actor)))
    found = get_object_or_404(visible, pk=task_id)
    context = trace.task_page(found, actor=request.actor) | followed.page(found, actor=request.actor)
    context |= trace.caused_by(found, actor=request.actor, as_of=clock.now())
    return render(request, "briefing/task.html", context | {"comment_form": CommentForm()})


def _line(request: Request, line_id: UUID) -> TaskLine:
    lines = TaskLine.objects.visible_to(request.actor).select_related("task__briefing")
    return get_object_or_404(lines, pk=line_id)


@may_report
@once
def report(request: Request, line_id: UUID) -> HttpResponse:
    """A body says what it did, with proof where there is some."""
    line = _line(request, line_id)
    if not request.actor.has_perm(Permission.TASK_REPORT, line):
        raise Http404
    none_possible = line.task.kind in (TaskKind.COLLECTIVE, TaskKind.STANDING)
    form = ReportForm(request.POST or None, request.FILES or None, none_possible=none_possible)
    if request.method == "POST" and form.is_valid() and _reported(request, line, form):
        return redirect(line.task)
    return render(request, "briefing/report.html", {"form": form, "line": line, "task": line.task})


def _reported(request: Request, line: TaskLine, form: ReportForm) -> bool:
    told = form.cleaned_data
    at = clock.now()
    try:
        proof = told["evidence"]
        kept = [documents.store_file(data=proof.read(), name=proof.name, by=request.actor, at=at)] if proof else []
        operations.report(
            line_id=line.pk,
            outcome=told["outcome"],
            text=told["text"],
            link=told["link"],
            evidence=kept,
            is_restricted=told["is_restricted"],
            by=request.actor,
            at=at,
        )
    except InvalidTransition:
        form.add_error(None, _("This line is waiting for acceptance or closed; nothing was sent."))
    except Problem as problem:
        form.add_error("evidence", problem.message_vi)
    except operations.RevokedBriefing:
        form.add_error(None, _("The conclusion was revoked; its tasks rest until it is confirmed again."))
    else:
        messages.success(request, _("Your report is sent."))
        return True
    return False


@may_view
@once
def decide(request: Request, line_id: UUID, verdict: str) -> HttpResponse:
    """Accept the report one has read, return it, or withdraw an acceptance."""
    line = _line(request, line_id)
    if verdict not in Verdict.values:
        raise Http404
    if not request.actor.has_perm(Permission.TASK_ACCEPT, line):
        if rules.is_not_the_doer(request.actor, line):
            raise Http404
        messages.error(
            request, _("Nobody accepts the work of the own body or a report by the own hand. Somebody else decides.")
        )
        return redirect(line.task)
    last = get_object_or_404(Report.objects.filter(line=line).order_by("-reported_at", "-pk")[:1])
    form = VerdictForm(request.POST or None, verdict=Verdict(verdict))
    if request.method == "POST" and form.is_valid():
        try:
            operations.decide(
                line_id=line.pk,
                report_id=form.cleaned_data["report"],
                verdict=Verdict(verdict),
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
            )
        except operations.StaleReport:
            messages.warning(request, _("The body has reported anew since; read the new report first."))
        except InvalidTransition:
            messages.warning(request, _("Somebody has decided on this report already."))
        except operations.RevokedBriefing:
            messages.error(request, _("The conclusion was revoked; its tasks rest until it is confirmed again."))
        return redirect(line.task)
    title, consequence, submit = VERDICTS[Verdict(verdict)]
    context = {
        "form": form,
        "line": line,
        "task": line.task,
        "verdict": Verdict(verdict),
        "report": last,
        "title": title,
        "consequence": consequence,
        "kind": "main" if verdict == Verdict.ACCEPT else "danger",
        "files": trace.files_of(last),
        "submit": submit,
        "unit": registry.names([line.unit_id], on=request.today)[line.unit_id],
    }
    return render(request, "briefing/decide.html", context)


@may_amend
@once
@tells
def due(request: Request, task_id: UUID) -> HttpResponse:
    found = _found(request, task_id)
    seen = found.due.label()
    days: dict[str, Any] = {"held_on": found.briefing.held_on, "given_on": operations.given_on(found)}
    form = DueForm(request.POST or None, **days, initial={"due": found.due_text, "seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_due(task_id=found.pk, by=request.actor, at=clock.now(), **form.cleaned_data)
        except operations.ChangedMeanwhile as problem:
            said = _(
                "Meanwhile somebody set the due date to “%(now)s”; you had seen “%(seen)s”. Nothing was overwritten: look, and send again."
            )
            form = DueForm({**request.POST.dict(), "seen": problem.now.label()}, **days)
            form.add_error("due", said % {"now": problem.now.label(), "seen": request.POST.get("seen", "")})
        else:
            return redirect(found)
    return render(request, "briefing/task_due.html", {"form": form, "task": found})


@may_amend
@once
@tells
def basis(request: Request, task_id: UUID) -> HttpResponse:
    found = _found(request, task_id)
    form = BasisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = documents.cite(**form.cleaned_data)
        operations.add_basis(task_id=found.pk, act=act, by=request.actor, at=clock.now())
        return redirect(found)
    return render(request, "briefing/task_basis.html", {"form": form, "task": found})


@may_amend
@once
@tells
def lead(request: Request, task_id: UUID) -> HttpResponse:
    found = _found(request, task_id)
    land = registry.seat(found.briefing.owner_id, on=request.today)
    form = LeadForm(request.POST or None, bodies=queries.bodies(land, on=request.today))
    if request.method == "POST" and form.is_valid():
        try:
            operations.name_lead(
                task_id=found.pk, unit_id=UUID(form.cleaned_data["unit"]), by=request.actor, at=clock.now()
            )
        except operations.AlreadyLed:
            messages.warning(request, _("Somebody has named the lead already."))
        return redirect(found)
    return render(request, "briefing/task_lead.html", {"form": form, "task": found})


@may_view
def evidence(request: Request, report_id: UUID, file_id: UUID) -> FileResponse:
    """A file, only through the report it proves, to those who may see its line."""
    lines = TaskLine.objects.visible_to(request.actor)
    proof = get_object_or_404(Report.objects.filter(line__in=lines), pk=report_id)
    file = get_object_or_404(proof.evidence, pk=file_id)
    path = documents.place(file.sha256)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
