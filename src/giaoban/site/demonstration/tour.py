"""The tour of the demonstration: five stops, each as the right fictional person on the page that shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import LineStatus
from giaoban.briefing.models import Briefing, Meeting, Task, TaskLine, TextImport
from giaoban.site.demonstration import bodies, papers, story

KEPT = "tour"
"""Where the session keeps at which stop one is."""
_MOVABLE = (LineStatus.ASSIGNED, LineStatus.IN_PROGRESS, LineStatus.RETURNED)


@dataclass(frozen=True)
class Stop:
    """`see` says what the page shows and what one may try; `place` finds its address as the demonstration stands now."""

    number: int
    title: str | Promise
    see: str | Promise
    username: str
    place: Callable[[], str]

    @property
    def person(self) -> str:
        return next(one.name for one in bodies.PEOPLE if one.username == self.username)

    @property
    def anchor(self) -> str:
        return f"stop-{self.number}"


def _text() -> str:
    found = TextImport.objects.filter(held_on=papers.SPECIAL).order_by("created_at").first()
    return reverse("briefing:import", args=[found.pk]) if found else reverse("briefing:imports")


def _fates() -> str:
    found = Briefing.objects.in_force().filter(held_on=story.HELD).first()
    return reverse("briefing:fates", args=[found.pk]) if found else reverse("briefing:briefings")


def _own_report() -> str:
    line = TaskLine.objects.filter(unit__code=papers.LINE[-1], task__briefing__held_on=story.HELD).first()
    if line is None:
        return reverse("portal:my-work")
    return reverse("briefing:report", args=[line.pk]) if line.status in _MOVABLE else line.task.get_absolute_url()


def _to_accept() -> str:
    waiting = Task.objects.in_force().filter(lines__status=LineStatus.REPORTED, lines__part="lead")
    found = waiting.order_by("briefing__held_on", "number").first()
    return found.get_absolute_url() if found else reverse("portal:my-work")


def _next_meeting() -> str:
    found = Meeting.objects.filter(held_on=story.NEXT).order_by("created_at").first()
    return found.get_absolute_url() if found else reverse("briefing:meetings")


STOPS = (
    Stop(
        1,
        _("A text becomes tasks"),
        _("The text stands beside the tasks that the rules found in it. Correct one, drop one, then confirm."),
        "demo.vanphong",
        _text,
    ),
    Stop(
        2,
        _("The fate of each sentence"),
        _(
            "No sentence of the conclusion is lost: task, result, commendation or information, and how each task stands."
        ),
        "demo.chutri",
        _fates,
    ),
    Stop(
        3,
        _("A clerk reports from a phone"),
        _("The task came down from the province. Say what was done, in your own words, and send it."),
        "demo.xa",
        _own_report,
    ),
    Stop(
        4,
        _("The office accepts, or returns"),
        _("A report waits for a word: accept it, or return it with a reason. The answer of every page changes."),
        "demo.danvan",
        _to_accept,
    ),
    Stop(
        5,
        _("The next briefing opens with what is left"),
        _("Its first sentence counts what is accepted, late, standing and not yet due; the agenda brings it back."),
        "demo.vanphong",
        _next_meeting,
    ),
)


def stop(number: object) -> Stop | None:
    """The stop of that number, however it was written; None where there is none."""
    return next((one for one in STOPS if str(one.number) == str(number)), None)


def page(request: HttpRequest) -> dict[str, Any]:
    """For the templates: the strip of the stop at which one is, and the cards of the front page. No query."""
    if not settings.DEMONSTRATION:
        return {}
    session = getattr(request, "session", None)
    here = stop(session.get(KEPT)) if session is not None else None
    return {
        "tour_strip": "site/tour_strip.html" if here else "",
        "tour_cards": "site/tour_cards.html",
        "tour_stops": STOPS,
        "tour": here,
        "tour_next": stop(here.number + 1) if here else None,
    }
