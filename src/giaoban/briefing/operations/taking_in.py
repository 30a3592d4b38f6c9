"""A long old list is taken in by the worker: handed over, told how far it is, taken in once, or handed back with the reason."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connections, transaction
from procrastinate.contrib.django import app

from giaoban.briefing.enums import HandedBack, RowFate
from giaoban.briefing.models import Briefing, OldList, OldListProgress
from giaoban.briefing.operations.old_lists import (
    NamesLeft,
    NothingNew,
    confirm_old_list,
    names_left,
    under_review,
)
from giaoban.briefing.operations.steps import NotUnderReview
from giaoban.registry import events
from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

TAKE_IN = "briefing.take_in_old_list"
# A list up to here is taken in while the person waits: about two seconds of work.
AT_ONCE = 300
WHY = {
    NothingNew: HandedBack.NOTHING_NEW,
    NamesLeft: HandedBack.NAMES,
    PermissionDenied: HandedBack.NO_ROLE,
}


class BeingWritten(NotUnderReview):
    """The worker is in the middle of it; a moment later it is taken in."""


def is_long(found: OldList) -> bool:
    """Whether it takes longer than a person should wait for an answer."""
    return found.rows.filter(fate=RowFate.NEW).count() > AT_ONCE


@transaction.atomic
def hand_over_old_list(*, old_list_id: UUID, by: Actor, at: dt.datetime) -> OldList:
    """Hands a list to the worker at the word of this person, in this role, on this day of business.

    Raises NothingNew, NamesLeft, NotUnderReview (also while the worker has it), PermissionDenied.
    """
    found = under_review(old_list_id, by)
    if not by.may(Permission.BRIEFING_CONFIRM):
        raise PermissionDenied
    if left := names_left(found):
        raise NamesLeft(left)
    total = found.rows.filter(fate=RowFate.NEW).count()
    if not total:
        raise NothingNew
    found.taking_at, found.taking_by, found.taking_as, found.taking_on = at, by.user, by.assignment, by.on
    found.handed_back = ""
    found.save(update_fields=["taking_at", "taking_by", "taking_as", "taking_on", "handed_back"])
    OldListProgress.objects.update_or_create(old_list=found, defaults={"done": 0, "total": total})
    events.record("briefing.old_list_handed_over", found, by=by, at=at, unit=found.unit_id, rows=total)
    app.configure_task(TAKE_IN, lock=f"old-lists-of-{found.series_id}").defer(old_list=str(found.pk))
    return found


@transaction.atomic
def take_in_handed_over(
    *, old_list_id: UUID, at: dt.datetime, tell: Callable[[int], None] = lambda _done: None
) -> Briefing | None:
    """Takes in a list that was handed over: everything or nothing, once however often it is asked for.

    None where an earlier run did it, somebody stopped it, or it was handed back with the reason: the role of whoever
    confirmed it has ended, or nothing new is left of it.
    """
    found = OldList.objects.select_for_update(of=("self",)).select_related("taking_by").get(pk=old_list_id)
    if found.taking_at is None or found.taking_by is None or found.taking_on is None:
        return None
    by = registry.actor(found.taking_by, chosen=str(found.taking_as_id), on=found.taking_on)
    holds_it = found.taking_by.is_active and by.assignment is not None and by.assignment.pk == found.taking_as_id
    _let_go(found)
    try:
        with transaction.atomic():
            if not holds_it:
                raise PermissionDenied
            return confirm_old_list(old_list_id=old_list_id, by=by, at=at, tell=tell)
    except (NothingNew, NamesLeft, PermissionDenied) as problem:
        found.handed_back = WHY[type(problem)]
        found.save(update_fields=["handed_back"])
    return None


@transaction.atomic
def stop_taking_in(*, old_list_id: UUID, by: Actor, at: dt.datetime) -> OldList:
    """Takes a list back from the worker before it has begun. Raises BeingWritten once it has, NotUnderReview, PermissionDenied."""
    try:
        with transaction.atomic():
            found = OldList.objects.select_for_update(of=("self",), nowait=True).get(pk=old_list_id)
    except OperationalError as problem:
        raise BeingWritten from problem
    if not by.may(Permission.BRIEFING_CONFIRM) or not OldList.objects.visible_to(by).filter(pk=found.pk).exists():
        raise PermissionDenied
    if found.taking_at is None:
        raise NotUnderReview
    _let_go(found)
    events.record("briefing.old_list_stopped", found, by=by, at=at, unit=found.unit_id)
    return found


def _let_go(found: OldList) -> None:
    found.taking_at = found.taking_by = found.taking_as = found.taking_on = None
    found.save(update_fields=["taking_at", "taking_by", "taking_as", "taking_on"])


@dataclass
class Beside:
    """Tells how far a list is over a connection of its own: the work stands in one transaction, which nobody sees into."""

    old_list_id: UUID

    def __enter__(self) -> Callable[[int], None]:
        self._connection = connections.create_connection("default")
        return self._tell

    def _tell(self, done: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE briefing_oldlistprogress SET done = %s WHERE old_list_id = %s", [done, self.old_list_id]
            )

    def __exit__(self, *_problem: object) -> None:
        self._connection.close()
