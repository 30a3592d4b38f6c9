"""What stays of a day: numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Day(models.Model):
    """The whole site on one day. `visits` by the definition of the method; `visitors` are different ones of that day."""

    day = models.DateField(primary_key=True)
    visits = models.PositiveBigIntegerField(default=0)
    visitors = models.PositiveBigIntegerField(default=0)
    views = models.PositiveBigIntegerField(default=0)
    machines = models.PositiveBigIntegerField(default=0)
    fetched_ahead = models.PositiveBigIntegerField(default=0)
    probes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("Visits of a day")

    def __str__(self) -> str:
        return f"{self.day}: {self.visits}"


class PageDay(models.Model):
    """One page on one day. `readers` is written when the day is over; until then they are estimated from `Rank`."""

    kind = models.CharField(max_length=40)
    page_id = models.UUIDField()
    day = models.DateField()
    views = models.PositiveBigIntegerField(default=0)
    readers = models.PositiveBigIntegerField(default=0)
    machines = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "page_id", "day"], name="pageday_once")]
        indexes = [models.Index(fields=["day"])]
        verbose_name = _("Readers of a page on a day")
