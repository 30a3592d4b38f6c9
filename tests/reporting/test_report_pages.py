"""The pages of the report: merged without a script, edited by two at once, read as a paper, frozen, compared."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from giaoban.documents import operations as documents
from giaoban.documents.papers import Paper, document
from giaoban.reporting import narrative, operations
from giaoban.reporting.models import Freeze, PeriodReport

pytestmark = pytest.mark.usefixtures("in_october")
OWN = "Thôn Đông giúp 12 hộ dọn lũ."


@pytest.fixture
def report(call, lan, nam, accepted, phuc, at) -> PeriodReport:
    accepted(call, lan, tinh_hinh=OWN, tien_giup=45_000_000)
    accepted(call, nam, tinh_hinh="Bà con mong đường sớm được sửa.", tien_giup=5_000_000)
    return operations.begin_report(call_id=call.pk, by=phuc, at=at)


def address(name, *arguments) -> str:
    return reverse(f"reporting:{name}", args=[getattr(one, "pk", one) for one in arguments])


def page(client, name, *arguments) -> str:
    answer = client.get(address(name, *arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, name, *arguments, **fields):
    return client.post(address(name, *arguments), {"idempotency_key": str(uuid.uuid4()), **fields}, follow=True)


def first_text(report, section="tinh-hinh"):
    return narrative.said(report, section=section)[0]


def test_board_leads_to_the_report_of_the_body_that_called(call, phuc, lan, signed_in):
    client = signed_in(phuc)
    assert "Soạn báo cáo tổng hợp" in page(client, "board", call)

    answer = send(client, "report-begin", call)

    report = PeriodReport.objects.get()
    assert answer.redirect_chain[-1][0] == report.get_absolute_url()
    assert f'href="{report.get_absolute_url()}"' in page(client, "board", call)
    assert "Báo cáo tổng hợp" not in page(signed_in(lan), "board", call)


def test_ticked_sentences_become_paragraphs(report, phuc, signed_in):
    client = signed_in(phuc)
    keys = re.findall(r'name="pick" value="([^"]+)"', page(client, "merge", report, "tinh-hinh"))

    answer = send(client, "merge", report, "tinh-hinh", pick=keys, act="each")

    shown = answer.content.decode()
    assert len(keys) == 2
    assert shown.count('class="passage"') == 2
    assert "Nguyên văn." in shown
    assert "Nguồn: Ủy ban MTTQ Việt Nam xã Vĩnh Tú." in shown


def test_nothing_ticked_is_said(report, phuc, signed_in):
    answer = send(signed_in(phuc), "merge", report, "tinh-hinh", act="each")

    assert "Hãy chọn ít nhất một câu" in answer.content.decode()


def test_buttons_beside_a_paragraph_arrange_it(report, phuc, at, signed_in):
    client = signed_in(phuc)
    one, two = (
        operations.write_passage(report_id=report.pk, section="ky-toi", text=text, by=phuc, at=at)
        for text in ("A.", "B.")
    )

    send(client, "arrange", report, "ky-toi", act=f"up:{two.pk}")
    assert [said.passage for said in narrative.said(report, section="ky-toi")] == [two, one]
    send(client, "arrange", report, "ky-toi", act=f"out:{two.pk}")
    shown = page(client, "merge", report, "ky-toi")

    assert "1 đoạn đã bỏ ra" in shown
    assert f'value="back:{two.pk}"' in shown


def test_number_is_bound_by_its_button(report, phuc, at, signed_in):
    client = signed_in(phuc)
    operations.write_passage(report_id=report.pk, section="ky-toi", text="Đã trao 50 triệu đồng.", by=phuc, at=at)
    (act,) = re.findall(r'value="(bind:[^"]+)"', page(client, "merge", report, "ky-toi"))

    send(client, "arrange", report, "ky-toi", act=act)

    assert first_text(report, "ky-toi").text.text == "Đã trao {tien-giup} đồng."


@pytest.mark.parametrize("act", ["", "up", "up:x", "bind:x:1", "fly:00000000-0000-7000-8000-000000000000"])
def test_button_that_nobody_made_is_refused(report, phuc, signed_in, act):
    assert send(signed_in(phuc), "arrange", report, "ky-toi", act=act).status_code == 404


def test_second_editor_sees_what_the_first_saved_and_loses_nothing(report, phuc, at, signed_in):
    client = signed_in(phuc)
    made = operations.write_passage(report_id=report.pk, section="ky-toi", text="Lời đầu.", by=phuc, at=at)
    send(client, "passage", report, made, text="Lời của người này.", seen=1)

    answer = send(client, "passage", report, made, text="Lời của người kia.", seen=1)

    shown = answer.content.decode()
    assert "Người khác vừa sửa đoạn này" in shown
    assert "Lời của người này." in shown
    assert "Lời của người kia.</textarea>" in shown
    assert 'name="seen" value="2"' in shown
    send(client, "passage", report, made, text="Cả hai.", seen=2)
    assert first_text(report, "ky-toi").text.text == "Cả hai."


def test_unknown_figure_is_refused_and_the_text_stays(report, phuc, signed_in):
    answer = send(signed_in(phuc), "passage-new", report, "ky-toi", text="Có {khong-co} hộ.", seen=0)

    shown = answer.content.decode()
    assert "Không có con số nào tên {khong-co}" in shown
    assert "Có {khong-co} hộ.</textarea>" in shown


def test_every_figure_of_the_page_opens(report, phuc, signed_in):
    client = signed_in(phuc)

    shown = page(client, "report", report)

    links = set(re.findall(r'<a href="([^"]+)" data-figure', shown))
    assert len(links) > 20
    assert {client.get(link).status_code for link in links} == {200}


def test_report_is_read_by_whoever_works_over_the_body_and_written_by_it_alone(
    report, tuyet, hoa, lan, bich, stranger, signed_in
):
    reader = signed_in(tuyet)
    assert "Chốt và trình ký" not in page(reader, "report", report)
    assert reader.get(address("merge", report, "tinh-hinh")).status_code in (403, 404)
    for other in (hoa, lan, bich, stranger):
        assert signed_in(other).get(address("report", report)).status_code == 404


def test_word_file_and_annex_are_downloaded(report, phuc, signed_in):
    client = signed_in(phuc)

    word, annex = client.get(address("report-word", report)), client.get(address("report-annex", report))

    assert word["Content-Disposition"].endswith('.docx"')
    assert word.content[:2] == annex.content[:2] == b"PK"


def test_frozen_report_is_signed_compared_and_its_bytes_stay(report, phuc, at, signed_in):
    client = signed_in(phuc)
    answer = send(client, "freeze", report)
    freeze = Freeze.objects.get()
    assert answer.redirect_chain[-1][0] == freeze.get_absolute_url()
    before = client.get(address("frozen-word", report, 1)).content
    assert client.get(address("compare-signed", report, 1)).status_code == 404
    documents.record_signature(
        paper_id=freeze.paper_id, signed_on=phuc.on, signer_name="Trần Văn Minh", signer_post="", by=phuc, at=at
    )
    assert address("compare-signed", report, 1) in client.get(freeze.paper.get_absolute_url()).content.decode()

    signed = document(Paper.from_json(freeze.version.content))
    answer = send(client, "compare-signed", report, 1, file=SimpleUploadedFile("ky.docx", signed))

    assert "Bản ký có đủ từng chữ" in answer.content.decode()
    assert client.get(address("frozen-word", report, 1)).content == before
    assert client.get(address("frozen-annex", report, 1)).content[:2] == b"PK"


def test_frozen_figure_opens_to_rows_whose_sum_it_is(report, phuc, at, signed_in):
    client = signed_in(phuc)
    freeze = operations.freeze_report(report_id=report.pk, by=phuc, at=at)
    shown = page(client, "frozen", report, 1)

    links = set(re.findall(r'<a href="([^"]+)" data-figure', shown))
    figure = freeze.figures.get(key="tien-giup")
    opened = client.get(address("frozen-figure", report, 1, figure)).content.decode()

    assert {client.get(link).status_code for link in links} == {200}
    assert "tính lại từ đúng các bản đã đếm, kết quả như cũ" in opened
    assert "45.000.000" in opened
    assert "<b>50.000.000</b>" in opened


def test_signed_paper_without_text_is_asked_for(report, phuc, at, signed_in):
    freeze = operations.freeze_report(report_id=report.pk, by=phuc, at=at)
    documents.record_signature(
        paper_id=freeze.paper_id, signed_on=phuc.on, signer_name="Trần Văn Minh", signer_post="", by=phuc, at=at
    )

    answer = send(signed_in(phuc), "compare-signed", report, 1, text="")

    assert "Chưa có nội dung để so" in answer.content.decode()
