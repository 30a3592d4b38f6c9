"""A second person decides: with an account, or by a secret link that somebody who did not write it gave to a leader."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from procrastinate.contrib.django import app

from giaoban.kernel import clock
from giaoban.news import queries, rules, text
from giaoban.news.checks import Finding
from giaoban.news.enums import ARTICLE_FLOW, Asked, Verdict
from giaoban.news.models import Article, Correction, Review, ReviewLink, WaivedCheck
from giaoban.news.models.articles import ON_SHOW
from giaoban.news.operations import refusals
from giaoban.registry import events
from giaoban.registry.actor import Actor
from giaoban.registry.roles import Permission

# A link is signed, so that guessing costs no look into the database, and only the hash of its secret is kept.
SIGNER = Signer(salt="giaoban.news.review_link")
# Named, not imported: the job calls operations.
HOUR = "news.hour"
LONGEST_LINK = dt.timedelta(days=14)


@transaction.atomic
def submit(
    *,
    article_id: UUID,
    base: int,
    reasons: Mapping[str, str],
    by: Actor,
    at: dt.datetime,
    note: str = "",
    publish_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> Review:
    """The latest revision is laid before a second person: for publication, or as a correction of what readers see.

    `reasons` says of each soft finding (by `Finding.key`) why it may stay. Moments are those of business. Raises
    ChecksFailed, ReasonsMissing, InThePast, EndsBeforeItAppears, LaterRevision, StandsAlready, InvalidTransition.
    """
    article = Article.objects.select_for_update().get(pk=article_id)
    if not by.has_perm(Permission.NEWS_WRITE, article):
        raise PermissionDenied
    if article.latest != base:
        raise refusals.LaterRevision
    if article.reviews.waiting().exists():
        raise refusals.NotForReview
    revision = article.revisions.get(number=article.latest)
    asked = Asked.CORRECT if article.status in ON_SHOW else Asked.PUBLISH
    if asked is Asked.PUBLISH:
        _schedule(article, publish_at, expires_at, clock.moved_to(by.on, at))
        article.status = ARTICLE_FLOW.target("submit", article.status)
        article.save(update_fields=["status", "publish_at", "expires_at"])
    elif revision.pk == article.shown_id:
        raise refusals.StandsAlready
    elif not note.strip():
        raise refusals.NoNote
    soft = _refuse_hard(queries.findings(revision, now=clock.moved_to(by.on, at)))
    missing = [finding for finding in soft if not text.line(reasons.get(finding.key, ""))]
    if missing:
        raise refusals.ReasonsMissing(missing)
    review = Review.objects.create(
        article=article, revision=revision, asked=asked, note=text.line(note), asked_at=at, asked_by=by.user
    )
    for finding in soft:
        _waive(review, finding, reasons[finding.key])
    events.record("news.submitted", article, by=by, at=at, unit=article.unit_id, title=revision.title)
    return review


def _schedule(
    article: Article, publish_at: dt.datetime | None, expires_at: dt.datetime | None, moment: dt.datetime
) -> None:
    if publish_at is not None and publish_at <= moment:
        raise refusals.InThePast
    if expires_at is not None and expires_at <= (publish_at or moment):
        raise refusals.EndsBeforeItAppears
    article.publish_at, article.expires_at = publish_at, expires_at


def _waive(review: Review, finding: Finding, reason: str) -> None:
    found = f"{finding.sentence} {finding.detail}".strip()[:500]
    WaivedCheck.objects.create(review=review, check_code=finding.code, found=found, reason=text.line(reason)[:500])


def _refuse_hard(findings: list[Finding]) -> list[Finding]:
    """The soft ones; raises ChecksFailed where there are others."""
    hard = [finding for finding in findings if finding.is_hard]
    if hard:
        raise refusals.ChecksFailed(hard)
    return findings


@transaction.atomic
def take_back(*, review_id: UUID, by: Actor, at: dt.datetime) -> Article:
    """The editors take their revision back before it was decided, to work on it; its links are over."""
    review, article = _waiting(review_id)
    if not by.has_perm(Permission.NEWS_WRITE, article):
        raise PermissionDenied
    _close(review, Verdict.TAKEN_BACK, "", str(by.user), at, by=by)
    if review.asked == Asked.PUBLISH:
        article.status = ARTICLE_FLOW.target("take_back", article.status)
        article.save(update_fields=["status"])
    events.record("news.taken_back", article, by=by, at=at, unit=article.unit_id)
    return article


@transaction.atomic
def decide(*, review_id: UUID, verdict: Verdict, reason: str, by: Actor, at: dt.datetime) -> Article:
    """A second person approves the revision, or returns it with a reason.

    Raises PermissionDenied, OwnWork, NotForReview, NoReason, ChecksFailed for what became wrong since it was submitted.
    """
    review, article = _waiting(review_id)
    if not by.has_perm(Permission.NEWS_APPROVE, article):
        raise PermissionDenied
    if rules.wrote(by, review):
        raise refusals.OwnWork
    _settle(review, article, verdict, reason, clock.moved_to(by.on, at))
    _await_hours(article, clock.moved_to(by.on, at), at)
    _close(review, verdict, reason, str(by.user), at, by=by)
    events.record(
        f"news.{_done(review)}", article, by=by, at=at, unit=article.unit_id,
        title=review.revision.title, reason=review.reason,
    )  # fmt: skip
    return article


@transaction.atomic
def give_link(*, review_id: UUID, leader: str, days: int, by: Actor, at: dt.datetime) -> str:
    """A secret address is made by which a leader without an account decides this one review; told once.

    Whoever wrote the revision cannot make it: two people answer for what is published. Raises OwnWork, NotForReview.
    """
    review, article = _waiting(review_id)
    if not (by.has_perm(Permission.NEWS_WRITE, article) or by.has_perm(Permission.NEWS_APPROVE, article)):
        raise PermissionDenied
    if rules.wrote(by, review):
        raise refusals.OwnWork
    secret = secrets.token_urlsafe(24)
    lasting = min(dt.timedelta(days=days), LONGEST_LINK)
    ReviewLink.objects.create(
        review=review,
        leader=text.line(leader),
        secret_hash=_hash(secret),
        made_at=at,
        made_by=by.user,
        expires_at=at + lasting,
    )
    events.record("news.link_given", article, by=by, at=at, unit=article.unit_id, leader=text.line(leader))
    return SIGNER.sign(secret)


@transaction.atomic
def revoke_link(*, link_id: UUID, by: Actor, at: dt.datetime) -> ReviewLink:
    """A link that was given is over."""
    link = ReviewLink.objects.select_for_update(of=("self",)).select_related("review__article").get(pk=link_id)
    article = link.review.article
    if not (by.has_perm(Permission.NEWS_WRITE, article) or by.has_perm(Permission.NEWS_APPROVE, article)):
        raise PermissionDenied
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = at, by.user
        link.save(update_fields=["revoked_at", "revoked_by"])
        events.record("news.link_revoked", article, by=by, at=at, unit=article.unit_id, leader=link.leader)
    return link


def link_of(token: str, *, at: dt.datetime) -> ReviewLink:
    """The link that a secret address names; raises LinkIsOver for one that is forged, used, revoked or past its time."""
    try:
        secret = SIGNER.unsign(token)
    except BadSignature as problem:
        raise refusals.LinkIsOver from problem
    standing = ReviewLink.objects.standing(at).select_related("review__article", "review__revision")
    link = standing.filter(secret_hash=_hash(secret)).first()
    if link is None:
        raise refusals.LinkIsOver
    return link


@transaction.atomic
def decide_by_link(*, token: str, name: str, verdict: Verdict, reason: str, on: dt.date, at: dt.datetime) -> Article:
    """A leader decides by the secret address; the name is the leader's own word, beside it stands who gave the link.

    Raises LinkIsOver, NoReason, ChecksFailed.
    """
    link = link_of(token, at=at)
    review, article = _waiting(link.review_id)
    if not ReviewLink.objects.standing(at).filter(pk=link.pk).exists():
        raise refusals.LinkIsOver
    _settle(review, article, verdict, reason, clock.moved_to(on, at))
    _await_hours(article, clock.moved_to(on, at), at)
    _close(review, verdict, reason, text.line(name)[:120], at, link=link)
    events.record(
        f"news.{_done(review)}_by_link", article, by=None, at=at, on=on, unit=article.unit_id,
        name=review.decided_name, giver=str(link.made_by), title=review.revision.title, reason=review.reason,
    )  # fmt: skip
    return article


def _waiting(review_id: UUID) -> tuple[Review, Article]:
    """The article is locked first: whoever writes or decides meanwhile waits."""
    article = Article.objects.select_for_update(of=("self",)).get(reviews=review_id)
    review = Review.objects.select_related("revision").get(pk=review_id)
    if review.verdict:
        raise refusals.NotForReview
    review.article = article
    return review, article


def _done(review: Review) -> str:
    """What the log calls the decision."""
    is_correction = review.verdict == Verdict.APPROVED and review.asked == Asked.CORRECT
    return "corrected" if is_correction else Verdict(review.verdict).value


def _settle(review: Review, article: Article, verdict: Verdict, reason: str, moment: dt.datetime) -> None:
    """What the verdict does to the article."""
    if verdict is Verdict.APPROVED:
        _refuse_hard(queries.findings(review.revision, now=moment))
        _correct(review, article, moment) if review.asked == Asked.CORRECT else _publish(review, article, moment)
        return
    if not reason.strip():
        raise refusals.NoReason
    if review.asked == Asked.PUBLISH:
        article.status = ARTICLE_FLOW.target("return", article.status)
        article.save(update_fields=["status"])


def _publish(review: Review, article: Article, moment: dt.datetime) -> None:
    article.status = ARTICLE_FLOW.target("approve", article.status)
    article.shown = review.revision
    article.published_at = max(article.publish_at or moment, moment)
    if article.is_over(article.published_at):
        raise refusals.EndsBeforeItAppears
    article.save(update_fields=["status", "shown", "published_at"])


def _await_hours(article: Article, moment: dt.datetime, at: dt.datetime) -> None:
    """When its hour comes, and when it is over, nobody acts: a job tells whoever keeps pages or an index of them."""
    for hour in (article.published_at, article.expires_at):
        if article.published_at is not None and hour is not None and hour > moment:
            app.configure_task(HOUR, schedule_at=at + (hour - moment)).defer(article=str(article.pk))


def _correct(review: Review, article: Article, moment: dt.datetime) -> None:
    before = article.shown
    assert before is not None
    # Before its hour nobody has read it: what is changed then is no correction.
    if article.has_appeared(moment):
        article.status = ARTICLE_FLOW.target("correct", article.status)
        Correction.objects.create(
            article=article, before=before, after=review.revision, note=review.note, corrected_at=moment
        )
    article.shown = review.revision
    article.save(update_fields=["status", "shown"])


def _close(
    review: Review,
    verdict: Verdict,
    reason: str,
    name: str,
    at: dt.datetime,
    *,
    by: Actor | None = None,
    link: ReviewLink | None = None,
) -> None:
    review.verdict, review.reason = verdict, text.line(reason)
    review.decided_at, review.decided_name = at, name
    review.decided_by, review.link = (by.user if by else None), link
    review.save(update_fields=["verdict", "reason", "decided_at", "decided_name", "decided_by", "link"])


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
