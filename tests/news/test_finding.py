"""Articles are found by everybody while they are on show, and before that by those who work on them."""

import pytest

from giaoban.news import operations
from giaoban.news.enums import Verdict
from giaoban.registry.models import Event
from giaoban.search.models import IndexEntry
from tests.news.conftest import hours


@pytest.fixture
def entry(the_day_after, article):
    """`entry()`: what the index has of the article; None where nothing."""
    return lambda: IndexEntry.objects.filter(kind="news.article", subject_id=article.pk).first()


def test_draft_is_found_by_the_desk_alone(entry, van, hoa):
    assert not entry().is_public
    assert IndexEntry.objects.visible_to(van).filter(kind="news.article").exists()
    assert not IndexEntry.objects.visible_to(hoa).filter(kind="news.article").exists()


def test_published_article_is_found_by_everybody(entry, article, published):
    published(article)

    assert entry().is_public
    assert "Rà soát danh sách" in entry().text


def test_what_an_editor_changes_later_is_found_by_nobody_before_it_is_approved(
    entry, article, published, changed, van, at
):
    published(article)

    operations.revise(article_id=article.pk, base=1, told=changed(title="Chữ chưa duyệt"), by=van, at=at)

    assert entry().title == "Mặt trận tỉnh bàn việc chăm lo người nghèo"


def test_withdrawn_article_is_found_by_nobody(entry, article, published, khoa, at):
    published(article)
    operations.withdraw(article_id=article.pk, reason="Nhầm", by=khoa, at=at)

    assert entry() is None


def test_scheduled_article_is_found_from_its_hour_on(entry, article, published, at):
    published(article, publish_at=at + hours(300))
    assert not entry().is_public


def test_hour_that_comes_is_told_once_it_is_there(article, published, at):
    published(article, publish_at=at + hours(2), expires_at=at + hours(5))

    for later in (1, 2, 5):
        operations.tell_hour(article_id=article.pk, on=at.date(), at=at + hours(later))

    told = Event.objects.filter(subject_id=article.pk, type__in=("news.appeared", "news.ended")).order_by("seq")
    assert [event.type for event in told] == ["news.appeared", "news.ended"]


def test_job_waits_for_each_hour_to_come(article, submitted, khoa, at):
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = submitted(article, publish_at=at + hours(2), expires_at=at + hours(5))

    operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    jobs = ProcrastinateJob.objects.filter(task_name="news.hour").order_by("scheduled_at")
    assert [job.scheduled_at for job in jobs] == [at + hours(2), at + hours(5)]


def test_address_by_id_leads_to_the_article(client, article, published, the_day_after):
    published(article)
    article.refresh_from_db()

    answer = client.get(f"/news/of/{article.pk}/")

    assert (answer.status_code, answer["Location"]) == (301, article.get_absolute_url())
