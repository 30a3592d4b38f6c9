"""Explore: any indicators, units and periods against each other, on the map of any day; the same to take along."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.kernel import spreadsheets
from giaoban.kernel.listing import address
from giaoban.kernel.period import Period
from giaoban.registry.gate import needs
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import exploring, queries, series, yearly
from giaoban.reporting.explore_forms import ExploreForm
from giaoban.reporting.exploring import Grid, Question
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.restated import Restated
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series
from giaoban.reporting.views import calls
from giaoban.reporting.views.asked import figures_asked, map_shown
from giaoban.reporting.views.yearly import noted

may_view = needs(Permission.RETURN_VIEW)
CHARTS = 150


@dataclass(frozen=True)
class Asked:
    call: Call
    found: Series
    form: ExploreForm
    question: Question

    @property
    def is_too_large(self) -> bool:
        return self.question.size > exploring.MOST_CELLS

    @property
    def grid(self) -> Grid:
        """Raises Http404 where more is asked than a page shows."""
        if self.is_too_large:
            raise Http404
        return exploring.grid(self.found, self.call, self.question)


def _asked(request: Request, call_id: UUID) -> Asked:
    call = calls.found(request, call_id)
    found, lands = figures_asked(request, call, series.years_of(call), only=_only(request))
    if not lands:
        raise Http404
    spans = [one.span for one in found.calls]
    form = ExploreForm(
        _on_this_map(_with_defaults(request.GET, call, lands, spans), found, call, lands),
        indicators=[(one.code, exploring.name(one)) for one in found.indicators],
        lands=[(land.id_text, land.name) for land in lands.values()],
        periods=[(span.start.isoformat(), yearly.upper_first(yearly.label(span))) for span in spans],
    )
    if not form.is_valid():
        raise Http404
    return Asked(call, found, form, _question(form.cleaned_data, found, lands, request.GET.get("sort", "")))


def _only(request: Request) -> set[UUID]:
    """The indicators that the address names, with what they are made of."""
    return queries.with_operands(Indicator.objects.filter(code__in=request.GET.getlist("indicator")))


def _with_defaults(query: QueryDict, call: Call, lands: dict[UUID, Land], spans: Sequence[Period]) -> QueryDict:
    """What the address says, and what it leaves open: the year of the call, the highest place, the units right below it."""
    filled = query.copy()
    defaults = {
        "first": min(span.start for span in spans if span.start.year == call.span.start.year).isoformat(),
        "land": next(iter(lands.values())).id_text,
        "level": "below",
        "last": call.span.start.isoformat(),
        "grain": "each",
        "across": "periods",
        "split": "heir",
    }
    for name, value in defaults.items():
        if not filled.get(name):
            filled[name] = value
    return filled


def _on_this_map(filled: QueryDict, found: Series, call: Call, lands: dict[UUID, Land]) -> QueryDict:
    """Whoever changes the map in the form has chosen a place of the one before: its heir there, else the highest place."""
    if "map" not in filled or any(filled["land"] == land.id_text for land in lands.values()):
        return filled
    heirs = found.heirs(str(filled["land"]), since=call.map_day) if isinstance(found, Restated) else []
    chosen = next((lands[heir] for heir in heirs if heir in lands), next(iter(lands.values())))
    filled["land"] = chosen.id_text
    return filled


def _question(said: dict[str, Any], found: Series, lands: dict[UUID, Land], sort: str) -> Question:
    indicators = [one for one in found.indicators if one.code in said["indicator"]] or found.indicators[:1]
    periods = exploring.periods(found.calls, said["first"], said["last"], said["grain"])
    land = lands[UUID(said["land"])]
    held = found.held() | {land.id}
    units = [one for one in _units(land, lands, said["level"]) if one.id in held]
    return Question(units, indicators, periods, said["across"], sort)


def _units(land: Land, lands: dict[UUID, Land], level: str) -> list[Land]:
    """The places that are compared: those right below, or those below of which nothing lies lower; else the place itself."""
    below = {one.id: one for one in lands.values() if one.parent == land.id}
    if level == "itself" or not below:
        return [land]
    if level == "below":
        return list(below.values())
    while True:
        deeper = {one.id: one for one in lands.values() if one.parent in below}
        if not deeper:
            return list(below.values())
        below = deeper


@may_view
def explore(request: Request, call_id: UUID) -> HttpResponse:
    """The pivot, the question above it, small charts below it; what was assumed where the map is another."""
    asked = _asked(request, call_id)
    shown = None if asked.is_too_large or not asked.question.size else asked.grid
    context = {
        "call": asked.call,
        "form": asked.form,
        "grid": shown,
        "question": asked.question,
        "is_too_large": asked.is_too_large,
        "sorts": _sorts(request, asked.question, shown),
        "query": f"?{request.GET.urlencode()}",
        "charts": exploring.multiples(asked.found, asked.question) if shown and _draws(asked.question) else [],
        **map_shown(asked.found, asked.question.periods),
    }
    return render(request, "reporting/explore.html", context)


def _draws(question: Question) -> bool:
    return len(question.periods) > 1 and len(question.lands) <= CHARTS


def _sorts(request: Request, question: Question, shown: Grid | None) -> list[dict[str, str]]:
    """The heads of the value columns with where they sort: downwards first, since one asks who has most."""
    found = []
    for place, head in enumerate(shown.columns if shown else []):
        direction = {f"-{place}": "descending", str(place): "ascending"}.get(question.sort, "")
        other = str(place) if direction == "descending" else f"-{place}"
        found.append({"head": head, "direction": direction, "url": address(request.GET, sort=other)})
    return found


@may_view
def explore_csv(request: Request, call_id: UUID) -> StreamingHttpResponse:
    """The rows on the screen."""
    shown = _asked(request, call_id).grid
    return _csv(spreadsheets.csv_lines(shown.heads(), shown.values()), "so-lieu.csv")


@may_view
def explore_hxl(request: Request, call_id: UUID) -> StreamingHttpResponse:
    """The rows on the screen with a line of HXL tags, as other systems of relief read them."""
    shown = _asked(request, call_id).grid
    return _csv(spreadsheets.csv_lines(shown.heads(), shown.tagged()), "so-lieu-hxl.csv")


def _csv(lines: Any, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@may_view
def explore_xlsx(request: Request, call_id: UUID) -> HttpResponse:
    asked = _asked(request, call_id)
    shown = asked.grid
    note = noted(str(asked.call.form))
    kept = spreadsheets.xlsx(_("Explore"), shown.heads(), shown.values(), widths=shown.widths(), note=note)
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = 'attachment; filename="so-lieu.xlsx"'
    return answer
