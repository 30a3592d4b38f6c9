"""Text from strangers: composed, without control characters, without what turns or hides letters."""

import unicodedata

from giaoban.kernel.vietnamese import nfc


def _kept(text: str, *, breaks: bool) -> str:
    # Categories C*: controls, zero-width signs, overrides of the reading direction, unassigned and private ones.
    return "".join(
        char
        if unicodedata.category(char)[0] != "C"
        else "\n"
        if breaks and char == "\n"
        else " "
        if char.isspace()
        else ""
        for char in nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    )


def one_line(text: str) -> str:
    """One line with single blanks."""
    return " ".join(_kept(text, breaks=False).split())


def paragraphs(text: str) -> str:
    """Lines as they were, each without blanks at its end, and never more than one empty line between."""
    lines = [line.rstrip() for line in _kept(text, breaks=True).strip().split("\n")]
    return "\n".join(line for place, line in enumerate(lines) if line or (place and lines[place - 1]))
