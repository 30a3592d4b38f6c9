"""What an article says, revision by revision; none is ever changed."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import Picture, StoredFile
from giaoban.news.models.articles import Article
from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY = 300, 1_000, 100_000
MOST_TAGS, LONGEST_TAG = 10, 40
MOST_FILES = 20


class Revision(models.Model):
    """An article as somebody saved it once: numbered from 1, text in Markdown, NFC, without invisible signs."""

    append_only = True

    id = id_field()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    summary = models.CharField(max_length=LONGEST_SUMMARY, blank=True)
    body = models.TextField(blank=True)
    author = models.CharField(max_length=120, blank=True, help_text=_("As it is printed"))
    byline = models.CharField(max_length=120, blank=True, help_text=_("What stands beside the author"))
    tags = ArrayField(models.CharField(max_length=LONGEST_TAG), default=list, blank=True)
    cover = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cover_alt = models.CharField(max_length=300, blank=True)
    cover_credit = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(condition=~models.Q(title=""), name="revision_has_a_title"),
            models.CheckConstraint(condition=models.Q(tags__len__lte=MOST_TAGS), name="revision_has_few_tags"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), LONGEST_BODY), name="revision_is_of_an_articles_length"
            ),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Revision")

    def __str__(self) -> str:
        return self.title


class RevisionPicture(models.Model):
    """A picture that a revision shows, as its cover or in its text."""

    append_only = True

    id = id_field()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "picture"], name="revisionpicture_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Picture of a revision")


class RevisionFile(models.Model):
    """A file that a revision brings along."""

    append_only = True

    id = id_field()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "file"], name="revisionfile_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("File of a revision")
