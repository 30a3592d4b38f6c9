"""What a body said before of the lines of a form: the period before, the last ones, the same period last year."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from giaoban.kernel.period import NoSuchPeriod, Period
from giaoban.reporting.enums import ReturnStatus
from giaoban.reporting.models import Call, Return, Value

PERIODS = 12


@dataclass(frozen=True)
class Past:
    """`before` holds the period before; `recent` the numbers of the last periods, `last_year` that of the same period
    last year; all by indicator. `period` is the one before, where the body said anything of it.
    """

    before: dict[UUID, Value] = field(default_factory=dict)
    recent: dict[UUID, list[Decimal]] = field(default_factory=dict)
    last_year: dict[UUID, Decimal] = field(default_factory=dict)
    period: Period | None = None


def past(call: Call, unit_id: UUID) -> Past:
    """What the body said on the same form, as accepted, else as handed in. Two queries."""
    told = _told(call, unit_id)
    before, year = _neighbour(call.span, "previous"), _neighbour(call.span, "same_last_year")
    recent: dict[UUID, list[Decimal]] = defaultdict(list)
    for values in list(told.values())[:PERIODS]:
        for indicator, value in values.items():
            if (number := amount(value)) is not None:
                recent[indicator].append(number)
    last_year = {
        indicator: number
        for indicator, value in told.get(year.code if year else "", {}).items()
        if (number := amount(value)) is not None
    }
    code = before.code if before else ""
    return Past(told.get(code, {}), dict(recent), last_year, before if code in told else None)


def usual(call: Call, units: Collection[UUID]) -> dict[UUID, Past]:
    """The numbers of `past` for many bodies at once, without what stood before; none for who said nothing. Two queries."""
    counting: dict[UUID, tuple[UUID, str]] = {}
    told: dict[UUID, dict[str, dict[UUID, Decimal]]] = defaultdict(dict)
    rows = _earlier(call).filter(unit__in=units).order_by("-call__map_day", "pk")
    for pk, unit, period in rows.values_list("pk", "unit", "call__period"):
        if len(told[unit]) <= PERIODS:
            told[unit][period] = {}
            counting[pk] = unit, period
    standing = Value.objects.filter(of__in=counting, version__lte=Coalesce("of__accepted_version", "of__version"))
    found = standing.order_by("of", "indicator", "-seq").distinct("of", "indicator")
    for of, indicator, number, none in found.values_list("of", "indicator", "number", "none_occurred"):
        unit, period = counting[of]
        said = Decimal(0) if none else number
        if said is not None:
            told[unit][period][indicator] = said
    year = _neighbour(call.span, "same_last_year")
    return {unit: _usual(of_unit, year.code if year else "") for unit, of_unit in told.items()}


def _usual(told: Mapping[str, Mapping[UUID, Decimal]], year: str) -> Past:
    recent: dict[UUID, list[Decimal]] = defaultdict(list)
    for values in list(told.values())[:PERIODS]:
        for indicator, number in values.items():
            recent[indicator].append(number)
    return Past(recent=dict(recent), last_year=dict(told.get(year, {})))


def amount(value: Value | None) -> Decimal | None:
    """A value as arithmetic takes it: nothing at all where none occurred, None where nothing was said."""
    if value is None:
        return None
    return Decimal(0) if value.none_occurred else value.number


def _neighbour(period: Period, which: str) -> Period | None:
    try:
        found: Period = getattr(period, which)()
    except NoSuchPeriod:
        return None
    return found


def _earlier(call: Call) -> QuerySet[Return]:
    """Returns on the same form to the same body for earlier periods, as far as they were handed in."""
    found = Return.objects.filter(call__form__code=call.form.code, call__owner=call.owner_id)
    return found.filter(call__map_day__lt=call.map_day).exclude(
        accepted_version=None, status__in=[ReturnStatus.DRAFT, ReturnStatus.RETURNED]
    )


def _told(call: Call, unit_id: UUID) -> dict[str, dict[UUID, Value]]:
    """Earlier returns of the body, the latest period first: code of the period → indicator → value."""
    mine = _earlier(call).filter(unit=unit_id).select_related("call")
    returns = mine.order_by("-call__map_day", "pk")[: PERIODS + 1]
    told: dict[str, dict[UUID, Value]] = {of.call.period: {} for of in returns}
    counting = {of.pk: (of.call.period, of.accepted_version or of.version) for of in returns}
    found = Value.objects.filter(of__in=counting, version__lte=F("of__version")).order_by("of", "indicator", "seq")
    for value in found:
        period, version = counting[value.of_id]
        if value.version <= version:
            told[period][value.indicator_id] = value
    return told
