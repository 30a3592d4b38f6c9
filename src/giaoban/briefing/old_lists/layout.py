"""Where the table of a sheet begins, and what its rows hold once merged cells are spread out. Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from giaoban.briefing.old_lists.headers import Field, recognise
from giaoban.documents.reading.tables import Cell, Row, Sheet
from giaoban.kernel.vietnamese import fold

MOST_SPREAD = 500_000  # areas that lie over one another could name each row many times
HEAD_WITHIN = 60  # rows with something in them; offices put titles, letterheads and notes above
NUMBERS_OF_COLUMNS = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?")


@dataclass(frozen=True)
class Head:
    """The heading of a table: the rows it takes, its words by column, and what was made of them."""

    first: int
    last: int
    words: dict[int, str]
    columns: dict[Field, int]


@dataclass
class Line:
    """One row below the heading. `spread` are columns whose value comes from a merged cell that began above."""

    number: int
    hidden: bool
    cells: dict[int, Cell]
    spread: frozenset[int] = field(default_factory=frozenset)
    # How many columns its first cell covers: a line across the table is a heading within it.
    breadth: int = 1


def reference(column: int, row: int) -> str:
    """The name of a cell: "C7"."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """The name of a column: "C"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def find_head(sheet: Sheet) -> Head | None:
    """The heading that names the most fields, the task among them; None for a sheet without one."""
    best: Head | None = None
    rows = sheet.rows[:HEAD_WITHIN]
    for place, row in enumerate(rows):
        head = _head_at(sheet, row, {other.number: other for other in rows[place : place + 4]})
        if (
            Field.TEXT in head.columns
            and len(head.columns) >= 2
            and (best is None or len(head.columns) > len(best.columns))
        ):
            best = head
    return best


def _head_at(sheet: Sheet, row: Row, near: Mapping[int, Row]) -> Head:
    covering = [area for area in sheet.merged if area[0] <= row.number <= area[2]]
    last = max(
        [row.number, *(bottom for top, _, bottom, _ in covering if bottom <= row.number + 3 and top == row.number)]
    )
    told: dict[int, list[str]] = {}
    for number in range(row.number, last + 1):
        across = {
            column: near[number].cells[left]
            for top, left, _bottom, right in sheet.merged
            if top == number and number in near and left in near[number].cells
            for column in range(left, min(right, left + 30) + 1)
        }
        own = near[number].cells if number in near else {}
        for column, cell in {**across, **own}.items():
            if cell.kind == "text":
                told.setdefault(column, []).append(" ".join(cell.value.split()))
    words = {column: " / ".join(dict.fromkeys(parts)) for column, parts in sorted(told.items())}
    return Head(row.number, last, words, recognise(told))


def lines(sheet: Sheet, *, after: int) -> Iterator[Line]:
    """The rows below the heading, merged cells spread downwards, the row that numbers the columns left out."""
    above = _above(sheet, after)
    breadths = {(top, left): right - left + 1 for top, left, _bottom, right in sheet.merged}
    own = {row.number: row for row in sheet.rows}
    below = [row for row in sheet.rows if row.number > after]
    if below and _numbers_columns(below[0]):
        below = below[1:]
    for row in below:
        tops = {column: top for column, top in above.get(row.number, {}).items() if column not in row.cells}
        spread = {column: own[top].cells[column] for column, top in tops.items() if column in own[top].cells}
        breadth = breadths.get((row.number, min(row.cells)), 1)
        yield Line(row.number, row.hidden, {**row.cells, **spread}, frozenset(spread), breadth)


def _above(sheet: Sheet, after: int) -> dict[int, dict[int, int]]:
    """For each row that lies in a merged area which begins above it: column → the row where that area begins."""
    numbers = [row.number for row in sheet.rows]
    present = set(numbers)
    found: dict[int, dict[int, int]] = {}
    room = MOST_SPREAD
    for top, left, bottom, _right in sheet.merged:
        if top <= after or top not in present:
            continue
        for number in numbers[bisect_right(numbers, top) : bisect_right(numbers, bottom)]:
            room -= 1
            if room < 0:
                return found
            found.setdefault(number, {})[left] = top
    return found


def _numbers_columns(row: Row) -> bool:
    """The row "(1) (2) (3)" or "A B 1 2" that official tables carry below their heading."""
    values = [fold(cell.value) for cell in row.cells.values()]
    if len(values) < 3 or not all(NUMBERS_OF_COLUMNS.fullmatch(value) for value in values):
        return False
    figures = [int(value.strip("()")) for value in values if value.strip("()").isdigit()]
    return len(figures) >= 2 and figures == list(range(figures[0], figures[0] + len(figures)))
