"""What every room's resolver of pointers does: a link for whom may open the row, of the others that there is one."""

from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry.actor import Actor


def resolve(
    rows: QuerySet[Any],
    ids: Collection[UUID],
    reader: Reader,
    *,
    masked: object,
    label: Callable[[Any], str] = str,
    url: Callable[[Any], str] = lambda row: str(row.get_absolute_url()),
) -> Mapping[UUID, Resolved]:
    """Links to those of `rows` that are visible to the reader, the word `masked` for the others; two queries.

    A reader who is no Actor raises TypeError.
    """
    if not isinstance(reader, Actor):
        raise TypeError("pointers are resolved for an Actor")
    found = rows.filter(pk__in=ids)
    seen = {row.pk: row for row in found.visible_to(reader)}  # type: ignore[attr-defined]
    return {
        pk: Resolved.link(label(seen[pk]), url(seen[pk])) if pk in seen else Resolved.masked(masked)
        for pk in found.order_by().values_list("pk", flat=True)
    }
