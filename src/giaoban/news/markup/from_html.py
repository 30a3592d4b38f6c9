"""HTML from Word, web pages and mail to Markdown: paragraphs, headings, lists, tables, links, emphasis; nothing else comes.

Runs inside a bounded child. What it gives is still somebody's text: it passes the reader of Markdown and the cleaner.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import lxml.etree
import lxml.html

HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
BLOCKS = {
    *HEADINGS, "p", "div", "ul", "ol", "li", "table", "blockquote", "pre", "section", "article", "main", "figure", "figcaption",
    "header", "footer", "aside", "address", "center", "dl", "dt", "dd", "hr", "body", "html", "tbody", "thead", "tr", "td", "th",
}  # fmt: skip
DROPPED = {
    "script", "style", "head", "title", "noscript", "template", "iframe", "object", "embed", "svg", "math", "button", "select",
    "input", "textarea", "audio", "video", "canvas", "form", "nav",
}  # fmt: skip
BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)
HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-list\s*:\s*ignore", re.IGNORECASE)
SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
FIRST_SIGN = re.compile(r"^(\d*)([#+\-=~.)])(?=\s|$)")
# Word draws its own bullets in front of paragraphs that it calls lists.
WORD_LIST = re.compile(r"mso-list\s*:(?!\s*ignore)", re.IGNORECASE)
WORD_BULLET = re.compile(r"^\s*(?:\\?[·•o§\-–ü]|\\?\d+\\?[.)]|[a-zđ][.)])\s+", re.IGNORECASE)
MOST_DEPTH = 120


@dataclass
class Made:
    """What was read so far; `images` are addresses in the order of `import:N` in the text."""

    blocks: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    keeps_images: bool = False


def clipboard(payload: bytes) -> bytes:
    """The Markdown of an HTML text in UTF-8."""
    return markdown(parsed(payload), Made()).encode()


def parsed(payload: bytes) -> Any:
    """The root of the document, read with recovery; None where there is nothing."""
    reader = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return lxml.html.document_fromstring(payload.replace(b"\0", b""), parser=reader)
    except lxml.etree.ParserError:
        return None


def markdown(root: Any, made: Made) -> str:
    if root is not None:
        _block(root, made, "", 0)
    return "\n\n".join(made.blocks) + "\n" if made.blocks else ""


def _block(element: Any, made: Made, before: str, depth: int) -> None:
    """Writes the blocks of an element; `before` stands before each line of a quotation."""
    if depth > MOST_DEPTH:
        return
    running: list[str] = [_escaped(element.text)]
    for child in element:
        tag = _tag(child)
        if tag in DROPPED or _is_hidden(child):
            pass
        elif tag in BLOCKS or (tag != "a" and any(_tag(inner) in BLOCKS for inner in child.iter())):
            _paragraph("".join(running), made, before)
            running = []
            _one_block(child, tag, made, before, depth + 1)
        else:
            running.append(_inline(child, made, depth + 1))
        running.append(_escaped(child.tail))
    _paragraph("".join(running), made, before)


def _one_block(element: Any, tag: str, made: Made, before: str, depth: int) -> None:
    if tag in HEADINGS:
        words = _words(_inner(element, made, depth)).replace("**", "")
        if words:
            made.blocks.append(before + HEADINGS[tag] + words)
    elif tag in ("ul", "ol"):
        _list(element, made, before, depth)
    elif tag == "table":
        _table(element, made, depth)
    elif tag == "blockquote":
        _block(element, made, before + "> ", depth)
    elif tag == "hr":
        made.blocks.append(before + "---")
    elif WORD_LIST.search(element.get("style") or ""):
        words = WORD_BULLET.sub("", _words(_inner(element, made, depth)))
        _join_list(made, f"{before}- {words}")
    else:
        _block(element, made, before, depth)


def _join_list(made: Made, line: str) -> None:
    if made.blocks and made.blocks[-1].startswith("- "):
        made.blocks[-1] += "\n" + line
    else:
        made.blocks.append(line)


def _list(element: Any, made: Made, before: str, depth: int) -> None:
    lines = list(_items(element, made, "", depth))
    if lines:
        made.blocks.append("\n".join(before + line for line in lines))


def _items(element: Any, made: Made, indent: str, depth: int) -> Iterable[str]:
    if depth > MOST_DEPTH:
        return
    ordered = _tag(element) == "ol"
    for number, item in enumerate((one for one in element if _tag(one) not in DROPPED), 1):
        mark = f"{number}. " if ordered else "- "
        inner = [one for one in item if _tag(one) in ("ul", "ol")]
        words = _words(_inner(item, made, depth + 1, without=("ul", "ol")))
        if words:
            yield indent + mark + words
        for one in [item] if _tag(item) in ("ul", "ol") else inner:
            yield from _items(one, made, indent + " " * len(mark), depth + 1)


def _table(element: Any, made: Made, depth: int) -> None:
    """Rows of cells; a table of one column, or one that lays out a page, is told as paragraphs."""
    # Its own rows: those of a table within a cell are that table's, and are read once.
    own = element.xpath("./tr | ./tbody/tr | ./thead/tr | ./tfoot/tr")
    rows = [[cell for cell in row if _tag(cell) in ("td", "th")] for row in own]
    rows = [row for row in rows if row]
    widest = max((len(row) for row in rows), default=0)
    if widest < 2 or any(True for _inner_table in element.iterdescendants("table")):
        for row in rows:
            for cell in row:
                _block(cell, made, "", depth + 1)
        return
    lines = []
    for row in rows:
        cells = [_words(_inner(cell, made, depth + 1)).replace("\n", " ") for cell in row]
        lines.append("| " + " | ".join([*cells, *[""] * (widest - len(cells))]) + " |")
    lines.insert(1, "|" + " --- |" * widest)
    made.blocks.append("\n".join(lines))


def _inner(element: Any, made: Made, depth: int, without: tuple[str, ...] = ()) -> str:
    """Everything in an element as running text."""
    pieces = [_escaped(element.text)]
    for child in element:
        tag = _tag(child)
        if tag not in DROPPED and tag not in without and not _is_hidden(child):
            blank = " " if tag in BLOCKS else ""
            pieces.append(blank + _inline(child, made, depth + 1) + blank)
        pieces.append(_escaped(child.tail))
    return "".join(pieces)


def _inline(element: Any, made: Made, depth: int) -> str:
    tag, style = _tag(element), element.get("style") or ""
    if depth > MOST_DEPTH or tag in DROPPED:
        return ""
    if tag == "br":
        return "\n"
    if tag == "img":
        return _image(element, made)
    words = _inner(element, made, depth)
    if tag == "a":
        return _link(element, words)
    if tag in ("b", "strong") or BOLD.search(style):
        words = _around(words, "**")
    if tag in ("i", "em") or ITALIC.search(style):
        words = _around(words, "*")
    return words


def _image(element: Any, made: Made) -> str:
    address = (element.get("src") or "").strip()
    if not made.keeps_images or not address:
        return ""
    made.images.append(address)
    return f"![{_words(_escaped(element.get('alt')))}](import:{len(made.images) - 1})"


def _link(element: Any, words: str) -> str:
    address = (element.get("href") or "").strip()
    said = _words(words)
    if (
        not said
        or not re.match(r"(?:https?://|mailto:|tel:|/(?!/))", address, re.IGNORECASE)
        or re.search(r"[\s<>]", address)
    ):
        return words
    return f"[{said}](<{address}>)" if re.search(r"[()]", address) else f"[{said}]({address})"


def _around(words: str, mark: str) -> str:
    """Marks stand against words, not against blanks, and never twice."""
    inner = words.strip()
    if not inner or mark in inner or "\n" in inner:
        return words
    head, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{head}{mark}{inner}{mark}{tail}"


def _paragraph(words: str, made: Made, before: str) -> None:
    text = _words(words)
    if text:
        lines = [FIRST_SIGN.sub(r"\1\\\2", line) for line in text.split("\n")]
        # A line break of the source stays one: two blanks at its end.
        made.blocks.append("  \n".join(before + line for line in lines))


def _words(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _escaped(text: str | None) -> str:
    # Line ends of the source mean nothing; only <br> breaks a line.
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)) if text else ""


def _tag(element: Any) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else "script"


def _is_hidden(element: Any) -> bool:
    return bool(HIDDEN.search(element.get("style") or "")) if isinstance(element.tag, str) else True
