"""Around every request: in whose name, behind which door, reading or writing, and why rows changed."""

import re
from collections.abc import Callable
from typing import Any, cast

import pghistory
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from giaoban.kernel.publication import MEMBER
from giaoban.registry import gate, queries, second_factor, settled
from giaoban.registry.actor import Actor
from giaoban.registry.requests import Request
from giaoban.registry.roles import Permission

Answer = Callable[[Request], HttpResponse]
READING = ("GET", "HEAD", "OPTIONS")
FIRST_WORDS_OF_READING = (
    "SELECT",
    "WITH",
    "VALUES",
    "SAVEPOINT",
    "RELEASE SAVEPOINT",
    "ROLLBACK TO SAVEPOINT",
    "EXPLAIN",
)
# A query may begin with WITH and write; one that locks rows means to.
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE|FOR (NO KEY UPDATE|SHARE|KEY SHARE))\b")
# A session that no longer counts, after a changed password, is dropped where somebody first asks who is there.
OF_A_SESSION = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "DJANGO_SESSION" ')


class ActorMiddleware:
    """`request.today`: the day of business. `request.actor`: the user in the chosen assignment; false for a visitor.

    The actor is read from the database once a request, when somebody asks: a role taken back is gone with the next one.
    The day is a real date, since the database's driver takes no lazy one; a probe goes without.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.actor = cast(Actor, SimpleLazyObject(lambda: self._actor(request)))
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> None:  # noqa: ARG002
        if not getattr(view, "is_probe", False):
            request.today = queries.today()

    @staticmethod
    def _actor(request: Request) -> Actor:
        chosen = request.session.get("assignment") if request.user.is_authenticated else None
        day = getattr(request, "today", None) or queries.today()
        return queries.actor(request.user, chosen=chosen, on=day)


class WriteOnGet(RuntimeError):
    """A request that only reads tried to write: a fault of ours, never of the visitor."""


class ReadOnlyGet:
    """A view reached by GET cannot write, whatever it calls; session and messages are the visitor's own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        with settled.asked_once(), connection.execute_wrapper(only_reads):
            return self.get_response(request)


def only_reads(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """A wrapper for `connection.execute_wrapper` that raises WriteOnGet for what is not plainly a query."""
    statement = str(sql).lstrip(" \n(").upper()
    reads = statement.startswith(FIRST_WORDS_OF_READING) and not WRITING.search(statement)
    if not reads and not OF_A_SESSION.match(statement):
        raise WriteOnGet(str(sql)[:200])
    return execute(sql, params, many, context)


class LoginRequired:
    """Every address is closed until its view says who may enter (`registry.gate`), and takes nothing that is sent to it
    until its view says what a second sending does (`registry.idempotency`).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Request, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        rule = getattr(view, "access_rule", None)
        if rule is None:
            raise PermissionDenied
        if request.method not in READING and (request.method != "POST" or not getattr(view, "takes_posts", False)):
            return HttpResponseNotAllowed(READING)
        if rule == gate.PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_sign_in(request)
        if request.user.must_change_password and not getattr(view, "is_open_before_new_password", False):
            return _told(request, redirect("account_change_password"))
        if self._lacks_second_factor(request, view):
            shown_where = "registry:confirm" if second_factor.is_set(request.user) else "registry:second-factor-set-up"
            return _told(request, redirect(shown_where))
        if rule != gate.SIGNED_IN and not request.actor.may(Permission(rule)):
            raise PermissionDenied
        return None

    @staticmethod
    def _lacks_second_factor(request: Request, view: Any) -> bool:
        if getattr(view, "is_open_before_new_password", False) or getattr(view, "is_open_before_second_factor", False):
            return False
        return not second_factor.was_shown(request) and second_factor.is_asked_of(request.actor)


def redirect_to_sign_in(request: Request) -> HttpResponse:
    """To the sign-in page, which leads back here; a form that was being sent says that it was not."""
    if request.method in READING:
        came_for = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
        return _told(request, redirect_to_login(came_for or "/"))
    messages.warning(request, _("You were signed out; nothing was sent. Sign in and send again."))
    return _told(request, redirect("account_login"))


def _told(request: Request, answer: HttpResponse) -> HttpResponse:
    """The whole page goes there, also where only a part of it was asked for."""
    return HttpResponseClientRedirect(answer["Location"]) if request.htmx else answer


class MemberSeen:
    """Tells the front of the site that somebody who is signed in was answered; asks nobody who that is for it alone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "_cached_user", None)
        if user is not None and user.is_authenticated:
            request.META[MEMBER] = str(user.pk)
        return response


class HistoryContext:
    """Row history says who changed a row, for which body, in which request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        actor = request.actor
        who = {"user": str(actor.user.pk), "name": str(actor.user), "unit": str(actor.unit_id or "")} if actor else {}
        with pghistory.context(request=getattr(request, "request_id", ""), **who):
            return self.get_response(request)
