"""How pages of any room name what stands in this one."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.activities.models import Activity, Target
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry.actor import Actor


def activities(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """Those that the reader may open as links, the others as "an activity" and no more; two queries."""
    seen = {one.pk: one for one in Activity.objects.visible_to(_actor(reader)).filter(pk__in=ids)}
    known = Activity.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {
        pk: Resolved.link(str(seen[pk]), seen[pk].get_absolute_url())
        if pk in seen
        else Resolved.masked(_("An activity of another body"))
        for pk in known
    }


def targets(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """Yearly targets, opened at their programme; two queries."""
    visible = Target.objects.visible_to(_actor(reader)).filter(pk__in=ids).select_related("goal__programme")
    seen = {one.pk: one for one in visible}
    known = Target.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {
        pk: Resolved.link(str(seen[pk]), f"{seen[pk].goal.programme.get_absolute_url()}#t{pk}")
        if pk in seen
        else Resolved.masked(_("A target of another body"))
        for pk in known
    }


def _actor(reader: Reader) -> Actor:
    if not isinstance(reader, Actor):
        raise TypeError("pointers are resolved for an Actor")
    return reader
