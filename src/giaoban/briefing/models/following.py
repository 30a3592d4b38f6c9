"""Following a task: more time, words about it, who watches it, what was reminded, and the calendar of a person."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import ExtensionStatus, ReminderKind
from giaoban.briefing.models.tasks import Task, TaskLine
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def visible_to(self, actor: Actor) -> "models.QuerySet[Extension]":
        return self.filter(line__in=TaskLine.objects.visible_to(actor))


@pghistory.track()
class Extension(models.Model):
    """A body asks for more time, with a reason; the assigner grants or refuses it."""

    id = id_field()
    line = models.ForeignKey(TaskLine, on_delete=models.CASCADE, related_name="extensions")
    status = models.CharField(max_length=8, choices=ExtensionStatus, default=ExtensionStatus.ASKED)
    reason = models.CharField(max_length=500)
    due_end = models.DateField(help_text=_("The day after the last day asked for"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=ExtensionStatus.ASKED, decided_at=None, decided_by=None)
                | (
                    ~models.Q(status=ExtensionStatus.ASKED)
                    & models.Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="extension_decided_when_and_by_whom",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="extension_says_why"),
            models.CheckConstraint(
                condition=~models.Q(status=ExtensionStatus.REFUSED) | ~models.Q(answer=""),
                name="extension_refused_with_a_reason",
                violation_error_message=_("Say why."),
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(status=ExtensionStatus.ASKED),
                name="extension_one_open_a_line",
                violation_error_message=_("A request for more time is waiting already."),
            ),
        ]
        verbose_name = _("Extension")


class Comment(models.Model):
    """A word about a task, for all who see it; never changed, never taken away."""

    append_only = True

    id = id_field()
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="comments")
    text = models.CharField(max_length=4_000)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something")]
        indexes = [models.Index(fields=["task", "said_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Comment")


class Watch(models.Model):
    """Somebody wants to hear of a task."""

    id = id_field()
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "user"], name="watch_once")]
        verbose_name = _("Watch")


class Reminder(models.Model):
    """A line was due for a word on a day: once for each kind and due date, whatever runs twice."""

    append_only = True

    id = id_field()
    line = models.ForeignKey(TaskLine, on_delete=models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=ReminderKind)
    due_end = models.DateField()
    on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "kind", "due_end"], name="reminder_once_a_due_date")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Reminder")


class CalendarFeed(models.Model):
    """The secret address under which a person's calendar can be subscribed to; only its hash is kept."""

    id = id_field()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="calendarfeed_one_a_person"
            )
        ]
        verbose_name = _("Calendar of a person")
