"""The public library: an act or a signed paper is made public with its files, on somebody's word; withdrawn with a reason."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.documents import queries
from giaoban.documents.enums import PaperStatus
from giaoban.documents.filetypes import FileType
from giaoban.documents.models import IssuedPaper, LegalAct, LibraryEntry, LibraryFile, StoredFile
from giaoban.documents.operations.acts import cite
from giaoban.documents.operations.files import place
from giaoban.documents.papers import cited_number, said
from giaoban.documents.papers.content import to_lines
from giaoban.documents.reading import UnreadableFile, read_bytes
from giaoban.documents.reading.secrecy import secret_mark
from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import fold, plain_name
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

MOST_FILES = 10
# Everybody opens these without a program of ours; a film or a table of raw text is no document.
FOR_EVERYBODY = {
    kind.media_type: kind.extensions[0]
    for kind in (FileType.PDF, FileType.DOCX, FileType.XLSX, FileType.PNG, FileType.JPEG, FileType.WEBP)
}


class PublicAlready(Problem):
    """The act or paper stands in the library: `name`."""

    code = "public_already"
    sentence_vi = "{name} đã có trong thư viện công khai. Muốn sửa, hãy rút văn bản cũ rồi công khai lại."


class NotSigned(Problem):
    """Only what was signed is told to everybody."""

    code = "not_signed"
    sentence_vi = "Chỉ văn bản đã ký mới được công khai."


class NoFile(Problem):
    """A public document without a file."""

    code = "no_file"
    sentence_vi = "Hãy kèm ít nhất một tệp để người đọc tải về."


class TooManyFiles(Problem):
    """More files than a document may have: `most`."""

    code = "too_many_files"
    sentence_vi = "Mỗi văn bản kèm nhiều nhất {most} tệp."


class NotForEverybody(Problem):
    """A file of a type that is not offered to the public: `name`."""

    code = "not_for_everybody"
    sentence_vi = "{name}: thư viện chỉ nhận PDF, Word (.docx), Excel (.xlsx) và ảnh JPEG, PNG, WebP."


class BearsASecret(Problem):
    """A file or paper with the mark of a state secret: `name`, `mark`."""

    code = "bears_a_secret"
    sentence_vi = "{name} có dấu chỉ độ mật “{mark}”, không được công khai. Không có gì được lưu lại."


class IncompleteDocument(Problem):
    """Something that every public document says is blank: `what`."""

    code = "incomplete_document"
    sentence_vi = "Hãy ghi {what}."


class IssuedLater(Problem):
    """A day of issue that has not come: `issued_on`."""

    code = "issued_later"
    sentence_vi = "Ngày ban hành ({issued_on:%d/%m/%Y}) còn ở phía trước."


class WithdrawnAlready(Problem):
    """It is public no more."""

    code = "withdrawn_already"
    sentence_vi = "Văn bản này đã được rút khỏi thư viện."


@dataclass(frozen=True)
class Named:
    """What a public document says of itself."""

    kind: str
    number: str
    issued_on: dt.date
    issuer: str
    subject: str

    def kept(self) -> "Named":
        """As it is kept: single lines of visible text."""
        return Named(said(self.kind), said(self.number), self.issued_on, said(self.issuer), said(self.subject))


@dataclass(frozen=True)
class Word:
    """On whose word everybody may read it, and by which paper or rule."""

    permitted_by: str
    basis: str


@transaction.atomic
def publish_act(*, named: Named, word: Word, files: Sequence[StoredFile], by: Actor, at: dt.datetime) -> LibraryEntry:
    """Lets everybody read a legal act with its files; the act is the one that texts cite by this kind and number.

    Raises PermissionDenied, IncompleteDocument, IssuedLater, PublicAlready, NoFile, TooManyFiles, NotForEverybody,
    BearsASecret.
    """
    _refuse_unless_may(by)
    kept = named.kept()
    _refuse_unless_complete(kept)
    act = cite(kind=kept.kind, number=kept.number, issued_on=kept.issued_on, issuer=kept.issuer, title=kept.subject)
    # Whoever makes the same act public in this moment waits here, and is told that it is.
    LegalAct.objects.select_for_update().get(pk=act.pk)
    if LibraryEntry.objects.public().filter(act=act).exists():
        raise PublicAlready(name=str(act))
    return _publish(LibraryEntry(act=act), named=kept, word=word, files=files, by=by, at=at)


@transaction.atomic
def publish_paper(
    *, paper_id: UUID, word: Word, files: Sequence[StoredFile], by: Actor, at: dt.datetime
) -> LibraryEntry:
    """Lets everybody read a paper that a body signed: its scan, where there is one, and these files.

    Raises PermissionDenied, NotSigned, PublicAlready, NoFile, TooManyFiles, NotForEverybody, BearsASecret.
    """
    _refuse_unless_may(by)
    paper = IssuedPaper.objects.select_for_update(of=("self",)).select_related("scan").get(pk=paper_id)
    if not by.has_perm(Permission.PAPER_VIEW, paper):
        raise PermissionDenied
    if paper.status != PaperStatus.SIGNED or paper.signed_on is None:
        raise NotSigned
    if LibraryEntry.objects.public().filter(paper=paper).exists():
        raise PublicAlready(name=f"{paper.kind_name} {paper.label}")
    content = queries.said(paper, queries.latest(paper))
    if mark := secret_mark(to_lines(content.blocks)):
        raise BearsASecret(name=paper.label, mark=mark.words)
    issuer = registry.names([paper.unit_id], on=paper.signed_on).get(paper.unit_id, "")
    number = cited_number(paper.letterhead, number=paper.number, kind=paper.kind, sign=paper.sign)
    named = Named(paper.kind_name, number, paper.signed_on, issuer, paper.subject)
    _refuse_unless_complete(named)
    with_scan = [paper.scan, *files] if paper.scan else files
    return _publish(LibraryEntry(paper=paper), named=named, word=word, files=with_scan, by=by, at=at)


@transaction.atomic
def withdraw_from_library(*, entry_id: UUID, reason: str, by: Actor, at: dt.datetime) -> LibraryEntry:
    """Nobody reads it any more, and its address says why. Raises PermissionDenied, IncompleteDocument, WithdrawnAlready."""
    entry = LibraryEntry.objects.select_for_update().get(pk=entry_id)
    if not by.has_perm(Permission.LIBRARY_PUBLISH, entry):
        raise PermissionDenied
    if entry.withdrawn_at is not None:
        raise WithdrawnAlready
    told = said(reason)[:500]
    if not told:
        raise IncompleteDocument(what="lý do rút")
    entry.withdrawn_on, entry.withdrawn_at, entry.withdrawn_by, entry.withdrawn_reason = by.on, at, by.user, told
    entry.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    events.record("documents.library_withdrawn", entry, by=by, at=at, unit=entry.unit_id, title=str(entry), reason=told)
    return entry


def _refuse_unless_may(by: Actor) -> None:
    if by.unit_id is None or not by.may(Permission.LIBRARY_PUBLISH):
        raise PermissionDenied


def _refuse_unless_complete(named: Named) -> None:
    for name, what in (("kind", "loại văn bản"), ("issuer", "cơ quan ban hành"), ("subject", "trích yếu")):
        if not getattr(named, name):
            raise IncompleteDocument(what=what)


def _publish(
    entry: LibraryEntry, *, named: Named, word: Word, files: Sequence[StoredFile], by: Actor, at: dt.datetime
) -> LibraryEntry:
    permitted_by, basis = said(word.permitted_by), said(word.basis)
    for words, what in ((permitted_by, "người cho phép công khai"), (basis, "căn cứ công khai")):
        if not words:
            raise IncompleteDocument(what=what)
    if named.issued_on > by.on:
        raise IssuedLater(issued_on=named.issued_on)
    _refuse_unless_for_everybody(files)
    assert by.unit_id is not None
    entry.unit_id = by.unit_id
    entry.kind, entry.number, entry.issued_on = named.kind, named.number, named.issued_on
    entry.issuer, entry.subject = named.issuer, named.subject
    entry.folded = fold(f"{named.kind} {named.number} {named.issuer} {named.subject}")
    entry.permitted_by, entry.basis = permitted_by, basis
    entry.published_on, entry.published_at, entry.published_by = by.on, at, by.user
    entry.save(force_insert=True)
    LibraryFile.objects.bulk_create(_named_files(entry, files))
    events.record("documents.library_published", entry, by=by, at=at, unit=entry.unit_id, title=str(entry))
    return entry


def _refuse_unless_for_everybody(files: Sequence[StoredFile]) -> None:
    if not files:
        raise NoFile
    if len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    for file in files:
        if file.media_type not in FOR_EVERYBODY:
            raise NotForEverybody(name=file.name)
        if mark := _mark_in(file):
            raise BearsASecret(name=file.name, mark=mark)


def _mark_in(file: StoredFile) -> str:
    """The mark of a state secret in a file's text; a picture has none that could be read, nor has a scan without text."""
    try:
        text = read_bytes(place(file.sha256).read_bytes(), name=file.name).text
    except UnreadableFile:
        return ""
    mark = secret_mark(text)
    return mark.words if mark else ""


def _named_files(entry: LibraryEntry, files: Sequence[StoredFile]) -> list[LibraryFile]:
    """Under names that every file system and address takes: what the document is called, numbered from the second on."""
    stem = plain_name(entry.name)[:100].strip("-") or "van-ban"
    return [
        LibraryFile(
            entry=entry,
            file=file,
            place=number,
            name=f"{stem}{f'-{number}' if number > 1 else ''}{FOR_EVERYBODY[file.media_type]}",
        )
        for number, file in enumerate(files, start=1)
    ]
