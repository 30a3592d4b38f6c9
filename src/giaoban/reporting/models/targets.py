"""What is planned: targets of a land for a period, each revision beside the one before it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import LegalAct
from giaoban.kernel.period import Period
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.models.units import within_life
from giaoban.reporting.models.forms import Indicator


class Target(models.Model):
    """What is planned of an indicator for a land and a period, as it was decided then; the one with the highest `seq` holds.

    A plan that was withdrawn is a row without a number. `act` is the decision, `body` the one that entered it.
    """

    append_only = True

    id = id_field()
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="targets")
    period = models.CharField(max_length=30, help_text=_("Code of the period; see kernel.period"))
    seq = models.PositiveIntegerField()
    number = models.DecimalField(max_digits=24, decimal_places=3, null=True, blank=True)
    act = models.ForeignKey(LegalAct, on_delete=models.PROTECT, null=True, blank=True, related_name="targets")
    reason = models.CharField(max_length=500, blank=True, help_text=_("Why it was revised"))
    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "indicator", "seq"], name="target_seq_once"),
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(number__gte=0), name="target_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(seq=1) | ~models.Q(reason=""),
                name="target_revised_for_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]
        triggers = [
            within_life("unit", "on"),
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
        verbose_name = _("Target")

    def __str__(self) -> str:
        return f"{self.indicator}, {Period.from_code(self.period).label()}"
