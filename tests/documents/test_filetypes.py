"""What a handed-in file really is, under which name it is kept, and that a picture tells nothing but itself."""

import io
import struct
import unicodedata
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from giaoban.documents.filetypes import (
    NAME_BYTES,
    SNIFF_BYTES,
    FileType,
    UnacceptableFile,
    judge_evidence,
    safe_name,
    sniff,
    strip_metadata,
)


def packed(*names, first=b""):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, first or b"x")
    return target.getvalue()


def picture(kind="JPEG", size=(40, 20), **options):
    target = io.BytesIO()
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    image.save(target, kind, **options)
    return target.getvalue()


def movie(brand=b"isom"):
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\2\0" + b"isommp41" + b"\0" * 40


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
DOCX = packed("[Content_Types].xml", "word/document.xml")
XLSX = packed("[Content_Types].xml", "xl/workbook.xml")

KINDS = [
    (PDF, FileType.PDF),
    (DOCX, FileType.DOCX),
    (XLSX, FileType.XLSX),
    (packed("[Content_Types].xml", "ppt/presentation.xml"), FileType.PPTX),
    (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), FileType.MACRO),
    (packed("mimetype", first=b"application/vnd.oasis.opendocument.text"), FileType.ODF),
    (packed("a.txt"), FileType.ZIP),
    (packed(), FileType.ZIP),
    (b"PK\x03\x04 cut off", FileType.ZIP),
    (picture("JPEG"), FileType.JPEG),
    (picture("PNG"), FileType.PNG),
    (picture("WEBP"), FileType.WEBP),
    (picture("GIF"), FileType.OTHER_IMAGE),
    (picture("BMP"), FileType.OTHER_IMAGE),
    (movie(), FileType.MP4),
    (movie(b"heic"), FileType.HEIC),
    (movie(b"????"), None),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500, FileType.OLE),
    (b"{\\rtf1 abc}", FileType.RTF),
    (b"Rar!\x1a\x07\0", FileType.ARCHIVE),
    (b"MZ\x90\0\x03\0", FileType.PROGRAM),
    (b"MZ la mot chu viet tat", FileType.TXT),
    ("Kế hoạch tháng 5\nHội họp".encode(), FileType.TXT),
    ("\ufeffKế hoạch".encode(), FileType.TXT),
    ("Kế hoạch".encode("utf-16"), FileType.TXT),
    ("Tên,Số\nHội Nông dân,5\nHội Phụ nữ,7\n".encode(), FileType.CSV),
    ("Tên\tSố\nĐoàn\t5".encode(), FileType.CSV),
    (b"<!DOCTYPE html><p>x", FileType.HTML),
    (b"<?xml version='1.0'?><!-- a --><!-- b -->\n<html>", FileType.HTML),
    (b"<?xml version='1.0'?><!DOCTYPE svg><svg><script>alert(1)</script></svg>", FileType.SVG),
    (b"<svg onload=alert(1)>", FileType.SVG),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", FileType.MHTML),
    (b"a\0b", None),
    (b"\x81\x82\x83", None),
    (b"", None),
    (b"  \n", None),
]


@pytest.mark.parametrize(("data", "kind"), KINDS)
def test_type_is_told_by_content(data, kind):
    assert sniff(data) is kind


def test_large_file_is_told_by_its_two_ends():
    big = packed("[Content_Types].xml", "word/document.xml", first=b"x" * 400_000)

    assert sniff(big[:SNIFF_BYTES], big[-SNIFF_BYTES:]) is FileType.DOCX


def test_text_cut_within_a_letter_is_still_text():
    assert sniff(("a" + "ế" * SNIFF_BYTES).encode()[:SNIFF_BYTES]) is FileType.TXT


def test_endless_comments_do_not_make_sniffing_slow():
    assert sniff(b"<!-- -->" * 8000 + b"x") is FileType.TXT


@given(st.binary(max_size=300))
def test_any_bytes_have_a_type_or_none(data):
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\xff\xd8\xff", b"RIFF1234WEBP"):
        kind = sniff(start + data, data + b"PK\x05\x06" + data)

        assert kind is None or isinstance(kind, FileType)


JPEG = picture("JPEG")
REFUSED = [
    ("jpeg that is also a pdf", "a.jpg", JPEG[:20] + b"%PDF-1.4" + JPEG[20:], "polyglot"),
    ("jpeg that is also an archive", "a.jpg", JPEG + packed("evil.class"), "polyglot"),
    ("jpeg with a web page in it", "a.jpg", JPEG[:20] + b"<SCRIPT>alert(1)</SCRIPT>" + JPEG[20:], "polyglot"),
    ("png with php at its end", "a.png", picture("PNG") + b"<?php system($_GET[0]);", "polyglot"),
    ("pdf that is also an archive", "a.pdf", PDF + packed("a.txt"), "polyglot"),
    ("pdf that is also a web page", "a.pdf", b"%PDF-1.4\n<html><script>1</script>" + PDF, "polyglot"),
    ("archive that is also a pdf", "a.docx", DOCX[:30] + b"%PDF-1.4" + DOCX[30:], "polyglot"),
    ("text that is also a pdf", "a.txt", b"abc %PDF-1.4", "polyglot"),
    ("movie that is also a web page", "a.mp4", movie() + b"<html>", "polyglot"),
    ("pdf named as picture", "a.jpg", PDF, "wrong_type"),
    ("picture named as pdf", "a.pdf", JPEG, "wrong_type"),
    ("workbook named as word", "a.docx", XLSX, "wrong_type"),
    ("no extension", "tep", PDF, "wrong_type"),
    ("second extension", "anh.jpg.exe", JPEG, "wrong_type"),
    ("drawing with a script", "a.svg", b"<svg><script>alert(1)</script></svg>", "not_evidence"),
    ("web page", "a.html", b"<html><body>", "not_evidence"),
    ("web page named as text", "a.txt", b"<html><body>", "not_evidence"),
    ("program", "a.pdf", b"MZ\x90\0\x03\0", "not_evidence"),
    ("archive", "a.zip", packed("a"), "not_evidence"),
    ("macro", "a.docx", packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macro"),
    ("telephone picture", "a.heic", movie(b"heic"), "heic"),
    ("empty", "a.txt", b"", "unknown_type"),
    ("noise", "a.txt", b"\x81\x00\x82", "unknown_type"),
]


@pytest.mark.parametrize(("name", "data", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_evidence_is_refused_with_a_sentence(name, data, code):
    with pytest.raises(UnacceptableFile) as refused:
        judge_evidence(data, name=name)

    assert refused.value.code == code
    assert "Hãy" in refused.value.message_vi
    assert "{" not in refused.value.message_vi


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("Biên bản.PDF", PDF, FileType.PDF),
        ("a.docx", DOCX, FileType.DOCX),
        ("anh.jpeg", JPEG, FileType.JPEG),
        ("bang.csv", b"khong co dau phan cach", FileType.TXT),
        ("bang.txt", b"a,b\n1,2\n", FileType.CSV),
        ("phim.mp4", movie(), FileType.MP4),
    ],
)
def test_evidence_is_accepted_under_its_own_extension(name, data, kind):
    assert judge_evidence(data, name=name) is kind


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Kế hoạch số 12.docx", "Kế hoạch số 12.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Lan\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\0b\n.txt", "ab.txt"),
        (".htaccess", "htaccess"),
        ("...", "tep"),
        ("", "tep"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("lpt¹.tar.gz", "_lpt¹.tar.gz"),
        ("ảnh\u202egpj.exe", "ảnhgpj.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("tên \udcff.txt", "tên.txt"),
        ("a.txt. . ", "a.txt"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_name_is_made_safe(given_name, kept):
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_safe_name_is_short_and_stays_as_it_is(name):
    safe = safe_name(name)

    assert 0 < len(safe.encode()) <= NAME_BYTES
    assert safe_name(safe) == safe
    assert not safe.startswith(".")
    assert not set(safe) & set('/\\\0<>:"|?*')


def test_long_vietnamese_name_is_cut_between_letters():
    safe = safe_name("ế" * 200 + ".docx")

    assert safe == "ế" * 38 + ".docx"


def traces():
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "MayAnhRieng"
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (16.0, 45.0, 30.0)
    return exif


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_loses_its_traces_and_stands_upright(kind):
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "MayAnhRieng")
    options = {"pnginfo": told} if kind == "PNG" else {"xmp": b"<x>MayAnhRieng</x>"}
    if kind == "JPEG":
        options["comment"] = b"MayAnhRieng"
    original = picture(kind, exif=traces(), **options)
    assert b"MayAnhRieng" in original

    clean = strip_metadata(original)

    image = Image.open(io.BytesIO(clean))
    assert b"MayAnhRieng" not in clean
    assert not dict(image.getexif())
    assert image.format == kind
    assert image.size == (20, 40)
    assert image.convert("RGB").getpixel((10, 5))[1] < 60  # the red half is on top now


def test_picture_of_two_lenses_keeps_its_first():
    target = io.BytesIO()
    first, second = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    first.save(target, "MPO", save_all=True, append_images=[second])

    clean = Image.open(io.BytesIO(strip_metadata(target.getvalue())))

    assert clean.format == "JPEG"
    assert clean.getpixel((4, 4))[0] > 200


def test_transparent_picture_stays_transparent():
    target = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(target, "PNG")

    clean = Image.open(io.BytesIO(strip_metadata(target.getvalue())))

    assert clean.getpixel((0, 0))[3] == 0


def flood(width=60_000, height=60_000):
    """A PNG of a few bytes that claims to unpack to gigabytes."""
    small = bytearray(picture("PNG", size=(8, 8)))
    struct.pack_into(">II", small, 16, width, height)
    struct.pack_into(">I", small, 29, zlib.crc32(small[12:29]))
    return bytes(small)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (flood(), "too_many_pixels"),
        (flood(7000, 7000), "damaged"),
        (JPEG[: len(JPEG) // 2], "damaged"),
        (b"\xff\xd8\xff", "damaged"),
        (b"", "damaged"),
        (PDF, "damaged"),
        (picture("GIF"), "damaged"),
    ],
    ids=["flood", "claims more than it has", "cut off", "only a beginning", "empty", "not a picture", "other format"],
)
def test_bad_picture_is_refused(data, code):
    with pytest.raises(UnacceptableFile) as refused:
        strip_metadata(data)

    assert refused.value.code == code
