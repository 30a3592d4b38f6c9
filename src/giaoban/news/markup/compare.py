"""Two versions of a text, word by word, as one reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond that many words only whole lines are compared: the time grows with the square.
MOST_WORDS = 6_000


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came: `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """What stayed, went and came, in reading order; neighbours of one kind are one piece."""
    whole: list[Piece] = []
    for piece in _joined(_pieces(before, after)):
        if whole and whole[-1].kind == piece.kind:
            piece = Piece(piece.kind, whole.pop().text + piece.text)  # noqa: PLW2901 - one piece of two
        whole.append(piece)
    return whole


def _pieces(before: str, after: str) -> Iterator[Piece]:
    """Lines first, then the words of those lines that changed: quick, and nothing is matched across paragraphs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if step == "equal":
            yield Piece("same", gone)
        else:
            yield from _words(gone, come)


def _words(gone: str, come: str) -> Iterator[Piece]:
    old, new = WORD.findall(gone), WORD.findall(come)
    if len(old) + len(new) > MOST_WORDS:
        yield from (Piece("gone", gone), Piece("new", come))
        return
    for step, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece("same", "".join(old[a:b]))
        else:
            yield from (Piece("gone", "".join(old[a:b])), Piece("new", "".join(new[c:d])))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A blank between two changed words belongs to the change: word salad reads badly."""
    found = [piece for piece in pieces if piece.text]
    held: dict[str, str] = {"gone": "", "new": ""}
    for place, piece in enumerate(found):
        between = piece.kind == "same" and piece.text.isspace() and "\n" not in piece.text
        if between and any(held.values()) and place + 1 < len(found):
            held = {kind: text + piece.text for kind, text in held.items()}
        elif piece.kind == "same":
            yield from _let_go(held)
            yield piece
        else:
            held[piece.kind] += piece.text
    yield from _let_go(held)


def _let_go(held: dict[str, str]) -> Iterator[Piece]:
    for kind in ("gone", "new"):
        if held[kind]:
            yield Piece(kind, held[kind])
        held[kind] = ""
