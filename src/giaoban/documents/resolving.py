"""Pointers of kind "documents.paper", resolved for one reader."""

from collections.abc import Collection, Mapping
from typing import cast
from uuid import UUID

from django.utils.translation import gettext as _

from giaoban.documents.models import IssuedPaper
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry.actor import Actor


def papers(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """A link for those whom the reader may see; of the others only that there is a paper. Two queries."""
    found = set(IssuedPaper.objects.filter(pk__in=ids).values_list("pk", flat=True))
    seen = {paper.pk: paper for paper in IssuedPaper.objects.visible_to(cast(Actor, reader)).filter(pk__in=ids)}
    return {
        id_: Resolved.link(str(seen[id_]), seen[id_].get_absolute_url())
        if id_ in seen
        else Resolved.masked(_("A paper"))
        for id_ in found
    }
