"""The Word file read back: its measures are those of the letterhead, its words those of the paper, whatever they hold."""

import io
import re
import time
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn

from giaoban.documents.papers import Column, Paragraph, Table, document
from giaoban.documents.papers.metrics import width
from giaoban.documents.papers.styles import FONT, STYLE_NAMES
from tests.documents.papers import THREE, paper

each = pytest.mark.parametrize("one", THREE.values(), ids=THREE)
HOSTILE = [
    "=HYPERLINK(1)+SUM(A1)",
    "</w:t></w:r><w:p/>&lt;&amp;<!-- -->",
    "{ INCLUDETEXT c:\\\\x } MERGEFIELD PAGE",
    "nul\x00 bell\x07 escape\x1b[31m vertical\x0btab",
    "đảo\u202etxet\u202c ngược\u2067 lại\u2069",
    "\ud800 lẻ \ufffe \U000f0000",
]


def opened(one, **options):
    return docx.Document(io.BytesIO(document(one, **options)))


def part(one, name, **options):
    return zipfile.ZipFile(io.BytesIO(document(one, **options))).read(name).decode()


def style(file, name):
    return file.styles[STYLE_NAMES[name][0]]


def text(file):
    """Everything that stands in the body, in order, one string a paragraph."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in file.element.body.iter(qn("w:p"))]


@each
def test_page_is_a4_with_the_margins_of_the_letterhead(one):
    section, margins = opened(one).sections[0], one.letterhead.margins

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    read = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(edge.mm, 1) for edge in read] == [margins.top, margins.bottom, margins.left, margins.right]


@each
def test_only_the_partys_pages_are_mirrored(one):
    assert ("<w:mirrorMargins" in part(one, "word/settings.xml")) == (one.profile == "party-2018")


@each
def test_each_part_is_set_as_the_letterhead_says(one):
    file = opened(one)

    for name, wanted in one.letterhead.parts():
        font = style(file, name).font
        read = (font.size.pt, bool(font.bold), bool(font.italic), bool(font.underline))
        assert read == (wanted.size, wanted.bold, wanted.italic, wanted.underlined), name


@each
def test_every_paragraph_has_a_style_of_the_letterhead(one):
    file = opened(one)
    styles = {p.pPr.style for p in file.element.body.iter(qn("w:p"))}

    assert styles <= set(STYLE_NAMES)


@each
def test_font_is_named_for_every_script(one):
    for name in ("word/styles.xml", "word/document.xml", "word/header1.xml", "word/header2.xml"):
        xml = part(one, name)
        assert set(re.findall(r'w:(?:ascii|hAnsi|eastAsia|cs)="([^"]*)"', xml)) - {"vi-VN"} <= {FONT}
    assert f'w:eastAsia="{FONT}"' in part(one, "word/styles.xml")
    assert 'w:val="vi-VN"' in part(one, "word/styles.xml")


@each
def test_body_is_justified_indented_and_spaced(one):
    body, wanted = style(opened(one), "body").paragraph_format, one.letterhead.body

    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(body.first_line_indent.mm, 1) == wanted.indent
    assert body.space_before.pt == wanted.gap
    if wanted.line_points:
        assert (body.line_spacing_rule, body.line_spacing.pt) == (WD_LINE_SPACING.AT_LEAST, wanted.line_points)
    else:
        assert body.line_spacing == pytest.approx(wanted.lines, abs=0.01)


@each
def test_number_of_the_page_stands_centred_above_from_the_second_page_on(one):
    section = opened(one).sections[0]
    field = '<w:fldSimple w:instr=" PAGE "'

    assert section.different_first_page_header_footer
    assert field not in section.first_page_header._element.xml
    assert field in section.header._element.xml.replace("xmlns", "")
    assert section.header.paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


@each
def test_words_of_the_paper_are_there_once_and_unchanged(one):
    words = text(opened(one))

    for wanted in (
        one.letterhead.titles[0].text,
        one.subject,
        "1. Giữ nếp giao ban, mỗi việc có người lo và có ngày xong.",
        "Rà soát người dân trở về quê",
        "Quảng Trị, ngày 15 tháng 10 năm 2021",
        "Hồ Văn Phúc",
        "Nơi nhận:",
    ):
        assert words.count(wanted) == 1, wanted


def test_rules_are_as_long_as_the_norm_wants():
    """Under the motto as long as it is; under the body's name a third to a half of it."""
    rules = [p for p in opened(paper()).element.body.iter(qn("w:p")) if p.pPr.style == "rule"]
    sides = [int(rule.pPr.find(qn("w:ind")).get(qn("w:left"))) / 1440 * 25.4 for rule in rules]

    own, motto, subject = (room - 2 * side for room, side in zip((66, 99, 165), sides, strict=True))
    assert motto == pytest.approx(width("Độc lập - Tự do - Hạnh phúc", size=14, bold=True), abs=0.1)
    assert 1 / 3 <= own / width("BAN THƯỜNG TRỰC", size=13, bold=True) <= 1 / 2
    assert 1 / 3 <= subject / width(paper().subject, size=14, bold=True) <= 1 / 2


def test_rows_stay_whole_and_the_head_comes_again():
    table = opened(paper()).element.body.findall(qn("w:tbl"))[1]
    rows = [row.find(qn("w:trPr")) for row in table.findall(qn("w:tr"))]

    assert [row.find(qn("w:cantSplit")) is not None for row in rows] == [True, True, True]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]


@pytest.mark.parametrize("blocks", [paper().blocks, paper().blocks[:3]], ids=["paragraph last", "table last"])
def test_signature_stays_with_the_words_before_it(blocks):
    body = opened(paper(blocks=blocks)).element.body
    *_, before, signature, _end, _section = body

    assert signature.tag == qn("w:tbl")
    assert before.tag == qn("w:p")
    assert before.pPr.find(qn("w:keepNext")) is not None


def test_tables_never_touch():
    one = paper(blocks=(paper().blocks[2], paper().blocks[2]))
    tags = [child.tag for child in opened(one).element.body]

    assert all({first, second} != {qn("w:tbl")} for first, second in pairwise(tags))


def test_content_closes_with_the_sign_of_the_state_and_not_of_the_party():
    assert "Trên đây là kế hoạch./." in text(opened(THREE["state-2020"]))
    assert "Trên đây là kế hoạch." in text(opened(THREE["party-2018"]))


@pytest.mark.parametrize(("code", "words"), [("state-2020", "DỰ THẢO"), ("party-2018", "Dự thảo trình")])
def test_draft_says_that_it_is_one(code, words):
    assert words in text(opened(paper(profile=code, is_draft=True)))
    assert words not in text(opened(paper(profile=code)))


def test_note_stands_in_the_header_of_every_page():
    for name in ("word/header1.xml", "word/header2.xml"):
        assert "Số liệu minh họa" in part(paper(), name, note="Số liệu minh họa, không phải số liệu chính thức")
        assert "Số liệu" not in part(paper(), name)


def test_properties_name_nobody_and_no_program():
    file = opened(paper())
    core = file.core_properties

    assert core.title == "Kế hoạch Triển khai nhiệm vụ quý IV năm 2021"
    assert (core.author, core.last_modified_by, core.comments, core.keywords) == ("", "", "", "")
    assert core.created.date() == core.modified.date() == paper().day
    names = zipfile.ZipFile(io.BytesIO(document(paper()))).namelist()
    assert not [name for name in names if "app.xml" in name or "thumbnail" in name or "custom" in name]


def test_same_paper_gives_the_same_bytes():
    assert document(paper()) == document(paper())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words):
    table = Table((Column(words, 1),), ((words,),))
    one = paper(subject=words, blocks=(Paragraph(words), table), recipients=(words,))

    file = opened(one)

    xml = file.element.xml
    assert not re.search(r"<w:(hyperlink|instrText|fldSimple|object|pict)\b", xml)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", "".join(text(file)))
    assert text(file).count(one.subject) >= 3
    assert len(file.element.body.findall(qn("w:tbl"))) == 3


def test_hostile_words_lose_only_what_nobody_sees():
    assert paper(subject="</w:t> & =A1 đảo\u202e ngược").subject == "</w:t> & =A1 đảo ngược"


def test_three_hundred_tasks_are_written_in_two_seconds():
    columns = tuple(Column(f"Cột {n}", 1) for n in range(6))
    rows = tuple(tuple(f"Nhiệm vụ {row}.{cell} của tổ chức thành viên" for cell in range(6)) for row in range(300))
    one = paper(blocks=(Table(columns, rows),))

    start = time.perf_counter()
    file = document(one)

    assert time.perf_counter() - start < 2
    assert len(docx.Document(io.BytesIO(file)).element.body.findall(qn("w:tbl"))[1].findall(qn("w:tr"))) == 301
