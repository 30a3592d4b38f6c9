"""The report that a body writes of what it called for: paragraphs, each with every text it had and who wrote what it says."""

import pgtrigger
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission
from giaoban.reporting.enums import ChartOver
from giaoban.reporting.models.forms import Indicator
from giaoban.reporting.models.returns import Call, Value

LONGEST_PASSAGE = 6_000


class PeriodReportQuerySet(models.QuerySet["PeriodReport"]):
    def visible_to(self, actor: Actor) -> "PeriodReportQuerySet":
        """Those of the bodies that one works over: those that answered the call see the figures, not what is made of them."""
        return self.filter(owner__in=access.units(actor, Permission.RETURN_VIEW))


class PeriodReport(models.Model):
    """A body's report on a period, written from the returns to one call, in the order of an outline."""

    id = id_field()
    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="report")
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="reports")
    outline = models.SlugField(max_length=60, help_text=_("Code of an outline that comes with the program"))
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = PeriodReportQuerySet.as_manager()

    class Meta:
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Report on a period")

    def __str__(self) -> str:
        return _("Report on %(period)s") % {"period": self.call.in_words}

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.pk])


class Passage(models.Model):
    """A paragraph of a section. What it says is its latest text; one that was taken out can be put back."""

    id = id_field()
    report = models.ForeignKey(PeriodReport, on_delete=models.PROTECT, related_name="passages")
    section = models.SlugField(max_length=60)
    place = models.PositiveIntegerField(help_text=_("Its order within the section"))
    is_out = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["report", "section", "place"])]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Paragraph of a report")


class PassageText(models.Model):
    """What a paragraph said from then on: the highest `version` holds, and every earlier one can be read."""

    append_only = True

    id = id_field()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "version"], name="passagetext_version_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="passagetext_says_something"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Text of a paragraph")


class PassageSource(models.Model):
    """Whose words a paragraph began with: a span of a value, which says who wrote it, in which version of which return."""

    append_only = True

    id = id_field()
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="sources")
    value = models.ForeignKey(Value, on_delete=models.PROTECT, related_name="used_in")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["passage", "value", "start"], name="passagesource_once"),
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="passagesource_is_a_span"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Source of a paragraph")

    @property
    def slice(self) -> str:
        """The span as templates cut it."""
        return f"{self.start}:{self.end}"


class ReportChart(models.Model):
    """A chart of a section: one indicator by place, or month by month. Its numbers are those of the report when it is composed."""

    id = id_field()
    report = models.ForeignKey(PeriodReport, on_delete=models.PROTECT, related_name="charts")
    section = models.SlugField(max_length=60)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    over = models.CharField(max_length=8, choices=ChartOver)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "section", "indicator", "over"], name="reportchart_once")
        ]
        verbose_name = _("Chart of a report")
