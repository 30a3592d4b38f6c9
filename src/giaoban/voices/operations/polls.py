"""Polls are made, corrected before they open, opened, closed and counted."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission
from giaoban.voices.enums import POLL_FLOW, Electorate, Mode, PollStatus, WhenNone
from giaoban.voices.models import Browser, Option, Poll, PollBlock
from giaoban.voices.models.polls import MOST_OPTIONS
from giaoban.voices.operations import refusals
from giaoban.voices.operations.voting import seal

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a poll asks, and by which rules. Days as people say them: `last_day` belongs to it."""

    unit_id: UUID
    question: str
    options: tuple[str, ...]
    electorate: Electorate
    first_day: dt.date
    last_day: dt.date
    words: str = ""
    mode: Mode = Mode.SINGLE
    most: int | None = None
    hides_results: bool = True

    def columns(self) -> dict[str, object]:
        return {
            "unit_id": self.unit_id,
            "question": self.question,
            "words": self.words,
            "mode": self.mode,
            "most": self.most,
            "electorate": self.electorate,
            "opens_on": self.first_day,
            "closes_on": self.last_day + ONE_DAY,
            "hides_results": self.hides_results,
        }


@transaction.atomic
def make_poll(*, asked: Asked, by: Actor, at: dt.datetime) -> Poll:
    """A poll is written down; nobody sees it before it is opened."""
    _refuse_unless_sound(asked)
    poll = Poll(made_at=at, made_by=by.user, **asked.columns())
    _allowed(poll, by)
    poll.save(force_insert=True)
    _offer(poll, asked)
    events.record("voices.poll_made", poll, by=by, at=at, unit=poll.unit_id, question=poll.question)
    return poll


@transaction.atomic
def correct_poll(*, poll_id: UUID, asked: Asked, by: Actor, at: dt.datetime) -> Poll:
    """A draft is written anew. An opened poll stays as it is: OtherState."""
    poll = _locked(poll_id, by)
    if poll.status != PollStatus.DRAFT:
        raise refusals.OtherState
    _refuse_unless_sound(asked)
    for name, value in asked.columns().items():
        setattr(poll, name, value)
    _allowed(poll, by)
    poll.save(update_fields=[name.removesuffix("_id") for name in asked.columns()])
    poll.options.all().delete()
    _offer(poll, asked)
    events.record("voices.poll_corrected", poll, by=by, at=at, unit=poll.unit_id, question=poll.question)
    return poll


@transaction.atomic
def open_poll(*, poll_id: UUID, by: Actor, at: dt.datetime) -> Poll:
    """From its first day on it takes answers; question, answers and rules are fixed from now on."""
    poll = _locked(poll_id, by)
    _step(poll, "open")
    if poll.closes_on <= by.on:
        raise refusals.OverAlready
    poll.opened_at, poll.opened_by = at, by.user
    poll.save(update_fields=["status", "opened_at", "opened_by"])
    events.record("voices.poll_opened", poll, by=by, at=at, unit=poll.unit_id, question=poll.question)
    return poll


@transaction.atomic
def drop_poll(*, poll_id: UUID, by: Actor, at: dt.datetime) -> Poll:
    """A draft that is not wanted any more."""
    poll = _locked(poll_id, by)
    _step(poll, "drop")
    poll.save(update_fields=["status"])
    events.record("voices.poll_dropped", poll, by=by, at=at, unit=poll.unit_id, question=poll.question)
    return poll


@transaction.atomic
def close_poll(*, poll_id: UUID, by: Actor, at: dt.datetime) -> Poll:
    """No answer is taken any more; the urn is emptied into the log, and the result stands."""
    return _close(_locked(poll_id, by), by, at)


@transaction.atomic
def close_ended_polls(*, on: dt.date, at: dt.datetime) -> list[Poll]:
    """Closes and counts every poll whose last day has passed."""
    ended = Poll.objects.over(on).select_for_update(skip_locked=True).order_by("pk")
    return [_close(poll, None, at) for poll in ended]


@transaction.atomic
def set_block(*, poll_id: UUID | None, when_none: WhenNone, by: Actor, at: dt.datetime) -> PollBlock:
    """Chooses which running poll the front page prefers (None: whichever closes first), and what it says without one."""
    if not by.may(Permission.POLL_MANAGE):
        raise PermissionDenied
    if poll_id is not None and not Poll.objects.visible_to(by).public().filter(pk=poll_id).exists():
        raise PermissionDenied
    block, _fresh = PollBlock.objects.update_or_create(pk=1, defaults={"poll_id": poll_id, "when_none": when_none})
    if block.poll is not None:
        events.record("voices.block_set", block.poll, by=by, at=at, unit=block.poll.unit_id)
    else:
        events.record("voices.block_cleared", Unit.objects.get(pk=by.body), by=by, at=at, unit=by.body)
    return block


def _allowed(poll: Poll, by: Actor) -> None:
    if not by.has_perm(Permission.POLL_MANAGE, poll):
        raise PermissionDenied


def _locked(poll_id: UUID, by: Actor) -> Poll:
    poll = Poll.objects.select_for_update().get(pk=poll_id)
    _allowed(poll, by)
    return poll


def _step(poll: Poll, action: str) -> None:
    if action not in POLL_FLOW.actions_from(poll.status):
        raise refusals.OtherState
    poll.status = POLL_FLOW.target(action, poll.status)


def _close(poll: Poll, by: Actor | None, at: dt.datetime) -> Poll:
    if poll.status != PollStatus.OPEN:
        raise refusals.OtherState
    seal(poll, everything=True)
    _step(poll, "close")
    poll.closed_at, poll.closed_by = at, by.user if by else None
    poll.save(update_fields=["status", "closed_at", "closed_by"])
    Browser.objects.filter(poll=poll).delete()
    events.record("voices.poll_closed", poll, by=by, at=at, unit=poll.unit_id, question=poll.question)
    return poll


def _refuse_unless_sound(asked: Asked) -> None:
    if not 2 <= len(asked.options) <= MOST_OPTIONS or len({one.casefold() for one in asked.options}) < len(
        asked.options
    ):
        raise refusals.FewOptions
    if asked.most is not None and (asked.mode == Mode.SINGLE or not 2 <= asked.most <= len(asked.options)):
        raise refusals.MostIsWrong
    if asked.last_day < asked.first_day:
        raise refusals.EndBeforeStart


def _offer(poll: Poll, asked: Asked) -> None:
    Option.objects.bulk_create(
        Option(poll=poll, number=number, text=text) for number, text in enumerate(asked.options, start=1)
    )
