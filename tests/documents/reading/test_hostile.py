"""Every file made to hurt, or merely wrong, ends within the limits as a refusal with a sentence that says what to do."""

import io
import random
import re
import time
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from giaoban.documents.reading import LIMITS, REFUSALS_VI, UnreadableFile, parse_bytes, read_bytes, read_file
from tests.documents.reading import making
from tests.documents.reading.making import paragraph, pdf, simple_pdf, stream, word


def picture(kind):
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, kind)
    return target.getvalue()


def archive(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return target.getvalue()


def twice_the_same_name():
    with pytest.warns(UserWarning, match="Duplicate name"):
        return word(paragraph("a"), more=[("word/document.xml", b"<x/>")])


def nested_arrays():
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R /X " + "[" * 200_000 + "]" * 200_000 + " >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
    )


def endless_page_tree():
    return pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>")


def endless_form():
    form = stream(
        "/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    return simple_pdf("/X Do", resources="/XObject << /X 6 0 R >>", more=[form])


def many_objects():
    return simple_pdf("BT ET", more=["null"] * 400_000)


def packed_content(megabytes=100):
    # Each drawn letter becomes an object of the page.
    content = zlib.compress(b"BT /F 9 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * (megabytes * 1_000_000 // 22) + b" ET", 9)
    packed = stream(content, "/Filter /FlateDecode")
    return simple_pdf("", more=[packed]).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")


MACRO_TYPE = b'><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'


def declared_with_macros():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", making.CONTENT_TYPES.replace(b"/>", MACRO_TYPE + b"</Types>"))
        made.writestr("word/document.xml", making.document(paragraph("a")))
    return target.getvalue()


def with_broken_bytes():
    made = bytearray(word(paragraph("Kế hoạch " * 500)))
    at = made.find(b"word/document.xml") + 40
    made[at : at + 20] = bytes(20)
    return bytes(made)


CASES = [
    # what, name, content or how to make it, code
    ("nothing", "a.txt", b"", "empty"),
    ("only white space", "a.txt", b" \r\n\t ", "empty"),
    ("only a byte order mark", "a.txt", b"\xef\xbb\xbf", "empty"),
    ("zero bytes in text", "a.txt", b"abc\0def" * 50, "binary"),
    ("only zero bytes", "a.txt", bytes(1000), "binary"),
    ("random bytes", "a.txt", random.Random(1).randbytes(5000), "binary"),
    ("control characters", "a.txt", b"a\x01b\x02c\x03" * 50, "binary"),
    ("more than a file may have", "a.txt", b"a" * (20 * 1024 * 1024 + 1), "too_large"),
    ("more text than may be", "a.txt", b"chu " * 1_500_000, "too_much_text"),
    ("program named as text", "a.txt", b"MZ\x90\0\x03\0\0\0", "wrong_type"),
    ("program", "a.exe", b"\x7fELF\x02\x01\x01\0", "unsupported"),
    ("picture named as word", "a.docx", picture("JPEG"), "wrong_type"),
    ("picture", "a.png", picture("PNG"), "picture"),
    ("pdf named as text", "a.txt", simple_pdf("BT ET"), "wrong_type"),
    ("word named as pdf", "a.pdf", making.word_of("x"), "wrong_type"),
    ("word named as old word", "a.doc", making.word_of("x"), "wrong_type"),
    ("web page named as old word", "a.doc", b"<html><body>Ke hoach</body></html>", "wrong_type"),
    ("web page named as text", "a.txt", b"<!doctype html><p>a", "wrong_type"),
    ("text named as word", "a.docx", b"Ke hoach", "wrong_type"),
    ("archive named as word", "a.docx", archive("a.txt"), "wrong_type"),
    ("archive", "a.zip", archive("a.txt"), "unsupported"),
    ("rich text", "a.rtf", b"{\\rtf1 a}", "unsupported"),
    ("rich text named as old word", "a.doc", b"{\\rtf1 a}", "wrong_type"),
    ("workbook", "a.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "unsupported"),
    (
        "saved page in one file",
        "a.mht",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n",
        "web_archive",
    ),
    ("old word", "a.doc", making.old_word(), "old_office"),
    ("old word named as word", "a.docx", making.old_word(), "old_office"),
    ("word with a password", "a.docx", making.with_password(), "encrypted"),
    ("word with encrypted parts", "a.docx", making.encrypted_entry(), "encrypted"),
    ("word with a macro", "a.docx", word(paragraph("a"), more=[("word/vbaProject.bin", b"x")]), "macro"),
    ("word with a macro, named so", "a.docm", word(paragraph("a"), more=[("word/vbaProject.bin", b"x")]), "macro"),
    ("word declared with macros", "a.docx", declared_with_macros, "macro"),
    ("word cut off", "a.docx", making.word_of("x" * 1000)[:5000], "damaged"),
    ("word, only its beginning", "a.docx", b"PK\x03\x04", "damaged"),
    ("word with broken bytes", "a.docx", with_broken_bytes, "damaged"),
    ("word without its text", "a.docx", archive("[Content_Types].xml", "word/styles.xml"), "damaged"),
    ("word with broken xml", "a.docx", word(whole=b"<w:document"), "damaged"),
    ("word that is empty", "a.docx", making.word_of(), "empty"),
    ("word of pictures", "a.docx", word("<w:p/>", more=[("word/media/image1.jpeg", b"x")]), "scan"),
    ("word that unpacks to 200 MB of text", "a.docx", making.bomb, "too_much_text"),
    ("word that unpacks to 60 MB of nothing", "a.docx", lambda: word("<w:r/>" * 10_000_000), "zip_bomb"),
    ("word that lies about its size", "a.docx", making.lying_bomb, "damaged"),
    ("word of overlapping entries", "a.docx", making.overlapping, "zip_bomb"),
    ("word of 30,000 entries", "a.docx", lambda: word("", more=[(f"x/{n}", b"") for n in range(30_000)]), "zip_bomb"),
    ("word with an archive for text", "a.docx", lambda: word(whole=making.bomb(1)), "damaged"),
    ("word with an unusual packing", "a.docx", word(paragraph("a"), compression=zipfile.ZIP_LZMA), "damaged"),
    ("billion laughs", "a.docx", making.laughs, "hostile"),
    ("external entity", "a.docx", making.external_entity, "hostile"),
    ("entry outside the package", "a.docx", word(paragraph("a"), more=[("../../etc/cron.d/x", b"x")]), "hostile"),
    ("entry at the root", "a.docx", word(paragraph("a"), more=[("/etc/passwd", b"x")]), "hostile"),
    ("two parts of one name", "a.docx", twice_the_same_name, "hostile"),
    ("elements a million deep", "a.docx", lambda: word("<w:p>" * 500_000), "hostile"),
    ("a million empty paragraphs", "a.docx", lambda: word("<w:p/>" * 1_000_000), "empty"),
    ("a million paragraphs", "a.docx", lambda: word("<w:p><w:r><w:t>chu</w:t></w:r></w:p>" * 1_000_000), "zip_bomb"),
    (
        "word that is also a pdf",
        "a.docx",
        lambda: word(paragraph("a"))[:30] + b"%PDF-1.7" + word(paragraph("a"))[30:],
        "hostile",
    ),
    ("pdf that is also an archive", "a.pdf", simple_pdf("BT ET") + archive("a"), "hostile"),
    ("pdf that is also a web page", "a.pdf", b"%PDF-1.7\n<html><script>1</script>" + simple_pdf("BT ET"), "hostile"),
    ("pdf with a password", "a.pdf", making.locked_pdf(), "encrypted"),
    ("pdf of pictures", "a.pdf", making.scanned_pdf(), "scan"),
    ("pdf of pictures with a stamp", "a.pdf", making.scanned_pdf(stamp="Scanned by CamScanner"), "scan"),
    ("pdf without a word", "a.pdf", simple_pdf("BT ET"), "empty"),
    (
        "pdf without pages",
        "a.pdf",
        pdf("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"),
        "damaged",
    ),
    (
        "pdf whose letters mean nothing",
        "a.pdf",
        lambda: making.without_letters(making.typeset("Kế hoạch giao ban " * 40)),
        "broken_encoding",
    ),
    ("pdf of 400 pages", "a.pdf", simple_pdf("BT ET", pages=400), "too_many_pages"),
    (
        "pdf that claims a billion pages",
        "a.pdf",
        simple_pdf("BT ET").replace(b"/Count 1 ", b"/Count 999999999 "),
        "empty",
    ),
    ("pdf cut off", "a.pdf", simple_pdf("BT ET")[:200], "damaged"),
    ("pdf, only its mark", "a.pdf", b"%PDF-1.7\n", "damaged"),
    ("pdf of noise", "a.pdf", b"%PDF-1.7\n" + random.Random(2).randbytes(100_000), "damaged"),
    ("pdf of deep arrays", "a.pdf", nested_arrays, "damaged"),
    ("pdf with an endless tree of pages", "a.pdf", endless_page_tree, "empty"),
    ("pdf with a form that draws itself", "a.pdf", endless_form, "damaged"),
    ("pdf of 400,000 objects", "a.pdf", many_objects, "empty"),
    ("pdf that unpacks to 100 MB", "a.pdf", packed_content, "damaged"),
    ("page without words", "a.html", b"<html><body><script>render()</script></body></html>", "empty_page"),
    ("page with zero bytes", "a.html", b"<p>a" + bytes(100), "binary"),
    ("page of noise", "a.html", random.Random(3).randbytes(5000), "binary"),
    ("page of frames", "a.html", b"<html><frameset><frame src=a.html></frameset></html>", "empty_page"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "content", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_file_is_refused_within_the_limits(name, content, code):
    data = content() if callable(content) else content
    started = time.monotonic()

    with pytest.raises(UnreadableFile) as refused:
        read_bytes(data, name=name)

    assert time.monotonic() - started < LIMITS.wall_seconds + 2
    assert refused.value.code == code
    assert re.search("Hãy|hãy", refused.value.message_vi)
    assert "{" not in refused.value.message_vi


def test_file_on_disk_is_read_only_as_far_as_needed(tmp_path):
    large = tmp_path / "lon.txt"
    with large.open("wb") as file:
        file.truncate(10 * 1024**3)  # takes no room on the disk

    with pytest.raises(UnreadableFile) as refused:
        read_file(large)

    assert refused.value.code == "too_large"


def test_missing_file_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "khong-co.txt")


def test_every_refusal_says_what_to_do():
    fields = {"limit_mb": 5, "pages": 9, "limit": 3, "type_vi": "ảnh", "extension": ".pdf"}

    for code in REFUSALS_VI:
        sentence = UnreadableFile(code, **fields).message_vi

        assert re.search("Hãy|hãy", sentence), code
        assert sentence.endswith("."), code


GOOD = {
    "txt": "Kế hoạch giao ban quý IV".encode(),
    "docx": making.word_of("Kế hoạch giao ban", "quý IV"),
    "pdf": simple_pdf("BT /F 12 Tf 50 700 Td (Ke hoach giao ban quy bon) Tj ET"),
    "html": "<html><body><p>Kế hoạch giao ban</p></body></html>".encode(),
}


@pytest.mark.parametrize("kind", GOOD)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_damage_anywhere_is_read_or_refused_by_name(kind, data):
    broken = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at] = data.draw(st.integers(0, 255))
    broken = broken[: data.draw(st.integers(1, len(broken)))]

    code, text = "", ""
    try:
        text = parse_bytes(bytes(broken), name=f"a.{kind}").text
    except UnreadableFile as refused:
        code = refused.code

    assert bool(text) != (code in REFUSALS_VI)
