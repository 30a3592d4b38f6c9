"""Many returns at once: taken in from what was gathered elsewhere, accepted by whoever's turn it is."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F

from giaoban.kernel.ids import uuid7
from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import checks, queries, rules, words
from giaoban.reporting.enums import NUMBERS, OPEN, RETURN_FLOW, Act, IndicatorKind, Origin, ReturnStatus, Source
from giaoban.reporting.models import Call, FormItem, Return, ReturnStep, Value
from giaoban.reporting.operations import refusals, tallies
from giaoban.reporting.operations.refusals import NotTaken
from giaoban.reporting.operations.returns import Told
from giaoban.reporting.past import Past, usual

# What a value of a return is, column by column, in the order in which COPY is told.
COLUMNS = (
    "id", "of_id", "indicator_id", "seq", "version", "number", "text", "none_occurred", "is_estimate", "source",
    "written", "reason", "revision", "at", "by_id",
)  # fmt: skip


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
    lines = [line for line in queries.items(call) if line.indicator.origin == Origin.REPORTED]
    found = [*_not_asked(call, gathered), *(one for of in gathered for one in _misfits(of, lines))]
    if found:
        raise refusals.BatchRefused(found)
    returns = _locked(call, gathered, at)
    found = [
        NotTaken(one.unit_id, str(refusals.HandedIn()), row=one.row)
        for one in gathered
        if returns[one.unit_id].status not in OPEN
    ]
    said = _said(returns.values())
    known = usual(call, [one.unit_id for one in gathered])
    form = _Form(lines, queries.rules(call), reason.strip())
    judged = [_judged(form, one, said[one.unit_id], known.get(one.unit_id, Past())) for one in gathered]
    found += [why for _one, against in judged for why in against]
    if found:
        raise refusals.BatchRefused(found)
    values = [row for one, _why in judged for row in _rows(returns[one.unit_id], one.told, said[one.unit_id], by, at)]
    values += _counted(call, returns, said, by, at)
    _copy(values)
    _hand_in(list(returns.values()), by, at)
    events.record("reporting.taken_in", call, by=by, at=at, unit=by.body, count=len(gathered), report=str(call))
    return len(values)


def _refuse_strangers(call: Call, gathered: Sequence[Gathered], by: Actor) -> None:
    if by.has_perm(Permission.RETURN_CALL, call):
        return
    for one in gathered:
        if not by.has_perm(Permission.RETURN_FILL, Return(call=call, unit_id=one.unit_id)):
            raise PermissionDenied


def _not_asked(call: Call, gathered: Sequence[Gathered]) -> Iterator[NotTaken]:
    """Bodies that the call asks for nothing, and those that stand in the batch twice."""
    asked = {body.id for body in queries.bodies(call)}
    seen: set[UUID] = set()
    for one in gathered:
        if one.unit_id not in asked:
            why = refusals.NotExpected(queries.why_not_asked(call, one.unit_id), call.in_words)
            yield NotTaken(one.unit_id, str(why), row=one.row)
        elif one.unit_id in seen:
            yield NotTaken(one.unit_id, str(refusals.TwiceInBatch()), row=one.row)
        seen.add(one.unit_id)


def _misfits(of: Gathered, lines: Sequence[FormItem]) -> Iterator[NotTaken]:
    """What is told of no line of the form, twice, or not as its line is answered."""
    asked = {line.indicator_id: line.indicator for line in lines}
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


def _said(returns: Iterable[Return]) -> dict[UUID, dict[UUID, Value]]:
    """What stands in each return by now, by body and indicator. One query, where any was written before."""
    units = {one.pk: one.unit_id for one in returns}
    begun = [one.pk for one in returns if one.revision]
    said: dict[UUID, dict[UUID, Value]] = {unit: {} for unit in units.values()}
    if begun:
        for value in Value.objects.filter(of__in=begun).order_by("of", "indicator", "-seq").distinct("of", "indicator"):
            said[units[value.of_id]][value.indicator_id] = value
    return said


@dataclass(frozen=True)
class _Form:
    """What every return of the batch is judged by; `reason` answers what a soft check asks."""

    lines: Sequence[FormItem]
    rules: Sequence[checks.Rule]
    reason: str

    def against(self, said: Mapping[UUID, Value], told: Sequence[Told], before: Past) -> list[checks.Finding]:
        """What stands between a return and its submission."""
        # A check looks at no more of a value than what is told of it.
        stands = cast("dict[UUID, Value]", {**said, **{one.indicator_id: one for one in told}})
        return checks.blocking(queries.cells(self.lines, stands, before), self.rules)


def _judged(form: _Form, one: Gathered, said: Mapping[UUID, Value], before: Past) -> tuple[Gathered, list[NotTaken]]:
    """What is told with the reason where a check asks for one, and what stands between it and its submission."""
    codes = {line.indicator.code: line.indicator_id for line in form.lines}
    findings = form.against(said, one.told, before)
    soft = {codes[found.cell] for found in findings if not found.is_hard} if form.reason else set()
    if soft:
        told = [replace(two, reason=form.reason) if two.indicator_id in soft else two for two in one.told]
        one = replace(one, told=told)
        findings = form.against(said, told, before)
    return one, [
        NotTaken(one.unit_id, words.finding(found), found.cell, one.rows.get(codes[found.cell], one.row))
        for found in findings
    ]


Row = tuple[object, ...]


def _rows(of: Return, told: Sequence[Told], said: Mapping[UUID, Value], by: Actor, at: dt.datetime) -> Iterator[Row]:
    """The values to be added: those that do not stand there already."""
    for one in told:
        before = said.get(one.indicator_id)
        if not one.is_said_by(before):
            yield (
                uuid7(), of.pk, one.indicator_id, before.seq + 1 if before else 1, of.version, one.number, one.text,
                one.none_occurred, one.is_estimate, str(one.source), one.written, one.reason, of.revision + 1, at, by.user.pk,
            )  # fmt: skip


def _counted(
    call: Call, returns: Mapping[UUID, Return], said: Mapping[UUID, Mapping[UUID, Value]], by: Actor, at: dt.datetime
) -> Iterator[Row]:
    """What the records say of the counted lines at this moment, as at any submission."""
    asked = [line.indicator for line in queries.items(call) if line.indicator.origin == Origin.COUNTED]
    told = queries.counted(call, asked, list(returns), as_of=at)
    for indicator in asked:
        for unit, of in returns.items():
            one = Told(indicator_id=indicator.pk, number=Decimal(told[indicator.pk][unit]), source=Source.COUNTED)
            before = said[unit].get(indicator.pk)
            if before is None or before.number != one.number:
                yield from _rows(of, [one], {indicator.pk: before} if before else {}, by, at)


def _copy(values: Sequence[Row]) -> None:
    named = ", ".join(connection.ops.quote_name(column) for column in COLUMNS)
    table = connection.ops.quote_name(Value._meta.db_table)  # noqa: SLF001 - Django's documented interface
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


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
        call=call, status__in=[ReturnStatus.SUBMITTED, ReturnStatus.ENDORSED]
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
