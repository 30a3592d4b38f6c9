"""What was done: one row an activity, and every version of it that was ever told."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.activities.enums import ActivityKind
from giaoban.documents.models import LegalAct, StoredFile
from giaoban.kernel.days import DayRange
from giaoban.kernel.resolvers import Pointer
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission

MOST_PARTICIPANTS = 1_000_000


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, actor: Actor) -> "ActivityQuerySet":
        """Those of the bodies that one works over."""
        return self.filter(unit__in=access.units(actor, Permission.ACTIVITY_VIEW))

    def in_force(self) -> "ActivityQuerySet":
        """What counts: everything but what was cancelled."""
        return self.filter(is_cancelled=False)

    def within(self, days: DayRange) -> "ActivityQuerySet":
        """Those that began on one of these days: each is counted once, however long it lasted."""
        return self.filter(first_day__gte=days.start, first_day__lt=days.end)

    def serving(self, kind: str, ids: Collection[UUID]) -> "ActivityQuerySet":
        """Those recorded as done for one of these things of any room."""
        return self.filter(serves_kind=kind, serves_id__in=ids)


# A record is told anew, never overwritten: each version counts one up (its predecessors stand in the history table),
# and what was cancelled stays cancelled.
VERSIONED = """
    IF TG_OP = 'INSERT' THEN
        IF NEW.version <> 1 THEN
            RAISE EXCEPTION 'an activity begins with its first version' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.is_cancelled THEN
        RAISE EXCEPTION 'a cancelled activity stays as it is' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 OR (NEW.id, NEW.made_at, NEW.made_by_id) <> (OLD.id, OLD.made_at, OLD.made_by_id) THEN
        RAISE EXCEPTION 'a correction makes the next version of the same activity' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

ON_LAND = """
    IF NEW.place_id IS NOT NULL AND (SELECT tree FROM registry_unit WHERE id = NEW.place_id) <> 'territory' THEN
        RAISE EXCEPTION 'an activity takes place on land, not at an organisation' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(model_name="ActivityVersion", meta={"indexes": [models.Index(fields=["unit", "first_day"])]})
class Activity(models.Model):
    """A piece of work of one body, as it is known now; `ActivityVersion` holds every version with who told it, when, why.

    Days are half-open. Participants are counts, never names; None where nobody counted. `serves` points to a thing of
    any room (a task, a yearly target) by kind and id.
    """

    id = id_field()
    kind = models.CharField(max_length=14, choices=ActivityKind)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="activities")
    first_day = models.DateField()
    end_day = models.DateField(help_text=_("The day after the last day"))
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="activities_here")
    place_words = models.CharField(max_length=200, blank=True)
    topic = models.CharField(max_length=300)
    participants = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    serves_kind = models.CharField(max_length=40, blank=True)
    serves_id = models.UUIDField(null=True, blank=True)
    words = models.TextField(blank=True)
    links = ArrayField(models.URLField(max_length=500), default=list, blank=True)
    folded = models.TextField(editable=False, help_text=_("For search without accents; see kernel.vietnamese.fold"))
    is_cancelled = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField(default=1)
    version_at = models.DateTimeField()
    version_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version_reason = models.CharField(max_length=500, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_day__lt=models.F("end_day")),
                name="activity_a_day_or_more",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | ~models.Q(place_words=""),
                name="activity_took_place_somewhere",
                violation_error_message=_("Say where it took place."),
            ),
            models.CheckConstraint(condition=~models.Q(topic=""), name="activity_has_a_topic"),
            models.CheckConstraint(
                condition=models.Q(women=None)
                | models.Q(participants__isnull=False, women__lte=models.F("participants")),
                name="activity_women_are_participants",
                violation_error_message=_("There cannot be more women than participants."),
            ),
            models.CheckConstraint(
                condition=models.Q(participants=None) | models.Q(participants__lte=MOST_PARTICIPANTS),
                name="activity_participants_are_a_crowd_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(serves_kind="", serves_id=None)
                | (~models.Q(serves_kind="") & models.Q(serves_id__isnull=False)),
                name="activity_serves_by_kind_and_id",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1, version_reason="", is_cancelled=False)
                | (models.Q(version__gt=1) & ~models.Q(version_reason="")),
                name="activity_changed_for_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "first_day"]),
            models.Index(fields=["-first_day", "id"], name="activity_latest_first"),
            models.Index(
                fields=["serves_id", "serves_kind"],
                condition=models.Q(serves_id__isnull=False),
                name="activity_serves",
            ),
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="activity_folded"),
        ]
        triggers = [
            within_life("unit", "first_day"),
            within_life("place", "first_day"),
            pgtrigger.Trigger(
                name="on_land",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("place_id"),
                func=ON_LAND,
            ),
            pgtrigger.Trigger(
                name="versioned",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=VERSIONED,
            ),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Activity")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.topic}"

    def get_absolute_url(self) -> str:
        return reverse("activities:activity", args=[self.pk])

    @property
    def last_day(self) -> dt.date:
        return self.end_day - dt.timedelta(days=1)

    @property
    def serves(self) -> Pointer | None:
        return Pointer(self.serves_kind, self.serves_id) if self.serves_id else None


# Named for imports; pghistory makes it beside the model that it keeps the versions of.
ActivityVersion = Activity.pgh_event_model  # type: ignore[attr-defined]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def standing(self) -> "AttachmentQuerySet":
        return self.filter(withdrawn_at=None)


@pghistory.track()
class Attachment(models.Model):
    """A photo or file of an activity; one taken away (a face that should not be there) keeps its row and the reason."""

    id = id_field()
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "file"], name="attachment_once"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="attachment_withdrawn_when_by_whom_and_why",
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("File of an activity")
