"""Pictures that pages show: the original without its traces, and the same in the widths that screens need."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models.files import StoredFile
from giaoban.registry.models.fields import id_field


class Picture(models.Model):
    """A picture; `original` is kept without its metadata and shown to nobody but whoever works on the page."""

    append_only = True

    id = id_field()
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="pictures")
    width = models.PositiveIntegerField(help_text=_("Of the widest size that pages show"))
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="picture_has_pixels")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Picture")


class PictureSize(models.Model):
    """A picture as WebP in one width."""

    append_only = True

    id = id_field()
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="sizes")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "width"], name="picturesize_once_a_width")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Width of a picture")
