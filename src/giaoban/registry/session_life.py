"""How long one stays signed in, and whether one has just shown again that it is oneself."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.registry import second_factor
from giaoban.registry.requests import Request

BEGAN, SEEN, CONFIRMED = "registry.began", "registry.seen", "registry.confirmed"
# So often at most the instant of the last request is written down.
NOTED_EVERY = 300


def begin(request: Request) -> None:
    """Somebody has signed in at this moment, with all that was asked of them."""
    now = time.time()
    request.session[BEGAN] = request.session[SEEN] = request.session[CONFIRMED] = now


class SessionLife:
    """A session ends a working day after it began, whatever happens in it, and earlier when nobody uses it."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        # Asked for here, where a session may still be written: one that a new password has ended is deleted in passing.
        if SESSION_KEY in request.session and request.user.is_authenticated:
            self._tend(request, time.time())
        return self.get_response(request)

    @staticmethod
    def _tend(request: Request, now: float) -> None:
        session = request.session
        began, seen = session.setdefault(BEGAN, now), session.setdefault(SEEN, now)
        if now - began > settings.SESSION_LONGEST or now - seen > settings.SESSION_IDLE:
            logout(request)
            messages.info(request, _("You were signed out because the time was over. Please sign in again."))
        elif now - seen > NOTED_EVERY:
            session[SEEN] = now


def confirm(request: Request) -> None:
    request.session[CONFIRMED] = time.time()


def was_confirmed(request: Request) -> bool:
    """Signed in, or shown again, in the last minutes. Fictional people have nothing to show."""
    if second_factor.is_demonstrated(request.user):
        return True
    return time.time() - request.session.get(CONFIRMED, 0) < settings.CONFIRMED_FOR


def confirmed(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For acts that a borrowed browser must not do: one shows first that it is oneself. Stands outside of `once`."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if was_confirmed(request):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            messages.warning(request, _("Nothing was sent yet. Show that it is you, then send again."))
        return redirect(f"{reverse('registry:confirm')}?{urlencode({'next': request.path})}")

    return guarded
