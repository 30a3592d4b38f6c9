"""The parts of the portal."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.news import text
from giaoban.news.models import Section
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@transaction.atomic
def make_section(*, code: str, name_vi: str, name_en: str, by: Actor, at: dt.datetime) -> Section:
    """A section is opened, after those that stand."""
    if not by.may(Permission.NEWS_ARRANGE):
        raise PermissionDenied
    if Section.objects.filter(code=code).exists():
        raise refusals.AlreadyTaken
    last = Section.objects.order_by("-place").values_list("place", flat=True).first() or 0
    made = Section.objects.create(code=code, name_vi=text.line(name_vi), name_en=text.line(name_en), place=last + 1)
    events.record("news.section_made", made, by=by, at=at, unit=by.unit_id, name=made.name_vi)
    return made


@transaction.atomic
def arrange_section(
    *, section: Section, name_vi: str, name_en: str, place: int, is_closed: bool, by: Actor, at: dt.datetime
) -> Section:
    """A section gets other names or another place, or takes no new articles; its address stays."""
    if not by.may(Permission.NEWS_ARRANGE):
        raise PermissionDenied
    section.name_vi, section.name_en = text.line(name_vi), text.line(name_en)
    section.place, section.is_closed = place, is_closed
    section.save(update_fields=["name_vi", "name_en", "place", "is_closed"])
    events.record("news.section_arranged", section, by=by, at=at, unit=by.unit_id, name=section.name_vi)
    return section
