"""A briefing before it is held and while it is: agenda, papers, who is invited, the minutes as they are spoken."""

from typing import Any

import pghistory
import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import MEETING_FLOW, AgendaKind, Answer, Fate, MeetingStatus
from giaoban.briefing.models.briefings import Briefing, Series
from giaoban.briefing.models.imports import TextImport
from giaoban.briefing.models.tasks import Task
from giaoban.documents.models import StoredFile
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission


class OfVisibleMeeting(models.QuerySet[Any]):
    """Rows that hang on a meeting are seen by whoever sees the meeting."""

    def visible_to(self, actor: Actor) -> "OfVisibleMeeting":
        return self.filter(meeting__in=Meeting.objects.visible_to(actor))


class SeriesAgenda(models.Model):
    """A standing item of a series: each new meeting begins with a copy of these; later changes touch no opened meeting."""

    id = id_field()
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="seriesagenda_number_once")]
        verbose_name = _("Standing item of a series")

    def __str__(self) -> str:
        return self.title


class SeriesInvitation(models.Model):
    """A body invited to each meeting of a series, by the post that is asked to come."""

    id = id_field()
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="invitations")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=200, help_text=_("Who is asked to come: a leader, the chair, an officer"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "unit", "post"], name="seriesinvitation_once")]
        verbose_name = _("Standing invitation")

    def __str__(self) -> str:
        return self.post


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Meetings of a body that one works over, and those to which such a body is invited, once they are called."""
        units = access.units(actor, Permission.BRIEFING_VIEW)
        invited = Invitation.objects.filter(unit__in=units).values("meeting")
        return self.filter(models.Q(series__owner__in=units) | models.Q(pk__in=invited))


@pghistory.track()
class Meeting(models.Model):
    """One occurrence of a series, from its preparation to the closing of its minutes.

    Closing hands the minutes to the same review as an imported text; the briefing that is confirmed there is `briefing`.
    """

    id = id_field()
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=300, blank=True)
    reviewed = models.CharField(max_length=30, blank=True)
    planned = models.CharField(max_length=30, blank=True)
    chair = models.CharField(max_length=300, blank=True, help_text=_("Name and posts, as they are to be printed"))
    status = models.CharField(max_length=10, choices=MeetingStatus, default=MeetingStatus.PREPARING)
    text_import = models.OneToOneField(
        TextImport, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting"
    )
    briefing = models.OneToOneField(Briefing, on_delete=models.PROTECT, null=True, blank=True, related_name="meeting")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "held_on"],
                condition=~models.Q(status=MeetingStatus.CANCELLED),
                name="meeting_once_a_day",
                violation_error_message=_("The series has a meeting on that day already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status=MeetingStatus.CLOSED) | models.Q(text_import__isnull=False),
                name="meeting_closed_with_its_minutes",
            ),
        ]
        triggers = [MEETING_FLOW.trigger(field="status")]
        verbose_name = _("Meeting")

    def __str__(self) -> str:
        return f"{self.series} {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("briefing:meeting", args=[self.pk])


class AgendaItem(models.Model):
    """A point of the agenda; one that brings an open task of an earlier briefing back points at it."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=AgendaKind, default=AgendaKind.TOPIC)
    title = models.CharField(max_length=300)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="agendaitem_number_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.UniqueConstraint(fields=["meeting", "task"], name="agendaitem_task_once"),
        ]
        verbose_name = _("Item of the agenda")

    def __str__(self) -> str:
        return self.title


class MeetingPaper(models.Model):
    """A paper for the participants; nobody can say that it never came."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleMeeting.as_manager()

    class Meta:
        verbose_name = _("Paper of a meeting")

    def __str__(self) -> str:
        return self.title


class PaperReading(models.Model):
    """Somebody opened a paper, the first time."""

    append_only = True

    id = id_field()
    paper = models.ForeignKey(MeetingPaper, on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "reader"], name="paperreading_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Reading of a paper")


class Invitation(models.Model):
    """A body is asked to a meeting: what it answered, who came in whose place."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="invitations")
    post = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    substitute = models.CharField(max_length=200, blank=True, help_text=_("Who comes instead, with the post"))
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attended = models.BooleanField(null=True, help_text=_("Unknown until the meeting is open"))

    objects = OfVisibleMeeting.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "unit", "post"], name="invitation_once"),
            models.CheckConstraint(
                condition=models.Q(answer=Answer.OPEN, answered_at=None, answered_by=None)
                | (~models.Q(answer=Answer.OPEN) & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="invitation_answered_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(answer=Answer.SUBSTITUTE) | ~models.Q(substitute=""),
                name="invitation_names_the_substitute",
                violation_error_message=_("Say who comes instead."),
            ),
        ]
        verbose_name = _("Invitation")


class MinuteSentence(models.Model):
    """A sentence of the minutes as it was written down, in order; the fate is what the writer thought it is."""

    id = id_field()
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    number = models.PositiveIntegerField()
    text = models.TextField()
    fate = models.CharField(max_length=12, choices=Fate, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="minutesentence_number_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="minutesentence_not_empty"),
        ]
        verbose_name = _("Sentence of the minutes")

    def __str__(self) -> str:
        return self.text[:80]


class Snapshot(models.Model):
    """How an open task of an earlier briefing stood when a later one of its series was confirmed: frozen for ever."""

    append_only = True

    id = id_field()
    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="snapshots")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="snapshots")
    status = models.CharField(max_length=12)
    late = models.BooleanField()
    standing = models.BooleanField()
    due_end = models.DateField(null=True)
    reports = models.PositiveIntegerField(help_text=_("How many reports there were"))
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["briefing", "task"], name="snapshot_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Snapshot of a task")
