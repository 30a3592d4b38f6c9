"""The rows of each dataset, a page at a time; read only from what the rooms say is published."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from giaoban.briefing import published as briefings
from giaoban.briefing import queries as briefing
from giaoban.briefing.models import SentencePublication, Task, TaskLine
from giaoban.documents import library
from giaoban.documents.models import LibraryEntry
from giaoban.kernel import clock
from giaoban.news import queries as news
from giaoban.news.models import Article
from giaoban.portal.open_data import schemas
from giaoban.registry import queries as registry
from giaoban.registry.models import UnitVersion
from giaoban.visits import queries as visits
from giaoban.visits.models import Day
from giaoban.voices.models import Poll, Publication
from giaoban.voices.queries import polls
from giaoban.voices.queries import voices as voices


@dataclass(frozen=True)
class Moment:
    """The day and the instant for which a page is asked."""

    today: dt.date
    now: dt.datetime


def moment() -> Moment:
    today = registry.today()
    return Moment(today, clock.moved_to(today, clock.now()))


@dataclass(frozen=True)
class Source:
    """`found` are the rows of everybody in a lasting order, `told` what a page of them says."""

    found: Callable[[Moment], "QuerySet[Any]"]
    told: Callable[[Sequence[Any], Moment], list[Any]]


def _units(found: Sequence[UnitVersion], _at: Moment) -> list[schemas.Unit]:
    return [
        schemas.Unit(
            id=one.unit_id, tree=one.unit.tree, edition=one.unit.edition, code=one.unit.code, kind=one.kind,
            name=one.name, short_name=one.short_name, parent_id=one.parent_id, seat_id=one.seat_id,
            valid_from=one.valid.lower,
        )
        for one in found
    ]  # fmt: skip


def _articles(found: Sequence[Article], _at: Moment) -> list[schemas.Article]:
    return [
        schemas.Article(
            id=one.pk, code=one.code, title=one.shown.title, summary=one.shown.summary, section=one.section.code,
            tags=one.shown.tags, author=one.shown.author, byline=one.shown.byline, unit_id=one.unit_id,
            published_at=one.published_at, expires_at=one.expires_at, path=one.get_absolute_url(),
        )
        for one in found if one.shown and one.published_at
    ]  # fmt: skip


def _sentences(found: Sequence[SentencePublication], at: Moment) -> list[schemas.Sentence]:
    """Three queries for the tasks of all of them, and one for the names of their bodies."""
    public = Task.objects.published().filter(sentence__in=[one.sentence_id for one in found])
    tasks = list(briefing.with_details(public).order_by("number"))
    names = briefing.unit_names(tasks, on=at.today)
    of_sentence: dict[UUID, list[schemas.Task]] = {}
    for task in tasks:
        of_sentence.setdefault(task.sentence_id, []).append(_task(task, names, at))
    return [
        schemas.Sentence(
            id=one.sentence_id, briefing_id=one.sentence.briefing_id, briefing=one.sentence.briefing.title,
            held_on=one.sentence.briefing.held_on, number=one.sentence.number, text=_words(one),
            fate=one.sentence.fate, permitted_by=one.permitted_by, paper_number=one.paper_number,
            paper_on=one.paper_on, tasks=of_sentence.get(one.sentence_id, []),
            path=reverse("portal:conclusion", args=[one.sentence.briefing_id]),
        )
        for one in found
    ]  # fmt: skip


def _words(one: SentencePublication) -> str:
    text: str = one.sentence.briefing.text_import.source.text
    return text[one.sentence.start : one.sentence.end]


def _task(task: Task, names: dict[UUID, str], at: Moment) -> schemas.Task:
    return schemas.Task(
        id=task.pk, number=task.number, text=task.text, due_as_written=task.due_text,
        due_last_day=task.due.last_day, state=task.status, is_late=task.is_overdue(at.today),
        bodies=[_work(line, names) for line in task.lines.all()], path=reverse("portal:result", args=[task.pk]),
    )  # fmt: skip


def _work(line: TaskLine, names: dict[UUID, str]) -> schemas.Work:
    told = briefings.published_result(line)
    return schemas.Work(
        unit_id=line.unit_id, unit=names[line.unit_id], part=line.part, state=line.status,
        result=told.text if told else None, result_on=told.on if told else None,
    )  # fmt: skip


def _polls(found: Sequence[Poll], at: Moment) -> list[schemas.Poll]:
    return [_poll(one, at) for one in found]


def _poll(one: Poll, at: Moment) -> schemas.Poll:
    result = polls.result(one)
    shown = one.shows_results
    return schemas.Poll(
        id=one.pk, unit_id=one.unit_id, question=one.question, mode=one.mode, electorate=one.electorate,
        opens_on=one.opens_on, last_day=one.last_day, state=polls.phase(one, on=at.today),
        answers=result.ballots if shown else None, not_counted=polls.not_counted(one).count,
        choices=[
            schemas.Choice(
                number=bar.number, text=bar.text, count=bar.count if shown else None, share=bar.share if shown else None
            )
            for bar in result.bars
        ],
        path=one.get_absolute_url(),
    )  # fmt: skip


def _documents(found: Sequence[LibraryEntry], _at: Moment) -> list[schemas.Document]:
    return [
        schemas.Document(
            id=row.entry.pk, kind=row.entry.kind, number=row.entry.number, issued_on=row.entry.issued_on,
            issuer=row.entry.issuer, subject=row.entry.subject, unit_id=row.entry.unit_id,
            published_on=row.entry.published_on, permitted_by=row.entry.permitted_by, basis=row.entry.basis,
            files=[file.url for file in row.files], path=row.entry.get_absolute_url(),
        )
        for row in library.rows(found)
    ]  # fmt: skip


def _days(found: Sequence[Day], _at: Moment) -> list[schemas.Day]:
    return [schemas.Day(day=one.day, **{name: getattr(one, name) for name in visits.FIGURES}) for one in found]


def _voices(found: Sequence[Publication], _at: Moment) -> list[schemas.Voice]:
    return [
        schemas.Voice(
            id=one.voice_id, kind=one.voice.kind, category=one.voice.category, place_id=one.voice.place_id,
            received_on=one.voice.received_on, published_on=one.published_on, topic=one.topic, text=one.text,
            answer=one.answer, path=one.get_absolute_url(),
        )
        for one in found
    ]  # fmt: skip


def _published_sentences(_at: Moment) -> "QuerySet[SentencePublication]":
    found = SentencePublication.objects.in_force().select_related("sentence__briefing__text_import__source")
    return found.order_by("-sentence__briefing__held_on", "-sentence__briefing", "sentence__number")


SOURCES = {
    "articles": Source(lambda at: news.published_list(at.now, with_pictures=False), _articles),
    "conclusions": Source(_published_sentences, _sentences),
    "documents": Source(lambda _at: library.published_list(), _documents),
    "polls": Source(lambda _at: Poll.objects.public().order_by("-closes_on", "-opened_at", "pk"), _polls),
    "visits": Source(lambda _at: Day.objects.order_by("day"), _days),
    "voices": Source(lambda _at: voices.published(), _voices),
    "units": Source(lambda at: UnitVersion.objects.on(at.today).select_related("unit").order_by("path"), _units),
}
