"""Every write of the registry, one file a subject."""

from giaoban.registry.operations.accounts import (
    change_password,
    close_account,
    make_account,
    reopen_account,
    reset_password,
    unlock_account,
)
from giaoban.registry.operations.demonstration import set_demonstration_day
from giaoban.registry.operations.outbox import deliver, forget_forms
from giaoban.registry.operations.role_assignments import DelegationTooWide, grant_role, revoke_role

__all__ = [
    "DelegationTooWide",
    "change_password",
    "close_account",
    "deliver",
    "forget_forms",
    "grant_role",
    "make_account",
    "reopen_account",
    "reset_password",
    "revoke_role",
    "set_demonstration_day",
    "unlock_account",
]
