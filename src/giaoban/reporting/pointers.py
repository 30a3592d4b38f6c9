"""How pages of any room name what stands in this one."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing
from giaoban.reporting.models import Return


def returns(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(
        Return.objects.select_related("call__form"), ids, reader, masked=_("A return of another body")
    )
