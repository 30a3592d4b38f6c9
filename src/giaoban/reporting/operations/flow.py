"""A return goes up: submitted, accepted by each level, sent back with remarks, reopened with a reason."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import checks, queries
from giaoban.reporting.enums import OPEN, RETURN_FLOW, Act, Origin, ReturnStatus, Source
from giaoban.reporting.inherited import usual
from giaoban.reporting.models import CellComment, FormItem, Return, ReturnStep, Value
from giaoban.reporting.operations import handed_in, refusals, tallies, values
from giaoban.reporting.operations.values import Told
from giaoban.reporting.past import Past
from giaoban.reporting.queries import Standing


def _locked(return_id: UUID) -> Return:
    # The call and its form are read, never changed, after this.
    return Return.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=return_id)


def _step(of: Return, act: Act, by: Actor, at: dt.datetime, *, reason: str = "") -> None:
    ReturnStep.objects.create(
        of=of, act=act, version=of.version, reason=reason, on=by.on, at=at, by=by.user, body_id=by.body
    )


@transaction.atomic
def submit(*, return_id: UUID, by: Actor, at: dt.datetime) -> Return:
    """A body hands its return in: the checks hold or are explained, and what is counted is counted and kept.

    Raises `NotReady` with the findings that stand between.
    """
    of = _locked(return_id)
    if not by.has_perm(Permission.RETURN_FILL, of):
        raise PermissionDenied
    if of.status not in OPEN:
        raise refusals.HandedIn
    lines, said = queries.items(of.call), queries.standing([of.pk])[of.pk]
    earlier = usual(of.call, [of.unit_id], [line.indicator_id for line in lines if line.is_told])
    cells = queries.cells(lines, said, earlier.get(of.unit_id, Past()))
    findings = checks.blocking(cells, queries.rules(of.call))
    if findings:
        raise refusals.NotReady(findings)
    _count(of, lines, said, by, at)
    handed_in.keep([of])
    of.status = RETURN_FLOW.target(Act.SUBMIT, of.status)
    of.save(update_fields=["status"])
    _step(of, Act.SUBMIT, by, at)
    events.record("reporting.submitted", of, by=by, at=at, unit=of.unit_id, report=str(of.call), version=of.version)
    return of


def _count(of: Return, lines: Sequence[FormItem], said: Mapping[UUID, Standing], by: Actor, at: dt.datetime) -> None:
    """Keeps what the records say of the counted lines at this moment, where it differs from what was kept."""
    asked = [line.indicator for line in lines if line.indicator.origin == Origin.COUNTED]
    told = queries.counted(of.call, asked, [of.unit_id], as_of=at)
    counted = [
        Told(indicator_id=one.pk, number=Decimal(told[one.pk][of.unit_id]), source=Source.COUNTED) for one in asked
    ]
    if counted:
        values.add(values.rows(of, counted, said, revision=of.revision, by=by, at=at))


def _judged(return_id: UUID, by: Actor) -> Return:
    """The return, its row held, for whoever's turn it is to judge it; nobody judges what they wrote."""
    of = _locked(return_id)
    if not by.has_perm(Permission.RETURN_ACCEPT, of):
        raise PermissionDenied
    if is_author(of, by):
        raise refusals.OwnAuthor
    return of


def is_author(of: Return, by: Actor) -> bool:
    """Whether this person wrote any of it or handed it in, for whatever body."""
    return (
        Value.objects.filter(of=of, by=by.user).exists()
        or ReturnStep.objects.filter(of=of, by=by.user, act=Act.SUBMIT).exists()
    )


@transaction.atomic
def accept(*, return_id: UUID, by: Actor, at: dt.datetime) -> Return:
    """The level whose turn it is accepts a return; from the caller's acceptance on its values count in every figure."""
    return _accept(_judged(return_id, by), by, at)


def _accept(of: Return, by: Actor, at: dt.datetime) -> Return:
    act = Act.ACCEPT if by.unit_id == of.call.owner_id else Act.ENDORSE
    before = of.accepted_version
    of.status = RETURN_FLOW.target(act, of.status)
    if act == Act.ACCEPT:
        of.accepted_version = of.version
    of.save(update_fields=["status", "accepted_version"])
    if act == Act.ACCEPT:
        tallies.accepted([of], before={of.pk: before})
    _step(of, act, by, at)
    code = "reporting.accepted" if act == Act.ACCEPT else "reporting.endorsed"
    events.record(code, of, by=by, at=at, unit=of.unit_id, report=str(of.call), version=of.version)
    return of


@transaction.atomic
def accept_all(*, call_id: UUID, by: Actor, at: dt.datetime) -> int:
    """Whoever called accepts all returns of a call that the level between has accepted; returns how many.

    Those that the same person wrote are left. Each is accepted by itself, with a step and an event of its own.
    """
    waiting = Return.objects.filter(call=call_id, status=ReturnStatus.ENDORSED).order_by("pk")
    accepted = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        of = _locked(pk)
        if of.status == ReturnStatus.ENDORSED and by.has_perm(Permission.RETURN_ACCEPT, of) and not is_author(of, by):
            _accept(of, by, at)
            accepted += 1
    return accepted


@transaction.atomic
def send_back(*, return_id: UUID, reason: str, remarks: Mapping[UUID, str], by: Actor, at: dt.datetime) -> Return:
    """The level whose turn it is sends a return back, with a reason and remarks on cells, to be written anew."""
    of = _judged(return_id, by)
    if not reason.strip():
        raise refusals.NoReason
    target = RETURN_FLOW.target(Act.SEND_BACK, of.status)
    CellComment.objects.bulk_create(
        CellComment(of=of, indicator_id=indicator, version=of.version, text=text.strip(), at=at, by=by.user)
        for indicator, text in remarks.items()
        if text.strip()
    )
    _step(of, Act.SEND_BACK, by, at, reason=reason.strip())
    _anew(of, target)
    events.record("reporting.sent_back", of, by=by, at=at, unit=of.unit_id, report=str(of.call), reason=reason.strip())
    return of


@transaction.atomic
def reopen(*, return_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Return:
    """Whoever called reopens an accepted return with a reason; what was accepted counts until the next version is."""
    of = _judged(return_id, by)
    if not reason.strip():
        raise refusals.NoReason
    target = RETURN_FLOW.target(Act.REOPEN, of.status)
    _step(of, Act.REOPEN, by, at, reason=reason.strip())
    _anew(of, target)
    events.record("reporting.reopened", of, by=by, at=at, unit=of.unit_id, report=str(of.call), reason=reason.strip())
    return of


def _anew(of: Return, status: str) -> None:
    """The next version begins; the step that led here is of the one that was judged."""
    of.status = status
    of.version += 1
    of.save(update_fields=["status", "version"])
