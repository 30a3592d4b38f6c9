"""Every sent form by its key, with the first answer: sending again changes nothing and answers the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormSubmission(models.Model):
    """A form sent once; `key` was made by the client, `sender` is the session or the account that sent it."""

    key = models.UUIDField()
    sender = models.CharField(max_length=64)
    route = models.CharField(max_length=120)
    fingerprint = models.CharField(
        max_length=64, help_text=_("Keyed hash of the fields: the same key with other content is refused")
    )
    at = models.DateTimeField()
    location = models.TextField(help_text=_("Where the first answer led"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "key"], name="formsubmission_once")]
        indexes = [models.Index(fields=["at"])]
        verbose_name = _("Sent form")
