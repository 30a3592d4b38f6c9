"""Papers that bodies issue: from the draft to the signed sheet that came back, and the series of their numbers."""

from typing import TYPE_CHECKING

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents import letterheads
from giaoban.documents.enums import PAPER_FLOW, Book, PaperStatus
from giaoban.documents.models.files import StoredFile
from giaoban.documents.papers import number_label
from giaoban.kernel.vietnamese import fold
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission

if TYPE_CHECKING:
    from uuid import UUID

LONGEST_SUBJECT = 600


class NumberSeries(models.Model):
    """The numbers of a body's papers of one kind in one year; `last` is the highest so far, of papers signed before
    this program kept the book among them.
    """

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    book = models.CharField(max_length=9, choices=Book)
    first = models.PositiveIntegerField(default=1, help_text=_("The first number that was given here"))
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year"], name="numberseries_one_a_year"),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=models.F("first") - 1), name="numberseries_runs"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="runs_without_a_gap",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF (NEW.unit_id, NEW.kind, NEW.year, NEW.book, NEW.first)
                        IS DISTINCT FROM (OLD.unit_id, OLD.kind, OLD.year, OLD.book, OLD.first)
                        OR NEW.last < OLD.last OR (NEW.book = 'here' AND NEW.last > OLD.last + 1) THEN
                        RAISE EXCEPTION 'a series of numbers runs on by one' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Series of numbers")


class PaperQuerySet(models.QuerySet["IssuedPaper"]):
    def visible_to(self, actor: Actor) -> "PaperQuerySet":
        """Signed ones of the bodies that one works over; others only of the own body, or where one drafts for bodies."""
        seen = self.filter(unit__in=access.units(actor, Permission.PAPER_VIEW))
        at_work = Q(unit=actor.unit_id) | Q(unit__in=access.units(actor, Permission.PAPER_SERVE))
        return seen.filter(Q(status=PaperStatus.SIGNED) | at_work)

    def about(self, kind: str, id_: "UUID") -> "PaperQuerySet":
        """Those that were drafted about a row of any room."""
        return self.filter(about_kind=kind, about_id=id_)

    def with_words(self, typed: str) -> "PaperQuerySet":
        """Those whose subject holds every word that was typed, with or without its accents."""
        found = self
        for word in fold(typed).split():
            found = found.filter(subject_folded__contains=word)
        return found


# What a status allows: no instant without its person, and only those that belong to it.
_SIGNED = Q(signed_on__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False, number__isnull=False) & ~Q(
    signer_name=""
)
_NOT_SIGNED = Q(signed_on=None, recorded_at=None, recorded_by=None, scan=None, signer_name="", signer_post="")
_SUBMITTED = Q(submitted_at__isnull=False, submitted_by__isnull=False)
_NOT_SUBMITTED = Q(submitted_at=None, submitted_by=None)
_WITHDRAWN = Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")
_NOT_WITHDRAWN = Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")

KEEP = """
    IF OLD.status <> 'draft' AND (NEW.unit_id, NEW.profile, NEW.kind, NEW.sign, NEW.subject)
        IS DISTINCT FROM (OLD.unit_id, OLD.profile, OLD.kind, OLD.sign, OLD.subject) THEN
        RAISE EXCEPTION 'a paper that was submitted keeps its content' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'signed' AND NEW.status = 'signed' AND (
        (NEW.signed_on, NEW.signer_name, NEW.signer_post) IS DISTINCT FROM (OLD.signed_on, OLD.signer_name, OLD.signer_post)
        OR (OLD.scan_id IS NOT NULL AND NEW.scan_id IS DISTINCT FROM OLD.scan_id)) THEN
        RAISE EXCEPTION 'a signed paper keeps its signature' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.number IS NOT NULL AND (NEW.number, NEW.year) IS DISTINCT FROM (OLD.number, OLD.year)
        AND NOT (OLD.status = 'signed' AND NEW.status = 'submitted' AND NEW.number IS NULL) THEN
        RAISE EXCEPTION 'a number that was given stays with its paper' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
OF_THE_SERIES = """
    IF NEW.number IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM documents_numberseries series
        WHERE series.unit_id = NEW.unit_id AND series.kind = NEW.kind AND series.year = NEW.year
            AND series.last >= NEW.number AND (series.book = 'elsewhere' OR series.first <= NEW.number)
    ) THEN
        RAISE EXCEPTION 'number % was not given by the series', NEW.number USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track()
class IssuedPaper(models.Model):
    """A paper of a body. What it says stands in its versions; a number, once given, is never another paper's."""

    id = id_field()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="papers")
    profile = models.CharField(max_length=20, help_text=_("Edition of the letterhead"))
    kind = models.CharField(max_length=12)
    sign = models.CharField(max_length=40, blank=True, help_text=_("What follows number and kind"))
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    subject_folded = models.TextField(editable=False)
    status = models.CharField(max_length=9, choices=PaperStatus, default=PaperStatus.DRAFT)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    drafted_on = models.DateField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    signer_post = models.CharField(max_length=200, blank=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "number"],
                name="issuedpaper_number_once",
                violation_error_message=_("Another paper has this number already."),
            ),
            models.CheckConstraint(
                condition=Q(number=None, year=None) | Q(number__gte=1, year__isnull=False),
                name="issuedpaper_number_of_a_year",
            ),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id=None) | (~Q(about_kind="") & Q(about_id__isnull=False)),
                name="issuedpaper_about_something_or_nothing",
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="issuedpaper_has_a_subject"),
            models.CheckConstraint(
                condition=(Q(status=PaperStatus.DRAFT) & _NOT_SUBMITTED & _NOT_SIGNED & _NOT_WITHDRAWN)
                | (Q(status=PaperStatus.SUBMITTED) & _SUBMITTED & _NOT_SIGNED & _NOT_WITHDRAWN)
                | (Q(status=PaperStatus.SIGNED) & _SUBMITTED & _SIGNED & _NOT_WITHDRAWN)
                | (Q(status=PaperStatus.WITHDRAWN) & _NOT_SIGNED & _WITHDRAWN),
                name="issuedpaper_status_when_and_by_whom",
            ),
        ]
        indexes = [
            models.Index(fields=["about_kind", "about_id"]),
            models.Index(fields=["unit", "-drafted_at"]),
            models.Index(fields=["status", "-drafted_at"]),
        ]
        triggers = [
            PAPER_FLOW.trigger(field="status"),
            within_life("unit", "drafted_on"),
            pgtrigger.Trigger(name="keeps_its_word", when=pgtrigger.Before, operation=pgtrigger.Update, func=KEEP),
            pgtrigger.Trigger(
                name="number_of_the_series",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("number", "year"),
                func=OF_THE_SERIES,
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Issued paper")

    def __str__(self) -> str:
        return f"{self.kind_name} {self.label}".strip() if self.number else f"{self.kind_name} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("documents:paper", args=[self.pk])

    @property
    def letterhead(self) -> letterheads.Profile:
        return letterheads.PROFILES[self.profile]

    @property
    def kind_name(self) -> str:
        return letterheads.KINDS[self.kind].name_vi

    @property
    def label(self) -> str:
        """Number and sign as the letterhead writes them, or nothing yet."""
        if self.number is None:
            return ""
        return number_label(self.letterhead, number=self.number, kind=self.kind, sign=self.sign)


STILL_A_DRAFT = """
    IF NOT EXISTS (SELECT 1 FROM documents_issuedpaper WHERE id = NEW.paper_id AND status = 'draft') THEN
        RAISE EXCEPTION 'only a draft gets another version' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class PaperVersion(models.Model):
    """What a paper says, as frozen JSON of `documents.papers.Paper`: text and figures; the latest one counts."""

    append_only = True

    id = id_field()
    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paperversion_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="paperversion_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="of_a_draft", when=pgtrigger.Before, operation=pgtrigger.Insert, func=STILL_A_DRAFT),
        ]
        verbose_name = _("Version of a paper")
