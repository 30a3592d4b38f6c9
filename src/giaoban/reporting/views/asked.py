"""What an address asks for on every page of figures over time: the calls, and the map on which they are shown."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.http import Http404

from giaoban.kernel import clock
from giaoban.kernel.period import Period
from giaoban.registry.requests import Request
from giaoban.reporting import restated, rollup, series
from giaoban.reporting.models import Call
from giaoban.reporting.restated import Restated
from giaoban.reporting.restating import Split
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series


def map_asked(request: Request) -> tuple[dt.date, Split] | None:
    """The day whose map is asked for and what becomes of divided units; None where figures are shown as reported."""
    written = request.GET.get("map", "")
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written), Split(request.GET.get("split") or Split.HEIR)
    except ValueError:
        raise Http404 from None


def figures_asked(
    request: Request, call: Call, years: tuple[int, ...], *, only: Collection[UUID] = ()
) -> tuple[Series, dict[UUID, Land]]:
    """The series of these years on the map that is asked for, and the lands of that map whose figures one may read.

    `only` are the indicators whose values are read; all of them where none are named.
    """
    calls = series.beside(call, *years)
    visible = rollup.lands(call, actor=request.actor)
    other = map_asked(request)
    if other is None:
        return Series(calls, as_of=clock.now(), only=only), visible
    found = Restated(calls, as_of=clock.now(), day=other[0], rule=other[1], only=only)
    earlier = (rollup.lands(one, actor=request.actor) for one in found.one_of_each_map if one.pk != call.pk)
    return found, found.lands(set(visible).union(*earlier))


def joined(found: Series, land: Land, year: int) -> restated.Joined | None:
    """What a land is made of since the year before began, where its figures are shown as reported."""
    if isinstance(found, Restated) or not found.calls:
        return None
    return restated.joined(land.id, since=dt.date(year - 1, 1, 1), until=found.calls[-1].map_day)


def map_shown(found: Series, periods: Iterable[Period]) -> dict[str, Any]:
    """What a page says of the map: its day, and a sentence for each divided unit with what was assumed of it."""
    if not isinstance(found, Restated):
        return {"map_day": None, "more": ""}
    divided = sorted({one for period in periods for one in found.assumed(period)}, key=lambda one: (one.on, one.unit))
    called = restated.names(divided, on=found.day)
    return {
        "map_day": found.day,
        "more": found.more,
        "assumed": [restated.sentence(one, called) for one in divided],
    }
