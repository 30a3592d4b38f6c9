"""Word files: what a reader sees on the page, in its order, with the numbers that Word draws."""

import io
import zipfile

import docx
import pytest

from giaoban.documents.reading import parse_bytes, read_bytes
from tests.documents.reading.making import WORD, document, paragraph, saved, word, word_of, work_of


def text_of(data):
    return parse_bytes(data, name="a.docx").text


def noise_of(read):
    return [read.text[start:end] for start, end in read.noise]


def test_paragraphs_lists_and_tables_come_in_their_order():
    made = docx.Document()
    made.add_heading("Kế hoạch giao ban", 1)
    made.add_paragraph("Đề nghị các đơn vị:")
    for duty in ("Rà soát", "Báo cáo", "Tổng hợp"):
        made.add_paragraph(duty, style="List Number")
    made.add_paragraph("Tuyên truyền", style="List Bullet")
    table = made.add_table(2, 2)
    for row, cells in enumerate((("Nội dung", "Đơn vị"), ("Rà soát", "Hội Nông dân"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    made.add_paragraph("Nơi nhận")

    read = read_bytes(saved(made), name="Kế hoạch.docx")

    assert read.kind == "docx"
    assert read.text.split("\n") == [
        "Kế hoạch giao ban",
        "Đề nghị các đơn vị:",
        "1. Rà soát",
        "2. Báo cáo",
        "3. Tổng hợp",
        "- Tuyên truyền",
        "Nội dung\tĐơn vị",
        "Rà soát\tHội Nông dân",
        "Nơi nhận",
    ]


def test_cell_of_several_lines_puts_the_row_below_each_other():
    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "ỦY BAN MẶT TRẬN"
    table.cell(0, 0).add_paragraph("Số: 12/KH")
    table.cell(0, 1).text = "Độc lập - Tự do"

    assert text_of(saved(made)) == "ỦY BAN MẶT TRẬN\nSố: 12/KH\nĐộc lập - Tự do"


def test_running_heads_and_feet_are_noise():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Văn phòng Tỉnh ủy"
    made.sections[0].footer.paragraphs[0].text = "Lưu hành nội bộ"
    made.add_paragraph("Kết luận hội nghị")

    read = parse_bytes(saved(made), name="a.docx")

    assert read.text == "Văn phòng Tỉnh ủy\nKết luận hội nghị\nLưu hành nội bộ"
    assert noise_of(read) == ["Văn phòng Tỉnh ủy", "Lưu hành nội bộ"]


def test_what_was_struck_out_is_left_out_and_what_was_added_stays():
    body = (
        "<w:p><w:r><w:t>Hạn </w:t></w:r><w:del><w:r><w:delText>15/11</w:delText><w:t>15/11</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>30/11</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> cũ</w:t></w:r></w:moveFrom></w:p>"
    )

    assert text_of(word(body)) == "Hạn 30/11"


def test_paragraphs_whose_break_was_struck_out_are_one():
    body = paragraph("Đề nghị ", "<w:rPr><w:del/></w:rPr>") + paragraph("rà soát")

    assert text_of(word(body)) == "Đề nghị rà soát"


def test_hidden_text_and_formulas_of_fields_are_left_out():
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r></w:p>'
    )

    assert text_of(word(body)) == "hiện"


def test_tabs_breaks_and_hyphens_of_a_line_are_kept():
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Số</w:t><w:tab/><w:t>12</w:t><w:noBreakHyphen/>"
        "<w:t>KH</w:t><w:br/><w:t>dòng hai</w:t></w:r></w:p>"
    )

    assert text_of(word(body)) == "Số\t12-KH\ndòng hai"


def test_text_box_is_read_once():
    box = f'<w:txbxContent xmlns:w="{WORD}"><w:p><w:r><w:t>trong khung</w:t></w:r></w:p></w:txbxContent>'
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>ngoài khung</w:t></w:r></w:p>"
    )

    assert text_of(word(body)) == "trong khung\nngoài khung"


def test_table_of_contents_is_noise():
    read = parse_bytes(word(paragraph("Rà soát 3", '<w:pStyle w:val="TOC1"/>') + paragraph("Rà soát")), name="a.docx")

    assert noise_of(read) == ["Rà soát 3"]


def test_footnotes_follow_the_text():
    notes = (
        document("")
        .replace(b"w:document", b"w:footnotes")
        .replace(b"<w:body></w:body>", paragraph("Nghị quyết 01").encode())
    )
    made = word(paragraph("Thân bài"), more=[("word/footnotes.xml", notes)], related={"footnotes": "footnotes.xml"})

    assert text_of(made) == "Thân bài\nNghị quyết 01"


def numbered(level, text):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')


def level(place, form, text, start=1):
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def list_of(*levels, override=""):
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="3">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="7"><w:abstractNumId w:val="3"/>{override}</w:num></w:numbering>'
    )
    return {"more": [("word/numbering.xml", numbering.encode())], "related": {"numbering": "numbering.xml"}}


@pytest.mark.parametrize(
    ("form", "text", "labels"),
    [
        ("decimal", "%1.", ["1.", "2."]),
        ("decimal", "Điều %1:", ["Điều 1:", "Điều 2:"]),
        ("decimalZero", "%1)", ["01)", "02)"]),
        ("lowerLetter", "%1)", ["a)", "b)"]),
        ("upperLetter", "%1.", ["A.", "B."]),
        ("upperRoman", "%1.", ["I.", "II."]),
        ("lowerRoman", "%1.", ["i.", "ii."]),
        ("bullet", "\uf0b7", ["-", "-"]),
        ("bullet", "+", ["+", "+"]),
        ("none", "", ["", ""]),
    ],
)
def test_labels_are_written_as_word_draws_them(form, text, labels):
    made = word(numbered(0, "x") + numbered(0, "x"), **list_of(level(0, form, text)))

    assert text_of(made).split("\n") == [f"{label} x".strip() for label in labels]


def test_inner_levels_count_anew_below_each_outer_one():
    body = "".join(numbered(place, "x") for place in (0, 1, 1, 0, 1))
    made = word(body, **list_of(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.")))

    assert text_of(made).split("\n") == ["I. x", "I.1. x", "I.2. x", "II. x", "II.1. x"]


def test_list_begins_where_it_is_told_to():
    made = word(
        numbered(0, "x") + numbered(0, "x"),
        **list_of(
            level(0, "decimal", "%1."),
            override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>',
        ),
    )

    assert text_of(made) == "4. x\n5. x"


def test_list_that_begins_at_zero_goes_on():
    made = word(numbered(0, "x") + numbered(0, "x"), **list_of(level(0, "decimal", "%1.", start=0)))

    assert text_of(made) == "0. x\n1. x"


def test_parts_may_lie_elsewhere_and_have_word_of_it():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", '<Types xmlns="x"/>')
        made.writestr(
            "_rels/.rels",
            '<Relationships><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>',
        )
        made.writestr("word/document2.xml", document(paragraph("Kế hoạch")))

    assert text_of(target.getvalue()) == "Kế hoạch"


def test_empty_lines_in_a_row_become_one():
    assert text_of(word_of("a", "", "", "", "b")) == "a\n\nb"


@pytest.mark.slow
def test_ordinary_file_takes_less_than_400_ms_of_work():
    made = word_of(*["Đề nghị các đơn vị rà soát, báo cáo kết quả trước ngày 30/11/2021."] * 100)

    assert min(work_of(lambda: read_bytes(made, name="a.docx")) for _ in range(3)) < 0.4
