"""A paper from draft to signature: each step by whom it is allowed, each state with its columns, nothing rewritten."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from giaoban.documents import operations, queries
from giaoban.documents.enums import PAPER_FLOW, PaperStatus
from giaoban.documents.letterheads import Style
from giaoban.documents.models import IssuedPaper, PaperVersion, StoredFile
from giaoban.documents.papers import InvalidPaper, Paper
from giaoban.kernel.resolvers import Pointer, Sight, resolvers
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry.models import Event
from giaoban.registry.roles import Permission
from tests.documents.papers import paper

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def scan(hoa, at) -> StoredFile:
    return operations.store_file(data=PDF, name="thong-bao-da-ky.pdf", by=hoa, at=at)


def said_by(one: IssuedPaper) -> Paper:
    return queries.said(one, queries.latest(one))


def test_draft_keeps_what_it_says_as_its_first_version(draft, hoa, province):
    assert (draft.status, draft.unit_id, draft.number) == ("draft", province.women.pk, None)
    assert said_by(draft) == paper(is_draft=True, number=None)
    assert Event.objects.get(subject_id=draft.pk).data == {"title": draft.subject}


def test_revision_is_a_further_version_and_the_first_stays(draft, hoa, at):
    changed = paper(is_draft=True, number=None, subject="Triển khai nhiệm vụ tháng 11")

    revised = operations.revise_paper(paper_id=draft.pk, seen=1, content=changed, by=hoa, at=at)

    assert [Paper.from_json(one.content).subject for one in draft.versions.order_by("number")] == [
        draft.subject,
        "Triển khai nhiệm vụ tháng 11",
    ]
    assert revised.subject_folded == "trien khai nhiem vu thang 11"


def test_second_of_two_writers_sees_that_somebody_was_first(draft, hoa, at):
    operations.revise_paper(paper_id=draft.pk, seen=1, content=paper(subject="Của người thứ nhất"), by=hoa, at=at)

    with pytest.raises(operations.StalePaper) as refusal:
        operations.revise_paper(paper_id=draft.pk, seen=1, content=paper(subject="Của người thứ hai"), by=hoa, at=at)

    assert refusal.value.fields == {"seen": 1, "latest": 2}
    draft.refresh_from_db()
    assert draft.subject == "Của người thứ nhất"


def test_version_that_nobody_has_seen_is_not_submitted(draft, hoa, at):
    operations.revise_paper(paper_id=draft.pk, seen=1, content=paper(), by=hoa, at=at)

    with pytest.raises(operations.StalePaper):
        operations.submit_paper(paper_id=draft.pk, seen=1, by=hoa, at=at)


def test_submitted_paper_changes_no_more(submitted, hoa, at):
    with pytest.raises(InvalidTransition):
        operations.revise_paper(paper_id=submitted.pk, seen=1, content=paper(), by=hoa, at=at)


def test_paper_that_was_sent_back_can_be_changed_again(submitted, hoa, at):
    back = operations.send_back_paper(paper_id=submitted.pk, reason="Thiếu nơi nhận", by=hoa, at=at)

    assert (back.status, back.submitted_at, back.submitted_by) == ("draft", None, None)
    operations.revise_paper(paper_id=back.pk, seen=1, content=paper(), by=hoa, at=at)


def test_signature_brings_number_day_signer_and_scan(submitted, sign, scan, hoa):
    one = sign(submitted, scan=scan)

    assert (one.status, one.number, one.year, one.scan) == ("signed", 1, 2021, scan)
    shown = said_by(one)
    assert (shown.number, shown.day, shown.is_draft) == (1, hoa.on, False)
    assert (shown.signer.name, shown.signer.post) == ("Trần Thị Mận", "Chủ tịch")
    assert shown.signer.on_behalf_of == "Ban Thường trực"


def test_draft_is_not_signed_before_it_was_submitted(draft, sign):
    with pytest.raises(InvalidTransition):
        sign(draft)


def test_paper_is_not_signed_tomorrow(submitted, sign, hoa):
    with pytest.raises(operations.SignedLater):
        sign(submitted, signed_on=hoa.on + dt.timedelta(days=1))


@pytest.mark.parametrize("name", ["", "  "])
def test_somebody_signs(submitted, sign, name):
    with pytest.raises(operations.NothingGiven):
        sign(submitted, signer_name=name)


def test_scan_is_a_picture_or_a_pdf(submitted, sign, hoa, at):
    text = operations.store_file(data="đã ký".encode(), name="da-ky.txt", by=hoa, at=at)

    with pytest.raises(operations.NotAScan):
        sign(submitted, scan=text)


def test_scan_may_come_later_and_only_once(signed, scan, hoa, at):
    assert operations.add_scan(paper_id=signed.pk, scan=scan, by=hoa, at=at).scan == scan
    with pytest.raises(operations.HasAScan):
        operations.add_scan(paper_id=signed.pk, scan=scan, by=hoa, at=at)


def test_wrong_record_of_a_signature_is_taken_back(signed, sign, hoa, at):
    back = operations.undo_signature(paper_id=signed.pk, reason="Nhầm ngày", by=hoa, at=at)

    assert (back.status, back.signed_on, back.signer_name, back.number) == ("submitted", None, "", 1)
    assert sign(back, signed_on=dt.date(2021, 10, 20)).number == 1
    event = Event.objects.get(type="documents.signature_undone")
    assert (event.data["number"], event.data["reason"]) == ("Số: 01/KH-MTTQ-BTT", "Nhầm ngày")


def test_withdrawn_paper_ends_with_its_reason(submitted, hoa, at):
    one = operations.withdraw_paper(paper_id=submitted.pk, reason="Ghép vào kế hoạch khác", by=hoa, at=at)

    assert (one.status, one.withdrawn_reason) == ("withdrawn", "Ghép vào kế hoạch khác")
    assert PAPER_FLOW.actions_from(one.status) == ()


@pytest.mark.parametrize("act", ["send_back_paper", "withdraw_paper"])
def test_reason_is_more_than_blanks(submitted, hoa, at, act):
    with pytest.raises(operations.NothingGiven):
        getattr(operations, act)(paper_id=submitted.pk, reason=" \n", by=hoa, at=at)


def test_annex_is_no_paper_of_its_own(province, hoa, at):
    with pytest.raises(InvalidPaper):
        operations.draft_paper(unit_id=province.women.pk, content=paper(kind="DM"), by=hoa, at=at)


# --- Who may --------------------------------------------------------------------------------------------------------------


def test_body_drafts_for_itself_and_the_secretariat_for_those_it_serves(province, hoa, phuc, lan, minh, tuyet, at):
    def may_draft(actor):
        return actor.has_perm(Permission.PAPER_DRAFT, IssuedPaper(unit=province.women))

    assert [may_draft(actor) for actor in (hoa, tuyet, phuc, lan, minh)] == [True, True, False, False, False]
    with pytest.raises(PermissionDenied):
        operations.draft_paper(unit_id=province.women.pk, content=paper(), by=phuc, at=at)


def test_leader_reads_and_does_not_write(province, minh, tuyet, at):
    one = operations.draft_paper(unit_id=province.party.pk, content=paper(), by=tuyet, at=at)

    assert minh.has_perm(Permission.PAPER_VIEW, one)
    assert not minh.has_perm(Permission.PAPER_SIGN, one)


@pytest.mark.parametrize("state", ["draft", "submitted", "signed"])
def test_list_and_paper_agree_on_who_sees_it(state, request, everybody):
    one = request.getfixturevalue(state)

    for actor in everybody:
        listed = IssuedPaper.objects.visible_to(actor).filter(pk=one.pk).exists()
        assert listed == actor.has_perm(Permission.PAPER_VIEW, one), (state, actor.user.username)


def test_draft_is_the_bodys_own_and_the_signed_paper_the_territorys(draft, sign, hoa, phuc, stranger, at):
    def seen_by(actor):
        return IssuedPaper.objects.visible_to(actor).filter(pk=draft.pk).exists()

    assert [seen_by(actor) for actor in (hoa, phuc, stranger)] == [True, False, False]

    operations.submit_paper(paper_id=draft.pk, seen=1, by=hoa, at=at)
    sign(draft)

    assert [seen_by(actor) for actor in (hoa, phuc, stranger)] == [True, True, False]


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("submit_paper", {"seen": 1}),
        ("withdraw_paper", {"reason": "x"}),
        ("revise_paper", {"seen": 1, "content": paper()}),
        ("reserve_number", {}),
    ],
)
def test_stranger_does_nothing_with_it(draft, stranger, at, act, more):
    with pytest.raises(PermissionDenied):
        getattr(operations, act)(paper_id=draft.pk, by=stranger, at=at, **more)


# --- What the database holds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "columns"),
    [
        ("draft", {"status": PaperStatus.SIGNED}),
        ("draft", {"status": PaperStatus.SUBMITTED}),
        ("draft", {"submitted_by": None, "submitted_at": "2021-10-28T00:00Z"}),
        ("draft", {"signer_name": "Ai đó"}),
        ("draft", {"about_kind": "briefing.briefing"}),
        ("draft", {"number": 3}),
        ("draft", {"number": 3, "year": 2021}),
        ("draft", {"subject": ""}),
        ("submitted", {"subject": "Khác"}),
        ("submitted", {"kind": "TB"}),
        ("submitted", {"withdrawn_reason": "x"}),
        ("signed", {"status": PaperStatus.DRAFT}),
        ("signed", {"status": PaperStatus.WITHDRAWN}),
        ("signed", {"signed_on": dt.date(2021, 1, 1)}),
        ("signed", {"signer_name": "Người khác"}),
        ("signed", {"number": 9}),
        ("signed", {"number": None, "year": None}),
        ("signed", {"recorded_by": None}),
    ],
)
def test_database_refuses_a_state_without_its_columns(state, columns, request):
    one = request.getfixturevalue(state)

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        IssuedPaper.objects.filter(pk=one.pk).update(**columns)


def test_paper_is_never_deleted(draft):
    with pytest.raises(ProgrammingError), transaction.atomic():
        PaperVersion.objects.filter(paper=draft).delete()
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        IssuedPaper.objects.filter(pk=draft.pk)._raw_delete("default")


def test_submitted_paper_gets_no_version_past_the_operations(submitted, hoa, at):
    with pytest.raises(IntegrityError, match="only a draft"), transaction.atomic():
        PaperVersion.objects.create(paper=submitted, number=2, content={}, made_at=at, made_by=hoa.user)


def test_body_lives_on_the_day_of_its_paper(province, hoa, draft):
    with pytest.raises(IntegrityError, match="did not exist"), transaction.atomic():
        IssuedPaper.objects.filter(pk=draft.pk).update(drafted_on=dt.date(1999, 1, 1))


# --- What stands around it ---------------------------------------------------------------------------------------------------


def test_pointer_leads_to_the_paper_for_those_who_may_see_it(draft, hoa, phuc):
    pointer = Pointer("documents.paper", draft.pk)

    assert resolvers.resolve([pointer], reader=hoa)[pointer].url == draft.get_absolute_url()
    assert resolvers.resolve([pointer], reader=phuc)[pointer].sight == Sight.MASKED


@pytest.mark.parametrize(
    ("body", "style", "own", "sign"),
    [
        ("front", Style.STATE, ("Ban Thường trực",), "MTTQ-BTT"),
        ("office", Style.PARTY, ("Văn phòng",), "VPTU"),
        ("party", Style.PARTY, ("Tỉnh ủy Quảng Trị",), "TU"),
        ("youth", Style.YOUTH, ("BCH Tỉnh Quảng Trị",), "TĐTN"),
        ("women", Style.STATE, ("Hội Liên hiệp Phụ nữ tỉnh",), "BTV"),
        ("people", Style.STATE, ("UBND tỉnh",), "UT"),
    ],
)
def test_letterhead_is_proposed_from_the_kind_of_body(province, body, style, own, sign, hoa):
    found = queries.letterhead(getattr(province, body).pk, on=hoa.on)

    assert (found.style, found.issuer.own, found.issuer.sign) == (style, own, sign)
    assert found.issuer.place == "Quảng Trị"


def test_letterhead_that_was_put_right_once_is_proposed_again(draft, hoa):
    assert queries.letterhead(draft.unit_id, on=hoa.on).issuer == paper().issuer
