"""One acts for a body, in a role: the `by` of every operation."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

import rules

from giaoban.registry.roles import ROLES, Permission, Role

if TYPE_CHECKING:
    from giaoban.registry.models import RoleAssignment, User


@dataclass(frozen=True, eq=False)
class Actor:
    """A user in one assignment, on a day of business.

    Made anew for each request from the rows in force, so a role taken back is gone with the next request.
    `assignment` is None for a signed-in user who holds no role now, and for a visitor; such an actor may do nothing.
    A visitor's actor is false: nobody. It is never None, since None means the system itself where an operation asks `by`.
    `held` are all assignments that the user could choose from. `user` is Django's AnonymousUser for a visitor.
    """

    user: "User"
    assignment: "RoleAssignment | None"
    on: dt.date
    held: "Sequence[RoleAssignment]" = ()

    def __bool__(self) -> bool:
        return bool(self.user.is_authenticated)

    @cached_property
    def role(self) -> Role | None:
        return ROLES.get(self.assignment.role) if self.assignment else None

    @property
    def unit_id(self) -> UUID | None:
        return self.assignment.unit_id if self.assignment else None

    @property
    def body(self) -> UUID:
        """The body one acts for, where one certainly does: behind a door that asks for a permission."""
        assert self.assignment is not None
        return self.assignment.unit_id

    def may(self, permission: Permission) -> bool:
        """Does the role carry this permission at all (somewhere)?"""
        return self.role is not None and permission in self.role.permissions

    def has_perm(self, permission: Permission, subject: Any) -> bool:
        """Does it carry the permission for this very subject? A missing subject is never allowed."""
        return subject is not None and bool(rules.has_perm(permission.value, self, subject))
