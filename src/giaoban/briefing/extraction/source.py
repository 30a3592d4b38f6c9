r"""The text as it came, the text as the grammar reads it, and the way back from one to the other.

A pasted text may be in NFD, hold zero-width and no-break spaces, or end its lines in CRLF. The grammar sees none of that:
it reads `clean` (NFC, plain spaces, "\n") and `low` (the same in lower case, with the tone mark where the old spelling puts it,
so that "Uỷ" and "Ủy" are one). `clean` and `low` have the same length; `Source.original` leads a span of them back to the text
as it came.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.kernel.vietnamese import spelling

# Characters that show nothing: zero-width, soft hyphen, direction marks.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
_SPACES = frozenset(
    "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x1c\x1d\x1e\x1f\x00"
)
_LINE_ENDS = frozenset("\r\x85\u2028\u2029")
_FORBIDDEN = re.escape("".join(sorted(_INVISIBLE | _SPACES | _LINE_ENDS)))
_INVISIBLE_CLASS = re.escape("".join(sorted(_INVISIBLE)))
_SPECIAL = re.compile(f"[{_FORBIDDEN}]")

# A letter with what stands on or in it, or a character to be replaced.
_ODD = re.compile(f"(?:[^{_FORBIDDEN}][\u0300-\u036f{_INVISIBLE_CLASS}]+|\r\n|[{_FORBIDDEN}])+")
_USUAL_MARKS = re.compile("[\u0300-\u036f]+")

# Normalising a run of marks costs the square of its length; Unicode's stream-safe format stops at thirty; what is piled
# on beyond that is dropped.
_MARKS_PER_LETTER = 30


@dataclass(frozen=True, slots=True)
class Source:
    """One text in three forms; all spans are half-open."""

    text: str
    clean: str
    low: str
    starts: tuple[int, ...] | None = None  # None: `clean` is the text itself
    ends: tuple[int, ...] | None = None

    @classmethod
    def of(cls, text: str) -> "Source":
        if _is_plain(text):
            return cls(text=text, clean=text, low=lower(text))
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for piece, start, end in _pieces(text):
            letters.append(piece)
            if text.startswith(piece, start) and len(piece) == end - start:
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend([start] * len(piece))
                ends.extend([end] * len(piece))
        clean = "".join(letters)
        return cls(text=text, clean=clean, low=lower(clean), starts=tuple(starts), ends=tuple(ends))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as it came that holds `clean[start:end]`; the span must not be empty."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalised(text: str) -> str:
    """`text` as the grammar reads it: NFC, plain spaces and line ends, nothing invisible."""
    return text if _is_plain(text) else "".join(piece for piece, _, _ in _pieces(text))


def lower(text: str) -> str:
    """Lower case of the same length, the tone mark in its old place (hòa, ủy), the apostrophe straight."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals (İ) have a lower case of two characters
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return spelling(low.replace("’", "'"))


def _is_plain(text: str) -> bool:
    if text.isascii():
        return not _SPECIAL.search(text)
    return (
        not _SPECIAL.search(text)
        and not any(map(unicodedata.combining, text))
        and unicodedata.is_normalized("NFC", text)
    )


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Normalised piece, start, end in order: long runs as they stand, letters with loose marks one by one, nothing for what shows nothing."""
    if any(map(unicodedata.combining, _USUAL_MARKS.sub("", text))):
        yield from _letters(text, 0, len(text))
        return
    position = 0
    for odd in _ODD.finditer(text):
        if odd.start() > position:
            yield from _run(text, position, odd.start())
        position = odd.end()
        yield from _letters(text, odd.start(), position)
    if position < len(text):
        yield from _run(text, position, len(text))


def _run(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    run = text[start:end]
    if not any(map(unicodedata.combining, run)) and unicodedata.is_normalized("NFC", run):
        yield run, start, end
    else:
        yield from _letters(text, start, end)


def _letters(text: str, position: int, length: int) -> Iterator[tuple[str, int, int]]:
    """Each letter with its marks."""
    while position < length:
        letter, start = text[position], position
        position += 1
        if letter in _INVISIBLE:
            continue
        if letter == "\r" and text[position : position + 1] == "\n":
            position += 1
            yield "\n", start, position
            continue
        if letter in _LINE_ENDS:
            yield "\n", start, position
            continue
        if letter in _SPACES:
            yield " ", start, position
            continue
        marks = 0
        end = position
        while position < length and (text[position] in _INVISIBLE or unicodedata.combining(text[position])):
            if unicodedata.combining(text[position]):
                end = position + 1
                marks += 1
                if marks <= _MARKS_PER_LETTER:
                    letter += text[position]
            position += 1
        yield unicodedata.normalize("NFC", letter), start, end
