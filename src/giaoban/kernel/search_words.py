"""Words as the search index holds and asks them: folded, numbers of legal acts whole beside their parts, one typo forgiven.

Pure functions on text; what is stored stays as people wrote it, and marks fall onto the letters that they wrote.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from giaoban.kernel.vietnamese import TOKEN, fold_with_places, nfc

LONGEST_WORD = 64
# Of so many letters at most the index knows the beginnings of words; `search_ways` in the database goes as far.
LONGEST_BEGINNING = 7
# Of a tsvector: later places all count as the last one.
LAST_PLACE = 16_383
SHORTEST_FORGIVEN, LONGEST_FORGIVEN = 3, 20
ALPHABET = "abcdefghijklmnopqrstuvwxyz"

_PARTS = re.compile(r"[^\W_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_LETTERS = re.compile(r"[a-z]+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})
_HIDDEN = frozenset({"Cf", "Cs", "Co", "Cn"})


class _Cleaning(dict[int, str]):
    """Table for `str.translate`, filled as characters turn up."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        category = unicodedata.category(character)
        kept = " " if character.isspace() or category == "Cc" else "" if category in _HIDDEN else character
        self[point] = kept
        return kept


_CLEAN = _Cleaning()


def clean(text: str) -> str:
    """The text as it is kept beside the index: NFC, one line, nothing that hides or turns letters."""
    return " ".join(nfc(nfc(text).translate(_CLEAN)).split())


class Token(NamedTuple):
    """A word of a text: its span there, folded words in it, and further words under which it is found."""

    start: int
    end: int
    parts: tuple[str, ...]
    whole: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order. "23-QĐ/TW" has the parts 23, qd, tw and is found whole as 23-qd-tw."""
    folded, places = fold_with_places(text)
    for match in TOKEN.finditer(folded.translate(_DASHES)):
        found = match.group()
        if found.isalnum():  # one word, as nearly all are
            yield Token(places[match.start()], places[match.end() - 1] + 1, (found[:LONGEST_WORD],), ())
            continue
        parts = tuple(part[:LONGEST_WORD] for part in _PARTS.findall(found))
        if parts:
            start, last = places[match.start()], places[match.end() - 1]
            yield Token(start, last + 1, parts, tuple(_wholes(found, parts)))


def _wholes(found: str, parts: tuple[str, ...]) -> Iterator[str]:
    if len(parts) > 1:
        yield "-".join(parts)[:LONGEST_WORD]
        if _THOUSANDS.fullmatch(found):
            yield "".join(parts)[:LONGEST_WORD]


def vector(*texts: str) -> str:
    """A tsvector literal of the texts, one after another; words of different texts are never neighbours."""
    places: dict[str, list[int]] = {}
    place = 0
    for text in texts:
        place += 1
        for token in tokens(text):
            for whole in token.whole:
                places.setdefault(whole, []).append(min(place + 1, LAST_PLACE))
            for part in token.parts:
                place += 1
                places.setdefault(part, []).append(min(place, LAST_PLACE))
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


# -- what is asked -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Term:
    """One word that was asked for: its parts as neighbours, or one of the whole forms."""

    parts: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def may_be_mistyped(self) -> bool:
        """Words of letters alone: another number is another thing."""
        only = self.parts[0]
        return (
            len(self.parts) == 1
            and bool(_LETTERS.fullmatch(only))
            and SHORTEST_FORGIVEN <= len(only) <= LONGEST_FORGIVEN
        )


@dataclass(frozen=True)
class Question:
    """A tsquery for all words in any order, one for all of them side by side, and the words taken for a mistyped one.

    `whole_words` and `beginning` lead to the rows in the index: what every row has that fits, each empty where it says
    nothing. `is_led` says that no other row has both.
    """

    query: str
    phrase: str
    instead: tuple[str, ...] = ()
    whole_words: str = ""
    beginning: str = ""
    is_led: bool = True


@dataclass(frozen=True)
class Asked:
    """A query: all of its terms, the last one as the beginning of a word. Empty where nothing was typed but signs."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, typed: str) -> "Asked":
        return cls(tuple(dict.fromkeys(Term(token.parts, token.whole) for token in tokens(clean(typed)))))

    def __bool__(self) -> bool:
        return bool(self.terms)

    def question(self) -> Question:
        """Every term as it was typed."""
        return self._question()

    def forgiving(self, known: Iterable[str]) -> list[Question]:
        """The same query once for each term that may be mistyped, with the known words at one typo's distance."""
        words = set(known)
        near = (words & neighbours(term.parts[0]) if term.may_be_mistyped else set() for term in self.terms)
        return [self._question(place, tuple(sorted(found))) for place, found in enumerate(near) if found]

    def mistyped(self) -> list[str]:
        """Every word that somebody may have meant who made one typo in one term."""
        near = (neighbours(term.parts[0]) for term in self.terms if term.may_be_mistyped)
        return sorted(set().union(*near))

    def _question(self, replaced: int = -1, instead: tuple[str, ...] = ()) -> Question:
        last = len(self.terms) - 1
        other = f"({' | '.join(map(_word, instead))})"
        clauses = [_clause(term, begins=place == last) for place, term in enumerate(self.terms)]
        beside = [_beside(term, begins=place == last) for place, term in enumerate(self.terms)]
        if instead:
            clauses[replaced] = beside[replaced] = other
        query, phrase = " & ".join(clauses), " <-> ".join(beside)
        if instead and replaced == last:
            return Question(query, phrase, instead, query)
        *parts, begun = self.terms[last].parts
        ended = [*clauses[:-1], *([_all_but_the_last_part(self.terms[last])] if parts else [])]
        beginning, is_led = _word(begun[:LONGEST_BEGINNING]), not parts and len(begun) <= LONGEST_BEGINNING
        return Question(query, phrase, instead, " & ".join(ended), beginning, is_led)


def _word(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _beside(term: Term, *, begins: bool) -> str:
    """The parts of a term as neighbours."""
    return " <-> ".join([*map(_word, term.parts[:-1]), _word(term.parts[-1]) + (":*" if begins else "")])


def _all_but_the_last_part(term: Term) -> str:
    """What every text has that has the term as one that is begun."""
    begun = " | ".join(_word(whole) + ":*" for whole in term.whole)
    return (
        f"({begun} | ({' <-> '.join(map(_word, term.parts[:-1]))}))"
        if begun
        else _beside(Term(term.parts[:-1]), begins=False)
    )


def _clause(term: Term, *, begins: bool) -> str:
    beside = _beside(term, begins=begins)
    if not term.whole:
        return beside
    return f"({' | '.join([*(_word(whole) + (':*' if begins else '') for whole in term.whole), f'({beside})'])})"


def neighbours(word: str) -> set[str]:
    """Every word that one typo makes of this one: a letter more, less, another, or two changed places."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ALPHABET}
    more = {head + letter + tail for head, tail in cuts for letter in ALPHABET}
    return (less | swapped | other | more) - {word, ""}


# -- what is shown -----------------------------------------------------------------------------------------------------


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was asked for."""

    text: str
    is_hit: bool


def marked(text: str, asked: Asked, *, also: Sequence[str] = (), longest: int = 0) -> list[Piece]:
    """The text in stretches, the words that were asked for marked; `also` are words taken for a mistyped one.

    With `longest` only the neighbourhood of the densest hits is told, "…" standing for what was left out.
    """
    hits = _joined(_hits(text, asked, frozenset(also)))
    start, end = _window(text, hits, longest) if longest and len(text) > longest else (0, len(text))
    pieces, place = [], start
    for first, last in hits:
        if start <= first and last <= end:
            pieces += [Piece(text[place:first], False), Piece(text[first:last], True)]
            place = last
    pieces.append(Piece(text[place:end], False))
    if start:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]


def _hits(text: str, asked: Asked, also: frozenset[str]) -> list[tuple[int, int]]:
    if not asked:
        return []
    words = {word for term in asked.terms for word in (*term.parts, *term.whole)} | also
    beginnings = (asked.terms[-1].parts[-1], *asked.terms[-1].whole)
    return [
        (token.start, token.end)
        for token in tokens(text)
        if any(word in words or word.startswith(beginnings) for word in (*token.parts, *token.whole))
    ]


def _joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours, with nothing but a space between them, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _window(text: str, hits: list[tuple[int, int]], longest: int) -> tuple[int, int]:
    """Where to cut: around the place where most of the hits stand together, at blanks."""
    if not hits:
        return 0, _blank_before(text, longest)
    dense = max(
        hits,
        key=lambda one: (sum(min(b, one[0] + longest) - a for a, b in hits if one[0] <= a < one[0] + longest), -one[0]),
    )
    start = max(0, dense[0] - longest // 4)
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = min(len(text), start + longest)
    return start, end if end == len(text) else max(_blank_before(text, end), dense[1])


def _blank_before(text: str, place: int) -> int:
    found = text.rfind(" ", 0, place)
    return found if found > 0 else place


__all__ = ["Asked", "Piece", "Question", "Term", "Token", "clean", "marked", "neighbours", "tokens", "vector"]
