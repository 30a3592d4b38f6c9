"""The weekly schedules that everybody reads, and the calendar to subscribe to."""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from giaoban.kernel.publication import kept, shown
from giaoban.news import meta, queries, schedules
from giaoban.news.models import ScheduleWeek
from giaoban.news.models.schedules import monday_of
from giaoban.registry.gate import public
from giaoban.registry.requests import Request

SCHEDULE, SCHEDULE_ID = "news.schedule", UUID("0192f6a0-0000-7000-8000-000000000011")


@public
@kept("body")
def this_week(request: Request) -> HttpResponse:
    """The present week: what is published of it, or that nothing is yet."""
    return _page(request, monday_of(request.today))


@public
@kept("body")
def week(request: Request, monday: str) -> HttpResponse:
    """A week by its Monday; another day leads there, and a week that nobody published is not found."""
    day = schedules.parse(monday)
    if day is None:
        raise Http404
    if day != monday_of(day):
        return HttpResponsePermanentRedirect(reverse("news:schedule-week", args=[monday_of(day).isoformat()]))
    return _page(request, day)


@public
def week_of(request: Request, week_id: UUID) -> HttpResponse:  # noqa: ARG001 - the interface of views
    """Where a week stands that is known by its id alone, such as a hit of the search."""
    found = get_object_or_404(ScheduleWeek.objects.published(), pk=week_id)
    return HttpResponsePermanentRedirect(found.get_absolute_url())


def _page(request: Request, monday: dt.date) -> HttpResponse:
    shown(request, SCHEDULE, SCHEDULE_ID)
    body = request.GET.get("body", "")[:36]
    bodies = schedules.published_bodies(monday)
    sheets = schedules.published_sheets(monday, today=request.today, body=body)
    before, after = schedules.published_beside(monday)
    is_present = monday == monday_of(request.today)
    here = reverse("news:schedule-week", args=[monday.isoformat()])
    origin = f"{request.scheme}://{request.get_host()}"
    context = {
        "monday": monday,
        "sunday": monday + dt.timedelta(days=6),
        "number": monday.isocalendar().week,
        "sheets": sheets,
        "bodies": bodies,
        "body": body,
        "before": before,
        "after": after,
        "is_present": is_present,
        "sections": queries.published_sections(),
        "section": None,
        "canonical": origin + here,
        "data": meta.block(schedules.published_data(sheets, origin)) if sheets else "",
    }
    found = sheets or is_present
    return render(request, "news/schedule.html", context, status=200 if found else 404)


@public
@kept("body")
def feed(request: Request) -> HttpResponse:
    """Published entries as iCalendar."""
    origin = f"{request.scheme}://{request.get_host()}"
    content = schedules.published_feed(today=request.today, origin=origin, body=request.GET.get("body", "")[:36])
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
