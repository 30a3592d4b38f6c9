"""What the pages of figures show: a table of a land, and one figure with all that makes it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.kernel.measures import measures
from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Sight, resolvers
from giaoban.registry.actor import Actor
from giaoban.reporting import combining, dimensions, plans, queries, rollup, words
from giaoban.reporting.combining import WITHHELD, Figure
from giaoban.reporting.deriving import Making
from giaoban.reporting.enums import FormPeriod, Origin, OverUnits, Source
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.plans import Plan
from giaoban.reporting.rollup import Given, Land, Rollup
from giaoban.reporting.series import Series

RECORDS_SHOWN = 200


def said(figure: Figure) -> str:
    """A figure as the table says it; what was divided with two places."""
    return words.number(figure.number, places=2) or "–"


@dataclass(frozen=True)
class TableCell:
    land: Land
    figure: Figure

    @property
    def is_known(self) -> bool:
        return self.figure.number is not None

    @property
    def said(self) -> str:
        return said(self.figure)


@dataclass(frozen=True)
class TableRow:
    indicator: Indicator
    cells: list[TableCell]
    plan: Plan | None = None
    is_part: bool = False


@dataclass(frozen=True)
class Table:
    """Figures of a land (`total`) and of the lands below it, indicator by indicator."""

    land: Land
    above: Land | None
    below: list[Land]
    shown: list[TableRow]
    counted: int
    expected: int
    counts_below: list[tuple[int, int]]

    @property
    def has_plans(self) -> bool:
        return any(row.plan for row in self.shown)

    def heads(self) -> list[str]:
        planned = [_("Plan"), _("Share of plan")] if self.has_plans else []
        return [_("Indicator"), _("Unit of measure"), self.land.name, *planned, *(one.name for one in self.below)]

    def values(self) -> Iterator[list[Any]]:
        """Numbers as numbers: whole where they are, else with two places."""
        yield [
            _("Returns counted"),
            "",
            f"{self.counted}/{self.expected}",
            *(["", ""] if self.has_plans else []),
            *(f"{counted}/{expected}" for counted, expected in self.counts_below),
        ]
        for row in self.shown:
            own, *below = (plain(cell.figure) for cell in row.cells)
            yield [row.indicator.name, row.indicator.unit, own, *self._planned(row), *below]

    def _planned(self, row: TableRow) -> list[Any]:
        if not self.has_plans:
            return []
        return [plain(Figure(row.plan.target.number)), row.plan.percent] if row.plan else ["", ""]

    @property
    def has_estimates(self) -> bool:
        return any(cell.figure.estimates for row in self.shown for cell in row.cells)

    def widths(self) -> list[int]:
        return [46, 12, 20, *([18, 12] if self.has_plans else []), *(18 for _one in self.below)]


def plain(figure: Figure) -> int | float | str:
    """A figure for a spreadsheet: whole where it is, else with three places, empty where there is none."""
    if figure.number is None:
        return "*" if figure.lack == WITHHELD else ""
    whole = int(figure.number)
    # Larger than what a spreadsheet keeps exactly never occurs: 15 figures.
    return whole if figure.number == whole else float(round(figure.number, 3))


def table(found: Rollup, land: Land, lands: dict[UUID, Land]) -> Table:
    """Every figure of the land and of those right below it that have bodies of the call."""
    parts = rollup.below(land.id, lands, found.bodies)
    found.kept.about({land.id, *(part.id for part in parts)})
    periods = plans.that_apply(found.call.span)
    known = plans.standing([land.id], periods)
    parted = {line.indicator_id for line in found.lines if line.part_of_id}
    rows = []
    for one in found.indicators:
        cells = [TableCell(place, found.figure(one, place.id)) for place in (land, *parts)]
        plan = plans.plan(known, land.id, one.pk, periods, cells[0].figure.number)
        rows.append(TableRow(one, cells, plan, one.pk in parted))
    counted, expected = found.units_counted(land.id)
    above = lands.get(land.parent) if land.parent else None
    return Table(land, above, parts, rows, counted, expected, [found.units_counted(part.id) for part in parts])


# --- One figure opened ------------------------------------------------------------------------------------------------


def opened(found: Rollup, indicator: Indicator, land: Land, lands: dict[UUID, Land], *, actor: Actor) -> dict[str, Any]:
    """The figure, in words how it is made, and everything that makes it; records as far as the reader may see them."""
    figure = found.figure(indicator, land.id)
    making = found.makings.of(indicator)
    said_of_it = [given for leaf in found.makings.leaves(indicator) for given in found.given(leaf, land.id)]
    given = [] if making else said_of_it
    counted, expected = found.units_counted(land.id)
    visible, names = _visible(found, actor), _names(found, lands)
    return {
        "indicator": indicator,
        "land": land,
        "above": lands.get(land.parent) if land.parent else None,
        "figure": figure,
        "said": said(figure),
        "formula": formula(indicator, making),
        "lack": words.lack(figure, making.operands) if making else "",
        "operands": [
            (one, found.figure(one, land.id), said(found.figure(one, land.id)))
            for one in (making.operands if making else ())
        ],
        "parts": [
            (part, said(found.figure(indicator, part.id))) for part in rollup.below(land.id, lands, found.bodies)
        ],
        "split": split(
            indicator, [line.indicator for line in found.lines], lambda one: found.figure(one, land.id).number
        ),
        "months": beside_months(found, indicator, land.id),
        "plan": plan(indicator, land.id, found.call.span, figure),
        "given": [_row(one, visible, names) for one in given if indicator.origin != Origin.COUNTED or one.part.number],
        "sum": words.number(sum((one.part.amount or Decimal(0) for one in given), Decimal(0))),
        "is_sum": not making and indicator.over_units == OverUnits.SUM,
        "missing": [] if indicator.origin == Origin.COUNTED else _missing(found, said_of_it, land.id, visible, names),
        "counted": counted,
        "expected": expected,
        "records": _records(found, indicator, given, actor) if indicator.origin == Origin.COUNTED else [],
        "records_shown": RECORDS_SHOWN,
        "days": found.call.days,
    }


def split(
    indicator: Indicator, asked: Iterable[Indicator], number_of: Callable[[Indicator], Decimal | None]
) -> list[dict[str, Any]]:
    """By each dimension that is asked for: the categories, their share, and the rest that nobody asks for."""
    whole = number_of(indicator)
    groups: dict[str, list[dict[str, Any]]] = {}
    of_it = [one for one in asked if one.of_id == indicator.pk]
    known = dimensions.of(of_it)
    for one in of_it:
        dimension = known.get(one.dimension)
        if dimension:
            number = number_of(one)
            share = words.number(combining.ratio(number, whole), places=1)
            name = dimension.categories.get(one.category, one.name)
            told = {"one": one, "name": name, "number": number, "said": words.number(number) or "–", "share": share}
            groups.setdefault(dimension.code, []).append(told)
    return [
        {"name": known[code].name, "parts": parts, "rest": _rest(whole, [part["number"] for part in parts])}
        for code, parts in groups.items()
    ]


def _rest(whole: Decimal | None, parts: list[Decimal | None]) -> str:
    """What no category holds; "" where that is nothing, or where nobody can say."""
    if whole is None or None in parts:
        return ""
    rest = whole - sum(part for part in parts if part is not None)
    return words.number(rest) if rest > 0 else ""


def beside_months(found: Rollup, indicator: Indicator, land: UUID) -> dict[str, Any] | None:
    """What the monthly returns to the same body say of a longer period: the real values that an estimate gives way to."""
    call = found.call
    if call.form.period_kind == FormPeriod.MONTH:
        return None
    monthly = Call.objects.filter(owner=call.owner_id, form__period_kind=FormPeriod.MONTH)
    asked = monthly.filter(form__sections__items__indicator=indicator).select_related("form").distinct()
    calls = [one for one in asked if call.span.contains(one.span)]
    if not calls:
        return None
    wanted = queries.with_operands(Indicator.objects.filter(pk=indicator.pk))
    told = Series(calls, as_of=found.as_of, only=wanted)
    counted, expected = told.units_counted(land, call.span)
    address = reverse("reporting:figure", args=[told.calls[-1].pk, land, indicator.pk])
    return {
        "said": said(told.figure(indicator, land, call.span)),
        "counted": counted,
        "expected": expected,
        "url": f"{address}?over={call.period}",
    }


def plan(indicator: Indicator, land: UUID, period: Period, figure: Figure) -> Plan | None:
    """What a figure is measured by, if anything was planned."""
    periods = plans.that_apply(period)
    return plans.plan(plans.standing([land], periods), land, indicator.pk, periods, figure.number)


def formula(indicator: Indicator, making: Making | None) -> str:
    """How the figure is made, in a sentence."""
    if making and making.text:
        return _("%(formula)s, of the sums below; such a figure is never added up.") % {"formula": making.in_words}
    if making:
        return _("The first sum below divided by the second, times one hundred. Ratios are never added up.")
    if indicator.origin == Origin.COUNTED:
        label = str(measures[indicator.measure].label)
        return _("Counted anew from the records of every body here, as they stand now: %(measure)s.") % {
            "measure": label
        }
    if indicator.over_units == OverUnits.AVERAGE:
        return _("The mean of the accepted values of the bodies here.")
    return _("The sum of the accepted values of the bodies here.")


def _visible(found: Rollup, actor: Actor) -> dict[UUID, Return]:
    """The returns of the call that the reader may open, by body."""
    return {one.unit_id: one for one in Return.objects.visible_to(actor).filter(call=found.call)}


def _names(found: Rollup, lands: dict[UUID, Land]) -> dict[UUID, str]:
    """What bodies are called; where two have one name, with what their seat lies in."""
    often, called = Counter(body.name for body in found.bodies), {}
    for body in found.bodies:
        seat = lands.get(body.seat)
        around = lands.get(seat.parent) if seat and seat.parent else None
        called[body.id] = f"{body.name}, {around.name}" if around and often[body.name] > 1 else body.name
    return called


def _row(given: Given, visible: dict[UUID, Return], names: dict[UUID, str]) -> dict[str, Any]:
    value, of = given.value, visible.get(given.body.id)
    return {
        "name": names.get(given.body.id, given.body.name),
        "value": words.number(given.part.number) if not given.part.none_occurred else _("none occurred"),
        "is_estimate": given.part.is_estimate,
        "source": Source(value.source).label if value else Source.COUNTED.label,
        "reason": value.reason if value else "",
        "url": f"{of.get_absolute_url()}#i-{value.indicator_id}" if of and value else "",
        "version": value.version if value else None,
    }


def _missing(
    found: Rollup, given: list[Given], land: UUID, visible: dict[UUID, Return], names: dict[UUID, str]
) -> list[dict[str, Any]]:
    """Bodies expected on the land of which nothing counts, and how their return stands."""
    there = {one.body.id for one in given}
    return [
        {"name": names[body.id], "of": visible.get(body.id)}
        for body in found.bodies
        if land in body.lands and body.id not in there
    ]


def _records(found: Rollup, indicator: Indicator, given: list[Given], actor: Actor) -> list[dict[str, Any]]:
    units = [one.body.id for one in given]
    pointers = measures.records(
        indicator.measure, units=units, period=found.call.counted, as_of=found.as_of, reader=actor
    )
    known = resolvers.resolve(pointers[:RECORDS_SHOWN], reader=actor)
    return [{"label": one.label, "url": one.url} for one in known.values() if one.sight == Sight.LINK]
