"""The main job, as a person does it: paste → draft → sign in → import → review → confirm → report → accept → the front page knows."""

import pytest
from playwright.sync_api import expect

from giaoban.briefing.models import Briefing
from tests.functional.conftest import PHONE

OWN_TEXT = """Họp giao ban công tác Mặt trận xã tháng 10 năm 2021, bàn nhiệm vụ tháng 11 năm 2021

Ngày 25/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban tháng 10 năm 2021. Đồng chí Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy chủ trì hội nghị.

Kết luận hội nghị, đồng chí Trần Hữu Nghĩa yêu cầu Hội Liên hiệp Phụ nữ tỉnh rà soát danh sách hộ khó khăn trước ngày 15/11/2021; Đoàn TNCS Hồ Chí Minh tỉnh phối hợp với UBND tỉnh tổ chức ra quân dọn vệ sinh sau lũ trong tháng 11/2021.
"""


def sign_in(page, username: str) -> None:
    page.goto("/sign-in/")
    page.locator(f"form:has(input[value='{username}']) button, button[value='{username}']").first.click()
    page.wait_for_url("**/my-work/")


def sign_out(page) -> None:
    # What the page still loads would be asked for without a session, and bring a form's other key along.
    page.goto("about:blank")
    page.context.clear_cookies()


@pytest.mark.slow
def test_a_text_becomes_tasks_and_results(page, shoot, demonstration):
    before_all = Briefing.objects.count()
    page.goto("/")
    assert page.locator("#draft").bounding_box()["y"] < 2 * PHONE[1], "the box is near the top of a phone"
    shoot("front")
    page.locator("textarea[name=text]").fill(OWN_TEXT)
    page.get_by_role("button", name="Phác thảo").click()
    page.wait_for_url("**/draft/")
    assert page.locator("article[id^=task-]").count() == 2
    shoot("draft-without-account")
    assert Briefing.objects.count() == before_all, "a draft without an account keeps nothing"

    sign_in(page, "demo.vanphong")
    shoot("my-work")
    page.goto("/imports/new/")
    shoot("import-new")
    page.locator("textarea[name=text]").fill(OWN_TEXT)
    page.get_by_role("button", name="Phác thảo").click()
    page.wait_for_selector("article[id^=task-]")
    shoot("review")
    page.locator("form[action$='/confirm/'] button").click()
    page.wait_for_url("**/briefings/**")
    shoot("briefing")
    own = Briefing.objects.get(held_on="2021-10-25")
    assert own.tasks.count() == 2

    page.goto(f"/briefings/{own.pk}/publish/")
    for box in page.locator("input[name=sentences]").all():
        box.check()
    page.get_by_label("Ai cho phép").fill("Thường trực Tỉnh ủy")
    page.get_by_label("Số văn bản").fill("Bản trình diễn 02")
    page.get_by_label("Ngày văn bản").fill("27/10/2021")
    shoot("briefing-publish")
    page.get_by_role("button", name="Công khai các câu đã chọn").click()
    expect(page.locator(".alert-success, .message-success").first).to_be_visible()
    page.goto("/")
    before = page.locator(".answer-line").inner_text()
    sign_out(page)

    sign_in(page, "demo.phunu")
    page.locator("a", has_text="rà soát danh sách hộ khó khăn").first.click()
    shoot("task")
    page.locator("a[href$='/report/']").first.click()
    page.locator("input[name=outcome][value=done]").check()
    page.locator("textarea[name=text]").fill("Đã rà soát xong 412 hộ tại 10 huyện, thị xã, thành phố.")
    shoot("report")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/tasks/**")
    sign_out(page)

    sign_in(page, "demo.vanphong")
    page.locator("a", has_text="rà soát danh sách hộ khó khăn").first.click()
    page.locator("a[href$='/accept/']").first.click()
    page.wait_for_selector("dialog[open] [data-part=dialog]")
    shoot("accept")
    page.locator("form[action$='/accept/'] button[type=submit]").first.click()
    page.wait_for_url("**/tasks/**")
    shoot("task-accepted")

    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/")
    page.locator("a.sentence.fate-task").first.click()
    page.wait_for_selector("dialog[open] [data-part=panel]")
    assert "Đã rà soát xong 412 hộ" in page.locator("dialog[open]").inner_text(), (
        "the result opens without leaving the text"
    )
    page.keyboard.press("Escape")
    after = page.locator(".answer-line").inner_text()
    shoot("front-after")
    assert before != after
    assert own.tasks.filter(status="accepted").count() == 1
