"""What a table says of a unit, fitted into what is known of it already: pure arithmetic over half-open days.

A table rarely says everything. Its word on a first or a last day, where it gives one, moves the version that lived
then; what it leaves open stays as it is known. So tables that agree may be loaded in any order, any number of times.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from giaoban.registry.unit_files import UnitRow

ONE_DAY = dt.timedelta(days=1)
FOREVER = dt.date.max

Key = tuple[str, str]  # (edition, code)


class Outcome(StrEnum):
    """What a row came to."""

    CREATED = "created"
    UPDATED = "updated"
    ENDED = "ended"  # only its last day is new
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One version in a unit's life; `id` is None until it is stored."""

    first_day: dt.date
    end_day: dt.date | None
    name: str
    kind: str
    parent: Key | None
    act: str = ""
    aliases: tuple[str, ...] = ()
    id: UUID | None = None

    def lives_on(self, day: dt.date) -> bool:
        return self.first_day <= day < (self.end_day or FOREVER)


def fit(life: Sequence[Stretch], row: UnitRow, since: dt.date) -> tuple[list[Stretch], Outcome]:
    """The unit's life with the row in it. `since` is the first day of a new unit whose table does not say one."""
    known = _meant(life, row)
    if known is None:
        first_day = row.first_day or since
        new = Stretch(
            first_day, row.end_day, row.full_name, row.kind, _parent(row), row.act, tuple(sorted(row.aliases))
        )
        return sorted([*life, new], key=lambda stretch: stretch.first_day), Outcome.CREATED
    amended = replace(
        known,
        first_day=row.first_day or known.first_day,
        end_day=row.end_day or known.end_day,
        name=row.full_name,
        kind=row.kind,
        parent=_parent(row),
        act=row.act or known.act,
        aliases=tuple(sorted({*known.aliases, *row.aliases})),
    )
    if amended == known:
        return list(life), Outcome.UNCHANGED
    shortened = amended == replace(known, end_day=amended.end_day) and (amended.end_day or FOREVER) < (
        known.end_day or FOREVER
    )
    return [amended if stretch is known else stretch for stretch in life], (
        Outcome.ENDED if shortened else Outcome.UPDATED
    )


def _meant(life: Sequence[Stretch], row: UnitRow) -> Stretch | None:
    """The version that the row speaks of: the one alive on the first day that it states, or on its last."""
    days = [row.first_day, row.end_day - ONE_DAY if row.end_day else None]
    return next((stretch for day in days if day for stretch in life if stretch.lives_on(day)), None)


def _parent(row: UnitRow) -> Key | None:
    return (row.edition, row.parent_code) if row.parent_code else None


def contradicts_itself(life: Iterable[Stretch]) -> bool:
    """Whether two versions overlap, or one ends before it begins."""
    day = dt.date.min
    for stretch in sorted(life, key=lambda one: one.first_day):
        if stretch.first_day < day or (stretch.end_day or FOREVER) <= stretch.first_day:
            return True
        day = stretch.end_day or FOREVER
    return False


def covers(life: Iterable[Stretch], stretch: Stretch) -> bool:
    """Whether the unit of this life exists on every day of the stretch."""
    day = stretch.first_day
    for one in sorted(life, key=lambda one: one.first_day):
        if one.first_day <= day:
            day = max(day, one.end_day or FOREVER)
    return day >= (stretch.end_day or FOREVER)
