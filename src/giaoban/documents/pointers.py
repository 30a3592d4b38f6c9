"""Pointers to papers and to public documents, resolved for one reader."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import IssuedPaper, LibraryEntry
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing

LIBRARY = "documents.library"


def papers(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(IssuedPaper.objects.all(), ids, reader, masked=_("A paper"))


def library(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(LibraryEntry.objects.public(), ids, reader, masked=_("A public document"))
