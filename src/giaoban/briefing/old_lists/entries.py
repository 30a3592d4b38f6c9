"""From the rows of a table to tasks that may be taken in, each with what is wrong or to be known of it. Pure."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from giaoban.briefing.old_lists.days import Order, UnreadDay, is_counted, read_day, read_due
from giaoban.briefing.old_lists.headers import Field
from giaoban.briefing.old_lists.layout import Line, reference
from giaoban.documents.reading.tables import Cell
from giaoban.kernel.due import Due
from giaoban.kernel.vietnamese import fold, nfc

LONGEST_TASK = 5_000
LONGEST_CELL = 2_000
BLANKS = re.compile(r"[^\S\n]")
# Controls, marks of reading direction and joiners: nobody sees them, and two texts that look alike would differ.
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff]"
)
TOTALS = re.compile(
    r"(?:tong cong|tong so|tong|cong)(?: cong| so)?(?: nhiem vu| viec)?\W*\d*\W*(?:nhiem vu|viec|muc|dong)?\W*"
)
SECTION = re.compile(r"(?:[ivxlc]{1,5}|[a-h])[.)/]?")
FOOTERS = (
    "noi nhan", "nguoi lap", "thu truong", "tm ban thuong truc", "tm uy ban", "kt chu tich", "tl ", "t m ", "chu tich",
    "chanh van phong", "lanh dao", "ky ten", "xac nhan", "ghi chu", "luu y",
)  # fmt: skip
DAY_OF_SIGNING = re.compile(r".{0,40}ngay .{1,6} thang .{1,6} nam .{0,6}")
DONE = re.compile(
    r"\b(?:da hoan thanh|hoan thanh|da xong|xong|da thuc hien xong|da nghiem thu|dat|accepted|done|100 ?%)"
)
NOT_DONE = re.compile(r"\b(?:chua|dang|khong|mot phan|co ban|cham|qua han)\b")


class Aside(StrEnum):
    """Why a row is no task, though something stands in it."""

    TOTAL = "total"
    SECTION = "section"
    FOOTER = "footer"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell (`refuses`), or what the person should know; `told` fills the sentence of its code."""

    code: str
    cell: str
    refuses: bool
    told: dict[str, str] = field(default_factory=dict)


@dataclass
class Entry:
    """One row as a task that could be; `joined` are further rows of it, where its text is a merged cell."""

    row: int
    text: str = ""
    lead: str = ""
    coordinating: str = ""
    due: Due = field(default_factory=Due.none)
    assigned: dt.date | None = None
    basis: str = ""
    status: str = ""
    result: str = ""
    kind: str = ""
    note: str = ""
    aside: Aside | None = None
    joined: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    @property
    def is_done(self) -> bool:
        """Whether the list says so; a doubt is none."""
        words = fold(self.status)
        return bool(DONE.search(words)) and not NOT_DONE.search(words)


def entries(lines: Iterable[Line], columns: dict[Field, int], *, order: Order, day: dt.date) -> Iterator[Entry]:
    """Every row as an entry, in order: a task, or aside, or with problems that refuse it. None is left out.

    `day` is that of the list: a due date without a year is read from it, where the row does not say when it was given.
    """
    last: Entry | None = None
    for line in lines:
        if last is not None and _continues(line, columns, last):
            _join(last, line, columns)
            continue
        entry = _Reader(line, columns, order, day).entry()
        if last is not None:
            yield last
        last = entry
    if last is not None:
        yield last


def _continues(line: Line, columns: dict[Field, int], last: Entry) -> bool:
    return columns[Field.TEXT] in line.spread and not last.aside


def _join(entry: Entry, line: Line, columns: dict[Field, int]) -> None:
    """A further row of the same task: other bodies, further results."""
    entry.joined.append(line.number)
    for name, column in ((Field.LEAD, "lead"), (Field.WITH, "coordinating"), (Field.RESULT, "result")):
        place = columns.get(name)
        if place is None or place in line.spread or place not in line.cells:
            continue
        known = getattr(entry, column)
        added = _words(line.cells[place])
        if added and added not in known:
            setattr(entry, column, "; ".join(filter(None, (known, added))))


def _words(cell: Cell | None, *, lines: bool = False) -> str:
    """What a cell says, in clean letters; with `lines` its line breaks stay (they part the names of bodies)."""
    if cell is None or cell.kind in {"error", "formula"}:
        return ""
    text = nfc(cell.value)
    if cell.kind == "day":
        text = f"{dt.date.fromisoformat(text):%d/%m/%Y}"
    if cell.kind == "number" and text.endswith(".0"):
        text = text.removesuffix(".0")
    kept = UNSEEN.sub("", BLANKS.sub(" ", text))
    return (
        "\n".join(filter(None, (" ".join(part.split()) for part in kept.split("\n"))))
        if lines
        else " ".join(kept.split())
    )


class _Reader:
    """One row, cell by cell."""

    def __init__(self, line: Line, columns: dict[Field, int], order: Order, day: dt.date) -> None:
        self.line, self.columns, self.order, self.day = line, columns, order, day
        self.made = Entry(line.number)

    def cell(self, name: Field) -> Cell | None:
        return self.line.cells.get(self.columns.get(name, 0))

    def words(self, name: Field, *, lines: bool = False) -> str:
        return _words(self.cell(name), lines=lines)

    def problem(self, code: str, name: Field, *, refuses: bool, **told: str) -> None:
        place = reference(self.columns[name], self.line.number) if name in self.columns else str(self.line.number)
        self.made.problems.append(Problem(code, place, refuses, {key: value[:100] for key, value in told.items()}))

    def entry(self) -> Entry:
        made = self.made
        made.text = self.words(Field.TEXT)
        made.lead, made.coordinating = self.words(Field.LEAD, lines=True), self.words(Field.WITH, lines=True)
        for name in (Field.BASIS, Field.STATUS, Field.RESULT, Field.KIND, Field.NOTE):
            setattr(made, name.value, self.words(name)[:LONGEST_CELL])
        made.aside = self._aside()
        if made.aside:
            return made
        self._look_at_cells()
        self._look_at_days()
        return made

    def _aside(self) -> Aside | None:
        """A total, a heading within the table, or what stands below it: rows that say of themselves that they are no task."""
        number, text = self.words(Field.NUMBER), self.made.text
        written = [cell for cell in self.line.cells.values() if cell.value.strip()]
        first = fold(_words(self.line.cells[min(self.line.cells)]))
        said = fold(text) if text else first
        if TOTALS.fullmatch(said) or TOTALS.fullmatch(first):
            return Aside.TOTAL
        numbered = any(char.isdigit() for char in number)
        bare = not self.made.lead and self.cell(Field.DUE) is None and not self.made.status
        signed = any(DAY_OF_SIGNING.fullmatch(fold(_words(cell))) for cell in written)
        if not numbered and bare and (said.startswith(FOOTERS) or signed):
            return Aside.FOOTER
        if bare and len(written) <= 2 and SECTION.fullmatch(fold(number)):
            return Aside.SECTION
        across = self.line.breadth >= 3 and len(written) == 1
        return Aside.SECTION if across and not numbered else None

    def _look_at_cells(self) -> None:
        cell = self.cell(Field.TEXT)
        if cell is not None and cell.kind == "formula":
            self.problem("formula", Field.TEXT, refuses=True)
        elif cell is not None and cell.kind == "error":
            self.problem("cell_error", Field.TEXT, refuses=True, value=cell.value)
        elif not any(char.isalpha() for char in self.made.text):
            self.problem("no_text", Field.TEXT, refuses=True)
        elif len(self.made.text) > LONGEST_TASK:
            self.problem(
                "long_text", Field.TEXT, refuses=True, length=str(len(self.made.text)), limit=str(LONGEST_TASK)
            )
        for name in (Field.LEAD, Field.WITH):
            cell = self.cell(name)
            if cell is not None and cell.kind in {"error", "formula"}:
                code = "cell_error" if cell.kind == "error" else "formula"
                self.problem(code, name, refuses=True, value=cell.value)
        if self.line.hidden:
            self.problem("hidden_row", Field.TEXT, refuses=False)

    def _look_at_days(self) -> None:
        try:
            self.made.assigned = read_day(self.cell(Field.ASSIGNED), self.order)
        except UnreadDay as problem:
            # The day on which it was given only helps to read the other days.
            self.problem(f"assigned_{problem.code}", Field.ASSIGNED, refuses=False, value=problem.value)
        try:
            self.made.due = read_due(
                self.cell(Field.DUE), self.cell(Field.LAST_DAY), self.order, reference=self.made.assigned or self.day
            )
        except UnreadDay as problem:
            self.problem(problem.code, Field.DUE, refuses=True, value=problem.value)
            return
        due, written = self.made.due, self.words(Field.DUE)
        if is_counted(self.cell(Field.DUE)) and due.last_day:
            self.problem("counted_day", Field.DUE, refuses=False, value=written, day=f"{due.last_day:%d/%m/%Y}")
        if due.kind == "none" and due.as_written:
            self.problem("due_without_day", Field.DUE, refuses=False, value=written)
        if self.made.assigned and due.last_day and due.last_day < self.made.assigned:
            given = f"{self.made.assigned:%d/%m/%Y}"
            self.problem("due_before_given", Field.DUE, refuses=True, due=f"{due.last_day:%d/%m/%Y}", given=given)
