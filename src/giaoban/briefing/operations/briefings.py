"""A reviewed import becomes a briefing; a briefing is published, or revoked with a reason."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from giaoban.briefing import carry
from giaoban.briefing.enums import Attendance, Fate, ImportStatus, Part, ProposalState, TextKind
from giaoban.briefing.models import (
    Attendee,
    Briefing,
    BriefingText,
    OldList,
    ProposedAct,
    ProposedTask,
    Sentence,
    Series,
    Task,
    TaskAct,
    TaskLine,
    TextImport,
)
from giaoban.documents import operations as documents
from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission


class SentencesLeft(ValueError):
    """Orders that no task takes up and nobody decided on: `numbers` of the sentences."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(f"sentences without a fate: {numbers}")
        self.numbers = numbers


class MeetingUnclear(ValueError):
    """Without a title and a day there is no briefing: `missing` names the fields."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"missing: {missing}")
        self.missing = missing


class AlreadyClosed(ValueError):
    """The import is confirmed or discarded already."""


class AlreadyRevoked(ValueError):
    """Revoked before."""


class WorkedOn(ValueError):
    """Somebody reported, commented or asked for time on tasks of an old list: `tasks` of them. It stays."""

    def __init__(self, tasks: int) -> None:
        super().__init__(f"work on {tasks} tasks")
        self.tasks = tasks


class NotAConclusion(ValueError):
    """An old list is no conclusion of a meeting: it is neither published nor amended by a later text."""


def sentences_left(text_import: TextImport) -> list[int]:
    """Numbers of the sentences that sound like orders, hold no task, and whose fate no person decided."""
    kept = ProposedTask.objects.filter(text_import=text_import).kept()
    undecided = text_import.sentences.filter(decided="").exclude(pk__in=kept.values("sentence"))
    ordering = undecided.filter(imperative=True) | undecided.filter(proposed=Fate.TASK)
    return list(ordering.order_by("number").values_list("number", flat=True))


@transaction.atomic
def confirm(*, import_id: UUID, owner: Unit, by: Actor, at: dt.datetime, series: Series | None = None) -> Briefing:
    """Makes the briefing, its sentences and its tasks of all proposals not discarded: everything or nothing.

    `owner` is the body whose conclusion it is. Raises SentencesLeft, MeetingUnclear, AlreadyClosed, PermissionDenied.
    """
    found = TextImport.objects.select_for_update(of=("self",)).select_related("source").get(pk=import_id)
    if not by.has_perm(Permission.BRIEFING_CONFIRM, found):
        raise PermissionDenied
    if found.status != ImportStatus.REVIEWING or found.amends_id:
        raise AlreadyClosed
    missing = [name for name in ("title", "held_on") if not getattr(found, name)]
    if missing:
        raise MeetingUnclear(missing)
    if left := sentences_left(found):
        raise SentencesLeft(left)
    briefing = Briefing.objects.create(
        series=series,
        owner=owner,
        text_import=found,
        confirmed_at=at,
        confirmed_by=by.user,
        **{name: getattr(found, name) for name in ("title", "held_on", "place", "convened_by", "reviewed", "planned")},
    )
    _attendees(briefing, found)
    tasks = _tasks(briefing, found, new_sentences(briefing, found), by)
    close(found, briefing, by, at, kind=TextKind.MINUTES if found.source.kind == "minutes" else TextKind.ARTICLE)
    carry.take_snapshots(briefing, at=at, on=by.on)
    events.record("briefing.confirmed", briefing, by=by, at=at, unit=owner.pk, tasks=len(tasks), title=found.title)
    return briefing


def close(found: TextImport, briefing: Briefing, by: Actor, at: dt.datetime, *, kind: TextKind, **paper: Any) -> None:
    """Ends a review: what was left as proposed is accepted, the import is confirmed, the version is written down."""
    ProposedTask.objects.filter(text_import=found, state=ProposalState.PROPOSED).update(
        state=ProposalState.ACCEPTED, decided_at=at, decided_by=by.user
    )
    found.status, found.closed_at, found.closed_by = ImportStatus.CONFIRMED, at, by.user
    found.save(update_fields=["status", "closed_at", "closed_by"])
    BriefingText.objects.create(
        briefing=briefing,
        version=briefing.version,
        text_import=found,
        kind=kind,
        adopted_at=at,
        adopted_by=by.user,
        **paper,
    )


def _attendees(briefing: Briefing, found: TextImport) -> None:
    Attendee.objects.bulk_create(
        Attendee(
            briefing=briefing,
            number=number,
            part=Attendance(person["part"]),
            name=person["name"][:300],
            posts=[post[:300] for post in person.get("posts", [])],
        )
        for number, person in enumerate(found.people, start=1)
    )


def new_sentences(briefing: Briefing, found: TextImport) -> dict[UUID, Sentence]:
    """Saved, by the id of the proposal. A sentence with a task is a task; one whose tasks were discarded is what was decided."""
    with_task = set(found.tasks.kept().values_list("sentence", flat=True))
    made = {
        proposed.pk: Sentence(
            briefing=briefing,
            version=briefing.version,
            number=proposed.number,
            start=proposed.start,
            end=proposed.end,
            fate=Fate.TASK if proposed.pk in with_task else proposed.fate,
        )
        for proposed in found.sentences.order_by("number")
    }
    Sentence.objects.bulk_create(made.values())
    return made


def _tasks(briefing: Briefing, found: TextImport, sentences: dict[UUID, Sentence], by: Actor) -> list[Task]:
    proposed = kept_proposals(found)
    tasks = [new_task(briefing, number, one, sentences, found) for number, one in enumerate(proposed, start=1)]
    Task.objects.bulk_create(tasks)
    pairs = list(zip(proposed, tasks, strict=True))
    TaskLine.objects.bulk_create(line for one, task in pairs for line in new_lines(one, task, by))
    cite_bases(found, pairs)
    return tasks


def kept_proposals(found: TextImport) -> list[ProposedTask]:
    """The proposals not discarded, in the order of the text, with their links."""
    return list(found.tasks.kept().order_by("start", "end").prefetch_related("members", "coordinating", "acts"))


def new_task(
    briefing: Briefing, number: int, one: ProposedTask, sentences: dict[UUID, Sentence], found: TextImport
) -> Task:
    """A task of a proposal, not yet saved."""
    words = found.source.text[one.start : one.end]
    return Task(
        briefing=briefing,
        sentence=sentences[one.sentence_id],
        number=number,
        text=words,
        text_folded=fold(words),
        responsible_text="; ".join(one.responsible_text)[:600],
        addressee_id=one.addressee_id,
        **{
            name: getattr(one, name)
            for name in ("start", "end", "kind", "due_kind", "due_text", "due_start", "due_end")
        },
    )


def parts(one: ProposedTask) -> dict[UUID, Part]:
    """Lead or members, then those who coordinate; nobody stands twice, nobody is invented."""
    found: dict[UUID, Part] = {}
    if one.lead_id:
        found[one.lead_id] = Part.LEAD
    else:
        found |= {member.pk: Part.MEMBER for member in one.members.all()}
    for unit in one.coordinating.all():
        found.setdefault(unit.pk, Part.COORDINATING)
    return found


def new_lines(one: ProposedTask, task: Task, by: Actor) -> list[TaskLine]:
    """Lines of a new task, not yet saved."""
    return [TaskLine(task=task, unit_id=unit, part=part, added_by=by.user) for unit, part in parts(one).items()]


def _title(one: ProposedAct, found: TextImport) -> str:
    """What an act is about; one that has neither that nor a number nor an issuer is called as the text calls it."""
    if one.about or one.number or one.issuer or not one.mentions:
        return one.about
    start, end = one.mentions[0]
    return " ".join(found.source.text[start:end].split())[:600]


def cite_bases(found: TextImport, pairs: list[tuple[ProposedTask, Task]]) -> None:
    """Only acts that the task's own words cite, each with the span that cites it; what persons added stays."""
    acts = {
        one.pk: documents.cite(
            kind=one.kind, number=one.number, issued_on=one.issued_on, issuer=one.issuer, title=_title(one, found)
        )
        for one in ProposedAct.objects.filter(text_import=found).order_by("key")
    }
    TaskAct.objects.filter(task__in=[task for _, task in pairs], added_by=None).delete()
    known = set(TaskAct.objects.filter(task__in=[task for _, task in pairs]).values_list("task", "act"))
    rows = {}
    for one, task in pairs:
        for cited in one.acts.all():
            within = [m for m in cited.mentions if task.start <= m[0] and m[1] <= task.end]
            touching = [m for m in cited.mentions if m[0] < task.end and task.start < m[1]]
            key = (task.pk, acts[cited.pk].pk)
            if (spans := within or touching) and key not in known:
                rows[key] = TaskAct(task=task, act=acts[cited.pk], start=spans[0][0], end=spans[0][1])
    TaskAct.objects.bulk_create(rows.values())


def _locked(briefing_id: UUID, by: Actor) -> Briefing:
    briefing = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing_id)
    if not by.has_perm(Permission.BRIEFING_REVOKE, briefing):
        raise PermissionDenied
    return briefing


@transaction.atomic
def revoke(*, briefing_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Briefing:
    """Takes a confirmation back: the briefing and its tasks rest, with who and why; the import is open for review again.

    An old list can be taken back only while nobody has worked on its tasks (WorkedOn); it is then taken in anew.
    """
    briefing = _locked(briefing_id, by)
    if briefing.revoked_at is not None:
        raise AlreadyRevoked
    from_list = OldList.objects.filter(briefing=briefing).exists()
    if from_list and (tasks := _worked_on(briefing)):
        raise WorkedOn(tasks)
    briefing.revoked_at, briefing.revoked_by, briefing.revoked_reason = at, by.user, reason.strip()
    briefing.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    if not from_list:
        TextImport.objects.filter(pk=briefing.text_import_id).update(
            status=ImportStatus.REVIEWING, closed_at=None, closed_by=None
        )
    events.record("briefing.revoked", briefing, by=by, at=at, unit=briefing.owner_id, reason=reason.strip())
    return briefing


def _worked_on(briefing: Briefing) -> int:
    """How many of its tasks hold a report, a word, a request for time, or a line that was passed down."""
    touched = Q(lines__reports__isnull=False) | Q(comments__isnull=False) | Q(lines__extensions__isnull=False)
    return briefing.tasks.filter(touched | Q(lines__parent__isnull=False)).distinct().count()
