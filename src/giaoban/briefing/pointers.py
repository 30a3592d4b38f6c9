"""How pages of any room name a task, a briefing or a meeting."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Briefing, Meeting, Task
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing

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
