"""Saved web pages: the title and the article as text; menus, counters, polls and the like left out or marked noise.

Runs inside a bounded child. Nothing is fetched: the parser has no network, and no entity but HTML's own is known.
"""

import re
from typing import Any

import lxml.etree
import lxml.html

from giaoban.documents.reading.assembly import Assembly
from giaoban.documents.reading.decoding import decode
from giaoban.documents.reading.html_article import Block, blocks_of, title_of
from giaoban.documents.reading.html_furniture import is_page_phrase
from giaoban.documents.reading.outcome import UnreadableFile

DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?|\?xml[^>]{0,100}?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE
)
HEAD_BYTES = 4096
# The names that pages use for the few encodings that Vietnamese pages are in, as browsers take them.
ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "windows-1258": "windows-1258",
    "cp1258": "windows-1258",
    "windows-1252": "windows-1252",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}


def parse(data: bytes) -> dict[str, Any]:
    """Text, noise and warnings of a saved page."""
    page, warnings = _decoded(data)
    document = _document(page)
    title = title_of(document)
    blocks = blocks_of(document, title)
    if not blocks:
        raise UnreadableFile("empty_page")
    text = Assembly(warnings=warnings)
    if title and not any(_same(title, block.text) for block in blocks if block.in_article):
        text.add(title)
    for block in blocks:
        if not _repeats_title(block, title):
            text.add(block.text, noise=not block.in_article or is_page_phrase(block.text))
    return text.finish()


def document_of(data: bytes) -> lxml.html.HtmlElement:
    """The root of a saved page; raises UnreadableFile."""
    return _document(_decoded(data)[0])


def _decoded(data: bytes) -> tuple[str, list[str]]:
    page, warnings = decode(data, declared_encoding(data))
    if page.count("\0") > 8:
        raise UnreadableFile("binary", "zero bytes in a page")
    return page, warnings


def _document(page: str) -> lxml.html.HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        return lxml.html.document_fromstring(page.replace("\0", "").lstrip("\ufeff").encode(), parser=parser)
    except lxml.etree.ParserError as problem:
        raise UnreadableFile("empty_page", str(problem)) from problem


def declared_encoding(data: bytes) -> str:
    """What the page says of its own encoding, in our names; "" when it says nothing that we know."""
    found = DECLARED.search(data[:HEAD_BYTES])
    return ENCODINGS.get(found[1].decode("ascii", errors="ignore").lower(), "") if found else ""


def _same(title: str, text: str) -> bool:
    return title.casefold() == text.casefold()


def _repeats_title(block: Block, title: str) -> bool:
    """The title again, in the furniture (a trail of links, a tab)."""
    return not block.in_article and _same(title, block.text)
