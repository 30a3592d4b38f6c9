"""From a draft to what readers get: a second person in between, never one's own word; corrections told, withdrawals said."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from giaoban.kernel.workflow import InvalidTransition
from giaoban.news import operations, queries
from giaoban.news.enums import ArticleStatus, Verdict
from giaoban.news.models import Article, Correction, Review, ReviewLink, Revision
from giaoban.registry.models import Event
from tests.cast import TODAY, make_actor
from tests.news.conftest import hours


def page(article, now):
    """What readers get of it at that moment; None where they get nothing."""
    return queries.published_page(article.code, now=now, today=TODAY)


def test_draft_is_seen_by_no_reader(article, at):
    assert article.status == ArticleStatus.DRAFT
    assert page(article, at) is None


def test_second_person_publishes(article, review, khoa, at):
    shown = operations.decide(review_id=review.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    assert (shown.status, shown.published_at) == (ArticleStatus.PUBLISHED, at)
    assert page(article, at).shown.number == 1
    assert Review.objects.get().decided_name == "Lương Đăng Khoa"
    assert Event.objects.filter(type="news.approved", subject_id=article.pk).count() == 1


def test_nobody_approves_their_own(written, section, khoa, at):
    own = operations.draft(told=written, section=section, by=khoa, at=at)
    waiting = operations.submit(article_id=own.pk, base=1, reasons={}, by=khoa, at=at)

    with pytest.raises(operations.OwnWork):
        operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)


def test_whoever_wrote_one_of_the_revisions_is_no_second_person(article, changed, submitted, khoa, at):
    operations.revise(article_id=article.pk, base=1, told=changed(title="Sửa bởi người duyệt"), by=khoa, at=at)
    waiting = submitted(article)

    with pytest.raises(operations.OwnWork):
        operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)


def test_editor_without_the_permission_approves_nothing(review, province, at):
    other = make_actor("yen", "Mai Thị Yến", "editor", province.front)

    with pytest.raises(PermissionDenied):
        operations.decide(review_id=review.pk, verdict=Verdict.APPROVED, reason="", by=other, at=at)


def test_approver_of_another_province_decides_nothing_here(review, province, at):
    other = make_actor("xa", "Người Ở Xa", "approver", province.party_elsewhere)

    with pytest.raises(PermissionDenied):
        operations.decide(review_id=review.pk, verdict=Verdict.APPROVED, reason="", by=other, at=at)


def test_editor_writes_for_the_own_body_alone(article, written, province, at):
    other = make_actor("yen", "Mai Thị Yến", "editor", province.women)

    with pytest.raises(PermissionDenied):
        operations.revise(article_id=article.pk, base=1, told=written, by=other, at=at)


def test_returned_article_is_a_draft_again_with_the_reason(article, review, khoa, at):
    operations.decide(review_id=review.pk, verdict=Verdict.RETURNED, reason="Thiếu số liệu", by=khoa, at=at)

    article.refresh_from_db()
    assert article.status == ArticleStatus.DRAFT
    assert Review.objects.get().reason == "Thiếu số liệu"


def test_return_without_a_reason_is_refused(review, khoa, at):
    with pytest.raises(operations.NoReason):
        operations.decide(review_id=review.pk, verdict=Verdict.RETURNED, reason=" ", by=khoa, at=at)


def test_decided_once(review, khoa, at):
    operations.decide(review_id=review.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    with pytest.raises(operations.NotForReview):
        operations.decide(review_id=review.pk, verdict=Verdict.RETURNED, reason="Sai", by=khoa, at=at)


def test_while_it_waits_nobody_changes_it(article, review, changed, van, at):
    with pytest.raises(operations.NotForReview):
        operations.revise(article_id=article.pk, base=1, told=changed(title="Khác"), by=van, at=at)

    operations.take_back(review_id=review.pk, by=van, at=at)
    operations.revise(article_id=article.pk, base=1, told=changed(title="Khác"), by=van, at=at)

    article.refresh_from_db()
    assert (article.status, article.latest) == (ArticleStatus.DRAFT, 2)


def test_article_appears_at_its_hour_and_ends_at_its_end(article, published, at):
    published(article, publish_at=at + hours(2), expires_at=at + hours(5))

    seen = [page(article, at + hours(after)) is not None for after in (0, 1.9, 2, 4.9, 5)]

    assert seen == [False, False, True, True, False]


def test_lists_take_it_up_and_drop_it_at_the_same_moments(article, published, at):
    """They are kept in memory until an event, and the clock is none."""
    published(article, publish_at=at + hours(2), expires_at=at + hours(5))
    moments = [at + hours(after) for after in (0, 1.9, 2, 4.9, 5)]

    assert [queries.published_front(now).lead is not None for now in moments] == [False, False, True, True, False]
    assert [len(queries.published_latest(now)) for now in moments] == [0, 0, 1, 1, 0]


@pytest.mark.parametrize("late", [0, -1, -100_000])
def test_article_scheduled_in_the_past_is_refused(article, submitted, at, late):
    with pytest.raises(operations.InThePast):
        submitted(article, publish_at=at + hours(late))


def test_article_that_would_end_before_it_appears_is_refused(article, submitted, at):
    with pytest.raises(operations.EndsBeforeItAppears):
        submitted(article, publish_at=at + hours(3), expires_at=at + hours(2))


def test_scheduled_article_can_be_taken_back_before_its_hour_alone(article, published, khoa, at):
    published(article, publish_at=at + hours(2))

    with pytest.raises(operations.NotForReview):
        operations.unschedule(article_id=article.pk, by=khoa, at=at + hours(3))
    back = operations.unschedule(article_id=article.pk, by=khoa, at=at + hours(1))

    assert (back.status, back.shown, back.published_at) == (ArticleStatus.DRAFT, None, None)


def test_readers_see_the_approved_revision_until_a_correction_is_approved(article, published, changed, van, khoa, at):
    published(article)
    operations.revise(article_id=article.pk, base=1, told=changed(title="Tiêu đề đã sửa"), by=van, at=at)
    assert page(article, at).shown.number == 1

    waiting = operations.submit(article_id=article.pk, base=2, reasons={}, note="Sửa tiêu đề", by=van, at=at)
    operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at + hours(1))

    shown = page(article, at + hours(1))
    assert (shown.shown.title, shown.article.status) == ("Tiêu đề đã sửa", ArticleStatus.CORRECTED)
    (correction,) = Correction.objects.all()
    assert (correction.note, correction.before.number, correction.after.number, correction.corrected_at) == (
        "Sửa tiêu đề",
        1,
        2,
        at + hours(1),
    )


def test_correction_that_tells_readers_nothing_is_refused(article, published, changed, van, at):
    published(article)
    operations.revise(article_id=article.pk, base=1, told=changed(title="Khác"), by=van, at=at)

    with pytest.raises(operations.Refused):
        operations.submit(article_id=article.pk, base=2, reasons={}, by=van, at=at)


def test_what_changes_before_the_hour_is_no_correction(article, published, changed, van, khoa, at):
    published(article, publish_at=at + hours(5))
    operations.revise(article_id=article.pk, base=1, told=changed(title="Khác"), by=van, at=at)
    waiting = operations.submit(article_id=article.pk, base=2, reasons={}, note="Sửa", by=van, at=at)

    operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    article.refresh_from_db()
    assert (article.status, article.shown.title) == (ArticleStatus.PUBLISHED, "Khác")
    assert not Correction.objects.exists()


def test_withdrawn_article_is_gone_for_good(article, published, khoa, at):
    published(article)

    operations.withdraw(article_id=article.pk, reason="Nhầm số liệu", by=khoa, at=at)

    assert page(article, at) is None
    assert queries.published_once(article.code, at).withdrawn_reason == "Nhầm số liệu"
    with pytest.raises(InvalidTransition):
        operations.withdraw(article_id=article.pk, reason="Lần nữa", by=khoa, at=at)


def test_draft_that_is_given_up_never_was_published(article, van, at):
    operations.give_up(article_id=article.pk, reason="Trùng bài", by=van, at=at)

    assert queries.published_once(article.code, at) is None


# --- The link for a leader without an account -----------------------------------------------------------------------


@pytest.fixture
def token(review, khoa, at):
    return operations.give_link(review_id=review.pk, leader="Ông Trần Văn Minh", days=3, by=khoa, at=at)


def decide_by(token, at, **more):
    word = {"name": "Trần Văn Minh", "verdict": Verdict.APPROVED, "reason": "", **more}
    return operations.decide_by_link(token=token, on=at.date(), at=at, **word)


def test_leader_approves_by_the_link(article, token, at):
    shown = decide_by(token, at + hours(1))

    assert shown.status == ArticleStatus.PUBLISHED
    decided = Review.objects.get()
    assert (decided.decided_name, decided.decided_by, decided.link.leader) == (
        "Trần Văn Minh",
        None,
        "Ông Trần Văn Minh",
    )


def test_secret_is_kept_nowhere(token):
    kept = ReviewLink.objects.get()

    assert token.partition(":")[0] not in (kept.secret_hash, str(kept.pk))
    assert len(kept.secret_hash) == 64


def test_link_decides_once(token, at):
    decide_by(token, at)

    with pytest.raises(operations.LinkIsOver):
        decide_by(token, at, verdict=Verdict.RETURNED, reason="Khoan")


def test_expired_link_decides_nothing(article, token, at):
    with pytest.raises(operations.LinkIsOver):
        decide_by(token, at + hours(72))

    article.refresh_from_db()
    assert article.status == ArticleStatus.IN_REVIEW


def test_revoked_link_decides_nothing(token, khoa, at):
    operations.revoke_link(link_id=ReviewLink.objects.get().pk, by=khoa, at=at)

    with pytest.raises(operations.LinkIsOver):
        decide_by(token, at)


def test_link_is_over_when_the_editors_take_their_revision_back(review, token, van, at):
    operations.take_back(review_id=review.pk, by=van, at=at)

    with pytest.raises(operations.LinkIsOver):
        decide_by(token, at)


@pytest.mark.parametrize("forged", ["", "x", "abc:def", "a" * 5000, "../../etc/passwd", "a\r\nSet-Cookie: x=1"])
def test_forged_link_is_no_link(token, at, forged):
    with pytest.raises(operations.LinkIsOver):
        operations.link_of(forged, at=at)


def test_link_with_a_changed_sign_is_no_link(token, at):
    with pytest.raises(operations.LinkIsOver):
        operations.link_of(("A" if token[0] != "A" else "B") + token[1:], at=at)


def test_whoever_wrote_it_gives_no_link(review, van, at):
    with pytest.raises(operations.OwnWork):
        operations.give_link(review_id=review.pk, leader="Ai đó", days=3, by=van, at=at)


# --- What the database itself refuses --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"status": ArticleStatus.PUBLISHED},
        {"status": ArticleStatus.CORRECTED},
    ],
)
def test_no_short_cut_to_readers(article, change):
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**change)


def test_withdrawn_without_a_reason_is_refused(article, published):
    published(article)

    with pytest.raises(IntegrityError, match="article_withdrawn"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(status=ArticleStatus.WITHDRAWN)


def test_second_review_at_once_is_refused(article, review, van, at):
    with pytest.raises(IntegrityError, match="review_one_at_a_time"), transaction.atomic():
        Review.objects.create(
            article=article, revision=review.revision, asked="publish", asked_at=at, asked_by=van.user
        )


def test_revision_with_a_thousand_tags_is_refused(article, van, at):
    with pytest.raises(IntegrityError, match="revision_has_few_tags"), transaction.atomic():
        Revision.objects.create(article=article, number=2, title="x", tags=["t"] * 1000, made_at=at, made_by=van.user)
