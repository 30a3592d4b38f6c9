"""The desk of polls: make, look at, correct, open, close, drop, and what the front page shows."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel import clock
from giaoban.registry import access
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.models import UnitVersion
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.voices import operations
from giaoban.voices.columns import POLLS
from giaoban.voices.enums import PollStatus, WhenNone
from giaoban.voices.forms.polls import BlockForm, PollFilter, PollForm, answer_form
from giaoban.voices.models import Poll, PollBlock
from giaoban.voices.queries import polls as queries

ON_A_PAGE = 50

may_manage = needs(Permission.POLL_MANAGE)


@may_manage
def desk(request: Request) -> HttpResponse:
    """All polls of the bodies that one makes polls for, filtered by the address."""
    form = PollFilter(request.GET or None)
    told = form.cleaned_data if form.is_valid() else {}
    found = Poll.objects.visible_to(request.actor)
    if told.get("status"):
        found = found.filter(status=told["status"])
    if told.get("q"):
        found = found.filter(question__icontains=told["q"])
    page = Paginator(found.order_by(*POLLS.order_by(request.GET.get("sort"))), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(poll, queries.phase(poll, on=request.today)) for poll in page]
    running = Poll.objects.visible_to(request.actor).running(request.today).count()
    context = {"form": form, "page": page, "rows": rows, "columns": POLLS, "running": running}
    return render(request, "voices/poll_desk.html", context)


def _own(request: Request, poll_id: UUID) -> Poll:
    return get_object_or_404(Poll.objects.visible_to(request.actor), pk=poll_id)


def _units(request: Request) -> list[tuple[str, str]]:
    """The own body first, then the others that the role reaches."""
    reached = access.units(request.actor, Permission.POLL_MANAGE)
    bodies = UnitVersion.objects.on(request.today).filter(unit__in=reached, unit__tree="organisation").by_name()
    found = [(str(unit), name) for unit, name in bodies.values_list("unit", "name")]
    return sorted(found, key=lambda one: one[0] != str(request.actor.unit_id))


@may_manage
@once
def new(request: Request) -> HttpResponse:
    form = PollForm(
        request.POST or None,
        units=_units(request),
        initial=PollForm.fresh(today=request.today, unit_id=request.actor.body),
    )
    if request.method == "POST" and form.is_valid():
        made = _done(form, lambda: operations.make_poll(asked=form.asked(), by=request.actor, at=clock.now()))
        if made:
            return redirect("voices:poll-preview", made.pk)
    return render(request, "voices/poll_form.html", {"form": form, "poll": None})


@may_manage
@once
def correct(request: Request, poll_id: UUID) -> HttpResponse:
    """Only before the poll is opened."""
    poll = _own(request, poll_id)
    if poll.status != PollStatus.DRAFT:
        raise Http404
    form = PollForm(request.POST or None, units=_units(request), initial=PollForm.initial_of(poll))
    if request.method == "POST" and form.is_valid():
        asked, at = form.asked(), clock.now()
        if _done(form, lambda: operations.correct_poll(poll_id=poll.pk, asked=asked, by=request.actor, at=at)):
            return redirect("voices:poll-preview", poll.pk)
    return render(request, "voices/poll_form.html", {"form": form, "poll": poll})


def _done(form: Any, act: Callable[[], Poll]) -> Poll | None:
    """What the operation gives; None, with the reason at its field, where it refuses."""
    try:
        return act()
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@may_manage
def preview(request: Request, poll_id: UUID) -> HttpResponse:
    """The poll as readers will meet it, with what can be done with it."""
    poll = _own(request, poll_id)
    form = answer_form(poll=poll)
    for field in form.fields.values():
        field.disabled = True
    context = {
        "poll": poll,
        "phase": queries.phase(poll, on=request.today),
        "form": form,
        "unit": registry.names({poll.unit_id}, on=request.today)[poll.unit_id],
        "cast": queries.cast_ballots(poll),
        "not_counted": queries.not_counted(poll),
        "result": queries.result(poll) if poll.shows_results else None,
    }
    return render(request, "voices/poll_preview.html", context)


# Title of the page, what will follow, the word on the button, whether it is a thing to be warned of.
OPEN = (
    gettext_lazy("Open the poll"),
    gettext_lazy("From its first day on everybody can see it. Question, answers and rules cannot be changed any more."),
    gettext_lazy("Open the poll"),
    "main",
)
CLOSE = (
    gettext_lazy("Close the poll"),
    gettext_lazy("No answer is taken any more, the result is counted and published, and the poll cannot be reopened."),
    gettext_lazy("Close the poll"),
    "danger",
)
DROP = (
    gettext_lazy("Drop the draft"),
    gettext_lazy("The draft is put away and cannot be opened any more. Nobody but the desk has seen it."),
    gettext_lazy("Drop the draft"),
    "danger",
)


def _act(request: Request, poll_id: UUID, words: tuple[Any, ...], operation: Callable[..., Poll]) -> HttpResponse:
    poll = _own(request, poll_id)
    if request.method == "POST":
        try:
            operation(poll_id=poll.pk, by=request.actor, at=clock.now())
        except operations.Refused as refusal:
            messages.warning(request, str(refusal))
        return redirect("voices:poll-preview", poll.pk)
    title, consequence, submit, kind = words
    context = {"poll": poll, "title": title, "consequence": consequence, "submit": submit, "kind": kind}
    return render(request, "voices/poll_act.html", context)


@may_manage
@once
def open_(request: Request, poll_id: UUID) -> HttpResponse:
    return _act(request, poll_id, OPEN, operations.open_poll)


@may_manage
@once
def close(request: Request, poll_id: UUID) -> HttpResponse:
    return _act(request, poll_id, CLOSE, operations.close_poll)


@may_manage
@once
def drop(request: Request, poll_id: UUID) -> HttpResponse:
    return _act(request, poll_id, DROP, operations.drop_poll)


@may_manage
@once
def block(request: Request) -> HttpResponse:
    """What the front page shows of polls."""
    now = PollBlock.objects.filter(pk=1).first()
    running = Poll.objects.visible_to(request.actor).filter(status=PollStatus.OPEN).order_by("closes_on", "pk")
    form = BlockForm(
        request.POST or None,
        polls=[(str(one.pk), one.question) for one in running],
        initial={"poll": now.poll_id if now else "", "when_none": now.when_none if now else WhenNone.SAY},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["poll"]
        operations.set_block(
            poll_id=UUID(chosen) if chosen else None,
            when_none=WhenNone(form.cleaned_data["when_none"]),
            by=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The front page shows it so from now on."))
        return redirect("voices:poll-desk")
    return render(request, "voices/poll_block.html", {"form": form})
