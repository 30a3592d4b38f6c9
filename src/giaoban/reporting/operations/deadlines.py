"""More time for one body's return: asked for with a reason, granted until a day or refused."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import queries
from giaoban.reporting.enums import OPEN
from giaoban.reporting.models import Call, MoreTime, MoreTimeAnswer, Return
from giaoban.reporting.operations import refusals


@transaction.atomic
def ask_more_time(*, call_id: UUID, due: dt.date, reason: str, by: Actor, at: dt.datetime) -> MoreTime:
    """A body asks whoever called for its return for more time, until a day, with a reason."""
    call = Call.objects.select_for_update(of=("self",)).select_related("form").get(pk=call_id)
    of = Return.objects.filter(call=call, unit=by.body).first() or Return(call=call, unit_id=by.body)
    if not by.has_perm(Permission.RETURN_FILL, of):
        raise PermissionDenied
    if not queries.expects(call, by.body):
        raise refusals.NotExpected(queries.why_not_asked(call, by.body), call.in_words)
    if of.status not in OPEN:
        raise refusals.HandedIn
    if due <= queries.due(call, by.body):
        raise refusals.NoMoreTime
    if MoreTime.objects.filter(call=call, unit=by.body, answer=None).exists():
        raise refusals.AskedAlready
    if not reason.strip():
        raise refusals.NoReason
    made = MoreTime.objects.create(call=call, unit_id=by.body, due=due, reason=reason.strip(), at=at, by=by.user)
    events.record(
        "reporting.more_time_asked", call, by=by, at=at, unit=by.body, due=f"{due:%d/%m/%Y}", reason=made.reason
    )
    return made


@transaction.atomic
def answer_more_time(
    *, more_time_id: UUID, due: dt.date | None, words: str, by: Actor, at: dt.datetime
) -> MoreTimeAnswer:
    """Whoever called for the returns grants a body more time until a day; without a day it is refused, with a reason."""
    asked = MoreTime.objects.select_related("call").get(pk=more_time_id)
    call = Call.objects.select_for_update().get(pk=asked.call_id)
    if not by.has_perm(Permission.RETURN_CALL, call):
        raise PermissionDenied
    if MoreTimeAnswer.objects.filter(asked=asked).exists():
        raise refusals.AnsweredAlready
    if due is None and not words.strip():
        raise refusals.RefusedWithoutReason
    if due is not None and due <= queries.due(call, asked.unit_id):
        raise refusals.NoMoreTime
    made = MoreTimeAnswer.objects.create(asked=asked, due=due, words=words.strip(), at=at, by=by.user, body_id=by.body)
    if due:
        said = f"{due:%d/%m/%Y}"
        events.record("reporting.more_time_granted", call, by=by, at=at, unit=asked.unit_id, due=said)
    else:
        events.record("reporting.more_time_refused", call, by=by, at=at, unit=asked.unit_id, reason=made.words)
    return made
