"""Accounts: opened, closed, recovered."""

import datetime as dt
import secrets
from uuid import UUID

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.kernel.vietnamese import nfc
from giaoban.registry import access, demonstration, events
from giaoban.registry.actor import Actor
from giaoban.registry.models import Official, User
from giaoban.registry.models.accounts import user_name
from giaoban.registry.roles import Permission

# Without letters and figures that look alike on paper: 0 o, 1 l i.
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def _locked(user_id: UUID, by: Actor | None) -> User:
    """The account's row, locked. The system itself (None: the server's owner) may do all; a person what the rule says."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user_id)
    if by is not None and not by.has_perm(Permission.ACCOUNT_MANAGE, user):
        raise PermissionDenied
    return user


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

    Raises ValidationError for a user name that is taken, reserved or not plain and for a weak password, PermissionDenied
    outside the own units.
    """
    if by is not None:
        if not access.reaches(by, Permission.ACCOUNT_MANAGE, unit_id):
            raise PermissionDenied
        if user_name(username).startswith(demonstration.PREFIX):
            raise ValidationError({"username": _("Names of this beginning belong to the demonstration.")})
    user = User(
        username=user_name(username),
        full_name=nfc(full_name).strip(),
        unit_id=unit_id,
        official=official,
        created_at=at,
    )
    user.full_clean(exclude=["password"])
    if password is None:
        user.set_unusable_password()
    else:
        validate_password(password, user)
        user.set_password(password)
    user.save(force_insert=True)
    events.record("registry.account_made", user, by=by, at=at, unit=user.unit_id, username=user.username)
    return user


@transaction.atomic
def close_account(*, user_id: UUID, by: Actor | None, at: dt.datetime) -> None:
    """Nobody signs in with it any more, and who is signed in is refused with the next request. Nothing if closed."""
    _set_active(user_id, active=False, event="registry.account_closed", by=by, at=at)


@transaction.atomic
def reopen_account(*, user_id: UUID, by: Actor | None, at: dt.datetime) -> None:
    """Its roles that have not ended hold again. Nothing if it is open."""
    _set_active(user_id, active=True, event="registry.account_reopened", by=by, at=at)


def _set_active(user_id: UUID, *, active: bool, event: str, by: Actor | None, at: dt.datetime) -> None:
    user = _locked(user_id, by)
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    events.record(event, user, by=by, at=at, unit=user.unit_id, username=user.username)


@transaction.atomic
def reset_password(*, user_id: UUID, by: Actor | None, at: dt.datetime) -> str:
    """Sets a new random password that the person must change at the next sign-in; returns it to be handed over in person.

    Whoever is signed in with the account is signed out, and its lock is lifted.
    """
    user = _locked(user_id, by)
    password = "-".join("".join(secrets.choice(READABLE) for _place in range(4)) for _group in range(4))
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    forget_failures(username=user.username)
    events.record("registry.password_reset", user, by=by, at=at, unit=user.unit_id, username=user.username)
    return password


@transaction.atomic
def unlock_account(*, user_id: UUID, by: Actor | None, at: dt.datetime) -> None:
    """Lifts the lock that wrong passwords brought, before its time."""
    user = _locked(user_id, by)
    if forget_failures(username=user.username):
        events.record("registry.account_unlocked", user, by=by, at=at, unit=user.unit_id, username=user.username)


@transaction.atomic
def change_password(*, password: str, by: Actor, at: dt.datetime) -> User:
    """A person sets the own password; other places where one is signed in are signed out. Raises ValidationError for a weak one."""
    user = User.objects.select_for_update(of=("self",)).get(pk=by.user.pk)
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    events.record("registry.password_changed", user, by=by, at=at, unit=user.unit_id, username=user.username)
    return user
