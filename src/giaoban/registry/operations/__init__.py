"""Every write of the registry, one file a subject."""

from giaoban.registry.operations.accounts import (
    change_password,
    close_account,
    make_account,
    reopen_account,
    reset_password,
    unlock_account,
)
from giaoban.registry.operations.bodies import (
    BodyTold,
    Founded,
    change_body,
    end_body,
    found_body,
    found_usual_bodies,
    take_end_back,
)
from giaoban.registry.operations.demonstration import set_demonstration_day
from giaoban.registry.operations.outbox import deliver, forget_forms
from giaoban.registry.operations.role_assignments import DelegationTooWide, grant_role, revoke_role
from giaoban.registry.operations.saved_views import NameOfAnother, NoName, ViewTooLong, forget_view, keep_view
from giaoban.registry.operations.second_factor import (
    Shown,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    set_up_second_factor,
    use_code,
)

__all__ = [
    "BodyTold",
    "DelegationTooWide",
    "Founded",
    "NameOfAnother",
    "NoName",
    "Shown",
    "ViewTooLong",
    "change_body",
    "change_password",
    "close_account",
    "deliver",
    "end_body",
    "forget_forms",
    "forget_view",
    "found_body",
    "found_usual_bodies",
    "grant_role",
    "keep_view",
    "make_account",
    "remove_second_factor",
    "renew_recovery_codes",
    "reopen_account",
    "reset_password",
    "reset_second_factor",
    "revoke_role",
    "set_demonstration_day",
    "set_up_second_factor",
    "take_end_back",
    "unlock_account",
    "use_code",
]
