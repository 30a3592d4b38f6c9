"""Every write of the registry, one file a subject."""

from giaoban.registry.operations.accounts import (
    change_password,
    grant_role,
    make_account,
    reset_password,
    revoke_role,
)
from giaoban.registry.operations.demonstration import set_demonstration_day
from giaoban.registry.operations.outbox import deliver, forget_forms

__all__ = [
    "change_password",
    "deliver",
    "forget_forms",
    "grant_role",
    "make_account",
    "reset_password",
    "revoke_role",
    "set_demonstration_day",
]
