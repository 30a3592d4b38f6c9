"""What a body that took others over said before: of periods in which those stood too, all of them together.

A period of which one of them said nothing, or of whose place nobody knows how much is the body's now, is no period to compare with.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from giaoban.kernel.period import Period
from giaoban.registry.models import Succession
from giaoban.reporting import combining, queries
from giaoban.reporting import past as own
from giaoban.reporting.combining import Part
from giaoban.reporting.lineage import Lineage
from giaoban.reporting.models import Call, Indicator, Return, Value
from giaoban.reporting.past import Past

Told = dict[str, dict[UUID, Value]]


def past(call: Call, unit_id: UUID) -> Past:
    """As `past.past`, with what those said whose work the body took over. Four queries where there are none."""
    line = Lineage(unit_id, call.map_day)
    if not line.before:
        return own.past(call, unit_id)
    theirs = {body: own.told(call, body) for body in (unit_id, *sorted(line.before))}
    asked = _asked(call, line, {code for of_body in theirs.values() for code in of_body})
    found = own.of_told(call, _together(line, theirs, asked))
    if found.period is None:
        return found
    bodies = asked[found.period.code] - {unit_id}
    names = tuple(line.name(body, found.period.last_day) for body in sorted(bodies))
    return replace(found, of_bodies=tuple(zip(names, _addresses(call, bodies, found.period), strict=True)))


def usual(call: Call, units: Collection[UUID], indicators: Sequence[UUID]) -> dict[UUID, Past]:
    """As `past.usual`; those that took others over are read one by one."""
    found = own.usual(call, units, indicators)
    passed = Succession.objects.filter(successor__in=units, on__lte=call.map_day, whole=True)
    for unit in sorted(set(passed.order_by().values_list("successor", flat=True))):
        found[unit] = past(call, unit)
    return found


def _asked(call: Call, line: Lineage, codes: Collection[str]) -> dict[str, set[UUID]]:
    """Who of the line was asked for each of the periods. A query for each."""
    calls = Call.objects.filter(form__code=call.form.code, owner=call.owner_id, period__in=codes)
    found: dict[str, set[UUID]] = {code: set() for code in codes}
    for one in calls.select_related("form"):
        found[one.period] |= queries.asked_of(one, {line.unit, *line.before})
    return found


def _together(line: Lineage, theirs: Mapping[UUID, Told], asked: Mapping[str, set[UUID]]) -> Told:
    """Period by period, the latest first."""
    ids = {indicator for told in theirs.values() for values in told.values() for indicator in values}
    indicators = Indicator.objects.in_bulk(ids)
    found: Told = {}
    for code in sorted(asked, key=Period.from_code, reverse=True):
        day = Period.from_code(code).last_day
        if asked[code] == {line.unit}:
            found[code] = theirs[line.unit].get(code, {})
        elif asked[code] and all(code in theirs[body] and line.is_all_ours(body, day) for body in asked[code]):
            found[code] = _added_up([theirs[body][code] for body in sorted(asked[code])], indicators)
    return found


def _added_up(said: Sequence[Mapping[UUID, Value]], indicators: Mapping[UUID, Indicator]) -> dict[UUID, Value]:
    """The numbers that all of them told; words are nobody's but their author's."""
    found = {}
    for pk in set.intersection(*(set(values) for values in said)):
        parts = [Part(values[pk].number, values[pk].none_occurred) for values in said]
        if any(part.amount is None for part in parts):
            continue
        made = combining.over_units(indicators[pk].over_units, parts)
        if made.number is not None:
            nothing = made.nones == made.parts
            found[pk] = Value(indicator=indicators[pk], number=None if nothing else made.number, none_occurred=nothing)
    return found


def _addresses(call: Call, bodies: Collection[UUID], period: Period) -> list[str]:
    """Where the return of each on a period opens, in the order of the bodies."""
    returns = Return.objects.filter(
        unit__in=bodies, call__period=period.code, call__form__code=call.form.code, call__owner=call.owner_id
    )
    by_body = {of.unit_id: of.get_absolute_url() for of in returns}
    return [by_body.get(body, "") for body in sorted(bodies)]
