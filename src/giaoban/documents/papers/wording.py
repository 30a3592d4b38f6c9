"""A paper as lines: what stands where and how it is set, the same for Word, for the screen and for print."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from giaoban.documents.letterheads import KINDS, Authority, Part, Profile
from giaoban.documents.papers import charts
from giaoban.documents.papers.column_widths import Room, shares
from giaoban.documents.papers.content import Block, Chart, Heading, Paper, Paragraph, Table
from giaoban.documents.papers.metrics import PAGE_HEIGHT, PAGE_WIDTH

# Said on the paper itself, whose language is Vietnamese whatever that of the reader's screen.
ILLUSTRATION = "Số liệu minh họa, không phải số liệu chính thức"
# Where nobody has given a number or a day yet a pen will write: blanks that do not break.
_GAP_FOR_NUMBER = "\u00a0" * 8
_GAP_FOR_DAY = "\u00a0" * 5


@dataclass(frozen=True)
class Line:
    """One line; `name` is that of its part in the profile, the titles being title_1, title_2."""

    name: str
    text: str
    part: Part


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph; a figure has its id, and on pages where it opens an address."""

    text: str
    key: str = ""
    url: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph of the content; `name` is "heading" or "body"."""

    name: str
    runs: tuple[Run, ...]
    is_table: bool = False
    is_chart: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    text: str
    centred: bool
    key: str = ""
    url: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of the content; `shares` of its width add up to a hundred."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    is_table: bool = True
    is_chart: bool = False

    @property
    def columns(self) -> list[tuple[str, str]]:
        """(head, share in per cent) for a page, in figures that any language reads as a width."""
        return [(head, f"{share:.2f}%") for head, share in zip(self.heads, self.shares, strict=True)]


@dataclass(frozen=True)
class Drawn:
    """A chart of the content, the `number`th of the paper; `rows` are its labels with the numbers behind them."""

    number: int
    chart: Chart
    drawing: charts.Drawing
    alt: str
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    is_table: bool = False
    is_chart: bool = True


Shown = Text | Grid | Drawn


@dataclass(frozen=True)
class AnnexSheet:
    """An annex as it is set: what it is called, and what it belongs to."""

    heads: tuple[str, ...]
    blocks: tuple[Shown, ...]


@dataclass(frozen=True)
class Sheet:
    """The parts of a paper in the order of reading. `note` stands in the header of every page."""

    profile: Profile
    issuer: tuple[Line, ...]
    titles: tuple[Line, ...]
    under_issuer: tuple[Line, ...]
    place: Line
    heading: tuple[Line, ...]
    addressees: tuple[str, ...]
    blocks: tuple[Shown, ...]
    signer: tuple[Line, ...]
    recipients: tuple[str, ...]
    note: str
    annexes: tuple[AnnexSheet, ...] = ()

    @property
    def charts(self) -> list[Drawn]:
        """All of them, in their order."""
        blocks = [*self.blocks, *(block for annex in self.annexes for block in annex.blocks)]
        return [block for block in blocks if isinstance(block, Drawn)]


Links = Mapping[str, str]
"""Where the figures of a page open, by their id."""


def sheet(paper: Paper, *, note: str = "", links: Links | None = None) -> Sheet:
    """The paper in its letterhead, ready to be set; `links` are for pages alone."""
    to = links or {}
    profile = paper.letterhead
    number = itertools.count(1)
    beside = profile.margins.left + profile.margins.right
    upright, lying = (Room(wide - beside, profile.table.size) for wide in (PAGE_WIDTH, PAGE_HEIGHT))
    return Sheet(
        profile=profile,
        issuer=_issuer(paper, profile),
        titles=tuple(Line(f"title_{n}", title.text, title.part) for n, title in enumerate(profile.titles, start=1)),
        under_issuer=tuple(_under_issuer(paper, profile)),
        place=Line("place", _place(paper), profile.place),
        heading=_heading(paper, profile),
        addressees=_addressees(paper),
        blocks=tuple(
            _shown(block, profile.closing if block is paper.blocks[-1] else "", to, number, upright)
            for block in paper.blocks
        ),
        signer=_signer(paper, profile),
        recipients=_recipients(paper),
        note=note,
        annexes=tuple(
            AnnexSheet(
                _annex_heads(paper, place, annex.title),
                tuple(_shown(block, "", to, number, lying) for block in annex.blocks),
            )
            for place, annex in enumerate(paper.annexes, start=1)
        ),
    )


def _annex_heads(paper: Paper, place: int, title: str) -> tuple[str, ...]:
    """What it is, what it tells, and what it lies behind."""
    called = f"PHỤ LỤC {place}" if len(paper.annexes) > 1 else "PHỤ LỤC"
    day = _place(paper).split(", ", 1)[-1]
    number = number_label(paper.letterhead, number=paper.number, kind=paper.kind, sign=paper.issuer.sign)
    bare = number.removeprefix("Số").lstrip(": ")
    return called, title.upper(), f"(Kèm theo {paper.kind_of_paper.name_vi} số {bare} {day})"


def number_label(profile: Profile, *, number: int | None, kind: str, sign: str) -> str:
    """The number and sign as the letterhead writes them: "Số: 18/QĐ-MTTQ-BTT", "Số 36-HD/VPTW"; a gap where none is given."""
    shape = profile.letter_format if KINDS[kind].is_letter else profile.number_format
    return shape.format(number=f"{number:02}" if number else _GAP_FOR_NUMBER, kind=kind, sign=sign)


def cited_number(profile: Profile, *, number: int | None, kind: str, sign: str) -> str:
    """The same as other texts cite it, without the word before: "18/QĐ-MTTQ-BTT"."""
    return number_label(profile, number=number, kind=kind, sign=sign).removeprefix("Số").lstrip(": ")


def _issuer(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    upper = [Line("upper", line.upper(), profile.upper) for line in paper.issuer.upper]
    return (*upper, *(Line("own", line.upper(), profile.own) for line in paper.issuer.own))


def _under_issuer(paper: Paper, profile: Profile) -> list[Line]:
    lines = []
    kind = paper.kind_of_paper
    if kind.is_numbered:
        label = number_label(profile, number=paper.number, kind=paper.kind, sign=paper.issuer.sign)
        lines.append(Line("number", label, profile.number))
    if kind.is_letter:
        lines.append(Line("letter_subject", f"{profile.letter_prefix}{paper.subject}", profile.letter_subject))
    if paper.is_draft:
        lines.append(Line("draft", profile.draft_words, profile.draft))
    return lines


def _place(paper: Paper) -> str:
    if paper.is_draft:
        return f"{paper.issuer.place}, ngày{_GAP_FOR_DAY}tháng{_GAP_FOR_DAY}năm {paper.day.year}"  # the signer's day is open
    day = paper.day
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"{paper.issuer.place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _heading(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    kind = paper.kind_of_paper
    if kind.is_letter:
        return ()
    return (Line("kind", kind.name_vi.upper(), profile.kind), Line("subject", paper.subject, profile.subject))


def _addressees(paper: Paper) -> tuple[str, ...]:
    if len(paper.addressees) <= 1:
        return tuple(f"Kính gửi: {one}" for one in paper.addressees)
    *others, last = paper.addressees
    return ("Kính gửi:", *(f"- {_bare(one)};" for one in others), f"- {_bare(last)}.")


def _shown(block: Block, closing: str, links: Links, number: Iterator[int], room: Room) -> Shown:
    """The last paragraph ends with the sign that the letterhead closes with; charts are numbered as they come."""
    if isinstance(block, Heading):
        return Text("heading", (Run(block.text),))
    if isinstance(block, Chart):
        return _drawn(block, links, next(number))
    if isinstance(block, Table):
        centred = [column.centred for column in block.columns]
        keys = {(line, place): key for line, place, key in block.keys}
        return Grid(
            tuple(column.title for column in block.columns),
            shares(block, room),
            tuple(
                tuple(
                    Cell(text, centred[place], keys.get((line, place), ""), links.get(keys.get((line, place), ""), ""))
                    for place, text in enumerate(row)
                )
                for line, row in enumerate(block.rows)
            ),
        )
    runs = _runs(block, links)
    if closing and not runs[-1].key:
        runs = (*runs[:-1], Run(f"{runs[-1].text.rstrip('. ')}{closing}"))
    elif closing:
        runs = (*runs, Run(closing))
    return Text("body", runs)


def _drawn(chart: Chart, links: Links, number: int) -> Drawn:
    keys = {(row, place): key for row, place, key in chart.keys}

    def cell(row: int, place: int) -> Cell:
        key = keys.get((row, place), "")
        said = charts.written(chart.series[row].numbers[place], chart.scale) or "–"
        return Cell(said, True, key, links.get(key, ""))

    rows = tuple(
        (label, tuple(cell(row, place) for row in range(len(chart.series)))) for place, label in enumerate(chart.labels)
    )
    return Drawn(number, chart, charts.drawing(chart), charts.in_words(chart), rows)


def _runs(block: Paragraph, links: Links) -> tuple[Run, ...]:
    """The pieces of a paragraph, its figures by themselves; one at least."""
    runs, end = [], 0
    for one in block.fields:
        runs += [
            Run(block.text[end : one.start]),
            Run(block.text[one.start : one.end], one.key, links.get(one.key, "")),
        ]
        end = one.end
    return tuple(run for run in [*runs, Run(block.text[end:])] if run.text) or (Run(""),)


def _signer(paper: Paper, profile: Profile) -> tuple[Line, ...]:
    signer = paper.signer
    heads = [
        (Authority.ON_BEHALF, signer.on_behalf_of),
        (Authority.BY_ORDER, signer.by_order_of),
        (Authority.ACTING_FOR, signer.acting_for),
    ]
    lines = [
        Line("authority", f"{profile.authorities[authority]} {body.upper()}", profile.authority)
        for authority, body in heads
        if body
    ]
    if signer.post:
        lines.append(Line("authority", signer.post.upper(), profile.authority))
    if not lines and not signer.name:
        return ()  # an annex: whoever signs the paper that it belongs to signs for it
    return (*lines, Line("signer", signer.name, profile.signer))


def _recipients(paper: Paper) -> tuple[str, ...]:
    if not paper.recipients:
        return ()
    *others, last = paper.recipients
    return (*(f"- {_bare(one)};" for one in others), f"- {_bare(last)}.")


def _bare(line: str) -> str:
    return line.lstrip("-– ").rstrip(";., ")
