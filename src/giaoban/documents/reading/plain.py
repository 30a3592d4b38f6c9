"""Plain text: characters as they stand in the file, line ends included. Runs inside a bounded child."""

from typing import Any

from giaoban.documents.reading.assembly import answer, check_size
from giaoban.documents.reading.decoding import decode
from giaoban.documents.reading.outcome import UnreadableFile

LAYOUT = frozenset("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f\x85")  # 1A ends files of old systems


def parse(data: bytes) -> dict[str, Any]:
    """Text, noise and warnings of a text file; for UTF-8 the text equals `open(newline="").read()`."""
    text, warnings = decode(data)
    check_size(len(text.encode()))
    controls = sum(1 for char in text if char < " " and char not in LAYOUT)
    if "\0" in text or controls * 100 > len(text):
        raise UnreadableFile("binary", f"{controls} control characters")
    return answer(text, [[0, 1]] if text.startswith("\ufeff") else [], warnings)
