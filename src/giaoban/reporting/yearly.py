"""What the page "over the year" shows: each indicator period by period, from January on, beside the same time a year before."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.kernel.period import Period, PeriodKind
from giaoban.kernel.period_words import MONTHS
from giaoban.reporting import charts, combining, figures, plans, words
from giaoban.reporting.combining import Figure
from giaoban.reporting.enums import IndicatorKind
from giaoban.reporting.models import Call, Indicator, Target
from giaoban.reporting.plans import Key, Plan
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series


def label(period: Period) -> str:
    """A period as a sentence names it, in the language of the page."""
    return period.label("en" if get_language() == "en" else "vi")


def upper_first(words: str) -> str:
    """As a heading begins."""
    return words[:1].upper() + words[1:]


def head(period: Period) -> str:
    """A period as the head of a column names it, where the year is known: "T9", "Quý III", "9 tháng"."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    if period.kind == PeriodKind.MONTH:
        return _("M%(month)s") % {"month": period.start.month}
    if period.kind == PeriodKind.QUARTER:
        return _("Quarter %(number)s") % {"number": ("I", "II", "III", "IV")[period.start.month // 3]}
    return _("%(count)s months") % {"count": months}


def until(year: int, months: int) -> Period:
    """The first so many months of a year, as the kind that has them, else as a range."""
    for kind in (PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.HALF_YEAR, PeriodKind.QUARTER, PeriodKind.MONTH):
        if MONTHS[kind] == months:
            return Period.of_months(kind, year, 1)
    return Period.between(dt.date(year, 1, 1), dt.date(year, months + 1, 1))


def columns(call: Call, year: int, by: str) -> list[Period]:
    """The periods across: those of the form, quarters, or 3, 6, 9 and 12 months from January on."""
    if by == "ranges":
        return [until(year, months) for months in (3, 6, 9, 12)]
    kind = PeriodKind.QUARTER if by == "quarters" else PeriodKind(call.form.period_kind)
    step = MONTHS[kind]
    return [Period.of_months(kind, year, month) for month in range(1, 14 - step, step)]


@dataclass(frozen=True)
class RangeCell:
    """A figure of a range and the page that opens it; no address where nothing was called for."""

    figure: Figure
    url: str

    @property
    def is_known(self) -> bool:
        return self.figure.number is not None

    @property
    def said(self) -> str:
        return figures.said(self.figure)


@dataclass(frozen=True)
class YearRow:
    """An indicator over the year; `before` is the same range a year ago, `change` this year in parts of a hundred of it."""

    indicator: Indicator
    cells: list[RangeCell]
    total: RangeCell
    before: RangeCell
    change: str
    plan: Plan | None = None


@dataclass(frozen=True)
class YearTable:
    """The rows of a land and a year; `total` is the range that is added up so far, `before` the same a year ago."""

    land: Land
    year: str
    by: str
    periods: list[Period]
    total: Period
    before: Period
    rows: list[YearRow]
    returns: list[tuple[int, int]]
    uncalled: list[Period]
    compares: bool
    chart: charts.Chart | None = None

    @property
    def columns(self) -> list[str]:
        return [head(period) for period in self.periods]

    @property
    def total_head(self) -> str:
        return upper_first(label(self.total))

    @property
    def before_head(self) -> str:
        return upper_first(label(self.before))

    @property
    def so_far_returns(self) -> tuple[int, int]:
        """(returns accepted, returns expected) of the range that is added up."""
        return self.returns[-2]

    @property
    def returns_by_period(self) -> list[tuple[int, int]]:
        return self.returns[:-2]

    @property
    def before_returns(self) -> tuple[int, int]:
        return self.returns[-1]

    @property
    def year_before(self) -> str:
        return str(int(self.year) - 1)

    @property
    def year_after(self) -> str:
        return str(int(self.year) + 1)

    @property
    def is_partly_estimated(self) -> bool:
        return any(cell.figure.estimates for row in self.rows for cell in (*row.cells, row.total, row.before))

    @property
    def uncalled_words(self) -> str:
        """The months of the year so far without a call for returns."""
        return ", ".join(label(period) for period in self.uncalled)

    def heads(self) -> list[str]:
        return [
            _("Indicator"),
            _("Unit of measure"),
            self.total_head,
            self.before_head,
            _("Share of the year before"),
            _("Plan of the year"),
            _("Share of plan"),
            *self.columns,
        ]

    def values(self) -> Iterator[list[Any]]:
        """What stands on the screen, numbers as numbers."""
        *of_periods, total, before = [f"{accepted}/{expected}" for accepted, expected in self.returns]
        yield [_("Returns counted"), "", total, before, "", "", "", *of_periods]
        for row in self.rows:
            planned = [figures.plain(Figure(row.plan.target.number)), row.plan.percent] if row.plan else ["", ""]
            yield [
                row.indicator.name,
                row.indicator.unit,
                figures.plain(row.total.figure),
                figures.plain(row.before.figure),
                row.change,
                *planned,
                *(figures.plain(cell.figure) for cell in row.cells),
            ]

    def widths(self) -> list[int]:
        return [46, 12, 20, 20, 14, 18, 12, *(14 for _period in self.periods)]


def table(found: Series, call: Call, land: Land, *, year: int, by: str, chosen: UUID | None = None) -> YearTable:
    """The year of a land as its returns tell it; `chosen` is the indicator of the chart, else the first that has a figure."""
    periods = [period for period in columns(call, year, by) if by or found.within(period)]
    total = _so_far(found, land, year)
    before = total.same_last_year()
    known = plans.standing([land.id], [Period.of_year(year)])
    rows = [_row(found, call, one, land, periods=periods, total=total, known=known) for one in found.indicators]
    shown = YearTable(
        land, str(year), by, periods, total, before, rows,
        [found.units_counted(land.id, period) for period in (*periods, total, before)],
        _uncalled(found, call, total),
        is_comparable(found, total),
    )  # fmt: skip
    drawn = next((one for one in rows if one.indicator.pk == chosen), None)
    drawn = drawn or next((one for one in rows if one.total.is_known), None)
    if drawn is None:
        return shown
    return replace(shown, chart=_chart(found, call, drawn, shown))


def _so_far(found: Series, land: Land, year: int) -> Period:
    """From January to the last month of which anything is accepted on the land; all of the year where nothing is."""
    spoken = [call.span for call in found.within(Period.of_year(year)) if found.units_counted(land.id, call.span)[0]]
    return until(year, spoken[-1].last_day.month) if spoken else Period.of_year(year)


def _uncalled(found: Series, call: Call, total: Period) -> list[Period]:
    called = {one.period for one in found.calls}
    asked = columns(call, total.start.year, "")
    return [period for period in asked if total.contains(period) and period.code not in called]


def _row(
    found: Series,
    call: Call,
    indicator: Indicator,
    land: Land,
    *,
    periods: list[Period],
    total: Period,
    known: dict[Key, Target],
) -> YearRow:
    cells = [cell(found, call, indicator, land.id, period) for period in periods]
    now = cell(found, call, indicator, land.id, total)
    before = cell(found, call, indicator, land.id, total.same_last_year())
    # A share of a share says nothing: ratios stand beside each other.
    compares = indicator.kind != IndicatorKind.RATIO and is_comparable(found, total)
    change = combining.ratio(now.figure.number, before.figure.number) if compares else None
    # Of the year, whatever part of it has passed: that is what one asks of a plan.
    plan = plans.plan(known, land.id, indicator.pk, [Period.of_year(total.start.year)], now.figure.number)
    return YearRow(indicator, cells, now, before, words.number(change, places=1), plan)


def is_comparable(found: Series, total: Period) -> bool:
    """Whether as many returns were called for as in the same time a year before; or more periods would look like growth."""
    return len(found.within(total)) == len(found.within(total.same_last_year()))


def cell(found: Series, call: Call, indicator: Indicator, land: UUID, period: Period) -> RangeCell:
    """A figure over a range and where it opens: the figure of its own call, or that of the range."""
    return RangeCell(found.figure(indicator, land, period), address(found, call, indicator, land, period))


def address(found: Series, call: Call, indicator: Indicator, land: UUID, period: Period) -> str:
    """Where a figure of a period or range opens; nowhere where no returns were called for in it."""
    own = found.of(period)
    if own and not found.more:
        return _page(own.pk, land, indicator.pk)
    if not found.within(period):
        return ""
    return f"{_page(call.pk, land, indicator.pk)}?over={period.code}{found.more}"


def _page(call: UUID, land: UUID, indicator: UUID) -> str:
    # Asked for thousands of cells at once, so not reversed for each.
    return _pattern().format(call, land, indicator)


@cache
def _pattern() -> str:
    places = [UUID(int=number) for number in (1, 2, 3)]
    found = reverse("reporting:figure", args=places)
    for place in places:
        found = found.replace(str(place), "{}")
    return found


def _chart(found: Series, call: Call, row: YearRow, shown: YearTable) -> charts.Chart:
    """Period by period, this year's columns before last year's marks; its title says the point."""
    periods = columns(call, shown.total.start.year, "")
    now = [found.figure(row.indicator, shown.land.id, period).number for period in periods]
    then = [found.figure(row.indicator, shown.land.id, period.same_last_year()).number for period in periods]
    return charts.columns(
        _point(row, shown),
        [head(period) for period in periods],
        [(shown.year, now), (shown.year_before, then)],
        unit=row.indicator.unit,
    )


def _point(row: YearRow, shown: YearTable) -> str:
    told = {
        "indicator": row.indicator.name,
        "range": label(shown.total),
        "figure": row.total.said,
        "unit": row.indicator.unit,
        "change": row.change,
    }
    if not row.total.is_known:
        return _("%(indicator)s: nothing is counted yet") % told
    if not row.change:
        return _("%(indicator)s: %(figure)s %(unit)s in %(range)s") % told
    return _("%(indicator)s: %(figure)s %(unit)s in %(range)s, %(change)s %% of the same time a year before") % told
