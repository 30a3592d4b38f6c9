"""Sentences that several bodies handed in, in the same words or nearly: shown once, with how many said it. Pure.

Two sentences are the same only where they name the same numbers and deny the same things: "3 buổi" is not "5 buổi", and
what is done is not what is not done, however alike the rest.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import ceil
from typing import TypeVar

from giaoban.kernel.vietnamese import fold, spelling

Key = TypeVar("Key", bound=Hashable)

# Of all words of two sentences so many are the same, and so many stand in the same order.
SHARED, ALIKE = 0.7, 0.82
# Shorter ones are the same only word for word: too little is left to be alike in.
SHORTEST = 6
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
# Words that turn a sentence round; with their marks, for "giám" is not "giảm".
_TURNING = frozenset(
    (
        "không",
        "chưa",
        "chẳng",
        "chậm",
        "tăng",
        "giảm",
        "hạn",
        "kém",
        "thiếu",
        "hết",
        "còn",
        "trước",
        "sau",
        "trên",
        "dưới",
    )
)


@dataclass(frozen=True)
class _Sentence:
    words: tuple[str, ...]
    fixed: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Sentence":
        words = tuple(_WORD.findall(fold(text)))
        spelt = _WORD.findall(spelling(text).lower())
        return cls(words, tuple(one for one in spelt if one in _TURNING or any(map(str.isdigit, one))))

    def is_alike(self, other: "_Sentence") -> bool:
        common = sum((Counter(self.words) & Counter(other.words)).values())
        if common < SHARED * (len(self.words) + len(other.words) - common):
            return False
        return SequenceMatcher(None, self.words, other.words, autojunk=False).ratio() >= ALIKE


def groups(said: Sequence[tuple[Key, str]]) -> list[list[Key]]:
    """The sentences by what they say, each group in the order in which it was handed in, led by its first.

    Every key stands in exactly one group; most groups have one. A sentence joins the group whose first is alike, so that
    no chain of small differences leads from one thing to another.
    """
    exact: dict[_Sentence, list[Key]] = {}
    for key, text in said:
        exact.setdefault(_Sentence.of(text), []).append(key)
    leaders = _Leaders(exact)
    found: dict[_Sentence, list[Key]] = {}
    for sentence, keys in exact.items():
        found.setdefault(leaders.leader_of(sentence), []).extend(keys)
    return list(found.values())


class _Leaders:
    """Those that lead a group, by their fixed words and each of their rarest: who is alike shares all of those, one of these."""

    def __init__(self, sentences: Iterable[_Sentence]) -> None:
        self._often = Counter(word for one in sentences for word in set(one.words))
        self._by_word: dict[tuple[tuple[str, ...], str], list[_Sentence]] = defaultdict(list)

    def leader_of(self, one: _Sentence) -> _Sentence:
        if len(one.words) < SHORTEST:
            return one
        rare = self._rare(one)
        seen: set[_Sentence] = set()
        for word in rare:
            for leader in self._by_word[one.fixed, word]:
                if leader not in seen and one.is_alike(leader):
                    return leader
                seen.add(leader)
        for word in rare:
            self._by_word[one.fixed, word].append(one)
        return one

    def _rare(self, one: _Sentence) -> list[str]:
        """So many of its rarest words that whoever shares none of them shares too little altogether."""
        words = sorted(set(one.words), key=lambda word: (self._often[word], word))
        return words[: len(words) - ceil(len(words) * SHARED / 2) + 1]
