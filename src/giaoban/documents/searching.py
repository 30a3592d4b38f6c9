"""What of the documents can be found: papers that bodies issue, signed or in work; what everybody reads of them."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.enums import PaperStatus
from giaoban.documents.models import IssuedPaper, LibraryEntry, PaperVersion
from giaoban.documents.papers import Paper
from giaoban.documents.papers.content import to_lines
from giaoban.documents.pointers import LIBRARY
from giaoban.kernel.search import Entry, Readers, Source, subject
from giaoban.registry.roles import Permission
from giaoban.registry.searching import bodies

EVENTS = (
    "paper_drafted", "paper_revised", "paper_submitted", "paper_sent_back", "paper_numbered", "paper_signed",
    "signature_undone", "paper_withdrawn",
)  # fmt: skip


def standing() -> QuerySet[IssuedPaper]:
    """Those that were not withdrawn."""
    return IssuedPaper.objects.exclude(status=PaperStatus.WITHDRAWN)


def papers(rows: QuerySet[IssuedPaper]) -> Iterator[Entry]:
    """By subject, number and words of the version that counts. Two queries."""
    found = list(rows)
    latest: dict[UUID, PaperVersion] = {}
    for version in PaperVersion.objects.filter(paper__in=found).order_by("number"):
        latest[version.paper_id] = version
    for paper in found:
        content = Paper.from_json(latest[paper.pk].content) if paper.pk in latest else None
        words = [*content.addressees, to_lines(content.blocks), *content.recipients] if content else []
        yield Entry(
            id=paper.pk,
            title=" ".join(filter(None, [paper.kind_name, paper.label, paper.subject])),
            text=" · ".join(filter(None, [*words, paper.signer_name, paper.signer_post])),
            day=paper.signed_on or paper.drafted_on,
            readers=_readers(paper),
            section=str(paper.unit_id),
        )


def _readers(paper: IssuedPaper) -> Readers:
    """Unsigned ones are read by the own body and by those that write for other bodies."""
    if paper.status == PaperStatus.SIGNED:
        return Readers(Permission.PAPER_VIEW, (paper.unit_id,))
    return Readers(Permission.PAPER_SERVE, (paper.unit_id,), Permission.PAPER_VIEW, (paper.unit_id,))


def library(rows: QuerySet[LibraryEntry]) -> Iterator[Entry]:
    """By kind, number and subject, and who issued it; everybody finds it."""
    for one in rows:
        yield Entry(
            id=one.pk,
            title=str(one),
            text=one.issuer,
            day=one.issued_on,
            readers=Readers(Permission.PAPER_VIEW, (one.unit_id,)),
            section=str(one.unit_id),
            is_public=True,
        )


def sources() -> Iterable[Source]:
    yield Source(
        kind="documents.paper",
        label=_("Papers"),
        rows=standing,
        entries=papers,
        url=lambda pk: reverse("documents:paper", args=[pk]),
        events={f"documents.{code}": subject for code in EVENTS},
        sections=bodies,
        order=30,
    )
    yield Source(
        kind=LIBRARY,
        label=_("Public documents"),
        rows=LibraryEntry.objects.public,
        entries=library,
        url=lambda pk: reverse("documents:library-entry", args=[pk]),
        public_url=lambda pk: reverse("documents:library-entry", args=[pk]),
        events={"documents.library_published": subject, "documents.library_withdrawn": subject},
        sections=bodies,
        order=7,
    )
