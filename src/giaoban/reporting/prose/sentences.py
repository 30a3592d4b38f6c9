"""A contribution falls into its sentences; each is a span of the very text that was handed in. Pure."""

import re
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+")
# What a list is written with: "- ", "+ ", "1. ", "a) ", "•".
_BULLET = re.compile(r"\s*(?:[-–+*•]|\d{1,2}[.)]|[a-zđ]\))\s+")
_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘(]?[A-ZĐÀ-ỸƠƯ0-9{])")
# Words that end in a point without ending a sentence.
_SHORT = re.compile(r"(?:\b(?:TP|Tp|TX|TT|Th|ThS|TS|PGS|GS|Tr|tr|số|Đ/c|đ/c|ông|bà|v\.v|tx|tp)|\b[A-ZĐ])$")


class Span(NamedTuple):
    """A half-open piece of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def split(text: str) -> list[Span]:
    """Its sentences in order, without blanks and list marks around them; a line never runs into the next."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if bullet := _BULLET.match(text, start, end):
            start = bullet.end()
        for mark in _END.finditer(text, start, end):
            if _SHORT.search(text, start, mark.start()) is None:
                found.append(Span(start, mark.end()))
                start = mark.end()
        found.append(Span(start, end))
    return [bare for one in found if (bare := _bare(text, one)).end > bare.start]


def _bare(text: str, one: Span) -> Span:
    said = one.of(text)
    return Span(one.start + len(said) - len(said.lstrip()), one.start + len(said.rstrip()))
