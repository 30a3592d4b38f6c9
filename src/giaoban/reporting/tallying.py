"""Sums that were kept, read: what is folded in and what waits, in one look. The same arithmetic folds and compares."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from sys import intern
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from giaoban.kernel.days import DayRange
from giaoban.registry.enums import Tree
from giaoban.registry.models import UnitVersion
from giaoban.reporting.combining import Figure
from giaoban.reporting.enums import LANDS, NUMBERS, Level, Origin, OverUnits
from giaoban.reporting.models import Call, Indicator


class Sum(NamedTuple):
    """What several bodies told of an indicator, added up."""

    total: Decimal
    parts: int
    nones: int
    estimates: int

    def figure(self, how: str) -> Figure:
        """The figure of a land, as `combining.over_units` makes it of the parts."""
        if not self.parts or how == OverUnits.NONE:
            return Figure(None, self.parts, self.nones, self.estimates)
        number = self.total / self.parts if how == OverUnits.AVERAGE else self.total
        return Figure(number, self.parts, self.nones, self.estimates)


NOTHING = Sum(Decimal(0), 0, 0, 0)


@dataclass
class Sums:
    """The sums of a call on a land, by indicator; `answered` returns are in them."""

    by_indicator: dict[str, Sum] = field(default_factory=dict)
    answered: int = 0
    _made: dict[str, Figure] = field(default_factory=dict, compare=False)

    def add(self, told: Mapping[str, Sum], answered: int) -> None:
        """What does not differ from nothing any more is not kept."""
        self.answered += answered
        self._made.clear()
        if not self.by_indicator:
            self.by_indicator = {indicator: one for indicator, one in told.items() if one != NOTHING}
            return
        known = self.by_indicator
        for indicator, one in told.items():
            before = known.get(indicator, NOTHING)
            total = Sum(before[0] + one[0], before[1] + one[1], before[2] + one[2], before[3] + one[3])
            if total == NOTHING:
                known.pop(indicator, None)
            else:
                known[indicator] = total

    def of(self, indicator: str) -> Sum:
        return self.by_indicator.get(indicator, NOTHING)

    def figure(self, indicator: Indicator) -> Figure:
        """Of what is added up no more: made once."""
        made = self._made.get(indicator.key)
        if made is None:
            made = self._made[indicator.key] = self.of(indicator.key).figure(indicator.over_units)
        return made

    def copy(self) -> "Sums":
        return Sums(dict(self.by_indicator), self.answered)

    def stored(self) -> str:
        """As the table keeps them."""
        return json.dumps({key: [f"{one.total:f}", *one[1:]] for key, one in sorted(self.by_indicator.items())})


def parsed(written: str | None) -> dict[str, Sum]:
    """What the table keeps, as numbers."""
    told = json.loads(written or "{}")
    # The same few names come again and again.
    return {
        intern(key): Sum(Decimal(total), parts, nones, estimates)
        for key, (total, parts, nones, estimates) in told.items()
    }


def stamp() -> int:
    """The state of the registry's map: a number that every change of a unit moves on."""
    history: Any = UnitVersion.pgh_event_model  # type: ignore[attr-defined]
    # Counted, not the latest: of two changes at once the later one may be seen first.
    return int(history.objects.count())


# One statement, so that a round of folding between two of them can hide or double nothing. A row as it was written once is
# named by its id, place and transaction, a waiting one by its id: what this process has read of them before is not told again.
READ = """
    SELECT call_id, ARRAY[land_id] AS lands,
        CASE WHEN id || ' ' || ctid || ' ' || xmin = ANY (%(known)s) THEN NULL ELSE {sums} END, answered,
        id || ' ' || ctid || ' ' || xmin, NULL::uuid
    FROM reporting_tally WHERE call_id = ANY (%(calls)s) AND land_id = ANY (%(lands)s)
    UNION ALL
    SELECT call_id, lands, CASE WHEN id = ANY (%(waiting)s::uuid[]) THEN NULL ELSE {sums} END, answered, NULL, id
    FROM reporting_pendingtally WHERE call_id = ANY (%(calls)s) AND lands && %(lands)s::uuid[]
    UNION ALL
    SELECT call_id, NULL, NULL, 0, NULL, NULL FROM (
        -- Every acceptance touches the land of the caller: its row tells of all rows of the call.
        SELECT tally.call_id, tally.stamp FROM reporting_tally tally JOIN reporting_call call ON call.id = tally.call_id
        WHERE tally.land_id = call.land_id
        UNION ALL SELECT call_id, stamp FROM reporting_pendingtally
    ) AS known WHERE call_id = ANY (%(calls)s) AND stamp <> (SELECT count(*) FROM registry_unitversionevent)
"""
ALL_OF_THEM = "sums::text"
SOME_OF_THEM = (
    "(SELECT jsonb_object_agg(name, sums -> name)::text FROM unnest(%(only)s::text[]) AS name WHERE sums ? name)"
)
Key = tuple[UUID, UUID]


def read(
    calls: Collection[UUID], lands: Collection[UUID], *, only: Collection[UUID] = ()
) -> tuple[dict[Key, Sums], set[UUID]]:
    """(the sums by call and land, the calls whose sums stand on an older map and must not be used). One query."""
    # What is read of some indicators alone is remembered nowhere.
    memory = _Memory() if only else _memory
    base: dict[Key, tuple[str, Sums]] = {}
    waiting: dict[Key, dict[UUID, Sums]] = defaultdict(dict)
    stale: set[UUID] = set()
    asked = set(lands)
    known, told = memory.rows(calls, asked), memory.waiting(calls)
    parameters: dict[str, Any] = {
        "calls": list(calls),
        "lands": list(asked),
        "only": [one.hex for one in only],
        "known": list(known),
        "waiting": list(told),
    }
    with connection.cursor() as cursor:
        cursor.execute(READ.format(sums=SOME_OF_THEM if only else ALL_OF_THEM), parameters)
        for call, of, sums, answered, row, pk in cursor.fetchall():
            if of is None:
                stale.add(call)
            elif row is None:
                added = told[pk] if pk in told else memory.tell(call, pk, Sums(parsed(sums), answered))
                for land in asked.intersection(of):
                    waiting[call, land][pk] = added
            else:
                kept = known[row] if row in known else memory.keep((call, of[0]), row, Sums(parsed(sums), answered))
                base[call, of[0]] = row, kept
    found = {key: sums for key, (_row, sums) in base.items()}
    for key, of_key in waiting.items():
        found[key] = memory.added_up(key, base.get(key, ("", Sums())), of_key)
    return found, stale


class _Memory:
    """Rows of sums that this process has read: the latest of each call and land, those that wait, and both added up.

    Those read longest ago give way.
    """

    MOST = 200_000  # sums of an indicator; some tens of megabytes
    LOOKS = 5_000
    WAITING = 300  # rows that wait, and as many that they were added up to

    def __init__(self) -> None:
        self._rows: dict[Key, tuple[str, Sums]] = {}
        self._held = 0
        self._waiting: dict[UUID, tuple[UUID, Sums]] = {}
        self._added: dict[Key, tuple[str, frozenset[UUID], Sums]] = {}
        self._one_at_a_time = Lock()

    def rows(self, calls: Collection[UUID], lands: Collection[UUID]) -> dict[str, Sums]:
        if len(calls) * len(lands) > self.LOOKS:
            return {}
        rows = (self._rows.get((call, land)) for call in calls for land in lands)
        return dict(row for row in rows if row)

    def waiting(self, calls: Collection[UUID]) -> dict[UUID, Sums]:
        asked = set(calls)
        with self._one_at_a_time:
            return {pk: sums for pk, (call, sums) in self._waiting.items() if call in asked}

    def keep(self, key: Key, row: str, sums: Sums) -> Sums:
        with self._one_at_a_time:
            self._drop(key)
            self._rows[key] = row, sums
            self._held += len(sums.by_indicator)
            while self._held > self.MOST:
                self._drop(next(iter(self._rows)))
        return sums

    def tell(self, call: UUID, pk: UUID, sums: Sums) -> Sums:
        """One that waits: it is never written again, so its id names it."""
        with self._one_at_a_time:
            self._waiting[pk] = call, sums
            while len(self._waiting) > self.WAITING:
                del self._waiting[next(iter(self._waiting))]
        return sums

    def added_up(self, key: Key, base: tuple[str, Sums], waiting: Mapping[UUID, Sums]) -> Sums:
        """A row with those that wait for it; from the last time on only those are added that came since."""
        row, sums = base
        before, counted, total = self._added.get(key, ("", frozenset(), Sums()))
        if before != row or not counted <= waiting.keys():
            counted, total = frozenset(), sums
        fresh = waiting.keys() - counted
        if fresh:
            total = total.copy()
            for pk in fresh:
                total.add(waiting[pk].by_indicator, waiting[pk].answered)
        with self._one_at_a_time:
            self._added.pop(key, None)
            self._added[key] = row, frozenset(waiting), total
            while len(self._added) > self.WAITING:
                del self._added[next(iter(self._added))]
        return total

    def _drop(self, key: Key) -> None:
        gone = self._rows.pop(key, None)
        self._held -= len(gone[1].by_indicator) if gone else 0


_memory = _Memory()


class Kept:
    """The sums of some calls, read when a land is first asked about, all periods at once; `only` reads some indicators alone."""

    def __init__(self, calls: Iterable[Call], *, only: Collection[UUID] = ()) -> None:
        self._calls = {call.pk: call for call in calls}
        self._only = only
        self._hinted: set[UUID] = set()
        # By land and call, of each that keeps sums; a land that was looked at is in it.
        self._sums: dict[UUID, dict[UUID, Sums]] = {}
        self._knows_all = False

    def about(self, lands: Collection[UUID]) -> None:
        """Says which lands will be asked about, so that one look reads them all."""
        self._hinted |= set(lands)

    def figure(self, indicator: Indicator, land: UUID, call: UUID) -> Figure | None:
        """The figure of one call on a land; None where no sums of it are kept, or none that may be used."""
        kept = self.sums(land, call) if self.keeps(indicator) else None
        return None if kept is None else kept.figure(indicator)

    def keeps(self, indicator: Indicator) -> bool:
        """Whether sums of the indicator are kept and read."""
        return indicator.origin == Origin.REPORTED and (not self._only or indicator.pk in self._only)

    def sums(self, land: UUID, call: UUID) -> Sums | None:
        """Those of one call on a land; None where none are kept, or none that may be used."""
        known = self._sums.get(land)
        return (self._look(land) if known is None else known).get(call)

    def _look(self, land: UUID) -> Mapping[UUID, Sums]:
        """Reads the land with those that were hinted at; whoever asks for a second one unannounced gets all that keep sums."""
        if self._knows_all:
            return {}
        lands: set[UUID] | None = self._hinted - self._sums.keys() | {land}
        if self._sums and land not in self._hinted:
            self._knows_all, lands = True, None
        keeping = keeping_sums(self._calls.values(), lands)
        asked = set().union(*keeping.values())
        sums, stale = read(self._calls, asked, only=self._only) if asked else ({}, set())
        for one in lands or asked | {land}:
            self._sums[one] = {
                call: sums.get((call, one)) or Sums() for call in keeping if call not in stale and one in keeping[call]
            }
        return self._sums[land]


# Of returns that move from one accepted version to another (none: NULL), what that adds to the sums, by return.
MOVED = """
    WITH moved AS (
        SELECT * FROM unnest(%(of)s::uuid[], %(before)s::int[], %(after)s::int[]) AS one(of_id, before, after)
    ), said AS (
        SELECT moved.of_id, value.indicator_id, side.sign, coalesce(value.number, 0) AS number, value.none_occurred,
               value.is_estimate
        FROM moved
        CROSS JOIN LATERAL (VALUES (moved.after, 1), (moved.before, -1)) AS side (version, sign)
        CROSS JOIN LATERAL (
            SELECT DISTINCT ON (indicator_id) indicator_id, number, none_occurred, is_estimate FROM reporting_value
            WHERE of_id = moved.of_id AND version <= side.version ORDER BY indicator_id DESC, seq DESC
        ) AS value
        JOIN reporting_indicator indicator ON indicator.id = value.indicator_id
        WHERE side.version IS NOT NULL AND indicator.origin = %(origin)s AND indicator.kind = ANY (%(kinds)s)
        AND (value.none_occurred OR value.number IS NOT NULL)
    ), added AS (
        SELECT of_id, indicator_id, sum(sign * number) AS total, sum(sign) AS parts,
               sum(sign * none_occurred::int) AS nones, sum(sign * is_estimate::int) AS estimates
        FROM said GROUP BY of_id, indicator_id
    )
    SELECT moved.of_id, (moved.after IS NOT NULL)::int - (moved.before IS NOT NULL)::int AS answered, coalesce(
        jsonb_object_agg(replace(indicator_id::text, '-', ''), jsonb_build_array(total::text, parts, nones, estimates))
            FILTER (WHERE (total, parts, nones, estimates) <> (0, 0, 0, 0)), '{}'
    ) AS sums
    FROM moved LEFT JOIN added ON added.of_id = moved.of_id GROUP BY moved.of_id, moved.before, moved.after
"""
# The lands of a return's body that keep sums: from the caller's down to the one above the seat; the caller's own in any case.
LANDS_OF = """
    SELECT own.unit_id, call.id AS call_id, (
        CASE WHEN seat.path = land.path THEN ARRAY[seat.path::text]
        ELSE string_to_array(subpath(seat.path, nlevel(land.path) - 1, nlevel(seat.path) - nlevel(land.path))::text, '.') END
    )::uuid[] AS lands
    FROM reporting_call call
    JOIN registry_unitversion land ON land.unit_id = call.land_id AND land.valid @> call.map_day
    JOIN registry_unitversion seat ON seat.path <@ land.path AND seat.valid @> call.map_day
    JOIN registry_unitversion own ON own.seat_id = seat.unit_id AND own.valid @> call.map_day
"""
PARAMETERS: dict[str, Any] = {"origin": Origin.REPORTED.value, "kinds": [kind.value for kind in NUMBERS]}


def keeping_sums(calls: Iterable[Call], lands: Collection[UUID] | None) -> dict[UUID, set[UUID]]:
    """Which of the lands (None: of all) keep sums, by call: all but those on which the bodies that are asked sit. One query."""
    calls = list(calls)
    versions = UnitVersion.objects.exclude(kind__in=set.intersection(*map(_seats, calls)) if calls else ())
    versions = versions.filter(unit__tree=Tree.TERRITORY) if lands is None else versions.filter(unit__in=lands)
    rows = versions.values_list("unit", "kind", "valid")
    stood = [(unit, kind, DayRange(valid.lower, valid.upper or dt.date.max)) for unit, kind, valid in rows]
    found: dict[UUID, set[UUID]] = {}
    for call in calls:
        found[call.pk] = {unit for unit, kind, days in stood if days.covers(call.map_day) and kind not in _seats(call)}
        if lands is None or call.land_id in lands:
            found[call.pk].add(call.land_id)
    return found


def _seats(call: Call) -> set[str]:
    return {kind.value for kind in LANDS[Level(call.form.level)]}
