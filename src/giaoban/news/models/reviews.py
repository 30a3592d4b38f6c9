"""A second person's word before anything is published, given with an account or by a secret link."""

import datetime as dt

import pghistory
import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from giaoban.news.enums import Asked, Verdict
from giaoban.news.models.articles import Article
from giaoban.news.models.revisions import Revision
from giaoban.registry.actor import Actor
from giaoban.registry.models import User
from giaoban.registry.models.fields import id_field


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, actor: Actor) -> "ReviewQuerySet":
        """Whoever sees the article sees its reviews."""
        return self.filter(article__in=Article.objects.visible_to(actor))

    def waiting(self) -> "ReviewQuerySet":
        return self.filter(verdict="")


@pghistory.track()
class Review(models.Model):
    """One revision laid before a second person. `note` is what readers will be told, where it corrects.

    Decided by an account (`decided_by`) or by a link (`link`); `decided_name` says who, as it was on that day.
    """

    id = id_field()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="reviews")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="reviews")
    asked = models.CharField(max_length=7, choices=Asked)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    reason = models.CharField(max_length=1_000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_name = models.CharField(max_length=120, blank=True)
    link = models.ForeignKey("news.ReviewLink", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article"], condition=models.Q(verdict=""), name="review_one_at_a_time"),
            models.CheckConstraint(
                condition=models.Q(verdict="", decided_at=None, decided_by=None, link=None, decided_name="")
                | ~models.Q(verdict="")
                & models.Q(decided_at__isnull=False)
                & ~models.Q(decided_name="")
                & (models.Q(decided_by__isnull=False, link=None) | models.Q(decided_by=None, link__isnull=False)),
                name="review_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~models.Q(verdict=Verdict.RETURNED) | ~models.Q(reason=""),
                name="review_returned_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(asked=Asked.CORRECT) | ~models.Q(note=""), name="review_of_a_correction_says_what"
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Review of an article")


class ReviewLinkQuerySet(models.QuerySet["ReviewLink"]):
    def visible_to(self, actor: Actor) -> "ReviewLinkQuerySet":
        """Whoever sees the review; never the secret."""
        return self.filter(review__in=Review.objects.visible_to(actor))

    def standing(self, at: dt.datetime) -> "ReviewLinkQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at, review__verdict="")


@pghistory.track()
class ReviewLink(models.Model):
    """A secret address by which a leader without an account decides one review; of the secret only its hash is kept."""

    id = id_field()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="links")
    leader = models.CharField(max_length=120, help_text=_("Whom it was made for"))
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReviewLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="reviewlink_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="reviewlink_revoked_when_and_by_whom",
            ),
        ]
        triggers = [pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)]
        verbose_name = _("Link for a review")

    def __str__(self) -> str:
        return self.leader


class WaivedCheck(models.Model):
    """A check found something in a revision, and somebody said why it may stay."""

    append_only = True

    id = id_field()
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="waived")
    check_code = models.CharField(max_length=40)
    found = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="waivedcheck_has_a_reason")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("Check passed over")
