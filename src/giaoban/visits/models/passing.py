"""What is gone with the day: the salt, the keys made with it, and the registers of what is being counted.

Salt and keys stand in unlogged tables: in no write-ahead log, no standby and no backup. See the migration.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Salt(models.Model):
    """The secret of the present day. Only the database's functions `visits_salt_of` and `visits_forget_salt` write it:
    they empty the table as a whole, so that nothing of an earlier salt stays in its pages.
    """

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("Salt of the day")


class Presence(models.Model):
    """Somebody who was here today, by a key that says nothing once the salt is gone."""

    key = models.BinaryField(primary_key=True, max_length=16)
    day = models.DateField()
    seen_at = models.DateTimeField()
    is_member = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["seen_at"]), models.Index(fields=["day"])]
        verbose_name = _("Somebody who is here")


class Rank(models.Model):
    """One register of the estimate of a page's readers of one day; see `visits.hyperloglog`."""

    kind = models.CharField(max_length=40)
    page_id = models.UUIDField()
    day = models.DateField()
    register = models.PositiveIntegerField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "page_id", "day", "register"], name="rank_once")]
        verbose_name = _("Register of an estimate")


class Teller(models.Model):
    """A process that tells its counts, and the number of what it told last: a repeat adds nothing."""

    id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField()
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Process that counts")
