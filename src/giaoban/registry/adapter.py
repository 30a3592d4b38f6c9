"""How the sign-in library is bent to this house: no sign-up, one sentence for every failure, names compared as they are kept."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giaoban.registry import session_life
from giaoban.registry.models.accounts import user_name
from giaoban.registry.requests import Request


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        # The same for a name that nobody has, a wrong password and a closed account.
        "username_password_mismatch": _("The user name or the password is not right. After five tries it is locked."),
    }

    def login(self, request: Request, user: Any) -> None:
        super().login(request, user)
        session_life.begin(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Accounts are opened by those who look after them."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that one comes to says that one is signed in."""


def tried_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """Under which name failures are counted: however it was typed, one account has five tries."""
    tried = (credentials or {}).get("username") or request.POST.get("login")
    return user_name(tried) if tried else None
