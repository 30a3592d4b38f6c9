"""Two versions of a conclusion laid side by side: which words are the same thing said again. Pure."""

import heapq
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from giaoban.kernel.vietnamese import fold

Key = TypeVar("Key", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)

ALIKE = 0.55
# How much of a part must stand in the whole for it to be the same said there.
SAID_AGAIN = 0.7


@dataclass(frozen=True)
class Words:
    """A text ready to be compared: its words in order, folded."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        return cls(tuple("".join(char if char.isalnum() else " " for char in fold(text)).split()))

    def likeness(self, other: "Words") -> float:
        """0 to 1. The same words in the same order are 1; cheap bounds spare most of the work."""
        mine, theirs = set(self.words), set(other.words)
        if not mine or not theirs:
            return float(self.words == other.words)
        common = len(mine & theirs)
        if 2 * common / (len(mine) + len(theirs)) < ALIKE / 2:
            return 0.0
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        # A shorter form of a sentence counts as the same: what it has left should nearly all stand in the longer.
        matched = sum(block.size for block in matcher.get_matching_blocks())
        contained = matched / min(len(self.words), len(other.words))
        return max(matcher.ratio(), 0.9 * contained if min(len(self.words), len(other.words)) >= 6 else 0.0)


def align(old: Sequence[tuple[Key, str]], new: Sequence[tuple[Other, str]]) -> dict[Other, Key]:
    """For each new item the old one it continues, one to one, the most alike first; those alike to nothing are left out.

    Among equals the first takes the first, so that identical sentences keep their order.
    """
    before = [(key, Words.of(text)) for key, text in old]
    after = [(key, Words.of(text)) for key, text in new]
    offers: list[tuple[float, int, int]] = []
    for place, (_, words) in enumerate(after):
        for other, (_, known) in enumerate(before):
            if (likeness := words.likeness(known)) >= ALIKE:
                heapq.heappush(offers, (-likeness, place, other))
    taken_new: dict[Other, Key] = {}
    taken_old: set[int] = set()
    while offers:
        _, place, other = heapq.heappop(offers)
        if after[place][0] not in taken_new and other not in taken_old:
            taken_new[after[place][0]] = before[other][0]
            taken_old.add(other)
    return taken_new


@dataclass(frozen=True)
class Place:
    """Where the words of one thing stand within the words of a longer one: [start, end) in words."""

    start: int
    end: int


def within(part: str, whole: str) -> Place | None:
    """Where a shorter text is said again within a longer one, some words changed; None where it is not."""
    small, large = Words.of(part).words, Words.of(whole).words
    if len(small) < 2 or len(small) > len(large):
        return None
    blocks = SequenceMatcher(None, large, small, autojunk=False).get_matching_blocks()[:-1]
    if sum(block.size for block in blocks) < SAID_AGAIN * len(small):
        return None
    start = max(0, blocks[0].a - blocks[0].b)
    end = min(len(large), blocks[-1].a + len(small) - blocks[-1].b)
    return Place(start, end) if end - start <= 1.5 * len(small) + 2 else None


def in_turn(parts: Sequence[tuple[Key, str]], whole: str) -> list[tuple[Key, Place]]:
    """Those of the parts that a text says one after the other, in its order; none shares words with the next."""
    placed = [(key, place) for key, text in parts if (place := within(text, whole))]
    found: list[tuple[Key, Place]] = []
    for key, place in sorted(placed, key=lambda one: (one[1].start, one[1].end)):
        if not found or place.start >= found[-1][1].end:
            found.append((key, place))
    return found
