"""Derived indicators are written, revised and retired; what was said before stays."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission
from giaoban.reporting import deriving, formulas
from giaoban.reporting.enums import IndicatorKind, Origin, OverTime, OverUnits
from giaoban.reporting.models import Formula, FormulaOperand, Indicator
from giaoban.reporting.operations import refusals


@transaction.atomic
def define_indicator(
    *, code: str, name: str, unit: str, text: str, since: dt.date, by: Actor, at: dt.datetime
) -> Indicator:
    """A province's officer writes a new indicator that is made of others, for periods that end on a day or later."""
    _may(by)
    if Indicator.objects.filter(code=code).exists():
        raise refusals.CodeTaken
    operands = named(text, code=code, since=since)
    made = Indicator.objects.create(
        code=code,
        name=name,
        unit=unit,
        kind=IndicatorKind.QUANTITY,
        origin=Origin.DERIVED,
        over_units=OverUnits.NONE,
        over_time=OverTime.LAST,
    )
    _write(made, operands, seq=1, since=since, text=text, reason="", by=by, at=at)
    events.record("reporting.indicator_defined", made, by=by, at=at, unit=by.unit_id, indicator=name, formula=text)
    return made


@transaction.atomic
def revise_formula(
    *, indicator_id: UUID, text: str, since: dt.date, reason: str, seen: int, by: Actor, at: dt.datetime
) -> Formula:
    """From a day on an indicator is made otherwise, for a reason; `seen` is how many revisions the author saw."""
    indicator, last = _standing(indicator_id, since, reason, seen, by)
    operands = named(text, code=indicator.code, since=since)
    made = _write(indicator, operands, seq=last.seq + 1, since=since, text=text, reason=reason, by=by, at=at)
    events.record(
        "reporting.formula_revised", indicator, by=by, at=at, unit=by.unit_id,
        indicator=indicator.name, formula=text, since=since.strftime("%d/%m/%Y"),
    )  # fmt: skip
    return made


@transaction.atomic
def retire_indicator(
    *, indicator_id: UUID, since: dt.date, reason: str, seen: int, by: Actor, at: dt.datetime
) -> Formula:
    """From a day on a derived indicator is made no more; nothing that stands may still be made of it then."""
    indicator, last = _standing(indicator_id, since, reason, seen, by)
    if users := made_of(indicator, since=since):
        raise refusals.StillUsed(users)
    made = _write(indicator, [], seq=last.seq + 1, since=since, text="", reason=reason, by=by, at=at)
    events.record(
        "reporting.indicator_retired", indicator, by=by, at=at, unit=by.unit_id,
        indicator=indicator.name, since=since.strftime("%d/%m/%Y"),
    )  # fmt: skip
    return made


def named(text: str, *, code: str, since: dt.date) -> list[Indicator]:
    """The indicators that a formula of `code` names. Raises BadFormula, UnknownCode, NoNumber, Circular, Retired."""
    try:
        found = formulas.codes(formulas.read(text))
    except formulas.Unread as problem:
        raise refusals.BadFormula(problem) from problem
    known = {one.code: one for one in Indicator.objects.filter(code__in=[one.code for one in found])}
    holding = deriving.in_force(deriving.written(), since)
    for one in found:
        operand = known.get(one.code)
        if one.code == code:
            raise refusals.Circular(code)
        if operand is None:
            raise refusals.UnknownCode(one)
        if not (operand.is_number or operand.kind == IndicatorKind.RATIO):
            raise refusals.NoNumber(operand.name)
        if deriving.is_made(operand) and operand.kind != IndicatorKind.RATIO and operand.pk not in holding:
            raise refusals.Retired(operand.name)
    operands = [known[one.code] for one in found]
    mine = Indicator.objects.filter(code=code).values_list("pk", flat=True).first()
    for operand in operands:
        if mine in deriving.with_operands({operand.pk}):
            raise refusals.Circular(operand.code)
    return operands


def made_of(indicator: Indicator, *, since: dt.date) -> list[Indicator]:
    """The derived indicators that are made of this one on a day or by a formula that begins later."""
    revisions = deriving.written()
    standing = {*deriving.in_force(revisions, since).values(), *(one for one in revisions if one.since > since)}
    users = FormulaOperand.objects.filter(indicator=indicator, formula__in=standing).select_related(
        "formula__indicator"
    )
    return sorted({one.formula.indicator for one in users}, key=lambda one: one.code)


def _may(by: Actor) -> None:
    if not by.has_perm(Permission.INDICATOR_MANAGE, by):
        raise PermissionDenied


def _standing(indicator_id: UUID, since: dt.date, reason: str, seen: int, by: Actor) -> tuple[Indicator, Formula]:
    """The indicator, its row held, and its last revision."""
    _may(by)
    indicator = Indicator.objects.select_for_update().get(pk=indicator_id)
    last = indicator.formulas.order_by("-seq").first()
    if last is None:
        raise refusals.NotDerived
    if last.seq != seen:
        raise refusals.SavedMeanwhile
    if not reason.strip():
        raise refusals.NoReason
    if since < last.since:
        raise refusals.BeforeTheLast(last.since)
    return indicator, last


def _write(
    indicator: Indicator,
    operands: Sequence[Indicator],
    *,
    seq: int,
    since: dt.date,
    text: str,
    reason: str,
    by: Actor,
    at: dt.datetime,
) -> Formula:
    made = Formula.objects.create(
        indicator=indicator, seq=seq, since=since, text=text, reason=reason.strip(),
        body_id=by.body, on=by.on, at=at, by=by.user,
    )  # fmt: skip
    FormulaOperand.objects.bulk_create(FormulaOperand(formula=made, indicator=one) for one in operands)
    return made
