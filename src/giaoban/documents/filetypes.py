"""Files that people hand in: what a file really is, whether it may be evidence, a safe name, a picture without traces.

Pure: no database, no Django. Types are judged by content; an extension is only ever compared with it.
"""

import json
import re
import struct
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from giaoban.kernel import bounded
from giaoban.kernel.problems import Problem

SNIFF_BYTES = 64 * 1024
NAME_BYTES = 120
IMAGE_LIMITS = bounded.Limits(
    cpu_seconds=20, wall_seconds=30, memory_bytes=1024 * 1024 * 1024, answer_bytes=64 * 1024 * 1024
)


class FileType(Enum):
    """A type that can be told by content; `media_type`, usual `extensions`, `title_vi` for a sentence."""

    PDF = "application/pdf", (".pdf",), "tệp PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), "tệp Word (.docx)"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",), "bảng tính Excel (.xlsx)"
    PPTX = (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (".pptx",),
        "tệp trình chiếu (.pptx)",
    )
    MACRO = "application/vnd.ms-office", (".docm", ".xlsm", ".pptm", ".dotm"), "tệp Office có macro"
    OLE = (
        "application/x-ole-storage",
        (".doc", ".xls", ".ppt"),
        "tệp Office đời cũ (.doc, .xls) hoặc tệp Office có mật khẩu",
    )
    ODF = "application/vnd.oasis.opendocument", (".odt", ".ods", ".odp"), "tệp LibreOffice (.odt, .ods)"
    RTF = "application/rtf", (".rtf",), "tệp RTF"
    ZIP = "application/zip", (".zip",), "tệp nén ZIP"
    ARCHIVE = "application/x-archive", (".rar", ".7z", ".gz"), "tệp nén"
    PNG = "image/png", (".png",), "ảnh PNG"
    JPEG = "image/jpeg", (".jpg", ".jpeg"), "ảnh JPEG"
    WEBP = "image/webp", (".webp",), "ảnh WebP"
    HEIC = "image/heic", (".heic", ".heif"), "ảnh HEIC"
    OTHER_IMAGE = "image/x-other", (".gif", ".bmp", ".tif", ".tiff"), "ảnh GIF, BMP hoặc TIFF"
    MP4 = "video/mp4", (".mp4", ".m4v"), "video MP4"
    PROGRAM = "application/x-executable", (".exe", ".dll", ".so"), "tệp chương trình"
    SVG = "image/svg+xml", (".svg",), "ảnh SVG"
    HTML = "text/html", (".html", ".htm"), "trang web"
    MHTML = "multipart/related", (".mht", ".mhtml"), "trang web lưu dạng .mht"
    CSV = "text/csv", (".csv",), "bảng CSV"
    TXT = "text/plain", (".txt",), "văn bản thuần"

    def __init__(self, media_type: str, extensions: tuple[str, ...], title_vi: str) -> None:
        self.media_type = media_type
        self.extensions = extensions
        self.title_vi = title_vi

    @property
    def is_image(self) -> bool:
        return self in {FileType.PNG, FileType.JPEG, FileType.WEBP}

    def agrees_with(self, extension: str) -> bool:
        """A file of this type may bear this extension (".pdf", any case)."""
        plain = {FileType.CSV, FileType.TXT}
        types = plain if self in plain else {self}
        return any(extension.lower() in kind.extensions for kind in types)


# Photographs from telephones in HEIC are refused: we cannot take the place where they were made out of them.
EVIDENCE = frozenset(
    {
        FileType.PDF,
        FileType.DOCX,
        FileType.XLSX,
        FileType.PNG,
        FileType.JPEG,
        FileType.WEBP,
        FileType.TXT,
        FileType.CSV,
        FileType.MP4,
    }
)


class UnacceptableFile(Problem):
    """A file that may not be kept as evidence. `code`: unknown_type, wrong_type, not_evidence, no_picture, polyglot, macro, heic,
    too_many_pixels, damaged; `type_vi` says what it really is, where that is known.
    """

    type_vi: str = ""

    def __init__(self, code: str, **fields: Any) -> None:
        super().__init__(code=code, **fields)

    @property
    def message_vi(self) -> str:
        return UNACCEPTABLE_VI[self.code].format(type_vi=self.type_vi)


UNACCEPTABLE_VI = {
    "unknown_type": "Không nhận ra loại tệp này. Hãy gửi PDF, Word (.docx), Excel (.xlsx), ảnh JPEG/PNG/WebP, video MP4 hoặc văn bản.",
    "wrong_type": "Đuôi tệp không khớp nội dung: đây thực ra là {type_vi}. Hãy đặt lại đuôi tệp cho đúng rồi gửi lại.",
    "not_evidence": "Đây là {type_vi}, không nhận làm minh chứng. Hãy gửi PDF, Word (.docx), Excel (.xlsx), ảnh, video MP4 hoặc văn bản.",
    "no_picture": "Đây là {type_vi}, không phải ảnh. Hãy gửi ảnh JPEG, PNG hoặc WebP.",
    "polyglot": "Tệp này chứa một tệp loại khác giấu bên trong {type_vi}, nên không được nhận. Hãy xuất lại tệp từ phần mềm gốc rồi gửi lại.",
    "macro": "Tệp này có macro (mã chạy được), nên không được nhận. Hãy lưu lại thành .docx hoặc .xlsx không có macro.",
    "heic": "Ảnh HEIC của điện thoại có thể lộ nơi chụp mà hệ thống không xoá được. Hãy đổi sang JPEG rồi gửi lại.",
    "too_many_pixels": "Ảnh quá lớn (trên 50 triệu điểm ảnh). Hãy thu nhỏ rồi gửi lại.",
    "damaged": "Ảnh bị hỏng hoặc thiếu dữ liệu, không mở được. Hãy chụp hoặc xuất lại rồi gửi lại.",
}

MAGIC = (
    (b"%PDF-", FileType.PDF),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"PK\x05\x06", FileType.ZIP),  # an empty one
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileType.OLE),
    (b"{\\rtf", FileType.RTF),
    (b"Rar!\x1a\x07", FileType.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileType.ARCHIVE),
    (b"\x1f\x8b", FileType.ARCHIVE),
    (b"GIF8", FileType.OTHER_IMAGE),
    (b"II*\x00", FileType.OTHER_IMAGE),
    (b"MM\x00*", FileType.OTHER_IMAGE),
    (b"\x7fELF", FileType.PROGRAM),
)
TEXTS = {FileType.TXT, FileType.CSV, FileType.HTML, FileType.MHTML, FileType.SVG}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"}
MARKUP = re.compile(rb"<(?:script|html|!doctype html|svg|iframe|\?php)", re.IGNORECASE)
HTML_ROOTS = {"html", "head", "body", "title", "meta"}


def sniff(head: bytes, tail: bytes | None = None) -> FileType | None:
    """Type by content, or None when it is none that we know.

    `head` is the whole file, or at least its first SNIFF_BYTES with its last SNIFF_BYTES as `tail` (Office files and
    archives tell what they are at their end).
    """
    tail = head if tail is None else tail
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head, tail)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    if head[4:8] == b"ftyp":
        return FileType.HEIC if head[8:12] in HEIC_BRANDS else FileType.MP4 if head[8:12] in MP4_BRANDS else None
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return FileType.OTHER_IMAGE
    if head[:2] == b"MZ" and b"\0" in head[:128]:
        return FileType.PROGRAM
    return _kind_of_text(head)


def judge_evidence(head: bytes, *, name: str, tail: bytes | None = None) -> FileType:
    """The type of a file that may be kept as evidence under this name; raises UnacceptableFile. Bytes as for `sniff`."""
    tail = head if tail is None else tail
    kind = sniff(head, tail)
    if kind is None:
        raise UnacceptableFile("unknown_type")
    if kind is FileType.MACRO:
        raise UnacceptableFile("macro", type_vi=kind.title_vi)
    if kind is FileType.HEIC:
        raise UnacceptableFile("heic", type_vi=kind.title_vi)
    if kind not in EVIDENCE:
        raise UnacceptableFile("not_evidence", type_vi=kind.title_vi)
    if hides_another(kind, head, tail):
        raise UnacceptableFile("polyglot", type_vi=kind.title_vi)
    if not kind.agrees_with(extension_of(name)):
        raise UnacceptableFile("wrong_type", type_vi=kind.title_vi)
    return kind


def hides_another(kind: FileType, head: bytes, tail: bytes) -> bool:
    """A second program could open this file as something else: PDF, archive or web page."""
    if kind is not FileType.PDF and b"%PDF-" in head[:1024]:  # readers look for the header in the first 1024 bytes
        return True
    if not head.startswith(b"PK\x03\x04") and _end_of_zip(tail) is not None:
        return True
    if kind.is_image:
        return bool(MARKUP.search(head) or MARKUP.search(tail))
    return kind not in TEXTS and bool(MARKUP.search(head[:1024]))


def extension_of(name: str) -> str:
    """Extension with its dot, in small letters: ".docx" of "Kế hoạch.DOCX"; "" where there is none."""
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem and "/" not in extension else ""


def safe_name(name: str) -> str:
    """A name that every file system and header takes, at most 120 bytes with its extension kept; Vietnamese stays."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Categories C*: control characters, but also zero-width ones and overrides of the reading direction.
    name = "".join(
        " " if char.isspace() else char for char in name if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    name = " ".join(re.sub(r'[<>:"|?*]', "_", name).split()).strip(". ")
    if RESERVED.fullmatch(name.partition(".")[0].strip()):
        name = f"_{name}"
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension.encode()) > 16:
        stem, extension = name, ""
    ending = f".{extension}" if extension else ""
    room = NAME_BYTES - len(ending.encode())
    stem = stem.encode()[:room].decode(errors="ignore").rstrip(". ")
    return (stem or "tep") + ending


RESERVED = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)


def strip_metadata(image: bytes) -> bytes:
    """The same picture, upright, with nothing but its pixels and a small colour profile; in a bounded child.

    JPEG, PNG and WebP stay what they are; of an animation the first frame stays. Raises UnacceptableFile.
    """
    return _by_child("strip", image)


@dataclass(frozen=True)
class Size:
    """A picture as WebP in one width."""

    width: int
    height: int
    data: bytes


def webp_sizes(image: bytes, widths: Sequence[int]) -> list[Size]:
    """The picture in those of the widths that it has, ascending; made in a bounded child. Raises UnacceptableFile."""
    head, _, rest = _by_child("resized", image, widths=list(widths)).partition(b"\n")
    made = []
    for width, height, length in json.loads(head):
        made.append(Size(width, height, rest[:length]))
        rest = rest[length:]
    return made


def _by_child(function: str, image: bytes, **options: Any) -> bytes:
    try:
        made: bytes = bounded.run(f"giaoban.documents.images:{function}", image, limits=IMAGE_LIMITS, **options)
    except bounded.LimitExceeded as problem:
        raise UnacceptableFile("too_many_pixels") from problem
    except bounded.ChildFailed as problem:
        raise UnacceptableFile("too_many_pixels" if problem.code == "too_many_pixels" else "damaged") from problem
    return made


def _kind_of_zip(head: bytes, tail: bytes) -> FileType:
    names = _names_in_zip(tail)
    if any(name.lower().endswith(b"vbaproject.bin") for name in names):
        return FileType.MACRO
    if b"[Content_Types].xml" in names:
        for folder, kind in ((b"word/", FileType.DOCX), (b"xl/", FileType.XLSX), (b"ppt/", FileType.PPTX)):
            if any(name.startswith(folder) for name in names):
                return kind
    if head[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument"):
        return FileType.ODF
    return FileType.ZIP


def _end_of_zip(tail: bytes) -> int | None:
    """Where the end record of an archive begins, if there is one whose comment ends the file."""
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return None
    return at if at + 22 + struct.unpack_from("<H", tail, at + 20)[0] <= len(tail) else None


def _names_in_zip(tail: bytes) -> set[bytes]:
    """Names in the archive's directory, as far as the tail holds it."""
    end = _end_of_zip(tail)
    if end is None:
        return set()
    at = max(0, end - struct.unpack_from("<I", tail, end + 12)[0])
    names: set[bytes] = set()
    try:
        while tail.startswith(b"PK\x01\x02", at) and len(names) < 10_000:
            name, extra, comment = struct.unpack_from("<HHH", tail, at + 28)
            names.add(tail[at + 46 : at + 46 + name])
            at += 46 + name + extra + comment
    except struct.error:
        return names
    return names


def _kind_of_text(head: bytes) -> FileType | None:
    """Text in UTF-8 or marked UTF-16, and which kind of it."""
    sample = head[:SNIFF_BYTES]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = sample.decode("utf-16", errors="ignore")
    else:
        try:
            text = sample.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            if problem.end < len(sample) - 3 or len(head) < SNIFF_BYTES:  # else: only cut within a character
                return None
            text = sample[: problem.start].decode("utf-8-sig")
    if not text.strip() or any(ord(char) < 32 and char not in "\t\n\r\f\x0b" for char in text):
        return None
    root = _first_tag(text[:4096])
    if root in HTML_ROOTS or root == "svg":
        return FileType.SVG if root == "svg" else FileType.HTML
    if "content-type: multipart/related" in text[:4096].replace("\r", "").partition("\n\n")[0].lower():
        return FileType.MHTML
    return FileType.CSV if _is_table(text) else FileType.TXT


def _first_tag(text: str) -> str:
    """Name of the first element, past declarations and comments; "" when text comes first.

    Steps instead of one pattern: a pattern that skips any number of comments can be made to backtrack for ever.
    """
    at = 0
    while True:
        at += len(text) - at - len(text[at:].lstrip())
        for opening, closing in (("<?", "?>"), ("<!--", "-->")):
            if text.startswith(opening, at) and (end := text.find(closing, at)) >= 0:
                at = end + len(closing)
                break
        else:
            tag = re.compile(r"<(?:!doctype\s+)?([a-z]+)", re.IGNORECASE).match(text, at)
            return tag[1].lower() if tag else ""


def _is_table(text: str) -> bool:
    """The first lines hold the same number of one separator."""
    lines = [line for line in text.splitlines()[:6] if line.strip()][:5]
    return len(lines) > 1 and any(
        len({line.count(mark) for line in lines}) == 1 and mark in lines[0] for mark in ",;\t"
    )
