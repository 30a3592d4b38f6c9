"""Addresses of an earlier portal, which keep leading to where things stand now."""

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.news.models.articles import Article
from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field

LONGEST_PATH = 700


@pghistory.track()
class OldAddress(models.Model):
    """A path, with its query where it had one, that leads to an article or to another path of this portal."""

    id = id_field()
    path = models.CharField(max_length=LONGEST_PATH, unique=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="old_addresses")
    target = models.CharField(max_length=LONGEST_PATH, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(path__startswith="/"), name="oldaddress_begins_at_the_root"),
            models.CheckConstraint(
                condition=models.Q(article__isnull=False, target="")
                | models.Q(article=None, target__startswith="/") & ~models.Q(target=models.F("path")),
                name="oldaddress_leads_to_one_other_place",
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Old address")

    def __str__(self) -> str:
        return self.path
