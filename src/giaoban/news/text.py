"""Words as they are kept: NFC, one line or several, nothing invisible that turns or hides what stands beside it."""

import unicodedata
from collections.abc import Iterable

from giaoban.kernel.vietnamese import fold, nfc

# Categories of what nobody sees: controls, formats (also marks of direction), surrogates, private use.
UNSEEN = {"Cc", "Cf", "Cs", "Co"}


def line(written: str) -> str:
    """One line of text with single spaces."""
    return " ".join(_seen(written).split())


def lines(written: str) -> str:
    """Text of several lines; blanks at their ends stay, since two of them mean something in Markdown."""
    whole = written.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _seen(whole, kept="\n\t").strip("\n")


def tags(written: str | Iterable[str]) -> tuple[str, ...]:
    """Tags between commas (or one each), the same word once whatever its case and accents."""
    pieces = written.replace(";", ",").replace("\n", ",").split(",") if isinstance(written, str) else written
    by_word: dict[str, str] = {}
    for piece in pieces:
        word = line(piece).lstrip("#").strip()
        if word:
            by_word.setdefault(fold(word), word)
    return tuple(by_word.values())


def _seen(text: str, kept: str = "") -> str:
    return "".join(
        sign if sign in kept or unicodedata.category(sign) not in UNSEEN else " " if sign.isspace() else ""
        for sign in nfc(text)
    )
