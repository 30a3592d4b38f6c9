"""Many returns at once: taken in from what was gathered elsewhere, accepted by whoever's turn it is."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import checks, queries, rules, words
from giaoban.reporting.enums import NUMBERS, OPEN, RETURN_FLOW, Act, IndicatorKind, Origin, ReturnStatus, Source
from giaoban.reporting.inherited import usual
from giaoban.reporting.models import Call, FormItem, Indicator, Return, ReturnStep, Value
from giaoban.reporting.operations import handed_in, refusals, tallies, values
from giaoban.reporting.operations.refusals import NotTaken
from giaoban.reporting.operations.values import Told
from giaoban.reporting.past import Past
from giaoban.reporting.queries import Said, Standing


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """What one body says in a batch; `rows` says for each indicator in which row it stood, so that a refusal names it."""

    unit_id: UUID
    told: Sequence[Told]
    rows: Mapping[UUID, int] = field(default_factory=dict)

    @property
    def row(self) -> int:
        """Where the return begins."""
        return min(self.rows.values(), default=0)


@transaction.atomic
def take_in(*, call: Call, gathered: Sequence[Gathered], reason: str, by: Actor, at: dt.datetime) -> int:
    """Takes in and submits whole returns to a call, each judged as if typed; how many values were added.

    A body hands in its own; whoever called for them takes in those of all bodies that the call asks, and then judges none of
    them. `reason` answers what a soft check asks and no row answers. All of the batch or nothing: raises `BatchRefused`.
    """
    _refuse_strangers(call, gathered, by)
    lines = queries.items(call)
    asked = {line.indicator_id: line.indicator for line in lines if line.is_told}
    found = [*_not_asked(call, gathered), *(one for of in gathered for one in _misfits(of, asked))]
    if found:
        raise refusals.BatchRefused(found)
    returns = _locked(call, gathered, at)
    batch = _Batch(call=call, lines=lines, returns=returns, reason=reason.strip(), by=by, at=at)
    added = values.add(batch.judged_rows(gathered))
    handed_in.keep(list(returns.values()))
    _hand_in(list(returns.values()), by, at)
    events.record("reporting.taken_in", call, by=by, at=at, unit=by.body, count=len(gathered), report=str(call))
    return added


def _refuse_strangers(call: Call, gathered: Sequence[Gathered], by: Actor) -> None:
    if by.has_perm(Permission.RETURN_CALL, call):
        return
    for one in gathered:
        if not by.has_perm(Permission.RETURN_FILL, Return(call=call, unit_id=one.unit_id)):
            raise PermissionDenied


def _not_asked(call: Call, gathered: Sequence[Gathered]) -> Iterator[NotTaken]:
    """Bodies that the call asks for nothing, and those that stand in the batch twice."""
    asked = queries.asked_of(call, [one.unit_id for one in gathered])
    seen: set[UUID] = set()
    for one in gathered:
        if one.unit_id not in asked:
            why = refusals.NotExpected(queries.why_not_asked(call, one.unit_id), call.in_words)
            yield NotTaken(one.unit_id, str(why), row=one.row)
        elif one.unit_id in seen:
            yield NotTaken(one.unit_id, str(refusals.TwiceInBatch()), row=one.row)
        seen.add(one.unit_id)


def _misfits(of: Gathered, asked: Mapping[UUID, Indicator]) -> Iterator[NotTaken]:
    """What is told of no line of the form, twice, or not as its line is answered."""
    seen: set[UUID] = set()
    for one in of.told:
        row, indicator = of.rows.get(one.indicator_id, 0), asked.get(one.indicator_id)
        if indicator is None:
            yield NotTaken(of.unit_id, str(refusals.LineNotAsked()), row=row)
            continue
        if one.indicator_id in seen:
            yield NotTaken(of.unit_id, str(refusals.TwiceInBatch()), indicator.code, row)
        seen.add(one.indicator_id)
        if one.none_occurred and (one.number is not None or one.text):
            yield NotTaken(of.unit_id, str(refusals.BothSaid()), indicator.code, row)
        is_number = indicator.kind in NUMBERS
        misfit = one.text if is_number else (one.number is not None or one.none_occurred)
        foreign = indicator.kind == IndicatorKind.CHOICE and one.text and one.text not in indicator.choices
        if misfit or foreign:
            yield NotTaken(of.unit_id, str(refusals.NotAsAsked(indicator)), indicator.code, row)


def _locked(call: Call, gathered: Sequence[Gathered], at: dt.datetime) -> dict[UUID, Return]:
    """The bodies' returns to the call, their rows held in one order; whoever has none gets one."""
    units = {one.unit_id for one in gathered}
    fresh = [Return(call=call, unit_id=unit, map_day=call.map_day, made_at=at) for unit in sorted(units)]
    Return.objects.bulk_create(fresh, ignore_conflicts=True)
    held = Return.objects.select_for_update().filter(call=call, unit__in=units).order_by("pk")
    return {one.unit_id: one for one in held}


class _Batch:
    """What every return of the batch is judged by, read before the first is judged."""

    def __init__(
        self,
        *,
        call: Call,
        lines: Sequence[FormItem],
        returns: Mapping[UUID, Return],
        reason: str,
        by: Actor,
        at: dt.datetime,
    ) -> None:
        self.call, self.lines, self.returns, self.reason, self.at = call, lines, returns, reason, at
        self.by = by
        self.rules = queries.rules(call)
        self.codes = {line.indicator.code: line.indicator_id for line in lines}
        begun = {one.pk: one.unit_id for one in returns.values() if one.revision}
        self.said: dict[UUID, dict[UUID, Standing]] = {unit: {} for unit in returns}
        self.said |= {begun[pk]: said for pk, said in queries.standing(begun).items()}
        self.known = usual(call, list(returns), [line.indicator_id for line in lines if line.is_told])
        self.counted = _counted(call, lines, list(returns), at)

    def judged_rows(self, gathered: Sequence[Gathered]) -> Iterator[values.Row]:
        """The values to be added, return by return as each is judged: the database writes one while the next is looked at.

        Raises `BatchRefused` at the end, when all were looked at; what was written until then is void with it.
        """
        found: list[NotTaken] = []
        for one in gathered:
            of, said = self.returns[one.unit_id], self.said[one.unit_id]
            if of.status not in OPEN:
                found.append(NotTaken(one.unit_id, str(refusals.HandedIn()), row=one.row))
            told, against = self._judged(one, said)
            found += against
            if not found:
                added = [*told, *self.counted[one.unit_id]]
                yield from values.rows(of, added, said, revision=of.revision + 1, by=self.by, at=self.at)
        if found:
            raise refusals.BatchRefused(found)

    def _judged(self, one: Gathered, said: Mapping[UUID, Said]) -> tuple[Sequence[Told], list[NotTaken]]:
        """What is told with the reason where a check asks for one, and what stands between it and its submission."""
        stands: dict[UUID, Said] = {**said, **{two.indicator_id: two for two in one.told}}
        cells = queries.cells(self.lines, stands, self.known.get(one.unit_id, Past()))
        findings, told = checks.run(cells, self.rules), one.told
        soft = {self.codes[found.cell] for found in findings if not found.is_hard} if self.reason else set()
        if soft:
            told = [replace(two, reason=self.reason) if two.indicator_id in soft else two for two in told]
        explained = soft & {two.indicator_id for two in told}
        return told, [
            NotTaken(one.unit_id, words.finding(found), found.cell, one.rows.get(self.codes[found.cell], one.row))
            for found in findings
            if found.is_hard or not (cells[found.cell].reason.strip() or self.codes[found.cell] in explained)
        ]


def _counted(call: Call, lines: Sequence[FormItem], units: Sequence[UUID], at: dt.datetime) -> dict[UUID, list[Told]]:
    """What the records say of the counted lines at this moment, as at any submission, by body."""
    asked = [line.indicator for line in lines if line.indicator.origin == Origin.COUNTED]
    told = queries.counted(call, asked, units, as_of=at)
    return {
        unit: [Told(indicator_id=one.pk, number=Decimal(told[one.pk][unit]), source=Source.COUNTED) for one in asked]
        for unit in units
    }


def _hand_in(returns: Sequence[Return], by: Actor, at: dt.datetime) -> None:
    """Each return is submitted by whoever brought it, with a step of its own."""
    target = RETURN_FLOW.target(Act.SUBMIT, ReturnStatus.DRAFT)
    found = Return.objects.filter(pk__in=[one.pk for one in returns])
    found.update(status=target, revision=F("revision") + 1)
    _steps(returns, Act.SUBMIT, by, at)


def _steps(returns: Sequence[Return], act: Act, by: Actor, at: dt.datetime) -> None:
    ReturnStep.objects.bulk_create(
        ReturnStep(of=one, act=act, version=one.version, on=by.on, at=at, by=by.user, body_id=by.body)
        for one in returns
    )


@transaction.atomic
def accept_at_once(*, call_id: UUID, by: Actor, at: dt.datetime) -> int:
    """Accepts all returns to a call that wait for the body acted for: the level above accepts, the caller counts; how many.

    The rules are those of each acceptance: whose turn it is, and nobody judges what they wrote. One event says it of all.
    """
    call = Call.objects.select_related("form").get(pk=call_id)
    waiting = Return.objects.select_for_update(of=("self",)).filter(
        call=call,
        status__in=[ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED],
        unit__in=access.units(by, Permission.RETURN_ACCEPT),
    )
    turn = _whose_turn_it_is(list(waiting.select_related("call").order_by("pk")), by)
    act = Act.ACCEPT if by.unit_id == call.owner_id else Act.ENDORSE
    for status in {one.status for one in turn}:
        mine = Return.objects.filter(pk__in=[one.pk for one in turn if one.status == status])
        target = RETURN_FLOW.target(act, status)
        mine.update(status=target, **({"accepted_version": F("version")} if act == Act.ACCEPT else {}))
    if act == Act.ACCEPT:
        tallies.accepted(turn, before={one.pk: one.accepted_version for one in turn})
    _steps(turn, act, by, at)
    if turn:
        events.record("reporting.judged_at_once", call, by=by, at=at, unit=by.body, count=len(turn), report=str(call))
    return len(turn)


def _whose_turn_it_is(waiting: Sequence[Return], by: Actor) -> list[Return]:
    """Those that the body acted for judges next, without what the person wrote or handed in."""
    units = {one.unit_id for one in waiting}
    reached = set(access.units(by, Permission.RETURN_ACCEPT).filter(pk__in=units).values_list("pk", flat=True))
    judge = rules.judges(waiting, on=by.on)
    turn = [one for one in waiting if one.unit_id in reached and judge[one.pk] == by.unit_id != one.unit_id]
    wrote = set(Value.objects.filter(of__in=turn, by=by.user).order_by().values_list("of", flat=True).distinct())
    sent = ReturnStep.objects.filter(of__in=turn, by=by.user, act=Act.SUBMIT).order_by().values_list("of", flat=True)
    return [one for one in turn if one.pk not in wrote and one.pk not in set(sent)]
