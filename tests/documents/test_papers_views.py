"""Papers on the screen: written, submitted, signed, downloaded, printed; for strangers they do not exist."""

import io
import uuid

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.documents import operations, queries, showing
from giaoban.documents.models import IssuedPaper
from tests.documents.papers import BLOCKS, paper
from tests.documents.test_papers_life import PDF


def url(name, one):
    return reverse(f"documents:{name}", args=[one.pk])


def send(client, path, **fields):
    return client.post(path, {"idempotency_key": str(uuid.uuid4()), **fields})


FIELDS = {
    "kind": "BC",
    "subject": "Kết quả công tác quý III năm 2021",
    "addressees": "Ủy ban MTTQ Việt Nam tỉnh",
    "text": "# I. KẾT QUẢ\n1. Đã giúp 42 hộ.",
    "own": "Hội Liên hiệp Phụ nữ tỉnh",
    "upper": "",
    "sign": "BTV",
    "place": "Quảng Trị",
    "on_behalf_of": "Ban Thường vụ",
    "post": "Chủ tịch",
    "recipients": "Như trên\nLưu VT",
}


def test_paper_is_written_on_the_letterhead_of_the_own_body(signed_in, hoa):
    client = signed_in(hoa)

    form = client.get(reverse("documents:paper-new")).content.decode()
    answer = send(client, reverse("documents:paper-new"), **FIELDS)

    assert 'value="BTV"' in form
    one = IssuedPaper.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    assert (one.unit_id, one.kind, one.profile) == (hoa.unit_id, "BC", "state-2020")


def test_form_sent_twice_makes_one_paper(signed_in, hoa):
    client, key = signed_in(hoa), str(uuid.uuid4())

    for _ in range(2):
        client.post(reverse("documents:paper-new"), {"idempotency_key": key, **FIELDS})

    assert IssuedPaper.objects.count() == 1


def test_form_says_what_is_missing_and_writes_nothing(signed_in, hoa):
    answer = send(signed_in(hoa), reverse("documents:paper-new"), **FIELDS | {"subject": " ", "text": "[Bảng 1]"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in page or "field-wrong" in page
    assert not IssuedPaper.objects.exists()


def test_edit_writes_a_version_and_keeps_the_tables(signed_in, draft, hoa):
    client = signed_in(hoa)
    fields = FIELDS | {"kind": "KH", "text": "Mở đầu.\n[Bảng 1]", "seen": "1"}

    assert send(client, url("paper-edit", draft), **fields)["Location"] == draft.get_absolute_url()

    draft.refresh_from_db()
    blocks = queries.said(draft, queries.latest(draft)).blocks
    assert (draft.versions.count(), blocks[1]) == (2, BLOCKS[2])


def test_edit_of_what_somebody_else_has_changed_is_told(signed_in, draft, hoa, at):
    operations.revise_paper(paper_id=draft.pk, seen=1, content=paper(subject="Bản của người khác"), by=hoa, at=at)

    answer = send(signed_in(hoa), url("paper-edit", draft), **FIELDS | {"kind": "KH", "seen": "1"})

    assert "phiên bản 2" in answer.content.decode()
    assert draft.versions.count() == 2


def test_page_shows_the_paper_as_it_will_lie_on_the_table(signed_in, draft, hoa):
    page = signed_in(hoa).get(draft.get_absolute_url()).content.decode()

    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BAN THƯỜNG TRỰC", draft.subject, "Nơi nhận:", "DỰ THẢO"):
        assert words in page
    assert "papers.css" in page
    assert " style=" not in page


def test_signed_paper_comes_back_with_its_scan(signed_in, draft, hoa):
    client = signed_in(hoa)
    send(client, url("paper-submit", draft), seen="1")

    answer = send(
        client,
        url("paper-sign", draft),
        number="31",
        signed_on="2021-10-27",
        signer_name="Trần Thị Mận",
        signer_post="Chủ tịch",
        scan=SimpleUploadedFile("ban-ky.pdf", PDF),
    )

    assert answer["Location"] == draft.get_absolute_url()
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "Số: 31/KH-MTTQ-BTT" in page
    assert "ngày 27 tháng 10 năm 2021" in page
    file = client.get(url("paper-scan", draft))
    assert b"".join(file.streaming_content) == PDF


def test_scan_that_is_none_is_refused_and_nothing_is_recorded(signed_in, submitted, hoa):
    answer = send(
        signed_in(hoa),
        url("paper-sign", submitted),
        signed_on="2021-10-27",
        signer_name="Trần Thị Mận",
        scan=SimpleUploadedFile("ban-ky.pdf", b"MZ\x90\x00" + b"x" * 200),
    )

    assert answer.status_code == 200
    submitted.refresh_from_db()
    assert submitted.status == "submitted"


def test_number_is_reserved_and_shown(signed_in, draft, hoa):
    client = signed_in(hoa)

    assert "begin_after" in client.get(url("paper-number", draft)).content.decode()
    send(client, url("paper-number", draft), begin_after="144")

    assert "Số: 145/KH-MTTQ-BTT" in client.get(draft.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("state", "name", "status"),
    [
        ("submitted", "paper-send-back", "draft"),
        ("signed", "paper-undo", "submitted"),
        ("draft", "paper-withdraw", "withdrawn"),
    ],
)
def test_act_with_a_reason_does_what_it_says(state, name, status, request, signed_in, hoa):
    one, client = request.getfixturevalue(state), signed_in(hoa)

    assert "consequence" in client.get(url(name, one)).content.decode()
    send(client, url(name, one), reason="Ghi nhầm")

    one.refresh_from_db()
    assert one.status == status


def test_act_that_the_state_does_not_allow_is_told(signed_in, signed, hoa):
    answer = send(signed_in(hoa), url("paper-withdraw", signed), reason="Muộn rồi")

    assert answer.status_code == 200
    signed.refresh_from_db()
    assert signed.status == "signed"


def test_scan_is_added_later(signed_in, signed, hoa):
    client = signed_in(hoa)

    send(client, url("paper-scan-add", signed), scan=SimpleUploadedFile("quet.pdf", PDF))

    signed.refresh_from_db()
    assert signed.scan.media_type == "application/pdf"


def test_word_file_has_a_plain_name_and_the_papers_words(signed_in, signed, hoa):
    answer = signed_in(hoa).get(url("paper-word", signed))

    assert answer["Content-Type"] == showing.DOCX
    assert answer["Content-Disposition"] == 'attachment; filename="kh-so-01-kh-mttq-btt-2021.docx"'
    assert docx.Document(io.BytesIO(answer.content)).sections[0].left_margin.mm == pytest.approx(30, abs=0.1)


def test_print_holds_nothing_but_the_paper(signed_in, draft, hoa):
    page = signed_in(hoa).get(url("paper-print", draft)).content.decode()

    assert page.count("<article") == 1
    assert "<script" not in page
    assert "site-header" not in page


def test_paper_of_a_demonstration_says_so_everywhere(signed_in, draft, hoa, settings):
    client = signed_in(hoa)
    settings.DEMONSTRATION = True

    word = docx.Document(io.BytesIO(client.get(url("paper-word", draft)).content)).sections[0]

    assert word.first_page_header.paragraphs[0].text == showing.ILLUSTRATION
    assert word.header.paragraphs[1].text == showing.ILLUSTRATION
    assert f'paper-note">{showing.ILLUSTRATION}' in client.get(url("paper-print", draft)).content.decode()


@pytest.mark.parametrize(
    "name", ["paper", "paper-word", "paper-print", "paper-scan", "paper-edit", "paper-sign", "paper-withdraw"]
)
def test_paper_does_not_exist_for_a_stranger(signed_in, signed, stranger, name):
    assert signed_in(stranger).get(url(name, signed)).status_code == 404


def test_reader_of_a_signed_paper_is_offered_no_act(signed_in, signed, phuc):
    client = signed_in(phuc)

    page = client.get(signed.get_absolute_url()).content.decode()

    assert [act for act in ("undo", "scan/add", "edit", "withdraw") if f"/{act}/" in page] == []
    assert client.get(url("paper-undo", signed)).status_code == 404


def test_markup_in_a_paper_stays_words(signed_in, province, hoa, at):
    one = operations.draft_paper(unit_id=province.women.pk, content=paper(subject="<b onload=x>đậm</b>"), by=hoa, at=at)

    page = signed_in(hoa).get(one.get_absolute_url()).content.decode()

    assert "<b onload" not in page
    assert "&lt;b onload=x&gt;đậm&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("q=giam+sat", 1),
        ("q=giám+TẾT", 0),
        ("kind=TB", 1),
        ("status=signed", 0),
        ("year=2021", 3),
        ("year=x", 3),
    ],
)
def test_list_is_narrowed_by_its_address(signed_in, province, hoa, at, query, count):
    for kind, subject in (("KH", "Chăm lo Tết Nhâm Dần"), ("TB", "Lịch giám sát"), ("KH", "Tập huấn cán bộ")):
        operations.draft_paper(unit_id=province.women.pk, content=paper(kind=kind, subject=subject), by=hoa, at=at)

    page = signed_in(hoa).get(f"{reverse('documents:papers')}?{query}")

    assert len(page.context["rows"]) == count


def _queries(client, path, connection):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_list_asks_as_much_for_thirty_papers_as_for_one(signed_in, province, hoa, at):
    from django.db import connection

    client, counts = signed_in(hoa), []
    for more in (1, 29):
        for _ in range(more):
            operations.draft_paper(unit_id=province.women.pk, content=paper(), by=hoa, at=at)
        counts.append(_queries(client, reverse("documents:papers"), connection))

    assert counts[0] == counts[1] <= 12


def test_paper_asks_little(signed_in, signed, hoa):
    from django.db import connection

    assert _queries(signed_in(hoa), signed.get_absolute_url(), connection) <= 20
