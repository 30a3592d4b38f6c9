"""The event log: what happened, in words people read, append-only; and what was told to whom because of it."""

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.ids import uuid7
from giaoban.registry.models.units import Unit
from giaoban.registry.roles import Permission

if TYPE_CHECKING:
    from giaoban.registry.actor import Actor


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: "Actor") -> "EventQuerySet":
        """What concerns a unit that one works over; events of no unit are the operator's."""
        return self.filter(unit__in=Unit.objects.reached_by(actor, Permission.EVENT_VIEW))


class Event(models.Model):
    """One thing that happened; points by kind and id, so that the log never blocks a deletion."""

    append_only = True

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid7, unique=True, editable=False)
    type = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    by_user = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    by_role = models.CharField(max_length=30, blank=True)
    by_unit = models.UUIDField(null=True)
    at = models.DateTimeField()
    on = models.DateField(help_text=_("Day of business: the demonstration's clock may differ from the instant"))
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"]),
            models.Index(fields=["type", "seq"]),
            models.Index(fields=["unit", "seq"]),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Event")

    def __str__(self) -> str:
        return self.type


class Delivery(models.Model):
    """A subscriber has dealt with an event; its uniqueness makes a repeated delivery harmless."""

    append_only = True

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    subscriber = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Delivery of an event")
