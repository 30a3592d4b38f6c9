"""Reads of the registry that span models."""

import datetime as dt
from collections.abc import Collection
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from giaoban.kernel import clock
from giaoban.kernel.calendar import WorkingCalendar
from giaoban.registry.actor import Actor
from giaoban.registry.heirs import above, called, heirs
from giaoban.registry.models import (
    DemonstrationClock,
    GroupMembership,
    Holiday,
    Norm,
    RoleAssignment,
    UnitGroup,
    UnitVersion,
    User,
)

__all__ = [
    "above",
    "actor",
    "called",
    "heirs",
    "holidays",
    "members",
    "names",
    "norm",
    "seat",
    "today",
    "working_calendar",
]


def today() -> dt.date:
    """The day of business in Asia/Ho_Chi_Minh: the demonstration's where one runs, else the calendar's."""
    if settings.DEMONSTRATION:
        day = DemonstrationClock.objects.values_list("day", flat=True).first()
        if day:
            return day
    return clock.day_of(clock.now())


def actor(user: User | AnonymousUser, *, chosen: str | None, on: dt.date) -> Actor:
    """The user in the assignment chosen for the session, else in the first; without any role an actor who may nothing."""
    if isinstance(user, AnonymousUser):
        return Actor(cast(User, user), None, on)  # false, and without any role: nobody acts in its name
    held = list(RoleAssignment.objects.in_force(on).filter(user=user).order_by("granted_at", "pk"))
    return Actor(user, next((one for one in held if str(one.pk) == chosen), held[0] if held else None), on, held)


def names(units: Collection[UUID], *, on: dt.date) -> dict[UUID, str]:
    """How units are called on that day; one not alive then by its latest name. One query."""
    if not units:
        return {}
    versions = UnitVersion.objects.filter(unit__in=units).annotate(alive=Q(valid__contains=on))
    return dict(versions.order_by("alive", "valid").values_list("unit", "name"))


def seat(unit_id: UUID, *, on: dt.date) -> UUID:
    """The land a body sits on that day; a land sits on itself."""
    found = UnitVersion.objects.on(on).filter(unit=unit_id).values_list("seat", flat=True).first()
    return found or unit_id


def kind(unit_id: UUID, *, on: dt.date) -> str:
    """The kind of a unit on that day; "" where it does not stand."""
    return UnitVersion.objects.on(on).filter(unit=unit_id).values_list("kind", flat=True).first() or ""


def members(group: UnitGroup, *, on: dt.date) -> list[UUID]:
    """The bodies of a group on that day, in order of protocol."""
    return list(
        GroupMembership.objects.on(on).filter(group=group).order_by("place", "pk").values_list("unit", flat=True)
    )


def holidays(start: dt.date, end: dt.date) -> dict[dt.date, bool]:
    """Days in [start, end) that differ from the week: True a day off, False a weekend day worked."""
    rows = Holiday.objects.filter(day__gte=start, day__lt=end).values_list("day", "kind")
    return {day: kind == "holiday" for day, kind in rows}


def working_calendar(start: dt.date, end: dt.date) -> WorkingCalendar:
    """The working days in [start, end), as each year's decisions set them."""
    days = holidays(start, end)
    return WorkingCalendar(
        frozenset(day for day, off in days.items() if off), frozenset(day for day, off in days.items() if not off)
    )


def norm(code: str, *, on: dt.date, default: int, scope: str = "") -> int:
    """The figure that a rule sets on that day in a scope; `default` where nobody entered it."""
    found = Norm.objects.filter(code=code, scope=scope, valid__contains=on).values_list("value", flat=True).first()
    return default if found is None else found
