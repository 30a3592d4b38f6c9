"""A figure of many units as a map of tiles: who stands where, on the map as reported or on that of another day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.kernel.period import Period
from giaoban.registry import facts
from giaoban.registry import queries as registry
from giaoban.registry.enums import Tree
from giaoban.registry.models import Unit
from giaoban.registry.place_names import LEADING_WORDS
from giaoban.reporting import words, yearly
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series
from giaoban.reporting.tilemap import Place, Spot, TileMap, draw
from giaoban.reporting.yearly import RangeCell


@dataclass(frozen=True)
class Mapped:
    """A drawn map: what it says, of which indicator over which range, and the figures behind it in the order of the units."""

    title: str
    indicator: Indicator
    period: str
    drawn: TileMap
    rows: list[tuple[str, RangeCell]]


def mapped(found: Series, call: Call, lands: Sequence[Land], indicator: Indicator, period: Period) -> Mapped:
    """The figure of each unit over all of a range, drawn."""
    cells = [(land, yearly.cell(found, call, indicator, land.id, period)) for land in lands]
    stands = _places(found, lands, found.within(period))
    spots = [
        Spot(
            bare(land.name),
            cell.figure.number,
            cell.said,
            words.short(cell.figure.number),
            cell.url,
            *stands.get(land.id, (None, "")),
        )
        for land, cell in cells
    ]
    rows = [(land.full_name, cell) for land, cell in cells]
    return Mapped(_point(indicator, rows, period), indicator, yearly.label(period), draw(spots), rows)


def bare(name: str) -> str:
    """A unit's name without the word of its kind, where something but a number is left: Vĩnh Thái, Phường 1."""
    for word in sorted(LEADING_WORDS.values(), key=len, reverse=True):
        rest = name[len(word) + 1 :]
        if name[: len(word) + 1].lower() == f"{word} " and rest and not rest.isdigit():
            return rest
    return name


def _places(found: Series, lands: Sequence[Land], calls: Sequence[Call]) -> dict[UUID, tuple[Place | None, str]]:
    """Where each unit stands, and in which group: its own place, else that of where most of its bodies sit.

    The places that are drawn are those of 2021; a unit of a later map stands where what it was made of stood. Two queries.
    """
    known = _drawn_places()
    if all(land.id in known for land in lands):
        return {land.id: (known[land.id], "") for land in lands}
    homes = {land.id: home for land in lands if (home := _home(found, land, calls, known)) is not None}
    names = registry.names(set(homes.values()), on=calls[-1].map_day) if homes else {}
    return {unit: (known[home], names.get(home, "")) for unit, home in homes.items()}


def _drawn_places() -> dict[UUID, Place]:
    drawn = facts.tiles()
    codes = {code for _edition, code in drawn}
    rows = Unit.objects.filter(tree=Tree.TERRITORY, code__in=codes).values_list("pk", "edition", "code")
    return {pk: drawn[edition, code] for pk, edition, code in rows if (edition, code) in drawn}


def _home(found: Series, land: Land, calls: Sequence[Call], known: dict[UUID, Place]) -> UUID | None:
    """The drawn unit in which most of those sit who report for this one."""
    seats = Counter(
        home for call in calls for body, _share in found.seated(call, land.id) for home in body.lands & known.keys()
    )
    return seats.most_common(1)[0][0] if seats else None


def _point(indicator: Indicator, rows: Sequence[tuple[str, RangeCell]], period: Period) -> str:
    """What the map says: who has most, and how much."""
    known = [(name, cell) for name, cell in rows if cell.is_known]
    told = {"indicator": indicator.name, "range": yearly.label(period), "unit": indicator.unit}
    if not known:
        return _("%(indicator)s, %(range)s: nothing is counted yet") % told
    name, most = max(known, key=lambda pair: pair[1].figure.number or 0)
    return _("%(indicator)s, %(range)s: most in %(place)s, %(figure)s %(unit)s") % (
        told | {"place": name, "figure": most.said}
    )
