"""Reads behind the pages of the organisation: lists of units on a day, one unit with all that stands around it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from giaoban.registry.actor import Actor
from giaoban.registry.enums import Tree
from giaoban.registry.models import (
    Appointment,
    Event,
    GroupMembership,
    Post,
    RoleAssignment,
    Succession,
    Unit,
    UnitVersion,
    User,
)
from giaoban.registry.queries import names
from giaoban.registry.roles import Permission

EVENTS_SHOWN = 20


@dataclass(frozen=True)
class Named:
    """A unit by its name, and whether the reader may open it."""

    unit: UUID
    name: str
    is_open: bool


def units_on(actor: Actor, *, on: dt.date, typed: str = "", tree: str = "", kind: str = "") -> QuerySet[UnitVersion]:
    """The units that the actor sees, as they were on a day, by name.

    With neither a name nor a kind: only those that stand below no other that the actor sees, the roots of the two trees.
    """
    visible = Unit.objects.visible_to(actor)
    found = UnitVersion.objects.on(on).filter(unit__in=visible)
    if tree:
        found = found.filter(unit__tree=tree)
    if typed or kind:
        found = found.called_like(typed)
        return (found.filter(kind=kind) if kind else found).by_name()
    return found.filter(Q(parent=None) | ~Q(parent__in=visible)).by_name()


def versions(unit_id: UUID) -> list[UnitVersion]:
    """All versions of a unit from its first day on."""
    return list(UnitVersion.objects.filter(unit=unit_id).order_by("valid"))


def nearest(life: Sequence[UnitVersion], *, on: dt.date) -> UnitVersion:
    """The version that lived on the day; where none did, the last one before it, else the first."""
    begun = [version for version in life if version.valid.lower <= on]
    return begun[-1] if begun else life[0]


def named(units: Iterable[UUID | None], *, actor: Actor, on: dt.date) -> dict[UUID | None, Named]:
    """Names on that day, and which of them the actor may open; two queries however many. None, for no unit, has no name."""
    wanted = {unit for unit in units if unit}
    called = names(wanted, on=on)
    seen = set(Unit.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    return {unit: Named(unit, name, unit in seen) for unit, name in called.items()}


def below(unit_id: UUID, *, on: dt.date) -> QuerySet[UnitVersion]:
    """The units directly below in the own tree."""
    return UnitVersion.objects.on(on).filter(parent=unit_id).by_name()


def seated_here(unit_id: UUID, *, on: dt.date) -> QuerySet[UnitVersion]:
    """The bodies that sit at this place itself; those of the places below sit there."""
    return UnitVersion.objects.on(on).filter(seat=unit_id).by_name()


def successions(
    unit_id: UUID, *, actor: Actor
) -> tuple[list[tuple[Succession, Named]], list[tuple[Succession, Named]]]:
    """From whom the unit took over, and who took over from it, each under the name of the time."""
    rows = Succession.objects.filter(Q(predecessor=unit_id) | Q(successor=unit_id)).order_by("on", "pk")
    from_others = [row for row in rows if row.successor_id == unit_id]
    to_others = [row for row in rows if row.predecessor_id == unit_id]
    eve = min((row.on for row in from_others), default=actor.on) - dt.timedelta(days=1)
    old = named((row.predecessor_id for row in from_others), actor=actor, on=eve)
    new = named((row.successor_id for row in to_others), actor=actor, on=actor.on)
    return (
        [(row, old[row.predecessor_id]) for row in from_others],
        [(row, new[row.successor_id]) for row in to_others],
    )


def bodies_to_choose(
    actor: Actor, permission: Permission, *, on: dt.date, but: UUID | None = None
) -> list[tuple[str, str]]:
    """(id, name) of the bodies over which the actor holds the permission on that day, by name; one query."""
    reached = Unit.objects.reached_by(actor, permission).filter(tree=Tree.ORGANISATION)
    found = UnitVersion.objects.on(on).filter(unit__in=reached).exclude(unit=but).by_name()
    return [(str(unit), name) for unit, name in found.values_list("unit", "name")]


def seen_version(sent: str) -> UUID | None:
    """The version that a form says it was filled in from; None where it says nothing of the kind."""
    try:
        return UUID(sent)
    except ValueError:
        return None


def posts(unit_id: UUID, *, on: dt.date) -> QuerySet[Post]:
    """The seats of a body in order of protocol, each with `held`: who sits there on that day."""
    held = (
        Appointment.objects.filter(valid__contains=on).select_related("official").order_by("official__name_sort", "pk")
    )
    return (
        Post.objects.filter(unit=unit_id)
        .order_by("rank", "title")
        .prefetch_related(Prefetch("appointments", held, to_attr="held"))
    )


def groups(unit_id: UUID, *, on: dt.date) -> QuerySet[GroupMembership]:
    """The groups in which the unit is addressed."""
    return GroupMembership.objects.on(on).filter(unit=unit_id).select_related("group").order_by("group__name", "pk")


def latest_events(unit_id: UUID, *, actor: Actor) -> Sequence[Event]:
    """What happened around the unit, the latest first, as far as the actor's role may read it."""
    return list(Event.objects.visible_to(actor).filter(unit=unit_id).order_by("-seq")[:EVENTS_SHOWN])


def accounts(unit_id: UUID, *, on: dt.date) -> list[tuple[User, list[RoleAssignment]]]:
    """Accounts that the unit looks after, and those with a role there, each with its roles that are not over yet."""
    found = User.objects.of(Unit.objects.filter(pk=unit_id)).order_by("-is_active", "username")
    roles: dict[UUID, list[RoleAssignment]] = {user.pk: [] for user in found}
    for role in RoleAssignment.objects.not_over(on).filter(user__in=roles).order_by("valid", "pk"):
        roles[role.user_id].append(role)
    return [(user, roles[user.pk]) for user in found]


def roles_of(user: User, *, on: dt.date) -> list[dict[str, Any]]:
    """The roles of an account, those that hold first, then the past ones, the latest first."""
    rows = RoleAssignment.objects.filter(user=user).select_related("granted_by", "delegated_from")
    rows = rows.order_by("-valid", "-pk")
    called = names({row.unit_id for row in rows}, on=on)
    told = [
        {
            "row": row,
            "unit": called.get(row.unit_id, ""),
            "holds": row.revoked_at is None and on in row.valid,
            "is_over": row.revoked_at is not None or (row.valid.upper is not None and row.valid.upper <= on),
        }
        for row in rows
    ]
    return sorted(told, key=lambda one: one["is_over"])
