"""How wide the columns of a paper's table are: as their author said, and never so narrow that a word or an amount breaks."""

from dataclasses import dataclass

from giaoban.documents.papers.content import Table
from giaoban.documents.papers.metrics import width

# Inside the lines of a cell, both sides together, with what the measure of letters may be wrong by.
_BESIDE, _WRONG = 3.2, 1.03


@dataclass(frozen=True)
class Room:
    """Millimetres between the margins, and the size of a table's letters."""

    width: float
    size: float


def shares(table: Table, room: Room) -> tuple[float, ...]:
    """The columns' widths in per cent; what a narrow one lacks is taken from those that have more than they need.

    Where the page has not the room for all, the widths are those that the table says.
    """
    parts = sum(column.share for column in table.columns)
    sizes = [room.width * column.share / parts for column in table.columns]
    needs = [_need(table, place, room.size) for place in range(len(sizes))]
    lacking = sum(max(need - size, 0) for size, need in zip(sizes, needs, strict=True))
    spare = sum(max(size - need, 0) for size, need in zip(sizes, needs, strict=True))
    if 0 < lacking <= spare:
        sizes = [
            max(need, size - max(size - need, 0) * lacking / spare) for size, need in zip(sizes, needs, strict=True)
        ]
    return tuple(100 * size / room.width for size in sizes)


def _need(table: Table, place: int, size: float) -> float:
    """Millimetres that the longest word of a column takes, its head being bold."""
    head = [width(word, size=size, bold=True) for word in table.columns[place].title.split()]
    rows = [width(word, size=size, bold=False) for row in table.rows for word in row[place].split()]
    return max([*head, *rows], default=0) * _WRONG + _BESIDE
