"""By what indicators are split, beyond what comes with the program: dimensions and categories that an office added."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field


class Dimension(models.Model):
    """A dimension of one's own; `of_people` says that a small number of a category says something about few people."""

    append_only = True

    id = id_field()
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    of_people = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Dimension")

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A category of a dimension, named by its code: one's own, or one that comes with the program. It never changes its name,
    since indicators count it.
    """

    append_only = True

    id = id_field()
    dimension = models.SlugField(max_length=40)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dimension", "code"], name="category_code_once"),
            models.UniqueConstraint(fields=["dimension", "number"], name="category_number_once"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Category")

    def __str__(self) -> str:
        return self.name
