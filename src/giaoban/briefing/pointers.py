"""How pages of any room name a task or a briefing."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Briefing, Task
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry.actor import Actor

TASK = "briefing.task"
BRIEFING = "briefing.briefing"


def briefings(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    """Briefings that the reader may open as links by their titles, the others as "a briefing"; two queries."""
    if not isinstance(reader, Actor):
        raise TypeError("pointers are resolved for an Actor")
    seen = {one.pk: one for one in Briefing.objects.visible_to(reader).filter(pk__in=ids)}
    known = Briefing.objects.filter(pk__in=ids).values_list("pk", flat=True)
    return {
        pk: Resolved.link(seen[pk].title, seen[pk].get_absolute_url())
        if pk in seen
        else Resolved.masked(_("A briefing of another body"))
        for pk in known
    }


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
