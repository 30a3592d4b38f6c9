"""Calls for returns: the list, a new one, and the board of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.listing import address
from giaoban.registry import queries as registry
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import board as boards
from giaoban.reporting import form_shelf, forms, operations, queries
from giaoban.reporting.columns import BOARD, CALLS, LEVELS
from giaoban.reporting.enums import OPEN, ReturnStatus
from giaoban.reporting.models import Call, PeriodReport

ON_A_PAGE = 50
FEW = 10  # so many rows are read faster than a filter is filled in

may_view = needs(Permission.RETURN_VIEW)
may_call = needs(Permission.RETURN_CALL)
may_accept = needs(Permission.RETURN_ACCEPT)


def found(request: Request, call_id: UUID) -> Call:
    """The call, where one sees it."""
    return get_object_or_404(Call.objects.visible_to(request.actor).select_related("form"), pk=call_id)


def not_asked(request: Request, call: Call) -> HttpResponse | None:
    """Where the call asks the own body for nothing: back to its board, with the reason."""
    if queries.expects(call, request.actor.body):
        return None
    because = queries.why_not_asked(call, request.actor.body)
    messages.warning(request, str(operations.NotExpected(because, call.in_words)))
    return redirect(call)


@may_view
def call_list(request: Request) -> HttpResponse:
    """Calls for returns that one's body answers, judges or reads, the latest period first."""
    rows = [
        {
            "call": call,
            "accepted": stand[ReturnStatus.ACCEPTED],
            "sent": sum(stand[one] for one in (ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED, ReturnStatus.ACCEPTED)),
            "own": own,
            "chip": boards.CHIPS[ReturnStatus(own.status)] if own else "",
        }
        for call, stand, own in boards.listed(request.actor)
    ]
    context = {"rows": rows, "columns": CALLS, "may_call": request.actor.may(Permission.RETURN_CALL)}
    return render(request, "reporting/calls.html", context)


@may_call
@once
def new(request: Request) -> HttpResponse:
    """Calls for returns on a form that bodies of the own kind call for, taken up already or not."""
    own = registry.kind(request.actor.body, on=request.today)
    there = {one.head.code: one for one in form_shelf.called_by(own, on=request.today)}
    offered = [(code, one.head.name) for code, one in there.items()]
    form = forms.CallForm(request.POST or None, offered=offered, initial=_first(request, offered))
    if request.method == "POST" and form.is_valid():
        made = _called(request, form, there[form.cleaned_data["form"]])
        if made:
            return redirect(made)
    return render(request, "reporting/call_new.html", {"form": form, "offered": offered})


def _first(request: Request, offered: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The form that the address names, else the first."""
    codes = [code for code, _name in offered]
    named = request.GET.get("form", "")
    return {"form": named if named in codes else codes[0]} if codes else {}


def _called(request: Request, form: forms.CallForm, kept: form_shelf.Kept) -> Call | None:
    said = form.cleaned_data
    chosen = kept.current or kept.shipped
    assert chosen
    due, due_above = operations.default_dues(chosen, said["period"])
    try:
        return operations.open_call(
            form=chosen,
            period=said["period"],
            due=said["due"] or due,
            due_above=said["due_above"] or max(due_above, said["due"] or due),
            by=request.actor,
            at=clock.now(),
        )
    except operations.Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return None


@dataclass(frozen=True)
class _Board:
    """All rows that one sees, by the body above them, and those that the address asks for in its order."""

    rows: list[boards.BoardRow]
    levels: list[boards.Level]
    form: forms.BoardFilter
    kept: list[boards.BoardRow]


def _asked_for(request: Request, call: Call) -> _Board:
    rows = boards.rows(call, actor=request.actor)
    levels = boards.levels(rows)
    form = forms.BoardFilter(request.GET, levels=[(str(one.id), one.name) for one in levels if one.id])
    kept = boards.narrowed(rows, **form.chosen())
    return _Board(rows, levels, form, boards.ordered(kept, BOARD.chosen(request.GET.get("sort"))))


@may_view
def board(request: Request, call_id: UUID) -> HttpResponse:
    """Who has sent, who is late, what was accepted; by body, and by the level above."""
    call = found(request, call_id)
    asked, own = _asked_for(request, call), request.actor.unit_id
    fills_in = request.actor.may(Permission.RETURN_FILL) and queries.expects(call, own)
    mine = next((row for row in asked.rows if row.body.id == own), None)
    many = len(asked.levels) > 1
    context: dict[str, Any] = {
        "call": call,
        "form": asked.form if many or len(asked.rows) > FEW else None,
        "page": Paginator(asked.kept, ON_A_PAGE).get_page(request.GET.get("page")),
        "summary": boards.summary(asked.rows),
        "levels": asked.levels if many else [],
        "level_columns": LEVELS,
        "ways": _ways(request, asked),
        "query": request.GET.urlencode(),
        "columns": BOARD,
        "days": call.days,
        "fills_in": fills_in,
        "may_ask": fills_in and mine is not None and (mine.of is None or mine.of.status in OPEN),
        "waiting": sum(row.of is not None and row.of.status == ReturnStatus.ENDORSED for row in asked.rows),
        "accepts": request.actor.may(Permission.RETURN_ACCEPT) and call.owner_id == own,
        "asked": boards.asked(call, actor=request.actor),
        "answers": request.actor.has_perm(Permission.RETURN_CALL, call),
        "report": PeriodReport.objects.visible_to(request.actor).filter(call=call).first(),
        "may_report": request.actor.has_perm(Permission.RETURN_CALL, call),
    }
    return render(request, "reporting/board.html", context)


def _ways(request: Request, asked: _Board) -> list[tuple[str, int, str, bool]]:
    """What the rows can be narrowed to: in words, how many of all there are, the address, and whether it holds."""
    summary, chosen = boards.summary(asked.rows), asked.form.chosen()["show"]
    counted = {"": summary.expected} | {
        name: getattr(summary, name) for name in ("sent", "late", "overdue", "waiting", "accepted")
    }
    words = dict(asked.form.fields["show"].choices) | {"": _("Expected")}  # type: ignore[attr-defined]
    return [
        (str(words[name]), count, address(request.GET, show=name), name == chosen) for name, count in counted.items()
    ]


@may_view
def board_csv(request: Request, call_id: UUID) -> StreamingHttpResponse:
    """The board as it stands on the screen, of all its pages, to take along."""
    call = found(request, call_id)
    heads = [str(column.label) for column in BOARD.values()] + [_("Days late")]
    lines = (
        [row.body.name, row.above, row.state, row.due, row.sent_on, row.late_by or ""]
        for row in _asked_for(request, call).kept
    )
    answer = StreamingHttpResponse(spreadsheets.csv_lines(heads, lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="theo-doi-{call.period}.csv"'
    return answer


@may_accept
@once
def accept_all(request: Request, call_id: UUID) -> HttpResponse:
    """Accepts what the level between has accepted, all at once."""
    call = found(request, call_id)
    if call.owner_id != request.actor.unit_id:
        raise Http404
    if request.method == "POST":
        count = operations.accept_all(call_id=call.pk, by=request.actor, at=clock.now())
        said = ngettext("%(count)s return accepted.", "%(count)s returns accepted.", count) % {"count": count}
        messages.success(request, said if count else _("No return waits for you."))
        return redirect(call)
    waiting = call.returns.filter(status=ReturnStatus.ENDORSED).count()
    return render(request, "reporting/accept_all.html", {"call": call, "waiting": waiting})
