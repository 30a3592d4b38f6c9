"""What a body said before of the lines of a form: the period before, the last ones, the same period last year."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models.functions import Coalesce

from giaoban.kernel.period import NoSuchPeriod, Period
from giaoban.reporting import lines
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
    recent: dict[UUID, tuple[Decimal, ...]] = field(default_factory=dict)
    last_year: dict[UUID, Decimal] = field(default_factory=dict)
    period: Period | None = None
    of_bodies: tuple[tuple[str, str], ...] = ()


def past(call: Call, unit_id: UUID) -> Past:
    """What the body said on the same form, as accepted, else as handed in. Three queries."""
    asked = [line.indicator_id for line in lines.of_form(call.form_id) if line.is_told]
    earlier = _earlier(call, [unit_id]).get(unit_id, [])
    numbers = _usual(call, earlier, asked) if earlier else Past()
    before = _neighbour(call.span, "previous")
    for one in earlier:
        if before and one.period == before.code:
            return replace(numbers, before=_said(one), period=before)
    return numbers


def usual(call: Call, units: Collection[UUID], indicators: Sequence[UUID]) -> dict[UUID, Past]:
    """The numbers of `past` for many bodies at once, without what stood before; none for who said nothing. Two queries."""
    return {unit: _usual(call, earlier, indicators) for unit, earlier in _earlier(call, units).items()}


def told(call: Call, unit_id: UUID) -> dict[str, dict[UUID, Value]]:
    """What the body said on the same form, the latest period first: code of the period → indicator → value. Three queries."""
    earlier = {one.pk: one for one in _earlier(call, [unit_id]).get(unit_id, [])}
    found: dict[str, dict[UUID, Value]] = {one.period: {} for one in earlier.values()}
    for value in Value.objects.filter(of__in=earlier).order_by("of", "indicator", "seq"):
        one = earlier[value.of_id]
        if value.version <= one.version:
            found[one.period][value.indicator_id] = value
    return found


def of_told(call: Call, told: Mapping[str, Mapping[UUID, Value]]) -> Past:
    """The past of such values, the latest period first, as a call looks at it."""
    before, year = _neighbour(call.span, "previous"), _neighbour(call.span, "same_last_year")
    recent: dict[UUID, tuple[Decimal, ...]] = defaultdict(tuple)
    for values in list(told.values())[:PERIODS]:
        for indicator, value in values.items():
            if (number := amount(value)) is not None:
                recent[indicator] += (number,)
    then = told.get(year.code, {}) if year else {}
    last_year = {pk: number for pk, value in then.items() if (number := amount(value)) is not None}
    code = before.code if before else ""
    return Past(dict(told.get(code, {})), dict(recent), last_year, before if code in told else None)


@dataclass(frozen=True)
class _Earlier:
    """A return that was handed in: `version` is the one that counts, `numbers` what it said line by line."""

    pk: UUID
    period: str
    form: UUID
    version: int
    numbers: str


# Each version by its own key: it is kept in one row.
NUMBERS = """
    SELECT kept.of_id, kept.numbers FROM unnest(%s::uuid[], %s::int[]) AS one (of_id, version)
    JOIN reporting_handedin kept ON kept.of_id = one.of_id AND kept.version = one.version
"""


def _earlier(call: Call, units: Collection[UUID]) -> dict[UUID, list[_Earlier]]:
    """The last returns of each body on the same form to the same caller, the latest period first. Two queries."""
    found = Return.objects.filter(call__form__code=call.form.code, call__owner=call.owner_id)
    found = found.filter(call__map_day__lt=call.map_day, unit__in=units).exclude(
        accepted_version=None, status__in=[ReturnStatus.DRAFT, ReturnStatus.RETURNED]
    )
    rows: dict[UUID, list[tuple[UUID, str, UUID, int]]] = defaultdict(list)
    version = Coalesce("accepted_version", "version")
    told = found.order_by("-call__map_day", "pk").values_list("unit", "pk", "call__period", "call__form", version)
    for unit, *row in told:
        if len(rows[unit]) <= PERIODS:
            rows[unit].append(tuple(row))
    if not rows:
        return {}
    all_of_them = [row for of_unit in rows.values() for row in of_unit]
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [[row[0] for row in all_of_them], [row[3] for row in all_of_them]])
        numbers = dict(cursor.fetchall())
    return {unit: [_Earlier(*row, numbers.get(row[0], "")) for row in of_unit] for unit, of_unit in rows.items()}


def _usual(call: Call, earlier: Sequence[_Earlier], indicators: Sequence[UUID]) -> Past:
    told = [_numbers(one, indicators) for one in earlier[:PERIODS]]
    recent = zip(indicators, zip(*told, strict=True), strict=True)
    year = _neighbour(call.span, "same_last_year")
    then = next((one for one in earlier if year and one.period == year.code), None)
    return Past(
        recent={pk: said for pk, all_told in recent if (said := tuple(n for n in all_told if n is not None))},
        last_year={pk: n for pk, n in zip(indicators, _numbers(then, indicators), strict=True) if n is not None}
        if then
        else {},
    )


def _numbers(of: _Earlier, indicators: Sequence[UUID]) -> list[Decimal | None]:
    """What a return said of each of the indicators, whatever version of the form it stood on."""
    said = [_AS_NUMBERS[word] for word in of.numbers.split(" ")]
    asked = [line.indicator_id for line in lines.of_form(of.form)]
    if asked == indicators:
        return said
    known = dict(zip(asked, said, strict=False))
    return [known.get(pk) for pk in indicators]


class _AsNumbers(dict[str, Decimal | None]):
    """Small numbers come again and again: their words are read once a process."""

    def __missing__(self, word: str) -> Decimal | None:
        number = Decimal(word)
        if len(word) < 4:
            self[word] = number
        return number


_AS_NUMBERS = _AsNumbers({"": None})


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


def _said(of: _Earlier) -> dict[UUID, Value]:
    """The values of a return as they count."""
    found = Value.objects.filter(of=of.pk, version__lte=of.version).order_by("indicator", "-seq")
    return {one.indicator_id: one for one in found.distinct("indicator")}
