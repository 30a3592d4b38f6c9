"""Legal acts as structured citations, and files by their content."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import Unit, User
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


class StoredFile(models.Model):
    """A file under the data folder, named by its content; who may read it is decided by what it is attached to."""

    append_only = True

    id = id_field()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=120, help_text=_("As it was called, made safe"))
    size = models.PositiveBigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sha256"])]
        constraints = [models.CheckConstraint(condition=models.Q(size__gt=0), name="storedfile_not_empty")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("File")

    def __str__(self) -> str:
        return self.name
