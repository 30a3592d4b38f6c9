"""Articles: one row each with its state; what it says stands in its revisions."""

import datetime as dt
import secrets

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.documents.models import Picture
from giaoban.kernel.resolvers import Pointer
from giaoban.kernel.vietnamese import plain_name
from giaoban.news.enums import ARTICLE_FLOW, ArticleStatus
from giaoban.registry import access
from giaoban.registry.actor import Actor
from giaoban.registry.models import Unit, User
from giaoban.registry.models.fields import id_field
from giaoban.registry.roles import Permission

LONGEST_ORIGIN = 700
ON_SHOW = (ArticleStatus.PUBLISHED, ArticleStatus.CORRECTED)
# No vowel, so that no code spells a word; none of two signs that look alike.
SIGNS = "bcdfghjkmnpqrstvwxz23456789"


def new_code() -> str:
    """Seven signs for an article's address: ten thousand million of them, and merging two portals never mixes any up."""
    return "".join(secrets.choice(SIGNS) for _place in range(7))


@pghistory.track()
class Section(models.Model):
    """A part of the portal that articles stand in."""

    id = id_field()
    code = models.SlugField(max_length=40, unique=True, help_text=_("In addresses; stays for good"))
    name_vi = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(help_text=_("Order on the page"))
    is_closed = models.BooleanField(default=False, help_text=_("Takes no new articles; the old ones stay readable"))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name_vi="") & ~models.Q(name_en=""), name="section_has_names")
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Section")

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi

    def get_absolute_url(self) -> str:
        return reverse("news:section", args=[self.code])


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> "ArticleQuerySet":
        """Those of the bodies that one works over, in any state."""
        return self.filter(unit__in=access.units(actor, Permission.NEWS_VIEW))

    def on_show(self, now: dt.datetime) -> "ArticleQuerySet":
        """What everybody may read at this moment of business."""
        lasting = models.Q(expires_at=None) | models.Q(expires_at__gt=now)
        return self.filter(lasting, status__in=ON_SHOW, published_at__lte=now)

    def latest_first(self) -> "ArticleQuerySet":
        return self.order_by("-published_at", "-pk")


@pghistory.track()
class Article(models.Model):
    """An article of a body. `shown` is the revision that readers get; None as long as nobody approved one.

    Moments (`publish_at`, `published_at`, `expires_at`) are those of business: in a demonstration, of its own day.
    """

    id = id_field()
    code = models.CharField(max_length=7, unique=True, default=new_code, editable=False)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="articles")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="articles")
    status = models.CharField(max_length=9, choices=ArticleStatus, default=ArticleStatus.DRAFT)
    title = models.CharField(max_length=300, editable=False, help_text=_("Of the latest revision, for lists"))
    folded = models.TextField(editable=False, help_text=_("For search without accents; see kernel.vietnamese.fold"))
    latest = models.PositiveIntegerField(default=1, help_text=_("Number of the latest revision"))
    shown = models.ForeignKey("news.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    publish_at = models.DateTimeField(null=True, blank=True, help_text=_("When it is to appear; empty: when approved"))
    published_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    # Where it was taken over from: its old address, or the hash of a file without one. Taking over twice makes one.
    origin = models.CharField(max_length=LONGEST_ORIGIN, blank=True, editable=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ON_SHOW, shown__isnull=False, published_at__isnull=False)
                | models.Q(status__in=[ArticleStatus.DRAFT, ArticleStatus.IN_REVIEW], shown=None, published_at=None)
                | models.Q(status=ArticleStatus.WITHDRAWN),
                name="article_shows_a_revision_since_when",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at=None)
                | models.Q(published_at=None)
                | models.Q(expires_at__gt=models.F("published_at")),
                name="article_ends_after_it_appears",
                violation_error_message=_("The article would end before it appears."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status=ArticleStatus.WITHDRAWN, withdrawn_at__isnull=False, withdrawn_by__isnull=False
                )
                & ~models.Q(withdrawn_reason="")
                | ~models.Q(status=ArticleStatus.WITHDRAWN)
                & models.Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""),
                name="article_withdrawn_when_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=models.Q(about_kind="", about_id=None)
                | (~models.Q(about_kind="") & models.Q(about_id__isnull=False)),
                name="article_is_about_by_kind_and_id",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="article_has_a_title"),
            models.UniqueConstraint(fields=["origin"], condition=~models.Q(origin=""), name="article_taken_over_once"),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=models.Q(status__in=ON_SHOW), name="article_shown"),
            models.Index(
                fields=["section", "-published_at", "-id"],
                condition=models.Q(status__in=ON_SHOW),
                name="article_shown_in_section",
            ),
            models.Index(
                fields=["expires_at"],
                condition=models.Q(status__in=ON_SHOW, expires_at__isnull=False),
                name="article_ending",
            ),
            models.Index(fields=["unit", "-made_at"]),
            models.Index(fields=["about_id"], condition=models.Q(about_id__isnull=False), name="article_about"),
            GinIndex(OpClass("folded", name="gin_trgm_ops"), name="article_folded"),
        ]
        triggers = [ARTICLE_FLOW.trigger(field="status"), pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Article")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where readers find it; the address says its present title, and older ones lead there."""
        title = self.shown.title if self.shown_id and self.shown else self.title
        return reverse("news:article", args=[self.code, plain_name(title)[:80].strip("-") or "bai-viet"])

    @property
    def work_url(self) -> str:
        """Where editors work on it."""
        return reverse("news:work", args=[self.pk])

    @property
    def about(self) -> Pointer | None:
        return Pointer(self.about_kind, self.about_id) if self.about_id else None

    def is_on_show(self, now: dt.datetime) -> bool:
        return self.has_appeared(now) and not self.is_over(now)

    def has_appeared(self, now: dt.datetime) -> bool:
        return self.status in ON_SHOW and self.published_at is not None and self.published_at <= now

    def is_scheduled(self, now: dt.datetime) -> bool:
        return self.status in ON_SHOW and self.published_at is not None and self.published_at > now

    def is_over(self, now: dt.datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= now


class ArticlePicture(models.Model):
    """A picture on the shelf of an article, used in a revision or not."""

    append_only = True

    id = id_field()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="shelf")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "picture"], name="articlepicture_once")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Picture of an article")


class Correction(models.Model):
    """What readers are told about a change of an article that was on show."""

    append_only = True

    id = id_field()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    before = models.ForeignKey("news.Revision", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("news.Revision", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=500)
    # Of business, as `published_at` of the article is.
    corrected_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(note=""), name="correction_says_what_changed")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Correction")

    def __str__(self) -> str:
        return self.note
