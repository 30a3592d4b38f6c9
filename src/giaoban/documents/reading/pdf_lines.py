"""Lines of PDF pages become paragraphs: geometry and a few habits of Vietnamese office papers, no PDF library."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Line:
    """A line of letters: where it begins, ends and stands (points, y upwards from the foot of the page)."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True)
class Page:
    """Lines in reading order; `has_picture` only where there is little text."""

    lines: list[Line]
    height: float
    has_picture: bool


@dataclass(frozen=True)
class Margins:
    """Between which the body of a document runs."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


EDGE_LINES = 3
EDGE_SHARE = 0.12  # of the height: where heads and feet stand
REPEATED_SHARE = 0.4  # of the pages: odd and even ones may differ
PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang|page)?\s*(\d{1,4})\s*(?:(?:/|of|trên)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
ITEM = re.compile(
    r"(?:[-–—+•*●○▪■]\s|\d{1,3}(?:\.\d{1,3}){0,4}[.)]\s|\d{1,3}(?:\.\d{1,3}){1,4}\s|[a-zđA-ZĐ][.)]\s|[IVXLC]{1,6}[.)]\s|Điều \d+)"
)
SPACING = 1.95  # lines of a paragraph stand closer than this many letter sizes
FULL_SHARE = 0.12  # a line that ends within this share of the right margin was broken because it was full
INDENT = 8.0


def part_furniture(pages: list[Page]) -> tuple[list[list[Line]], list[str]]:
    """Body lines of each page, and what repeats at its edges, once each. Page numbers are in neither."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for number, page in enumerate(edges, 1) for key in {_key(line, number) for line in chain(*page)})
    enough = max(2, REPEATED_SHARE * len(pages))
    furniture: dict[str, str] = {}
    body = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True), 1):
        taken = set()
        for side in edge:
            for line in side:  # from the edge inwards, to the first line that is the page's own
                if not _is_page_number(line.text, len(pages)):
                    if seen[_key(line, number)] < enough:
                        break
                    furniture.setdefault(_key(line, number), line.text)
                taken.add(line)
        body.append([line for line in page.lines if line not in taken])
    return body, list(furniture.values())


def _edges(page: Page) -> tuple[list[Line], list[Line]]:
    """The first lines at the head and at the foot, each from the edge inwards."""
    lines = sorted(page.lines, key=lambda line: line.base)
    low, high = page.height * EDGE_SHARE, page.height * (1 - EDGE_SHARE)
    foot = [line for line in lines[:EDGE_LINES] if line.base < low]
    return [line for line in lines[: -EDGE_LINES - 1 : -1] if line.base > high], foot


def _key(line: Line, page: int) -> str:
    """What makes a line the same on every page: its letters, but for the page's own number."""
    return re.sub(
        r"\d+", lambda number: "#" if number[0] == str(page) else number[0], "".join(line.text.casefold().split())
    )


def _is_page_number(text: str, pages: int) -> bool:
    number = PAGE_NUMBER.fullmatch(text)
    return number is not None and int(number[1]) <= pages + 20


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """The document's paragraphs; cells of one row of a table are apart by tabs."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    margins = _margins([line for _, line in lines])
    done: list[str] = []
    hanging = False
    before: tuple[int, Line] | None = None
    for page, line in lines:
        if before and before[0] == page and _on_one_row(before[1], line):
            done[-1] += f"\t{line.text}"
        elif before and _goes_on(before[1], line, margins, same_page=before[0] == page, hanging=hanging):
            done[-1] = _joined(done[-1], line.text)
        else:
            done.append(line.text)
            hanging = ITEM.match(line.text) is not None
        before = (page, line)
    return done


def _margins(lines: list[Line]) -> Margins:
    """Where most lines begin, and near where the longest end."""
    if not lines:
        return Margins(0.0, 1.0)
    left = Counter(round(line.left / 4) for line in lines).most_common(1)[0][0] * 4
    rights = sorted(line.right for line in lines)
    return Margins(left, rights[int(0.9 * (len(rights) - 1))])


def _on_one_row(before: Line, line: Line) -> bool:
    return abs(before.base - line.base) < 0.3 * line.size and line.left > before.right


def _goes_on(before: Line, line: Line, margins: Margins, *, same_page: bool, hanging: bool) -> bool:
    """The line continues the paragraph of the line before."""
    if ITEM.match(line.text) or before.right < margins.right - FULL_SHARE * margins.width:
        return False
    if line.left > before.left + INDENT and not hanging:
        return False
    if not 0.85 < line.size / before.size < 1.18 or before.text.isupper() != line.text.isupper():
        return False
    if same_page:
        return 0 < before.base - line.base < SPACING * line.size
    return before.text[-1:] not in ".;:!?…"


def _joined(before: str, text: str) -> str:
    """A dash that was glued to the word before stays glued ("COVID-", "19"); others are dashes between words."""
    glued = before.endswith("-") and before[-2:-1].isalnum() and text[:1].isalnum()
    return before + text if glued else f"{before} {text}"
