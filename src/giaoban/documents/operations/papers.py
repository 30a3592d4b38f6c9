"""A paper from draft to signature: written, submitted, numbered, signed on paper and recorded, or withdrawn."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents import queries
from giaoban.documents.enums import PAPER_FLOW, Book, PaperStatus
from giaoban.documents.filetypes import FileType
from giaoban.documents.models import IssuedPaper, LibraryEntry, PaperVersion, StoredFile
from giaoban.documents.operations.numbers import NumberIsGiven, give_number, take_number
from giaoban.documents.papers import InvalidPaper, Paper
from giaoban.kernel.problems import Problem
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.vietnamese import fold
from giaoban.kernel.workflow import InvalidTransition
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

SCANS = frozenset(kind.media_type for kind in FileType if kind is FileType.PDF or kind.is_image)


class StalePaper(Problem):
    """Somebody wrote a further version since the page was shown: `seen`, `latest`."""

    code = "stale_paper"
    sentence_vi = "Văn bản đã có phiên bản {latest} do người khác vừa lưu. Hãy xem phiên bản mới trước khi tiếp tục."


class NotAScan(Problem):
    """Neither a PDF nor a picture: `media_type`."""

    code = "not_a_scan"
    sentence_vi = "Bản quét phải là PDF hoặc ảnh (JPEG, PNG, WebP)."


class SignedLater(Problem):
    """A day of signing that has not come: `signed_on`."""

    code = "signed_later"
    sentence_vi = "Ngày ký ({signed_on}) còn ở phía trước."


class OtherYear(Problem):
    """The number was given in another year than that of signing: `year`, `signed_on`."""

    code = "other_year"
    sentence_vi = "Số đã cấp thuộc năm {year}, không dùng cho văn bản ký ngày {signed_on}. Hãy rút văn bản và lập lại."


class NothingGiven(Problem):
    """A reason or a name that is only blanks: `what`."""

    code = "nothing_given"
    sentence_vi = "Hãy ghi {what}."


class HasAScan(Problem):
    """The scan is there already; it never changes."""

    code = "has_a_scan"
    sentence_vi = "Văn bản đã có bản quét."


class IsPublic(Problem):
    """Everybody reads the paper as signed; it is withdrawn from the library first."""

    code = "is_public"
    sentence_vi = (
        "Văn bản đang được công khai trong thư viện. Hãy rút khỏi thư viện trước, rồi mới hủy ghi nhận chữ ký."
    )


@transaction.atomic
def draft_paper(
    *, unit_id: UUID, content: Paper, by: Actor, at: dt.datetime, about: Pointer | None = None
) -> IssuedPaper:
    """Begins a paper of a body with its first version; `about` says what it is about, a row of any room.

    Raises PermissionDenied, InvalidPaper for a kind that is only ever an annex.
    """
    paper = IssuedPaper(
        unit_id=unit_id,
        about_kind=about.kind if about else "",
        about_id=about.id if about else None,
        drafted_on=by.on,
        drafted_at=at,
        drafted_by=by.user,
        **_columns(content),
    )
    if not by.has_perm(Permission.PAPER_DRAFT, paper):
        raise PermissionDenied
    paper.save(force_insert=True)
    _write(paper, 1, content, by, at)
    events.record("documents.paper_drafted", paper, by=by, at=at, unit=unit_id, title=paper.subject)
    return paper


@transaction.atomic
def revise_paper(*, paper_id: UUID, seen: int, content: Paper, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Writes a further version of a draft; `seen` is the version that the writer started from.

    Raises StalePaper, InvalidTransition once it was submitted, InvalidPaper.
    """
    paper = _locked(paper_id, Permission.PAPER_DRAFT, by)
    if paper.status != PaperStatus.DRAFT:
        raise InvalidTransition(workflow=PAPER_FLOW.name, action="revise", state=paper.status)
    columns = _columns(content)
    if paper.number is not None and columns["kind"] != paper.kind:
        raise NumberIsGiven(number=paper.number)
    last = _latest(paper, seen)
    for name, value in columns.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(columns))
    _write(paper, last + 1, content, by, at)
    events.record("documents.paper_revised", paper, by=by, at=at, unit=paper.unit_id, version=last + 1)
    return paper


@transaction.atomic
def submit_paper(*, paper_id: UUID, seen: int, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Hands the version that one has seen up for signature; from here on it does not change. Raises StalePaper."""
    paper = _locked(paper_id, Permission.PAPER_DRAFT, by)
    _latest(paper, seen)
    paper.status = PAPER_FLOW.target("submit", paper.status)
    paper.submitted_at, paper.submitted_by = at, by.user
    paper.save(update_fields=["status", "submitted_at", "submitted_by"])
    events.record("documents.paper_submitted", paper, by=by, at=at, unit=paper.unit_id)
    return paper


@transaction.atomic
def send_back_paper(*, paper_id: UUID, reason: str, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Gives a submitted paper back to be reworked, and says why; a number that it has stays its own."""
    paper = _locked(paper_id, Permission.PAPER_SIGN, by)
    told = _given(reason, "lý do")
    paper.status = PAPER_FLOW.target("send_back", paper.status)
    paper.submitted_at, paper.submitted_by = None, None
    paper.save(update_fields=["status", "submitted_at", "submitted_by"])
    events.record("documents.paper_sent_back", paper, by=by, at=at, unit=paper.unit_id, reason=told)
    return paper


@transaction.atomic
def reserve_number(*, paper_id: UUID, by: Actor, at: dt.datetime, begin_after: int = 0) -> IssuedPaper:
    """Gives a paper the next number of its body, kind and year before it is signed.

    `begin_after` is the last number of the paper book, where this is the first one given here. Raises NumberIsGiven,
    numbers.KeptElsewhere, InvalidTransition for a paper that is signed or withdrawn.
    """
    paper = _locked(paper_id, Permission.PAPER_SIGN, by)
    if paper.status not in (PaperStatus.DRAFT, PaperStatus.SUBMITTED):
        raise InvalidTransition(workflow=PAPER_FLOW.name, action="reserve", state=paper.status)
    give_number(paper=paper, year=by.on.year, begin_after=begin_after, by=by, at=at)
    return paper


@transaction.atomic
def record_signature(
    *,
    paper_id: UUID,
    signed_on: dt.date,
    signer_name: str,
    signer_post: str,
    by: Actor,
    at: dt.datetime,
    number: int | None = None,
    scan: StoredFile | None = None,
) -> IssuedPaper:
    """The signed sheet came back: its day, who signed, its scan, and its number.

    Without a `number` the one reserved counts, or the next is given; with one, it comes from the office's own book.
    Raises NotAScan, SignedLater, OtherYear, NothingGiven, NumberIsGiven, numbers.KeptHere, KeptElsewhere, Taken.
    """
    paper = _locked(paper_id, Permission.PAPER_SIGN, by)
    told = _given(signer_name, "họ tên người ký")
    _check_scan(scan)
    if signed_on > by.on:
        raise SignedLater(signed_on=f"{signed_on:%d/%m/%Y}")
    status = PAPER_FLOW.target("sign", paper.status)
    if paper.number is None and number is None:
        give_number(paper=paper, year=signed_on.year, begin_after=0, by=by, at=at)
    elif paper.number is None:
        take_number(paper=paper, number=number or 0, year=signed_on.year, by=by, at=at)
    elif number not in (None, paper.number):
        raise NumberIsGiven(number=paper.number)
    if paper.year != signed_on.year:
        raise OtherYear(year=paper.year, signed_on=f"{signed_on:%d/%m/%Y}")
    paper.status, paper.signed_on, paper.signer_name = status, signed_on, told
    paper.signer_post, paper.scan = signer_post.strip(), scan
    paper.recorded_at, paper.recorded_by = at, by.user
    paper.save(
        update_fields=["status", "signed_on", "signer_name", "signer_post", "scan", "recorded_at", "recorded_by"]
    )
    events.record("documents.paper_signed", paper, by=by, at=at, unit=paper.unit_id, number=paper.label, signer=told)
    return paper


@transaction.atomic
def add_scan(*, paper_id: UUID, scan: StoredFile, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Adds the scan to a signed paper that was recorded without one. Raises HasAScan, NotAScan, InvalidTransition."""
    paper = _locked(paper_id, Permission.PAPER_SIGN, by)
    if paper.status != PaperStatus.SIGNED:
        raise InvalidTransition(workflow=PAPER_FLOW.name, action="add_scan", state=paper.status)
    if paper.scan_id is not None:
        raise HasAScan
    _check_scan(scan)
    paper.scan = scan
    paper.save(update_fields=["scan"])
    events.record("documents.scan_added", paper, by=by, at=at, unit=paper.unit_id)
    return paper


@transaction.atomic
def undo_signature(*, paper_id: UUID, reason: str, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Takes a signature back that was recorded wrongly; a number typed from the office's book goes with it.

    Raises IsPublic while the library shows it.
    """
    paper = _locked(paper_id, Permission.PAPER_SIGN, by)
    told = _given(reason, "lý do")
    if LibraryEntry.objects.public().filter(paper=paper).exists():
        raise IsPublic
    before = paper.label
    paper.status = PAPER_FLOW.target("undo_signature", paper.status)
    paper.signed_on = paper.recorded_at = paper.recorded_by = paper.scan = None
    paper.signer_name = paper.signer_post = ""
    fields = ["status", "signed_on", "recorded_at", "recorded_by", "scan", "signer_name", "signer_post"]
    series = queries.series(paper)
    if series is None or series.book == Book.ELSEWHERE:
        paper.number = paper.year = None
        fields += ["number", "year"]
    paper.save(update_fields=fields)
    events.record("documents.signature_undone", paper, by=by, at=at, unit=paper.unit_id, number=before, reason=told)
    return paper


@transaction.atomic
def withdraw_paper(*, paper_id: UUID, reason: str, by: Actor, at: dt.datetime) -> IssuedPaper:
    """Ends a paper that will not be signed; its number, if it has one, stays used."""
    paper = _locked(paper_id, Permission.PAPER_DRAFT, by)
    told = _given(reason, "lý do")
    paper.status = PAPER_FLOW.target("withdraw", paper.status)
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawn_reason = at, by.user, told
    paper.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    events.record("documents.paper_withdrawn", paper, by=by, at=at, unit=paper.unit_id, reason=told)
    return paper


def _locked(paper_id: UUID, permission: Permission, by: Actor) -> IssuedPaper:
    paper = IssuedPaper.objects.select_for_update(of=("self",)).get(pk=paper_id)
    if not by.has_perm(permission, paper):
        raise PermissionDenied
    return paper


def _columns(content: Paper) -> dict[str, str]:
    """What the row says of the content, for lists and constraints."""
    if not content.kind_of_paper.is_numbered:
        raise InvalidPaper(part="loại văn bản không có số")
    if not content.subject:
        raise InvalidPaper(part="trích yếu")
    return {
        "profile": content.profile,
        "kind": content.kind,
        "sign": content.issuer.sign,
        "subject": content.subject,
        "subject_folded": fold(content.subject),
    }


def _latest(paper: IssuedPaper, seen: int) -> int:
    last = paper.versions.order_by("-number").values_list("number", flat=True)[0]
    if last != seen:
        raise StalePaper(seen=seen, latest=last)
    return last


def _write(paper: IssuedPaper, number: int, content: Paper, by: Actor, at: dt.datetime) -> None:
    PaperVersion.objects.create(paper=paper, number=number, content=content.to_json(), made_at=at, made_by=by.user)


def _given(words: str, what: str) -> str:
    if not words.strip():
        raise NothingGiven(what=what)
    return words.strip()


def _check_scan(scan: StoredFile | None) -> None:
    if scan is not None and scan.media_type not in SCANS:
        raise NotAScan(media_type=scan.media_type)
