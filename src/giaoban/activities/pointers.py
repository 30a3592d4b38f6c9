"""How pages of any room name what stands in this one."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.activities.models import Activity, Target
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing


def activities(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(Activity.objects.all(), ids, reader, masked=_("An activity of another body"))


def targets(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """Yearly targets, opened at their programme."""
    return pointing.resolve(
        Target.objects.select_related("goal__programme"),
        ids,
        reader,
        masked=_("A target of another body"),
        url=lambda target: f"{target.goal.programme.get_absolute_url()}#t{target.pk}",
    )
