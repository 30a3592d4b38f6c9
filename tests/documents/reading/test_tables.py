"""Workbooks and tables as text become rows, with the values that people see; what is hostile ends with a sentence."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from giaoban.documents.reading import sheets
from giaoban.documents.reading.tables import TABLE_REFUSALS_VI, Cell, UnreadableTable, read_table
from tests.documents.reading import making


def workbook(change=None, **cells):
    """A workbook with these cells (A1=…) on one sheet."""
    made = Workbook()
    for name, value in cells.items():
        made.active[name] = value
    if change:
        change(made)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def repacked(data, **changes):
    """The same package with parts replaced or added; a value that can be called changes what stood there."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, content in changes.items():
            parts[name] = content(parts[name]) if callable(content) else content
        for name, content in parts.items():
            new.writestr(name, content)
    return target.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(A1="Nhiệm vụ")


def cells_of(data, name="a.xlsx"):
    (sheet,) = read_table(data, name=name).sheets
    return {(row.number, column): cell for row in sheet.rows for column, cell in row.cells.items()}


# --- What is read -----------------------------------------------------------------------------------------------------


def test_a_cell_is_the_value_that_people_see():
    found = cells_of(workbook(A1="Rà soát", B1=3, C1=2.5, D1=dt.date(2021, 11, 30), E1=True, G2="x"))

    assert found == {
        (1, 1): Cell("text", "Rà soát"),
        (1, 2): Cell("number", "3"),
        (1, 3): Cell("number", "2.5"),
        (1, 4): Cell("day", "2021-11-30"),
        (1, 5): Cell("text", "TRUE"),
        (2, 7): Cell("text", "x"),
    }


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    def old_mac(made):
        made.epoch = dt.datetime(1904, 1, 1)

    assert cells_of(workbook(old_mac, A1=dt.date(2021, 11, 30)))[1, 1] == Cell("day", "2021-11-30")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd/mm/yyyy", "day"),
        ('"ngày" dd "tháng" mm', "day"),
        ("[$-42A]d mmmm yyyy", "day"),
        ("0.00", "number"),
        ('0 "dồng"', "number"),
        ("hh:mm", "number"),
    ],
)
def test_only_a_format_of_days_makes_a_number_a_day(code, kind):
    def formatted(made):
        made.active["A1"].number_format = code

    assert cells_of(workbook(formatted, A1=44530))[1, 1].kind == kind


def test_a_formula_counts_by_the_value_that_was_kept():
    data = repacked(
        workbook(A1="=B1", B1="x"),
        **{
            SHEET: lambda part: (
                part.replace(b"<v />", b"<v>7</v>").replace(b"<v></v>", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>")
            )
        },
    )

    assert cells_of(data)[1, 1] == Cell("number", "7")
    assert read_table(data, name="a.xlsx").sheets[0].formulas == {(1, 1)}
    assert cells_of(workbook(A1="=B1", B1="x"))[1, 1] == Cell("formula", "")


def test_an_error_is_told_as_one():
    assert cells_of(workbook(A1="#REF!"))[1, 1] == Cell("error", "#REF!")


def test_hidden_sheets_rows_and_columns_and_merged_areas_are_told():
    def hide(made):
        page = made.active
        page.row_dimensions[2].hidden = True
        page.column_dimensions["C"].hidden = True
        page.merge_cells("A1:A3")
        other = made.create_sheet("Nháp")
        other["A1"], other.sheet_state = "y", "veryHidden"

    first, second = read_table(workbook(hide, A1="x", A2="y", B2="z", C1="c"), name="a.xlsx").sheets

    assert [row.hidden for row in first.rows] == [False, True]
    assert (first.merged, first.hidden_columns) == (((1, 1, 3, 1),), (3,))
    assert (first.hidden, second.name, second.hidden) == (False, "Nháp", True)


def test_empty_rows_take_no_room():
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 150_000))
    data = repacked(PLAIN, **{SHEET: lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})

    assert list(cells_of(data)) == [(1, 1)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_as_text_is_read_whatever_separates_its_cells(separator):
    text = f'STT{separator}Nội dung\n1{separator}"Họp;, bàn\ntiếp"\n\n2{separator}Báo cáo\n'

    found = cells_of(text.encode("utf-8-sig"), name="a.csv")

    assert found[1, 2] == Cell("text", "Nội dung")
    assert found[2, 2] == Cell("text", "Họp;, bàn\ntiếp")
    assert found[5, 2] == Cell("text", "Báo cáo")


def test_a_table_as_text_in_an_encoding_of_windows_is_read():
    assert cells_of("STT;Nội dung\n1;Rà soát".encode("utf-16"), name="a.csv")[2, 2].value == "Rà soát"


# --- What is refused --------------------------------------------------------------------------------------------------


def with_part(name, content=b"x"):
    return repacked(PLAIN, **{name: content})


def declared(kind):
    return repacked(
        PLAIN,
        **{"[Content_Types].xml": lambda part: part.replace(b"spreadsheetml.sheet.main", kind)},
    )


def bomb():
    sheet = (
        b'<worksheet><sheetData><row><c t="str"><v>' + b"A" * 200_000_000 + b"</v></c></row></sheetData></worksheet>"
    )
    return repacked(PLAIN, **{SHEET: sheet})


def a_million_empty_rows():
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 1_048_577))
    return repacked(PLAIN, **{SHEET: lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})


def more_rows_than_are_taken():
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(2, sheets.MAX_ROWS + 3))
    return repacked(PLAIN, **{SHEET: lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})


def with_shared(words):
    relation = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    related = "xl/_rels/workbook.xml.rels"
    return {"xl/sharedStrings.xml": words, related: lambda part: part.replace(b"</Relationships>", relation)}


def no_shared_string():
    body = b'<worksheet><sheetData><row><c t="s"><v>3</v></c></row></sheetData></worksheet>'
    return repacked(PLAIN, **{SHEET: body, **with_shared(b"<sst/>")})


def one_long_text_named_often():
    shared = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
        + b"A" * 30_000
        + b"</t></si></sst>"
    )
    rows = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _ in range(15_000))
    body = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    return repacked(PLAIN, **{SHEET: body, **with_shared(shared)})


def pdf_in_front():
    return b"%PDF-1.4\n" + PLAIN


def page_within():
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        new.writestr("a.html", "<html><script>alert(1)</script>")
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return target.getvalue()


def doctype():
    return repacked(PLAIN, **{SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'})


PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
CASES = [
    # what, name, content or how to make it, code, words of the sentence
    ("nothing", "a.xlsx", b"", "empty", "không có ô nào"),
    ("no cell with a value", "a.xlsx", workbook(), "empty", "không có ô nào"),
    ("macro", "a.xlsx", with_part("xl/vbaProject.bin"), "macro", "macro"),
    ("macro, named so", "a.xlsm", with_part("xl/vbaProject.bin"), "macro", "macro"),
    ("declared with macros", "a.xlsx", declared(b"sheet.macroEnabled.main"), "macro", "macro"),
    ("macros of the old kind", "a.xlsx", with_part("xl/macrosheets/sheet1.xml"), "macro", "macro"),
    ("password", "a.xlsx", PROTECTED, "encrypted", "mật khẩu"),
    ("old workbook", "a.xls", PROTECTED[:8] + bytes(1200), "old_office", ".xls"),
    ("binary workbook", "a.xlsx", with_part("xl/workbook.bin"), "binary_workbook", ".xlsb"),
    ("links to another file", "a.xlsx", with_part("xl/externalLinks/externalLink1.xml"), "external_links", "liên kết ra ngoài"),
    ("data from a server", "a.xlsx", with_part("xl/connections.xml"), "external_links", "liên kết ra ngoài"),
    ("unpacks beyond measure", "a.xlsx", bomb, "zip_bomb", "bung ra"),
    ("a million empty rows", "a.xlsx", a_million_empty_rows, "too_many_rows", "dòng trống"),
    ("more rows than are taken", "a.xlsx", more_rows_than_are_taken, "too_many_rows", "20000"),
    ("one long text named often", "a.xlsx", one_long_text_named_often, "too_much_text", "quá nhiều chữ"),
    ("too many columns", "a.xlsx", workbook(DA1="x"), "too_many_columns", "100 cột"),
    ("pdf in front of a workbook", "a.xlsx", pdf_in_front, "hostile", "cố ý"),
    ("web page within a workbook", "a.xlsx", page_within, "hostile", "cố ý"),
    ("document type", "a.xlsx", doctype, "hostile", "cố ý"),
    ("cut off", "a.xlsx", PLAIN[:-200], "damaged", "hỏng"),
    ("no workbook within", "a.xlsx", with_part("xl/workbook.xml", b"<"), "damaged", "hỏng"),
    ("a shared string that is not there", "a.xlsx", no_shared_string, "damaged", "hỏng"),
    ("word file", "a.docx", making.word_of("x"), "unsupported", ".xlsx"),
    ("word file named as a workbook", "a.xlsx", making.word_of("x"), "wrong_type", "Word"),
    ("web page named as a workbook", "a.xls", b"<html><table><tr><td>STT</td></tr></table></html>", "wrong_type", "trang web"),
    ("web page", "a.html", b"<html><table></table></html>", "unsupported", "trang web"),
    ("text in an old font", "a.csv", "STT;Nội dung".encode() + b"\nN\xe9i \xae\xb8ng" * 200, "legacy_encoding", "bảng mã cũ"),
    ("a quotation that never ends", "a.csv", b'STT,"' + b"a" * 200_000, "quotes", "ngoặc kép"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "name", "content", "code", "words"), CASES, ids=[case[0] for case in CASES])
def test_what_is_wrong_or_hostile_ends_with_a_sentence(what, name, content, code, words):
    with pytest.raises(UnreadableTable) as refused:
        read_table(content() if callable(content) else content, name=name)

    assert (refused.value.code, words in refused.value.message_vi) == (code, True), refused.value.message_vi


def test_each_refusal_of_a_table_says_what_to_do():
    for code, sentence in TABLE_REFUSALS_VI.items():
        assert "Hãy" in sentence or "hãy" in sentence or "OCR" in sentence, code
