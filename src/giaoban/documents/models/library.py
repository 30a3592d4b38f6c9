"""The public library: acts and signed papers that a named person made public, with the files to take home."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.acts import LegalAct
from giaoban.documents.models.files import StoredFile
from giaoban.documents.models.issued import IssuedPaper
from giaoban.kernel.vietnamese import fold
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.registry.roles import Permission

LONGEST_KIND, LONGEST_NUMBER, LONGEST_ISSUER = 60, 60, 200
LONGEST_SUBJECT, LONGEST_PERMISSION = 600, 300

KEEP = """
    IF to_jsonb(NEW) - '{withdrawn_on,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]
        IS DISTINCT FROM to_jsonb(OLD) - '{withdrawn_on,withdrawn_at,withdrawn_by_id,withdrawn_reason}'::text[]
        OR OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was made public is withdrawn, never changed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class LibraryQuerySet(models.QuerySet["LibraryEntry"]):
    def visible_to(self, actor: Actor) -> "LibraryQuerySet":
        """Those of the bodies whose papers one reads, withdrawn ones too; what is public everybody reads anyway."""
        return self.filter(unit__in=access.units(actor, Permission.PAPER_VIEW))

    def public(self) -> "LibraryQuerySet":
        return self.filter(withdrawn_at=None)

    def with_words(self, typed: str) -> "LibraryQuerySet":
        """Those whose kind, number, issuer and subject hold every word that was typed, with or without its accents."""
        found = self
        for word in fold(typed).split():
            found = found.filter(folded__contains=word)
        return found


@pghistory.track()
class LibraryEntry(models.Model):
    """An act, or a paper that a body signed, as everybody reads it: what it says of itself, on whose word it is public.

    `unit` is the body that made it public. The facts never change; what was wrong is withdrawn and made public anew.
    """

    id = id_field()
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, null=True, blank=True, related_name="made_public")
    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, null=True, blank=True, related_name="made_public")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=LONGEST_KIND)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=LONGEST_ISSUER)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    folded = models.TextField(editable=False)
    permitted_by = models.CharField(max_length=LONGEST_PERMISSION, help_text=_("Who permitted it, with the post"))
    basis = models.CharField(max_length=LONGEST_PERMISSION, help_text=_("The paper or rule that permits it"))
    published_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(act=None, paper__isnull=False) | Q(act__isnull=False, paper=None),
                name="libraryentry_of_an_act_or_a_paper",
            ),
            models.UniqueConstraint(fields=["act"], condition=Q(withdrawn_at=None), name="libraryentry_act_once"),
            models.UniqueConstraint(fields=["paper"], condition=Q(withdrawn_at=None), name="libraryentry_paper_once"),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(issuer="") & ~Q(subject="") & ~Q(permitted_by="") & ~Q(basis=""),
                name="libraryentry_says_what_and_on_whose_word",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__lte=models.F("published_on")), name="libraryentry_issued_before_it_was_public"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="libraryentry_withdrawn_when_by_whom_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-issued_on", "-id"], condition=Q(withdrawn_at=None), name="libraryentry_public")
        ]
        triggers = [
            within_life("unit", "published_on"),
            pgtrigger.Trigger(name="keeps_its_word", when=pgtrigger.Before, operation=pgtrigger.Update, func=KEEP),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]
        verbose_name = _("Public document")

    def __str__(self) -> str:
        return f"{self.name}: {self.subject}"

    def get_absolute_url(self) -> str:
        """Where everybody reads it."""
        return reverse("documents:library-entry", args=[self.pk])

    @property
    def name(self) -> str:
        """What it is called in short: kind and number, or the kind alone."""
        return f"{self.kind} {self.number}".strip()


class LibraryFile(models.Model):
    """A file of a public document, under the plain name by which everybody gets it."""

    append_only = True

    id = id_field()
    entry = models.ForeignKey(LibraryEntry, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=140, help_text=_("In its address: small letters, digits and hyphens"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "place"], name="libraryfile_place_once"),
            models.UniqueConstraint(fields=["entry", "name"], name="libraryfile_name_once"),
            models.CheckConstraint(
                condition=Q(name__regex=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]{2,5}$"), name="libraryfile_name_is_plain"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("File of a public document")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:library-file", args=[self.entry_id, self.name])
