"""What the parts of an Office file say of one another."""

import posixpath

from giaoban.documents.reading.outcome import UnreadableFile
from giaoban.documents.reading.package import Package
from giaoban.documents.reading.xml_stream import stream


def refuse_macros(package: Package) -> None:
    """Raises UnreadableFile where the package declares code that runs, whatever its parts are called."""
    types = Attributes("ContentType")
    stream(package.chunks("[Content_Types].xml"), types)
    if any("macroenabled" in value.lower() or "vbaproject" in value.lower() for value in types.found):
        raise UnreadableFile("macro")


def related_parts(package: Package, part: str) -> dict[str, list[str]]:
    """Parts that a part refers to within the package, by kind of relationship ("header", "styles", …)."""
    folder, name = posixpath.split(part)
    relations = Attributes("Type", "Target", "TargetMode")
    stream(package.chunks(posixpath.join(folder, "_rels", f"{name}.rels")), relations)
    found: dict[str, list[str]] = {}
    for kind, target, mode in zip(*[iter(relations.found)] * 3, strict=True):
        if mode != "External":
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            parts = found.setdefault(kind.rpartition("/")[2], [])
            if path not in parts:
                parts.append(path)
    return found


class Attributes:
    """Collects the named attributes of every element that has the first of them, one after the other."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.found: list[str] = []

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        if self.names[0] in attributes:
            self.found += [attributes.get(name, "") for name in self.names]

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """Only attributes matter."""
