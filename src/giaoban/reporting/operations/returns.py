"""A return is written: each save adds what changed, and overwrites nothing."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import OPEN
from giaoban.reporting.models import Call, Return
from giaoban.reporting.operations import gathered, refusals, values
from giaoban.reporting.operations.values import Told


@transaction.atomic
def save(*, call: Call, unit_id: UUID, told: Sequence[Told], revision: int, by: Actor, at: dt.datetime) -> Return:
    """A body keeps what it wrote so far; only what changed is added, and the cells that are not told stay.

    `revision` is the one that the writer saw: where somebody saved since, `SavedMeanwhile` is raised and nothing is lost.
    """
    of = _locked(call, unit_id, by, at)
    if of.status not in OPEN:
        raise refusals.HandedIn
    if of.revision != revision:
        raise refusals.SavedMeanwhile
    said = queries.standing([of.pk])[of.pk] if of.revision else {}
    lines = [line for line in queries.items(call) if line.is_told]
    asked = {line.indicator_id for line in lines}
    mine = [one for one in told if one.indicator_id in asked]
    if any(one.none_occurred and (one.number is not None or one.text) for one in mine):
        raise refusals.BothSaid
    taken_over, rest = gathered.add(of, mine, lines, said, revision=of.revision + 1, by=by, at=at)
    added = taken_over + values.add(values.rows(of, rest, said, revision=of.revision + 1, by=by, at=at))
    of.revision += 1
    of.save(update_fields=["revision"])
    events.record("reporting.saved", of, by=by, at=at, unit=unit_id, cells=added, report=str(call))
    return of


def _locked(call: Call, unit_id: UUID, by: Actor, at: dt.datetime) -> Return:
    """The body's return to the call, its row held; the first save makes it."""
    mine = Return(call=call, unit_id=unit_id, map_day=call.map_day, made_at=at)
    if not by.has_perm(Permission.RETURN_FILL, mine):
        raise PermissionDenied
    held = Return.objects.select_for_update().filter(call=call, unit=unit_id)
    if (found := held.first()) is not None:
        return found
    if not queries.expects(call, unit_id):
        raise refusals.NotExpected(queries.why_not_asked(call, unit_id), call.in_words)
    Return.objects.bulk_create([mine], ignore_conflicts=True)
    return held.get()
