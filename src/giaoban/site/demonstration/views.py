"""The page of the demonstration's clock, and the stops of its tour."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.registry.gate import open_form, public
from giaoban.registry.idempotency import once, stateless
from giaoban.registry.models import User
from giaoban.registry.requests import Request
from giaoban.registry.views.signing_in import back
from giaoban.site.demonstration import clock, tour


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


@stateless
@public
@open_form
@require_POST
def the_tour(request: Request) -> HttpResponse:
    """To a stop: signs in as its person and opens its page. Without a stop the tour ends where one is."""
    if not settings.DEMONSTRATION:
        raise Http404
    if not request.POST.get("stop"):
        request.session.pop(tour.KEPT, None)
        return back(request)
    there = tour.stop(request.POST["stop"])
    if there is None:
        raise Http404
    user = get_object_or_404(User, username=there.username)
    logout(request)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[tour.KEPT] = there.number
    return redirect(there.place())
