"""Figures beside conclusions: those of one conclusion, all of a report, and those that rest on one figure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse

from giaoban.kernel.grounds import Ground, grounds
from giaoban.kernel.resolvers import Pointer, Reader, Resolved, Sight, resolvers
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import narrative
from giaoban.reporting.bound import Figures, written
from giaoban.reporting.models import Call, ConclusionFigure, Indicator, PeriodReport
from giaoban.reporting.prose.fields import Field


def behind(reader: Reader, conclusions: Collection[Pointer], as_of: dt.datetime) -> Mapping[Pointer, Sequence[Ground]]:
    """The figures beside each conclusion, of reports that the reader sees."""
    if not isinstance(reader, Actor):
        return {}
    asked = set(conclusions)
    rows = (
        ConclusionFigure.objects.filter(
            conclusion__in=[one.id for one in asked], report__in=PeriodReport.objects.visible_to(reader)
        )
        .select_related("report__call__form", "indicator")
        .order_by("indicator__name", "pk")
    )
    reports: dict[UUID, _Reading] = {}
    found: dict[Pointer, list[Ground]] = defaultdict(list)
    for row in rows:
        pointer = Pointer(row.kind, row.conclusion)
        if pointer not in asked:
            continue
        reading = reports.setdefault(row.report_id, _Reading(row.report, as_of))
        if ground := reading.ground(row.indicator):
            found[pointer].append(ground)
    return found


class _Reading:
    """One report's figures, as they were frozen last and as they are now."""

    def __init__(self, report: PeriodReport, as_of: dt.datetime) -> None:
        self.report = report
        self.figures = Figures(report, as_of=as_of)
        last = narrative.last_freeze(report)
        told = last.figures.filter(call=report.call_id, land=report.call.land_id) if last else ()
        self.frozen: dict[UUID | None, Decimal | None] = {one.indicator_id: one.number for one in told}

    def ground(self, indicator: Indicator) -> Ground | None:
        bound = self.figures.bound(Field(indicator.code, "", ""))
        if bound is None:
            return None
        said, now = written(self.frozen.get(indicator.pk)), written(bound.number)
        return Ground(
            label=bound.label,
            said=said or now or "–",
            unit=bound.unit,
            now=now if said and said != now else "",
            url=bound.url,
            report=str(self.report),
            report_url=self.report.get_absolute_url(),
        )


def chooser(reader: Reader, conclusion: Pointer, period: str) -> str:
    """The page on which the figures of a conclusion are chosen, of the report on the period that the reader writes."""
    if not isinstance(reader, Actor) or not reader.may(Permission.RETURN_CALL):
        return ""
    reports = PeriodReport.objects.visible_to(reader).filter(call__period=period).order_by("began_at", "pk")
    written_here = (one for one in reports if reader.has_perm(Permission.RETURN_CALL, one))
    report = next(written_here, None)
    return reverse("reporting:ground", args=[report.pk, conclusion.id]) if report else ""


@dataclass(frozen=True)
class Row:
    """A conclusion with its figures; `choose` is empty for whoever may not."""

    pointer: Pointer
    conclusion: Resolved
    grounds: Sequence[Ground]
    choose: str


def rows(report: PeriodReport, *, actor: Actor, as_of: dt.datetime) -> list[Row]:
    """What was concluded of the report's period, in order, each with the figures beside it."""
    pointers = grounds.concluded(actor, report.call.period)
    labels = resolvers.resolve(pointers, reader=actor)
    found = behind(actor, pointers, as_of)
    may = actor.has_perm(Permission.RETURN_CALL, report)
    return [
        Row(
            one,
            labels[one],
            found.get(one, ()),
            reverse("reporting:ground", args=[report.pk, one.id]) if may else "",
        )
        for one in pointers
        if labels[one].sight is Sight.LINK
    ]


def resting_on(call: Call, indicator: Indicator, land: UUID, *, actor: Actor) -> list[Resolved]:
    """The conclusions that rest on a figure of the report's own land, as far as the reader sees the report."""
    if land != call.land_id:
        return []
    told = ConclusionFigure.objects.filter(
        indicator=indicator, report__call=call, report__in=PeriodReport.objects.visible_to(actor)
    ).order_by("at", "pk")
    pointers = [Pointer(one.kind, one.conclusion) for one in told]
    return [one for one in resolvers.resolve(pointers, reader=actor).values() if one.sight is Sight.LINK]
