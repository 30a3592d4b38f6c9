"""Predicates behind the registry's named permissions."""

from typing import Any

import rules

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


def reaching(permission: Permission, unit_of: str) -> rules.Predicate:
    """A predicate: the actor's role carries the permission over the unit that the subject names in `unit_of`."""

    @rules.predicate(f"reaches({permission})")
    def reaches(actor: Actor, subject: Any = None) -> bool:
        return subject is not None and access.reaches(actor, permission, getattr(subject, unit_of))

    return reaches


rules.add_perm(Permission.UNIT_VIEW, reaching(Permission.UNIT_VIEW, "pk"))
