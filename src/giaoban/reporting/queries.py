"""Reads of the reporting room that span models: who is expected, what a return says, what counts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from django.db.models import F, QuerySet

from giaoban.kernel.measures import measures
from giaoban.registry.models import UnitVersion
from giaoban.reporting import deriving
from giaoban.reporting.checks import Cell, Rule
from giaoban.reporting.enums import LANDS, Level, Origin
from giaoban.reporting.models import Call, FormItem, Indicator, MoreTimeAnswer, Return, Value
from giaoban.reporting.past import Past
from giaoban.reporting.shipped import rules_of

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
    """The lines of the call's form in their order, each with section and indicator. One query."""
    found = FormItem.objects.filter(section__form=call.form_id)
    return list(found.select_related("section", "indicator", "part_of__indicator").order_by("number"))


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
    """What the call's form declares between its lines."""
    return rules_of(call.form.code, since=call.form.valid.lower)


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


def cells(lines: Sequence[FormItem], said: Mapping[UUID, Said], earlier: Past) -> dict[str, Cell]:
    """A return as its checks look at it, by code of indicator; counted and derived lines are nobody's to answer."""
    found: dict[str, Cell] = {}
    for line in lines:
        indicator = line.indicator
        if indicator.origin != Origin.REPORTED:
            continue
        value = said.get(indicator.pk)
        found[indicator.code] = Cell(
            code=indicator.code,
            is_required=line.is_required,
            is_number=indicator.is_number,
            is_whole=indicator.kind != "quantity",
            number=value.number if value else None,
            text=value.text if value else "",
            none_occurred=bool(value and value.none_occurred),
            reason=value.reason if value else "",
            most=line.most,
            whole=line.part_of.indicator.code if line.part_of else "",
            dimension=indicator.dimension,
            adds_up=line.adds_up,
            recent=tuple(earlier.recent.get(indicator.pk, ())),
            last_year=earlier.last_year.get(indicator.pk),
        )
    # That parts make all of it is said of the whole, and asked at it.
    return found


def history(of: Return) -> dict[UUID, list[Value]]:
    """Every value that was ever told of each cell, the latest first. One query."""
    told: dict[UUID, list[Value]] = defaultdict(list)
    for value in Value.objects.filter(of=of).select_related("by").order_by("indicator", "-seq"):
        told[value.indicator_id].append(value)
    return dict(told)
