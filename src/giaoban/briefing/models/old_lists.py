"""Follow-up lists of an office's own, taken in from a spreadsheet: the file, how it is read, and each of its rows."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import HandedBack, ImportStatus, RowFate
from giaoban.briefing.models.briefings import Briefing, Series
from giaoban.briefing.models.tasks import Task
from giaoban.documents.models import StoredFile
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import RoleAssignment, Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission


class OldListQuerySet(models.QuerySet["OldList"]):
    def visible_to(self, actor: Actor) -> "OldListQuerySet":
        return self.filter(unit__in=access.units(actor, Permission.BRIEFING_IMPORT))


@pghistory.track()
class OldList(models.Model):
    """A list under review, then the origin of its tasks; nothing of it counts until a person confirms."""

    id = id_field()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text=_("The body that imports"))
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="old_lists")
    title = models.CharField(max_length=500)
    held_on = models.DateField(help_text=_("The day as of which the list stands"))
    sheet = models.CharField(max_length=100)
    # [{name, hidden, rows, table}] of the whole file; [[column, words]] of the chosen sheet; {field: column}, from 1.
    sheets = models.JSONField(default=list)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    # One of old_lists.days.Order.
    order = models.CharField(max_length=8)
    take_done = models.BooleanField(default=False)
    # {name as it is compared: whom a person said it means}; see old_lists.bodies.Directory.
    chosen = models.JSONField(default=dict)
    # What is to be known of the file as a whole: [{code, told}] of old_lists.wording.FILE.
    notes = models.JSONField(default=list)
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.REVIEWING)
    briefing = models.OneToOneField(Briefing, on_delete=models.PROTECT, null=True, blank=True, related_name="old_list")
    # A long list is taken in by the worker: handed over when, at whose word, in which role, on which day of business.
    taking_at = models.DateTimeField(null=True, blank=True)
    taking_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taking_as = models.ForeignKey(RoleAssignment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taking_on = models.DateField(null=True, blank=True)
    handed_back = models.CharField(max_length=11, choices=HandedBack, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OldListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=ImportStatus.REVIEWING, closed_at=None, closed_by=None)
                | (
                    ~models.Q(status=ImportStatus.REVIEWING)
                    & models.Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="oldlist_closed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(status=ImportStatus.CONFIRMED, briefing__isnull=False)
                | (~models.Q(status=ImportStatus.CONFIRMED) & models.Q(briefing=None)),
                name="oldlist_confirmed_with_its_briefing",
            ),
            models.CheckConstraint(
                condition=models.Q(taking_at=None, taking_by=None, taking_as=None, taking_on=None)
                | models.Q(
                    status=ImportStatus.REVIEWING,
                    taking_at__isnull=False,
                    taking_by__isnull=False,
                    taking_as__isnull=False,
                    taking_on__isnull=False,
                ),
                name="oldlist_with_the_worker_at_whose_word",
            ),
        ]
        verbose_name = _("Old list")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("briefing:old-list", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether a person decides on it: neither closed nor with the worker."""
        return self.status == ImportStatus.REVIEWING and self.taking_at is None


class OldListProgress(models.Model):
    """How many rows of a list the worker has written; told beside the transaction that writes them, and a word only."""

    id = id_field()
    old_list = models.OneToOneField(OldList, on_delete=models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("Progress of an old list")


class OldRow(models.Model):
    """One row of such a list, with its fate; `task` is what became of it, `twin` the task that was there already."""

    id = id_field()
    old_list = models.ForeignKey(OldList, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    # Further rows of the same task, where its text is a merged cell.
    joined = ArrayField(models.PositiveIntegerField(), default=list, blank=True)
    fate = models.CharField(max_length=8, choices=RowFate)
    text = models.TextField(blank=True)
    # What the row says beside the words of the task; see old_lists.judging.
    told = models.JSONField(default=dict)
    # All cells as they stood, by the letters of their columns, where the row becomes no task.
    cells = models.JSONField(default=dict)
    # [{code, cell, refuses, told}]; codes of old_lists.wording.ROWS.
    problems = models.JSONField(default=list)
    # The earlier row of this file that says the same.
    same_as = models.PositiveIntegerField(null=True, blank=True)
    twin = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="old_row")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old_list", "number"], name="oldrow_once_a_row"),
            models.CheckConstraint(
                condition=models.Q(task=None) | models.Q(fate=RowFate.NEW), name="oldrow_task_of_a_new_row"
            ),
        ]
        indexes = [models.Index(fields=["old_list", "fate", "number"])]
        verbose_name = _("Row of an old list")
