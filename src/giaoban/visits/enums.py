"""Spans of time for which the statistics are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """What one row of the statistics is."""

    DAY = "day", _("By day")
    MONTH = "month", _("By month")
    YEAR = "year", _("By year")
