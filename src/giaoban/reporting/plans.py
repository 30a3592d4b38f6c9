"""Reads of what is planned: the targets that hold, how they came about, and how far a figure is on its way."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import get_language

from giaoban.kernel.period import Period, PeriodKind
from giaoban.reporting import combining, words
from giaoban.reporting.models import Target

Key = tuple[UUID, UUID, str]
"""(land, indicator, code of the period)."""


def standing(units: Iterable[UUID], periods: Iterable[Period]) -> dict[Key, Target]:
    """The targets that hold, also those that were withdrawn. One query."""
    found = Target.objects.filter(unit__in=list(units), period__in=[period.code for period in periods])
    found = found.select_related("act").order_by("unit", "indicator", "period", "-seq")
    return {(one.unit_id, one.indicator_id, one.period): one for one in found.distinct("unit", "indicator", "period")}


def told(unit_id: UUID, period: Period) -> int:
    """How many targets were ever told of a land and a period: whoever revises says how many they saw."""
    return Target.objects.filter(unit=unit_id, period=period.code).count()


def history(unit_id: UUID, period: Period) -> dict[UUID, list[Target]]:
    """Every target that was ever told of a land and a period, by indicator, the latest first. One query."""
    made: dict[UUID, list[Target]] = defaultdict(list)
    rows = Target.objects.filter(unit=unit_id, period=period.code).select_related("act", "by", "body")
    for one in rows.order_by("indicator", "-seq"):
        made[one.indicator_id].append(one)
    return dict(made)


@dataclass(frozen=True)
class Plan:
    """A target that holds, and how much of it a figure makes."""

    target: Target
    figure: Decimal | None

    @property
    def in_words(self) -> str:
        """The period that it is for."""
        return Period.from_code(self.target.period).label("en" if get_language() == "en" else "vi")

    @property
    def said(self) -> str:
        return words.number(self.target.number)

    @property
    def percent(self) -> str:
        """Parts of a hundred, with one place; "" where one cannot say."""
        return words.number(combining.ratio(self.figure, self.target.number), places=1)


def plan(
    known: dict[Key, Target], land: UUID, indicator: UUID, periods: Iterable[Period], figure: Decimal | None
) -> Plan | None:
    """The target of the first of the periods for which one holds."""
    for period in periods:
        found = known.get((land, indicator, period.code))
        if found and found.number is not None:
            return Plan(found, figure)
    return None


def that_apply(period: Period) -> list[Period]:
    """The periods whose targets a figure is measured by: its own, then its year for what is counted from January on."""
    year = Period.of_year(period.start.year)
    is_month = period.kind == PeriodKind.MONTH
    return [period, year] if period.start == year.start and not is_month and period != year else [period]
