"""Figures over territory: the table, the same to take along, and one figure opened to what made it."""

import itertools
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.kernel import clock, spreadsheets
from giaoban.registry.gate import needs
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import figures, grounds, publishing, queries, ranges, rollup
from giaoban.reporting.columns import GIVEN, STEPS, TOLD
from giaoban.reporting.figures import Table
from giaoban.reporting.models import Indicator
from giaoban.reporting.publishing import Publication
from giaoban.reporting.rollup import Land, Rollup
from giaoban.reporting.views import calls
from giaoban.reporting.views.asked import figures_asked, map_shown

may_view = needs(Permission.RETURN_VIEW)


def _asked(request: Request, call_id: UUID) -> tuple[Rollup, dict[UUID, Land]]:
    call = calls.found(request, call_id)
    return Rollup(call, as_of=clock.now()), rollup.lands(call, actor=request.actor)


def land_asked(request: Request, lands: dict[UUID, Land]) -> Land:
    """The land that the address names, else the highest that one may read."""
    if not lands:
        raise Http404
    written = request.GET.get("land", "")
    named = next((land for land in lands.values() if str(land.id) == written), None)
    if written and named is None:
        raise Http404
    return named or next(iter(lands.values()))


@may_view
def table(request: Request, call_id: UUID) -> HttpResponse:
    """Every figure of a land and of the lands below it."""
    found, lands = _asked(request, call_id)
    shown = figures.table(found, land_asked(request, lands), lands)
    return render(request, "reporting/table.html", {"call": found.call, "table": shown})


def _taken_along(request: Request, call_id: UUID) -> tuple[Rollup, Table, str]:
    """(the figures, the table, what is said of the cells that are withheld)."""
    found, lands = _asked(request, call_id)
    shown = figures.table(found, land_asked(request, lands), lands)
    if "public" not in request.GET:
        return found, shown, ""
    least = publishing.smallest(request.today)
    shown = publishing.table(shown, Publication(found.call, as_of=found.as_of, least=least))
    return found, shown, publishing.note((cell.figure for row in shown.shown for cell in row.cells), least)


@may_view
def table_csv(request: Request, call_id: UUID) -> StreamingHttpResponse:
    """The table; with `?public=yes` for publication, small numbers of people withheld."""
    found, shown, note = _taken_along(request, call_id)
    lines = spreadsheets.csv_lines(shown.heads(), itertools.chain(shown.values(), [[note]] if note else []))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tong-hop-{found.call.period}.csv"'
    return answer


@may_view
def table_xlsx(request: Request, call_id: UUID) -> HttpResponse:
    found, shown, withheld = _taken_along(request, call_id)
    note = f"{found.call} · {shown.land.name}"
    if settings.DEMONSTRATION:
        note = f"{note} · {_('Figures for illustration, not official figures')}"
    note = f"{note} · {withheld}" if withheld else note
    kept = spreadsheets.xlsx(_("Roll-up"), shown.heads(), shown.values(), widths=shown.widths(), note=note)
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = f'attachment; filename="tong-hop-{found.call.period}.xlsx"'
    return answer


@may_view
def figure(request: Request, call_id: UUID, land_id: UUID, indicator_id: UUID) -> HttpResponse:
    """One figure: formula, days, the bodies and values that make it, each leading to its cell; who is still missing.

    With `?over=2021-Q3` the figure of a range of periods.
    """
    if "over" in request.GET:
        return _over(request, call_id, land_id, indicator_id)
    found, lands = _asked(request, call_id)
    indicator = next((one for one in found.indicators if one.pk == indicator_id), None)
    if indicator is None or land_id not in lands:
        raise Http404
    opened: dict[str, Any] = figures.opened(found, indicator, lands[land_id], lands, actor=request.actor)
    rests = grounds.resting_on(found.call, indicator, land_id, actor=request.actor)
    return render(request, "reporting/figure.html", {**opened, "call": found.call, "columns": GIVEN, "rests": rests})


def _over(request: Request, call_id: UUID, land_id: UUID, indicator_id: UUID) -> HttpResponse:
    call, period = calls.found(request, call_id), ranges.read(request.GET["over"])
    if period is None:
        raise Http404
    found, lands = figures_asked(
        request, call, ranges.years(period), only=queries.with_operands(Indicator.objects.filter(pk=indicator_id))
    )
    if land_id not in lands:
        raise Http404
    indicator = next((one for one in found.indicators if one.pk == indicator_id), None)
    if indicator is None:
        raise Http404
    opened = ranges.opened(found, call, indicator, lands[land_id], lands=lands, period=period, actor=request.actor)
    context = {**opened, **map_shown(found, [period]), "call": call, "columns": TOLD, "steps_columns": STEPS}
    return render(request, "reporting/range.html", context)
