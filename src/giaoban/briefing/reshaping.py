"""A proposal cut in two, or two made one: which words each has, and what each keeps of who, until when and by which act. Pure.

Nothing is invented: what the words do not settle stays open for the person who reviews.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from giaoban.kernel.vietnamese import fold

Value = TypeVar("Value")
Span = tuple[int, int]
_EDGE = set(" \t\r\n\u00a0\u200b\ufeff,;:.–—-•…")
# Words that join two pieces of work and belong to neither.
_JOINS = (("và",), ("đồng", "thời"), ("trong", "đó"), ("cũng", "như"))


class AtTheEdge(ValueError):
    """Nothing would be left on one side of the cut."""


@dataclass(frozen=True)
class Word:
    """A word as it stands, and where it begins; `first` opens the proposal, `likely` follows a stop or a joining word."""

    text: str
    start: int
    first: bool = False
    likely: bool = False


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks, stops and joining words at its edges; empty where nothing else is left."""
    before = (-1, -1)
    while (start, end) != before:
        before = start, end
        while start < end and text[start] in _EDGE:
            start += 1
        while start < end and text[end - 1] in _EDGE:
            end -= 1
        found = words(text, start, end)
        for join in _JOINS:
            size = len(join)
            if tuple(_plain(one.text) for one in found[:size]) == join:
                start = found[size].start if len(found) > size else end
                break
            if len(found) > size and tuple(_plain(one.text) for one in found[-size:]) == join:
                end = found[-size].start
                break
    return start, end


def cut(text: str, start: int, end: int, at: int) -> tuple[Span, Span]:
    """Both sides of a place; a place within a word is that word's beginning. Raises AtTheEdge."""
    if not start < at < end:
        raise AtTheEdge
    while at > start and _in_word(text[at - 1]) and _in_word(text[at]):
        at -= 1
    left, right = trimmed(text, start, at), trimmed(text, at, end)
    if left[0] >= left[1] or right[0] >= right[1]:
        raise AtTheEdge
    return left, right


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of a span, in order."""
    found: list[Word] = []
    at = start
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        stop = at
        while stop < end and not text[stop].isspace():
            stop += 1
        said = text[at:stop]
        before = found[-1].text if found else ""
        likely = bool(found) and (before[-1] in ",;:." or (before[-1] != "," and _plain(said) == "và"))
        found.append(Word(said, at, first=not found, likely=likely))
        at = stop
    return found


def _in_word(char: str) -> bool:
    return char.isalnum() or bool(unicodedata.combining(char)) or char in "-/"


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower().strip(",;:.")


def sides(named: str, left: str, right: str) -> tuple[bool, bool]:
    """On which sides of a cut a thing belongs that the text names so: where the words stand; on both where they stand in neither."""
    name = fold(named)
    on_left, on_right = name in fold(left), name in fold(right)
    return (on_left, on_right) if name and (on_left or on_right) else (True, True)


def subject_sides(named: str, left: str, right: str) -> tuple[bool, bool]:
    """The same for who is to act: whoever is named first goes on acting; one named only later did not act before."""
    on_left, on_right = sides(named, left, right)
    return on_left, on_right or on_left


def touches(mentions: Iterable[Sequence[int]], span: Span) -> bool:
    return any(first < span[1] and span[0] < last for first, last in mentions)


def agreed(one: Value, other: Value, nothing: Value) -> Value:
    """What two proposals say together: the same, or what only one says; `nothing` where they disagree."""
    if other in (one, nothing):
        return one
    return other if one == nothing else nothing
