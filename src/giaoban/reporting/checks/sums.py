"""Parts make their whole: no more than it, and all of it where the form says so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from giaoban.reporting.checks.cell import Cell, Finding


def check(cells: Mapping[str, Cell]) -> Iterable[Finding]:
    """Only where every part and the whole were answered: what is missing is another check's word."""
    parts: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in cells.values():
        if cell.whole in cells:
            # By sex and by age the same people are counted twice: each dimension makes the whole by itself.
            parts[cell.whole, cell.dimension].append(cell)
    found = (_of(cells[whole], made_of) for (whole, _dimension), made_of in parts.items())
    return [finding for finding in found if finding]


def _of(whole: Cell, parts: list[Cell]) -> Finding | None:
    amounts = [part.amount for part in parts]
    if whole.amount is None or None in amounts:
        return None
    total = sum((amount for amount in amounts if amount is not None), Decimal(0))
    figures = {"whole": whole.amount, "parts": total}
    if whole.adds_up and total != whole.amount:
        return Finding("parts_differ", whole.code, True, figures)
    # A single part that exceeds its whole is what somebody mistyped; otherwise each may stand alone.
    if not whole.adds_up and any(amount is not None and amount > whole.amount for amount in amounts):
        largest = max(amount for amount in amounts if amount is not None)
        return Finding("part_too_large", whole.code, True, {"whole": whole.amount, "parts": largest})
    return None
