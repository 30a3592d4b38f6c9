"""How pages of any room name a task."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Task
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry.actor import Actor

TASK = "briefing.task"


def tasks(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """Tasks that the reader may open as links in their own words, the others as "a task" and no more; two queries."""
    if not isinstance(reader, Actor):
        raise TypeError("pointers are resolved for an Actor")
    seen = {task.pk: task for task in Task.objects.visible_to(reader).filter(pk__in=ids)}
    known = Task.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {
        pk: Resolved.link(seen[pk].text, seen[pk].get_absolute_url())
        if pk in seen
        else Resolved.masked(_("A task of another body"))
        for pk in known
    }
