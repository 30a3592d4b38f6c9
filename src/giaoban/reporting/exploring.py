"""The pivot: indicators × units × periods, one of them across, every cell a figure that opens."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.kernel.period import Period, PeriodKind
from giaoban.registry.models import Unit
from giaoban.reporting import charts, figures, yearly
from giaoban.reporting.combining import WITHHELD, Figure
from giaoban.reporting.models import Call, Indicator
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series
from giaoban.reporting.yearly import RangeCell

DIMENSIONS = ("units", "indicators", "periods")
MOST_CELLS = 20_000
Thing = Land | Indicator | Period


@dataclass(frozen=True)
class Question:
    """What is asked; `across` names the dimension of the columns, `sort` a column by its place, with a minus downwards."""

    lands: Sequence[Land]
    indicators: Sequence[Indicator]
    periods: Sequence[Period]
    across: str = "periods"
    sort: str = ""

    @property
    def size(self) -> int:
        return len(self.lands) * len(self.indicators) * len(self.periods)

    @property
    def over(self) -> Period:
        """All of its periods as one range."""
        return whole(self.periods[0], self.periods[-1])

    def values(self, dimension: str) -> Sequence[Thing]:
        found: dict[str, Sequence[Thing]] = {
            "units": self.lands,
            "indicators": self.indicators,
            "periods": self.periods,
        }
        return found[dimension]


@dataclass(frozen=True)
class GridRow:
    names: list[str]
    cells: list[RangeCell]


@dataclass(frozen=True)
class Grid:
    """The answer: `down` are the two dimensions of the rows, `tags` what HXL calls each column."""

    question: Question
    down: list[str]
    columns: list[str]
    rows: list[GridRow]
    tags: list[str]

    @property
    def shown(self) -> list[int]:
        """Which of the two dimensions of the rows the screen shows: one that never changes is said once, above."""
        found = [place for place, one in enumerate(self.down) if len(self.question.values(one)) > 1]
        return found or [0]

    @property
    def said_once(self) -> str:
        """What all rows share."""
        same = [self.down[place] for place in range(len(self.down)) if place not in self.shown]
        return " · ".join(name(self.question.values(one)[0]) for one in same)

    @property
    def shown_heads(self) -> list[str]:
        return [self.down_heads[place] for place in self.shown]

    @property
    def shown_rows(self) -> list[tuple[str, list[str], list[RangeCell]]]:
        """(the name of the row, what else it is called by, its cells)."""
        first, *rest = self.shown
        return [(row.names[first], [row.names[place] for place in rest], row.cells) for row in self.rows]

    @property
    def down_heads(self) -> list[str]:
        return [NAMES[one]() for one in self.down]

    def heads(self) -> list[str]:
        return [*self.down_heads, *self.columns]

    def values(self) -> Iterator[list[Any]]:
        """What stands on the screen, in its order, numbers as numbers."""
        for row in self.rows:
            yield [*row.names, *(figures.plain(cell.figure) for cell in row.cells)]

    def tagged(self) -> Iterator[list[Any]]:
        """The same with the line of HXL tags above it."""
        yield self.tags
        yield from self.values()

    def widths(self) -> list[int]:
        return [*(40 for _one in self.down), *(16 for _one in self.columns)]

    @property
    def has_estimates(self) -> bool:
        return any(cell.figure.estimates for row in self.rows for cell in row.cells)


NAMES = {
    "units": lambda: _("Land"),
    "indicators": lambda: _("Indicator"),
    "periods": lambda: _("Reporting period"),
}
TAGS = {"units": "#adm+name", "indicators": "#indicator+name", "periods": "#date+period"}


def name(thing: Thing) -> str:
    """As rows and columns call it."""
    if isinstance(thing, Period):
        return yearly.upper_first(yearly.label(thing))
    if isinstance(thing, Indicator):
        return f"{thing.name} ({thing.unit})" if thing.unit else thing.name
    return thing.full_name


def _tag(thing: Thing, codes: dict[UUID, str]) -> str:
    """The HXL tag of a column of values: attributes are small letters, figures and underscores."""
    if isinstance(thing, Period):
        said = f"p_{thing.code}"
    else:
        said = f"ind_{thing.code}" if isinstance(thing, Indicator) else f"adm_{codes[thing.id]}"
    return "#value+" + "".join(sign if sign.isalnum() else "_" for sign in said.lower())


Hides = Callable[[Indicator, UUID, Period], bool]


def grid(found: Series, call: Call, question: Question, *, hides: Hides | None = None) -> Grid:
    """Every figure of the question, rows in the order of the dimensions or of a column; those that `hides` names withheld."""
    down = [one for one in DIMENSIONS if one != question.across]
    across = question.values(question.across)
    found.about([land.id for land in question.lands])
    rows = []
    for one, other in itertools.product(*(question.values(dimension) for dimension in down)):
        cells = [
            _cell(found, call, {down[0]: one, down[1]: other, question.across: column}, hides) for column in across
        ]
        rows.append(GridRow([name(one), name(other)], cells))
    codes = dict(Unit.objects.filter(pk__in=[land.id for land in question.lands]).values_list("pk", "code"))
    tags = [*(TAGS[one] for one in down), *(_tag(column, codes) for column in across)]
    return Grid(question, down, [name(column) for column in across], ordered(rows, question.sort), tags)


def _cell(found: Series, call: Call, place: dict[str, Any], hides: Hides | None) -> RangeCell:
    if hides and hides(place["indicators"], place["units"].id, place["periods"]):
        return RangeCell(Figure(None, lack=WITHHELD), "")
    return yearly.cell(found, call, place["indicators"], place["units"].id, place["periods"])


def ordered(rows: list[GridRow], sort: str) -> list[GridRow]:
    """By a column, "3" upwards, "-3" downwards; rows without a figure stay last. Anything else leaves the order."""
    place = sort.removeprefix("-")
    if not (place.isascii() and place.isdigit() and rows and int(place) < len(rows[0].cells)):
        return rows
    column = int(place)
    known = [row for row in rows if row.cells[column].is_known]
    known.sort(key=lambda row: row.cells[column].figure.number or 0, reverse=sort.startswith("-"))
    return [*known, *(row for row in rows if not row.cells[column].is_known)]


def periods(calls: Sequence[Call], first: str, last: str, grain: str) -> list[Period]:
    """The periods asked for: each one between two that were called for, by quarters, or all as one range."""
    asked = sorted(call.span for call in calls if first <= call.span.start.isoformat() <= last)
    if not asked or grain == "each":
        return asked
    if grain == "quarters":
        starts = sorted({(one.start.year, (one.start.month - 1) // 3 + 1) for one in asked})
        return [Period.of_quarter(year, quarter) for year, quarter in starts]
    return [whole(asked[0], asked[-1])]


def whole(first: Period, last: Period) -> Period:
    """From the first day of one to the last of another, as the kind that has just these days."""
    if (first.start.month, first.start.day) == (1, 1) and last.last_day.year == first.start.year and last.end.day == 1:
        return yearly.until(first.start.year, last.last_day.month)
    found = Period.between(first.start, last.end)
    quarter = Period.at(PeriodKind.QUARTER, first.start)
    return next((one for one in (first, quarter) if one.days == found.days), found)


@dataclass(frozen=True)
class Small:
    """A small chart of one unit, and the page that opens its figure over all periods."""

    chart: charts.Chart
    url: str


def multiples(found: Series, call: Call, question: Question, indicator: Indicator) -> list[Small]:
    """A small chart for each unit: one indicator over the periods, all on one scale."""
    told = [
        (land, [found.figure(indicator, land.id, period).number for period in question.periods])
        for land in question.lands
    ]
    top = charts.ceiling(
        max((one for _land, numbers in told for one in numbers if one is not None), default=charts.NOTHING)
    )
    heads = [yearly.head(period) for period in question.periods]
    over = question.over
    return [
        Small(
            charts.columns(land.full_name, heads, [(indicator.name, numbers)], top=top),
            yearly.address(found, call, indicator, land.id, over),
        )
        for land, numbers in told
    ]
