"""What a person does to a draft is written down as a step, with how things stood before: so it can be undone, and counted."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from giaoban.briefing.enums import ImportStatus, ProposalState, ReviewAct
from giaoban.briefing.models import ProposedSentence, ProposedTask, ReviewStep, TextImport
from giaoban.briefing.operations.comparing import lay_beside
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

COLUMNS = [
    "sentence_id",
    "start",
    "end",
    "kind",
    "responsible_text",
    "coordinating_text",
    "explicit",
    "lead_id",
    "addressee_id",
    "due_kind",
    "due_text",
    "due_start",
    "due_end",
    "period",
    "state",
    "confidence",
    "reason",
    "continues_id",
]
LINKS = ("members", "coordinating", "acts")


class NotUnderReview(ValueError):
    """The import is confirmed or discarded already."""


class ChangedSince(ValueError):
    """Somebody changed the proposal since it was seen: `step` is what they did, where it is known."""

    def __init__(self, step: ReviewStep | None = None) -> None:
        super().__init__("the proposal changed")
        self.step = step


class SharesWords(ValueError):
    """Another proposal has some of these words."""


def under_review(import_id: UUID, by: Actor) -> TextImport:
    """The import, locked: whoever comes second waits, and then sees what the first one did."""
    found = TextImport.objects.select_for_update(of=("self",)).get(pk=import_id)
    if not by.has_perm(Permission.BRIEFING_IMPORT, found):
        raise PermissionDenied
    if found.status != ImportStatus.REVIEWING:
        raise NotUnderReview
    return found


def proposal(found: TextImport, task_id: UUID, seen: str = "") -> ProposedTask:
    """A proposal as somebody saw it; `seen` is its print. Raises ChangedSince for another print, and for what is gone."""
    task = found.tasks.prefetch_related(*LINKS).get(pk=task_id)
    if task.state == ProposalState.GONE or (seen and seen != print_of(task)):
        raise ChangedSince(found.steps.filter(before__tasks__has_key=str(task_id)).order_by("-number").first())
    return task


def must_be_free(task: ProposedTask, *others: UUID) -> None:
    """Raises SharesWords where a kept proposal of the sentence, save this one and `others`, has some of the words."""
    rivals = ProposedTask.objects.filter(sentence=task.sentence_id, start__lt=task.end, end__gt=task.start).kept()
    if rivals.exclude(pk__in=[task.pk, *others]).exists():
        raise SharesWords


def snapshot(task: ProposedTask) -> dict[str, Any]:
    """Everything that acts change in a proposal, as plain values."""
    told = {name: getattr(task, name) for name in COLUMNS}
    told |= {name: sorted(str(one.pk) for one in getattr(task, name).all()) for name in LINKS}
    plain: dict[str, Any] = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    return plain


def print_of(task: ProposedTask) -> str:
    """Short and the same as long as a proposal stays as it is; neither confirming nor comparing it changes it."""
    told = snapshot(task)
    del told["continues_id"]
    if told["state"] == ProposalState.ACCEPTED:
        told["state"] = ProposalState.PROPOSED.value
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def _tasks(ids: Iterable[UUID | str]) -> dict[str, ProposedTask]:
    return {str(one.pk): one for one in ProposedTask.objects.filter(pk__in=list(ids)).prefetch_related(*LINKS)}


def _decided(ids: Iterable[UUID | str]) -> dict[str, str]:
    rows = ProposedSentence.objects.filter(pk__in=list(ids)).values_list("pk", "decided")
    return {str(key): decided for key, decided in rows}


def _as_they_stand(tasks: Iterable[UUID | str], sentences: Iterable[UUID | str]) -> dict[str, dict[str, str]]:
    return {"tasks": {key: print_of(one) for key, one in _tasks(tasks).items()}, "sentences": _decided(sentences)}


@contextmanager
def recorded(
    found: TextImport,
    act: ReviewAct,
    *,
    by: Actor,
    at: dt.datetime,
    tasks: Iterable[ProposedTask] = (),
    sentences: Iterable[ProposedSentence] = (),
) -> Iterator[list[ProposedTask]]:
    """Writes down one act on these rows; proposals that it makes are put into the list. An act without effect is none."""
    touched, judged = [one.pk for one in tasks], [one.pk for one in sentences]
    before: dict[str, Any] = {
        "tasks": {key: snapshot(one) for key, one in _tasks(touched).items()},
        "sentences": _decided(judged),
    }
    standing = _as_they_stand(touched, judged)
    made: list[ProposedTask] = []
    yield made
    fresh = [one.pk for one in made]
    after = _as_they_stand([*touched, *fresh], judged)
    if after == standing:
        return
    before["tasks"] |= {str(key): None for key in fresh}
    number = found.steps.count() + 1
    ReviewStep.objects.create(text_import=found, number=number, act=act, before=before, after=after, at=at, by=by.user)
    lay_beside(found)


@transaction.atomic
def undo_step(*, import_id: UUID, step_id: UUID, by: Actor, at: dt.datetime) -> ReviewStep:
    """Takes one step back: what it touched stands again as before. Undone already, nothing more happens.

    Raises ChangedSince where something was done to the same proposals afterwards, SharesWords where other proposals
    took the words meanwhile.
    """
    found = under_review(import_id, by)
    step = found.steps.get(pk=step_id)
    if step.undone_at is not None:
        return step
    if _as_they_stand(step.after["tasks"], step.after["sentences"]) != step.after:
        raise ChangedSince(_last_on(step))
    touched = _tasks(step.before["tasks"])
    # All step aside first, so that none stands in another's way while they return to their places.
    ProposedTask.objects.filter(pk__in=list(touched)).update(
        state=ProposalState.GONE, decided_at=at, decided_by=by.user
    )
    for key, told in step.before["tasks"].items():
        if told is not None:
            _put_back(touched[key], told)
    for key, decided in step.before["sentences"].items():
        ProposedSentence.objects.filter(pk=key).update(decided=decided)
    step.undone_at, step.undone_by = at, by.user
    step.save(update_fields=["undone_at", "undone_by"])
    lay_beside(found)
    return step


def _last_on(step: ReviewStep) -> ReviewStep | None:
    later = step.text_import.steps.filter(undone_at=None, number__gt=step.number)
    return later.filter(before__tasks__has_any_keys=list(step.after["tasks"])).order_by("-number").first()


def _put_back(task: ProposedTask, told: dict[str, Any]) -> None:
    for name in COLUMNS:
        setattr(task, name, told[name])
    if task.state in (ProposalState.PROPOSED, ProposalState.ACCEPTED):
        must_be_free(task)
    task.save(update_fields=[name.removesuffix("_id") for name in COLUMNS])
    for name in LINKS:
        getattr(task, name).set([UUID(key) for key in told[name]])
