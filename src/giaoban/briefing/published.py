"""What everybody may read of briefings: sentences that a named person opened, their tasks, and what came of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from giaoban.briefing import queries
from giaoban.briefing.enums import Fate, LineStatus, Outcome
from giaoban.briefing.models import Briefing, Report, Sentence, SentencePublication, Task, TaskLine
from giaoban.briefing.models.tasks import TaskQuerySet


def published_briefing(briefing_id: UUID | None = None) -> Briefing | None:
    """The briefing of which everybody may read something: the one named, else the latest."""
    told = ("version", "title", "held_on", "text_import__source__text")
    found = Briefing.objects.published().select_related("text_import__source").only(*told).order_by("-held_on", "-pk")
    return (found.filter(pk=briefing_id) if briefing_id else found).first()


def published_task(task_id: UUID) -> Task | None:
    """A task of a published sentence, with its details and its sentence."""
    tasks = Task.objects.published().filter(pk=task_id)
    return queries.with_sentence(queries.with_details(tasks)).first()


def published_in(briefing: Briefing) -> QuerySet[SentencePublication]:
    """What is public of a briefing: which sentences, each with the permission that it stands on, in order."""
    return SentencePublication.objects.in_force().filter(sentence__briefing=briefing).order_by("sentence__number")


def published_tasks(publications: Sequence[SentencePublication]) -> TaskQuerySet:
    """The tasks of these sentences, which are public."""
    return Task.objects.filter(withdrawn_at=None, sentence__in=[one.sentence_id for one in publications])


@dataclass(frozen=True)
class Grounds:
    """A permission on which sentences were opened, and how many of them."""

    who: str
    number: str
    on: dt.date
    count: int


def grounds(publications: Sequence[SentencePublication]) -> list[Grounds]:
    """The permissions that these stand on, in the order in which the text needs them."""
    counted: dict[tuple[str, str, dt.date], int] = {}
    for one in publications:
        key = (one.permitted_by, one.paper_number, one.paper_on)
        counted[key] = counted.get(key, 0) + 1
    return [Grounds(*key, count) for key, count in counted.items()]


def sentence_count(briefing: Briefing) -> int:
    """How many sentences the text in force has, page furniture left out."""
    return briefing.current_sentences.exclude(fate=Fate.NOISE).count()


def published_result(line: TaskLine) -> Report | None:
    """What a body's (prefetched) line tells everybody: the report that was accepted, unless its body closed it."""
    done = [report for report in line.reports.all() if report.outcome == Outcome.DONE]
    if not done or line.status != LineStatus.ACCEPTED or done[-1].is_restricted:
        return None
    return done[-1]


def publishable(briefing: Briefing) -> list[Sentence]:
    """Every sentence that can be opened or is open, in order."""
    return list(briefing.current_sentences.exclude(fate=Fate.NOISE))
