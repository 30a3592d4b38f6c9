"""Codes of the portal."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeLevel(models.TextChoices):
    """How pressing a notice is; the order is that of the page."""

    DANGER = "danger", _("Emergency")
    WARNING = "warning", _("Warning")
    INFO = "info", _("Notice")
