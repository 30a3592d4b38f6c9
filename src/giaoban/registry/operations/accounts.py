"""Accounts and roles: made, given, taken back, recovered."""

import datetime as dt
import secrets
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.kernel.vietnamese import nfc
from giaoban.registry import access, events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Official, RoleAssignment, User
from giaoban.registry.roles import ROLES, Permission, Reach


class DelegationTooWide(ValueError):
    """A delegation may only narrow: the same unit or one below it, no permission and no day more than one's own."""


def _must_manage(by: Actor | None, unit_id: UUID) -> None:
    """The system itself (None: command line of the server's owner) may; a person only over the own line."""
    if by is not None and not access.reaches(by, Permission.ACCOUNT_MANAGE, unit_id):
        raise PermissionDenied


@transaction.atomic
def make_account(
    *,
    username: str,
    full_name: str,
    unit_id: UUID,
    by: Actor | None,
    at: dt.datetime,
    password: str | None = None,
    official: Official | None = None,
) -> User:
    """Opens an account for a person of a unit; without a password nobody can sign in until one is set.

    Raises ValidationError for a weak password, PermissionDenied outside the own line.
    """
    _must_manage(by, unit_id)
    user = User(
        username=nfc(username).strip().lower(), full_name=nfc(full_name).strip(), official=official, created_at=at
    )
    user.full_clean(exclude=["password"])
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.save(force_insert=True)
    events.record("registry.account_made", user, by=by, at=at, unit=unit_id, username=user.username)
    return user


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

    Raises IntegrityError where the role is incompatible with another that the user holds in that time.
    """
    if delegated_from is None:
        _must_manage(by, unit_id)
    else:
        _must_narrow(delegated_from, role, unit_id, valid_from, valid_until, by)
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        unit_id=unit_id,
        valid=DateRange(valid_from, valid_until),
        delegated_from=delegated_from,
        granted_at=at,
        granted_by=by.user if by else None,
    )
    events.record("registry.role_granted", user, by=by, at=at, unit=unit_id, role=role, username=user.username)
    return assignment


def _must_narrow(
    own: RoleAssignment, role: str, unit_id: UUID, valid_from: dt.date, valid_until: dt.date | None, by: Actor | None
) -> None:
    if by is None or own.user_id != by.user.pk or own.revoked_at is not None:
        raise PermissionDenied
    wider = ROLES[role].permissions - ROLES[own.role].permissions or _reach(role) > _reach(own.role)
    later = own.valid.upper is not None and (valid_until is None or valid_until > own.valid.upper)
    if wider or later or valid_from < own.valid.lower or unit_id != own.unit_id:
        raise DelegationTooWide


def _reach(role: str) -> int:
    return [Reach.OWN, Reach.LINE, Reach.TERRITORY].index(ROLES[role].reach)


@transaction.atomic
def revoke_role(*, assignment_id: UUID, by: Actor, at: dt.datetime) -> RoleAssignment:
    """Takes a role back at once: the holder's next request is refused, and so is that of those it was delegated to."""
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment_id)
    _must_manage(by, assignment.unit_id)
    if assignment.revoked_at is None:
        RoleAssignment.objects.filter(pk=assignment.pk).update(revoked_at=at, revoked_by=by.user)
        RoleAssignment.objects.filter(delegated_from=assignment, revoked_at=None).update(
            revoked_at=at, revoked_by=by.user
        )
        events.record(
            "registry.role_revoked",
            assignment.user,
            by=by,
            at=at,
            unit=assignment.unit_id,
            role=assignment.role,
            username=assignment.user.username,
        )
    assignment.refresh_from_db()
    return assignment


@transaction.atomic
def reset_password(*, user: User, unit_id: UUID, by: Actor | None, at: dt.datetime) -> str:
    """Sets a new random password that the person must change at the next sign-in; returns it to be handed over in person."""
    _must_manage(by, unit_id)
    if by is not None and not RoleAssignment.objects.in_force(by.on).filter(user=user, unit_id=unit_id).exists():
        raise PermissionDenied
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password, must_change_password=True)
    events.record("registry.password_reset", user, by=by, at=at, unit=unit_id, username=user.username)
    return password


@transaction.atomic
def change_password(*, user: User, password: str, by: Actor, at: dt.datetime) -> None:
    """A person sets the own password. Raises ValidationError for a weak one."""
    if by.user.pk != user.pk:
        raise PermissionDenied
    validate_password(password, user)
    user.set_password(password)
    User.objects.filter(pk=user.pk).update(password=user.password, must_change_password=False)
    events.record("registry.password_changed", user, by=by, at=at, unit=by.unit_id, username=user.username)
