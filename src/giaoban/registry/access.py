"""Which units an actor works over: the one rule behind every `visible_to` and every object check."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from giaoban.registry.actor import Actor
from giaoban.registry.heirs import taken_over_by
from giaoban.registry.models import RoleAssignment, Unit
from giaoban.registry.models.units import REACHES
from giaoban.registry.roles import ROLES, Permission


def units(actor: Actor, permission: Permission) -> QuerySet[Unit]:
    """The units over which the actor holds the permission on the actor's day, and those they took over from."""
    return Unit.objects.reached_by(actor, permission)


def reach(actor: Actor, permission: Permission) -> QuerySet[Unit]:
    """The same units, looked up once an actor: for a page that asks about many rows in several queries."""
    kept: dict[str, Any] = vars(actor)
    known: dict[Permission, list[UUID]] = kept.setdefault("_reach", {})
    if permission not in known:
        known[permission] = list(units(actor, permission).values_list("pk", flat=True))
    return Unit.objects.filter(pk__in=RawSQL("SELECT unnest(%s::uuid[])", (known[permission],)))


def reaches(actor: Actor, permission: Permission, unit_id: UUID | None) -> bool:
    """The same rule for one unit. One query, whatever else is reached."""
    if unit_id is None or not actor.may(permission) or actor.unit_id is None or actor.role is None:
        return False
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"unit": unit_id, "body": actor.unit_id, "day": actor.on}
        cursor.execute(REACHES[actor.role.reach], told)
        return bool(cursor.fetchone()[0])


def reaches_enough(actor: Actor, role: str) -> bool:
    """Whether the actor's own role reaches as far as that one."""
    wanted = ROLES.get(role)
    if actor.role is None or wanted is None or wanted.by_server_alone:
        return False
    return not wanted.reach.is_wider_than(actor.role.reach)


def may_give(actor: Actor, role: str, unit_id: UUID) -> bool:
    """Whoever manages accounts gives roles over the own units that reach no further than the own role."""
    return reaches_enough(actor, role) and reaches(actor, Permission.ACCOUNT_MANAGE, unit_id)


def to_take_back(actor: Actor, given: Sequence[RoleAssignment]) -> list[RoleAssignment]:
    """Those of these assignments that the actor could have given, or handed on; never one's own. One query."""
    managed = set(
        units(actor, Permission.ACCOUNT_MANAGE)
        .filter(pk__in={one.unit_id for one in given})
        .values_list("pk", flat=True)
    )
    return [
        one
        for one in given
        if one.user_id != actor.user.pk
        and (
            (one.unit_id in managed and reaches_enough(actor, one.role))
            or (one.delegated_from is not None and one.delegated_from.user_id == actor.user.pk)
        )
    ]


def taken_over(actor: Actor) -> frozenset[UUID]:
    """The bodies that are no more on the actor's day and whose work the own body took over as a whole; asked once an actor."""
    if actor.unit_id is None:
        return frozenset()
    kept: dict[str, Any] = vars(actor)
    if "_taken_over" not in kept:
        kept["_taken_over"] = taken_over_by(actor.unit_id, on=actor.on)
    found: frozenset[UUID] = kept["_taken_over"]
    return found
