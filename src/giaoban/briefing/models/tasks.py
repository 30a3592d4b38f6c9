"""Tasks, the line that each body has in them, and what was reported and decided on it."""

import datetime as dt
from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import LINE_FLOW, LineStatus, Outcome, Part, TaskKind, TaskStatus, Verdict
from giaoban.briefing.models.briefings import Briefing, Sentence, SentencePublication
from giaoban.documents.models import LegalAct, StoredFile
from giaoban.kernel.due import Due, DueKind
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, UnitGroup, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission

if TYPE_CHECKING:
    pass

CLOSED = [TaskStatus.ACCEPTED]
# Reported in time and waiting for acceptance is not late: the body has done its part.
WAITING_FOR_ASSIGNER = [TaskStatus.REPORTED]


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, actor: Actor) -> "TaskQuerySet":
        """Tasks concluded by a body that one works over, and those in which such a body has a line."""
        return self.of_bodies(access.units(actor, Permission.TASK_VIEW))

    def of_bodies(self, units: models.QuerySet[Unit]) -> "TaskQuerySet":
        """Tasks concluded by one of these bodies, and those in which one has a line."""
        # Sets of ids, not a join: the list can then be read from an index alone, and in its order.
        concluded = Briefing.objects.filter(owner__in=units).values("pk")
        with_line = TaskLine.objects.filter(unit__in=units).values("task")
        return self.filter(models.Q(briefing__in=concluded) | models.Q(pk__in=with_line))

    def in_force(self) -> "TaskQuerySet":
        """Of a briefing not revoked, and not given up by a later text of it."""
        revoked = Briefing.objects.filter(revoked_at__isnull=False).values("pk")
        return self.filter(~models.Q(briefing__in=revoked), withdrawn_at=None)

    def published(self) -> "TaskQuerySet":
        """Of a sentence that everybody may read."""
        return self.in_force().filter(sentence__in=SentencePublication.objects.in_force().values("sentence"))

    def open(self) -> "TaskQuerySet":
        return self.exclude(status__in=CLOSED)

    def overdue(self, today: dt.date) -> "TaskQuerySet":
        """Past the last day, not reported done; standing work is never overdue."""
        return (
            self.filter(due_end__lte=today)
            .exclude(status__in=[*CLOSED, *WAITING_FOR_ASSIGNER])
            .exclude(kind=TaskKind.STANDING)
        )


@pghistory.track()
class Task(models.Model):
    """What somebody is to do, as the conclusion says it; its origin is a span of a sentence.

    `status` is kept from the lines by the database. Without a lead line the task shows that no body is named;
    without a due date "chưa định hạn", until a named person adds one.
    """

    id = id_field()
    # No index of its own, nor for the body of a line: a wider one begins with the key.
    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="tasks", db_index=False)
    sentence = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField(help_text=_("Within the briefing"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    text_folded = models.TextField(
        editable=False, help_text=_("For search without accents; see kernel.vietnamese.fold")
    )
    kind = models.CharField(max_length=12, choices=TaskKind)
    addressee = models.ForeignKey(UnitGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    responsible_text = models.CharField(max_length=600, blank=True, help_text=_("As the text names them"))
    due_kind = models.CharField(max_length=12, blank=True)
    due_text = models.CharField(max_length=200, blank=True)
    due_start = models.DateField(null=True, blank=True)
    due_end = models.DateField(null=True, blank=True, help_text=_("The day after the last day"))
    due_added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=TaskStatus, default=TaskStatus.UNASSIGNED, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["briefing", "number"], name="task_number_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="task_not_empty"),
            models.CheckConstraint(
                condition=models.Q(due_start=None, due_end=None)
                | models.Q(due_end__isnull=False, due_start=None)
                | models.Q(due_start__lt=models.F("due_end")),
                name="task_due_is_a_range",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="task_withdrawn_when_by_whom_and_why",
            ),
        ]
        indexes = [
            # The list of tasks reads its figures from the first alone, its order by due date or state from the others.
            models.Index(
                fields=["briefing", "status", "kind", "due_end"],
                include=["id"],
                condition=models.Q(withdrawn_at=None),
                name="task_figures",
            ),
            models.Index(
                fields=["due_end", "id"],
                include=["briefing", "status", "kind"],
                condition=models.Q(withdrawn_at=None),
                name="task_by_due",
            ),
            models.Index(
                fields=["status", "id"],
                include=["briefing"],
                condition=models.Q(withdrawn_at=None),
                name="task_by_state",
            ),
            GinIndex(OpClass("text_folded", name="gin_trgm_ops"), name="task_text_folded"),
        ]
        verbose_name = _("Task")

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return reverse("briefing:task", args=[self.pk])

    @property
    def id_text(self) -> str:
        """For addresses that templates put together."""
        return str(self.pk)

    @property
    def due(self) -> Due:
        """The due date as written and as days; `Due.none()` where nobody set one."""
        if not self.due_kind:
            return Due.none()
        return Due(kind=DueKind(self.due_kind), as_written=self.due_text, start=self.due_start, end=self.due_end)

    def is_overdue(self, today: dt.date) -> bool:
        """The same rule as `TaskQuerySet.overdue`."""
        return (
            self.due_end is not None
            and self.due_end <= today
            and self.status not in (*CLOSED, *WAITING_FOR_ASSIGNER)
            and self.kind != TaskKind.STANDING
        )


KEEP_STATUS = """
    UPDATE briefing_task SET status = (
        SELECT CASE
            WHEN count(*) FILTER (WHERE part IN ('lead', 'member')) = 0 THEN 'unassigned'
            WHEN count(*) FILTER (WHERE part = 'lead') = 1 THEN
                max(CASE status WHEN 'none_occurred' THEN 'accepted' ELSE status END) FILTER (WHERE part = 'lead')
            WHEN bool_and(status IN ('accepted', 'none_occurred')) FILTER (WHERE part = 'member') THEN 'accepted'
            WHEN bool_and(status IN ('accepted', 'none_occurred', 'reported')) FILTER (WHERE part = 'member') THEN 'reported'
            WHEN bool_or(status = 'returned') FILTER (WHERE part = 'member') THEN 'returned'
            WHEN bool_or(status <> 'assigned') FILTER (WHERE part = 'member') THEN 'in_progress'
            ELSE 'assigned'
        END
        FROM briefing_taskline WHERE task_id = coalesce(NEW.task_id, OLD.task_id)
    ) WHERE id = coalesce(NEW.task_id, OLD.task_id);
    RETURN NULL;
"""


# Who comes to share a task with whom, or to work for whom, told once: a row before that says the same is enough.
TELL_OF_OTHERS = """
    WITH met AS (
        SELECT fresh.unit_id AS body, other.unit_id AS other
        FROM new_lines fresh JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> fresh.unit_id
        UNION SELECT other.unit_id, fresh.unit_id
        FROM new_lines fresh JOIN briefing_taskline other USING (task_id) WHERE other.unit_id <> fresh.unit_id
        UNION SELECT held.owner_id, fresh.unit_id
        FROM new_lines fresh JOIN briefing_task task ON task.id = fresh.task_id
        JOIN briefing_briefing held ON held.id = task.briefing_id
    )
    INSERT INTO briefing_workedwith (body_id, other_id)
    SELECT body, other FROM met
    WHERE NOT EXISTS (SELECT 1 FROM briefing_workedwith known WHERE known.body_id = body AND known.other_id = other);
    RETURN NULL;
"""


class TaskLineQuerySet(models.QuerySet["TaskLine"]):
    def visible_to(self, actor: Actor) -> "TaskLineQuerySet":
        units = access.units(actor, Permission.TASK_VIEW)
        return self.filter(models.Q(task__briefing__owner__in=units) | models.Q(unit__in=units))


@pghistory.track()
class TaskLine(models.Model):
    """The line of one body in a task: its part, and how far it is."""

    id = id_field()
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="task_lines", db_index=False)
    part = models.CharField(max_length=12, choices=Part)
    status = models.CharField(max_length=13, choices=LineStatus, default=LineStatus.ASSIGNED)
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="passed",
        help_text=_("Who passed it down"),
    )
    extended_until = models.DateField(
        null=True, blank=True, help_text=_("The day after its own last day, where more time was given")
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = TaskLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="taskline_once_a_unit"),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(part=Part.LEAD),
                name="taskline_one_lead",
                violation_error_message=_("A task has one lead; name the others as coordinating."),
            ),
            models.CheckConstraint(
                condition=models.Q(part=Part.PASSED_DOWN, parent__isnull=False)
                | (~models.Q(part=Part.PASSED_DOWN) & models.Q(parent=None)),
                name="taskline_passed_down_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["unit", "task"], name="taskline_of_unit")]
        triggers = [
            LINE_FLOW.trigger(field="status"),
            pgtrigger.Trigger(
                name="keep_task_status",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=KEEP_STATUS,
            ),
            pgtrigger.Trigger(
                name="tell_of_others",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_lines"),
                func=TELL_OF_OTHERS,
            ),
        ]
        verbose_name = _("Line of a body in a task")


class WorkedWith(models.Model):
    """That `other` once had a line in a task of `body`, or in one that `body` concluded; kept by the database.

    It is never taken back, and two who write at once may both tell it: nobody waits for the other. Lists ask it whose names
    they may offer, where looking through the tasks of a body for all who share them would take as long as the list itself.
    """

    append_only = True

    id = models.BigAutoField(primary_key=True)
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["body", "other"], name="workedwith_by_body")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Bodies that worked together")


class TaskAct(models.Model):
    """A legal basis of a task: cited in its sentence (then with the span), or added by a named person."""

    id = id_field()
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="task_acts")
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, related_name="task_acts")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "act"], name="taskact_once"),
            models.CheckConstraint(
                condition=models.Q(start__isnull=False, end__isnull=False, added_by=None)
                | models.Q(start=None, end=None, added_by__isnull=False),
                name="taskact_from_the_text_or_from_a_person",
            ),
        ]
        verbose_name = _("Legal basis of a task")


class Report(models.Model):
    """What a body says it did; a correction is a further report."""

    append_only = True

    id = id_field()
    line = models.ForeignKey(TaskLine, on_delete=models.PROTECT, related_name="reports")
    outcome = models.CharField(max_length=13, choices=Outcome)
    text = models.TextField()
    link = models.URLField(blank=True)
    evidence = models.ManyToManyField(StoredFile, blank=True, related_name="reports")
    is_restricted = models.BooleanField(
        default=False, help_text=_("These words are not told to everybody, also where the sentence is public")
    )
    on = models.DateField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="report_says_something")]
        indexes = [models.Index(fields=["line", "reported_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Report on a task")


class Decision(models.Model):
    """What the assigner says to a report: accepted, returned with a reason, or an acceptance withdrawn with a reason."""

    append_only = True

    id = id_field()
    line = models.ForeignKey(TaskLine, on_delete=models.PROTECT, related_name="decisions")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.CharField(max_length=6, choices=Verdict)
    reason = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict=Verdict.ACCEPT) | ~models.Q(reason=""),
                name="decision_gives_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]
        indexes = [models.Index(fields=["line", "decided_at"])]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Decision on a report")
