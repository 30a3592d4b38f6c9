"""A text cut into paragraphs and sentences, with the mark that opens a list item kept apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.briefing.extraction.tokens import Reading

_MARKER = re.compile(
    r"(?:[-=]+>|[-–—+*•▪●◦■□►➢✓]+|o(?=\s)"  # a bullet
    r"|\d\u20e3"  # a figure in a key
    r"|\(?\d{1,2}(?:\.\d{1,2}){0,3}(?:[.)/](?!\d)|[.)]?[-–](?=\s))"  # 1. 1) (1) 2.1. 1-
    r"|(?:[Vv]iệc|[Nn]ội dung|[Nn]hiệm vụ|[Mm]ục|[Vv]ấn đề)\s(?:số\s|thứ\s)?(?:\d{1,2}|nhất|hai|ba|tư|năm|sáu)\s?[:.]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[^\W\d_a-zà-ỹ])"  # 2.1 Về …
    r"|[IVX]{1,5}[.)/-]|[a-zđ][.)](?=\s)"  # II. b)
    r"|[^\w\s\"“”‘’'(\[«…]+)\s*"  # an emoji
)
_END = re.compile(
    r"(?:[.!?…]+[\"”’)»\]]*(?=\s|$))|(?<=[a-zà-ỹ])\.(?=[A-ZĐÀ-Ỹ][a-zà-ỹ])|\.\./\.|\./\.|(?<=\s)[\U0001f300-\U0001faff\u2600-\u27bf]+(?=\s)"
)
_ABBREVIATIONS = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "ths",
        "ts",
        "pgs",
        "gs",
        "bs",
        "ks",
        "cn",
        "ls",
        "mr",
        "mrs",
        "ms",
        "st",
        "nxb",
        "đ/c",
        "đc",
        "v.v",
        "v",
        "q",
        "p",
        "h",
        "th",
        "gs.ts",
        "pgs.ts",
        "kt",
        "tm",
        "tl",
        "q.1",
        "stt",
    ]
)
_LAST_WORD = re.compile(r"[^\s(]+$")
_CLOSED = re.compile(r"[.;:!?…”\")]\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or list item: characters and words of the reading, half-open; the opening mark stands before `start`."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    marker: str
    opens_paragraph: bool
    closes_paragraph: bool


def split_sentences(reading: Reading) -> list[Sentence]:
    """All sentences of the text in order; together they hold every word of it except the marks that open list items."""
    sentences = []
    for number, (start, end) in enumerate(_paragraphs(reading.source.clean)):
        sentences += _sentences_of(reading, number, start, end)
    return sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Character spans of paragraphs; a line broken in mid-sentence (as in text out of a PDF) is joined to the next."""
    start = position = 0
    pending = False
    for line in text.split("\n"):
        end = position + len(line)
        begin = position + len(line) - len(line.lstrip())
        if not pending:
            start = begin
        body = line.strip()
        following = text[end + 1 : end + 2]
        broken = bool(body) and len(body) > 40 and following.islower() and not _CLOSED.search(body[-3:])
        broken = broken and not _MARKER.match(text, end + 1)
        if body or pending:
            pending = broken
            if not broken:
                stop = position + len(line.rstrip())
                if stop > start:
                    yield start, stop
        position = end + 1


def _sentences_of(reading: Reading, number: int, start: int, end: int) -> list[Sentence]:
    clean = reading.source.clean
    pieces = list(_cut(clean, start, end))
    sentences = []
    for place, (begin, stop) in enumerate(pieces):
        marker = _MARKER.match(clean, begin, stop)
        body = marker.end() if marker and marker.end() < stop else begin
        first, last = reading.word_at(body), reading.word_at(stop)
        if first == last:
            continue
        sentences.append(
            Sentence(
                start=body,
                end=stop,
                first=first,
                last=last,
                paragraph=number,
                marker=clean[begin:body].strip(),
                opens_paragraph=place == 0,
                closes_paragraph=place == len(pieces) - 1,
            )
        )
    return sentences


def _cut(clean: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    opening = _MARKER.match(clean, start, end)
    search_from = opening.end() if opening else start
    for found in _END.finditer(clean, search_from, end):
        stop = found.end()
        if found[0] == "." and stop < end and _is_abbreviation(clean, begin, found.start()):
            continue
        rest = clean[stop : stop + 3].lstrip()
        if stop < end and rest and rest[0].islower() and "/" not in found[0]:
            continue  # "v.v. và": the sentence goes on
        yield begin, stop
        begin = stop
        while begin < end and clean[begin].isspace():
            begin += 1
    if begin < end:
        yield begin, end


def _is_abbreviation(clean: str, begin: int, dot: int) -> bool:
    word = _LAST_WORD.search(clean, max(begin, dot - 12), dot)
    if not word:
        return False
    return word[0].lower() in _ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper())
