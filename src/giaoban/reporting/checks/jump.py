"""A value far from what the body said of the last periods is asked about.

Far means: off the median of the last periods by more than their usual spread (the median of the distances to it) allows.
Fewer than four periods have no spread: there more than three times their median, either way, is far, and so is more than
three times the same period last year. What was alike in the same period last year is a season and no jump.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from giaoban.reporting.checks.cell import Cell, Finding

TIMES = 3
SMALL = Decimal(10)
ENOUGH = 4
# The median distance of normal numbers is 0.6745 of their standard deviation; three and a half of these are far.
SPREADS = Decimal("3.5") / Decimal("0.6745")
# However alike the periods were, a change of less than a half is no jump.
AT_LEAST = Decimal("0.5")


def check(cells: Mapping[str, Cell]) -> Iterable[Finding]:
    return [finding for cell in cells.values() for finding in _of(cell)]


def _of(cell: Cell) -> Iterator[Finding]:
    now, year = cell.amount, cell.last_year
    if not cell.is_number or now is None:
        return
    if cell.recent and is_far(now, cell.recent):
        if year is None or leaps(now, year):
            figures = {"now": now, "usual": median(cell.recent), "periods": Decimal(len(cell.recent))}
            yield Finding("jump", cell.code, False, figures)
    elif year is not None and len(cell.recent) < ENOUGH and leaps(now, year):
        yield Finding("unlike_last_year", cell.code, False, {"now": now, "year": year})


def is_far(now: Decimal, recent: Sequence[Decimal]) -> bool:
    """Whether a value lies outside what the last periods let expect."""
    middle = median(recent)
    if len(recent) < ENOUGH:
        return leaps(now, middle)
    distance = abs(now - middle)
    # Most values are near whatever the spread; only of the others is it worked out.
    if distance <= SMALL or distance <= AT_LEAST * middle:
        return False
    return distance > SPREADS * median(abs(one - middle) for one in recent)


def leaps(now: Decimal, before: Decimal) -> bool:
    """More than three times the other, either way; small numbers leap every month and are let be."""
    low, high = sorted((now, before))
    return high - low > SMALL and high > TIMES * low
