"""Units loaded from tables: nothing is doubled by a second load, nothing known is undone by a table that says less."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from giaoban.kernel.ids import uuid7
from giaoban.kernel.vietnamese import sort_key
from giaoban.registry import facts
from giaoban.registry.actor import Actor
from giaoban.registry.enums import SuccessionKind, Tree
from giaoban.registry.models import Succession, Unit, UnitVersion
from giaoban.registry.place_names import KINDS, LEVELS_OF_KINDS
from giaoban.registry.table_files import Findings, Problem
from giaoban.registry.timelines import ONE_DAY, Key, Outcome, Stretch, contradicts_itself, covers, fit
from giaoban.registry.unit_files import SuccessionRow, UnitRow, UnitTables

# Where a table does not say since when a unit exists. The lists of the old units tell the state of 30 June 2025 and
# no beginnings; most of the country's last merges before it took effect on or before this day.
SINCE = dt.date(2025, 1, 1)

SENTENCES = {
    "overlap": "Dòng {row} của tệp «{file}»: giai đoạn của «{name}» chồng lên một giai đoạn khác của mã {value}.",
    "unknown_parent": "Dòng {row} của tệp «{file}»: không có đơn vị cấp trên mã {parent} của «{name}».",
    "outlives_parent": "Dòng {row} của tệp «{file}»: «{name}» tồn tại ngoài thời gian của đơn vị cấp trên mã {parent}.",
    "unknown_unit": "Dòng {row} của tệp «{file}»: chưa có đơn vị mã {value} (danh mục {edition}).",
    "not_alive": "Dòng {row} của tệp «{file}»: đơn vị mã {value} (danh mục {edition}) không tồn tại vào ngày kế tục.",
}

# One statement for a whole level: bulk_create writes each row's values into the SQL text, which takes twice as long here.
STORE = """
    INSERT INTO registry_unitversion
        (id, unit_id, name, short_name, name_sort, aliases, kind, parent_id, path, valid, act)
    SELECT id, unit, name, '', name_sort, coalesce(string_to_array(nullif(aliases, ''), chr(31)), '{}'),
           kind, parent, '', daterange(first_day, end_day), act
    FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[],
                %s::text[], %s::uuid[], %s::date[], %s::date[], %s::text[])
         AS version (id, unit, name, name_sort, aliases, kind, parent, first_day, end_day, act)
    ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, name_sort = excluded.name_sort, aliases = excluded.aliases, kind = excluded.kind,
        parent_id = excluded.parent_id, valid = excluded.valid, act = excluded.act
"""

_TURN = 4_160_902  # any number, the same in every version: two loads at once take turns


@dataclass(frozen=True)
class LoadReport:
    """What a load did: rows by outcome, in all and by (edition, level); `problems` has each refusal with its reason."""

    units: Mapping[Outcome, int]
    successions: Mapping[Outcome, int]
    by_level: Mapping[tuple[str, str], Mapping[Outcome, int]]
    problems: tuple[Problem, ...]

    @property
    def changed(self) -> bool:
        kept = (Outcome.UNCHANGED, Outcome.REFUSED)
        return any(
            rows for tally in (self.units, self.successions) for outcome, rows in tally.items() if outcome not in kept
        )


@dataclass
class _Map:
    """The territory as it is known, by edition and code, and as the rows change it."""

    ids: dict[Key, UUID] = field(default_factory=dict)
    known: dict[Key, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    lives: dict[Key, list[Stretch]] = field(default_factory=dict)

    def life(self, key: Key) -> list[Stretch]:
        return self.lives.get(key) or self.known.get(key, [])


@transaction.atomic
def load_units(
    *, tables: UnitTables, by: Actor | None, at: dt.datetime, since: dt.date = SINCE, dry_run: bool = False
) -> LoadReport:
    """Store the units and successions of the tables; what cannot be stored is refused row by row, with the reason.

    `since` is the first day of new units whose table states none. Units that the tables do not name stay as they are.
    A dry run does all the same, then takes it back. Only the server's owner may load (by=None).
    """
    if by is not None:
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])
    findings = Findings(SENTENCES)
    with pghistory.context(act="registry.load_units", at=at.isoformat()):
        land = _known_map()
        outcomes = _fit_units(land, tables.units, since, findings)
        _store_units(land)
        successions = _store_successions(land, tables.successions, findings)
    if dry_run:
        transaction.set_rollback(True)
    by_level: dict[tuple[str, str], Counter[Outcome]] = defaultdict(Counter)
    for row, outcome in outcomes:
        by_level[row.edition, LEVELS_OF_KINDS[row.kind]][outcome] += 1
    return LoadReport(
        Counter(outcome for _, outcome in outcomes), successions, by_level, (*tables.problems, *findings.problems())
    )


def load_quang_tri(*, by: Actor | None, at: dt.datetime) -> LoadReport:
    """Store the package's own table: Quảng Trị from 2020 on, before and after the reform."""
    return load_units(tables=facts.quang_tri(), by=by, at=at)


def _known_map() -> _Map:
    land = _Map()
    units = Unit.objects.filter(tree=Tree.TERRITORY).values_list("pk", "edition", "code")
    keys = {pk: (edition, code) for pk, edition, code in units}
    land.ids = {key: pk for pk, key in keys.items()}
    columns = ("pk", "unit", "valid", "name", "kind", "parent", "act", "aliases")
    # Read whole, not joined: just after a load the database has no idea how many rows there are, and joins them one by one.
    for pk, unit, valid, name, kind, parent, act, aliases in UnitVersion.objects.order_by("unit", "valid").values_list(
        *columns
    ):
        if unit in keys:
            ends, above = (valid.lower, valid.upper), keys.get(parent)
            land.known[keys[unit]].append(Stretch(*ends, name, kind, above, act, tuple(sorted(aliases)), pk))
    return land


def _fit_units(
    land: _Map, rows: Iterable[UnitRow], since: dt.date, findings: Findings
) -> list[tuple[UnitRow, Outcome]]:
    """Fit the rows into the known lives, from the provinces down, since a unit lives within its parent's life."""
    order = list(KINDS)
    ranked = sorted(rows, key=lambda row: (order.index(LEVELS_OF_KINDS[row.kind]), row.key, row.first_day or since))
    outcomes: list[tuple[UnitRow, Outcome]] = []
    for key, group in groupby(ranked, key=lambda row: row.key):
        same = list(group)
        life, found = land.known.get(key, []), []
        for row in same:
            life, outcome = fit(life, row, since)
            found.append(outcome)
        objection = _objection(land, life)
        if objection:
            for row in same:
                said = {"name": row.full_name, "value": row.code, "parent": row.parent_code}
                findings.refuse(row.file, row.row, objection, **said)
            found = [Outcome.REFUSED] * len(same)
        else:
            land.lives[key] = life
        outcomes += zip(same, found, strict=True)
    return outcomes


def _objection(land: _Map, life: list[Stretch]) -> str | None:
    if contradicts_itself(life):
        return "overlap"
    for stretch in life:
        if stretch.parent and not land.life(stretch.parent):
            return "unknown_parent"
        if stretch.parent and not covers(land.life(stretch.parent), stretch):
            return "outlives_parent"
    return None


def _store_units(land: _Map) -> None:
    new = {
        key: Unit(id=uuid7(), tree=Tree.TERRITORY, edition=key[0], code=key[1])
        for key in land.lives.keys() - land.ids.keys()
    }
    Unit.objects.bulk_create(new.values(), batch_size=2000)
    land.ids |= {key: unit.pk for key, unit in new.items()}
    before = {stretch.id: stretch for life in land.known.values() for stretch in life}
    # Level by level: the trigger that writes a version's path asks for its parent's.
    for words in KINDS.values():
        kinds = set(words.values())
        making_room: list[tuple[Key, Stretch]] = []
        taking_it: list[tuple[Key, Stretch]] = []
        for key, life in land.lives.items():
            for stretch in life:
                known = before.get(stretch.id)
                if stretch.kind in kinds and stretch != known:
                    (making_room if known and covers([known], stretch) else taking_it).append((key, stretch))
        # In this order no two versions of a unit ever overlap.
        _store_versions(land, making_room)
        _store_versions(land, taking_it)


def _store_versions(land: _Map, versions: list[tuple[Key, Stretch]]) -> None:
    if not versions:
        return
    rows = [
        (
            stretch.id or uuid7(),
            land.ids[key],
            stretch.name,
            sort_key(stretch.name),
            "\x1f".join(stretch.aliases),
            stretch.kind,
            land.ids[stretch.parent] if stretch.parent else None,
            stretch.first_day,
            stretch.end_day,
            stretch.act,
        )
        for key, stretch in versions
    ]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [list(column) for column in zip(*rows, strict=True)])


def _store_successions(land: _Map, rows: Iterable[SuccessionRow], findings: Findings) -> Counter[Outcome]:
    rows = list(rows)
    standing = [row for row in rows if _both_lived(land, row, findings)]
    tally = Counter([Outcome.REFUSED] * (len(rows) - len(standing)))
    stored = {(one.predecessor_id, one.successor_id, one.on): one for one in Succession.objects.order_by("pk")}
    new, changed = [], []
    for row, kind in _kinds(land, standing):
        key = land.ids[row.predecessor], land.ids[row.successor], row.on
        known = stored.get(key)
        if known is None:
            new.append(
                Succession(
                    id=uuid7(), predecessor_id=key[0], successor_id=key[1], on=row.on, kind=kind,
                    whole=row.whole, act=row.act,
                )
            )  # fmt: skip
            stored[key] = new[-1]
            tally[Outcome.CREATED] += 1
        elif (known.kind, known.whole, known.act) == (kind, row.whole, row.act or known.act):
            tally[Outcome.UNCHANGED] += 1
        else:
            known.kind, known.whole, known.act = kind, row.whole, row.act or known.act
            changed.append(known)
            tally[Outcome.UPDATED] += 1
    Succession.objects.bulk_create(new, batch_size=2000)
    Succession.objects.bulk_update(changed, ["kind", "whole", "act"], batch_size=1000)
    return tally


def _both_lived(land: _Map, row: SuccessionRow, findings: Findings) -> bool:
    """A succession joins a unit alive on the eve of the day with one alive on the day."""
    for key, day in ((row.predecessor, row.on - ONE_DAY), (row.successor, row.on)):
        life = land.life(key)
        if not any(stretch.lives_on(day) for stretch in life):
            code = "not_alive" if life else "unknown_unit"
            findings.refuse(row.file, row.row, code, edition=key[0], value=key[1])
            return False
    return True


def _kinds(land: _Map, rows: list[SuccessionRow]) -> Iterator[tuple[SuccessionRow, SuccessionKind]]:
    """Each row with what it is, from how many share its two ends."""
    ancestors = Counter((row.successor, row.on) for row in rows)
    for row in rows:
        old = next(one for one in land.life(row.predecessor) if one.lives_on(row.on - ONE_DAY))
        new = next(one for one in land.life(row.successor) if one.lives_on(row.on))
        lived_before = any(one.lives_on(row.on - ONE_DAY) for one in land.life(row.successor))
        if not row.whole:
            kind = SuccessionKind.SPLIT
        elif lived_before or ancestors[row.successor, row.on] > 1:
            kind = SuccessionKind.MERGE
        elif (old.name, old.kind) == (new.name, new.kind) and new.parent:
            kind = SuccessionKind.MOVE
        else:
            kind = SuccessionKind.RENAME
        yield row, kind
