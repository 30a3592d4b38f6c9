"""A form has one effect, however often it arrives: double click, back button, two tabs, a line that broke before the answer.

The key is made where the form is filled (by script when it is first shown; without script by the server as it renders).
The row of the key is the lock: a second copy waits for the first, then gets the first one's answer.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.kernel import clock
from giaoban.registry.models import FormSubmission

FIELD = "idempotency_key"
View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Runs a posted form once per key and keeps its answer, in one transaction with the act.

    Only a redirect counts as an answer: a form shown again with its errors had no effect, so its key stays free.
    The same key with other fields is refused (409) and changes nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key, sender, print_ = _key(request), _sender(request), _fingerprint(request)
        with transaction.atomic():
            row, fresh = FormSubmission.objects.get_or_create(
                sender=sender,
                key=key,
                defaults={"route": request.path[:120], "fingerprint": print_, "at": clock.now()},
            )
            if not fresh:
                return _again(request, row, print_)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                FormSubmission.objects.filter(pk=row.pk).update(answer={"location": response["Location"]})
            else:
                row.delete()
            return response

    guarded.is_once = True  # type: ignore[attr-defined]
    return guarded


def stateless(view: View) -> View:
    """Marks a posted form that changes nothing, so that sending it twice is harmless by nature."""
    view.is_once = True  # type: ignore[attr-defined]
    return view


def _again(request: HttpRequest, row: FormSubmission, fingerprint: str) -> HttpResponse:
    if row.fingerprint != fingerprint or row.answer is None:
        return render(request, "409.html", status=409)
    return HttpResponseRedirect(row.answer["location"])


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError as problem:
        raise BadRequest(_("The form came without its key. Open the page again and send once more.")) from problem


def _sender(request: HttpRequest) -> str:
    """Keys of two people never meet: hashed, so that nothing of the session is kept."""
    who = (
        str(request.user.pk)
        if request.user.is_authenticated
        else request.session.session_key or request.META.get("CSRF_COOKIE", "")
    )
    return hashlib.sha256(who.encode()).hexdigest()


def _fingerprint(request: HttpRequest) -> str:
    told = hashlib.sha256(request.path.encode())
    for name, values in sorted(request.POST.lists()):
        if name not in (FIELD, "csrfmiddlewaretoken"):
            told.update(f"\0{name}\0{chr(1).join(values)}".encode())
    for name, file in sorted(request.FILES.items()):
        told.update(f"\0{name}\0{file.name}\0".encode())
        for chunk in file.chunks():
            told.update(chunk)
        file.seek(0)
    return told.hexdigest()
