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

SAID: dict[type[Exception], Any] = {
    operations.NotUnderReview: _("The text is confirmed or discarded already; nothing was changed."),
    operations.AlreadyClosed: _("The text is confirmed or discarded already; nothing was changed."),
    operations.AlreadyRevoked: _("The confirmation was revoked already; nothing was changed."),
    operations.RevokedBriefing: _("The conclusion was revoked; its tasks rest until it is confirmed again."),
    operations.WorkedOn: _("Somebody has worked on tasks of this list already, so it stays. Nothing was changed."),
    operations.NotAConclusion: _(
        "This is an old list and no conclusion of a meeting: it is neither published nor amended by a later text."
    ),
}
# Where one is sent to see how things stand, by the first argument that the address has.
PAGES = {
    "old_list_id": "briefing:old-list",
    "import_id": "briefing:import",
    "task_id": "briefing:task",
    "briefing_id": "briefing:briefing",
}


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
