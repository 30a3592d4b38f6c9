"""A further text of the same briefing: the signed notice, or minutes reopened. Tasks keep their progress; differences are decided one by one."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from giaoban.briefing.enums import Choice, DifferenceKind, ImportStatus, Part, ProposalState, TextKind
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import Briefing, Difference, OldList, ProposedTask, Task, TaskLine, TextImport
from giaoban.briefing.operations import briefings, comparing, publicity, shapes
from giaoban.briefing.operations.briefings import NotAConclusion
from giaoban.briefing.operations.imports import import_text
from giaoban.briefing.operations.steps import NotUnderReview
from giaoban.kernel.vietnamese import fold
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


class AnotherMeeting(ValueError):
    """The text is of another day than the briefing: `held_on`."""

    def __init__(self, held_on: dt.date) -> None:
        super().__init__(f"the text is of {held_on}")
        self.held_on = held_on


class ManyMeetings(ValueError):
    """The text reports several meetings; an official text is of one."""


class DifferencesLeft(ValueError):
    """Differences nobody decided on: `count`."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} differences are open")
        self.count = count


@transaction.atomic
def import_further_text(
    *, briefing_id: UUID, text: str, kind: str, by: Actor, at: dt.datetime, linker: Linker, noise: Any = ()
) -> TextImport:
    """Drafts a further text of a briefing and lays it beside the tasks that stand.

    Raises AnotherMeeting, ManyMeetings, NotAConclusion, UnreadableText, PermissionDenied; then nothing is kept.
    """
    briefing = _locked(briefing_id, by)
    if OldList.objects.filter(briefing=briefing).exists():
        raise NotAConclusion
    made = import_text(text=text, kind=kind, by=by, at=at, linker=linker, noise=noise)
    if len(made) > 1:
        raise ManyMeetings
    found = made[0]
    if found.held_on and found.held_on != briefing.held_on:
        raise AnotherMeeting(found.held_on)
    shapes.as_before(found, comparing.standing(briefing), linker=linker, by=by, at=at)
    found.amends, found.held_on, found.title = briefing, briefing.held_on, found.title or briefing.title
    found.save(update_fields=["amends", "held_on", "title"])
    comparing.lay_beside(found)
    return found


def _locked(briefing_id: UUID, by: Actor) -> Briefing:
    briefing = Briefing.objects.select_for_update(of=("self",)).get(pk=briefing_id)
    if not by.has_perm(Permission.BRIEFING_REVOKE, briefing):
        raise PermissionDenied
    if briefing.revoked_at is not None:
        raise briefings.AlreadyRevoked
    return briefing


@transaction.atomic
def decide_difference(
    *, difference_id: UUID, choice: Choice, by: Actor, at: dt.datetime, reason: str = ""
) -> Difference:
    """A person decides one difference: as in the new text, or as it was. Giving up a task needs a reason."""
    row = Difference.objects.select_for_update(of=("self",)).select_related("text_import").get(pk=difference_id)
    if not by.has_perm(Permission.BRIEFING_CONFIRM, row.text_import):
        raise PermissionDenied
    if row.text_import.status != ImportStatus.REVIEWING:
        raise NotUnderReview
    row.choice, row.reason, row.decided_at, row.decided_by = choice, reason.strip(), at, by.user
    row.save(update_fields=["choice", "reason", "decided_at", "decided_by"])
    return row


@transaction.atomic
def adopt(
    *,
    import_id: UUID,
    by: Actor,
    at: dt.datetime,
    kind: TextKind = TextKind.OFFICIAL,
    number: str = "",
    issued_on: dt.date | None = None,
    signer: str = "",
) -> Briefing:
    """The further text becomes the next version of the conclusion: everything or nothing.

    Tasks that it says again keep lines, reports and decisions. Raises DifferencesLeft, SentencesLeft, NotUnderReview.
    """
    found = TextImport.objects.select_for_update(of=("self",)).select_related("source").get(pk=import_id)
    if found.status != ImportStatus.REVIEWING or found.amends_id is None:
        raise NotUnderReview
    briefing = _locked(found.amends_id, by)
    if left := briefings.sentences_left(found):
        raise briefings.SentencesLeft(left)
    comparing.lay_beside(found)
    if open_rows := found.differences.filter(choice=Choice.OPEN).count():
        raise DifferencesLeft(open_rows)
    _drop_what_is_not_taken(found, by, at)
    earlier = briefing.text_import
    briefing.version += 1
    briefing.text_import = found
    briefing.save(update_fields=["version", "text_import"])
    sentences = briefings.new_sentences(briefing, found)
    _carry_into(briefing, found, sentences, by)
    publicity.carry(briefing, earlier=earlier, by=by, at=at)
    for row in found.differences.filter(kind=DifferenceKind.DROPPED, choice=Choice.TAKE).select_related("task"):
        _withdraw(row, by, at)
    briefings.close(found, briefing, by, at, kind=kind, number=number, issued_on=issued_on, signer=signer)
    events.record("briefing.text_adopted", briefing, by=by, at=at, unit=briefing.owner_id, version=briefing.version)
    return briefing


def _drop_what_is_not_taken(found: TextImport, by: Actor, at: dt.datetime) -> None:
    refused = found.differences.filter(kind=DifferenceKind.NEW, choice=Choice.KEEP).values("proposed")
    found.tasks.filter(pk__in=refused).update(state=ProposalState.DISCARDED, decided_at=at, decided_by=by.user)


def _carry_into(briefing: Briefing, found: TextImport, sentences: dict[UUID, Any], by: Actor) -> None:
    """Tasks said again move to the new text; the others are made."""
    proposed = briefings.kept_proposals(found)
    standing = {task.pk: task for task in briefing.tasks.select_for_update(of=("self",))}
    taken = {(row.kind, row.proposed_id) for row in found.differences.filter(choice=Choice.TAKE)}
    highest = briefing.tasks.aggregate(highest=Max("number"))["highest"] or 0
    pairs, fresh = [], []
    for one in proposed:
        task = standing.get(one.continues_id) if one.continues_id else None
        if task is None:
            highest += 1
            task = briefings.new_task(briefing, highest, one, sentences, found)
            fresh.append((one, task))
        else:
            _say_again(task, one, sentences, found, taken)
            if (DifferenceKind.WHO, one.pk) in taken:
                _replace_lines(task, one, by)
        pairs.append((one, task))
    Task.objects.bulk_create([task for _, task in fresh])
    TaskLine.objects.bulk_create(line for one, task in fresh for line in briefings.new_lines(one, task, by))
    briefings.cite_bases(found, pairs)


def _say_again(
    task: Task, one: ProposedTask, sentences: dict[UUID, Any], found: TextImport, taken: set[tuple[str, UUID | None]]
) -> None:
    """The same task in its new place. Words that a person kept stay, though the place is that of the new text."""
    task.sentence, task.start, task.end = sentences[one.sentence_id], one.start, one.end
    changed = ["sentence", "start", "end"]
    words = found.source.text[one.start : one.end]
    if fold(words) == task.text_folded or (DifferenceKind.WORDS, one.pk) in taken:
        task.text, task.text_folded = words, fold(words)
        changed += ["text", "text_folded"]
    if (DifferenceKind.DUE, one.pk) in taken:
        for name in ("due_kind", "due_text", "due_start", "due_end"):
            setattr(task, name, getattr(one, name))
        task.due_added_by = None
        changed += ["due_kind", "due_text", "due_start", "due_end", "due_added_by"]
    task.save(update_fields=changed)


def _replace_lines(task: Task, one: ProposedTask, by: Actor) -> None:
    """Bodies as the new text names them. A body that reported, or passed the task down, and is named no more keeps its line,
    as coordinating; what was passed down stays where it is.
    """
    wanted = briefings.parts(one)
    for line in task.lines.exclude(part=Part.PASSED_DOWN):
        if line.unit_id in wanted:
            continue
        if line.reports.exists() or line.passed.exists():
            line.part = Part.COORDINATING
            line.save(update_fields=["part"])
        else:
            line.delete()
    present = {line.unit_id: line for line in task.lines.all()}
    # Whoever no longer leads steps down before another steps up: a task has one lead at any moment.
    for unit, part in sorted(wanted.items(), key=lambda pair: pair[1] == Part.LEAD):
        if unit not in present:
            TaskLine.objects.create(task=task, unit_id=unit, part=part, added_by=by.user)
        elif present[unit].part != part:
            present[unit].part, present[unit].parent = part, None
            present[unit].save(update_fields=["part", "parent"])
    task.addressee_id = one.addressee_id
    task.save(update_fields=["addressee"])


def _withdraw(row: Difference, by: Actor, at: dt.datetime) -> None:
    task = row.task
    if task is None:
        return
    task.withdrawn_at, task.withdrawn_by, task.withdrawn_reason = at, by.user, row.reason
    task.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    events.record("briefing.task_withdrawn", task, by=by, at=at, reason=row.reason)
