"""What waits for a person beside tasks and returns: articles, and the voices of citizens."""

from giaoban.news import operations as news
from giaoban.news.enums import Verdict
from giaoban.voices import operations as voices
from tests.briefing import pages
from tests.news.conftest import article, section, submitted, written  # noqa: F401 - fixtures
from tests.voices.conftest import said, tam, voice  # noqa: F401 - fixtures


def test_my_work_names_the_articles_to_decide_on_and_those_that_came_back(signed_in, van, khoa, article, submitted, at):  # noqa: F811
    review = submitted(article)
    assert "1 bài viết chờ bạn duyệt" in pages.said(signed_in(khoa).get("/my-work/"))
    assert "Không có việc nào chờ bạn" in pages.said(signed_in(van).get("/my-work/")), "nobody decides on the own text"

    news.decide(review_id=review.pk, verdict=Verdict.RETURNED, reason="Thiếu nguồn", by=khoa, at=at)

    assert "Không có việc nào chờ bạn" in pages.said(signed_in(khoa).get("/my-work/"))
    assert "Thiếu nguồn" in pages.said(signed_in(van).get("/my-work/"))

    submitted(article)
    assert "Thiếu nguồn" not in pages.said(signed_in(van).get("/my-work/")), "it was laid there again"


def test_my_work_names_the_voices_to_hand_on_and_to_answer(signed_in, tam, lan, voice, at):  # noqa: F811
    assert "1 ý kiến nhân dân chờ chuyển" in pages.said(signed_in(tam).get("/my-work/"))
    assert "Không có việc nào chờ bạn" in pages.said(signed_in(lan).get("/my-work/"))

    voices.route(voice_id=voice.pk, unit_id=lan.unit_id, by=tam, at=at)

    assert "Không có việc nào chờ bạn" in pages.said(signed_in(tam).get("/my-work/"))
    assert "1 ý kiến nhân dân chờ đơn vị trả lời" in pages.said(signed_in(lan).get("/my-work/"))
