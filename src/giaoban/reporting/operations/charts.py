"""The editor of a report chooses which figures get a chart."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.reporting.bound import Figures
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.models import ReportChart
from giaoban.reporting.operations import refusals
from giaoban.reporting.operations.narrative import at_work, section_of


@transaction.atomic
def add_chart(*, report_id: UUID, section: str, code: str, over: ChartOver, by: Actor, at: dt.datetime) -> ReportChart:
    """A chart of an indicator stands in a section from now on; the same twice is once. Raises Frozen, UnknownFigure."""
    report = at_work(report_id, by)
    part = section_of(report, section)
    indicator = next((one for one in Figures(report, as_of=at).rollup.indicators if one.code == code), None)
    if indicator is None:
        raise refusals.UnknownFigure(code)
    made, is_new = ReportChart.objects.get_or_create(
        report=report, section=section, indicator=indicator, over=over, defaults={"at": at, "by": by.user}
    )
    if is_new:
        events.record(
            "reporting.chart_added", report, by=by, at=at, unit=report.owner_id, section=part.title, name=indicator.name
        )
    return made


@transaction.atomic
def remove_chart(*, chart_id: UUID, by: Actor, at: dt.datetime) -> None:
    """Takes a chart out of the report; one that is gone already stays gone. Raises Frozen."""
    found = ReportChart.objects.filter(pk=chart_id).select_related("indicator").first()
    if found is None:
        return
    report = at_work(found.report_id, by)
    part = section_of(report, found.section)
    found.delete()
    events.record(
        "reporting.chart_removed",
        report,
        by=by,
        at=at,
        unit=report.owner_id,
        section=part.title,
        name=found.indicator.name,
    )
