"""Which parser a file goes to, from its size, its content's marks and its name; refusals that need no parser."""

from collections.abc import Mapping

from giaoban.documents.filetypes import SNIFF_BYTES, FileType, extension_of, hides_another, sniff
from giaoban.documents.reading.outcome import UnreadableFile

FILE_BYTES = 20 * 1024 * 1024
PARSER = {FileType.DOCX: "docx", FileType.PDF: "pdf", FileType.HTML: "html", FileType.TXT: "txt", FileType.CSV: "txt"}
REFUSED = {FileType.MACRO: "macro", FileType.MHTML: "web_archive"}
PICTURES = {FileType.PNG, FileType.JPEG, FileType.WEBP, FileType.HEIC, FileType.OTHER_IMAGE}
KNOWN_EXTENSIONS = {extension: kind for kind in FileType for extension in kind.extensions}
# An Office file with a password is an OLE container that holds a stream of this name.
PROTECTED = "EncryptedPackage".encode("utf-16-le")


def admit(data: bytes, *, name: str, parsers: Mapping[FileType, str] = PARSER) -> str:
    """The parser's kind ("txt", "docx", "pdf", "html", or what `parsers` says), or UnreadableFile."""
    if not data:
        raise UnreadableFile("empty")
    if len(data) > FILE_BYTES:
        raise UnreadableFile("too_large", limit_mb=FILE_BYTES // (1024 * 1024))
    extension = extension_of(name)
    promised = KNOWN_EXTENSIONS.get(extension)
    # An archive's directory may be longer than any tail.
    head, tail = data[:SNIFF_BYTES], data if data.startswith(b"PK") else data[-SNIFF_BYTES:]
    kind = sniff(head, tail)
    if kind is None:
        return _parser_of_unmarked(promised)
    _refuse_at_sight(kind, promised, data)
    if hides_another(kind, head, tail):
        raise UnreadableFile("hostile", f"another format within {kind.name}")
    if promised is FileType.HTML and parsers.get(kind) == "txt":
        return "html"  # a fragment of a page, without its root
    if promised is not None and not kind.agrees_with(extension):
        raise UnreadableFile("wrong_type", type_vi=kind.title_vi, extension=extension)
    if kind not in parsers:
        raise UnreadableFile("picture" if kind in PICTURES else "unsupported", type_vi=kind.title_vi)
    return parsers[kind]


def _refuse_at_sight(kind: FileType, promised: FileType | None, data: bytes) -> None:
    if kind is FileType.OLE:
        raise UnreadableFile("encrypted" if PROTECTED in data else "old_office")
    if kind in REFUSED:
        raise UnreadableFile(REFUSED[kind])
    if kind is FileType.ZIP and promised in {FileType.DOCX, FileType.XLSX} and b"PK\x05\x06" not in data:
        raise UnreadableFile("damaged", "an archive without its end")


def _parser_of_unmarked(promised: FileType | None) -> str:
    """Content without a mark that we know: text in an older encoding or UTF-16, else nothing that can be read."""
    if promised is FileType.HTML:
        return "html"
    if promised in {None, FileType.TXT, FileType.CSV}:
        return "txt"
    raise UnreadableFile("damaged", "the content does not begin as its type must")
