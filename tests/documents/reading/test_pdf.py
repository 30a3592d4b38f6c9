"""PDF files: lines become paragraphs again, and what repeats on every page is set apart."""

import pytest

from giaoban.documents.reading import parse_bytes, read_bytes
from giaoban.documents.reading.pdf_lines import Line, Page, paragraphs, part_furniture
from giaoban.documents.reading.sense import is_nonsense
from tests.documents.reading.making import pdf, stream, typeset, work_of

SENTENCE = (
    "Đề nghị Hội Nông dân tỉnh chủ trì rà soát các hộ khó khăn do dịch COVID-19, gửi danh sách về Ban Thường trực "
    "trước ngày 30/11/2021 để tổng hợp, báo cáo cấp trên xem xét, hỗ trợ kịp thời."
)


@pytest.fixture(scope="module")
def plan():
    duties = "\n\n".join(f"#h(1cm) Việc {number}: {SENTENCE}" for number in range(1, 16))
    return typeset(
        "#set page(header: [Văn phòng Tỉnh ủy], footer: context align(center, counter(page).display()))\n"
        "#align(center)[*KẾ HOẠCH* \\ *Tổ chức giao ban quý IV năm 2021*]\n\n"
        + duties
        + "\n\n- "
        + SENTENCE
        + "\n- "
        + SENTENCE
    )


def test_lines_of_a_paragraph_are_joined_also_across_pages(plan):
    read = read_bytes(plan, name="Kế hoạch.pdf")

    lines = read.text.split("\n")
    assert read.kind == "pdf"
    assert lines[:2] == ["KẾ HOẠCH", "Tổ chức giao ban quý IV năm 2021"]
    assert [line for line in lines if line.startswith("Việc")] == [
        f"Việc {number}: {SENTENCE}" for number in range(1, 16)
    ]


def test_items_begin_lines_of_their_own(plan):
    lines = parse_bytes(plan, name="a.pdf").text.split("\n")

    assert [line for line in lines if line.startswith("•")] == [f"• {SENTENCE}"] * 2


def test_running_head_is_noise_and_page_numbers_are_gone(plan):
    read = parse_bytes(plan, name="a.pdf")

    assert [read.text[start:end] for start, end in read.noise] == ["Văn phòng Tỉnh ủy"]
    assert read.text.count("Văn phòng Tỉnh ủy") == 1
    assert "\n2\n" not in read.text


def test_scanned_pages_among_others_are_said():
    picture = "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> /XObject << /I 6 0 R >> >>"
    text = "Ke hoach giao ban quy bon nam hai nghin khong tram hai muoi mot"
    made = pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [7 0 R 8 0 R] /Count 2 >>",
        stream(f"BT /F 12 Tf 50 700 Td ({text}) Tj ET"),
        stream("595 0 0 842 0 0 cm /I Do"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(bytes(64), picture),
        f"{page} /Contents 3 0 R >>",
        f"{page} /Contents 4 0 R >>",
    )

    read = read_bytes(made, name="a.pdf")

    assert read.text == text
    assert read.warnings == ("some_pages_scanned",)


@pytest.mark.slow
def test_few_pages_take_less_than_400_ms_of_work(plan):
    assert min(work_of(lambda: read_bytes(plan, name="a.pdf")) for _ in range(3)) < 0.4


def line(text, *, left=85, right=540, base=700.0, size=14):
    return Line(text, left, right, base, size)


def full(*texts, top=700):
    """Lines that fill the width, one below the other."""
    return [line(text, base=top - 20.0 * place) for place, text in enumerate(texts)]


def test_short_line_ends_its_paragraph():
    lines = [line("đề nghị các đơn vị"), line("báo cáo.", right=200, base=680), line("Hội Phụ nữ", base=660)]

    assert paragraphs([lines]) == ["đề nghị các đơn vị báo cáo.", "Hội Phụ nữ"]


def test_indented_line_begins_a_paragraph():
    lines = [line("đề nghị các đơn vị báo cáo."), line("Hội Phụ nữ", left=120, base=680), line("rà soát", base=660)]

    assert paragraphs([lines]) == ["đề nghị các đơn vị báo cáo.", "Hội Phụ nữ rà soát"]


@pytest.mark.parametrize(
    "item", ["- Một", "+ Một", "1. Một", "a) Một", "2.1. Một", "II. Một", "Điều 5 quy định", "• Một"]
)
def test_item_begins_a_line(item):
    assert paragraphs([full("đề nghị các đơn vị", item)]) == ["đề nghị các đơn vị", item]


def test_hanging_line_belongs_to_its_item():
    lines = [line("- Một việc"), line("phải làm", left=100, base=680)]

    assert paragraphs([lines]) == ["- Một việc phải làm"]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("dịch COVID-", "19 lan", "dịch COVID-19 lan"),
        ("chính trị -", "xã hội", "chính trị - xã hội"),
        ("đoàn", "thể", "đoàn thể"),
    ],
)
def test_dash_at_the_end_of_a_line_stays_as_it_was_meant(before, after, joined):
    assert paragraphs([full(before, after)]) == [joined]


def test_wide_gap_and_other_size_begin_a_paragraph():
    lines = [line("một"), line("hai", base=640), line("BA", base=620), line("bốn", base=600, size=20)]

    assert paragraphs([lines]) == ["một", "hai", "BA", "bốn"]


def test_cells_of_a_row_are_apart_by_tabs():
    lines = [line("Rà soát", right=200), line("Hội Nông dân", left=300)]

    assert paragraphs([lines]) == ["Rà soát\tHội Nông dân"]


def test_sentence_that_ended_with_its_page_is_not_continued():
    assert paragraphs([full("báo cáo kết quả."), full("Hội Phụ nữ")]) == ["báo cáo kết quả.", "Hội Phụ nữ"]
    assert paragraphs([full("báo cáo"), full("kết quả")]) == ["báo cáo kết quả"]


def page(*lines):
    return Page(list(lines), 842.0, has_picture=False)


def test_only_what_repeats_from_the_edge_inwards_is_furniture():
    heads = [line("TỈNH ỦY", base=800), line("Kính gửi các đơn vị", base=780)]
    pages = [page(*heads, line(f"việc {n}", base=400), line(f"Trang {n}/3", base=30)) for n in (1, 2, 3)]

    body, furniture = part_furniture(pages)

    assert furniture == ["TỈNH ỦY", "Kính gửi các đơn vị"]
    assert [[one.text for one in lines] for lines in body] == [["việc 1"], ["việc 2"], ["việc 3"]]


def test_number_in_the_middle_of_a_page_is_text():
    body, furniture = part_furniture([page(line("12", base=400))])

    assert [one.text for one in body[0]] == ["12"]
    assert furniture == []


def test_line_that_differs_in_more_than_the_page_is_text():
    pages = [page(line(f"Đoạn {n} của bài", base=800), line("x", base=400)) for n in (15, 16)]

    body, furniture = part_furniture(pages)

    assert len(body[0]) == 2
    assert furniture == []


VIETNAMESE = "Đề nghị các đơn vị rà soát danh sách hộ nghèo trên địa bàn và báo cáo kết quả trước ngày ba mươi " * 4
ENGLISH = "The committee asks all members to review the list of poor households and to report the results " * 4
SHIFTED = "".join(chr(ord(char) + 3) if char.isalpha() and char.isascii() else char for char in VIETNAMESE)


@pytest.mark.parametrize(
    ("text", "nonsense"),
    [
        (VIETNAMESE, False),
        (ENGLISH, False),
        (SHIFTED, True),
        ("\ue012\ue034\ue056 " * 50, True),
        ("\ufffd\ufffd a" * 50, True),
        ("kHҥFK 7әQJ KӧS WUuQK QKkQ GkQ OjP YLӋF " * 10, True),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp tù do h¹nh phóc " * 6, False),
        ("UBND MTTQ HĐND " * 3, False),
        ("12 345 67.890 " * 50, False),
        ("", False),
    ],
)
def test_nonsense_is_told_from_language(text, nonsense):
    assert is_nonsense(text) is nonsense
