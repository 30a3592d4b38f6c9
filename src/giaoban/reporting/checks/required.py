"""What must be answered is answered: with a value, or by saying that none occurred."""

from collections.abc import Iterable, Mapping

from giaoban.reporting.checks.cell import Cell, Finding


def check(cells: Mapping[str, Cell]) -> Iterable[Finding]:
    return [Finding("required", cell.code, True) for cell in cells.values() if cell.is_required and cell.is_empty]
