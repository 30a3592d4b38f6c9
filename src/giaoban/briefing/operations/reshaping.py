"""A proposal is cut in two, made one with its neighbour, or given other words."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from giaoban.briefing import reshaping
from giaoban.briefing.enums import ProposalState, ReviewAct
from giaoban.briefing.linking import Linker
from giaoban.briefing.models import ProposedTask, TextImport
from giaoban.briefing.operations.imports import OutsideTheText
from giaoban.briefing.operations.steps import LINKS, must_be_free, proposal, recorded, under_review
from giaoban.briefing.reshaping import Span
from giaoban.registry.actor import Actor

DUE = ("due_kind", "due_text", "due_start", "due_end")
NO_DUE = ("", "", None, None)


class NotKept(ValueError):
    """The proposal was put aside: take it back first."""


class NotNeighbours(ValueError):
    """Only two proposals that follow each other in one sentence become one."""


@transaction.atomic
def split_task(
    *, import_id: UUID, task_id: UUID, place: int, linker: Linker, by: Actor, at: dt.datetime, seen: str = ""
) -> tuple[ProposedTask, ProposedTask]:
    """Two tasks of one, cut at a place of the text.

    Who acts goes on acting; a date, a coordinating body and a legal act stay with the part whose words name them, with both
    where neither does. Raises reshaping.AtTheEdge, NotKept, ChangedSince.
    """
    found = under_review(import_id, by)
    task = _kept(proposal(found, task_id, seen))
    text = found.source.text
    left, right = reshaping.cut(text, task.start, task.end, place)
    parts = [_part(task, text, (left, right), side, linker) for side in (0, 1)]
    other = ProposedTask(
        text_import=found, sentence_id=task.sentence_id, kind=task.kind, explicit=task.explicit, period=task.period
    )
    with recorded(found, ReviewAct.SPLIT, by=by, at=at, tasks=[task]) as made:
        _shape(task, left, parts[0], by, at)
        other.confidence, other.reason = 1.0, "split_by_a_person"
        _shape(other, right, parts[1], by, at, fresh=True)
        made.append(other)
    return task, other


@transaction.atomic
def merge_tasks(
    *,
    import_id: UUID,
    task_id: UUID,
    other_id: UUID,
    by: Actor,
    at: dt.datetime,
    seen: str = "",
    other_seen: str = "",
) -> ProposedTask:
    """One task of two neighbours, from the first word of the one to the last of the other.

    Where they disagree on who acts or until when, that stays open. Raises NotNeighbours, NotKept, ChangedSince.
    """
    found = under_review(import_id, by)
    pair = [_kept(proposal(found, task_id, seen)), _kept(proposal(found, other_id, other_seen))]
    first, second = sorted(pair, key=lambda one: one.start)
    between = found.tasks.kept().filter(start__gt=first.start, start__lt=second.start)
    if first.pk == second.pk or first.sentence_id != second.sentence_id or between.exists():
        raise NotNeighbours
    told = _together(first, second)
    with recorded(found, ReviewAct.MERGE, by=by, at=at, tasks=[first, second]):
        second.state, second.decided_at, second.decided_by = ProposalState.GONE, at, by.user
        second.save(update_fields=["state", "decided_at", "decided_by"])
        _shape(first, (first.start, second.end), told, by, at)
    return first


@transaction.atomic
def choose_words(
    *, import_id: UUID, task_id: UUID, start: int, end: int, by: Actor, at: dt.datetime, seen: str = ""
) -> ProposedTask:
    """Gives a proposal other words of its sentence; who and until when stay. Raises OutsideTheText, SharesWords, NotKept."""
    found = under_review(import_id, by)
    task = _kept(proposal(found, task_id, seen))
    if not (task.sentence.start <= start < end <= task.sentence.end):
        raise OutsideTheText
    told: dict[str, Any] = {"acts": cited(found, (start, end))}
    with recorded(found, ReviewAct.WORDS, by=by, at=at, tasks=[task]):
        _shape(task, (start, end), told, by, at)
    return task


def cited(found: TextImport, span: Span) -> list[Any]:
    """Acts that these very words cite."""
    return [act for act in found.acts.all() if reshaping.touches(act.mentions, span)]


def _kept(task: ProposedTask) -> ProposedTask:
    if task.state == ProposalState.DISCARDED:
        raise NotKept
    return task


def _shape(
    task: ProposedTask, span: Span, told: dict[str, Any], by: Actor, at: dt.datetime, *, fresh: bool = False
) -> None:
    """Saves a proposal with its new place and whatever else is told of it, as decided by a person."""
    links = {name: told.pop(name) for name in LINKS if name in told}
    task.start, task.end = span
    for name, value in told.items():
        setattr(task, name, value)
    task.state, task.decided_at, task.decided_by = ProposalState.ACCEPTED, at, by.user
    must_be_free(task)
    if fresh:
        task.save(force_insert=True)
    else:
        task.save(update_fields=["start", "end", "state", "decided_at", "decided_by", *told])
    for name, units in links.items():
        getattr(task, name).set(units)


def _part(task: ProposedTask, text: str, spans: tuple[Span, Span], side: int, linker: Linker) -> dict[str, Any]:
    """What one side of a cut keeps."""
    left, right = (text[start:end] for start, end in spans)
    acting = [name for name in task.responsible_text if reshaping.subject_sides(name, left, right)[side]]
    helping = [name for name in task.coordinating_text if reshaping.sides(name, left, right)[side]]
    elsewhere = _known(set(task.responsible_text) - set(acting), linker)
    apart = _known(set(task.coordinating_text) - set(helping), linker)
    acts = list(task.acts.all())
    here = [act for act in acts if reshaping.touches(act.mentions, spans[side])]
    nowhere = [act for act in acts if not any(reshaping.touches(act.mentions, span) for span in spans)]
    dated = not task.due_kind or reshaping.sides(task.due_text, left, right)[side]
    grouped = task.addressee_id is not None and task.addressee_id not in elsewhere
    several = grouped or task.addressee_id is None
    return {
        "responsible_text": acting,
        "coordinating_text": helping,
        "lead_id": task.lead_id if task.lead_id not in elsewhere else None,
        "addressee_id": task.addressee_id if grouped else None,
        "members": [unit for unit in task.members.all() if several and unit.pk not in elsewhere],
        "coordinating": [unit for unit in task.coordinating.all() if unit.pk not in apart],
        "acts": [*here, *nowhere],
        "continues_id": task.continues_id if side == 0 else None,
        **dict(zip(DUE, [getattr(task, name) for name in DUE] if dated else NO_DUE, strict=True)),
    }


def _known(names: set[str], linker: Linker) -> set[UUID]:
    return {found[0] for found in map(linker.find, names) if found}


def _together(first: ProposedTask, second: ProposedTask) -> dict[str, Any]:
    """What two proposals say as one."""
    lead, addressee, members = reshaping.agreed(_who(first), _who(second), (None, None, ()))
    due = reshaping.agreed(_due(first), _due(second), NO_DUE)
    coordinating = _united(first, second, "coordinating")
    return {
        "responsible_text": _names(first.responsible_text, second.responsible_text),
        "coordinating_text": _names(first.coordinating_text, second.coordinating_text),
        "explicit": first.explicit or second.explicit,
        "lead_id": lead,
        "addressee_id": addressee,
        "members": list(members),
        "coordinating": [unit for unit in coordinating if unit != lead],
        "acts": _united(first, second, "acts"),
        "continues_id": first.continues_id or second.continues_id,
        **dict(zip(DUE, due, strict=True)),
    }


def _who(task: ProposedTask) -> tuple[UUID | None, UUID | None, tuple[UUID, ...]]:
    return task.lead_id, task.addressee_id, tuple(sorted(unit.pk for unit in task.members.all()))


def _due(task: ProposedTask) -> tuple[Any, ...]:
    return tuple(getattr(task, name) for name in DUE)


def _united(first: ProposedTask, second: ProposedTask, name: str) -> list[UUID]:
    return list(dict.fromkeys(one.pk for task in (first, second) for one in getattr(task, name).all()))


def _names(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
