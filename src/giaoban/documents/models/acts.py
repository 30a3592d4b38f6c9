"""Legal acts as structured citations."""

import pghistory
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models.fields import id_field


@pghistory.track()
class LegalAct(models.Model):
    """A decision, resolution, plan… as it is cited; one row however often and however spelt it is cited.

    `key` says which act it is: kind, number and year where there is a number, else kind and folded title
    (`documents.citations.act_key`).
    """

    id = id_field()
    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=600, blank=True)
    in_force = DateRangeField(null=True, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(number="", title="", issuer=""), name="legalact_says_which"),
            models.CheckConstraint(condition=~models.Q(replaces=models.F("id")), name="legalact_not_its_own_successor"),
        ]
        verbose_name = _("Legal act")

    def __str__(self) -> str:
        named = f"{self.kind} {self.number}" if self.number else f"{self.kind} {self.title or self.issuer}"
        return " ".join(named.split())
