"""What happens to an article after it was approved."""

import datetime as dt
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from giaoban.kernel import clock
from giaoban.news import text
from giaoban.news.enums import ARTICLE_FLOW, Verdict
from giaoban.news.models import Article
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission


@transaction.atomic
def withdraw(*, article_id: UUID, reason: str, by: Actor, at: dt.datetime) -> Article:
    """Readers no longer get the article; its address says that it was withdrawn, and the reason."""
    article = _locked(article_id, by)
    if not reason.strip():
        raise refusals.NoReason
    article.status = ARTICLE_FLOW.target("withdraw", article.status)
    article.withdrawn_at, article.withdrawn_by, article.withdrawn_reason = at, by.user, text.line(reason)
    article.save(update_fields=["status", "withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _end_review(article, by, at)
    events.record("news.withdrawn", article, by=by, at=at, unit=article.unit_id, reason=article.withdrawn_reason)
    return article


@transaction.atomic
def unschedule(*, article_id: UUID, by: Actor, at: dt.datetime) -> Article:
    """An approved article whose hour has not come becomes a draft again. Raises InvalidTransition, PermissionDenied."""
    article = _locked(article_id, by)
    if not article.is_scheduled(clock.moved_to(by.on, at)):
        raise refusals.NotForReview
    article.status = ARTICLE_FLOW.target("unschedule", article.status)
    article.shown = article.published_at = None
    article.save(update_fields=["status", "shown", "published_at"])
    _end_review(article, by, at)
    events.record("news.unscheduled", article, by=by, at=at, unit=article.unit_id)
    return article


def _end_review(article: Article, by: Actor, at: dt.datetime) -> None:
    """A correction that waits has nothing left to correct."""
    article.reviews.waiting().update(
        verdict=Verdict.TAKEN_BACK, decided_at=at, decided_by=by.user, decided_name=str(by.user)
    )


def _locked(article_id: UUID, by: Actor) -> Article:
    article = Article.objects.select_for_update().get(pk=article_id)
    if not by.has_perm(Permission.NEWS_APPROVE, article):
        raise PermissionDenied
    return article
