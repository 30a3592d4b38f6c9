"""Files by their content."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field


class StoredFile(models.Model):
    """A file under the data folder, named by its content; who may read it is decided by what it is attached to.

    One that somebody without an account sent is of no body and was stored by nobody.
    """

    append_only = True

    id = id_field()
    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=120, help_text=_("As it was called, made safe"))
    size = models.PositiveBigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sha256"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="storedfile_not_empty"),
            models.CheckConstraint(
                condition=models.Q(unit=None, stored_by=None) | models.Q(unit__isnull=False, stored_by__isnull=False),
                name="storedfile_of_a_body_by_whom",
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("File")

    def __str__(self) -> str:
        return self.name
