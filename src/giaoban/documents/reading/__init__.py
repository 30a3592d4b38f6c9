"""Hostile files become text, safely: plain text, Word, PDF with text, saved web pages.

    read = read_file("kế hoạch.docx")      # or read_bytes(data, name="kế hoạch.docx")
    read.text, read.kind, read.noise, read.warnings

Refusals are `UnreadableFile` with a code and a Vietnamese sentence that says what to do. Each file is parsed in a
process of its own (`giaoban.kernel.bounded`); only a look at its first and last bytes is taken in this one. No Django.
"""

import importlib
from os import PathLike
from pathlib import Path
from typing import Any

from giaoban.documents.reading.admission import FILE_BYTES, admit
from giaoban.documents.reading.outcome import REFUSALS_VI, WARNINGS_VI, ReadText, UnreadableFile
from giaoban.kernel import bounded

__all__ = [
    "LIMITS",
    "REFUSALS_VI",
    "WARNINGS_VI",
    "ReadText",
    "UnreadableFile",
    "parse_bytes",
    "read_bytes",
    "read_file",
]

LIMITS = bounded.Limits(cpu_seconds=5, wall_seconds=10, memory_bytes=512 * 1024 * 1024, answer_bytes=16 * 1024 * 1024)
PARSERS = {
    "txt": "giaoban.documents.reading.plain:parse",
    "docx": "giaoban.documents.reading.docx:parse",
    "pdf": "giaoban.documents.reading.pdf:parse",
    "html": "giaoban.documents.reading.html:parse",
}
EXCEEDED = {"cpu": "timeout", "wall": "timeout", "memory": "too_heavy", "answer": "too_heavy"}


def read_bytes(data: bytes, *, name: str) -> ReadText:
    """Text of a file's content; its type is judged by content and compared with the name. Raises UnreadableFile."""
    kind = admit(data, name=name)
    try:
        told = bounded.run(PARSERS[kind], data, limits=LIMITS)
    except bounded.LimitExceeded as problem:
        raise UnreadableFile(EXCEEDED[problem.kind], str(problem)) from problem
    except bounded.ChildFailed as problem:
        if problem.code in REFUSALS_VI:
            raise UnreadableFile(**{**problem.told, "code": problem.code}) from None
        raise UnreadableFile("damaged", problem.message) from problem
    return _text(kind, told)


def read_file(path: str | PathLike[str]) -> ReadText:
    """Text of a file on disk, as `read_bytes`; OSError when it cannot be opened."""
    path = Path(path)
    with path.open("rb") as file:
        return read_bytes(file.read(FILE_BYTES + 1), name=path.name)


def parse_bytes(data: bytes, *, name: str) -> ReadText:
    """The same in this process, without limits: for files that we made ourselves, in tests and benchmarks."""
    kind = admit(data, name=name)
    module, _, function = PARSERS[kind].partition(":")
    return _text(kind, getattr(importlib.import_module(module), function)(data))


def _text(kind: str, told: dict[str, Any]) -> ReadText:
    return ReadText(told["text"], kind, tuple((start, end) for start, end in told["noise"]), tuple(told["warnings"]))
