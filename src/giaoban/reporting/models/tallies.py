"""What was accepted, added up: kept for each call and land, and beside it what was accepted since and is not folded in yet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import Unit
from giaoban.registry.models.fields import id_field
from giaoban.reporting.models.returns import Call


class Tally(models.Model):
    """The sums of all accepted returns to a call on one land, as far as they are folded in.

    `sums` holds for each indicator (its id without hyphens) the sum, how many bodies told it, how many of them "none
    occurred", how many estimates. `stamp` is the state of the registry's map that the lands were taken from: where the map was
    changed since, nobody reads these sums until they were compared with it.
    """

    id = id_field()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+", db_index=False)
    land = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sums = models.JSONField(default=dict)
    answered = models.IntegerField(default=0, help_text=_("Returns accepted"))
    stamp = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "land"], name="tally_once")]
        verbose_name = _("Sums of a call on a land")

    def __str__(self) -> str:
        return str(self.call)


class PendingTally(models.Model):
    """What an acceptance added to the sums, or took from them: written with it, folded in by the next round, then gone."""

    id = id_field()
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lands = ArrayField(models.UUIDField())
    sums = models.JSONField(default=dict)
    answered = models.SmallIntegerField(default=0)
    stamp = models.BigIntegerField()

    class Meta:
        verbose_name = _("Sums to be folded in")

    def __str__(self) -> str:
        return str(self.call)
