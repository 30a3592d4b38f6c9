"""Which figures of a report a conclusion rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field
from giaoban.reporting.models.forms import Indicator
from giaoban.reporting.models.narrative import PeriodReport


class ConclusionFigure(models.Model):
    """A figure of a report, of its own land and period, beside a conclusion of another room: a pointer of kind and id.

    Somebody said so; taking it back removes the row, and the log keeps both.
    """

    id = id_field()
    report = models.ForeignKey(PeriodReport, on_delete=models.PROTECT, related_name="grounds")
    kind = models.CharField(max_length=60)
    conclusion = models.UUIDField()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "kind", "conclusion", "indicator"], name="conclusionfigure_once")
        ]
        indexes = [models.Index(fields=["kind", "conclusion"])]
        verbose_name = _("Figure beside a conclusion")
