"""One story of a Word file (body, head, foot, notes) as lines, from a stream of its elements."""

from collections.abc import Callable
from dataclasses import dataclass, field

from giaoban.documents.reading.assembly import check_size
from giaoban.documents.reading.numbering import Numbering, Styles, level_number

# What was struck out or moved away, formulas of fields, a second copy of what stands beside it, properties of before.
SKIPPED = frozenset(
    {
        "del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback",
        "pPrChange", "rPrChange", "tblPrChange", "tcPrChange", "trPrChange", "sectPrChange", "numberingChange",
    }
)  # fmt: skip
OFF = frozenset({"0", "false", "off"})


@dataclass
class Line:
    """A line of text; `noise` where it only repeats what stands elsewhere (a table of contents)."""

    text: str
    noise: bool = False


@dataclass
class Paragraph:
    """A paragraph while it is being read."""

    parts: list[str] = field(default_factory=list)
    style: str = ""
    number: str = ""
    level: str = ""
    in_properties: bool = False
    hidden: bool = False
    runs_on: bool = False  # its mark was struck out: it goes on in the next


class Story:
    """Collects `lines`. Cells of a row stand on one line, apart by tabs, or below each other where one has several."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.lines: list[Line] = []
        self._styles, self._numbering = styles, numbering
        self._open: list[Paragraph] = []  # a text box stands within a paragraph
        self._containers: list[list[Line]] = [self.lines]
        self._rows: list[list[list[Line]]] = []
        self._carried: list[str] = []
        self._skipping = 0
        self._in_text = False
        self._size = 0
        self._starts: dict[str, Callable[[str], None]] = {
            "p": self._start_paragraph,
            "pPr": lambda _: self._set(in_properties=True),
            "pStyle": lambda value: self._set(style=value),
            "numId": lambda value: self._set(number=value),
            "ilvl": lambda value: self._set(level=value),
            "vanish": self._hide,
            "t": self._start_text,
            "tab": lambda _: self._write("\t"),
            "br": lambda _: self._write("\n"),
            "cr": lambda _: self._write("\n"),
            "noBreakHyphen": lambda _: self._write("-"),
            "tr": lambda _: self._rows.append([]),
            "tc": lambda _: self._containers.append([]),
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "pPr": lambda: self._set(in_properties=False),
            "r": lambda: self._set(hidden=False),
            "t": self._end_text,
            "tr": self._end_row,
            "tc": self._end_cell,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in SKIPPED:
            if name in {"del", "moveFrom"} and self._open and self._open[-1].in_properties:
                self._open[-1].runs_on = True
            self._skipping += 1
        elif name in self._starts:
            self._starts[name](attributes.get("val", ""))

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif name in self._ends:
            self._ends[name]()

    def data(self, text: str) -> None:
        if self._in_text and not self._skipping:
            self._write(text)

    def _start_paragraph(self, _: str) -> None:
        self._open.append(Paragraph(parts=self._carried))
        self._carried = []

    def _set(self, **properties: object) -> None:
        if self._open and (self._open[-1].in_properties or not properties.keys() & {"style", "number", "level"}):
            vars(self._open[-1]).update(properties)

    def _hide(self, value: str) -> None:
        if value not in OFF and self._open and not self._open[-1].in_properties:
            self._open[-1].hidden = True

    def _start_text(self, _: str) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _write(self, text: str) -> None:
        if self._open and not (self._open[-1].in_properties or self._open[-1].hidden):
            self._size = check_size(self._size + len(text))
            self._open[-1].parts.append(text)

    def _end_paragraph(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        if paragraph.runs_on:
            self._carried = paragraph.parts
            return
        text = "".join(paragraph.parts).rstrip()
        lines = self._containers[-1]
        if not text and not (lines and lines[-1].text):
            return  # one empty line is enough
        label = self._label(paragraph) if text else ""
        noise = paragraph.style.lower().startswith("toc")
        lines += [Line(line, noise) for line in f"{label}{text}".split("\n")]

    def _label(self, paragraph: Paragraph) -> str:
        style = self._styles.of(paragraph.style)
        number = paragraph.number or style.number
        if paragraph.level or style.level:
            level = level_number(paragraph.level or style.level)
        else:
            level = self._numbering.level_of_style(number, paragraph.style)
        label = self._numbering.label(number, level)
        return f"{label} " if label else ""

    def _end_cell(self) -> None:
        if len(self._containers) > 1:
            cell = self._containers.pop()
            if self._rows:
                self._rows[-1].append([line for line in cell if line.text.strip()])

    def _end_row(self) -> None:
        cells = self._rows.pop() if self._rows else []
        if all(len(cell) <= 1 for cell in cells):
            text = "\t".join(cell[0].text.strip() if cell else "" for cell in cells).strip("\t")
            if text:
                self._containers[-1].append(Line(text))
        else:
            self._containers[-1] += [line for cell in cells for line in cell]
