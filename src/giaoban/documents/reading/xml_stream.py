"""XML of hostile files as a stream of starts, texts and ends, with no tree to fill memory.

A document type is refused when it begins, so that no entity can be declared, expanded or fetched.
"""

import xml.parsers.expat
from collections.abc import Iterable
from functools import cache
from typing import Protocol

from giaoban.documents.reading.outcome import UnreadableFile

MAX_DEPTH = 300
NOTHING: dict[str, str] = {}


class Reader(Protocol):
    """Told of each element by its name without namespace, and of its attributes likewise."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def data(self, text: str) -> None: ...


def stream(chunks: Iterable[bytes], reader: Reader) -> None:
    """Tell the reader what stands in one XML document; nothing when there are no chunks."""
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise UnreadableFile("hostile", "elements nested too deeply")
        reader.start(local(name), {local(key): value for key, value in attributes.items()} if attributes else NOTHING)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(local(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.data
    parser.StartDoctypeDeclHandler = _refuse_doctype
    begun = False
    try:
        for chunk in chunks:
            begun = True
            parser.Parse(chunk, False)
        if begun:
            parser.Parse(b"", True)
    except xml.parsers.expat.ExpatError as problem:
        raise UnreadableFile("damaged", str(problem)) from problem


@cache
def local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*_: object) -> None:
    raise UnreadableFile("hostile", "a document type in an Office file")
