"""How pages of any room name a task, a briefing or a meeting."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Briefing, Meeting, Task
from giaoban.kernel.resolvers import Pointer, Reader, Resolved
from giaoban.registry import pointing
from giaoban.registry.actor import Actor

TASK = "briefing.task"
BRIEFING = "briefing.briefing"
MEETING = "briefing.meeting"


def briefings(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(
        Briefing.objects.all(),
        ids,
        reader,
        masked=_("A briefing of another body"),
        label=lambda briefing: briefing.title,
    )


def tasks(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    return pointing.resolve(
        Task.objects.all(), ids, reader, masked=_("A task of another body"), label=lambda task: task.text
    )


def meetings(ids: Collection[UUID], reader: Reader) -> Mapping[UUID, Resolved]:
    rows = Meeting.objects.select_related("series")
    return pointing.resolve(rows, ids, reader, masked=_("A meeting of another body"))


def reviewing(reader: Reader, period: str) -> Iterable[Pointer]:
    """The briefings in force that reviewed the period."""
    if not isinstance(reader, Actor):
        return []
    found = Briefing.objects.visible_to(reader).in_force().filter(reviewed=period).order_by("held_on", "pk")
    return [Pointer(BRIEFING, pk) for pk in found.values_list("pk", flat=True)]


def concluded(reader: Reader, period: str) -> Iterable[Pointer]:
    """The tasks of the briefings in force that reviewed the period, in the order of the texts."""
    if not isinstance(reader, Actor) or not period:
        return []
    found = Task.objects.visible_to(reader).filter(briefing__in=Briefing.objects.in_force(), briefing__reviewed=period)
    return [
        Pointer(TASK, pk)
        for pk in found.order_by("briefing__held_on", "briefing", "number").values_list("pk", flat=True)
    ]
