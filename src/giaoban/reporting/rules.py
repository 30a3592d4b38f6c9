"""Who may see, fill in, accept and call for returns."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import rules

from giaoban.registry import queries as registry
from giaoban.registry.actor import Actor
from giaoban.registry.models import UnitVersion
from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching
from giaoban.reporting.enums import LANDS, Level, ReturnStatus


@rules.predicate
def is_of_the_own_body(actor: Actor, subject: Any = None) -> bool:
    """A return is written by the body that it is of, whoever else may read it."""
    return subject is not None and subject.unit_id == actor.unit_id


@rules.predicate
def has_its_turn(actor: Actor, subject: Any = None) -> bool:
    """The body that one acts for is the one that judges the return next; never the body that wrote it."""
    if subject is None or actor.unit_id is None or actor.unit_id == subject.unit_id:
        return False
    return actor.unit_id == judge(subject, on=actor.on)


def judge(subject: Any, *, on: dt.date) -> UUID:
    """The body that judges a return next: first the one above it in its own tree, then the one that called for it.

    The map is that of the call; a body above that is gone by the day `on` is not waited for.
    """
    return judges([subject], on=on)[subject.pk]


def judges(subjects: Sequence[Any], *, on: dt.date) -> dict[UUID, UUID]:
    """The same for many returns, by return. Two queries for each map that they are of."""
    found: dict[UUID, UUID] = {one.pk: one.call.owner_id for one in subjects}
    waiting = [one for one in subjects if one.status not in (ReturnStatus.ENDORSED, ReturnStatus.ACCEPTED)]
    for day in {one.map_day for one in waiting}:
        of_day = [one for one in waiting if one.map_day == day]
        versions = UnitVersion.objects.on(day).filter(unit__in={one.unit_id for one in of_day})
        above = {unit: parent for unit, parent in versions.values_list("unit", "parent") if parent}
        standing = set(UnitVersion.objects.on(on).filter(unit__in=set(above.values())).values_list("unit", flat=True))
        found |= {one.pk: above[one.unit_id] for one in of_day if above.get(one.unit_id) in standing}
    return found


@rules.predicate
def is_the_own_body(actor: Actor, subject: Any = None) -> bool:
    """`subject` is a call, or a draft of a form: a body calls and writes in its own name."""
    return subject is not None and subject.owner_id == actor.unit_id


@rules.predicate
def sits_at_the_province(actor: Actor, subject: Any = None) -> bool:  # noqa: ARG001 - what a rule takes
    """Indicators are those of the whole installation: a body of the province writes them."""
    today = UnitVersion.objects.on(actor.on)
    seat = today.filter(unit=actor.unit_id).values("seat")
    return today.filter(unit__in=seat, kind__in=LANDS[Level.PROVINCE]).exists()


@rules.predicate
def calls_for_it(actor: Actor, subject: Any = None) -> bool:
    """`subject` is a form that is written: a body writes those that bodies of its own kind call for."""
    return subject is not None and subject.caller == registry.kind(subject.owner_id, on=actor.on)


rules.add_perm(Permission.INDICATOR_MANAGE, reaching(Permission.INDICATOR_MANAGE, "unit_id") & sits_at_the_province)
rules.add_perm(Permission.RETURN_VIEW, reaching(Permission.RETURN_VIEW, "unit_id"))
rules.add_perm(Permission.RETURN_FILL, reaching(Permission.RETURN_FILL, "unit_id") & is_of_the_own_body)
rules.add_perm(Permission.RETURN_ACCEPT, reaching(Permission.RETURN_ACCEPT, "unit_id") & has_its_turn)
rules.add_perm(Permission.RETURN_CALL, reaching(Permission.RETURN_CALL, "owner_id") & is_the_own_body)
rules.add_perm(Permission.TARGET_SET, reaching(Permission.TARGET_SET, "unit_id"))
rules.add_perm(
    Permission.FORM_WRITE,
    reaching(Permission.FORM_WRITE, "owner_id") & is_the_own_body & sits_at_the_province & calls_for_it,
)
