"""The statistics that everybody may read, as a page and as CSV, and the opening balance for whoever looks after it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.kernel import clock, spreadsheets
from giaoban.kernel.publication import kept, shown
from giaoban.registry.gate import needs, public
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.visits import forms, operations, queries
from giaoban.visits.columns import BALANCES, STATISTICS
from giaoban.visits.enums import Step

# The page of the statistics, as its own readers are counted.
PAGE = ("visits.statistics", UUID("0192f6a0-0000-7000-8000-000000000002"))


def _step(request: Request) -> Step:
    asked = request.GET.get("step", "")
    return Step(asked) if asked in Step else Step.DAY


@public
@kept("step")
def statistics(request: Request) -> HttpResponse:
    """How many came, day by day, month by month or year by year; what that means, and what it cannot mean."""
    shown(request, *PAGE)
    at, step = clock.now(), _step(request)
    found = queries.rows(step, today=clock.day_of(at))
    context = {
        "visited": queries.block(at=at),
        "totals": queries.totals(),
        "step": step,
        "steps": Step,
        "rows": found,
        **_chart(found),
        "columns": STATISTICS,
        "may_enter": bool(request.actor) and request.actor.may(Permission.VISITS_BALANCE),
    }
    return render(request, "visits/statistics.html", context)


def _chart(found: list[queries.Row]) -> dict[str, Any]:
    """Columns of the visits, the latest on the right; heights in hundredths of the highest."""
    highest = max((row.visits for row in found), default=0)
    bars = [
        {"x": place * 10 + 1, "y": 100 - height, "height": height}
        for place, row in enumerate(reversed(found))
        for height in [round(100 * row.visits / highest) if highest else 0]
    ]
    # Two columns say no more than the table.
    chart = {"width": 10 * max(len(found), 12), "bars": bars} if highest and len(found) > 2 else None
    return {"highest": highest, "chart": chart}


@public
def export_csv(request: Request) -> StreamingHttpResponse:  # noqa: ARG001
    """Every day since the beginning, with the columns of the screen."""
    heads = [str(column.label) for column in STATISTICS.values()]
    days = queries.every_day()
    lines = spreadsheets.csv_lines(heads, ([getattr(row, name) for name in STATISTICS] for row in days))
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="luot-truy-cap.csv"'},
    )


@needs(Permission.VISITS_BALANCE)
@once
def balance(request: Request) -> HttpResponse:
    """The opening balance with all its versions, and the form for the next one."""
    known = queries.balance()
    form = forms.BalanceForm(request.POST or None, initial=_as_it_stands(known))
    if request.method == "POST" and form.is_valid() and _entered(request, form):
        messages.success(request, _("The opening balance is entered; the lifetime count begins with it."))
        return redirect("visits:balance")
    context = {"form": form, "known": known, "versions": queries.versions(), "columns": BALANCES}
    return render(request, "visits/balance.html", context)


def _as_it_stands(known: Any) -> dict[str, Any]:
    if known is None:
        return {"version": 0}
    return {name: getattr(known, name) for name in ("visits", "counted_until", "source", "version")}


def _entered(request: Request, form: forms.BalanceForm) -> bool:
    try:
        operations.enter_balance(by=request.actor, at=clock.now(), **form.cleaned_data)
    except operations.Refused as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True
