"""The page of the demonstration's clock."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.registry.gate import public
from giaoban.registry.idempotency import once
from giaoban.registry.requests import Request
from giaoban.site.demonstration import clock


@public
@once
def the_clock(request: Request) -> HttpResponse:
    """Moves the day on which the demonstration lives; anybody may, as anybody may be anyone in it."""
    if not settings.DEMONSTRATION:
        raise Http404
    where = clock.choices(request.today)
    if request.method == "POST":
        to = where.get(request.POST.get("to", ""))
        if to is None:
            raise Http404
        letters = clock.move(to)
        said = ngettext(
            "It is %(day)s now; %(count)d reminder was sent on the way.",
            "It is %(day)s now; %(count)d reminders were sent on the way.",
            len(letters),
        )
        messages.success(request, said % {"day": f"{to:%d/%m/%Y}", "count": len(letters)})
        return redirect("demonstration-clock")
    labels = {
        "day": _("The next day"),
        "month": _("The end of the month"),
        "briefing": _("The next briefing"),
        "start": _("Back to the beginning"),
    }
    buttons = [{"value": key, "label": f"{labels[key]} ({day:%d/%m/%Y})"} for key, day in where.items()]
    return render(request, "site/clock.html", {"buttons": buttons})
