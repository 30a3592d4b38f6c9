"""A number is not below nothing, not above what can be, and whole where it counts."""

from collections.abc import Iterable, Iterator, Mapping

from giaoban.reporting.checks.cell import Cell, Finding


def check(cells: Mapping[str, Cell]) -> Iterable[Finding]:
    return [finding for cell in cells.values() for finding in _of(cell)]


def _of(cell: Cell) -> Iterator[Finding]:
    if cell.number is None or not cell.is_number:
        return
    if cell.number < 0:
        yield Finding("negative", cell.code, True)
    if cell.is_whole and cell.number != int(cell.number):
        yield Finding("not_whole", cell.code, True)
    if cell.most is not None and cell.number > cell.most:
        yield Finding("too_much", cell.code, True, {"most": cell.most})
