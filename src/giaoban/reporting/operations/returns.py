"""A return is written: each save adds what changed, and overwrites nothing."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import OPEN, Origin, Source
from giaoban.reporting.models import Call, Return, Value
from giaoban.reporting.operations import refusals


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a body tells of one indicator; nothing at all clears the cell."""

    indicator_id: UUID
    number: Decimal | None = None
    text: str = ""
    none_occurred: bool = False
    is_estimate: bool = False
    written: str = ""
    reason: str = ""
    source: Source = Source.TYPED

    def is_said_by(self, value: Value | None) -> bool:
        """Whether this is what stands there already."""
        if value is None:
            return self.number is None and not self.text and not self.none_occurred
        return (self.number, self.text, self.none_occurred, self.is_estimate, self.reason) == (
            value.number,
            value.text,
            value.none_occurred,
            value.is_estimate,
            value.reason,
        )


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
    said = queries.values(of)
    asked = {line.indicator_id for line in queries.items(call) if line.indicator.origin == Origin.REPORTED}
    fresh = [one for one in told if one.indicator_id in asked and not one.is_said_by(said.get(one.indicator_id))]
    if any(one.none_occurred and (one.number is not None or one.text) for one in fresh):
        raise refusals.BothSaid
    Value.objects.bulk_create(_value(of, one, said.get(one.indicator_id), by, at) for one in fresh)
    of.revision += 1
    of.save(update_fields=["revision"])
    events.record("reporting.saved", of, by=by, at=at, unit=unit_id, cells=len(fresh), report=str(call))
    return of


def _locked(call: Call, unit_id: UUID, by: Actor, at: dt.datetime) -> Return:
    """The body's return to the call, its row held; the first save makes it."""
    mine = Return(call=call, unit_id=unit_id, map_day=call.map_day, made_at=at)
    if not by.has_perm(Permission.RETURN_FILL, mine):
        raise PermissionDenied
    if not queries.expects(call, unit_id):
        raise refusals.NotExpected(queries.why_not_asked(call, unit_id), call.in_words)
    Return.objects.bulk_create([mine], ignore_conflicts=True)
    return Return.objects.select_for_update().get(call=call, unit=unit_id)


def _value(of: Return, told: Told, before: Value | None, by: Actor, at: dt.datetime) -> Value:
    return Value(
        of=of,
        indicator_id=told.indicator_id,
        seq=before.seq + 1 if before else 1,
        version=of.version,
        number=told.number,
        text=told.text,
        none_occurred=told.none_occurred,
        is_estimate=told.is_estimate,
        source=told.source,
        written=told.written,
        reason=told.reason,
        revision=of.revision + 1,
        at=at,
        by=by.user,
    )
