"""Fields of a report's text as figures: each with its id, what it says now, and the page on which it opens.

A field names an indicator, a land and a period, or a measure of the body itself; see `prose.fields`.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from django.urls import reverse

from giaoban.kernel.measures import measures
from giaoban.kernel.period import NoSuchPeriod
from giaoban.registry.models import UnitVersion
from giaoban.reporting import combining, deriving, words
from giaoban.reporting.combining import Part
from giaoban.reporting.models import Call, Indicator, PeriodReport
from giaoban.reporting.prose.fields import Field, Known
from giaoban.reporting.rollup import Rollup

# What stands where nobody has said anything yet, on the paper itself.
UNKNOWN = "(chưa có số liệu)"


@dataclass(frozen=True)
class Bound:
    """A field with its figure. `call` and `indicator` are None for a measure of the body itself."""

    key: str
    label: str
    unit: str
    number: Decimal | None
    url: str
    indicator: Indicator | None = None
    call: Call | None = None
    land: UUID | None = None
    measure: str = ""
    estimated: Decimal | None = None

    @property
    def said(self) -> str:
        """As the paper writes it."""
        return written(self.number) or UNKNOWN


def written(number: Decimal | None) -> str:
    """1.234.567 or 12,34: as Vietnam writes, whatever the language of the screen; "" where there is none."""
    return words.editable(None if number is None else round(number, 2))


class Figures:
    """The figures that fields of one report may name, as they stand at `as_of`; a roll-up a period, made when first asked."""

    def __init__(self, report: PeriodReport, *, as_of: dt.datetime) -> None:
        self.report = report
        self.as_of = as_of
        self._known: dict[Field, Bound | None] = {}
        self._rollups: dict[str, Rollup | None] = {report.call.period: Rollup(report.call, as_of=as_of)}

    @property
    def rollup(self) -> Rollup:
        """That of the report's own call."""
        found = self._rollups[self.report.call.period]
        assert found is not None
        return found

    @cached_property
    def last_year(self) -> str:
        """Code of the same period one year before; "" where there is none."""
        try:
            return self.report.call.span.same_last_year().code
        except NoSuchPeriod:
            return ""

    @cached_property
    def _lands(self) -> dict[str, UnitVersion]:
        """Lands of the call by their code."""
        call = self.report.call
        found = UnitVersion.objects.under(call.land_id, call.map_day).select_related("unit")
        return {one.unit.code: one for one in found}

    @cached_property
    def codes(self) -> dict[UUID, str]:
        """The codes of these lands, by id."""
        return {one.unit_id: code for code, one in self._lands.items()}

    def _rollup(self, period: str) -> Rollup | None:
        if period not in self._rollups:
            found = self._call(period)
            self._rollups[period] = Rollup(found, as_of=self.as_of) if found else None
        return self._rollups[period]

    def _call(self, period: str) -> Call | None:
        """The body's call on the same form for another period; else on a form that asks the same, as months do of nine months."""
        call = self.report.call
        calls = Call.objects.filter(owner=call.owner_id, period=period).select_related("form").order_by("form__code")
        same = calls.filter(form__code=call.form.code).first()
        asked = [one.pk for one in self.rollup.indicators]
        return same or calls.filter(form__sections__items__indicator__in=asked).first()

    def bound(self, field: Field) -> Bound | None:
        """The field's figure; None where no such indicator, land, period or measure is known here."""
        if field not in self._known:
            self._known[field] = self._measured(field) if field.is_measure else self._rolled_up(field)
        return self._known[field]

    def _measured(self, field: Field) -> Bound | None:
        if field.land or field.period or field.code not in {one.code for one in measures}:
            return None
        report, measure = self.report, measures[field.code]
        told = measures.count(field.code, units=[report.owner_id], period=report.call.counted, as_of=self.as_of)
        return Bound(
            field.key,
            str(measure.label),
            measure.unit,
            Decimal(told[report.owner_id]),
            reverse("reporting:report-measure", args=[report.pk, field.code]),
            measure=field.code,
        )

    def _rolled_up(self, field: Field) -> Bound | None:
        found = self._rollup(field.period or self.report.call.period)
        land = self._land(field.land)
        if found is None or land is None:
            return None
        indicator = next((one for one in found.indicators if one.code == field.code), None)
        if indicator is None:
            return None
        figure = found.figure(indicator, land)
        return Bound(
            field.key,
            indicator.name,
            indicator.unit,
            figure.number,
            reverse("reporting:figure", args=[found.call.pk, land, indicator.pk]),
            indicator=indicator,
            call=found.call,
            land=land,
            estimated=_estimated(found, indicator, land) if figure.estimates else None,
        )

    def _land(self, code: str) -> UUID | None:
        if not code:
            return self.report.call.land_id
        return self._lands[code].unit_id if code in self._lands else None

    def unknown(self, asked: Iterable[Field]) -> list[Field]:
        """Those that name nothing known here."""
        return [one for one in asked if self.bound(one) is None]

    @cached_property
    def offered(self) -> list[Known]:
        """Figures of the report's own land and period, for numbers that somebody typed."""
        found = self.rollup
        return [
            Known(one.code, one.unit, number)
            for one in found.indicators
            if (number := found.figure(one, self.report.call.land_id).number) is not None
        ]


def _estimated(found: Rollup, indicator: Indicator, land: UUID) -> Decimal | None:
    """How much of the figure is estimated to the end of the period; None of what is made of others."""
    if deriving.is_made(indicator):
        return None
    parts: list[Part] = [one.part for one in found.given(indicator, land) if one.part.is_estimate]
    return combining.over_units(indicator.over_units, parts).number
