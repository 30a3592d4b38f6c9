"""Which cells of a table are withheld so that no small number of people can be computed from what is shown. Pure.

Small cells are withheld first. Then others, until no withheld cell follows from the sums of the table: neither along places
nor along the parts of a whole. Zero is shown: a zero that is hidden protects nobody, since nothing is below it.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
# Elimination goes on in whole numbers below a prime; all coefficients are 1 and -1.
PRIME = 2**61 - 1


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A whole and the parts that make all of it."""

    whole: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        return (self.whole, *self.parts)


def withheld(
    numbers: Mapping[Key, Decimal],
    sums: Sequence[Sum[Key]],
    *,
    sensitive: Collection[Key],
    unseen: Collection[Key] = (),
) -> set[Key]:
    """The cells that are not shown. `sensitive` must not be known; `unseen` are shown nowhere, but may be computed (a rest).

    What is neither in `sensitive` nor needed to hide it is shown.
    """
    hidden = {one for one in sensitive if one not in unseen}
    by_cell: dict[Key, list[Sum[Key]]] = defaultdict(list)
    for one in sums:
        for cell in one.cells:
            by_cell[cell].append(one)
    while True:
        unknown = {one for one in (*hidden, *unseen) if numbers.get(one, 0) > 0}
        told = computed(unknown, sums)
        guarded = sorted((one for one in {*hidden, *sensitive} if one in told), key=str)
        gone = {*hidden, *unseen}
        fresh = {
            cover for one in guarded if (cover := _cover(one, by_cell.get(one, ()), numbers, unknown, gone)) is not None
        }
        if guarded and not fresh:
            fresh = {one for one in numbers if numbers[one] > 0} - hidden - set(unseen)
        if not fresh:
            return hidden
        hidden |= fresh


def _cover(
    cell: Key,
    sums: Sequence[Sum[Key]],
    numbers: Mapping[Key, Decimal],
    unknown: Collection[Key],
    gone: Collection[Key],
) -> Key | None:
    """The smallest cell that is shown so far in a sum that tells this one, else in one with it: the least is lost with it."""
    telling = [one for one in sums if not set(one.cells) & set(unknown) - {cell}]
    beside = {found for one in telling or sums for found in one.cells}
    open_ones = [one for one in beside if one not in gone and numbers.get(one, 0) > 0]
    return min(open_ones, key=lambda one: (numbers[one], str(one)), default=None)


def computed(unknown: Collection[Key], sums: Iterable[Sum[Key]]) -> set[Key]:
    """The unknown cells that follow from the known ones: those that elimination leaves alone in a row."""
    pivots: dict[Key, dict[Key, int]] = {}
    for one in sums:
        row = _row(one, unknown)
        for known in [cell for cell in row if cell in pivots]:
            _take(row, pivots[known], known)
        if not row:
            continue
        pivot = min(row, key=str)
        factor = pow(row[pivot], -1, PRIME)
        row = {cell: value * factor % PRIME for cell, value in row.items()}
        for other in pivots.values():
            if pivot in other:
                _take(other, row, pivot)
        pivots[pivot] = row
    return {pivot for pivot, row in pivots.items() if len(row) == 1}


def _row(one: Sum[Key], unknown: Collection[Key]) -> dict[Key, int]:
    row: dict[Key, int] = defaultdict(int)
    for cell, sign in ((one.whole, 1), *((part, -1) for part in one.parts)):
        if cell in unknown:
            row[cell] += sign
    return {cell: value % PRIME for cell, value in row.items() if value}


def _take(row: dict[Key, int], other: Mapping[Key, int], cell: Key) -> None:
    """Takes a multiple of the other row away, so that the cell leaves this one."""
    factor = row.get(cell, 0)
    for place, value in other.items():
        left = (row.get(place, 0) - factor * value) % PRIME
        if left:
            row[place] = left
        else:
            row.pop(place, None)
