"""What a body said before of the lines of a form: the period before, the last ones, the same period last year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from giaoban.kernel.period import NoSuchPeriod, Period
from giaoban.reporting.enums import ReturnStatus
from giaoban.reporting.models import Call, Return, Value

PERIODS = 12


@dataclass(frozen=True)
class Past:
    """`before` holds the period before; `recent` the numbers of the last periods, `last_year` that of the same period
    last year; all by indicator. `period` is the one before, where the body said anything of it; `of_bodies` are those that the
    body took over and whose numbers are in it, each with the address of its return.
    """

    before: dict[UUID, Value] = field(default_factory=dict)
    recent: dict[UUID, list[Decimal]] = field(default_factory=dict)
    last_year: dict[UUID, Decimal] = field(default_factory=dict)
    period: Period | None = None
    of_bodies: tuple[tuple[str, str], ...] = ()


def past(call: Call, unit_id: UUID) -> Past:
    """What the body said on the same form, as accepted, else as handed in. Two queries."""
    return of(call, told(call, unit_id))


def of(call: Call, told: Mapping[str, Mapping[UUID, Value]]) -> Past:
    """The past that was told, the latest period first, as a call looks at it."""
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
    return Past(dict(told.get(code, {})), dict(recent), last_year, before if code in told else None)


# Of each return the numbers that stand in it, as "place number place number …"; places are those of `indicators`. Along the
# index, without sorting.
NUMBERS_OF = """
    SELECT one.of_id, (
        SELECT string_agg(asked.place || ' ' || CASE WHEN value.none_occurred THEN '0' ELSE value.number::text END, ' ')
        FROM (
            SELECT DISTINCT ON (indicator_id) indicator_id, number, none_occurred FROM reporting_value
            WHERE of_id = one.of_id AND version <= one.version ORDER BY indicator_id DESC, seq DESC
        ) AS value
        JOIN unnest(%(indicators)s::uuid[]) WITH ORDINALITY AS asked(id, place) ON asked.id = value.indicator_id
        WHERE value.none_occurred OR value.number IS NOT NULL
    )
    FROM unnest(%(of)s::uuid[], %(versions)s::int[]) AS one(of_id, version)
"""


def usual(call: Call, units: Collection[UUID], indicators: Sequence[UUID]) -> dict[UUID, Past]:
    """The numbers of `past` for many bodies at once, without what stood before; none for who said nothing. Two queries."""
    counting: dict[UUID, tuple[UUID, str]] = {}
    versions: list[int] = []
    seen: Counter[UUID] = Counter()
    rows = _earlier(call).filter(unit__in=units).order_by("-call__map_day", "pk")
    version = Coalesce("accepted_version", "version")
    for pk, unit, period, said_in in rows.values_list("pk", "unit", "call__period", version):
        if seen[unit] <= PERIODS:
            seen[unit] += 1
            counting[pk] = unit, period
            versions.append(said_in)
    if not counting:
        return {}
    told: dict[UUID, dict[str, str]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS_OF, {"indicators": list(indicators), "of": list(counting), "versions": versions})
        written = dict(cursor.fetchall())
    for pk, (unit, period) in counting.items():
        told[unit][period] = written[pk] or ""
    year = _neighbour(call.span, "same_last_year")
    return {unit: _usual(of_unit, year.code if year else "", indicators) for unit, of_unit in told.items()}


def _usual(told: Mapping[str, str], year: str, indicators: Sequence[UUID]) -> Past:
    recent: list[list[Decimal]] = [[] for _ in indicators]
    for numbers in list(told.values())[:PERIODS]:
        for place, number in _numbers(numbers):
            recent[place].append(number)
    return Past(
        recent={pk: numbers for pk, numbers in zip(indicators, recent, strict=True) if numbers},
        last_year={indicators[place]: number for place, number in _numbers(told.get(year, ""))},
    )


def _numbers(written: str) -> Iterator[tuple[int, Decimal]]:
    words = written.split()
    return zip((int(place) - 1 for place in words[::2]), map(Decimal, words[1::2]), strict=True)


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


def told(call: Call, unit_id: UUID) -> dict[str, dict[UUID, Value]]:
    """Earlier returns of the body, the latest period first: code of the period → indicator → value."""
    mine = _earlier(call).filter(unit=unit_id).select_related("call")
    returns = mine.order_by("-call__map_day", "pk")[: PERIODS + 1]
    said: dict[str, dict[UUID, Value]] = {of.call.period: {} for of in returns}
    counting = {of.pk: (of.call.period, of.accepted_version or of.version) for of in returns}
    found = Value.objects.filter(of__in=counting, version__lte=F("of__version")).order_by("of", "indicator", "seq")
    for value in found:
        period, version = counting[value.of_id]
        if value.version <= version:
            said[period][value.indicator_id] = value
    return said
