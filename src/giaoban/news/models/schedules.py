"""The weekly schedule of a body: what its leaders do, on which day, half a day or hour, and every wording that was told."""

import datetime as dt
from collections.abc import Sequence

import pghistory
import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.kernel.resolvers import Pointer
from giaoban.news.enums import SCHEDULE_FLOW, Change, Half, ScheduleStatus
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission

LONGEST_CONTENT, LONGEST_WHO, LONGEST_PLACE = 1_000, 300, 300
NOON, DUSK = dt.time(12), dt.time(18)
A_WEEK = dt.timedelta(days=7)


def half_of(starts_at: dt.time) -> Half:
    """In which part of the day an hour lies."""
    if starts_at < NOON:
        return Half.MORNING
    return Half.AFTERNOON if starts_at < DUSK else Half.EVENING


def monday_of(day: dt.date) -> dt.date:
    """The day on which the week of a day begins."""
    return day - dt.timedelta(days=day.weekday())


class ScheduleWeekQuerySet(models.QuerySet["ScheduleWeek"]):
    def visible_to(self, actor: Actor) -> "ScheduleWeekQuerySet":
        """Those of the bodies whose schedules one works on, published or not."""
        return self.filter(unit__in=access.units(actor, Permission.SCHEDULE_WRITE))

    def published(self) -> "ScheduleWeekQuerySet":
        return self.filter(status=ScheduleStatus.PUBLISHED)


@pghistory.track()
class ScheduleWeek(models.Model):
    """A week of one body, from a Monday on. `published_at` is of business, and that of the latest publication."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="schedules")
    monday = models.DateField()
    status = models.CharField(max_length=9, choices=ScheduleStatus, default=ScheduleStatus.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ScheduleWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "monday"], name="scheduleweek_once"),
            models.CheckConstraint(condition=models.Q(monday__iso_week_day=1), name="scheduleweek_begins_on_monday"),
            models.CheckConstraint(
                condition=models.Q(
                    status=ScheduleStatus.PUBLISHED, published_at__isnull=False, published_by__isnull=False
                )
                | models.Q(status=ScheduleStatus.DRAFT, published_at=None, published_by=None),
                name="scheduleweek_published_when_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(
                fields=["monday"], condition=models.Q(status=ScheduleStatus.PUBLISHED), name="scheduleweek_shown"
            )
        ]
        triggers = [
            SCHEDULE_FLOW.trigger(field="status"),
            within_life("unit", "monday"),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = gettext_lazy("Weekly schedule")

    def __str__(self) -> str:
        return _("Schedule of the week from %(first)s to %(last)s") % {
            "first": f"{self.monday:%d/%m/%Y}",
            "last": f"{self.sunday:%d/%m/%Y}",
        }

    def get_absolute_url(self) -> str:
        """Where readers find it."""
        return reverse("news:schedule-week", args=[self.monday.isoformat()])

    @property
    def work_url(self) -> str:
        return reverse("news:schedule-work", args=[self.pk])

    @property
    def sunday(self) -> dt.date:
        return self.monday + dt.timedelta(days=6)

    @property
    def is_published(self) -> bool:
        return self.status == ScheduleStatus.PUBLISHED


class ScheduleEntryQuerySet(models.QuerySet["ScheduleEntry"]):
    def visible_to(self, actor: Actor) -> "ScheduleEntryQuerySet":
        return self.filter(week__in=ScheduleWeek.objects.visible_to(actor))


@pghistory.track()
class ScheduleEntry(models.Model):
    """One thing of a week; what it says stands in its wordings. `shown` is the one that readers get.

    `before` is what they got before that, `changed_at` since when (of business): both empty where nothing changed since the
    week was first published. `sequence` grows with each change that readers saw, for their calendars.
    """

    id = id_field()
    week = models.ForeignKey(ScheduleWeek, on_delete=models.PROTECT, related_name="entries")
    latest = models.PositiveSmallIntegerField(default=1, help_text=gettext_lazy("Number of the latest wording"))
    shown = models.ForeignKey("news.EntryWording", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    before = models.ForeignKey("news.EntryWording", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = ScheduleEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source_kind="", source_id=None)
                | (~models.Q(source_kind="") & models.Q(source_id__isnull=False)),
                name="scheduleentry_taken_from_by_kind_and_id",
            ),
            models.CheckConstraint(
                condition=models.Q(before=None) | models.Q(shown__isnull=False, changed_at__isnull=False),
                name="scheduleentry_changed_since_when",
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = gettext_lazy("Entry of a schedule")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def source(self) -> Pointer | None:
        return Pointer(self.source_kind, self.source_id) if self.source_id else None

    @property
    def change(self) -> Change | None:
        """What readers are told; None where it stands as it was first published, or was never."""
        if self.shown is None or self.changed_at is None:
            return None
        if self.shown.is_cancelled:
            return Change.CANCELLED
        return Change.CHANGED if self.before_id else Change.ADDED


WORDS: Sequence[str] = ("weekday", "half", "starts_at", "ends_at", "content", "presides", "takes_part", "place")


class EntryWording(models.Model):
    """An entry as it was told once; never changes. Where the hour is known it says which half of the day it is."""

    append_only = True

    id = id_field()
    entry = models.ForeignKey(ScheduleEntry, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField(help_text=gettext_lazy("0 is Monday"))
    half = models.CharField(max_length=9, choices=Half)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    content = models.CharField(max_length=LONGEST_CONTENT)
    presides = models.CharField(max_length=LONGEST_WHO, blank=True)
    takes_part = models.CharField(max_length=LONGEST_CONTENT, blank=True)
    place = models.CharField(max_length=LONGEST_PLACE, blank=True)
    is_cancelled = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entrywording_number_once"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="entrywording_on_a_day_of_the_week"),
            models.CheckConstraint(condition=~models.Q(content=""), name="entrywording_says_what"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None)
                | models.Q(half=Half.MORNING, starts_at__lt=NOON)
                | models.Q(half=Half.AFTERNOON, starts_at__gte=NOON, starts_at__lt=DUSK)
                | models.Q(half=Half.EVENING, starts_at__gte=DUSK),
                name="entrywording_hour_lies_in_its_half",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="entrywording_ends_after_it_begins",
                violation_error_message=gettext_lazy("It would end before it begins."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = gettext_lazy("Wording of an entry")

    def __str__(self) -> str:
        return self.content

    @property
    def hours(self) -> str:
        """As offices write them: 8h00, 8h00 - 11h30; empty where only the half is known."""
        told = [f"{one.hour}h{one.minute:02d}" for one in (self.starts_at, self.ends_at) if one]
        return " - ".join(told)
