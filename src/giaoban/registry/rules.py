"""Predicates behind the registry's named permissions."""

from typing import Any

import rules

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import RoleAssignment, User
from giaoban.registry.roles import Permission


def reaching(permission: Permission, unit_of: str) -> rules.Predicate:
    """A predicate: the actor's role carries the permission over the unit that the subject names in `unit_of`."""

    @rules.predicate(f"reaches({permission})")
    def reaches(actor: Actor, subject: Any = None) -> bool:
        return subject is not None and access.reaches(actor, permission, getattr(subject, unit_of))

    return reaches


@rules.predicate
def is_another(actor: Actor, account: User | None) -> bool:
    """Nobody gives roles to oneself, nor takes the road of recovery for the own password."""
    return account is not None and account.pk != actor.user.pk


@rules.predicate
def could_have_given_its_roles(actor: Actor, account: User | None) -> bool:
    """Whoever resets a password can act as that person: no account that may more than the manager could give."""
    if account is None:
        return False
    held = RoleAssignment.objects.not_over(actor.on).filter(user=account)
    return all(access.may_give(actor, one.role, one.unit_id) for one in held)


rules.add_perm(Permission.UNIT_VIEW, reaching(Permission.UNIT_VIEW, "pk"))
rules.add_perm(Permission.UNIT_MANAGE, reaching(Permission.UNIT_MANAGE, "pk"))
rules.add_perm(Permission.EVENT_VIEW, reaching(Permission.EVENT_VIEW, "unit_id"))
rules.add_perm(
    Permission.ACCOUNT_MANAGE,
    reaching(Permission.ACCOUNT_MANAGE, "unit_id") & is_another & could_have_given_its_roles,
)
