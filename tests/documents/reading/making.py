"""Files made for tests, byte by byte where they are meant to be wrong."""

import io
import os
import struct
import zipfile
import zlib

import docx
import typst

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def paragraph(text, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body, before=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode()


def relations(**targets):
    rows = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'.encode()


def word(body="", *, whole=None, more=(), related=None, compression=zipfile.ZIP_DEFLATED):
    """A minimal Word file around a body of XML, with more parts as (name, bytes)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("word/document.xml", document(body) if whole is None else whole)
        if related:
            archive.writestr("word/_rels/document.xml.rels", relations(**related))
        for name, content in more:
            archive.writestr(name, content)
    return target.getvalue()


def saved(made):
    """Bytes of a document of python-docx."""
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def word_of(*paragraphs):
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    return saved(made)


def bomb(megabytes=200):
    return word(whole=document(paragraph("A" * 1_000_000) * megabytes))


def lying_bomb():
    """The directory says that the part unpacks to 100 bytes; it unpacks to 50 MB."""
    packed = bytearray(word(whole=document(paragraph("A" * 1_000_000) * 50)))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.find(mark, packed.find(mark) + 4)
        struct.pack_into("<I", packed, at + offset, 100)
    return bytes(packed)


def overlapping(entries=500):
    """Many entries of the directory that unpack the same bytes (a zip bomb without recursion)."""
    body = zlib.compress(b"A" * 1_000_000)[2:-4]
    name = b"word/document.xml"
    first = (
        struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(body), 1_000_000, len(name), 0) + name + body
    )
    directory = b""
    for place in range(entries):
        alias = name if place == 0 else b"word/copy%05d.xml" % place
        entry = struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            0,
            len(body),
            1_000_000,
            len(alias),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        directory += entry + alias
    alias = b"[Content_Types].xml"
    directory += (
        struct.pack(
            "<4sHHHHHHIIIHHHHHII",
            b"PK\x01\x02",
            20,
            20,
            0,
            8,
            0,
            0,
            0,
            len(body),
            1_000_000,
            len(alias),
            0,
            0,
            0,
            0,
            0,
            0,
        )
        + alias
    )
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries + 1, entries + 1, len(directory), len(first), 0)
    return first + directory + end


def laughs():
    entities = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return word(whole=document(paragraph("&a11;"), before=f"<!DOCTYPE x [{entities}]>"))


def external_entity():
    return word(whole=document(paragraph("&x;"), before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))


def with_password():
    """What Word makes of a file with a password: an OLE container with a stream of this name."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)


def old_word():
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(1000)


def encrypted_entry():
    packed = bytearray(word(paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(mark, at + 4)
    return bytes(packed)


def pdf(*objects, trailer="/Root 1 0 R"):
    """A PDF of numbered objects (text or bytes) with a right cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += (
            f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
        )
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def stream(content, more=""):
    data = content if isinstance(content, bytes) else content.encode("latin-1")
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


def simple_pdf(content, *, resources="/Font << /F 5 0 R >>", pages=1, more=()):
    """One content stream on every page, in Helvetica (object 5); further objects from 6 on."""
    kids = " ".join(f"{6 + len(more) + n} 0 R" for n in range(pages))
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << {resources} >> >>"
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "null",
        stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
        *[page] * pages,
    )


def scanned_pdf(pages=2, stamp=""):
    picture = stream(
        b"\xff" * 64, "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    content = "q 595 0 0 842 0 0 cm /I Do Q" + (f" BT /F 8 Tf 20 20 Td ({stamp}) Tj ET" if stamp else "")
    return simple_pdf(content, resources="/Font << /F 5 0 R >> /XObject << /I 6 0 R >>", pages=pages, more=[picture])


def locked_pdf():
    return simple_pdf("BT /F 12 Tf 50 700 Td (secret) Tj ET").replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >> /ID [<00> <00>]",
    )


def typeset(source):
    """A PDF with embedded Vietnamese letters, from typst's markup."""
    head = '#set page(paper: "a4", margin: (left: 3cm, right: 2cm, y: 2.5cm))\n#set text(size: 14pt)\n#set par(justify: true)\n'
    return typst.compile((head + source).encode())


def without_letters(made):
    """The same PDF, its fonts robbed of the table from glyphs to letters: it looks right and copies as nonsense."""
    return made.replace(b"/ToUnicode", b"/XoUnicode")


def work_of(act):
    """Processor seconds of this process and its children: what the act costs, whatever else the machine does."""
    before = os.times()
    act()
    return sum(os.times()[:4]) - sum(before[:4])
