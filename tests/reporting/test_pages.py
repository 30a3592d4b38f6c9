"""The pages: filled in without a script, errors that lose nothing, a board, figures that open, tables to take along."""

import datetime as dt
import io
import re
import uuid

import openpyxl
import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from giaoban.kernel.period import Period
from giaoban.registry.models import UnitVersion
from giaoban.reporting import operations, queries
from giaoban.reporting.models import Call, Return, Value
from tests.reporting.conftest import MONTH

pytestmark = pytest.mark.usefixtures("in_october")


def address(name, *arguments) -> str:
    return reverse(f"reporting:{name}", args=[getattr(one, "pk", one) for one in arguments])


def page(client, name, *arguments, **query) -> str:
    return client.get(address(name, *arguments), query).content.decode()


def test_form_is_filled_in_and_kept(call, lan, signed_in, typed, indicator):
    client = signed_in(lan)

    answer = client.post(address("fill-in", call), typed(tuyen_truyen_luot="1.320"), follow=True)

    of = Return.objects.get()
    said = queries.values(of)
    assert "Đã lưu bản nháp" in answer.content.decode()
    assert said[indicator("tuyen-truyen-luot").pk].number == 1320
    assert said[indicator("tien-giup").pk].number == 45_000_000
    assert said[indicator("tien-giup").pk].written == "45 triệu"
    assert said[indicator("gao-giup").pk].number * 2 == 3
    assert said[indicator("tiep-xuc-cu-tri").pk].none_occurred
    assert 'value="1.320"' in page(client, "fill-in", call)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1,234", "hai cách"),
        ("1.5", "Dấu chấm"),
        ("1,5", "số nguyên"),
        ("-3", "không thể âm"),
        ("ba", "không phải là số"),
    ],
)
def test_number_that_may_be_misread_is_refused_and_nothing_is_lost(call, lan, signed_in, typed, written, said):
    answer = signed_in(lan).post(address("fill-in", call), typed(tuyen_truyen_luot=written))

    shown = answer.content.decode()
    assert said in shown
    assert f'value="{written}"' in shown
    assert 'value="45 triệu"' in shown
    assert not Value.objects.exists()


def test_submission_that_checks_refuse_is_kept_as_a_draft_and_says_why(call, lan, signed_in, typed):
    answer = signed_in(lan).post(address("fill-in", call), typed(act="submit", ho_duoc_giup="31"), follow=True)

    shown = answer.content.decode()
    assert "các phần cộng lại được 30" in shown
    assert 'value="31"' in shown
    assert Return.objects.get().status == "draft"


def test_submitted_form_leads_to_the_return(call, lan, signed_in, typed):
    answer = signed_in(lan).post(address("fill-in", call), typed(act="submit"), follow=True)

    assert answer.redirect_chain[-1][0] == Return.objects.get().get_absolute_url()
    assert "Đã nộp báo cáo" in answer.content.decode()


def test_form_sent_twice_is_one_effect(call, lan, signed_in, typed):
    client, sent = signed_in(lan), typed(act="submit")

    first, second = (client.post(address("fill-in", call), sent) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Return.objects.get().steps.count() == 1


def test_two_people_in_one_form_see_what_the_other_wrote_and_lose_nothing(call, lan, signed_in, typed, indicator):
    client = signed_in(lan)
    client.post(address("fill-in", call), typed())
    base = typed(revision="1")
    client.post(address("fill-in", call), typed(revision="1", kien_nghi="30", giam_sat="4"))

    shown = client.post(
        address("fill-in", call), typed(revision="1", kien_nghi="99", tien_giup="50 triệu")
    ).content.decode()

    assert "đã có người khác lưu" in shown
    # Both changed it: what was typed stays, what stands is shown beside it.
    assert 'value="99"' in shown
    assert re.search(r"Nguyễn Thị Lan đã ghi lúc [^:]+:\d\d [^:]+: 30 kiến nghị", shown)
    assert "Bạn ghi khác" in shown
    # Only the other one changed it: taken over. Only this one: kept.
    assert "Đã lấy theo ô này" in shown
    assert re.search(r'name="v\d+" value="4"', shown)
    assert 'value="50 triệu"' in shown
    revision = re.search(r'name="revision" value="(\d+)"', shown)[1]
    client.post(
        address("fill-in", call),
        {**base, **typed(revision=revision, kien_nghi="99", giam_sat="4", tien_giup="50 triệu")},
    )
    said = queries.values(Return.objects.get())
    assert [said[indicator(code).pk].number for code in ("kien-nghi", "giam-sat", "tien-giup")] == [99, 4, 50_000_000]


def test_form_sent_after_somebody_else_handed_in_keeps_on_the_page_what_was_typed(call, lan, signed_in, typed):
    client = signed_in(lan)
    client.post(address("fill-in", call), typed(act="submit"))

    shown = client.post(address("fill-in", call), typed(revision="1", kien_nghi="99")).content.decode()

    assert "Báo cáo đã nộp; chỉ sửa được" in shown
    assert 'value="99"' in shown


@pytest.mark.parametrize(
    ("month", "valid", "said"),
    [
        (9, (dt.date(2021, 10, 5), None), "thành lập ngày 05/10/2021"),
        (10, (dt.date(2000, 1, 1), dt.date(2021, 10, 29)), "thôi hoạt động từ 29/10/2021"),
    ],
)
def test_body_founded_later_or_abolished_before_is_told_why_it_is_not_asked(
    lan, phuc, province, signed_in, at, month, valid, said
):
    period = Period.of_month(2021, month)
    call = operations.open_call(form=MONTH, period=period, due=period.end, due_above=period.end, by=phuc, at=at)
    UnitVersion.objects.filter(unit=province.front_commune).update(valid=DateRange(*valid))
    client = signed_in(lan)

    for name in ("fill-in", "take-in", "workbook", "more-time"):
        assert client.get(address(name, call)).status_code == 302
        assert said in client.get(address(name, call), follow=True).content.decode(), name
    assert not Return.objects.exists()


def test_district_sends_back_with_a_remark_that_the_commune_reads_at_the_cell(
    call, lan, bich, submit, signed_in, indicator
):
    of = submit(call, lan)
    place = next(line.number for line in queries.items(call) if line.indicator == indicator("gao-giup"))
    sent = {"idempotency_key": str(uuid.uuid4()), "reason": "Xem lại gạo", f"c{place}": "Đã tính đợt của tỉnh chưa?"}

    signed_in(bich).post(address("send-back", of), sent)

    shown = page(signed_in(lan), "fill-in", call)
    assert "Xem lại gạo" in shown
    assert "Đã tính đợt của tỉnh chưa?" in shown


def test_board_counts_the_rows_that_its_filters_show(call, lan, nam, phuc, accepted, submit, signed_in):
    accepted(call, lan)
    submit(call, nam)
    client = signed_in(phuc)

    shown = page(client, "board", call)

    assert "Đã tiếp nhận 1/2 báo cáo" in shown
    assert page(client, "board", call, show="accepted").count("<tr>") == 1 + 1
    # Handed in on 28/10, due on 15/10.
    assert "chậm 13 ngày" in shown
    assert page(client, "board", call, show="late").count("<tr>") == 1 + 2


def test_board_finds_a_body_by_words_without_marks_and_says_where_none_fits(
    call, phuc, lan, nam, submit, accepted, signed_in, monkeypatch
):
    monkeypatch.setattr("giaoban.reporting.views.calls.FEW", 1)
    accepted(call, lan)
    submit(call, nam)
    client = signed_in(phuc)

    assert page(client, "board", call, q="vinh tu").count("<tr>") == 1 + 1
    assert "Không có đơn vị nào khớp" in page(client, "board", call, q="vinh tu", show="accepted")
    # The ways keep the words, and count what there is of all bodies.
    assert "?q=vinh+tu&amp;show=late" in page(client, "board", call, q="vinh tu")
    # What nobody offers asks for nothing, and is said.
    assert page(client, "board", call, show="lost").count("<tr>") == 1 + 2


def test_long_board_has_pages_and_is_taken_along_whole(call, phuc, lan, nam, submit, signed_in, monkeypatch):
    monkeypatch.setattr("giaoban.reporting.views.calls.ON_A_PAGE", 1)
    submit(call, nam)
    client = signed_in(phuc)

    first, second = page(client, "board", call, sort="body"), page(client, "board", call, sort="body", page="2")

    assert "xã Vĩnh Tú" not in first
    assert "xã Vĩnh Tú" in second
    taken = b"".join(client.get(address("board-csv", call), {"page": "2"}).streaming_content).decode("utf-8-sig")
    assert len(taken.splitlines()) == 1 + 2


def test_commune_reads_its_own_row_alone(call, lan, nam, submit, signed_in):
    of = submit(call, nam)
    client = signed_in(lan)

    assert "xã Vĩnh Tú" not in page(client, "board", call)
    assert client.get(of.get_absolute_url()).status_code == 404


def test_figure_opens_to_the_cells_that_make_it(call, lan, phuc, accepted, province, indicator, signed_in):
    of, money = accepted(call, lan), indicator("tien-giup")
    client = signed_in(phuc)

    table = page(client, "table", call)
    opened = page(client, "figure", call, province.land, money)

    assert address("figure", call, province.land, money) in table
    assert "45.000.000" in opened
    assert f"{of.get_absolute_url()}#i-{money.pk}" in opened
    assert f'id="i-{money.pk}"' in client.get(of.get_absolute_url()).content.decode()


def test_figure_of_a_land_that_one_does_not_read_does_not_exist(call, lan, province, indicator, signed_in):
    assert signed_in(lan).get(address("figure", call, province.land, indicator("tien-giup"))).status_code == 404


def test_table_is_taken_along_with_numbers_as_numbers(call, lan, phuc, accepted, signed_in):
    accepted(call, lan)
    client = signed_in(phuc)

    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address("table-xlsx", call)).content)).active
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    lines = b"".join(client.get(address("table-csv", call)).streaming_content).decode("utf-8-sig").splitlines()

    assert rows["Tiền mặt đã trao"][2] == 45_000_000
    assert rows["Gạo đã trao"][2] == 1.5
    assert rows["Báo cáo đã tính"][2] == "1/2"
    assert any(line.startswith("Tiền mặt đã trao,đồng,45000000") for line in lines)


def test_province_calls_for_returns(phuc, province, signed_in):
    sent = {"idempotency_key": str(uuid.uuid4()), "form": "mttq-xa-9-thang", "period": "9 tháng đầu năm 2021"}

    answer = signed_in(phuc).post(address("call-new"), sent, follow=True)

    call = Call.objects.get()
    assert (call.period, call.form.code) == ("2021-9M", "mttq-xa-9-thang")
    assert "Báo cáo 9 tháng của Mặt trận cấp xã" in answer.content.decode()


@pytest.mark.parametrize(("period", "said"), [("quý III/2021", "loại kỳ khác"), ("hôm nào", "Không đọc được kỳ")])
def test_period_that_does_not_fit_is_refused_with_the_reason(phuc, province, signed_in, period, said):
    sent = {"idempotency_key": str(uuid.uuid4()), "form": "mttq-xa-thang", "period": period}

    answer = signed_in(phuc).post(address("call-new"), sent)

    assert said in answer.content.decode()
    assert not Call.objects.exists()
