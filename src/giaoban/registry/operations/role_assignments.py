"""Roles: given for a time, handed on, taken back."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.models import IncompatibleRoles, RoleAssignment, User
from giaoban.registry.roles import ROLES


class DelegationTooWide(ValueError):
    """A delegation only narrows: at the same unit, to somebody else, no permission, reach or day more than one's own."""


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    unit_id: UUID,
    valid_from: dt.date,
    valid_until: dt.date | None,
    by: Actor | None,
    at: dt.datetime,
    delegated_from: RoleAssignment | None = None,
) -> RoleAssignment:
    """Gives a user a role at a unit from a day to another (half-open; None: without end).

    Nobody gives a role to oneself, nor one that reaches further than the own (by None: the server's owner may). Raises
    ValidationError where the person holds the role here already or holds one that is incompatible, PermissionDenied.
    """
    if delegated_from is not None:
        _must_be_own(delegated_from, by)
    elif by is not None and (user.pk == by.user.pk or not access.may_give(by, role, unit_id)):
        raise PermissionDenied
    # Grants to one person take turns, so that what is checked here still holds when the row is written.
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    assignment = RoleAssignment(
        user=user,
        role=role,
        unit_id=unit_id,
        valid=DateRange(valid_from, valid_until),
        delegated_from=delegated_from,
        granted_at=at,
        granted_by=by.user if by else None,
    )
    if delegated_from is not None:
        _must_narrow(delegated_from, assignment)
    _must_be_compatible(assignment)
    assignment.full_clean()
    assignment.save(force_insert=True)
    events.record("registry.role_granted", user, by=by, at=at, unit=unit_id, role=role, username=user.username)
    return assignment


def _must_be_compatible(wanted: RoleAssignment) -> None:
    """The database refuses incompatible roles; this says which and why."""
    held = RoleAssignment.objects.filter(user=wanted.user, revoked_at=None, valid__overlap=wanted.valid)
    roles = set(held.values_list("role", flat=True))
    pair = IncompatibleRoles.objects.filter(
        Q(first=wanted.role, second__in=roles) | Q(second=wanted.role, first__in=roles)
    ).first()
    if pair:
        other = ROLES[pair.second if pair.first == wanted.role else pair.first]
        raise ValidationError(
            _("This person is already “%(role)s”; the two roles are kept apart: %(reason)s")
            % {"role": other.name, "reason": pair.reason},
            code="incompatible_roles",
        )


def _must_be_own(handed_on: RoleAssignment, by: Actor | None) -> None:
    # Locked: a role that is being taken back at this moment cannot be handed on.
    own = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=handed_on.pk)
    if by is None or own.user_id != by.user.pk or own.revoked_at is not None:
        raise PermissionDenied


def _must_narrow(own: RoleAssignment, handed_on: RoleAssignment) -> None:
    mine, theirs = ROLES[own.role], ROLES[handed_on.role]
    until = handed_on.valid.upper
    wider = theirs.permissions - mine.permissions or theirs.reach.is_wider_than(mine.reach)
    longer = own.valid.upper is not None and (until is None or until > own.valid.upper)
    elsewhere = handed_on.unit_id != own.unit_id or handed_on.user_id == own.user_id
    if wider or longer or elsewhere or handed_on.valid.lower < own.valid.lower:
        raise DelegationTooWide


@transaction.atomic
def revoke_role(*, assignment_id: UUID, by: Actor, at: dt.datetime) -> RoleAssignment:
    """Takes a role back at once: the holder's next request is refused, and so is that of those it was handed on to.

    Whoever could give it takes it back, and whoever handed it on. Nothing happens to one that was taken back before.
    """
    rows = RoleAssignment.objects.select_for_update(of=("self",)).select_related("user", "delegated_from")
    assignment = rows.get(pk=assignment_id)
    if not access.to_take_back(by, [assignment]):
        raise PermissionDenied
    if assignment.revoked_at is not None:
        return assignment
    for one in [assignment, *_handed_on([assignment])]:
        one.revoked_at, one.revoked_by = at, by.user
        one.save(update_fields=["revoked_at", "revoked_by"])
        events.record(
            "registry.role_revoked", one.user, by=by, at=at, unit=one.unit_id, role=one.role, username=one.user.username
        )
    return assignment


def _handed_on(given: Sequence[RoleAssignment]) -> list[RoleAssignment]:
    """What was delegated from these and still holds, and what was delegated from that."""
    further = list(
        RoleAssignment.objects.select_for_update(of=("self",))
        .filter(delegated_from__in=given, revoked_at=None)
        .select_related("user")
        .order_by("pk")
    )
    return further + _handed_on(further) if further else []
