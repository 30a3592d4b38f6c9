"""PDF files with a text layer: lines joined to paragraphs, running heads and feet apart. Runs inside a bounded child."""

import ctypes
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from giaoban.documents.reading.assembly import Assembly, check_size
from giaoban.documents.reading.outcome import UnreadableFile
from giaoban.documents.reading.pdf_lines import Line, Page, paragraphs, part_furniture
from giaoban.documents.reading.sense import is_nonsense

MAX_PAGES = 300
SCAN_LETTERS = 40  # a page with fewer is a picture, perhaps with the stamp of a scanner or a signature
UNMAPPED_SHARE = 0.1
HYPHENS = {2, 0xFFFE}  # what pdfium gives for a hyphen at the end of a line


def parse(data: bytes) -> dict[str, Any]:
    """Text, noise and warnings of a PDF file."""
    document = _open(data)
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableFile("too_many_pages", pages=count, limit=MAX_PAGES)
    pages, scanned, unmapped, size = [], 0, 0, 0
    for number in range(count):
        page, bad, is_scan = _read_page(document, number)
        size = check_size(size + sum(len(line.text) for line in page.lines))
        pages.append(page)
        unmapped += bad
        scanned += is_scan
    letters = "".join(line.text for page in pages for line in page.lines)
    _refuse_senseless(pages, letters, scanned, unmapped)
    body, furniture = part_furniture(pages)
    text = Assembly(warnings=["some_pages_scanned"] if scanned else [])
    for paragraph in paragraphs(body):
        text.add(paragraph)
    for line in furniture:
        text.add(line, noise=True)
    return text.finish()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        if problem.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise UnreadableFile("encrypted", str(problem)) from problem
        raise UnreadableFile("damaged", str(problem)) from problem


def _refuse_senseless(pages: list[Page], letters: str, scanned: int, unmapped: int) -> None:
    if scanned and scanned == sum(1 for page in pages if page.lines or page.has_picture):
        raise UnreadableFile("scan", f"{scanned} of {len(pages)} pages are pictures")
    if unmapped > UNMAPPED_SHARE * max(len(letters), 1) or is_nonsense(letters_apart(pages)):
        raise UnreadableFile("broken_encoding", f"{unmapped} letters without meaning")


def letters_apart(pages: list[Page]) -> str:
    return "\n".join(line.text for page in pages for line in page.lines)


def _read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[Page, int, bool]:
    """A page's lines, how many of its characters mean nothing, and whether it is only a picture."""
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page([], 0.0, has_picture=False), 0, False  # one page that cannot be opened does not cost the others
    lines, unmapped = _lines(text_page)
    bare = sum(len(line.text) for line in lines) < SCAN_LETTERS
    has_picture = (
        bare and next(iter(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None) is not None
    )
    read = Page(lines, page.get_height(), has_picture=has_picture)
    text_page.close()
    page.close()
    return read, unmapped, has_picture


def _lines(text_page: pypdfium2.PdfTextPage) -> tuple[list[Line], int]:
    """Lines as pdfium breaks them, each with its box and the size of its letters."""
    raw, lines, unmapped = text_page.raw, [], 0
    line: list[str] = []
    places: list[int] = []
    for index in range(check_size(text_page.count_chars()) + 1):
        code = pdfium.FPDFText_GetUnicode(raw, index) if index < text_page.count_chars() else 10
        if code in {10, 13}:
            if places:
                lines.append(_line(raw, "".join(line), places[0], places[-1]))
            line, places = [], []
            continue
        if code not in {32, 160} and not pdfium.FPDFText_IsGenerated(raw, index):
            places.append(index)
            unmapped += pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1
        line.append(_char(code))
    return lines, unmapped


def _char(code: int) -> str:
    if code in HYPHENS:
        return "-"
    return "\ufffd" if code < 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


def _line(raw: Any, text: str, first: int, last: int) -> Line:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = (ctypes.byref(left), ctypes.byref(right), ctypes.byref(bottom), ctypes.byref(top))
    pdfium.FPDFText_GetCharBox(raw, last, *box)
    end = right.value
    pdfium.FPDFText_GetCharBox(raw, first, *box)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, first, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(raw, first) * (abs(matrix.d) or abs(matrix.b) or 1.0)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, first, ctypes.byref(x), ctypes.byref(y))
    return Line(" ".join(text.split()), left.value, end, y.value, size or 1.0)
