"""What everybody reads in the public library, and what whoever publishes sees of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.urls import reverse

from giaoban.documents.filetypes import FileType
from giaoban.documents.models import IssuedPaper, LibraryEntry, LibraryFile
from giaoban.documents.models.library import LibraryQuerySet
from giaoban.kernel.vietnamese import sort_key
from giaoban.registry import queries as registry

ON_A_PAGE = 20
SHORT = {
    FileType.PDF.media_type: "PDF",
    FileType.DOCX.media_type: "Word",
    FileType.XLSX.media_type: "Excel",
    FileType.PNG.media_type: "PNG",
    FileType.JPEG.media_type: "JPEG",
    FileType.WEBP.media_type: "WebP",
}


@dataclass(frozen=True)
class Offered:
    """A file as readers are offered it: where it stands, what it is, how large."""

    url: str
    name: str
    kind: str
    size: int


@dataclass(frozen=True)
class Row:
    """A public document with its files, in their order."""

    entry: LibraryEntry
    files: Sequence[Offered]


def with_files(entries: LibraryQuerySet) -> LibraryQuerySet:
    return entries.prefetch_related(
        Prefetch("files", LibraryFile.objects.select_related("file").order_by("place"), to_attr="in_order")
    )


def rows(entries: Iterable[LibraryEntry]) -> list[Row]:
    """Entries that were read `with_files`; no query."""
    return [Row(one, [_offered(file) for file in one.in_order]) for one in entries]  # type: ignore[attr-defined]


def _offered(one: LibraryFile) -> Offered:
    return Offered(one.get_absolute_url(), one.name, SHORT[one.file.media_type], one.file.size)


def published_list(*, q: str = "", kind: str = "", issuer: str = "", year: int | None = None) -> LibraryQuerySet:
    """Public documents, the latest issued first; narrowed as the address says."""
    chosen = {"kind": kind, "issuer": issuer, "issued_on__year": year}
    found = LibraryEntry.objects.public().with_words(q)
    found = found.filter(**{name: value for name, value in chosen.items() if value})
    return with_files(found).order_by("-issued_on", "-pk")


@dataclass(frozen=True)
class Choices:
    """What public documents can be narrowed by: only what leads to at least one of them."""

    kinds: Sequence[str]
    issuers: Sequence[str]
    years: Sequence[int]


def published_choices() -> Choices:
    """One query."""
    told = set(LibraryEntry.objects.public().order_by().values_list("kind", "issuer", "issued_on__year").distinct())
    return Choices(
        kinds=sorted({kind for kind, _issuer, _year in told}, key=sort_key),
        issuers=sorted({issuer for _kind, issuer, _year in told}, key=sort_key),
        years=sorted({year for _kind, _issuer, year in told}, reverse=True),
    )


def published_entry(entry_id: UUID) -> Row | None:
    found = with_files(LibraryEntry.objects.public()).filter(pk=entry_id)
    return next(iter(rows(found)), None)


def published_once(entry_id: UUID) -> LibraryEntry | None:
    """What everybody could read and no longer can."""
    return LibraryEntry.objects.exclude(withdrawn_at=None).filter(pk=entry_id).first()


def published_file(entry_id: UUID, name: str) -> LibraryFile | None:
    """A file of a public document, by the name in its address."""
    found = LibraryFile.objects.select_related("file").filter(entry=entry_id, name=name)
    return found.filter(entry__in=LibraryEntry.objects.public()).first()


def published_of_paper(paper: IssuedPaper) -> LibraryEntry | None:
    return LibraryEntry.objects.public().filter(paper=paper).first()


def public_addresses() -> Iterator[str]:
    """The list page by page, each document, and each file."""
    here = reverse("documents:library")
    found = published_list()
    for number in Paginator(found, ON_A_PAGE).page_range:
        yield f"{here}?page={number}" if number > 1 else here
    for row in rows(found):
        yield row.entry.get_absolute_url()
        yield from (file.url for file in row.files)


def body_name(entry: LibraryEntry, *, on: dt.date) -> str:
    """The body that made it public, as it is called on that day."""
    return registry.names([entry.unit_id], on=on).get(entry.unit_id, "")
