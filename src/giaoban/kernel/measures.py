"""What can be counted, whichever room holds it.

A room registers its measures in `apps.py`; reporting reads them without importing the room. Every figure opens to its
records, and a reader opens only those that they may see.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from giaoban.kernel.period import Period
from giaoban.kernel.resolvers import Pointer, Reader


class Row(NamedTuple):
    """A unit's value: whole numbers only (people, cases, đồng); ratios are made of sums, never added."""

    unit: UUID
    value: int


Provider = Callable[[Sequence[UUID], Period, dt.datetime], Iterable[Row]]
"""(units, period, as_of) -> rows: one call for many units; a unit without a row counts zero."""
RecordsProvider = Callable[[Sequence[UUID], Period, dt.datetime, Reader], Iterable[Pointer]]
"""(units, period, as_of, reader) -> what was counted, as far as the reader may see it."""


@dataclass(frozen=True)
class Measure:
    """Something that can be counted: a dotted code, what one of it is ("người", "đồng"), and its name."""

    code: str
    unit: str
    label: object
    rows: Provider
    records: RecordsProvider


class Measures:
    """The registered measures, by code."""

    def __init__(self) -> None:
        self._by_code: dict[str, Measure] = {}

    def register(self, measure: Measure) -> None:
        """Offer a measure. A code that is taken raises `ValueError`."""
        if measure.code in self._by_code:
            raise ValueError(f"there is a measure {measure.code} already")
        self._by_code[measure.code] = measure

    def __iter__(self) -> Iterator[Measure]:
        return iter(sorted(self._by_code.values(), key=lambda measure: measure.code))

    def __getitem__(self, code: str) -> Measure:
        if code not in self._by_code:
            raise LookupError(f"no room offers the measure {code}")
        return self._by_code[code]

    def count(self, code: str, *, units: Sequence[UUID], period: Period, as_of: dt.datetime) -> dict[UUID, int]:
        """Every unit's value as known at `as_of`. A provider that answers for a unit not asked, or twice, is broken."""
        values = dict.fromkeys(units, 0)
        answered: set[UUID] = set()
        for unit, value in self[code].rows(units, period, as_of):
            if unit not in values or unit in answered:
                raise ValueError(f"measure {code} answers wrongly for unit {unit}")
            answered.add(unit)
            values[unit] = value
        return values

    def records(
        self, code: str, *, units: Sequence[UUID], period: Period, as_of: dt.datetime, reader: Reader
    ) -> list[Pointer]:
        """The records behind the figure that the reader may see."""
        return list(self[code].records(units, period, as_of, reader))


measures = Measures()
"""Those of this installation, filled by the rooms' `apps.py`."""
