"""Explore: any indicators, units and periods against each other, on the map of any day; the same to take along."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.kernel import spreadsheets
from giaoban.kernel.listing import address
from giaoban.kernel.period import Period
from giaoban.kernel.vietnamese import fold
from giaoban.registry import saved_views
from giaoban.registry.gate import needs
from giaoban.registry.idempotency import once
from giaoban.registry.models import SavedView
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission
from giaoban.reporting import exploring, mapped, publishing, queries, series, yearly
from giaoban.reporting.explore_forms import ExploreForm
from giaoban.reporting.exploring import Grid, Question
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.publishing import Published
from giaoban.reporting.restated import Restated
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series
from giaoban.reporting.views import calls
from giaoban.reporting.views.asked import figures_asked, map_shown
from giaoban.reporting.views.yearly import noted

may_view = needs(Permission.RETURN_VIEW)
CHARTS, TILES = 150, 400
OFFERED = 200  # so many units a list offers; of more one searches
ROWS = 200  # on a page
# As saved views name the page.
PAGE = "reporting.explore"


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

    def published(self, least: int) -> Grid:
        """The same for publication. On another map a unit may be made of what is withheld: there nothing is published."""
        if self.is_too_large or isinstance(self.found, Restated):
            raise Http404
        hides = Published(self.found, least=least).hides
        return exploring.grid(self.found, self.call, self.question, hides=hides)


def _asked(request: Request, call_id: UUID) -> Asked:
    call = calls.found(request, call_id)
    found, lands = figures_asked(request, call, series.years_of(call), only=_only(request, call))
    if not lands:
        raise Http404
    spans = [one.span for one in found.calls]
    filled = _on_this_map(_with_defaults(request.GET, call, lands, spans), found, call, lands)
    form = ExploreForm(
        filled,
        indicators=[(one.code, exploring.name(one)) for one in found.indicators],
        lands=[(land.id_text, land.full_name) for land in _to_stand_on(lands, str(filled["land"]))],
        units=_to_compare(found, lands, filled),
        periods=[(span.start.isoformat(), yearly.upper_first(yearly.label(span))) for span in spans],
        has_search=len(lands) > OFFERED,
    )
    if not form.is_valid():
        raise Http404
    return Asked(call, found, form, _question(form.cleaned_data, found, lands, request.GET.get("sort", "")))


def _only(request: Request, call: Call) -> set[UUID]:
    """The indicators that the address names, else the first one, with what they are made of."""
    lines = [line.indicator for line in queries.items(call) if line.indicator.is_number]
    codes = request.GET.getlist("indicator") or [one.code for one in lines[:1]]
    named = Indicator.objects.filter(Q(code__in=codes) | Q(of__code__in=codes, dimension=request.GET.get("by") or "-"))
    return queries.with_operands(named)


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
    if "map" not in filled:
        return filled
    if not any(filled["land"] == land.id_text for land in lands.values()):
        heirs = _heirs(found, call, lands, str(filled["land"]))
        filled["land"] = next(iter([*heirs, next(iter(lands.values()))])).id_text
    known = {land.id_text for land in lands.values()}
    chosen: list[str] = []
    for one in filled.getlist("unit"):
        chosen += [one] if one in known else [land.id_text for land in _heirs(found, call, lands, one)]
    filled.setlist("unit", list(dict.fromkeys(chosen)))
    return filled


def _heirs(found: Series, call: Call, lands: dict[UUID, Land], written: str) -> list[Land]:
    """The units of the map that is shown which hold what an address names by the map before; none as reported."""
    heirs = found.heirs(written, since=call.map_day) if isinstance(found, Restated) else []
    return [lands[heir] for heir in heirs if heir in lands]


def _question(said: dict[str, Any], found: Series, lands: dict[UUID, Land], sort: str) -> Question:
    indicators = [one for one in found.indicators if one.code in said["indicator"]] or found.indicators[:1]
    periods = exploring.periods(found.calls, said["first"], said["last"], said["grain"])
    land = lands[UUID(said["land"])]
    held = found.held | {land.id}
    chosen = set(said["unit"])
    asked = [one for one in lands.values() if one.id_text in chosen] or _units(land, lands, said["level"])
    units = [one for one in asked if one.id in held]
    return Question(units, _split(indicators, found, said["by"]), periods, said["across"], sort)


def _to_stand_on(lands: dict[UUID, Land], chosen: str) -> list[Land]:
    """The places one may begin from; of very many only those that others lie in, and the one that is chosen."""
    if len(lands) <= OFFERED:
        return list(lands.values())
    holding = {land.parent for land in lands.values()}
    return [land for land in lands.values() if land.id in holding or land.id_text == chosen]


def _to_compare(found: Series, lands: dict[UUID, Land], filled: QueryDict) -> list[tuple[str, str]]:
    """(id, name) of the units that may be laid side by side.

    Of very many those that are chosen, and those whose names hold what is searched for; else those right below the land.
    """
    offered = [land for land in lands.values() if land.id in found.held]
    if len(offered) > OFFERED:
        chosen, words = set(filled.getlist("unit")), fold(str(filled.get("q", ""))).split()
        known = [land for land in offered if land.id_text in chosen]
        others = [land for land in offered if land.id_text not in chosen and _is_sought(land, words, filled["land"])]
        offered = [*known, *others[:OFFERED]]
    return [(land.id_text, land.full_name) for land in offered]


def _is_sought(land: Land, words: Sequence[str], below: object) -> bool:
    if not words:
        return str(land.parent) == below
    name = fold(land.name)
    return all(word in name for word in words)


def _split(indicators: Sequence[Indicator], found: Series, by: str) -> list[Indicator]:
    """Each indicator with those that count its categories by a dimension."""
    return [
        each
        for one in indicators
        for each in (one, *(part for part in found.indicators if by and part.of_id == one.pk and part.dimension == by))
    ]


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
    """The pivot, the question above it, a map and small charts below it; what was assumed where the map is another."""
    asked = _asked(request, call_id)
    if there := _on_the_map_shown(request, asked.form):
        return redirect(there)
    shown = None if asked.is_too_large or not asked.question.size else asked.grid
    context = {
        "call": asked.call,
        "form": asked.form,
        "grid": shown,
        "page": Paginator(shown.shown_rows if shown else [], ROWS).get_page(request.GET.get("page")),
        "question": asked.question,
        "is_too_large": asked.is_too_large,
        "sorts": _sorts(request, asked.question, shown),
        "query": f"?{request.GET.urlencode()}",
        "may_publish": not isinstance(asked.found, Restated),
        **(_drawings(request, asked) if shown else {}),
        **_saved(request, asked.call),
        **map_shown(asked.found, asked.question.periods),
    }
    return render(request, "reporting/explore.html", context)


def _on_the_map_shown(request: Request, form: ExploreForm) -> str:
    """The same question by the units of the map that is shown, where the address names those of the map before; else ""."""
    told = request.GET.copy()
    for name in ("land", "unit"):
        if request.GET.get(name) and request.GET.getlist(name) != form.data.getlist(name):  # type: ignore[attr-defined]
            told.setlist(name, form.data.getlist(name))  # type: ignore[attr-defined]
    return f"{request.path}?{told.urlencode()}" if told != request.GET else ""


def _drawings(request: Request, asked: Asked) -> dict[str, Any]:
    """The map and the small charts, of one indicator of the question: the first, or the one that the address names."""
    question, named = asked.question, request.GET.get("drawn", "")
    drawn = next((one for one in question.indicators if one.code == named), question.indicators[0])
    units = len(question.lands)
    return {
        "drawn": drawn,
        "drawn_of": [(one.name, address(request.GET, drawn=one.code), one == drawn) for one in question.indicators]
        if len(question.indicators) > 1
        else [],
        "mapped": mapped.mapped(asked.found, asked.call, question.lands, drawn, question.over)
        if 1 < units <= TILES
        else None,
        "multiples": exploring.multiples(asked.found, asked.call, question, drawn)
        if len(question.periods) > 1 and units <= CHARTS
        else [],
    }


def _saved(request: Request, call: Call) -> dict[str, Any]:
    """The saved views of all calls that one sees of the same form and body, each opening where it was kept."""
    beside = Call.objects.visible_to(request.actor).filter(form__code=call.form.code, owner=call.owner_id)
    known = set(beside.values_list("pk", flat=True))

    def opens(view: SavedView) -> str:
        return f"{reverse('reporting:explore', args=[view.about])}?{view.query}" if view.about in known else ""

    here = f"{request.path}?{request.GET.urlencode()}"
    return {
        "saved": saved_views.shown(request.actor, PAGE, opens, here=here),
        "views_url": reverse("reporting:explore-views", args=[call.pk]),
        "kept_query": request.GET.urlencode(),
    }


@may_view
@once
@require_POST
def keep_view(request: Request, call_id: UUID) -> HttpResponse:
    """Keeps what is asked under a name, or forgets one of the views."""
    call = calls.found(request, call_id)
    return saved_views.sent(request, PAGE, about=call.pk, back=reverse("reporting:explore", args=[call.pk]))


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
    """The rows on the screen; with `?public=yes` for publication."""
    shown, note = _taken_along(request, _asked(request, call_id))
    rows = itertools.chain(shown.values(), [[note]] if note else [])
    return _csv(spreadsheets.csv_lines(shown.heads(), rows), "so-lieu.csv")


def _taken_along(request: Request, asked: Asked) -> tuple[Grid, str]:
    """(the rows, what is said of those withheld)."""
    if "public" not in request.GET:
        return asked.grid, ""
    least = publishing.smallest(request.today)
    shown = asked.published(least)
    return shown, publishing.note((cell.figure for row in shown.rows for cell in row.cells), least)


@may_view
def explore_hxl(request: Request, call_id: UUID) -> StreamingHttpResponse:
    """The rows on the screen with a line of HXL tags, as other systems of relief read them."""
    shown, note = _taken_along(request, _asked(request, call_id))
    rows = itertools.chain(shown.tagged(), [[note]] if note else [])
    return _csv(spreadsheets.csv_lines(shown.heads(), rows), "so-lieu-hxl.csv")


def _csv(lines: Any, name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@may_view
def explore_xlsx(request: Request, call_id: UUID) -> HttpResponse:
    asked = _asked(request, call_id)
    shown, withheld = _taken_along(request, asked)
    note = " · ".join(filter(None, (noted(str(asked.call.form)), withheld)))
    kept = spreadsheets.xlsx(_("Explore"), shown.heads(), shown.values(), widths=shown.widths(), note=note)
    answer = HttpResponse(kept, content_type=spreadsheets.XLSX)
    answer["Content-Disposition"] = 'attachment; filename="so-lieu.xlsx"'
    return answer
