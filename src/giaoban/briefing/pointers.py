"""How pages of any room name a task or a briefing."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from giaoban.briefing.models import Briefing, Task
from giaoban.kernel.resolvers import Reader, Resolved
from giaoban.registry import pointing

TASK = "briefing.task"
BRIEFING = "briefing.briefing"


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
