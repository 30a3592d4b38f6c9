"""Judging a code through the same door as a password, so that wrong ones are counted, and lock, in one place."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from giaoban.kernel import clock
from giaoban.registry import operations
from giaoban.registry.models import User


class CodeBackend(BaseBackend):
    """`authenticate(request, username=…, code=…)`: the account whose second factor this code is, and uses it up.

    Nobody is signed in by a code alone: only the forms that follow a password, or an open session, ask here.
    """

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - what the door hands to each backend
        username: str = "",
        code: str = "",
        **_more: Any,
    ) -> User | None:
        if not username or not code:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None or operations.use_code(user_id=user.pk, code=code, at=clock.now()) is None:
            return None
        return user
