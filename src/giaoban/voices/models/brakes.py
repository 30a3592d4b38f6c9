"""A brake on open forms that knows nobody: keyed hashes of addresses under a salt that is destroyed with the day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Salt(models.Model):
    """The key of one day. With the row goes every way back from a hash to an address."""

    day = models.DateField(primary_key=True)
    value = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("Salt of a day")


class Hits(models.Model):
    """How often one connection came to one form within ten minutes; counters only, no instant of any single coming."""

    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=32)
    day = models.DateField()
    slot = models.PositiveSmallIntegerField(help_text=_("Which ten minutes of the day"))
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key", "day", "slot"], name="hits_once_a_slot")]
        indexes = [models.Index(fields=["day"])]
        verbose_name = _("Comings of one connection")
