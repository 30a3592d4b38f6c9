"""The fictional people of the demonstration that anybody may be with one click."""

from dataclasses import dataclass

from giaoban.registry import queries
from giaoban.registry.models import RoleAssignment


@dataclass(frozen=True)
class DemonstrationRole:
    username: str
    person: str
    role: str
    unit: str


PREFIX = "demo."
"""Names of the demonstration's accounts begin so; nobody else may take such a name."""


def roles() -> list[DemonstrationRole]:
    """Who one can be, in the order in which the demonstration made them."""
    day = queries.today()
    held = (
        RoleAssignment.objects.in_force(day)
        .filter(user__username__startswith=PREFIX)
        .select_related("user")
        .order_by("granted_at", "pk")
    )
    called = queries.names([one.unit_id for one in held], on=day)
    return [
        DemonstrationRole(one.user.username, one.user.full_name, one.get_role_display(), called.get(one.unit_id, ""))
        for one in held
    ]
