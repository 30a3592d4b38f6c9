"""Whether letters taken out of a PDF are language at all, or the numbers of glyphs in a font that lost its table."""

import re
import unicodedata
from itertools import pairwise

WORD = re.compile(r"[^\W\d_]{2,}")
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
ENGLISH = frozenset(
    {"the", "of", "and", "to", "in", "is", "for", "that", "with", "on", "as", "by", "be", "are", "this"}
)
ENOUGH_WORDS = 40


def is_nonsense(text: str) -> bool:
    """Mostly characters without meaning, or words that are neither Vietnamese nor English nor in an older encoding."""
    visible = [char for char in text if not char.isspace()]
    if not visible:
        return False
    meaningless = sum(char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"} for char in visible)
    if meaningless > 0.1 * len(visible):
        return True
    words = WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return False
    # Fonts of before Unicode use the upper half of a byte and none of Unicode's Vietnamese letters;
    # `giaoban.briefing.extraction.legacy` knows them.
    upper_half = sum("\x80" < char < "\u0100" for char in visible)
    if upper_half > 0.05 * len(visible) and not any("\u1ea0" <= char <= "\u1ef9" for char in visible):
        return False
    broken_case = sum(any(a.islower() and b.isupper() for a, b in pairwise(word)) for word in words)
    vietnamese = sum(SYLLABLE.fullmatch(_folded(word)) is not None for word in words)
    english = sum(word.lower() in ENGLISH for word in words)
    return broken_case > 0.3 * len(words) or (vietnamese < 0.25 * len(words) and english < 0.03 * len(words))


def _folded(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.lower().replace("đ", "d")) if char.isascii())
