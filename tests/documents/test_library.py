"""The public library: made public by a named person on somebody's word, read by everybody, withdrawn with a reason."""

import datetime as dt
import uuid
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from giaoban.documents import library, operations
from giaoban.documents.filetypes import UnacceptableFile
from giaoban.documents.models import LegalAct, LibraryEntry, StoredFile
from giaoban.documents.papers import Paragraph, document
from giaoban.kernel.publication import KEPT, addresses
from giaoban.registry import operations as registry
from giaoban.registry.models import Event
from giaoban.search import queries as search
from giaoban.search.queries import Wanted
from tests.cast import TODAY
from tests.documents.papers import paper
from tests.documents.reading.making import scanned_pdf

PDF = scanned_pdf(1)
NAMED = operations.Named(
    "Kế hoạch", "15/KH-MTTQ", dt.date(2021, 10, 5), "Ủy ban MTTQ tỉnh", "Tổ chức Ngày hội Đại đoàn kết"
)
WORD = operations.Word("Trần Văn Minh, Chủ tịch", "Quy chế công khai số 2, ngày 04/01/2021")


@pytest.fixture(autouse=True)
def _on_the_day_of_the_cast(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def stored(khoa, at):
    """`stored(name)` keeps a file for the provincial Front."""

    def keep(name="quet.pdf", data=PDF) -> StoredFile:
        return operations.store_file(data=data, name=name, by=khoa, at=at)

    return keep


@pytest.fixture
def publish(khoa, stored, at):
    """`publish(number=…)` makes an act public as Khoa does."""

    def act(*, files=None, by=khoa, word=WORD, **told) -> LibraryEntry:
        named = operations.Named(**(vars(NAMED) | told))
        return operations.publish_act(
            named=named, word=word, files=[stored()] if files is None else files, by=by, at=at
        )

    return act


# --- Making public ----------------------------------------------------------------------------------------------------


def test_act_made_public_is_the_one_that_texts_cite(publish, khoa):
    cited = operations.cite(kind="Kế hoạch", number="15/KH-MTTQ", issued_on=NAMED.issued_on)

    entry = publish()

    assert entry.act == cited
    assert (entry.unit_id, entry.published_by, entry.published_on) == (khoa.unit_id, khoa.user, TODAY)
    assert Event.objects.filter(type="documents.library_published", subject_id=entry.pk).count() == 1


def test_signed_paper_goes_out_with_its_scan_under_what_it_says(signed, stored, khoa, hoa, at):
    operations.add_scan(
        paper_id=signed.pk, scan=operations.store_file(data=PDF, name="a.pdf", by=hoa, at=at), by=hoa, at=at
    )

    entry = operations.publish_paper(paper_id=signed.pk, word=WORD, files=[stored("b.pdf")], by=khoa, at=at)

    assert (entry.kind, entry.number, entry.issued_on) == ("Kế hoạch", "01/KH-MTTQ-BTT", signed.signed_on)
    assert entry.issuer == "Hội Liên hiệp Phụ nữ tỉnh"
    assert [one.name for one in entry.files.order_by("place")] == [
        "ke-hoach-01-kh-mttq-btt.pdf",
        "ke-hoach-01-kh-mttq-btt-2.pdf",
    ]


def test_paper_that_is_not_signed_stays_within(submitted, hoa, khoa, stored, at):
    with pytest.raises((operations.NotSigned, PermissionDenied)):
        operations.publish_paper(paper_id=submitted.pk, word=WORD, files=[stored()], by=khoa, at=at)


def test_signature_of_a_public_paper_is_not_taken_back(signed, stored, khoa, hoa, at):
    entry = operations.publish_paper(paper_id=signed.pk, word=WORD, files=[stored()], by=khoa, at=at)
    with pytest.raises(operations.IsPublic):
        operations.undo_signature(paper_id=signed.pk, reason="Nhầm số", by=hoa, at=at)

    operations.withdraw_from_library(entry_id=entry.pk, reason="Nhầm số", by=khoa, at=at)

    assert operations.undo_signature(paper_id=signed.pk, reason="Nhầm số", by=hoa, at=at).status == "submitted"


def test_only_whoever_has_the_permission_makes_public(publish, hoa, minh, van):
    for actor in (hoa, minh, van):
        with pytest.raises(PermissionDenied):
            publish(by=actor)
    assert not LibraryEntry.objects.exists()


def test_act_is_public_once_and_again_after_it_was_withdrawn(publish, khoa, at):
    entry = publish()
    with pytest.raises(operations.PublicAlready):
        publish(number="15 / KH - MTTQ")

    operations.withdraw_from_library(entry_id=entry.pk, reason="Sai trích yếu", by=khoa, at=at)

    assert publish(subject="Tổ chức Ngày hội").act == entry.act
    assert LegalAct.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"kind": " "}, operations.IncompleteDocument),
        ({"subject": "\u200b"}, operations.IncompleteDocument),
        ({"issuer": ""}, operations.IncompleteDocument),
        ({"issued_on": TODAY + dt.timedelta(days=1)}, operations.IssuedLater),
        ({"word": operations.Word(" ", "Quy chế")}, operations.IncompleteDocument),
        ({"word": operations.Word("Chủ tịch", " ")}, operations.IncompleteDocument),
        ({"files": []}, operations.NoFile),
    ],
)
def test_incomplete_document_is_refused_with_a_sentence(publish, told, problem):
    with pytest.raises(problem) as refused, transaction.atomic():
        publish(**told)

    assert refused.value.message_vi.endswith(".")
    assert not LibraryEntry.objects.exists()


def test_file_that_is_no_document_is_refused(publish, stored):
    with pytest.raises(operations.NotForEverybody):
        publish(files=[stored("bang.csv", b"a,b\n1,2\n")])


def test_file_with_the_mark_of_a_secret_is_refused(publish, stored):
    secret = document(paper(blocks=(Paragraph("MẬT"), Paragraph("Nội dung"))))

    with pytest.raises(operations.BearsASecret) as refused:
        publish(files=[stored("van-ban.docx", secret)])

    assert "không được công khai" in refused.value.message_vi


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a.html"])
def test_what_could_run_is_never_kept(stored, name):
    contents = {
        "a.exe": b"MZ\x90\x00" + b"\0" * 200,
        "a.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "a.html": b"<html></html>",
    }

    with pytest.raises(UnacceptableFile):
        stored(name, contents[name])


def test_what_is_public_never_changes(publish):
    entry = publish()

    for told in ({"subject": "Khác"}, {"permitted_by": "Khác"}, {"number": "9"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            LibraryEntry.objects.filter(pk=entry.pk).update(**told)


def test_withdrawing_needs_a_reason_and_happens_once(publish, khoa, stranger, at):
    entry = publish()
    with pytest.raises(operations.IncompleteDocument):
        operations.withdraw_from_library(entry_id=entry.pk, reason="  ", by=khoa, at=at)
    with pytest.raises(PermissionDenied):
        operations.withdraw_from_library(entry_id=entry.pk, reason="Sai", by=stranger, at=at)

    operations.withdraw_from_library(entry_id=entry.pk, reason="Sai", by=khoa, at=at)

    with pytest.raises(operations.WithdrawnAlready):
        operations.withdraw_from_library(entry_id=entry.pk, reason="Sai", by=khoa, at=at)


# --- As everybody reads it --------------------------------------------------------------------------------------------


def test_library_that_is_empty_says_so(client):
    page = client.get("/library/").content.decode()

    assert "Thư viện chưa có văn bản" in page
    assert "filter-bar" not in page


def test_list_tells_what_there_is_without_an_account_and_may_be_kept(client, publish):
    entry = publish()

    answer = client.get("/library/")

    assert entry.subject in answer.content.decode()
    assert answer.wsgi_request.META[KEPT].parameters == {"q", "kind", "issuer", "year", "page"}
    assert not answer.cookies


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=ngay+hoi", {"15/KH-MTTQ"}),
        ("?q=NGÀY HỘI đoàn", {"15/KH-MTTQ"}),
        ("?q=quy+chế", set()),
        ("?kind=Nghị quyết", {"4/NQ-PN"}),
        ("?issuer=Hội Phụ nữ", {"4/NQ-PN"}),
        ("?year=2021", {"15/KH-MTTQ"}),
        ("?year=2020&q=tử tế", {"4/NQ-PN"}),
        ("?kind=Luật", {"15/KH-MTTQ", "4/NQ-PN"}),
    ],
)
def test_list_is_narrowed_by_its_address(client, publish, query, found):
    publish()
    publish(
        kind="Nghị quyết", number="4/NQ-PN", issued_on=dt.date(2020, 12, 9), issuer="Hội Phụ nữ", subject="Việc tử tế"
    )

    page = client.get(f"/library/{query}").content.decode()

    assert {one for one in ("15/KH-MTTQ", "4/NQ-PN") if one in page} == found


def test_long_library_comes_page_by_page_with_a_constant_number_of_queries(
    client, publish, stored, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(library, "ON_A_PAGE", 2)
    files = [stored()]
    for number in range(1, 6):
        publish(number=f"{number}/KH", issued_on=dt.date(2021, 1, number), files=files)
    client.get("/library/")

    with django_assert_num_queries(6):
        first = client.get("/library/").content.decode()
    last = client.get("/library/?page=3").content.decode()

    assert "5/KH" in first
    assert "3/KH" not in first
    assert "1/KH" in last


def test_document_says_on_whose_word_it_is_public(client, publish):
    page = client.get(publish().get_absolute_url()).content.decode()

    assert WORD.permitted_by in page
    assert WORD.basis in page
    assert "Ủy ban MTTQ Việt Nam tỉnh" in page


def test_file_is_saved_under_a_plain_name_and_asked_for_anew(client, publish, stored):
    entry = publish(files=[stored("../../Kế hoạch (bản quét).pdf"), stored("anh.pdf")])
    first, second = entry.files.order_by("place")

    answer = client.get(first.get_absolute_url())
    again = client.get(first.get_absolute_url(), headers={"If-None-Match": answer["ETag"]})

    assert (first.name, second.name) == ("ke-hoach-15-kh-mttq.pdf", "ke-hoach-15-kh-mttq-2.pdf")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="ke-hoach-15-kh-mttq.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer["Cache-Control"] == "public, no-cache"
    assert again.status_code == 304
    assert client.get(f"/library/{entry.pk}/khac.pdf").status_code == 404


def test_withdrawn_document_says_why_and_gives_nothing(client, publish, khoa, at):
    entry = publish()
    url, file = entry.get_absolute_url(), entry.files.get().get_absolute_url()

    operations.withdraw_from_library(entry_id=entry.pk, reason="Văn bản được thay thế", by=khoa, at=at)

    gone = client.get(url)
    assert gone.status_code == 410
    assert "Văn bản được thay thế" in gone.content.decode()
    assert entry.subject not in gone.content.decode()
    assert client.get(file).status_code == 404
    assert entry.subject not in client.get("/library/").content.decode()


def test_public_document_stands_wherever_the_public_looks(client, publish, khoa, at):
    entry = publish()
    file = entry.files.get()

    (row,) = client.get("/open-data/v1/documents.json").json()["items"]
    found = search.for_everybody(Wanted("ngay hoi dai doan ket"), on=TODAY)

    assert (row["number"], row["basis"], row["files"]) == ("15/KH-MTTQ", WORD.basis, [file.get_absolute_url()])
    assert [hit.url for hit in found.hits] == [entry.get_absolute_url()]
    assert {entry.get_absolute_url(), file.get_absolute_url(), "/library/"} <= set(addresses.all())
    assert entry.get_absolute_url() in client.get("/sitemap-1.xml").content.decode()

    operations.withdraw_from_library(entry_id=entry.pk, reason="Sai", by=khoa, at=at)

    assert client.get("/open-data/v1/documents.json").json()["items"] == []
    assert search.for_everybody(Wanted("ngay hoi dai doan ket"), on=TODAY).total == 0
    assert addresses.takes_away("documents.library_withdrawn")


# --- The desk ---------------------------------------------------------------------------------------------------------


def form(**told):
    values = {
        "kind": "Kế hoạch", "number": "15/KH-MTTQ", "issued_on": "2021-10-05", "issuer": "Ủy ban MTTQ tỉnh",
        "subject": "Ngày hội", "permitted_by": WORD.permitted_by, "basis": WORD.basis, "is_read": "on",
        "idempotency_key": str(uuid.uuid4()), "attached": SimpleUploadedFile("quet.pdf", PDF),
    }  # fmt: skip
    return {name: value for name, value in (values | told).items() if value is not None}


def test_approver_makes_an_act_public_on_one_page_and_withdraws_it(signed_in, khoa):
    client = signed_in(khoa)

    made = client.post("/publishing/library/new/", form(), follow=True)
    entry = LibraryEntry.objects.get()
    client.post(f"/publishing/library/{entry.pk}/withdraw/", {"reason": "Sai", "idempotency_key": str(uuid.uuid4())})

    assert made.redirect_chain[-1][0] == entry.get_absolute_url()
    assert "Sai" in client.get("/publishing/library/").content.decode()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"is_read": None}, "is_read"),
        ({"attached": SimpleUploadedFile("a.pdf", b"MZ\x90\x00" + b"\0" * 200)}, "tệp chương trình"),
        ({"attached": None}, "Hãy kèm ít nhất một tệp"),
        ({"issued_on": "2021-12-31"}, "còn ở phía trước"),
        ({"kind": "Bài thơ"}, "kind"),
    ],
)
def test_refused_form_says_why_and_keeps_what_was_typed(signed_in, khoa, told, said):
    page = signed_in(khoa).post("/publishing/library/new/", form(**told)).content.decode()

    assert said in page
    assert "Ngày hội" in page
    assert not LibraryEntry.objects.exists()
    assert not StoredFile.objects.exists()


def test_signed_paper_is_offered_and_made_public_from_its_page(signed_in, signed, khoa):
    client = signed_in(khoa)
    url = f"/publishing/library/papers/{signed.pk}/"
    assert url in client.get("/publishing/library/").content.decode()
    assert url in client.get(signed.get_absolute_url()).content.decode()

    sent = {"permitted_by": "Chủ tịch", "basis": "Quy chế", "is_read": "on", "idempotency_key": str(uuid.uuid4())}
    client.post(url, {**sent, "attached": SimpleUploadedFile("quet.pdf", BytesIO(PDF).read())})

    entry = LibraryEntry.objects.get()
    assert entry.paper == signed
    assert client.get(url).headers["Location"] == entry.get_absolute_url()
