"""What operations refuse, said to the person and not as a fault: somebody was faster, or the page was old."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from giaoban.briefing import operations
from giaoban.registry.requests import Request

View = Callable[..., HttpResponse]

SAID = {
    operations.NotUnderReview: _("The text is confirmed or discarded already; nothing was changed."),
    operations.AlreadyClosed: _("The text is confirmed or discarded already; nothing was changed."),
    operations.AlreadyRevoked: _("The confirmation was revoked already; nothing was changed."),
    operations.RevokedBriefing: _("The conclusion was revoked; its tasks rest until it is confirmed again."),
}
# Where one is sent to see how things stand, by the first argument that the address has.
PAGES = {"import_id": "briefing:import", "task_id": "briefing:task", "briefing_id": "briefing:briefing"}


def tells(view: View) -> View:
    """Answers a refusal of `SAID` with its sentence, on the page that shows how things stand."""

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except tuple(SAID) as problem:
            messages.warning(request, SAID[type(problem)])
            argument, page = next((name, page) for name, page in PAGES.items() if name in kwargs)
            return redirect(page, kwargs[argument])

    return guarded
