"""An editor drafts from the briefing, a leader without an account approves by a link, the public reads it."""

import re

import pytest
from playwright.sync_api import expect

from giaoban.news.models import Article
from tests.functional.conftest import PHONE, SHOTS
from tests.functional.test_first_light import sign_in, sign_out

NARROW, DESK = (320, 700), (1280, 900)
SUMMARY = "Hội nghị giao ban quý thống nhất các việc phải làm xong trước Tết, mỗi việc có cơ quan chịu trách nhiệm."
MOST_SCRIPT = 15 * 1024


@pytest.mark.slow
def test_article_goes_from_the_briefing_to_the_public(page, shoot, demonstration, browser, live_server):
    sign_in(page, "demo.bientap")
    page.goto("/briefings/")
    page.locator("main a[href^='/briefings/']").first.click()
    page.get_by_role("button", name="Viết bài về hội nghị này").click()
    page.wait_for_url("**/edit/")
    page.locator("textarea[name=summary]").fill(SUMMARY)
    page.evaluate(
        """async () => {
            const area = document.querySelector("textarea[name=body]");
            area.focus();
            area.setSelectionRange(0, 0);
            const data = new DataTransfer();
            data.setData("text/html", "<p class=MsoNormal><b>Điểm mới</b> của quý này<o:p></o:p></p>");
            data.setData("text/plain", "Điểm mới của quý này");
            area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile(r"^\*\*Điểm mới\*\* của quý này"))
    shoot("news-edit")
    page.get_by_role("button", name="Lưu bài").click()
    page.wait_for_url(re.compile(r"/publishing/articles/[^/]+/$"))
    shoot("news-work")
    page.get_by_role("link", name="Trình duyệt…").click()
    page.get_by_role("button", name="Trình duyệt").click()
    page.wait_for_url(re.compile(r"/publishing/articles/[^/]+/$"))
    article = Article.objects.get(about_kind="briefing.briefing")
    assert article.status == "in_review"
    sign_out(page)

    sign_in(page, "demo.duyetbai")
    page.goto("/publishing/waiting/")
    shoot("news-waiting")
    page.goto("/publishing/")
    shoot("news-desk")
    page.goto(article.work_url)
    page.get_by_role("link", name="Đường dẫn cho lãnh đạo…").click()
    page.locator("input[name=leader]").fill("Phó Chủ tịch Thường trực")
    page.get_by_role("button", name="Tạo đường dẫn").click()
    page.wait_for_selector(".alert-success")
    address = re.search(r"http://\S+/review/\S+", page.locator(".alert-success").inner_text())[0]
    sign_out(page)

    page.goto(address)
    shoot("news-review-link")
    page.locator("input[name=verdict][value=approved]").check()
    page.get_by_role("button", name="Ghi nhận ý kiến").click()
    page.wait_for_selector("h1:has-text('Đã duyệt')")
    article.refresh_from_db()
    assert article.status == "published"

    sign_out(page)
    page.goto("/news/")
    page.get_by_role("link", name=article.title).first.click()
    page.wait_for_selector(".article-text")
    assert SUMMARY in page.locator(".article-summary").inner_text()
    assert page.locator(".article-text strong").first.inner_text() == "Điểm mới"
    assert page.context.cookies() == []


@pytest.mark.slow
def test_paper_reads_well_at_every_width_by_day_and_night(page, shoot, demonstration):
    corrected = Article.objects.get(status="corrected")
    sizes: dict[str, int] = {}
    page.on("response", lambda got: sizes.__setitem__(got.url, len(got.body())) if got.url.endswith(".js") else None)

    for name, path in (
        ("front", "/news/"),
        ("article", corrected.get_absolute_url()),
        ("section", "/news/section/hoat-dong/"),
    ):
        page.goto(path)
        shoot(f"news-{name}")
        for width, height in (NARROW, PHONE, DESK):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=SHOTS / f"news-{name}-dark-1280.png", full_page=True)
        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        page.screenshot(path=SHOTS / f"news-{name}-dark-320.png", full_page=True)
        page.emulate_media(color_scheme="light")

    assert 0 < sum(sizes.values()) <= MOST_SCRIPT, sizes
    page.goto(corrected.get_absolute_url())
    # A picture with several sizes gives its width on the page; the file alone gives its own.
    loaded = page.locator(".cover img").evaluate(
        """async (image) => {
            await image.decode();
            const file = new Image();
            file.src = image.currentSrc;
            await file.decode();
            return file.naturalWidth;
        }"""
    )
    assert loaded in (400, 800, 1280)
    assert page.locator(".corrections").inner_text().count("74 hộ") == 1


@pytest.mark.slow
def test_article_is_read_and_decided_without_scripts(browser, demonstration, live_server):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url, locale="vi-VN")
    bare = context.new_page()

    bare.goto("/news/")
    bare.locator(".teaser-title a").first.click()

    assert bare.locator("article.article h1").count() == 1
    assert bare.locator(".article-text p").count() > 1
    context.close()
