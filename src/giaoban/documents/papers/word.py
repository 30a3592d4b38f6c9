"""A paper as a Word file, to the measures of its letterhead.

The package is written part by part instead of filled into a library's template: such templates bring fonts and languages
of elsewhere, a picture and a program's name along. So the file holds what is said here, nothing personal, and the same
paper gives the same bytes.
"""

from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from giaoban.documents.letterheads import Part, Profile
from giaoban.documents.papers import package, word_charts
from giaoban.documents.papers.content import Paper
from giaoban.documents.papers.metrics import PAGE_HEIGHT, PAGE_WIDTH, width
from giaoban.documents.papers.package import el, twips
from giaoban.documents.papers.styles import settings, styles
from giaoban.documents.papers.wording import AnnexSheet, Drawn, Grid, Line, Run, Sheet, Shown, sheet

HEADER_DISTANCE = 8.0
# Of the width between the margins: the issuer's side, and the recipients' beside the signer.
ISSUER_SHARE, RECIPIENTS_SHARE = 0.4, 0.5
SIGNING_SPACE = 70
RULE_POINTS = 0.5


def document(paper: Paper, *, note: str = "") -> bytes:
    """The DOCX file; `note` stands in the header of every page."""
    set_ = sheet(paper, note=note)
    profile = set_.profile
    room = PAGE_WIDTH - profile.margins.left - profile.margins.right
    parts = [*_letterhead(set_, room), *_content(set_.blocks, room), *_signature(set_, room)]
    if set_.annexes:
        # The sheets so far end here, upright; those of the annexes lie on their side.
        parts.append(el("p", el("pPr", el("pStyle", val="gap"), _section(profile))))
        parts += _annexes(set_.annexes, profile)
    body = el("body", *parts, _section(profile, is_annex=bool(set_.annexes)))
    title = " ".join(filter(None, [paper.kind_of_paper.name_vi, paper.subject]))
    return package.write(
        document=el("document", body),
        styles=styles(profile),
        settings=settings(profile),
        first_header=_header(set_, numbered=False),
        header=_header(set_, numbered=True),
        title=title,
        day=paper.day,
        charts={word_charts.chart_id(one.number): word_charts.part(one.chart) for one in set_.charts},
    )


# --- Paragraphs ---------------------------------------------------------------------------------------------------------


def paragraph(
    text: str | tuple[Run, ...], style: str, *, keep_next: bool = False, before: float | None = None
) -> etree._Element:
    """A paragraph in a style of the letterhead; the style holds every measure but these two."""
    properties = el("pPr", el("pStyle", val=style))
    if keep_next:
        properties.append(el("keepNext"))
    if before is not None:
        properties.append(el("spacing", before=round(before * 20)))
    runs = (Run(text),) if isinstance(text, str) else text
    return el("p", properties, *(_figure(run) if run.key else _run(run.text) for run in runs))


def _figure(run: Run) -> etree._Element:
    """A figure as a content control: Word shows it as text, and keeps the id of what it counts."""
    return el("sdt", el("sdtPr", el("tag", val=run.key)), el("sdtContent", _run(run.text)))


def _run(text: str) -> etree._Element:
    letters = el("t")
    letters.text = text
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return el("r", letters)


def _rule(part: Part, text: str, room: float) -> etree._Element:
    """A line of its own, as long as its share of the text above; centred by its indents."""
    length = min(width(text, size=part.size, bold=part.bold), room) * part.rule
    side = twips((room - length) / 2)
    border = el("pBdr", el("top", val="single", sz=round(RULE_POINTS * 8), space=0, color="000000"))
    return el("p", el("pPr", el("pStyle", val="rule"), border, el("ind", left=side, right=side)))


def _lines(lines: tuple[Line, ...], room: float) -> Iterator[etree._Element]:
    """Lines of the letterhead, with the rule or the mark that belongs under the last line of a part."""
    for line, after in zip_longest(lines, lines[1:]):
        yield paragraph(line.text, line.name)
        if after is not None and after.name == line.name:
            continue
        if line.part.rule:
            yield _rule(line.part, line.text, room)
        if line.part.mark:
            yield paragraph(line.part.mark, "mark")


# --- The parts of the sheet -----------------------------------------------------------------------------------------------


def _letterhead(set_: Sheet, room: float) -> Iterator[etree._Element]:
    left, right = room * ISSUER_SHARE, room * (1 - ISSUER_SHARE)
    issuer = list(_lines(set_.issuer, left))
    under = list(_lines(set_.under_issuer, left)) or [paragraph("", "number")]
    yield _side_by_side(
        [left, right],
        [issuer, list(_lines(set_.titles, right))],
        [under, [paragraph(set_.place.text, "place")]],
    )
    yield from _lines(set_.heading, room)
    if not set_.heading:
        yield paragraph("", "rule")
    for line in set_.addressees:
        yield paragraph(line, "addressee")


def _content(blocks: tuple[Shown, ...], room: float) -> Iterator[etree._Element]:
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Grid):
            # Tables that touch become one in Word: each stands between paragraphs, thin where nothing is said there.
            yield paragraph("", "gap", keep_next=True)
            yield _table(block, room, keep_last=after is None)
            if after is None:
                yield paragraph("", "gap", keep_next=True)
        elif isinstance(block, Drawn):
            yield from _chart(block, room)
        else:
            yield paragraph(block.runs, block.name, keep_next=after is None or block.name == "heading")


def _chart(drawn: Drawn, room: float) -> Iterator[etree._Element]:
    """Its title, the chart, where its numbers are from: on one page together."""
    yield paragraph(drawn.chart.title, "chart_title", keep_next=True)
    held = el("p", el("pPr", el("pStyle", val="chart"), el("keepNext")))
    held.append(word_charts.inline(drawn.chart, drawn.number, room=room))
    yield held
    yield paragraph(drawn.chart.source, "chart_source")


def _table(grid: Grid, room: float, *, keep_last: bool) -> etree._Element:
    """Rows that no page break cuts, the head repeated on every page."""
    widths = [twips(room * share / 100) for share in grid.shares]
    borders = [el(side, val="single", sz=4, space=0, color="000000") for side in package.TABLE_SIDES]
    properties = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        el("tblBorders", *borders),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=85, type="dxa"), el("right", w=85, type="dxa")),
    )
    head = el("tr", el("trPr", el("cantSplit"), el("tblHeader")))
    for title, size in zip(grid.heads, widths, strict=True):
        head.append(_cell(paragraph(title, "table_head", keep_next=True), size))
    made = el("tbl", properties, el("tblGrid", *(el("gridCol", w=size) for size in widths)), head)
    for row, after in zip_longest(grid.rows, grid.rows[1:]):
        cells = el("tr", el("trPr", el("cantSplit")))
        for cell, size in zip(row, widths, strict=True):
            style = "table_centred" if cell.centred else "table"
            said = (Run(cell.text, cell.key),)
            cells.append(_cell(paragraph(said, style, keep_next=keep_last and after is None), size))
        made.append(cells)
    return made


def _cell(content: etree._Element, size: int) -> etree._Element:
    return el("tc", el("tcPr", el("tcW", w=size, type="dxa")), content)


def _signature(set_: Sheet, room: float) -> Iterator[etree._Element]:
    """Recipients at the left, the signer at the right: one row that stays whole and with the words before it."""
    if not set_.signer and not set_.recipients:
        yield paragraph("", "gap")  # Word wants a paragraph after a table
        return
    left, right = room * RECIPIENTS_SHARE, room * (1 - RECIPIENTS_SHARE)
    recipients = [paragraph("Nơi nhận:", "recipients_head")] if set_.recipients else []
    recipients += [paragraph(line, "recipients") for line in set_.recipients]
    signer = [
        paragraph(line.text, line.name, before=SIGNING_SPACE)
        if line.name == "signer"
        else paragraph(line.text, line.name, keep_next=True)
        for line in set_.signer
    ]
    nothing = [paragraph("", "recipients")]
    yield _side_by_side([left, right], [recipients or nothing, signer or nothing], before=12)
    yield paragraph("", "gap")


def _side_by_side(widths: list[float], *rows: list[list[etree._Element]], before: float = 0) -> etree._Element:
    """A grid without lines, whose rows stay whole."""
    sizes = [twips(size) for size in widths]
    properties = el(
        "tblPr",
        el("tblW", w=sum(sizes), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w=0, type="dxa"), el("right", w=0, type="dxa")),
    )
    made = el("tbl", properties, el("tblGrid", *(el("gridCol", w=size) for size in sizes)))
    for cells in rows:
        row = el("tr", el("trPr", el("cantSplit")))
        for content, size in zip(cells, sizes, strict=True):
            margin = el("tcMar", el("top", w=round(before * 20), type="dxa"))
            row.append(el("tc", el("tcPr", el("tcW", w=size, type="dxa"), margin), *content))
        made.append(row)
    return made


# --- Pages --------------------------------------------------------------------------------------------------------------


def _annexes(annexes: tuple[AnnexSheet, ...], profile: Profile) -> Iterator[etree._Element]:
    """Each on a sheet of its own, under what it is called and what it belongs to."""
    room = PAGE_HEIGHT - profile.margins.left - profile.margins.right
    for place, annex in enumerate(annexes):
        called, title, belonging = annex.heads
        first = paragraph(called, "kind", keep_next=True, before=0)
        if place:
            first[0].insert(2, el("pageBreakBefore"))
        yield first
        yield paragraph(title, "kind", keep_next=True, before=0)
        yield paragraph(belonging, "place", keep_next=True, before=0)
        yield from _content(annex.blocks, room)
        yield paragraph("", "gap")


def _section(profile: Profile, *, is_annex: bool = False) -> etree._Element:
    """A4 upright, the margins of the letterhead, another header on the first page, pages counted from 1.

    Annexes lie on their side, and their pages are counted on.
    """
    margins = profile.margins
    edges = el(
        "pgMar",
        top=twips(margins.top),
        right=twips(margins.right),
        bottom=twips(margins.bottom),
        left=twips(margins.left),
        header=twips(HEADER_DISTANCE),
        footer=twips(HEADER_DISTANCE),
        gutter=0,
    )
    if is_annex:
        lying = el("pgSz", w=twips(PAGE_HEIGHT), h=twips(PAGE_WIDTH), orient="landscape")
        return el("sectPr", package.header_reference("default"), lying, edges)
    return el(
        "sectPr",
        package.header_reference("first"),
        package.header_reference("default"),
        el("pgSz", w=twips(PAGE_WIDTH), h=twips(PAGE_HEIGHT)),
        edges,
        el("pgNumType", start=1),
        el("titlePg"),
    )


def _header(set_: Sheet, *, numbered: bool) -> etree._Element:
    """The page's number, centred, from the second page on; the note on every page."""
    made = el("hdr")
    if numbered:
        made.append(el("p", el("pPr", el("pStyle", val="page_number")), el("fldSimple", _run("2"), instr=" PAGE ")))
    if set_.note or not numbered:
        made.append(paragraph(set_.note, "note"))
    return made
