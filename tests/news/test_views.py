"""Pages of the news: what an editor, a leader with a link and a reader get."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giaoban.kernel.publication import KEPT, SHOWN, Shown
from giaoban.news import operations
from giaoban.news.models import Article, ReviewLink, Revision, Section
from tests.news.conftest import picture

pytestmark = pytest.mark.usefixtures("the_day_after")


def key() -> dict[str, str]:
    return {"idempotency_key": str(uuid.uuid4())}


def test_article_goes_from_the_form_to_the_reader(form, signed_in, van, khoa):
    made = signed_in(van).post("/publishing/new/", form())
    article = Article.objects.get()
    assert made["Location"] == article.work_url
    signed_in(van).post(f"/publishing/articles/{article.pk}/submit/", {**key(), "base": "1"})
    review = article.reviews.get()
    decided = signed_in(khoa).post(f"/publishing/reviews/{review.pk}/", {**key(), "verdict": "approved"})
    assert decided["Location"] == article.work_url

    page = Client().get(Article.objects.get().get_absolute_url())

    assert page.status_code == 200
    text = page.content.decode()
    assert "<h1>Mặt trận tỉnh bàn việc chăm lo người nghèo</h1>" in text
    assert "<h2>Ba việc cần làm</h2>" in text
    assert "Thanh Vân" in text


def test_leader_reads_and_approves_by_link_without_an_account(article, review, signed_in, khoa):
    sent = signed_in(khoa).post(
        f"/publishing/reviews/{review.pk}/link/", {**key(), "leader": "Ông Trần Văn Minh", "days": "3"}, follow=True
    )
    (path,) = re.findall(r"http://testserver(/review/[^\s<\"]+)", sent.content.decode())
    leader = Client()

    before = leader.get(path)
    article.refresh_from_db()
    assert (before.status_code, article.status) == (200, "in_review")
    done = leader.post(path, {**key(), "name": "Trần Văn Minh", "verdict": "approved"}, follow=True)

    article.refresh_from_db()
    assert article.status == "published"
    assert "Đã duyệt" in done.content.decode()
    assert leader.get(path).status_code == 410


def test_link_is_told_once_and_never_shown_again(article, review, signed_in, khoa):
    client = signed_in(khoa)
    client.post(f"/publishing/reviews/{review.pk}/link/", {**key(), "leader": "Ông Minh", "days": "3"}, follow=True)

    again = client.get(article.work_url).content.decode()

    assert "Ông Minh" in again
    assert "/review/" not in again
    assert ReviewLink.objects.count() == 1


def test_second_editor_is_told_what_the_first_saved_and_loses_nothing(article, changed, form, signed_in, khoa, van, at):
    operations.revise(article_id=article.pk, base=1, told=changed(title="Tiêu đề của người kia"), by=khoa, at=at)
    mine = form(title="Tiêu đề của tôi", base="1")

    answer = signed_in(van).post(f"/publishing/articles/{article.pk}/edit/", mine)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Lương Đăng Khoa đã lưu phiên bản 2" in page
    assert 'value="Tiêu đề của tôi"' in page
    assert re.search(r"<del>.*người kia", page)
    assert Revision.objects.count() == 2
    signed_in(van).post(f"/publishing/articles/{article.pk}/edit/", form(title="Tiêu đề của tôi", base="2"))
    assert list(Revision.objects.order_by("number").values_list("title", flat=True))[1:] == [
        "Tiêu đề của người kia",
        "Tiêu đề của tôi",
    ]


def test_preview_shows_and_keeps_nothing(form, signed_in, van):
    shown = signed_in(van).post("/publishing/new/", form(body="**đậm** <script>alert(1)</script>", preview="1"))

    page = shown.content.decode()
    assert "<strong>đậm</strong> &lt;script&gt;" in page
    assert not Article.objects.exists()


def test_cover_is_shown_in_widths_and_a_stranger_gets_none_of_a_draft(form, section, signed_in, van, published):
    sent = SimpleUploadedFile("anh.jpg", picture(with_place=True), "image/jpeg")
    signed_in(van).post("/publishing/new/", form(cover_file=sent, cover_alt="Quang cảnh hội nghị"))
    article = Article.objects.get()
    latest = article.revisions.select_related("cover").get(number=article.latest)
    url = f"/news/pictures/{latest.cover_id}/800.webp"
    assert Client().get(url).status_code == 404
    of_the_desk = signed_in(van).get(url)
    assert (of_the_desk["Cache-Control"], of_the_desk.getvalue()[:4]) == ("private, no-store", b"RIFF")
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url()).content.decode()
    shown = Client().get(url)

    assert 'alt="Quang cảnh hội nghị"' in page
    assert [int(width) for width in re.findall(r"/(\d+)\.webp \d+w", page)] == [400, 800, 1280]
    assert shown["Content-Type"] == "image/webp"
    assert b"PhoneMaker" not in shown.getvalue()


def test_changed_title_leads_from_the_old_address(article, published):
    published(article)
    code = Article.objects.get().code

    answer = Client().get(f"/news/{code}/mot-tieu-de-cu/")

    assert (answer.status_code, answer["Location"]) == (301, Article.objects.get().get_absolute_url())


def test_reader_without_account_gets_no_cookie_and_a_page_that_may_be_kept(article, published):
    published(article)

    page = Client().get(Article.objects.get().get_absolute_url())

    assert page.cookies == {}
    assert page.wsgi_request.META[KEPT].body == page.content
    assert page.wsgi_request.META[SHOWN] == Shown("news.article", article.pk)


def test_signed_in_reader_gets_a_page_that_nobody_keeps(article, published, signed_in, van):
    published(article)

    page = signed_in(van).get(Article.objects.get().get_absolute_url())

    assert "no-store" in page["Cache-Control"]


def test_withdrawn_article_says_so(article, published, khoa, at):
    published(article)
    operations.withdraw(article_id=article.pk, reason="Nhầm số liệu", by=khoa, at=at)

    page = Client().get(Article.objects.get().get_absolute_url())

    assert page.status_code == 410
    assert "Nhầm số liệu" in page.content.decode()


def test_draft_has_no_public_page(article):
    assert Client().get(article.get_absolute_url()).status_code == 404


def test_scheduled_revision_is_one_that_readers_will_see(article, published, signed_in, van, at):
    published(article, publish_at=at + dt.timedelta(days=3))

    shown = signed_in(van).get(article.work_url).content.decode()

    assert "sẽ đăng cho bạn đọc" in shown
    assert "bạn đọc đang đọc" not in shown


def test_what_must_be_mended_is_said_once_and_comes_before_laying_it_before_anybody(
    changed, section, signed_in, van, at
):
    told = changed(body="[một](/khong-co/) [hai](/cung-khong-co/)")
    article = operations.draft(told=told, section=section, by=van, at=at)

    shown = signed_in(van).get(article.work_url).content.decode()

    assert shown.count("Phải sửa trước khi đăng") == 1
    assert "/khong-co/" in shown
    assert "/cung-khong-co/" in shown
    assert "Sửa bài" in shown
    assert "Trình duyệt…" not in shown


def test_section_without_a_code_gets_one_of_its_name(signed_in, khoa):
    signed_in(khoa).post("/publishing/sections/new/", {**key(), "name_vi": "Chuyển đổi số", "name_en": "Digital"})

    assert Section.objects.get().code == "chuyen-doi-so"


def test_section_of_whose_name_no_address_can_be_made_is_asked_for_one(signed_in, khoa):
    answer = signed_in(khoa).post("/publishing/sections/new/", {**key(), "name_vi": "…", "name_en": "Dots"})

    assert "Không lấy được địa chỉ từ tên này: hãy ghi một địa chỉ." in answer.content.decode()
    assert not Section.objects.filter(name_en="Dots").exists()


def test_editors_have_buttons_for_the_marks_of_the_text_and_for_each_picture(article, signed_in, van, form, section):
    signed_in(van).post(
        f"/publishing/articles/{article.pk}/edit/",
        form(base="1", cover_alt="Cổng làng", cover_file=SimpleUploadedFile("cong.jpg", picture())),
    )

    shown = signed_in(van).get(f"/publishing/articles/{article.pk}/edit/").content.decode()

    assert [name for name in ("bold", "heading", "list", "link") if f'data-mark="{name}"' in shown] == [
        "bold",
        "heading",
        "list",
        "link",
    ]
    assert re.search(r'data-mark="picture" data-picture="picture:[0-9a-f-]{36}"', shown)
