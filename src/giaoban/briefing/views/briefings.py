"""Briefings: the list, the conclusion as a living text, publishing and revoking."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from giaoban.briefing import operations, queries
from giaoban.briefing.columns import TASKS
from giaoban.briefing.forms import ReasonForm, period_label
from giaoban.briefing.models import Briefing, OldList, Task
from giaoban.briefing.pointers import BRIEFING
from giaoban.briefing.views import papers
from giaoban.briefing.views.problems import tells
from giaoban.kernel import clock
from giaoban.kernel.resolvers import Resolved, resolvers
from giaoban.kernel.same_period import same_period
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

FIRST_OF_LIST = 50

may_view = needs(Permission.BRIEFING_VIEW)
may_revoke = needs(Permission.BRIEFING_REVOKE)


@may_view
def briefings(request: Request) -> HttpResponse:
    """Those one may see, the latest first."""
    found = Briefing.objects.visible_to(request.actor).with_publicity().order_by("-held_on", "-pk")
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    visible = Task.objects.visible_to(request.actor).filter(briefing__in=shown)
    answers = queries.answers(visible, request.today)
    context = {
        "page": page,
        "shown": [(briefing, answers.get(briefing.pk, queries.NOTHING)) for briefing in shown],
        "may_import": request.actor.may(Permission.BRIEFING_IMPORT),
    }
    return render(request, "briefing/briefings.html", context)


def _found(request: Request, briefing_id: UUID) -> Briefing:
    found = (
        Briefing.objects.visible_to(request.actor)
        .with_publicity()
        .select_related("text_import__source", "confirmed_by", "revoked_by", "old_list__file")
    )
    return get_object_or_404(found, pk=briefing_id)


def _list_of(found: Briefing) -> OldList | None:
    """The old list that a briefing was taken from, loaded with it."""
    return getattr(found, "old_list", None)


@may_view
def briefing(request: Request, briefing_id: UUID) -> HttpResponse:
    """The answer line, the conclusion coloured by fate, the tasks that one may see."""
    found = _found(request, briefing_id)
    visible = Task.objects.visible_to(request.actor).filter(briefing=found, withdrawn_at=None)
    if old_list := _list_of(found):
        return _taken_in(request, found, old_list, visible)
    tasks = list(queries.with_details(visible).order_by("number"))
    rows = queries.rows(tasks, today=request.today)
    sentences = list(found.current_sentences)
    context = {
        "briefing": found,
        "answer": queries.answer(visible, request.today),
        "paragraphs": queries.living_text(found.text_import.source.text, sentences, tasks, rows),
        "legend": queries.fate_counts(sentences),
        "rows": rows,
        "columns": TASKS,
        "attendees": found.attendees.order_by("number"),
        "reviewed": period_label(found.reviewed),
        "planned": period_label(found.planned),
        "may_revoke": request.actor.has_perm(Permission.BRIEFING_REVOKE, found),
        "may_publish": request.actor.has_perm(Permission.BRIEFING_PUBLISH, found),
        "section": papers.section(found, actor=request.actor),
        "reports": _of_the_period(request, found),
    }
    return render(request, "briefing/briefing.html", context)


def _of_the_period(request: Request, found: Briefing) -> list[Resolved]:
    """What other rooms hold on the period that was reviewed: the report that was heard."""
    pointers = same_period.others(request.actor, found.reviewed, but=BRIEFING)
    return list(resolvers.resolve(pointers, reader=request.actor).values())


def _taken_in(request: Request, found: Briefing, old_list: OldList, visible: QuerySet[Task]) -> HttpResponse:
    """An old list has no conclusion to colour, and may have thousands of tasks: how they stand, and the first of them."""
    first = list(queries.with_details(visible).order_by("number")[:FIRST_OF_LIST])
    context = {
        "briefing": found,
        "old_list": old_list,
        "answer": queries.answer(visible, request.today),
        "rows": queries.rows(first, today=request.today),
        "columns": TASKS,
        "may_revoke": request.actor.has_perm(Permission.BRIEFING_REVOKE, found),
        "may_open": request.actor.may(Permission.BRIEFING_IMPORT),
    }
    return render(request, "briefing/briefing_of_list.html", context)


@may_revoke
@once
@tells
def revoke(request: Request, briefing_id: UUID) -> HttpResponse:
    found = _found(request, briefing_id)
    old_list = _list_of(found)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        operations.revoke(briefing_id=found.pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())
        if old_list:
            messages.success(request, _("The list is taken back; its tasks rest. The file can be taken in anew."))
            return redirect(old_list)
        messages.success(request, _("The confirmation is revoked; the text is open for review again."))
        return redirect("briefing:import", found.text_import_id)
    return render(request, "briefing/briefing_revoke.html", {"form": form, "briefing": found, "old_list": old_list})
