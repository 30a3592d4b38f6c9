"""A report as it was frozen: its paper, its files, every figure, and the versions of what they counted. Nothing here changes."""

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import IssuedPaper, PaperVersion, StoredFile
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.reporting.models.forms import Indicator
from giaoban.reporting.models.narrative import PeriodReport
from giaoban.reporting.models.returns import Call, Return

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Freeze(models.Model):
    """A report as it went to be signed. `digest` is of text, figures and versions together, and of the Word file."""

    append_only = True

    id = id_field()
    report = models.ForeignKey(PeriodReport, on_delete=models.PROTECT, related_name="freezes")
    number = models.PositiveSmallIntegerField()
    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(PaperVersion, on_delete=models.PROTECT, related_name="+")
    word = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    annex = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="freeze_number_once")]
        triggers = [APPEND_ONLY]
        verbose_name = _("Frozen report")

    def get_absolute_url(self) -> str:
        return reverse("reporting:frozen", args=[self.report_id, self.number])


class FrozenFigure(models.Model):
    """A figure of a frozen report: what stood there, and what it is a figure of. A measure has neither call nor land."""

    append_only = True

    id = id_field()
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="figures")
    place = models.PositiveIntegerField()
    key = models.CharField(max_length=200, help_text=_("Its id in the text and in the Word file"))
    label = models.CharField(max_length=300)
    unit = models.CharField(max_length=30, blank=True)
    said = models.CharField(max_length=60)
    number = models.DecimalField(max_digits=30, decimal_places=6, null=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, related_name="+")
    land = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    measure = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["freeze", "key"], name="frozenfigure_key_once"),
            models.CheckConstraint(
                condition=models.Q(measure="", indicator__isnull=False, call__isnull=False, land__isnull=False)
                | (~models.Q(measure="") & models.Q(indicator=None, call=None, land=None)),
                name="frozenfigure_of_a_land_or_a_measure",
            ),
        ]
        triggers = [APPEND_ONLY]
        verbose_name = _("Figure of a frozen report")


class FrozenReturn(models.Model):
    """Which version of a return the figures counted."""

    append_only = True

    id = id_field()
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="returns")
    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="frozen_in")
    version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "of"], name="frozenreturn_once")]
        triggers = [APPEND_ONLY]
        verbose_name = _("Return that a frozen report counted")


class FrozenCount(models.Model):
    """What the records of a body counted then, for a figure that is counted: records change, and keep no versions for us."""

    append_only = True

    id = id_field()
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="counts")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.DecimalField(max_digits=24, decimal_places=3)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freeze", "call", "indicator", "unit"], name="frozencount_once")]
        triggers = [APPEND_ONLY]
        verbose_name = _("Count of a frozen report")


class SignedText(models.Model):
    """The text of the signed paper laid beside the frozen one: every difference, named."""

    append_only = True

    id = id_field()
    freeze = models.ForeignKey(Freeze, on_delete=models.PROTECT, related_name="signed_texts")
    sha256 = models.CharField(max_length=64, help_text=_("Of the text that was compared"))
    words = models.PositiveIntegerField()
    differences = models.JSONField(help_text=_("What stood, what stands, and the words before it"))
    outside = models.JSONField(help_text=_("What the signed paper says above and below the frozen text"))
    missing = models.JSONField(help_text=_("Numbers of tables that were not found in the signed text"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [APPEND_ONLY]
        verbose_name = _("Comparison with the signed paper")
