"""Reads of the reporting room that span models: who is expected, what a return says, what counts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet

from giaoban.kernel.measures import measures
from giaoban.registry.models import UnitVersion
from giaoban.reporting import deriving, lines
from giaoban.reporting.checks import Cell, Rule
from giaoban.reporting.enums import LANDS, Level
from giaoban.reporting.models import Call, FormItem, FormRule, Indicator, MoreTimeAnswer, Return, Value
from giaoban.reporting.past import Past

RETURN = "reporting.return"


@dataclass(frozen=True)
class Body:
    """A body that a call expects: its name, the body above it, where it sits, and the lands that this lies in."""

    id: UUID
    name: str
    parent: UUID | None
    seat: UUID
    lands: frozenset[UUID]


@dataclass(frozen=True)
class Unasked:
    """`why`: "founded_later" or "abolished" on `day`, or "not_its_form"."""

    why: str
    day: dt.date | None


def bodies(call: Call) -> list[Body]:
    """Those that the call expects a return of, as Vietnamese sorts, on the map of the call. Two queries."""
    return _seated(call, kinds=LANDS[Level(call.form.level)])


def asked_of(call: Call, units: Collection[UUID]) -> set[UUID]:
    """Those of the units that the call expects a return of. One query, whatever else is expected."""
    lands = UnitVersion.objects.under(call.land_id, call.map_day).filter(kind__in=LANDS[Level(call.form.level)])
    standing = UnitVersion.objects.on(call.map_day).filter(unit__in=units, kind__in=call.form.kinds)
    return set(standing.filter(seat__in=lands.values("unit")).order_by().values_list("unit", flat=True))


def bodies_of_all_levels(call: Call) -> list[Body]:
    """All bodies of the form's kind on the caller's land: those whose records a counted figure counts."""
    return _seated(call, kinds=[kind for level in Level for kind in LANDS[level]])


def _seated(call: Call, *, kinds: Collection[str]) -> list[Body]:
    lands = UnitVersion.objects.under(call.land_id, call.map_day).filter(kind__in=kinds)
    paths = {unit: _units_of(path) for unit, path in lands.values_list("unit", "path")}
    found = UnitVersion.objects.on(call.map_day).filter(kind__in=call.form.kinds, seat__in=list(paths)).by_name()
    return [
        Body(one.unit_id, one.name, one.parent_id, one.seat_id, paths[one.seat_id])  # type: ignore[arg-type]
        for one in found
    ]


def _units_of(path: Any) -> frozenset[UUID]:
    return frozenset(UUID(label) for label in str(path).split("."))


def why_not_asked(call: Call, unit_id: UUID) -> Unasked:
    """Why the call asks a body for nothing, with the day from or until which it stood where that is the reason."""
    lives = list(UnitVersion.objects.filter(unit=unit_id).order_by("valid").values_list("valid", flat=True))
    if lives and lives[0].lower is not None and lives[0].lower > call.map_day:
        return Unasked("founded_later", lives[0].lower)
    if lives and lives[-1].upper is not None and lives[-1].upper <= call.map_day:
        return Unasked("abolished", lives[-1].upper)
    return Unasked("not_its_form", None)


def expects(call: Call, unit_id: UUID | None) -> bool:
    """Whether the call asks this body for a return."""
    return unit_id is not None and Call.objects.asking(unit_id).filter(pk=call.pk).exists()


def extended(call: Call) -> dict[UUID, dt.date]:
    """The last day of each body that was granted more time. One query."""
    granted = MoreTimeAnswer.objects.filter(asked__call=call, due__isnull=False)
    return dict(granted.order_by("at", "pk").values_list("asked__unit", "due"))


def due(call: Call, unit_id: UUID) -> dt.date:
    """The last day on which a body hands its return in."""
    return extended(call).get(unit_id, call.due)


# --- What a return says -----------------------------------------------------------------------------------------------


def items(call: Call) -> list[FormItem]:
    """The lines of the call's form in their order, each with section and indicator.

    One query, and none where this process read them before: what a version of a form asks is never changed.
    """
    return list(lines.of_form(call.form_id))


def values(of: Return | None, *, version: int | None = None, revision: int | None = None) -> dict[UUID, Value]:
    """What holds of each indicator, by its id: in the version or revision given and those before it, else as it stands now."""
    if of is None:
        return {}
    found = Value.objects.filter(of=of)
    if version is not None:
        found = found.filter(version__lte=version)
    if revision is not None:
        found = found.filter(revision__lte=revision)
    return {one.indicator_id: one for one in found.order_by("indicator", "-seq").distinct("indicator")}


class Standing(NamedTuple):
    """What holds of one indicator in a return, without the rest of its row."""

    seq: int
    number: Decimal | None
    text: str
    none_occurred: bool
    is_estimate: bool
    reason: str


STANDING = """
    SELECT DISTINCT ON (of_id, indicator_id) of_id, indicator_id, seq, number, text, none_occurred, is_estimate, reason
    FROM reporting_value WHERE of_id = ANY (%s) ORDER BY of_id DESC, indicator_id DESC, seq DESC
"""


def standing(returns: Collection[UUID]) -> dict[UUID, dict[UUID, Standing]]:
    """What holds now of each indicator in each of the returns, by both ids. One query, and none for no return."""
    found: dict[UUID, dict[UUID, Standing]] = {pk: {} for pk in returns}
    if found:
        with connection.cursor() as cursor:
            cursor.execute(STANDING, [list(found)])
            for of, indicator, *said in cursor.fetchall():
                found[of][indicator] = Standing(*said)
    return found


def accepted(calls: Iterable[Call]) -> QuerySet[Value]:
    """What counts: of each return the values of the version that was accepted last, whatever is written since."""
    found = Value.objects.filter(of__call__in=list(calls), version__lte=F("of__accepted_version"))
    return found.order_by("of", "indicator", "-seq").distinct("of", "indicator")


def with_operands(indicators: QuerySet[Indicator]) -> set[UUID]:
    """These and all that they are made of. Three queries at most."""
    return deriving.with_operands(set(indicators.values_list("pk", flat=True)))


def answered(calls: Iterable[Call]) -> set[tuple[UUID, UUID]]:
    """(call, body) of every return of which a version was accepted."""
    found = Return.objects.filter(call__in=list(calls), accepted_version__isnull=False)
    return set(found.order_by().values_list("call", "unit"))


def counted(
    call: Call, indicators: Iterable[Indicator], units: Sequence[UUID], *, as_of: dt.datetime
) -> dict[UUID, dict[UUID, int]]:
    """What the records say of each indicator that has a measure, by indicator and unit; one call a measure."""
    asked = {one.pk: one.measure for one in indicators if one.measure}
    told = {code: measures.count(code, units=units, period=call.counted, as_of=as_of) for code in set(asked.values())}
    return {pk: told[code] for pk, code in asked.items()}


def rules(call: Call) -> tuple[Rule, ...]:
    """What the call's form declares between its lines. One query, and none where this process read them before."""
    return _rules(call.form_id)


@lru_cache(maxsize=64)
def _rules(form_id: UUID) -> tuple[Rule, ...]:
    return tuple(one.read() for one in FormRule.objects.filter(form=form_id).order_by("number"))


class Said(Protocol):
    """What holds of a cell, saved or only typed."""

    @property
    def number(self) -> Decimal | None: ...
    @property
    def text(self) -> str: ...
    @property
    def none_occurred(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Kept(Said, Protocol):
    """What holds of a cell and was saved."""

    @property
    def is_estimate(self) -> bool: ...


def cells(lines: Sequence[FormItem], said: Mapping[UUID, Said], earlier: Past) -> dict[str, Cell]:
    """A return as its checks look at it, by code of indicator; counted and derived lines are nobody's to answer."""
    found: dict[str, Cell] = {}
    for line in lines:
        if not line.is_told:
            continue
        pk, asks = line.indicator_id, line.asks
        recent, year, value = earlier.recent.get(pk, ()), earlier.last_year.get(pk), said.get(pk)
        found[asks["code"]] = (
            Cell(
                **asks, number=value.number, text=value.text, none_occurred=value.none_occurred, reason=value.reason,
                recent=recent, last_year=year,
            )
            if value is not None
            else Cell(**asks, recent=recent, last_year=year)
        )  # fmt: skip
    # That parts make all of it is said of the whole, and asked at it.
    return found


def history(of: Return) -> dict[UUID, list[Value]]:
    """Every value that was ever told of each cell, the latest first. One query."""
    told: dict[UUID, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(of=of).select_related("by").order_by("indicator", "-seq"):
        told[value.indicator_id].append(value)
    return dict(told)
