"""Who may see and who may record what was done."""

from typing import Any

import rules
from django.db.models import Q

from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, UnitVersion
from giaoban.registry.roles import Permission
from giaoban.registry.rules import reaching


def recordable(actor: Actor) -> Any:
    """The bodies for which one records: the own, those directly below it (a village board has no account), and those
    that these took over from; always within the reach of the role.
    """
    below = UnitVersion.objects.on(actor.on).filter(parent=actor.unit_id).values("unit")
    near = Unit.objects.filter(Q(pk=actor.unit_id) | Q(pk__in=below)).with_predecessors()
    return Unit.objects.reached_by(actor, Permission.ACTIVITY_RECORD).filter(pk__in=near.values("pk"))


@rules.predicate
def records_for_its_body(actor: Actor, subject: Any = None) -> bool:
    """`subject` is anything of a body: an activity, also one not stored yet, or a programme."""
    return subject is not None and recordable(actor).filter(pk=subject.unit_id).exists()


rules.add_perm(Permission.ACTIVITY_VIEW, reaching(Permission.ACTIVITY_VIEW, "unit_id"))
rules.add_perm(Permission.ACTIVITY_RECORD, records_for_its_body)
