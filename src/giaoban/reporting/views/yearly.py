"""Figures over the year: months across, what they make from January on, the year before; the same to take along."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.kernel import spreadsheets
from giaoban.kernel.period import Period
from giaoban.kernel.period_words import FIRST_YEAR, LAST_YEAR
from giaoban.registry.gate import needs
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import yearly
from giaoban.reporting.columns import ACROSS
from giaoban.reporting.models import Call
from giaoban.reporting.views import calls
from giaoban.reporting.views.asked import figures_asked, joined, map_shown
from giaoban.reporting.views.figures import land_asked
from giaoban.reporting.yearly import YearTable

may_view = needs(Permission.RETURN_VIEW)


def _asked(request: Request, call_id: UUID) -> tuple[Call, YearTable, dict[str, Any]]:
    call = calls.found(request, call_id)
    year, by = year_asked(request, call), request.GET.get("by", "")
    found, lands = figures_asked(request, call, (year - 1, year))
    land = land_asked(request, lands)
    if by not in ACROSS:
        raise Http404
    shown = yearly.table(found, call, land, year=year, by=by, chosen=_indicator(request))
    below = found.below(land.id, lands, Period.of_year(year))
    about = {"lands": lands, "below": below, "joined": joined(found, land, year)}
    return call, shown, {**about, **map_shown(found, [shown.total, shown.before])}


def year_asked(request: Request, call: Call) -> int:
    """The year that the address names, else that of the call."""
    written = request.GET.get("year", "") or str(call.span.start.year)
    if not (written.isascii() and written.isdigit() and FIRST_YEAR < int(written[:5]) <= LAST_YEAR):
        raise Http404
    return int(written)


def _indicator(request: Request) -> UUID | None:
    try:
        return UUID(request.GET["indicator"]) if request.GET.get("indicator") else None
    except ValueError:
        raise Http404 from None


@may_view
def year(request: Request, call_id: UUID) -> HttpResponse:
    """Each indicator of a land over a year."""
    call, shown, about = _asked(request, call_id)
    lands = about.pop("lands")
    places = {
        "above": lands.get(shown.land.parent) if shown.land.parent else None,
        "below": about.pop("below"),
    }
    query = f"?land={shown.land.id}&year={shown.year}&by={shown.by}{about['more']}"
    context = {"call": call, "table": shown, "query": query, "ways": ACROSS.items(), **places, **about}
    return render(request, "reporting/year.html", context)


@may_view
def year_csv(request: Request, call_id: UUID) -> StreamingHttpResponse:
    _call, shown, _about = _asked(request, call_id)
    answer = StreamingHttpResponse(
        spreadsheets.csv_lines(shown.heads(), shown.values()), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="ca-nam-{shown.year}.csv"'
    return answer


@may_view
def year_xlsx(request: Request, call_id: UUID) -> HttpResponse:
    call, shown, _about = _asked(request, call_id)
    kept = spreadsheets.xlsx(
        _("Over the year"),
        shown.heads(),
        shown.values(),
        widths=shown.widths(),
        note=noted(f"{call.form} · {shown.land.name}"),
    )
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="ca-nam-{shown.year}.xlsx"'
    return answer


def noted(words: str) -> str:
    """The line above a table to take along; the demonstration says there what its figures are."""
    return f"{words} · {_('Figures for illustration, not official figures')}" if settings.DEMONSTRATION else words
