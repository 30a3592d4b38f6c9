"""Somebody says on which figures of a report a conclusion rests."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.kernel.grounds import grounds
from giaoban.kernel.resolvers import Pointer, resolvers
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting.bound import Figures
from giaoban.reporting.models import ConclusionFigure, PeriodReport
from giaoban.reporting.operations import refusals


@transaction.atomic
def set_grounds(
    *, report_id: UUID, conclusion: Pointer, indicators: Collection[UUID], by: Actor, at: dt.datetime
) -> None:
    """The figures of the report beside a conclusion of its period are these from now on; none takes all of them back.

    A report that was signed may still be referred to. Raises NotOfThePeriod, UnknownFigure.
    """
    report = PeriodReport.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=report_id)
    if not by.has_perm(Permission.RETURN_CALL, report):
        raise PermissionDenied
    if conclusion not in grounds.concluded(by, report.call.period):
        raise refusals.NotOfThePeriod
    known = {one.pk: one for one in Figures(report, as_of=at).rollup.indicators}
    if missing := [one for one in indicators if one not in known]:
        raise refusals.UnknownFigure(str(missing[0]))
    there = ConclusionFigure.objects.filter(report=report, kind=conclusion.kind, conclusion=conclusion.id)
    before = set(there.values_list("indicator", flat=True))
    wanted = set(indicators)
    if before == wanted:
        return
    there.exclude(indicator__in=wanted).delete()
    ConclusionFigure.objects.bulk_create(
        ConclusionFigure(
            report=report, kind=conclusion.kind, conclusion=conclusion.id, indicator_id=one, at=at, by=by.user
        )
        for one in wanted - before
    )
    events.record(
        "reporting.grounds_set",
        report,
        by=by,
        at=at,
        unit=report.owner_id,
        conclusion=str(resolvers.resolve([conclusion], reader=by)[conclusion].label),
        figures="; ".join(one.name for pk, one in known.items() if pk in wanted) or "–",
    )
