"""Which part of a web page is its article: judged by elements, their names, and where the prose is."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml.html import HtmlElement

from giaoban.documents.reading.html_furniture import is_furniture, is_shown

_BLOCKS = """
    address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6
    header hr html legend li main ol p pre section summary table tbody tfoot thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
PARTS_OF_PROSE = frozenset({"p", "span", "li", "td", "tr", "tbody", "font", "b", "strong", "em", "i"})
PROSE_LETTERS = 60  # a block with as many letters outside of links is prose
MAIN_SHARE = 0.7  # of the page's prose stands within the article
FURNITURE_SHARE = 0.4  # an element with more of the prose is no furniture, whatever its name
LEAD_BLOCKS = 12
HEADLINE_LETTERS = 20  # an only heading that is shorter names the site


@dataclass
class Block:
    """One line of the page; `links` of its letters stand in links."""

    text: str
    element: HtmlElement
    links: int
    in_article: bool = False

    @property
    def prose(self) -> int:
        """Letters of prose; 0 for menus, captions of boxes and short lines."""
        own = len(self.text) - self.links
        return own if own >= PROSE_LETTERS and self.links < len(self.text) / 2 else 0


def title_of(document: HtmlElement) -> str:
    """The page's headline: the heading that the page's titles repeat, else the title that it tells other sites."""
    told = _texts(document, "//meta[@property='og:title']/@content") or _texts(document, "//title")
    # Beside the headline a title names the site, before or behind a bar; the headline is the longer of them.
    titles = [max(re.split(r"\s+[|»]\s+", title), key=len) for title in told]
    headings = _texts(document, "//*[@itemprop='headline']") + _texts(document, "//h1")
    repeated = [text for text in headings if any(text.casefold() in title.casefold() for title in titles)]
    only = headings if len(headings) == 1 and len(headings[0]) >= HEADLINE_LETTERS else []
    return next(iter(sorted(repeated, key=len, reverse=True) or only or titles or headings), "")


def _texts(document: HtmlElement, path: str) -> list[str]:
    found = (part if isinstance(part, str) else part.text_content() for part in document.xpath(path))
    return [text for text in (" ".join(part.split()) for part in found) if text]


def blocks_of(document: HtmlElement, title: str) -> list[Block]:
    """Lines of the page without its furniture, those of the article marked."""
    blocks = _without_furniture(_Walk().run(document))
    weights = _prose_within(blocks)
    main = _main(document, weights)
    inside = [main is None or block.element is main or main in block.element.iterancestors() for block in blocks]
    first = _begin_of_lead(blocks, inside, title)
    for place, block in enumerate(blocks):
        block.in_article = inside[place] or first <= place < inside.index(True)
    return blocks


def article_of(document: HtmlElement) -> HtmlElement | None:
    """The innermost element with most of the page's prose, furniture left aside; None where there is no prose."""
    return _main(document, _prose_within(_without_furniture(_Walk().run(document))))


def _prose_within(blocks: list[Block]) -> dict[HtmlElement, int]:
    """Letters of prose below each element."""
    weights: dict[HtmlElement, int] = defaultdict(int)
    for block in blocks:
        if prose := block.prose:
            weights[block.element] += prose
            for above in block.element.iterancestors():
                weights[above] += prose
    return weights


def _main(document: HtmlElement, weights: dict[HtmlElement, int]) -> HtmlElement | None:
    """The innermost element that holds most of the prose; None when the page has none."""
    body = document.body if document.find("body") is not None else document
    total = weights.get(body, 0)
    if not total:
        return None
    main = body
    while True:
        heavy = [child for child in main if weights.get(child, 0) >= MAIN_SHARE * total]
        # A single paragraph that outweighs its neighbours is not the article: they belong to it.
        if not heavy or heavy[0].tag in PARTS_OF_PROSE:
            return main
        main = heavy[0]


def _begin_of_lead(blocks: list[Block], inside: list[bool], title: str) -> int:
    """Where the article begins when its headline and lead stand outside of the element with its body."""
    start = inside.index(True) if True in inside else 0
    places = range(start - 1, max(start - 1 - LEAD_BLOCKS, -1), -1)
    return next((place for place in places if blocks[place].text.casefold() == title.casefold()), start)


def _without_furniture(blocks: list[Block]) -> list[Block]:
    weights = _prose_within(blocks)
    much = FURNITURE_SHARE * max(weights.values(), default=0)
    known: dict[HtmlElement, bool] = {}

    def in_furniture(element: HtmlElement | None) -> bool:
        path = []
        while element is not None and element not in known:
            path.append(element)
            element = element.getparent()
        verdict = known[element] if element is not None else False
        for inner in reversed(path):
            verdict = known[inner] = weights.get(inner, 0) <= much and (verdict or is_furniture(inner))
        return verdict

    return [block for block in blocks if not in_furniture(block.element)]


class _Walk:
    """Goes through a document without recursion, so that no depth of nesting matters, and cuts it into lines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.links = 0
        self.counts: list[int | None] = []  # of lists that are open; None for those with bullets
        self.in_link = 0
        self.in_pre = 0

    def run(self, document: HtmlElement) -> list[Block]:
        stack: list[tuple[HtmlElement, bool]] = [(document, False)]
        while stack:
            element, seen = stack.pop()
            if seen:
                self._leave(element)
                continue
            if not is_shown(element):
                self._say(element.tail, element.getparent())
                continue
            self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        return self.blocks

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS or tag == "br":
            self._cut(element.getparent())
        if tag in {"ol", "ul"}:
            self.counts.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._say(self._label(), element)
        elif tag in {"td", "th"} and any(part.strip() for part in self.parts):
            self.parts.append("\t")
        elif tag == "a":
            self.in_link += 1
        elif tag == "pre":
            self.in_pre += 1
        self._say(element.text, element)

    def _leave(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self._cut(element)
        if element.tag in {"ol", "ul"}:
            self.counts.pop()
        elif element.tag == "a":
            self.in_link -= 1
        elif element.tag == "pre":
            self.in_pre -= 1
        self._say(element.tail, element.getparent())

    def _label(self) -> str:
        count = self.counts[-1] if self.counts else None
        if count is None:
            return "- "
        self.counts[-1] = count + 1
        return f"{count + 1}. "

    def _say(self, text: str | None, element: HtmlElement | None) -> None:
        if not text or element is None:
            return
        first, *more = text.splitlines() or [""] if self.in_pre else [text]
        self._add(first)
        for line in more:
            self._cut(element)
            self._add(line)

    def _add(self, text: str) -> None:
        text = re.sub(r"[ \t\r\n\f\xa0]+", " ", text)
        self.parts.append(text)
        self.links += len(text.strip()) if self.in_link else 0

    def _cut(self, element: HtmlElement | None) -> None:
        text = re.sub(r" *\t *", "\t", re.sub(r" {2,}", " ", "".join(self.parts))).strip()
        if text and text != "-" and element is not None:
            self.blocks.append(Block(text, element, self.links))
        self.parts, self.links = [], 0
