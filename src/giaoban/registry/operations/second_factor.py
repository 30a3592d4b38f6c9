"""The second factor of an account: set up, used, renewed, removed, and taken away by whoever looks after the account."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import decrypt, encrypt
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from giaoban.registry import events, second_factor
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.roles import Permission

TOTP, ON_PAPER = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


class Shown(StrEnum):
    """Which kind of code was good."""

    PHONE = "phone"
    PAPER = "paper"


@transaction.atomic
def set_up_second_factor(*, secret: str, step: int, by: Actor, at: dt.datetime) -> User:
    """From now on the account asks for codes of this secret; ten codes on paper are made; every session ends.

    `step` is the time step of the code that proved the phone knows the secret: that code is used up. A second call, as
    from a form sent twice, changes nothing.
    """
    user = _locked(by.user.pk)
    if Authenticator.objects.filter(user=user, type=TOTP).exists():
        return user
    Authenticator.objects.create(user=user, type=TOTP, data={"secret": encrypt(secret), "step": step}, created_at=at)
    RecoveryCodes.activate(user)
    return _changed(user, "registry.second_factor_set", by=by, at=at)


@transaction.atomic
def use_code(*, user_id: UUID, code: str, at: dt.datetime) -> Shown | None:
    """Judges a code at the instant `at` and uses it up: none is good twice, whichever worker is asked. None: not good."""
    user = _locked(user_id)
    kept = Authenticator.objects.filter(user=user, type=TOTP).first()
    if kept is None:
        return None
    step = second_factor.accepted_step(
        decrypt(kept.data["secret"]), code, at=at.timestamp(), after=kept.data.get("step", -1)
    )
    if step is not None:
        kept.data["step"], kept.last_used_at = step, at
        kept.save(update_fields=["data", "last_used_at"])
        return Shown.PHONE
    on_paper = Authenticator.objects.filter(user=user, type=ON_PAPER).first()
    if on_paper is None or not RecoveryCodes(on_paper).validate_code(code):
        return None
    events.record(
        "registry.recovery_code_used", user, by=None, at=at, unit=user.unit_id, username=user.username,
        left=len(second_factor.recovery_codes(user)),
    )  # fmt: skip
    return Shown.PAPER


@transaction.atomic
def renew_recovery_codes(*, by: Actor, at: dt.datetime) -> None:
    """Ten new codes on paper; the old ones are void. Raises PermissionDenied without a second factor."""
    user = _locked(by.user.pk)
    if not Authenticator.objects.filter(user=user, type=TOTP).exists():
        raise PermissionDenied
    Authenticator.objects.filter(user=user, type=ON_PAPER).delete()
    RecoveryCodes.activate(user)
    events.record("registry.recovery_codes_made", user, by=by, at=at, unit=user.unit_id, username=user.username)


@transaction.atomic
def remove_second_factor(*, by: Actor, at: dt.datetime) -> User:
    """A person takes the own factor away, as before changing the phone; every session ends. Nothing if there is none."""
    user = _locked(by.user.pk)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        return user
    return _changed(user, "registry.second_factor_removed", by=by, at=at)


@transaction.atomic
def reset_second_factor(*, user_id: UUID, by: Actor | None, at: dt.datetime) -> None:
    """Whoever looks after the account takes a lost factor away; its sessions end. Nothing if there is none.

    Raises PermissionDenied for an account that may more than the manager could give, and for the own one.
    """
    user = _locked(user_id)
    if by is not None and not by.has_perm(Permission.ACCOUNT_MANAGE, user):
        raise PermissionDenied
    if Authenticator.objects.filter(user=user).delete()[0]:
        _changed(user, "registry.second_factor_reset", by=by, at=at)


def _locked(user_id: UUID) -> User:
    """Whatever changes a person's factor takes turns."""
    return User.objects.select_for_update(of=("self",)).get(pk=user_id)


def _changed(user: User, event: str, *, by: Actor | None, at: dt.datetime) -> User:
    User.objects.filter(pk=user.pk).update(session_generation=F("session_generation") + 1)
    events.record(event, user, by=by, at=at, unit=user.unit_id, username=user.username)
    user.refresh_from_db(fields=["session_generation"])
    return user
