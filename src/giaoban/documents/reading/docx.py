"""Word files: paragraphs and tables in reading order, with the numbers of lists, without what was struck out.

Runs inside a bounded child. Running heads and feet come first and last, as noise; footnotes follow the body.
"""

from typing import Any

from giaoban.documents.reading.assembly import Assembly
from giaoban.documents.reading.numbering import Numbering, Styles
from giaoban.documents.reading.outcome import UnreadableFile
from giaoban.documents.reading.package import Package
from giaoban.documents.reading.relations import refuse_macros, related_parts
from giaoban.documents.reading.story import Line, Story
from giaoban.documents.reading.xml_stream import stream

MAIN_PART = "word/document.xml"


def parse(data: bytes) -> dict[str, Any]:
    """Text, noise and warnings of a Word file."""
    package = Package(data)
    refuse_macros(package)
    main = next(iter(related_parts(package, "").get("officeDocument", [])), MAIN_PART)
    if main not in package.names:
        raise UnreadableFile("damaged", "no main document")
    related = related_parts(package, main)
    styles, numbering = Styles(), Numbering()
    for part in related.get("styles", [])[:1]:
        stream(package.chunks(part), styles)
    for part in related.get("numbering", [])[:1]:
        stream(package.chunks(part), numbering)

    def lines_of(*kinds: str) -> list[Line]:
        return [
            line for kind in kinds for part in related.get(kind, []) for line in _read(package, part, styles, numbering)
        ]

    heads, body, notes, feet = (
        lines_of("header"),
        _read(package, main, styles, numbering),
        lines_of("footnotes", "endnotes"),
        lines_of("footer"),
    )
    if not any(line.text.strip() for line in [*body, *notes]) and any("/media/" in name for name in package.names):
        raise UnreadableFile("scan", "only pictures in the Word file")
    text = Assembly()
    for head in dict.fromkeys(line.text for line in heads):  # three heads (first, even, odd page) often say the same
        text.add(head, noise=True)
    for line in [*body, *notes]:
        text.add(line.text, noise=line.noise)
    for foot in dict.fromkeys(line.text for line in feet):
        text.add(foot, noise=True)
    return text.finish()


def _read(package: Package, part: str, styles: Styles, numbering: Numbering) -> list[Line]:
    story = Story(styles, numbering)
    stream(package.chunks(part), story)
    return story.lines
