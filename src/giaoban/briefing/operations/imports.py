"""A text comes in, is drafted, reviewed, and becomes a briefing in one transaction; or is discarded."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.briefing import drafting
from giaoban.briefing.drafting import Who
from giaoban.briefing.enums import Fate, ImportStatus, ProposalState, ReviewAct, TaskKind
from giaoban.briefing.extraction import RuleDrafter
from giaoban.briefing.extraction.draft import Draft, Drafter, TaskProposal
from giaoban.briefing.extraction.marked import read_marked
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import ProposedAct, ProposedSentence, ProposedTask, SourceText, TextImport
from giaoban.briefing.operations.steps import must_be_free, proposal, recorded, under_review
from giaoban.briefing.reshaping import touches
from giaoban.documents.models import StoredFile
from giaoban.documents.reading import WARNINGS_VI
from giaoban.kernel.due import Due
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, UnitGroup
from giaoban.registry.roles import Permission


class OutsideTheText(ValueError):
    """A span that lies in no sentence of the text, or in more than one."""


@transaction.atomic
def import_text(
    *,
    text: str,
    kind: str,
    by: Actor,
    at: dt.datetime,
    linker: Linker,
    noise: Sequence[tuple[int, int]] = (),
    file: StoredFile | None = None,
    warnings: Sequence[str] = (),
    drafter: Drafter | None = None,
) -> list[TextImport]:
    """Keeps the text and drafts it: meeting, sentences with proposed fates, tasks with bodies linked where known.

    `warnings` are what the reader of a file had to say of it (keys of documents.reading.WARNINGS_VI).
    One import for each meeting that the text reports, one for a text that reports none. Raises UnreadableText for what
    may not or cannot be drafted (empty, too long, marked secret, legacy encoding); then no byte of it is kept.
    """
    if by.unit_id is None or not by.may(Permission.BRIEFING_IMPORT):
        raise PermissionDenied
    drafting.must_be_readable(text)
    draft = (drafter or RuleDrafter()).draft(text, noise=tuple(noise))
    source = SourceText.objects.create(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        kind=kind,
        file=file,
        noise=[list(span) for span in noise],
        imported_at=at,
        imported_by=by.user,
    )
    reader_said = [{"code": code, "vi": WARNINGS_VI[code], "en": WARNINGS_VI[code]} for code in warnings]
    made = []
    for number, meeting in enumerate(drafting.meetings(draft), start=1):
        columns = drafting.meeting_columns(draft, meeting)
        columns["warnings"] = reader_said + columns["warnings"]
        one = TextImport.objects.create(source=source, unit_id=by.unit_id, created_at=at, created_by=by.user, **columns)
        tasks = _keep_proposals(one, draft, number, linker, by)
        events.record("briefing.text_imported", one, by=by, at=at, unit=by.unit_id, tasks=tasks)
        made.append(one)
    return made


def _keep_proposals(made: TextImport, draft: Draft, number: int, linker: Linker, by: Actor) -> int:
    """Sentences, acts and tasks of one meeting as rows: a few inserts, whatever the length. Returns the number of tasks."""
    sentences = [ProposedSentence(text_import=made, **told) for told in drafting.sentence_columns(draft, number)]
    ProposedSentence.objects.bulk_create(sentences)
    acts = {told["key"]: ProposedAct(text_import=made, **told) for told in drafting.act_columns(draft)}
    ProposedAct.objects.bulk_create(acts.values())
    of_sentence = drafting.sentence_of(draft)
    pairs = [
        (one, drafting.who(one, linker), sentences[of_sentence[index]])
        for index, one in enumerate(draft.tasks)
        if one.meeting == number and index in of_sentence
    ]
    rows = [
        ProposedTask(
            text_import=made, sentence=sentence, lead_id=who.lead, addressee_id=who.group, **drafting.task_columns(one)
        )
        for one, who, sentence in pairs
    ]
    ProposedTask.objects.bulk_create(rows)
    groups = {
        group.pk: registry.members(group, on=made.held_on or by.on)
        for group in UnitGroup.objects.filter(pk__in={who.group for _, who, _ in pairs if who.group})
    }
    _link(rows, pairs, acts, groups)
    return len(rows)


def _link(
    rows: list[ProposedTask],
    pairs: list[tuple[TaskProposal, Who, ProposedSentence]],
    acts: dict[str, ProposedAct],
    groups: dict[UUID, list[UUID]],
) -> None:
    cited, members, coordinating = [], [], []
    for row, (one, who, _) in zip(rows, pairs, strict=True):
        cited += [ProposedTask.acts.through(proposedtask=row, proposedact=acts[key]) for key in dict.fromkeys(one.acts)]
        units = groups[who.group] if who.group else who.units
        members += [ProposedTask.members.through(proposedtask=row, unit_id=unit) for unit in dict.fromkeys(units)]
        others = [unit for unit in dict.fromkeys(who.coordinating) if unit != who.lead]
        coordinating += [ProposedTask.coordinating.through(proposedtask=row, unit_id=unit) for unit in others]
    ProposedTask.acts.through.objects.bulk_create(cited)
    ProposedTask.members.through.objects.bulk_create(members)
    ProposedTask.coordinating.through.objects.bulk_create(coordinating)


@transaction.atomic
def amend_meeting(*, import_id: UUID, by: Actor, **told: Any) -> TextImport:
    """Corrects what the draft says of the meeting: title, held_on, place, convened_by, reviewed, planned, people."""
    found = under_review(import_id, by)
    for name, value in told.items():
        setattr(found, name, value)
    found.save(update_fields=list(told))
    return found


@transaction.atomic
def decide_sentence(*, import_id: UUID, number: int, fate: Fate, by: Actor, at: dt.datetime) -> ProposedSentence:
    """A person says what becomes of a sentence."""
    found = under_review(import_id, by)
    sentence = found.sentences.get(number=number)
    with recorded(found, ReviewAct.FATE, by=by, at=at, sentences=[sentence]):
        sentence.decided = fate
        sentence.save(update_fields=["decided"])
    return sentence


@transaction.atomic
def discard_task(
    *, import_id: UUID, task_id: UUID, by: Actor, at: dt.datetime, restore: bool = False, seen: str = ""
) -> ProposedTask:
    """No task after all; `restore` takes that back. Raises ChangedSince, and SharesWords where others took its words."""
    found = under_review(import_id, by)
    task = proposal(found, task_id, seen)
    if restore:
        must_be_free(task)
    state = ProposalState.PROPOSED if restore else ProposalState.DISCARDED
    with recorded(found, ReviewAct.RESTORE if restore else ReviewAct.DISCARD, by=by, at=at, tasks=[task]):
        return _decided(task, state, by, at)


def _decided(task: ProposedTask, state: ProposalState, by: Actor, at: dt.datetime) -> ProposedTask:
    task.state, task.decided_at, task.decided_by = state, at, by.user
    task.save(update_fields=["state", "decided_at", "decided_by"])
    return task


@transaction.atomic
def amend_task(
    *,
    import_id: UUID,
    task_id: UUID,
    kind: TaskKind,
    lead_id: UUID | None,
    addressee_id: UUID | None,
    member_ids: Sequence[UUID] | None,
    coordinating_ids: Sequence[UUID],
    due: Due,
    by: Actor,
    at: dt.datetime,
    seen: str = "",
) -> ProposedTask:
    """Corrects a proposal and accepts it so: its kind, who answers, who coordinates, until when.

    With an addressee the members are those of the group on the day of the meeting (`member_ids` is None). Raises
    ChangedSince where the proposal is no longer what `seen` is the print of.
    """
    found = under_review(import_id, by)
    task = proposal(found, task_id, seen)
    if task.state == ProposalState.DISCARDED:
        must_be_free(task)
    if addressee_id is not None:
        group = UnitGroup.objects.get(pk=addressee_id)
        member_ids = registry.members(group, on=found.held_on or by.on)
    with recorded(found, ReviewAct.CORRECT, by=by, at=at, tasks=[task]):
        task.kind, task.lead_id, task.addressee_id = kind, lead_id, addressee_id
        for name, value in drafting.due_columns(due).items():
            setattr(task, name, value)
        task.save(update_fields=["kind", "lead", "addressee", "due_kind", "due_text", "due_start", "due_end"])
        task.members.set(Unit.objects.filter(pk__in=member_ids or []))
        task.coordinating.set(Unit.objects.filter(pk__in=set(coordinating_ids) - {lead_id}))
        return _decided(task, ProposalState.ACCEPTED, by, at)


@transaction.atomic
def add_task(
    *, import_id: UUID, start: int, end: int, by: Actor, at: dt.datetime, linker: Linker | None = None
) -> ProposedTask:
    """A task that the draft missed, marked in the text by a person.

    What the words themselves say is filled in: until when, by which acts, and with a `linker` who stands right before them
    or goes on acting; the rest is for the person to say. Raises OutsideTheText unless the span lies within one sentence,
    SharesWords where another proposal has some of the words.
    """
    found = under_review(import_id, by)
    sentence = found.sentences.filter(start__lte=start, end__gte=end).first()
    if sentence is None or start >= end:
        raise OutsideTheText
    task = ProposedTask(
        text_import=found,
        sentence=sentence,
        start=start,
        end=end,
        state=ProposalState.ACCEPTED,
        confidence=1.0,
        reason="marked_by_a_person",
        decided_at=at,
        decided_by=by.user,
    )
    must_be_free(task)
    members = _as_marked(task, found, linker, by)
    with recorded(found, ReviewAct.MARK, by=by, at=at, sentences=[sentence]) as made:
        sentence.decided = Fate.TASK
        sentence.save(update_fields=["decided"])
        task.save(force_insert=True)
        task.members.set(Unit.objects.filter(pk__in=members))
        task.acts.set([act for act in found.acts.all() if touches(act.mentions, (start, end))])
        made.append(task)
    return task


def _as_marked(task: ProposedTask, found: TextImport, linker: Linker | None, by: Actor) -> list[UUID]:
    """Fills a marked task from its words and what stands before them; returns its members."""
    text = found.source.text
    before = found.tasks.kept().filter(sentence=task.sentence, end__lte=task.start).order_by("-end").first()
    marked = read_marked(
        text[before.end if before else task.sentence.start : task.start],
        text[task.start : task.end],
        previous=tuple(before.responsible_text) if before else None,
        held_on=found.held_on,
    )
    task.kind = TaskKind(marked.kind.value)
    for name, value in drafting.due_columns(marked.due or Due.none()).items():
        setattr(task, name, value)
    if linker is None:
        return []
    task.responsible_text = [name[:300] for name in marked.responsible]
    task.explicit = bool(marked.responsible) and not marked.inherits
    if marked.inherits and before is not None:
        task.lead_id, task.addressee_id = before.lead_id, before.addressee_id
        return [unit.pk for unit in before.members.all()]
    who = drafting.linked(marked.responsible, linker)
    task.lead_id, task.addressee_id = who.lead, who.group
    if task.addressee is not None:
        return registry.members(task.addressee, on=found.held_on or by.on)
    return list(who.units)


@transaction.atomic
def discard_import(*, import_id: UUID, by: Actor, at: dt.datetime) -> TextImport:
    """The text was imported by mistake; its proposals stay readable, nothing comes of it."""
    found = under_review(import_id, by)
    found.status, found.closed_at, found.closed_by = ImportStatus.DISCARDED, at, by.user
    found.save(update_fields=["status", "closed_at", "closed_by"])
    events.record("briefing.import_discarded", found, by=by, at=at, unit=found.unit_id)
    return found
