"""One figure over a range of periods, opened: how it is made, period by period, body by body; what is missing."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.kernel.measures import measures
from giaoban.kernel.period import InvalidPeriodCode, Period, PeriodKind
from giaoban.kernel.resolvers import Sight, resolvers
from giaoban.registry.actor import Actor
from giaoban.reporting import figures, words, yearly
from giaoban.reporting.deriving import Making
from giaoban.reporting.enums import Origin, OverTime, OverUnits
from giaoban.reporting.models import Call, Indicator, Return
from giaoban.reporting.rollup import Land
from giaoban.reporting.series import Series
from giaoban.reporting.steps import ALL, Told

LONGEST = dt.timedelta(days=3 * 366)


def read(written: str) -> Period | None:
    """The range that an address names; None where it names none of whole months and three years at most."""
    try:
        found = Period.from_code(written)
    except InvalidPeriodCode:
        return None
    named_for_years = found.kind in {PeriodKind.PHASE, PeriodKind.TERM}
    return found if found.is_whole_months and not named_for_years and found.end - found.start <= LONGEST else None


def years(period: Period) -> tuple[int, ...]:
    """Those whose calls the range and the same range a year before are made of."""
    return tuple(range(period.start.year - 1, period.last_day.year + 1))


def opened(
    found: Series,
    call: Call,
    indicator: Indicator,
    land: Land,
    *,
    lands: dict[UUID, Land],
    period: Period,
    actor: Actor,
) -> dict[str, Any]:
    """Everything that makes the figure of a land over a range, each part with the page that opens it."""
    figure = found.figure(indicator, land.id, period)
    before = period.same_last_year()
    making = found.makings(period).of(indicator)
    told = [] if making else found.told(indicator, land.id, period)
    counted, expected = found.units_counted(land.id, period)

    def words_of(one: Indicator, place: UUID, over: Period = period) -> str:
        return figures.said(found.figure(one, place, over))

    return {
        "indicator": indicator,
        "land": land,
        "above": lands.get(land.parent) if land.parent else None,
        "period": period,
        "in_words": yearly.label(period),
        "days": found.days(period),
        "figure": figure,
        "said": figures.said(figure),
        "formula": formula(indicator, making),
        "lack": words.lack(figure, making.operands) if making else "",
        "plan": figures.plan(indicator, land.id, period, figure),
        "before": before,
        "before_in_words": yearly.label(before),
        "before_said": words_of(indicator, land.id, before),
        "before_url": yearly.address(found, call, indicator, land.id, before),
        "operands": [(one, words_of(one, land.id)) for one in (making.operands if making else ())],
        "parts": [(part, words_of(indicator, part.id)) for part in found.below(land.id, lands, period)],
        "split": figures.split(indicator, found.indicators, lambda one: found.figure(one, land.id, period).number),
        "steps": _steps(found, call, indicator, land.id, period),
        "told": _rows(told, actor) if indicator.origin != Origin.COUNTED else _counted(told),
        "sum": words.number(sum((one.part.amount or 0 for one in told), start=0), places=2),
        "is_sum": not making and indicator.over_units == OverUnits.SUM,
        "counted": counted,
        "expected": expected,
        "records": _records(found, indicator, told, period, actor) if indicator.origin == Origin.COUNTED else [],
        "records_shown": figures.RECORDS_SHOWN,
    }


def formula(indicator: Indicator, making: Making | None) -> str:
    """How a figure over several periods is made, in a sentence."""
    if making and making.text:
        return _("%(formula)s, of the figures below over the whole range; such a figure is never added up.") % {
            "formula": making.in_words
        }
    if making:
        return _("The first figure below divided by the second, both over the whole range, times one hundred.")
    if indicator.origin == Origin.COUNTED:
        label = str(measures[indicator.measure].label)
        return _("Counted anew from the records of every body here over all days of the range: %(measure)s.") % {
            "measure": label
        }
    of_a_body = {
        OverTime.SUM: _("Of each body the accepted values of all periods are added up"),
        OverTime.LAST: _(
            "Of each place the value accepted last is taken, and of a body that has not reported since a merger those of what it was made of"
        ),
        OverTime.CUMULATIVE: _(
            "Of each place the value accepted last is taken, since it counts from January on, and of a body that has not reported since a merger those of what it was made of"
        ),
        OverTime.AVERAGE: _("Of each body the mean of the accepted values is taken"),
    }[OverTime(indicator.over_time)]
    over_bodies = {
        OverUnits.SUM: _("these are added up over the bodies here."),
        OverUnits.AVERAGE: _("the figure is the mean of these over the bodies here."),
        OverUnits.NONE: _("these are not combined."),
    }[OverUnits(indicator.over_units)]
    return f"{of_a_body}; {over_bodies}"


def _steps(found: Series, call: Call, indicator: Indicator, land: UUID, period: Period) -> list[dict[str, Any]]:
    """The periods of the range in order, with what is missing in each."""
    asked = [one for year in years(period) for one in yearly.columns(call, year, "") if period.contains(one)]
    return [
        {
            "in_words": yearly.label(step.period),
            "said": figures.said(step.figure),
            "is_estimate": bool(step.figure.estimates),
            "counted": step.counted,
            "expected": step.expected,
            "missing": step.expected - step.counted,
            "is_called": step.call is not None,
            "url": yearly.address(found, call, indicator, land, step.period) if step.call else "",
        }
        for step in found.steps(indicator, land, asked)
    ]


def _rows(told: list[Told], actor: Actor) -> list[dict[str, Any]]:
    """What each body gives, with the periods that are in it; each leads to the return where the reader may open it."""
    asked = {call.pk for one in told for call in one.counts}
    returns = Return.objects.visible_to(actor).filter(call__in=asked, unit__in={one.body.id for one in told})
    visible = {(one.call_id, one.unit_id): one for one in returns}
    return [
        {
            "name": one.body.name,
            "value": _("none occurred") if one.part.none_occurred else words.number(one.part.number, places=2),
            "is_estimate": one.part.is_estimate,
            "share": words.number(one.share * 100, places=1) if one.share != ALL else "",
            "said": [
                {
                    "in_words": yearly.head(call.span),
                    "value": words.number(part.amount, places=2),
                    "of": visible.get((call.pk, one.body.id)),
                }
                for call, part in one.said
                if part.amount is not None
            ],
            "missing": sum(part.amount is None for _call, part in one.said),
        }
        for one in told
    ]


def _counted(told: list[Told]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.body.name,
            "value": words.number(one.part.number, places=2),
            "is_estimate": False,
            "said": [],
            "missing": 0,
        }
        for one in told
        if one.part.number
    ]


def _records(
    found: Series, indicator: Indicator, told: list[Told], period: Period, actor: Actor
) -> list[dict[str, Any]]:
    units = [one.body.id for one in told]
    days = found.days(period)
    pointers = measures.records(indicator.measure, units=units, period=days, as_of=found.as_of, reader=actor)
    known = resolvers.resolve(pointers[: figures.RECORDS_SHOWN], reader=actor)
    return [{"label": one.label, "url": one.url} for one in known.values() if one.sight == Sight.LINK]
