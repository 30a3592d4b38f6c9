"""Words of a text with their places, and the phrases of a lexicon found among them.

Everything after this works on word indices: one pass cuts the text into words and signs, one pass over a trie finds every known
phrase (verbs, bodies, posts, connectives …). Both are linear in the length of the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from giaoban.briefing.extraction.source import Source, lower

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")

_SHOUTED = re.compile(r"^[^\n]{25,}$", re.MULTILINE)


def split_words(phrase: str) -> tuple[str, ...]:
    """The words and signs of a phrase in the form in which a text's are compared."""
    return tuple(_WORD.findall(lower(phrase)))


def word_set(words: str) -> frozenset[str]:
    """A table of single words, written as one string."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A known phrase in the text: words[start:end], what it is, and what the lexicon says of it."""

    start: int
    end: int
    payload: str


class Lexicon:
    """Phrases by category, found longest first."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """`tables`: category → phrase → payload."""
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        for category, phrases in tables.items():
            for phrase, payload in phrases.items():
                self._add(category, phrase, payload)

    def _add(self, category: str, phrase: str, payload: str) -> None:
        node = self._root
        for word in split_words(phrase):
            node = node.setdefault(word, {})
        node.setdefault("", {})[category] = payload

    def find(self, words: list[str]) -> dict[int, dict[str, Phrase]]:
        """For each word that begins a known phrase: category → the longest phrase of it."""
        found: dict[int, dict[str, Phrase]] = {}
        root, count = self._root, len(words)
        for start, word in enumerate(words):
            node = root.get(word)
            if node is None:
                continue
            end, here = start + 1, {}
            while node is not None:
                for category, payload in node.get("", {}).items():
                    here[category] = Phrase(start, end, payload)
                if end >= count:
                    break
                node = node.get(words[end])
                end += 1
            if here:
                found[start] = here
        return found


@dataclass(slots=True)
class Reading:
    """A source cut into words, with the known phrases at each."""

    source: Source
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    phrases: dict[int, dict[str, Phrase]] = field(default_factory=dict)
    shouted: bytearray = field(
        default_factory=bytearray
    )  # 1 for words of a line all in capitals, where a capital says nothing

    @classmethod
    def of(cls, source: Source, lexicon: Lexicon) -> "Reading":
        reading = cls(source)
        for found in _WORD.finditer(source.low):
            reading.words.append(found[0])
            reading.starts.append(found.start())
            reading.ends.append(found.end())
        reading.phrases = lexicon.find(reading.words)
        reading.shouted = bytearray(len(reading.words))
        for line in _SHOUTED.finditer(source.clean):
            if line[0].upper() == line[0] and line[0].lower() != line[0]:
                for index in range(reading.word_at(line.start()), reading.word_at(line.end())):
                    reading.shouted[index] = 1
        return reading

    def at(self, index: int, category: str) -> Phrase | None:
        """The phrase of this category that begins at a word."""
        here = self.phrases.get(index)
        return here.get(category) if here else None

    def within(self, start: int, end: int, category: str) -> Iterable[Phrase]:
        """Phrases of a category that begin in words[start:end]."""
        for index in range(start, end):
            here = self.phrases.get(index)
            if here and category in here:
                yield here[category]

    def word_at(self, position: int) -> int:
        """Index of the first word that begins at or after a character position of the clean text."""
        return bisect_left(self.starts, position)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the clean text from words[start] to words[end - 1]."""
        return self.starts[start], self.ends[end - 1]

    def says(self, start: int, end: int) -> str:
        """The clean text of words[start:end]."""
        return self.source.clean[self.starts[start] : self.ends[end - 1]] if start < end else ""

    def is_capital(self, index: int) -> bool:
        return self.source.clean[self.starts[index]].isupper() and not self.shouted[index]
