"""Which units an actor works over: the one rule behind every `visible_to` and every object check."""

from uuid import UUID

from django.db.models import QuerySet

from giaoban.registry import queries
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit
from giaoban.registry.roles import Permission, Reach


def units(actor: Actor, permission: Permission) -> QuerySet[Unit]:
    """The units over which the actor holds the permission on the actor's day, and those they took over from."""
    if not actor.may(permission) or actor.unit_id is None or actor.role is None:
        return Unit.objects.none()
    match actor.role.reach:
        case Reach.OWN:
            reached = Unit.objects.filter(pk=actor.unit_id)
        case Reach.LINE:
            reached = Unit.objects.under(actor.unit_id, actor.on)
        case Reach.TERRITORY:
            land = queries.seat(actor.unit_id, on=actor.on)
            reached = Unit.objects.seated_in(land, actor.on) | Unit.objects.under(land, actor.on)
    return reached.with_predecessors()


def reaches(actor: Actor, permission: Permission, unit_id: UUID | None) -> bool:
    """The same rule for one unit."""
    return unit_id is not None and units(actor, permission).filter(pk=unit_id).exists()
