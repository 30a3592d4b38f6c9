"""A signed paper laid beside what was frozen: which words are not the same, each named. Pure.

Lines fall otherwise in a PDF, pages have numbers, tables stand between the paragraphs: so each paragraph is looked for by
its words, in order, and only one that is not there word for word is compared with what stands in its place. The letterhead
above and the signature below are of the signed paper alone, and are given apart.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from giaoban.kernel.vietnamese import spelling

_WORD = re.compile(r"\S+")
_PAGE = re.compile(r"^\s*\d{1,3}\s*$", re.MULTILINE)
_EDGE = ".,;:/“”\"'()[]–-"
# Words that are shown before a difference.
AROUND = 6
# A paragraph with fewer of its words in a place does not stand there; what is longer than this is not looked through.
ALIKE, LONGEST_GAP = 0.5, 3_000
# So many cells of tables may stand within a run of other words.
CELLS_BETWEEN = 3


class Difference(NamedTuple):
    """Words that stand in one of both only; `near` are the words before them."""

    before: str
    after: str
    near: str


class Compared(NamedTuple):
    """`outside` is what the signed paper says above and below the frozen text; `missing` numbers of tables not found there."""

    differences: list[Difference]
    outside: list[str]
    missing: list[str]
    words: int


class _Words:
    """A text as words, and as what of them is compared."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self.bare = [word.strip(_EDGE).lower() or word for word in self.words]

    @classmethod
    def of(cls, text: str) -> "_Words":
        return cls(_WORD.findall(spelling(text)))

    def __len__(self) -> int:
        return len(self.words)

    def cut(self, start: int, end: int) -> "_Words":
        return _Words(self.words[start:end])

    def find(self, other: "_Words", start: int) -> int:
        """Where the other stands word for word, from `start` on; -1 where it does not."""
        first, length = other.bare[0], len(other)
        for place in range(start, len(self) - length + 1):
            if self.bare[place] == first and self.bare[place : place + length] == other.bare:
                return place
        return -1


def compare(paragraphs: Sequence[str], signed: str, *, tables: Sequence[str] = ()) -> Compared:
    """What differs between the frozen paragraphs and the signed text; `tables` is what stands in cells."""
    new = _Words.of(_PAGE.sub(" ", signed))
    told = [one for one in map(_Words.of, paragraphs) if len(one)]
    cells = Counter(word for cell in tables for word in _Words.of(cell).bare)
    places = _places(told, new)
    found: list[Difference] = []
    outside: list[str] = []
    for lost, start, end in _gaps(told, places, len(new)):
        rest = new.cut(start, end)
        for paragraph in lost:
            changed, rest = _in_its_place(paragraph, rest, cells)
            found += changed
        left = list(_other_than(rest, cells))
        if start == 0 or end == len(new):
            outside += left
        else:
            found += [Difference("", words, " ".join(new.words[max(0, start - AROUND) : start])) for words in left]
    missing = sorted((cells - Counter(new.bare)).elements())
    return Compared(found, outside, [one for one in missing if any(map(str.isdigit, one))], sum(map(len, told)))


def _places(told: Sequence[_Words], new: _Words) -> list[int]:
    """Where each paragraph stands word for word, one after the other; -1 for those that do not."""
    places, start = [], 0
    for paragraph in told:
        place = new.find(paragraph, start)
        places.append(place)
        start = place + len(paragraph) if place >= 0 else start
    return places


def _gaps(told: Sequence[_Words], places: Sequence[int], length: int) -> Iterator[tuple[list[_Words], int, int]]:
    """Between paragraphs that were found: those that were not, and the piece of the signed text where they may be."""
    lost: list[_Words] = []
    start = 0
    for paragraph, place in zip(told, places, strict=True):
        if place < 0:
            lost.append(paragraph)
            continue
        yield lost, start, place
        lost, start = [], place + len(paragraph)
    yield lost, start, length


def _in_its_place(paragraph: _Words, rest: _Words, cells: Counter[str]) -> tuple[list[Difference], _Words]:
    """How the paragraph differs from what is most like it in the rest, and what is left behind that."""
    start, end = _most_alike(paragraph, rest)
    if start == end:
        return [Difference(" ".join(paragraph.words), "", "")], rest
    there = rest.cut(start, end)
    matcher = SequenceMatcher(None, paragraph.bare, there.bare, autojunk=False)
    found = [
        Difference(
            " ".join(paragraph.words[a:b]),
            " ".join(there.words[c:d]),
            " ".join(paragraph.words[max(0, a - AROUND) : a]),
        )
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    above = " ".join(_other_than(rest.cut(0, start), cells))
    return ([Difference("", above, "")] if above else []) + found, rest.cut(end, len(rest))


def _most_alike(paragraph: _Words, rest: _Words) -> tuple[int, int]:
    """The piece of the rest that has most of the paragraph's words and least besides; an empty one where none has enough."""
    if len(rest) > LONGEST_GAP:
        return 0, 0
    best, place = ALIKE, (0, 0)
    wanted = Counter(paragraph.bare)
    longest = len(paragraph) + max(12, len(paragraph) // 2)
    for start in range(len(rest)):
        if rest.bare[start] not in wanted and start + 1 < len(rest) and rest.bare[start + 1] not in wanted:
            continue
        left, common = wanted.copy(), 0
        for end in range(start, min(len(rest), start + longest)):
            if left[rest.bare[end]] > 0:
                left[rest.bare[end]] -= 1
                common += 1
            likeness = 2 * common / (len(paragraph) + end - start + 1)
            if likeness > best:
                best, place = likeness, (start, end + 1)
    return place


def _other_than(rest: _Words, cells: Counter[str]) -> Iterator[str]:
    """Runs of words that are more than cells of tables."""
    run: list[str] = []
    inside = 0
    for word, bare in zip(rest.words, rest.bare, strict=True):
        inside = inside + 1 if bare in cells else 0
        if inside <= CELLS_BETWEEN and (run or not inside):
            run.append(word)
        elif run:
            yield _trimmed(run, cells)
            run = []
    if run:
        yield _trimmed(run, cells)


def _trimmed(run: list[str], cells: Counter[str]) -> str:
    bare = _Words(run).bare
    end = len(run)
    while end and bare[end - 1] in cells:
        end -= 1
    return " ".join(run[:end])
