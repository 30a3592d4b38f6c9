"""A frozen report read again: what its figures counted then, what has changed since, by how much and because of what."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext

from giaoban.documents.papers import Block, Chart, Heading, Paper, Paragraph, Table, charts
from giaoban.kernel.measures import measures
from giaoban.reporting import combining, deriving, queries
from giaoban.reporting.combining import Figure, Part
from giaoban.reporting.deriving import Makings
from giaoban.reporting.enums import Act, Origin
from giaoban.reporting.models import Call, Freeze, FrozenFigure, Indicator, ReturnStep, Value
from giaoban.reporting.queries import Body
from giaoban.reporting.rollup import Given, Rollup

PLACES = 6


def rounded(number: Decimal | None) -> Decimal | None:
    """As a frozen figure keeps it."""
    return None if number is None else round(number, PLACES)


def text_of(paper: Paper) -> tuple[list[str], list[str]]:
    """(its paragraphs, what stands in its tables and charts)."""
    blocks: list[Block] = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    told = [paper.subject, *(block.text for block in paper.blocks if isinstance(block, Heading | Paragraph))]
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    heads = [column.title for block in blocks if isinstance(block, Table) for column in block.columns]
    drawn = [word for block in blocks if isinstance(block, Chart) for word in _words_of(block)]
    return told, [*drawn, *cells, *heads, *(annex.title for annex in paper.annexes)]


def _words_of(chart: Chart) -> list[str]:
    """All that is read on a chart."""
    numbers = [charts.written(one, chart.scale) for series in chart.series for one in series.numbers]
    return [chart.title, chart.source, *chart.labels, *(one.name for one in chart.series), *filter(None, numbers)]


@dataclass(frozen=True)
class Was:
    """What one body gave to a frozen figure."""

    body: Body
    part: Part
    value: Value | None


class Then:
    """One call's figures as a freeze counted them: from the versions it names, and the counts it kept."""

    def __init__(self, freeze: Freeze, call: Call) -> None:
        self.freeze = freeze
        self.call = call

    @cached_property
    def values(self) -> dict[tuple[UUID, UUID], Value]:
        """The values of the versions that were counted, by body and indicator."""
        told = Value.objects.filter(
            of__call=self.call, of__frozen_in__freeze=self.freeze, version__lte=F("of__frozen_in__version")
        )
        found = told.order_by("of", "indicator", "-seq").distinct("of", "indicator").select_related("of")
        return {(one.of.unit_id, one.indicator_id): one for one in found}

    @cached_property
    def counts(self) -> dict[tuple[UUID, UUID], Decimal]:
        """What was counted of records, by body and indicator."""
        kept = self.freeze.counts.filter(call=self.call).values_list("unit", "indicator", "number")
        return {(unit, indicator): number for unit, indicator, number in kept}

    @cached_property
    def bodies(self) -> list[Body]:
        return queries.bodies(self.call)

    @cached_property
    def _all_bodies(self) -> list[Body]:
        return queries.bodies_of_all_levels(self.call)

    @cached_property
    def makings(self) -> Makings:
        """How derived figures were made, by the formulas as they were written then."""
        holding = deriving.in_force(deriving.written(as_of=self.freeze.at), self.call.map_day)
        return Makings((line.indicator for line in queries.items(self.call)), holding)

    def figure(self, indicator: Indicator, land: UUID) -> Figure:
        """The figure of a land as it was counted."""
        if deriving.is_made(indicator):
            return self.makings.figure(indicator, lambda one: self.figure(one, land))
        return combining.over_units(indicator.over_units, [was.part for was in self.given(indicator, land)])

    def given(self, indicator: Indicator, land: UUID) -> list[Was]:
        """What each body on the land gave to the figure."""
        if indicator.origin == Origin.COUNTED:
            kept = ((body, self.counts.get((body.id, indicator.pk))) for body in self._all_bodies if land in body.lands)
            return [Was(body, Part(number), None) for body, number in kept if number is not None]
        found = ((body, self.values.get((body.id, indicator.pk))) for body in self.bodies if land in body.lands)
        return [
            Was(body, Part(value.number, value.none_occurred, value.is_estimate), value)
            for body, value in found
            if value is not None and not value.is_empty
        ]


# --- What has changed since ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cause:
    """One body that gives something else now: `of` is the line that changed; a return says which version by which steps."""

    body: str
    of: Indicator | None
    before: Decimal | None
    now: Decimal | None
    value: Value | None = None
    reopened: ReturnStep | None = None
    accepted: ReturnStep | None = None


@dataclass(frozen=True)
class Change:
    """A figure that is another one now."""

    figure: FrozenFigure
    now: Decimal | None
    causes: tuple[Cause, ...]

    @property
    def difference(self) -> Decimal | None:
        if self.now is None or self.figure.number is None:
            return None
        return self.now - self.figure.number


def changes(freeze: Freeze, *, as_of: dt.datetime) -> list[Change]:
    """The figures that changed since, in the order of the paper, each with everything that changed it."""
    asked = freeze.figures.select_related("call__form", "indicator").order_by("place")
    again = _Again(freeze, as_of)
    return [change for one in asked if (change := again.changed(one))]


class _Again:
    """Every figure of a freeze counted again; each call is read once."""

    def __init__(self, freeze: Freeze, as_of: dt.datetime) -> None:
        self.freeze = freeze
        self.as_of = as_of
        self._calls: dict[UUID, tuple[Then, Rollup]] = {}

    def changed(self, figure: FrozenFigure) -> Change | None:
        if figure.measure:
            return self._measured(figure)
        if figure.call is None or figure.indicator is None or figure.land_id is None:
            return None
        then, found = self._of(figure.call)
        now = rounded(found.figure(figure.indicator, figure.land_id).number)
        if now == figure.number:
            return None
        return Change(figure, now, tuple(self._causes(then, found, figure.indicator, figure.land_id)))

    def _of(self, call: Call) -> tuple[Then, Rollup]:
        if call.pk not in self._calls:
            self._calls[call.pk] = Then(self.freeze, call), Rollup(call, as_of=self.as_of)
        return self._calls[call.pk]

    def _measured(self, figure: FrozenFigure) -> Change | None:
        report = self.freeze.report
        told = measures.count(figure.measure, units=[report.owner_id], period=report.call.counted, as_of=self.as_of)
        now = Decimal(told[report.owner_id])
        return None if now == figure.number else Change(figure, now, ())

    def _causes(self, then: Then, found: Rollup, indicator: Indicator, land: UUID) -> Iterator[Cause]:
        yield from self._made_otherwise(then, found, indicator)
        leaves = {one.pk: one for made in (then.makings, found.makings) for one in made.leaves(indicator)}
        for one in leaves.values():
            before = {was.body.id: was for was in then.given(one, land)}
            after: dict[UUID, Given] = {given.body.id: given for given in found.given(one, land)}
            for unit in dict.fromkeys([*before, *after]):
                was, now = before.get(unit), after.get(unit)
                old, new = was.part.amount if was else None, now.part.amount if now else None
                if old != new:
                    body = (now or was).body  # type: ignore[union-attr]
                    yield self._cause(body, one, old, new, now.value if now else was.value if was else None)

    def _made_otherwise(self, then: Then, found: Rollup, indicator: Indicator) -> Iterator[Cause]:
        """A formula that was revised for the same period."""
        before, now = then.makings.of(indicator), found.makings.of(indicator)
        if (before.text if before else "") != (now.text if now else ""):
            words = gettext("made otherwise now: %(formula)s") % {"formula": now.in_words if now else "–"}
            yield Cause(words, None, None, None)

    def _cause(
        self, body: Body, of: Indicator, before: Decimal | None, now: Decimal | None, value: Value | None
    ) -> Cause:
        steps = self._steps.get(value.of_id, []) if value else []
        return Cause(
            body.name,
            of,
            before,
            now,
            value,
            reopened=next((one for one in steps if one.act == Act.REOPEN), None),
            accepted=next((one for one in steps if one.act == Act.ACCEPT), None),
        )

    @cached_property
    def _steps(self) -> dict[UUID, list[ReturnStep]]:
        """Reopenings and acceptances since the freeze, of every return, the latest first."""
        found = ReturnStep.objects.filter(
            of__call__in=self.freeze.figures.exclude(call=None).values("call"),
            act__in=[Act.REOPEN, Act.ACCEPT],
            at__gt=self.freeze.at,
        )
        told: dict[UUID, list[ReturnStep]] = {}
        for step in found.select_related("by").order_by("-at", "-pk"):
            told.setdefault(step.of_id, []).append(step)
        return told


# --- One frozen figure opened -------------------------------------------------------------------------------------------


def opened(figure: FrozenFigure) -> list[dict[str, Any]]:
    """What the figure counted then: a table for each line that it is made of, with the sum; nothing for a measure."""
    if figure.indicator is None or figure.call is None or figure.land_id is None:
        return []
    then = Then(figure.freeze, figure.call)
    return [
        {"of": one, "rows": rows, "sum": sum_of(rows)}
        for one in then.makings.leaves(figure.indicator)
        for rows in [then.given(one, figure.land_id)]
    ]


def sum_of(rows: Sequence[Was]) -> Decimal:
    return sum((one.part.amount or Decimal(0) for one in rows), Decimal(0))


def again(figure: FrozenFigure) -> Decimal | None:
    """The figure made anew from what was counted then: the same as was frozen, or something was tampered with."""
    if figure.indicator is None or figure.call is None or figure.land_id is None:
        return figure.number
    return rounded(Then(figure.freeze, figure.call).figure(figure.indicator, figure.land_id).number)
