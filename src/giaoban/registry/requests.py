"""The request as our views see it."""

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from giaoban.registry.actor import Actor
from giaoban.registry.models import User


class Request(HttpRequest):
    """Django's request with what the middleware puts on it. It names types only; nothing makes one.

    `user` and `actor.user` are Django's AnonymousUser for a visitor: views that may be entered without an account
    ask `if request.actor`.
    """

    user: User
    actor: Actor
    today: dt.date
    htmx: HtmxDetails
    request_id: str
