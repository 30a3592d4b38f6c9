"""Polls as everybody meets them: the list, one poll with its form or its result, the log, the receipt."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from giaoban.kernel import clock, spreadsheets
from giaoban.registry import queries as registry
from giaoban.registry.gate import public
from giaoban.registry.idempotency import stateless
from giaoban.registry.requests import Request
from giaoban.voices import operations, recount, senders, tokens
from giaoban.voices.enums import Refusal
from giaoban.voices.forms.polls import AnswerForm, ReceiptForm, answer_form
from giaoban.voices.models import Ballot, Poll
from giaoban.voices.operations import refusals
from giaoban.voices.queries import polls as queries

LEAST, MOST = dt.timedelta(seconds=1), dt.timedelta(hours=12)
# A school or a commune office stands behind one address; a farm behind one wants thousands.
OPEN_LIMITS = operations.Limits(slot=40, day=400, all_in_slot=3_000)
ON_A_PAGE = 20
LINES_ON_A_PAGE = 100
BAD_FORM = {
    Refusal.FORGED: _("This form was not made for this poll. Here is a fresh one; please answer again."),
    Refusal.EXPIRED: _("This form had waited for more than twelve hours. Here is a fresh one; please answer again."),
    Refusal.HASTE: _("The form came back faster than a person can read it. Please send it once more."),
}
CROWDED = _(
    "Too many answers came from your connection in a short time. Try again in ten minutes; nothing was counted."
)


@public
def poll_list(request: Request) -> HttpResponse:
    """Polls that run, are to come, and were closed."""
    found = Poll.objects.public().order_by("-closes_on", "-opened_at", "pk")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    names = registry.names({poll.unit_id for poll in page}, on=request.today)
    rows = [(poll, queries.phase(poll, on=request.today), names[poll.unit_id]) for poll in page]
    return render(request, "voices/polls.html", {"page": page, "rows": rows})


def _found(poll_id: UUID) -> Poll:
    return get_object_or_404(Poll.objects.public(), pk=poll_id)


def _purpose(request: Request, poll: Poll) -> str:
    """What a form is made for: this poll, and where members answer, this member."""
    return f"poll {poll.pk} of {request.user.pk}" if poll.is_for_members else f"poll {poll.pk}"


def _page(
    request: Request, poll: Poll, *, form: AnswerForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """The poll's page: a fresh form where one may answer, the result where it may be seen."""
    voted = queries.has_voted(poll, request.actor)
    may_answer = poll.runs(request.today) and not voted and bool(request.actor or not poll.is_for_members)
    may_answer = may_answer and not more.get("receipt")
    if may_answer and form is None:
        form = answer_form(poll=poll, initial={"token": tokens.make(_purpose(request, poll), at=clock.now())})
    context = {
        "poll": poll,
        "phase": queries.phase(poll, on=request.today),
        "unit": registry.names({poll.unit_id}, on=request.today)[poll.unit_id],
        "form": form if may_answer else None,
        "voted": voted,
        "asks_to_sign_in": poll.is_for_members and not request.actor and poll.runs(request.today),
        "result": queries.result(poll) if poll.shows_results else None,
        "not_counted": queries.not_counted(poll),
        "cast": queries.cast_ballots(poll),
        **more,
    }
    return render(request, "voices/poll.html", context, status=status)


@public
@never_cache
def poll(request: Request, poll_id: UUID) -> HttpResponse:
    return _page(request, _found(poll_id))


@stateless
@public
@never_cache
@require_POST
def vote(request: Request, poll_id: UUID) -> HttpResponse:
    """Takes an answer. The page with the receipt is the answer itself: an address would end up in histories and logs.

    Sent twice it counts once, by the receipt that follows from the form; the second sending shows the same receipt.
    """
    poll = _found(poll_id)
    at = clock.now()
    try:
        token = tokens.read(request.POST.get("token", ""), _purpose(request, poll), at=at, least=LEAST, most=MOST)
    except tokens.BadToken as problem:
        return _not_counted(request, poll, problem.refusal, str(BAD_FORM[problem.refusal]))
    if not poll.is_for_members and not _is_admitted(request, poll, at):
        return _not_counted(request, poll, Refusal.CROWD, str(CROWDED), status=429)
    form = answer_form(request.POST, poll=poll)
    if not form.is_valid():
        operations.count_refusal(poll_id=poll.pk, reason=Refusal.INVALID)
        return _page(request, poll, form=form, status=422)
    try:
        _count(request, poll, form, token.code, at)
    except operations.NotCounted as refusal:
        known = queries.find(poll, token.code) if refusal.own else None
        return _not_counted(request, poll, refusal.reason, str(refusal), receipt=token.code if known else "")
    return _page(request, poll, receipt=token.code)


def _is_admitted(request: Request, poll: Poll, at: dt.datetime) -> bool:
    return operations.admit(scope=f"poll {poll.pk}", address=senders.address(request), limits=OPEN_LIMITS, at=at)


def _count(request: Request, poll: Poll, form: AnswerForm, receipt: str, at: dt.datetime) -> None:
    told: dict[str, Any] = {"poll_id": poll.pk, "choices": form.chosen, "receipt": receipt}
    if not poll.is_for_members:
        operations.answer_openly(**told, browser=senders.browser(request), on=request.today)
    elif request.actor:
        operations.vote_as_member(**told, by=request.actor, at=at)
    else:
        raise refusals.NotRunning


def _not_counted(
    request: Request, poll: Poll, reason: Refusal, words: str, *, receipt: str = "", status: int = 422
) -> HttpResponse:
    """Said and counted; a form that was counted before and came again from its own sender is nobody's mistake (200)."""
    operations.count_refusal(poll_id=poll.pk, reason=reason)
    return _page(request, poll, refused=words, receipt=receipt, status=200 if receipt else status)


@stateless
@public
def log(request: Request, poll_id: UUID) -> HttpResponse:
    """The log for people, and what became of a receipt. The receipt travels in the body, never in an address."""
    poll = _found(poll_id)
    form = ReceiptForm(request.POST or None)
    checked = request.method == "POST" and form.is_valid()
    page = Paginator(Ballot.objects.filter(poll=poll).order_by("number"), LINES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "poll": poll,
        "phase": queries.phase(poll, on=request.today),
        "form": form,
        "checked": checked,
        "found": queries.find(poll, form.cleaned_data["receipt"]) if checked else None,
        "digest": recount.digest(form.cleaned_data["receipt"]) if checked else "",
        "page": page,
        "lines": [queries.line(one, shown=poll.shows_results) for one in page],
        "waiting": queries.cast_ballots(poll) - page.paginator.count,
    }
    return render(request, "voices/poll_log.html", context, status=422 if form.is_bound and not checked else 200)


@public
def log_csv(request: Request, poll_id: UUID) -> StreamingHttpResponse:  # noqa: ARG001
    """The whole log as `giaoban recount-poll` reads it."""
    poll = _found(poll_id)
    lines = spreadsheets.csv_lines(list(recount.COLUMNS), queries.log(poll))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="binh-chon-{str(poll.pk)[-12:]}.csv"'
    return answer
