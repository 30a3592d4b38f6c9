"""Days by which returns are due: more time for one body, and what was reminded."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission
from giaoban.reporting.enums import ReminderKind
from giaoban.reporting.models.returns import Call


class MoreTimeQuerySet(models.QuerySet["MoreTime"]):
    def visible_to(self, actor: Actor) -> "MoreTimeQuerySet":
        """Those of the bodies that one works over."""
        return self.filter(unit__in=access.units(actor, Permission.RETURN_VIEW))


class MoreTime(models.Model):
    """A body asks for more time for its return to a call, with a reason; the answer is a row of its own."""

    append_only = True

    id = id_field()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="more_time")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(help_text=_("The last day asked for"))
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = MoreTimeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="moretime_says_why")]
        indexes = [models.Index(fields=["call", "unit"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Request for more time")

    def __str__(self) -> str:
        return f"{self.call}"


class MoreTimeAnswer(models.Model):
    """Whoever called for the returns grants more time, until a day, or refuses with a reason. Once."""

    append_only = True

    id = id_field()
    asked = models.OneToOneField(MoreTime, on_delete=models.PROTECT, related_name="answer")
    due = models.DateField(null=True, blank=True, help_text=_("The last day granted; empty where it is refused"))
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due__isnull=False) | ~models.Q(words=""),
                name="moretimeanswer_refused_with_a_reason",
                violation_error_message=_("Say why."),
            )
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Answer about more time")


class ReturnReminder(models.Model):
    """A body was due for a word about its return on a day: once for each kind and due date, whatever runs twice."""

    append_only = True

    id = id_field()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "unit", "kind", "due"], name="returnreminder_once_a_due_date")
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Reminder of a return")
