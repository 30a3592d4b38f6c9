"""Pointers of kind "documents.paper", resolved for one reader."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import IssuedPaper
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing


def papers(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(IssuedPaper.objects.all(), ids, reader, masked=_("A paper"))
