"""Markdown to safe HTML: CommonMark with tables, no HTML of the author's, pictures of our own alone.

Two walls: the reader of Markdown writes no tag that it was not told to, and nh3 keeps only what stands in its list.
"""

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

PICTURE = re.compile(r"^picture:(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$")
TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "s", "a", "img",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "hr", "br", "code", "pre",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding"},
    "ol": {"start"},
    "th": {"scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# The page’s own title is its h1.
LOWEST_HEADING = 4


@dataclass(frozen=True)
class Shown:
    """A picture as pages show it: widths with addresses, ascending."""

    sizes: Sequence[tuple[int, str]]
    width: int
    height: int

    @property
    def src(self) -> str:
        return self.sizes[-1][1]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{url} {width}w" for width, url in self.sizes)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    # Ours are the addresses that lead to pictures; other schemes are the cleaner's business.
    reader.validateLink = lambda url: bool(PICTURE.match(url)) or _is_harmless(url)  # type: ignore[method-assign]
    reader.core.ruler.push("giaoban_blocks", _own_blocks)
    reader.add_render_rule("image", _image)
    return reader


def _is_harmless(url: str) -> bool:
    scheme, colon, _rest = url.partition(":")
    return not colon or "/" in scheme or "?" in scheme or "#" in scheme or scheme.lower() in SCHEMES


def _own_blocks(state: Any) -> None:
    """Headings from the second to the fourth; a paragraph that holds a picture alone is a figure with its words below."""
    tokens: list[Token] = state.tokens
    for place, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(LOWEST_HEADING, max(2, int(token.tag[1])))}"
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        if token.type == "inline" and tokens[place - 1].type == "paragraph_open" and _is_figure(token):
            tokens[place - 1].tag = tokens[place + 1].tag = "figure"
            assert token.children is not None
            token.children[0].meta["figure"] = True


def _is_figure(token: Token) -> bool:
    children = token.children or []
    return len(children) == 1 and children[0].type == "image" and bool(PICTURE.match(str(children[0].attrGet("src"))))


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    token = tokens[at]
    alt = _escaped(renderer.renderInlineAsText(token.children or [], options, env))
    found = PICTURE.match(str(token.attrGet("src") or ""))
    shown: Shown | None = env["pictures"].get(UUID(found["id"])) if found else None
    if shown is None:
        return alt  # a picture of elsewhere, or one that is not there: its words remain
    drawn = (
        f'<img src="{shown.src}" srcset="{shown.srcset}" sizes="(min-width: 48rem) 44rem, 100vw" '
        f'width="{shown.width}" height="{shown.height}" alt="{alt}" loading="lazy" decoding="async">'
    )
    caption = str(token.attrGet("title") or "")
    if token.meta.get("figure") and caption:
        return f"{drawn}<figcaption>{_escaped(caption)}</figcaption>"
    return drawn


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_READER = _reader()


def render(body: str, pictures: Mapping[UUID, Shown]) -> str:
    """Safe HTML of a Markdown text; `pictures` are those that it may show."""
    made: str = _READER.render(body, {"pictures": pictures})
    return nh3.clean(
        made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer", strip_comments=True
    )


def _inline(body: str) -> Iterator[Token]:
    for block in _READER.parse(body, {"pictures": {}}):
        yield from block.children or []


def picture_ids(body: str) -> list[UUID]:
    """The pictures that the text shows, in its order, each once."""
    found = (PICTURE.match(str(one.attrGet("src") or "")) for one in _inline(body) if one.type == "image")
    return list(dict.fromkeys(UUID(one["id"]) for one in found if one))


def pictures_without_words(body: str) -> int:
    """How many pictures of the text say nothing to whoever cannot see them."""
    return sum(1 for one in _inline(body) if one.type == "image" and not one.content.strip())


def targets(body: str) -> list[str]:
    """Where the links of the text lead, in its order, each once."""
    found = (str(one.attrGet("href") or "") for one in _inline(body) if one.type == "link_open")
    return list(dict.fromkeys(url for url in found if url))


def plain(body: str) -> str:
    """The words of the text without its marks, for summaries and search."""
    said = ("\n" if one.type in ("softbreak", "hardbreak") else one.content for one in _inline_with_breaks(body))
    return "".join(said).strip()


def _inline_with_breaks(body: str) -> Iterator[Token]:
    for block in _READER.parse(body, {"pictures": {}}):
        children = [
            one for one in block.children or [] if one.type in ("text", "code_inline", "softbreak", "hardbreak")
        ]
        yield from children
        if children:
            yield Token("softbreak", "br", 0)
