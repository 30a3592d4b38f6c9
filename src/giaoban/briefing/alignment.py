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
