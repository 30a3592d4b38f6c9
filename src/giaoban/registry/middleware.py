"""Around every request: in whose name, behind which door, reading or writing, and why rows changed."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from giaoban.registry import gate, queries
from giaoban.registry.roles import Permission

Answer = Callable[[HttpRequest], HttpResponse]
READING = {"GET", "HEAD", "OPTIONS"}
HARMLESS = ("SELECT", "WITH", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SET CONSTRAINTS", "EXPLAIN")


class ActorMiddleware:
    """`request.today`: the day of business. `request.actor`: the user in the chosen assignment, or None for a visitor.

    Both are read from the database once a request: a role taken back is gone with the next one.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = SimpleLazyObject(queries.today)  # type: ignore[attr-defined]
        request.actor = SimpleLazyObject(lambda: self._actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def _actor(request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            return None
        return queries.actor(request.user, chosen=request.session.get("assignment"), on=queries.today())


class WriteOnGet(RuntimeError):
    """A request that only reads tried to write: a fault of ours, never of the visitor."""


class ReadOnlyGet:
    """A view reached by GET cannot write, whatever it calls."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with connection.execute_wrapper(self._only_reads):
            return self.get_response(request)

    @staticmethod
    def _only_reads(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        statement = str(sql).lstrip(" \n(").upper()
        if not statement.startswith(HARMLESS) or " FOR UPDATE" in statement:
            raise WriteOnGet(str(sql)[:200])
        return execute(sql, params, many, context)


class LoginRequired:
    """Every address is closed until its view says who may enter (`registry.gate`)."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        rule = getattr(view, "access_rule", None)
        if rule is None:
            raise PermissionDenied
        if rule == gate.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        if rule == gate.SIGNED_IN:
            return None
        if not request.actor or not request.actor.may(Permission(rule)):  # type: ignore[attr-defined]
            raise PermissionDenied
        return None


def redirect_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, which leads back here; a form that was being sent says that it was not."""
    if request.method in READING:
        response = redirect("account_login")
        response["Location"] += f"?next={request.get_full_path()}"
        return response
    messages.warning(request, _("You were signed out; nothing was sent. Sign in and send again."))
    return redirect("account_login")


class HistoryContext:
    """Row history says who changed a row, for which body, in which request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        actor = request.actor  # type: ignore[attr-defined]
        who = {"user": str(actor.user.pk), "name": str(actor.user), "unit": str(actor.unit_id or "")} if actor else {}
        with pghistory.context(request=getattr(request, "request_id", ""), **who):
            return self.get_response(request)
