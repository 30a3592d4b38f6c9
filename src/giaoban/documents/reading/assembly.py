"""Put a text together from lines, some of them noise, within a size."""

from dataclasses import dataclass, field
from typing import Any

from giaoban.documents.reading.outcome import UnreadableFile

TEXT_BYTES = 5 * 1024 * 1024
# Overrides and isolates: the reader of a screen sees another order than the one that is stored.
DIRECTION_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n")  # written as references in pages


@dataclass
class Assembly:
    """Lines in reading order; `finish` gives the parser's answer: text, noise, warnings as JSON values."""

    parts: list[str] = field(default_factory=list)
    noise: list[list[int]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    size: int = 0
    length: int = 0

    def add(self, line: str, *, noise: bool = False) -> None:
        """Append a line; empty ones in a row become one."""
        line = line.translate(CONTROLS)
        if not line.strip():
            if not self.parts or self.parts[-1] == "\n":
                return
            line = ""
        self.size = check_size(self.size + len(line.encode()) + 1)
        if noise and line:
            self._mark(self.length, self.length + len(line))
        self.parts.append(line + "\n" if line else "\n")
        self.length += len(self.parts[-1])

    def _mark(self, start: int, end: int) -> None:
        if self.noise and self.noise[-1][1] + 1 == start:  # only the line break between them
            self.noise[-1][1] = end
        else:
            self.noise.append([start, end])

    def finish(self) -> dict[str, Any]:
        return answer("".join(self.parts).rstrip("\n"), self.noise, self.warnings)


def check_size(size: int) -> int:
    """The size in bytes, if a text may have it."""
    if size > TEXT_BYTES:
        raise UnreadableFile("too_much_text", limit_mb=TEXT_BYTES // (1024 * 1024))
    return size


def answer(text: str, noise: list[list[int]], warnings: list[str]) -> dict[str, Any]:
    """What a parser hands out of its process."""
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0\u200b"):
        raise UnreadableFile("empty")
    if not DIRECTION_CONTROLS.isdisjoint(text):
        warnings = [*warnings, "direction_controls"]
    return {"text": text, "noise": noise, "warnings": warnings}
