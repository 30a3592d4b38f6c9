"""The event log and its outbox: what happened, recorded in the transaction of the act, and who is told.

A room declares its event types with the sentence people read and the personal fields to shred; a room above subscribes in
its `apps.py`, either within the transaction or after it (a job, delivered at least once, with an effect once).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.registry.actor import Actor
from giaoban.registry.models import Event

# Named, not imported: the job loads operations, which record events.
DELIVER = "registry.deliver"


@dataclass(frozen=True)
class EventType:
    """`sentence` takes the event's data by name: "%(by)s confirmed the briefing with %(tasks)s tasks"."""

    code: str
    sentence: str | Promise
    personal: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subscription:
    name: str
    handle: Callable[[Event], None]
    after: bool


@dataclass
class _Log:
    types: dict[str, EventType] = field(default_factory=dict)
    subscriptions: dict[str, list[Subscription]] = field(default_factory=lambda: defaultdict(list))


_log = _Log()


class UnknownEventType(LookupError):
    """Nobody declared this type of event."""


def declare(*types: EventType) -> None:
    """Makes event types known; a code is declared once."""
    for type_ in types:
        if _log.types.setdefault(type_.code, type_) != type_:
            raise ValueError(f"event type {type_.code} is declared twice")


def declared() -> Mapping[str, EventType]:
    return dict(_log.types)


def subscribe(code: str, name: str, handle: Callable[[Event], None], *, after: bool) -> None:
    """Has `handle(event)` called for each event of the type: within its transaction, or after it in a job.

    `name` is stored with what was delivered: a subscriber keeps it for good. Raises ValueError for a name that is taken.
    """
    wanted, known = Subscription(name, handle, after), subscription(code, name)
    if known is not None and known != wanted:
        raise ValueError(f"{name} has subscribed to {code} already")
    if known is None:
        _log.subscriptions[code].append(wanted)


def subscription(code: str, name: str) -> Subscription | None:
    """The subscription that a job was made for; None when a release no longer has it."""
    return next((known for known in _log.subscriptions.get(code, ()) if known.name == name), None)


def record(
    code: str,
    subject: models.Model,
    *,
    by: Actor | None,
    at: dt.datetime,
    on: dt.date | None = None,
    unit: UUID | None = None,
    **data: Any,
) -> Event:
    """Writes what happened to `subject` and tells the subscribers; `by` is None for the system itself.

    Raises UnknownEventType for a code that no room declared. `data` must be plain JSON.
    """
    if code not in _log.types:
        raise UnknownEventType(code)
    event = Event.objects.create(
        type=code,
        subject_kind=subject._meta.label_lower,  # noqa: SLF001 - Django's documented interface
        subject_id=subject.pk,
        unit_id=unit,
        by_user=by.user.pk if by else None,
        by_name=str(by.user) if by else "",
        by_role=by.assignment.role if by and by.assignment else "",
        by_unit=by.unit_id if by else None,
        at=at,
        on=on or (by.on if by else clock.day_of(at)),
        data=data,
    )
    for known in _log.subscriptions.get(code, ()):
        if known.after:
            app.configure_task(DELIVER).defer(event=str(event.id), subscriber=known.name)
        else:
            known.handle(event)
    return event


def sentence(event: Event) -> str:
    """The event as people read it, in the language of the moment; one whose room is no longer installed by its code."""
    known = _log.types.get(event.type)
    if known is None:
        return event.type
    return str(known.sentence) % {"by": event.by_name or _("The system"), **event.data}
