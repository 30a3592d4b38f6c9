"""A text that came in, and what the drafter proposes: nothing here counts until a person confirms it."""

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.briefing.enums import Choice, DifferenceKind, Fate, ImportStatus, ProposalState, ReviewAct, TaskKind
from giaoban.documents.models import StoredFile
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, UnitGroup, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission

if TYPE_CHECKING:
    pass


class SourceText(models.Model):
    """The very text that spans point into; it never changes."""

    append_only = True

    id = id_field()
    text = models.TextField()
    sha256 = models.CharField(max_length=64, help_text=_("Of the text in UTF-8"))
    kind = models.CharField(max_length=12, help_text=_("Pasted, txt, docx, pdf or html"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noise = models.JSONField(default=list, help_text=_("Spans that the reader knows to be page furniture"))
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="sourcetext_not_empty")]
        verbose_name = _("Source text")


class TextImportQuerySet(models.QuerySet["TextImport"]):
    def visible_to(self, actor: Actor) -> "TextImportQuerySet":
        return self.filter(unit__in=access.units(actor, Permission.BRIEFING_IMPORT))


class TextImport(models.Model):
    """One text under review by a body: the meeting as drafted and corrected, its sentences and tasks as proposals."""

    id = id_field()
    source = models.ForeignKey(SourceText, on_delete=models.PROTECT, related_name="imports")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", help_text=_("The body that imports"))
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.REVIEWING)
    amends = models.ForeignKey(
        "briefing.Briefing",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments",
        help_text=_("The briefing of which this is a further text"),
    )
    drafter = models.CharField(max_length=60, help_text=_("Who drafted: the rules and their version"))
    is_meeting = models.BooleanField()
    title = models.CharField(max_length=500, blank=True)
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    convened_by = models.CharField(max_length=300, blank=True)
    reviewed = models.CharField(max_length=30, blank=True, help_text=_("Period code, such as 2021-9M"))
    planned = models.CharField(max_length=30, blank=True)
    people = models.JSONField(default=list, help_text=_("[{part, name, posts, text}] as drafted and corrected"))
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = TextImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=ImportStatus.REVIEWING, closed_at=None, closed_by=None)
                | (
                    ~models.Q(status=ImportStatus.REVIEWING)
                    & models.Q(closed_at__isnull=False, closed_by__isnull=False)
                ),
                name="textimport_closed_when_and_by_whom",
            ),
        ]
        verbose_name = _("Import of a text")

    def __str__(self) -> str:
        return self.title or str(self.pk)


class ProposedSentence(models.Model):
    """A sentence of the text with the fate proposed for it and, once somebody looked, the fate decided."""

    id = id_field()
    text_import = models.ForeignKey(TextImport, on_delete=models.CASCADE, related_name="sentences")
    number = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    proposed = models.CharField(max_length=12, choices=Fate)
    decided = models.CharField(max_length=12, choices=Fate, blank=True)
    imperative = models.BooleanField(default=False, help_text=_("Sounds like an order"))
    confidence = models.FloatField()
    reason = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text_import", "number"], name="proposedsentence_number_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="proposedsentence_not_empty"),
        ]
        verbose_name = _("Proposed sentence")

    @property
    def fate(self) -> str:
        return self.decided or self.proposed


class ProposedAct(models.Model):
    """An act that the text cites, each mention by its span."""

    id = id_field()
    text_import = models.ForeignKey(TextImport, on_delete=models.CASCADE, related_name="acts")
    key = models.CharField(max_length=12, help_text=_("D1, D2… within the text"))
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=600, blank=True)
    mentions = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text_import", "key"], name="proposedact_key_once")]
        verbose_name = _("Cited act, proposed")


# Words belong to one task only, and lie within the one sentence that the task points to; what was put aside may lie anywhere.
KEEP_SPANS = """
    IF NOT EXISTS (
        SELECT FROM briefing_proposedsentence s WHERE s.id = NEW.sentence_id AND s.text_import_id = NEW.text_import_id
        AND s.start <= NEW.start AND NEW."end" <= s."end"
    ) THEN
        RAISE EXCEPTION 'a proposed task must lie within its sentence' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state IN ('proposed', 'accepted') AND EXISTS (
        SELECT FROM briefing_proposedtask t WHERE t.sentence_id = NEW.sentence_id AND t.id <> NEW.id
        AND t.state IN ('proposed', 'accepted') AND t.start < NEW."end" AND NEW.start < t."end"
    ) THEN
        RAISE EXCEPTION 'two proposed tasks share words' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class ProposedTaskQuerySet(models.QuerySet["ProposedTask"]):
    def kept(self) -> "ProposedTaskQuerySet":
        """Those that become tasks when the text is confirmed."""
        return self.filter(state__in=[ProposalState.PROPOSED, ProposalState.ACCEPTED])


class ProposedTask(models.Model):
    """A task as drafted or marked by a person, to be accepted, changed or discarded.

    The due date stands in the form of `kernel.due.Due`: kind, words as written, normalised half-open days.
    Bodies stand twice: as the text names them, and linked to units where somebody or the gazetteer knew them.
    """

    id = id_field()
    text_import = models.ForeignKey(TextImport, on_delete=models.CASCADE, related_name="tasks")
    sentence = models.ForeignKey(ProposedSentence, on_delete=models.CASCADE, related_name="tasks")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=TaskKind)
    responsible_text = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    coordinating_text = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    explicit = models.BooleanField(default=False, help_text=_("The sentence itself names who"))
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.ForeignKey(UnitGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    members = models.ManyToManyField(Unit, blank=True, related_name="+")
    coordinating = models.ManyToManyField(Unit, blank=True, related_name="+")
    acts = models.ManyToManyField(ProposedAct, blank=True, related_name="tasks")
    due_kind = models.CharField(max_length=12, blank=True)
    due_text = models.CharField(max_length=200, blank=True)
    due_start = models.DateField(null=True, blank=True)
    due_end = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    confidence = models.FloatField()
    reason = models.CharField(max_length=60, blank=True)
    continues = models.ForeignKey(
        "briefing.Task",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The task that it says again"),
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ProposedTaskQuerySet.as_manager()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="keep_spans",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("start", "end", "sentence_id", "state"),
                func=KEEP_SPANS,
            )
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="proposedtask_not_empty"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="proposedtask_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=models.Q(lead=None) | models.Q(addressee=None),
                name="proposedtask_led_or_addressed_to_all",
                violation_error_message=_("A task addressed to a group has no single lead."),
            ),
        ]
        indexes = [models.Index(fields=["text_import", "start"])]
        verbose_name = _("Proposed task")


class ReviewStep(models.Model):
    """One act of a person on a draft: who, when, and how what it touched stood before, so that it can be undone."""

    id = id_field()
    text_import = models.ForeignKey(TextImport, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=ReviewAct)
    before = models.JSONField(help_text=_("Proposals and sentences by id, as they stood; null for what did not exist"))
    after = models.JSONField(help_text=_("The same, as the act left them, as short prints"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text_import", "number"], name="reviewstep_number_once"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
                name="reviewstep_undone_when_and_by_whom",
            ),
        ]
        verbose_name = _("Step of a review")


class DifferenceQuerySet(models.QuerySet["Difference"]):
    def visible_to(self, actor: Actor) -> "DifferenceQuerySet":
        return self.filter(text_import__in=TextImport.objects.visible_to(actor))


class Difference(models.Model):
    """In one thing the text under review differs from a briefing's tasks; a person decides each, with a reason where a task goes."""

    id = id_field()
    text_import = models.ForeignKey(TextImport, on_delete=models.CASCADE, related_name="differences")
    kind = models.CharField(max_length=8, choices=DifferenceKind)
    task = models.ForeignKey("briefing.Task", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed = models.ForeignKey(
        ProposedTask, on_delete=models.CASCADE, null=True, blank=True, related_name="differences"
    )
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    choice = models.CharField(max_length=4, choices=Choice, default=Choice.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(choice=Choice.OPEN, decided_at=None, decided_by=None)
                | (~models.Q(choice=Choice.OPEN) & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="difference_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=DifferenceKind.DROPPED, choice=Choice.TAKE) | ~models.Q(reason=""),
                name="difference_says_why_a_task_goes",
                violation_error_message=_("Say why the task is given up."),
            ),
            models.UniqueConstraint(
                fields=["text_import", "kind", "task", "proposed"], nulls_distinct=False, name="difference_once"
            ),
        ]
        verbose_name = _("Difference between two texts")
