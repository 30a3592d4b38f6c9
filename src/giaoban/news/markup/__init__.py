"""Markdown to the HTML that readers get, HTML of elsewhere to Markdown, and two texts compared. Pure: no database."""

from giaoban.kernel import bounded
from giaoban.news.markup.compare import Piece, compare
from giaoban.news.markup.render import Shown, picture_ids, pictures_without_words, plain, render, targets


def pasted(html: str) -> str:
    """HTML from the clipboard as Markdown, read in a bounded child; raises bounded.LimitExceeded, bounded.ChildFailed."""
    made: bytes = bounded.run("giaoban.news.markup.from_html:clipboard", html.encode("utf-8", "replace"))
    return made.decode()


__all__ = ["Piece", "Shown", "compare", "pasted", "picture_ids", "pictures_without_words", "plain", "render", "targets"]
