"""A workbook goes out and comes back filled, a column is pasted, a Word document read: shown before it is kept, nothing guessed."""

import datetime as dt
import io
import re
import uuid
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from giaoban.kernel.period import Period
from giaoban.reporting import operations, queries
from giaoban.reporting.models import Return, Value
from giaoban.reporting.taking import column, template_file, word, workbook
from giaoban.reporting.taking.brought import NotTaken
from giaoban.reporting.taking.preview import Fate, preview
from tests.reporting.conftest import MONTH, one_told
from tests.reporting.test_pages import address

pytestmark = pytest.mark.usefixtures("in_october")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def lines(call):
    return queries.items(call)


@pytest.fixture
def empty(call, lines, province):
    """The bytes of the template of Lan's body, nothing said yet."""
    return made(call, lines, province.front_commune)


def made(call, lines, unit, said=None) -> bytes:
    return template_file.workbook(template_file.Content(call, unit.pk, "MTTQ xã", call.due, lines, said or {}, {}))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def row_of(book, code: str) -> int:
    return next(row for row in range(1, 60) if book.worksheets[0].cell(row, 1).value == code)


@pytest.fixture
def filled(empty):
    """`filled(lambda sheet, row: …, gao_giup="1,5")`: the template with values, then changed by hand."""

    def fill(change=None, **values) -> bytes:
        book = opened(empty)
        sheet = book.worksheets[0]
        for code, value in values.items():
            sheet.cell(row_of(book, code.replace("_", "-")), template_file.VALUE).value = value
        if change:
            change(book, sheet)
        return saved(book)

    return fill


@pytest.fixture
def brought(call, lines, province):
    """`brought(data)`: what a workbook brings, by code of indicator."""

    def read(data: bytes):
        taken = workbook.read(data, name="a.xlsx", call=call, unit_id=province.front_commune.pk, lines=lines)
        return {one.item.indicator.code: one for one in taken.lines}

    return read


@pytest.fixture
def judged(lines):
    """`judged(brought)`: the rows of the preview by code, and what would be sent."""

    def judge(brought, said=None):
        found = preview(list(brought), lines=lines, said=said or {}, revision=0)
        return {row.item.indicator.code: row for row in found.rows}, found.sent

    return judge


# --- The template -----------------------------------------------------------------------------------------------------


def test_template_holds_keys_guidance_and_open_cells(empty, call, province):
    book = opened(empty)
    sheet = book.worksheets[0]
    row = row_of(book, "gao-giup")

    assert book.worksheets[1].sheet_state == "veryHidden"
    assert str(province.front_commune.pk) in [cell.value for cell in book.worksheets[1]["B"]]
    assert sheet.column_dimensions["A"].hidden
    assert sheet.protection.sheet
    assert not sheet.cell(row, template_file.VALUE).protection.locked
    assert sheet.cell(row, template_file.VALUE).number_format == "@"
    assert sheet.cell(row, template_file.NAME).protection.locked
    assert "dấu phẩy" in sheet.cell(row, template_file.GUIDANCE).value
    assert any("Tốt,Khá" in (rule.formula1 or "") for rule in sheet.data_validations.dataValidation)


def test_template_shows_what_stands_and_makes_no_formula_of_it(call, lines, lan, write, indicator, at, province):
    of = write(call, lan)
    operations.save(
        call=call,
        unit_id=lan.unit_id,
        told=[one_told(indicator("ky-toi").pk, "=HYPERLINK(1)")],
        revision=1,
        by=lan,
        at=at,
    )

    book = opened(made(call, lines, province.front_commune, queries.values(of)))
    sheet = book.worksheets[0]

    words = sheet.cell(row_of(book, "ky-toi"), template_file.VALUE)
    assert (words.value, words.data_type) == ("=HYPERLINK(1)", "s")
    assert sheet.cell(row_of(book, "gao-giup"), template_file.VALUE).value == "1,5"
    assert sheet.cell(row_of(book, "tiep-xuc-cu-tri"), template_file.NONE).value == "x"


def test_template_sent_back_as_it_is_changes_nothing(call, lines, lan, write, province, brought, judged):
    of = write(call, lan)
    said = queries.values(of)

    rows, _sent = judged(brought(made(call, lines, province.front_commune, said)).values(), said)

    assert {row.fate for row in rows.values()} == {Fate.SAME, Fate.EMPTY}


# --- What comes back --------------------------------------------------------------------------------------------------


def test_filled_cells_are_read_as_typed(filled, brought, judged):
    def tick(book, sheet):
        sheet.cell(row_of(book, "giam-sat"), template_file.NONE).value = "x"
        sheet.cell(row_of(book, "gao-giup"), template_file.REASON).value = "Đợt của tỉnh"

    rows, sent = judged(
        brought(
            filled(
                tick, gao_giup="1,5", tien_giup="45 triệu", kien_nghi=20, mo_hinh_tu_quan="không phát sinh",
                tu_danh_gia="khá", tinh_hinh="Ổn định",
            )
        ).values()
    )  # fmt: skip

    assert {code: row.brings for code, row in rows.items() if row.fate == Fate.NEW} == {
        "gao-giup": "1,5 tấn", "tien-giup": "45.000.000 đồng", "kien-nghi": "20 kiến nghị", "giam-sat": "không phát sinh",
        "mo-hinh-tu-quan": "không phát sinh", "tu-danh-gia": "Khá", "tinh-hinh": "Ổn định",
    }  # fmt: skip
    assert "Đợt của tỉnh" in sent.values()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("1,234", "hai cách"),
        (1.234, "hai cách"),
        ("1.5", "Dấu chấm"),
        (-3, "không thể âm"),
        ("-3", "không thể âm"),
        (2.5, "số nguyên"),
        (dt.date(2021, 10, 13), "ngày"),
        ("13/10/2021", "không phải là số"),
        ("=B1+1", "chưa có kết quả"),
        ("#REF!", "lỗi"),
        (1e30, "lớn quá mức"),
    ],
)
def test_cell_that_cannot_be_taken_is_named_with_the_reason_and_the_others_are_taken(
    filled, brought, judged, value, said
):
    rows, sent = judged(brought(filled(kien_nghi=value, giam_sat="2")).values())

    refused = rows["kien-nghi"]
    assert refused.fate == Fate.REFUSED
    assert said in refused.why
    assert refused.address.startswith("E")
    assert rows["giam-sat"].fate == Fate.NEW
    assert f"v{refused.item.number}" not in sent


def test_thousands_with_a_point_are_thousands(filled, brought, judged):
    rows, _sent = judged(brought(filled(kien_nghi="1.234")).values())

    assert rows["kien-nghi"].brings == "1.234 kiến nghị"


def test_result_of_a_formula_is_taken_and_pointed_out(filled, brought):
    data = filled(kien_nghi="=10+10")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = (
                    part.replace(b"<v />", b"<v>20</v>")
                    .replace(b"<v></v>", b"<v>20</v>")
                    .replace(b"<v/>", b"<v>20</v>")
                )
            new.writestr(name, part)

    found = brought(made.getvalue())["kien-nghi"]

    assert (found.written, "công thức" in found.note) == ("20", True)


def test_merged_cells_are_refused(filled, brought):
    def merge(book, sheet):
        row = row_of(book, "ho-duoc-giup-ngheo")
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=5, end_column=5)

    found = brought(filled(merge, ho_duoc_giup_ngheo="5"))

    assert "gộp" in found["ho-duoc-giup-ngheo"].why
    assert "gộp" in found["ho-duoc-giup-can-ngheo"].why
    assert found["ho-duoc-giup-khac"].why == ""


def test_line_that_stands_twice_and_line_that_is_hidden_are_refused(filled, brought):
    def change(book, sheet):
        sheet.cell(60, 1).value = "kien-nghi"
        sheet.row_dimensions[row_of(book, "giam-sat")].hidden = True

    found = brought(filled(change, kien_nghi="5", giam_sat="1"))

    assert "nhiều lần" in found["kien-nghi"].why
    assert "ẩn" in found["giam-sat"].why


def test_anything_but_a_tick_in_a_column_of_ticks_is_refused_by_its_own_address(filled, brought):
    def change(book, sheet):
        sheet.cell(row_of(book, "kien-nghi"), template_file.NONE).value = "có lẽ"

    found = brought(filled(change))["kien-nghi"]

    assert found.address.startswith("F")
    assert "chữ x" in found.why


def test_hidden_sheet_is_not_read_and_it_is_said(filled, call, lines, province):
    def hide(book, sheet):
        other = book.create_sheet("Nháp")
        other["A1"], other.sheet_state = "kien-nghi-khac", "hidden"

    taken = workbook.read(filled(hide), name="a.xlsx", call=call, unit_id=province.front_commune.pk, lines=lines)

    assert [note for note in taken.notes if "Nháp" in note] != []


def test_sheet_of_the_lines_that_is_hidden_or_there_twice_is_refused(filled, brought):
    def hide(book, sheet):
        book.create_sheet("Trang mới")
        sheet.sheet_state = "hidden"

    with pytest.raises(workbook.HiddenSheet):
        brought(filled(hide))
    with pytest.raises(workbook.TwoSheets):
        brought(filled(lambda book, sheet: book.copy_worksheet(sheet)))


# --- Whose workbook it is ---------------------------------------------------------------------------------------------


def test_workbook_of_another_period_body_or_form_is_refused_by_name(call, lines, province, phuc, at, brought):
    september = Period.of_month(2021, 9)
    other = operations.open_call(
        form=MONTH, period=september, due=september.end, due_above=september.end, by=phuc, at=at
    )

    with pytest.raises(workbook.WrongPeriod, match="tháng 9 năm 2021"):
        brought(made(other, lines, province.front_commune))
    with pytest.raises(workbook.WrongUnit):
        brought(made(call, lines, province.front_sibling))


def test_workbook_that_is_none_of_ours_or_was_altered_is_refused(filled, brought):
    plain = openpyxl.Workbook()
    plain.active["A1"] = "kien-nghi"

    def alter(book, sheet):
        book.worksheets[1]["B4"].value = "2021-11"

    with pytest.raises(workbook.NoTemplate):
        brought(saved(plain))
    with pytest.raises(workbook.Altered):
        brought(filled(alter))


# --- Pages ------------------------------------------------------------------------------------------------------------


def sent_file(client, call, data: bytes, name="a.xlsx") -> str:
    file = SimpleUploadedFile(name, data, XLSX)
    answer = client.post(address("take-in", call), {"idempotency_key": str(uuid.uuid4()), "file": file})
    return answer.content.decode()


def test_workbook_is_shown_first_and_kept_by_the_next_step(call, lan, signed_in, indicator):
    client = signed_in(lan)
    book = opened(client.get(address("workbook", call)).content)
    book.worksheets[0].cell(row_of(book, "kien-nghi"), template_file.VALUE).value = "20"
    book.worksheets[0].cell(row_of(book, "giam-sat"), template_file.VALUE).value = "1,234"

    shown = sent_file(client, call, saved(book))

    assert "1 dòng sẽ thay đổi" in shown
    assert "1 dòng không nhận" in shown
    assert not Value.objects.exists()
    place = next(line.number for line in queries.items(call) if line.indicator.code == "kien-nghi")
    kept = {"idempotency_key": str(uuid.uuid4()), "revision": "0", "brought": "on", "act": "save", f"v{place}": "20"}
    client.post(address("fill-in", call), kept)
    value = Value.objects.get()
    assert (value.indicator.code, value.number, value.source) == ("kien-nghi", 20, "file")


def test_million_empty_rows_and_a_bomb_end_with_a_sentence(call, lan, signed_in, empty):
    client = signed_in(lan)

    def repacked(change) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(empty)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, change(old.read(name)) if name == "xl/worksheets/sheet1.xml" else old.read(name))
        return made.getvalue()

    rows = b"".join(b'<row r="%d"/>' % number for number in range(100, 1_000_100))

    assert "quá nhiều dòng" in sent_file(
        client, call, repacked(lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))
    )
    assert "bung ra lớn" in sent_file(client, call, repacked(lambda part: part + b" " * 400_000_000))
    assert not Return.objects.exists()


def test_page_of_files_complains_of_nothing_before_something_was_sent(call, lan, signed_in):
    shown = signed_in(lan).get(address("take-in", call)).content.decode()

    assert "Chưa lưu" not in shown
    assert "field-error" not in shown


def test_file_that_is_no_workbook_is_refused_with_a_sentence(call, lan, signed_in):
    shown = sent_file(signed_in(lan), call, b"kien-nghi,20\n", "a.csv")

    assert "không phải là mẫu Excel" in shown


# --- A column ---------------------------------------------------------------------------------------------------------


def test_column_goes_to_the_lines_with_a_number_in_their_order(lines, judged):
    start = next(line.number for line in lines if line.indicator.code == "ho-duoc-giup")

    rows, _sent = judged(column.read("30\r\n12\r\n\r\nkhông\r\n45.000.000\r\n", lines=_numbers(lines), start=start))

    assert {code: (row.brings, row.fate) for code, row in rows.items()} == {
        "ho-duoc-giup": ("30 hộ", Fate.NEW), "ho-duoc-giup-ngheo": ("12 hộ", Fate.NEW), "ho-duoc-giup-can-ngheo": ("", Fate.EMPTY),
        "ho-duoc-giup-khac": ("không phát sinh", Fate.NEW), "tien-giup": ("45.000.000 đồng", Fate.NEW),
    }  # fmt: skip


def _numbers(lines):
    return [line for line in lines if line.indicator.is_number and line.indicator.origin == "reported"]


def test_column_that_may_be_misread_is_refused_cell_by_cell(lines, judged):
    rows, _sent = judged(column.read("1,234\n5\t6\n-1\n7", lines=_numbers(lines), start=1))

    # What is refused stands first.
    assert [row.fate for row in rows.values()] == [Fate.REFUSED, Fate.REFUSED, Fate.REFUSED, Fate.NEW]
    assert [row.address for row in rows.values()][:2] == ["ô thứ 1", "ô thứ 2"]


def test_column_longer_than_the_form_and_an_empty_one_are_refused(lines):
    with pytest.raises(NotTaken, match="nhiều hơn"):
        column.read("\n".join("1" * 40), lines=_numbers(lines), start=1)
    with pytest.raises(NotTaken):
        column.read(" \n \n", lines=_numbers(lines), start=1)


def test_pasted_column_is_shown_before_it_is_kept(call, lan, signed_in):
    sent = {"idempotency_key": str(uuid.uuid4()), "start": "2", "column": "4\n320\n150"}

    shown = signed_in(lan).post(address("take-in", call), sent).content.decode()

    assert "3 dòng sẽ thay đổi" in shown
    assert not Return.objects.exists()


# --- Word -------------------------------------------------------------------------------------------------------------

TEXT = """Kính gửi tỉnh
I. TÌNH HÌNH NHÂN DÂN
1. Tình hình nhân dân:
Bà con yên tâm.
Mùa màng khá.
II. Chăm lo đời sống
Đã trao gạo.
b) Việc chính của kỳ tới
Hoàn thành hai nhà.
"""


def test_words_below_a_heading_go_to_its_line(lines, judged):
    found, notes = word.taken(TEXT, lines)
    rows, _sent = judged(found)

    assert {code: row.brings for code, row in rows.items()} == {
        "tinh-hinh": "Bà con yên tâm.\nMùa màng khá.",
        "ky-toi": "Hoàn thành hai nhà.",
    }
    assert ["2 dòng" in note for note in notes] == [True]


def test_heading_that_stands_twice_is_refused(lines):
    found, _notes = word.taken(TEXT + "Tình hình nhân dân\nCòn lo.", lines)

    assert [(one.item.indicator.code, bool(one.why)) for one in found] == [("tinh-hinh", True), ("ky-toi", False)]


def test_document_without_a_heading_of_the_form_says_which_there_are(lines):
    with pytest.raises(word.NoHeading, match="Việc chính của kỳ tới"):
        word.taken("Báo cáo\nMọi việc tốt.", lines)


def test_word_document_is_read_and_shown(call, lan, signed_in):
    document = Document()
    document.add_heading("Việc chính của kỳ tới", 1)
    document.add_paragraph("Hoàn thành hai nhà.")
    kept = io.BytesIO()
    document.save(kept)

    assert "Hoàn thành hai nhà." in sent_file(signed_in(lan), call, kept.getvalue(), "a.docx")


# --- Filling in what is known -----------------------------------------------------------------------------------------


def test_what_lasts_is_taken_over_from_the_period_before_and_says_so(call, lan, phuc, accepted, signed_in, at, typed):
    accepted(call, lan)
    november = Period.of_month(2021, 11)
    later = operations.open_call(form=MONTH, period=november, due=november.end, due_above=november.end, by=phuc, at=at)
    place = {line.indicator.code: line.number for line in queries.items(later)}
    client = signed_in(lan)
    sent = {"idempotency_key": str(uuid.uuid4()), "revision": "0", "act": "fill", f"v{place['kien-nghi']}": "7"}

    shown = client.post(address("fill-in", later), sent).content.decode()

    assert "lấy lại từ kỳ trước" in shown
    assert f'name="v{place["mo-hinh-tu-quan"]}" value="6"' in shown
    assert f'name="v{place["kien-nghi"]}" value="7"' in shown
    # Neither what belongs to a period nor a judgement is taken over.
    assert not re.search(rf'name="v{place["tien-giup"]}" value=', shown)
    assert "selected>Khá" not in shown
    assert not Return.objects.filter(call=later).exists()
    kept = {
        "idempotency_key": str(uuid.uuid4()), "revision": "0", "act": "save",
        f"v{place['mo-hinh-tu-quan']}": "6", f"s{place['mo-hinh-tu-quan']}": "previous",
        f"v{place['kien-nghi']}": "7", f"s{place['kien-nghi']}": "previous",
    }  # fmt: skip
    client.post(address("fill-in", later), kept)
    sources = dict(Value.objects.filter(of__call=later).values_list("indicator__code", "source"))
    assert sources == {"mo-hinh-tu-quan": "previous", "kien-nghi": "typed"}
