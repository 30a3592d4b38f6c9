"""What the portal before this one had counted, as somebody entered it."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field


class OpeningBalance(models.Model):
    """One version of it; the latest is in force. Ours are added from the day after `counted_until`."""

    append_only = True

    id = id_field()
    version = models.PositiveSmallIntegerField(unique=True)
    visits = models.PositiveBigIntegerField()
    counted_until = models.DateField()
    source = models.CharField(max_length=300)
    reason = models.CharField(max_length=500)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(source="") & ~models.Q(reason=""), name="balance_has_a_source"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Opening balance of visits")

    def __str__(self) -> str:
        return f"{self.visits} ({self.source})"
