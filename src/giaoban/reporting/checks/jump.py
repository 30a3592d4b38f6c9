"""A value far from the last period's is asked about."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from giaoban.reporting.checks.cell import Cell, Finding

TIMES = 3
SMALL = Decimal(10)


def check(cells: Mapping[str, Cell]) -> Iterable[Finding]:
    return [
        Finding("jump", cell.code, False, {"now": cell.amount, "before": cell.previous})
        for cell in cells.values()
        if cell.is_number and cell.amount is not None and cell.previous is not None
        if leaps(cell.amount, cell.previous)
    ]


def leaps(now: Decimal, before: Decimal) -> bool:
    """More than three times the other, either way; small numbers leap every month and are let be."""
    low, high = sorted((now, before))
    return high - low > SMALL and high > TIMES * low
