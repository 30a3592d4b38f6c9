"""What is looked at before anything is published."""

import pytest

from giaoban.news import checks, operations
from giaoban.news.checks import Content
from giaoban.news.enums import Verdict
from giaoban.news.models import WaivedCheck

PICTURE = "picture:00000000-0000-7000-8000-000000000001"


def found(**more) -> list[tuple[str, bool]]:
    content = Content(**{"title": "Tiêu đề", "summary": "Tóm tắt.", "body": "Nội dung.", **more})
    return [(one.code, one.is_hard) for one in checks.run(content)]


def test_sound_article_passes():
    assert found() == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"body": f"![]({PICTURE})"}, ("missing_alt", True)),
        ({"has_cover": True}, ("missing_alt", True)),
        ({"title": "x" * 201}, ("long_title", True)),
        ({"title": "x" * 121}, ("long_title", False)),
        ({"summary": ""}, ("missing_summary", False)),
        ({"body": ""}, ("missing_text", True)),
        ({"body": "[xem](/khong-co/)", "leads_somewhere": lambda _path: False}, ("dead_link", True)),
    ],
)
def test_rule_finds_what_it_is_there_for(more, expected):
    assert expected in found(**more)


@pytest.mark.parametrize(
    ("more"),
    [
        {"body": f"![Cổng làng]({PICTURE})"},
        {"has_cover": True, "cover_alt": "Cổng làng"},
        {"title": "x" * 120},
        {"body": "[xem](https://example.org/)", "leads_somewhere": lambda _path: False},
        {"body": "[xem](//example.org/)", "leads_somewhere": lambda _path: False},
    ],
)
def test_rule_leaves_the_rest_alone(more):
    assert found(**more) == []


@pytest.mark.parametrize(
    "written", ["0912345678", "0912 345 678", "0912.345.678", "+84 912 345 678", "0233 3852 123", "(0912345678)"]
)
def test_telephone_number_is_seen(written):
    assert ("phone_number", False) in found(body=f"Gọi {written} để hỏi")


@pytest.mark.parametrize(
    "written",
    ["045300123456", "045 300 123 456", "001099012345", "CMND số 197123456", "chứng minh nhân dân: 197 123 456"],
)
def test_number_of_an_identity_card_is_seen(written):
    assert ("citizen_id", False) in found(summary=f"Bà A, {written}.")


@pytest.mark.parametrize(
    "written",
    [
        "1.234.567.890 đồng",
        "ngày 13/10/2021",
        "Nghị quyết 25-NQ/TW",
        "09/2019/NĐ-CP",
        "999999999999",
        "20211028",
        "39.987.161 lượt",
    ],
)
def test_figure_days_and_acts_are_no_persons(written):
    assert found(body=f"Theo {written} thì") == []


def test_hard_finding_refuses(article, changed, van, at):
    operations.revise(article_id=article.pk, base=1, told=changed(title="x" * 250), by=van, at=at)

    with pytest.raises(operations.ChecksFailed) as refused:
        operations.submit(article_id=article.pk, base=2, reasons={}, by=van, at=at)

    assert [one.code for one in refused.value.findings] == ["long_title"]


def test_soft_finding_asks_for_a_reason_that_stays(article, changed, van, khoa, at):
    operations.revise(article_id=article.pk, base=1, told=changed(body="Đường dây nóng 0233 3852 123."), by=van, at=at)
    with pytest.raises(operations.ReasonsMissing) as refused:
        operations.submit(article_id=article.pk, base=2, reasons={}, by=van, at=at)
    (finding,) = refused.value.findings

    review = operations.submit(
        article_id=article.pk, base=2, reasons={finding.key: "Số trực của cơ quan"}, by=van, at=at
    )
    operations.decide(review_id=review.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)

    waived = WaivedCheck.objects.get()
    assert (waived.check_code, waived.reason) == ("phone_number", "Số trực của cơ quan")


def test_link_to_an_article_that_nobody_may_read_is_dead(article, changed, submitted, section, written, van, at):
    other = operations.draft(told=written, section=section, by=van, at=at)
    body = f"Xem [bài khác]({other.get_absolute_url()})."
    operations.revise(article_id=article.pk, base=1, told=changed(body=body), by=van, at=at)

    with pytest.raises(operations.ChecksFailed):
        submitted(article)


def test_link_that_died_while_it_waited_refuses_the_approval(
    article, changed, published, submitted, section, written, van, khoa, at
):
    other = published(operations.draft(told=written, section=section, by=van, at=at))
    body = f"Xem [bài khác]({other.get_absolute_url()})."
    operations.revise(article_id=article.pk, base=1, told=changed(body=body), by=van, at=at)
    waiting = submitted(article)
    operations.withdraw(article_id=other.pk, reason="Nhầm", by=khoa, at=at)

    with pytest.raises(operations.ChecksFailed):
        operations.decide(review_id=waiting.pk, verdict=Verdict.APPROVED, reason="", by=khoa, at=at)
