"""Vietnamese text: folding for comparison, the place of tone marks, alphabetical order, search tokens.

Text is kept in NFC. None of these functions changes what is stored; they make the second form that is compared,
sorted or searched.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""The marks of ngang, huyền, hỏi, ngã, sắc, nặng, in the order of Vietnamese dictionaries."""

# đ, and the look-alikes that old typing programs and PDF files put in its place (eth, d with tail)
_D_LIKE = frozenset("đðɖ")


def nfc(text: str) -> str:
    """The text with every letter and its marks as one character, where Unicode has one."""
    return unicodedata.normalize("NFC", text)


def _bare(character: str) -> str:
    """The lower-case letter without marks; empty for a mark or an invisible format character, a space for a control."""
    category = unicodedata.category(character)
    if character.isspace():
        return " "
    if category in {"Cf", "Cc"} or category.startswith("M"):
        return ""
    lowered = unicodedata.normalize("NFD", character).lower()
    plain = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.category(c).startswith("M"))
    return "d" if plain in _D_LIKE else plain


class _Folding(dict[int, str]):
    """Table for `str.translate`, filled as characters turn up."""

    def __missing__(self, point: int) -> str:
        self[point] = _bare(chr(point))
        return self[point]


class _FoldingInPlace(dict[int, str]):
    def __missing__(self, point: int) -> str:
        bare = _bare(chr(point))
        self[point] = bare if len(bare) == 1 else (bare and chr(point)) or " "
        return self[point]


_FOLD = _Folding()
_FOLD_IN_PLACE = _FoldingInPlace()


def fold(text: str) -> str:
    """The text for comparison and search: lower case, no marks, đ as d, single spaces, nothing invisible.

    Folding twice gives the same as folding once.
    """
    return " ".join(nfc(text).translate(_FOLD).split())


def plain_name(text: str) -> str:
    """The text as a name for addresses and files: "Đại hội XIII" as "dai-hoi-xiii"; only a-z, 0-9 and single hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(text)))


def fold_in_place(text: str) -> str:
    """As `fold`, but each code point of `text` gives exactly one, so that offsets stay valid.

    Marks standing alone and invisible characters become spaces; give it NFC text, or words written with loose marks
    fall apart.
    """
    return text.translate(_FOLD_IN_PLACE)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The folded text with its blanks as they were, and for each of its characters the place in `text` that it is of.

    Give it NFC text.
    """
    folded = text.translate(_FOLD)
    if len(folded) == len(text) and not any(len(_FOLD[ord(c)]) != 1 for c in set(text)):
        return folded, range(len(text))
    places = [place for place, character in enumerate(text) for _ in _FOLD[ord(character)]]
    return folded, places


# -- the place of the tone mark ------------------------------------------------------------------------------------

_VOWELS = "aăâeêioôơuưy"
_MARKED_VOWELS = frozenset("ăâêôơư")
_SYLLABLE = re.compile(
    rf"(?P<onset>ngh|ng|nh|gi(?=[{_VOWELS}])|gh|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    rf"(?P<nucleus>[{_VOWELS}]{{1,3}})(?P<coda>ch|ng|nh|[cmnpt])?"
)
# A whole run of letters, none with a loose mark behind it: moving a tone next to one would compose them.
_WORD = re.compile(r"(?<![^\W\d_])(?<![\u0300-\u036f])[^\W\d_]++(?![\u0300-\u036f])")


def _split_tone(character: str) -> tuple[str, str]:
    """The character without its tone, and the tone's mark or nothing."""
    parts = unicodedata.normalize("NFD", character)
    tone = "".join(mark for mark in parts[1:] if mark in TONES)
    return nfc("".join(c for c in parts if c not in tone)), tone


def _tone_seat(nucleus: str, *, has_coda: bool) -> int:
    """Which vowel carries the tone: the marked one, else the middle of three, else by whether a consonant closes."""
    marked = [i for i, vowel in enumerate(nucleus) if vowel in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(nucleus) == 2:
        return 1 if has_coda else 0
    return len(nucleus) // 2


@lru_cache(maxsize=16_384)
def _respell(word: str) -> str:
    letters, tones = zip(*map(_split_tone, word), strict=True)
    tone = "".join(tones)
    syllable = _SYLLABLE.fullmatch("".join(letters).lower())
    if len(tone) != 1 or syllable is None:
        return word
    seat = syllable.start("nucleus") + _tone_seat(syllable["nucleus"], has_coda=bool(syllable["coda"]))
    if letters[tones.index(tone)].lower() not in _VOWELS:
        return word
    return "".join(nfc(letter + tone) if i == seat else letter for i, letter in enumerate(letters))


def spelling(text: str) -> str:
    """The text in NFC with each tone mark where the older school sets it: ủy, hòa, khóa, thúy; hoàn, thuyền, quý, già.

    State papers follow this school ("Ủy ban", decree 30/2020); the newer one writes uỷ, hoà, khoá. Only the place of a
    mark moves: y and i are left alone, and so is every word that is no Vietnamese syllable. NFC text keeps its length.
    """
    return _WORD.sub(lambda match: _respell(match.group()), nfc(text))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same words, whatever their case, spacing, encoding and school of tone marks."""
    return _same_form(one) == _same_form(other)


def _same_form(text: str) -> str:
    visible = "".join(c for c in spelling(text) if unicodedata.category(c) != "Cf")
    return " ".join(visible.lower().split())


# -- alphabetical order --------------------------------------------------------------------------------------------

# Spaces, punctuation, symbols and figures in the order of ICU's root collation, then the letters of its Vietnamese one.
_ORDER = " _-–—,;:!?.'‘’\"“”()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {character: chr(ord("!") + rank) for rank, character in enumerate(_ORDER)}
# Below every rank, so that the end of a level sorts before any longer one.
_LEVEL = " "
_PART = "\x1f"


@cache
def _weights(character: str) -> tuple[str, str, str]:
    """Rank of the letter, of its tone (0 to 5, foreign marks after them) and of its case (0 small, 1 capital)."""
    category = unicodedata.category(character)
    if category in {"Cf", "Cc"}:
        return "", "", ""
    if category.startswith("M"):
        return "", character, ""
    lowered = character.lower()
    letter, tone = _split_tone(lowered)
    if letter not in _RANKS:
        parts = unicodedata.normalize("NFD", letter)
        letter, tone = parts[0], parts[1:] + tone
    rank = _RANKS.get("đ" if letter in _D_LIKE else letter, letter)
    return rank, str(TONES.index(tone)) if tone in TONES else tone, "0" if lowered == character else "1"


def sort_key(text: str) -> str:
    """A key whose byte order is Vietnamese alphabetical order, for a column with `COLLATE "C"`.

    Letters decide first (a ă â b c d đ e ê … o ô ơ … u ư …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small
    before capital: the order of ICU's `vi`. Spaces sort before figures, figures before letters. White space is
    collapsed and invisible characters are ignored.
    """
    cells = [_weights(character) for character in " ".join(nfc(text).replace("…", "...").split())]
    letters, tones, cases = ("".join(level) for level in zip(*cells, strict=True)) if cells else ("", "", "")
    return _LEVEL.join((letters, tones.rstrip("0"), cases.rstrip("0"))).rstrip(_LEVEL)


def name_sort_key(full_name: str) -> str:
    """The sort key of a person's name as Vietnamese lists order them: given name, then middle names, then surname."""
    words = nfc(full_name).lower().split()
    surname, middle, given = words[:1] if len(words) > 1 else [], words[1:-1], words[-1:]
    return _PART.join(sort_key(" ".join(part)) for part in (given, middle, surname))


# -- search --------------------------------------------------------------------------------------------------------

TOKEN = re.compile(
    r"""
    \d+[a-z]? (?:/\d{4})? \s? [-/] \s? [a-z]{2,} (?: [-/.][a-z0-9]+ )*   # 23-qd/tw, 367 - qd/twdtn-vp, 09/2019/nd-cp
    | \d+ (?: [./,:-]\d+ )*                                              # 13/10/2021, 1.234.567
    | [^\W_]+
    """,
    re.VERBOSE,
)


def tokens_for_search(text: str) -> list[str]:
    """The folded words in order; numbers of legal acts, dates and amounts stay whole ("23-qd/tw", "13/10/2021")."""
    dashes = fold(text).replace("–", "-").replace("—", "-")
    return [match.group().replace(" ", "") for match in TOKEN.finditer(dashes)]
