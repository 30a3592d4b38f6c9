"""A form has one effect, however often it arrives: double click, back button, two tabs, a line that broke before the answer.

The key is made where the form is filled (by script when it is first shown; without script by the server as it renders).
Copies of one form take turns: a second waits for the first, then gets the first one's answer.
"""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry.models import FormSubmission
from giaoban.registry.requests import Request

FIELD = "idempotency_key"
NOT_CONTENT = (FIELD, "csrfmiddlewaretoken")
View = Callable[..., HttpResponseBase]


def once(view: View) -> View:
    """Runs a posted form once per key and keeps its answer, in one transaction with the act.

    Only a redirect is an answer. Anything else, such as the form shown again with its errors, takes back whatever the view
    wrote, and the key stays free. The same key with other fields is refused (409) and changes nothing.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key, sender, content = _key(request), _sender(request), _fingerprint(request)
        with transaction.atomic():
            _take_turns(sender, key)
            known = FormSubmission.objects.filter(sender=sender, key=key).first()
            if known:
                return _again(request, known, content)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                FormSubmission.objects.create(
                    sender=sender,
                    key=key,
                    route=request.path[:120],
                    fingerprint=content,
                    at=clock.now(),
                    location=response["Location"],
                )
            else:
                transaction.set_rollback(True)
            return response

    guarded.takes_posts = "once"  # type: ignore[attr-defined]
    return guarded


def stateless(view: View) -> View:
    """Marks a posted form that may be sent twice without harm, by its nature: it changes no row, or to the same."""

    @wraps(view)
    def marked(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    marked.takes_posts = "stateless"  # type: ignore[attr-defined]
    return marked


def _take_turns(sender: str, key: UUID) -> None:
    """Waits until no other copy of this form is being dealt with; given back with the end of the transaction."""
    turn = int.from_bytes(hashlib.sha256(f"{sender} {key}".encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])


def _again(request: Request, known: FormSubmission, fingerprint: str) -> HttpResponse:
    if known.fingerprint != fingerprint:
        return render(request, "409.html", status=409)
    return HttpResponseRedirect(known.location)


def _key(request: Request) -> UUID:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError as problem:
        raise BadRequest(_("The form came without its key. Open the page again and send once more.")) from problem


def _sender(request: Request) -> str:
    """Keys of two people never meet: the account, or else a visitor's session or cookie; hashed, so that none is kept."""
    if request.user.is_authenticated:
        who = f"account {request.user.pk}"
    elif request.session.session_key:
        who = f"session {request.session.session_key}"
    else:
        who = f"cookie {request.META.get('CSRF_COOKIE', '')}"
    return salted_hmac("giaoban.registry.sender", who, algorithm="sha256").hexdigest()


def _fingerprint(request: Request) -> str:
    """Of the address and all that was sent; keyed, so that a password in it cannot be guessed from what is kept."""
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    files = sorted(
        (name, file.name, _hash(file), place) for name, sent in request.FILES.lists() for place, file in enumerate(sent)
    )
    told = json.dumps([request.path, fields, files])
    return salted_hmac("giaoban.registry.fingerprint", told, algorithm="sha256").hexdigest()


def _hash(file: Any) -> str:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()
