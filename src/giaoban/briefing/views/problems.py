"""What operations refuse, said to the person and not as a fault: somebody was faster, or the page was old."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.briefing import operations
from giaoban.briefing.reshaping import AtTheEdge
from giaoban.registry.requests import Request

View = Callable[..., HttpResponse]

SAID: dict[type[Exception], Any] = {
    operations.NotUnderReview: _("The text is confirmed or discarded already; nothing was changed."),
    operations.BeingWritten: _("The list is being written in this moment; wait until it is taken in."),
    operations.AlreadyClosed: _("The text is confirmed or discarded already; nothing was changed."),
    operations.AlreadyRevoked: _("The confirmation was revoked already; nothing was changed."),
    operations.RevokedBriefing: _("The conclusion was revoked; its tasks rest until it is confirmed again."),
    operations.WorkedOn: _("Somebody has worked on tasks of this list already, so it stays. Nothing was changed."),
    operations.NotAConclusion: _(
        "This is an old list and no conclusion of a meeting: it is neither published nor amended by a later text."
    ),
    operations.NothingChosen: _("What you chose is so already; nothing was changed."),
    operations.NotPermitted: _(
        "A permission names who gave it and the number of its paper, and its day has come; nothing was made public."
    ),
    operations.NotInTheText: _("The text changed after the page was opened. Choose again; nothing was changed."),
    operations.SharesWords: _(
        "Some of these words belong to another task already. Split, merge or discard that one first; nothing was changed."
    ),
    operations.NotKept: _("This task was put aside. Take it back first; nothing was changed."),
    operations.NotNeighbours: _(
        "Only two tasks that follow each other in one sentence can be merged; nothing was changed."
    ),
    AtTheEdge: _("On one side of this place no words would be left. Choose a place inside; nothing was changed."),
    operations.ChangedSince: _("This changed after the page was opened. Look at it again; nothing was changed."),
}
CHANGED_BY = _(
    "At %(time)s %(who)s changed this: %(act)s. What you sent was not applied, so that nothing is lost: look at it again."
)
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
            messages.warning(request, sentence(problem))
            argument, page = next((name, page) for name, page in PAGES.items() if name in kwargs)
            return redirect(page, kwargs[argument])

    return guarded


def sentence(problem: Exception) -> str:
    """What is told of a refusal; for a change by somebody else also who made it, and when."""
    step = getattr(problem, "step", None)
    if step is None:
        return str(SAID[type(problem)])
    time = timezone.localtime(step.undone_at or step.at).strftime("%H:%M")
    return str(CHANGED_BY) % {"time": time, "who": step.undone_by or step.by, "act": step.get_act_display().lower()}
