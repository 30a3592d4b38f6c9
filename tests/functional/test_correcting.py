"""On a phone the office puts a draft right: another body, a due date, words that were missed, a sentence that is no order."""

import pytest

from giaoban.briefing.models import ProposedTask, TextImport
from tests.functional.conftest import PHONE
from tests.functional.test_first_light import sign_in

TEXT = """Giao ban công tác Mặt trận tháng 10 năm 2021

Ngày 25/10/2021, Thường trực Tỉnh ủy tổ chức hội nghị giao ban tháng 10 năm 2021. Đồng chí Trần Hữu Nghĩa, Phó Bí thư Thường trực Tỉnh ủy chủ trì hội nghị.

Các đoàn thể đã tặng 350 suất quà cho hộ khó khăn.

Kết luận hội nghị, đồng chí Trần Hữu Nghĩa yêu cầu Hội Người cao tuổi tỉnh thăm hỏi hội viên neo đơn; Hội Nông dân tỉnh hướng dẫn khôi phục sản xuất sau lũ.
"""

# Selects words as a finger does: the browser then says so to the page.
SELECT = """([from, to]) => {
  const run = [...document.querySelectorAll("[data-start]")].find((one) => one.textContent.includes(from));
  const node = document.createTreeWalker(run, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(node, node.data.indexOf(from));
  range.setEnd(node, node.data.indexOf(to) + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.mark.slow
def test_a_draft_is_put_right_on_a_phone(page, shoot, demonstration):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    sign_in(page, "demo.vanphong")
    page.goto("/imports/new/")
    page.locator("textarea[name=text]").fill(TEXT)
    page.get_by_role("button", name="Phác thảo").click()
    page.wait_for_selector("article.proposal")
    found = TextImport.objects.latest("created_at")
    review = page.url

    # A body that the directory does not know: a person says who it is, and until when.
    first = page.locator("article.proposal").first
    assert "chưa có trong danh mục" in first.inner_text()
    first.get_by_role("link", name="Sửa").click()
    page.select_option("select[name=answers]", label="Ủy ban MTTQ Việt Nam tỉnh Quảng Trị")
    page.locator("input[name=due]").fill("31/02/2022")
    page.get_by_role("button", name="Lưu").click()
    assert "không có trong lịch" in page.locator("#id_due_error").inner_text()
    shoot("correct-a-task")
    page.locator("input[name=due]").fill("trong tháng 11")
    page.get_by_role("button", name="Lưu").click()
    page.wait_for_url("**/imports/**")
    first = page.locator("article.proposal").first
    assert "Ủy ban MTTQ Việt Nam tỉnh Quảng Trị" in first.inner_text()
    assert "trong tháng 11 (đến hết 30/11/2021)" in first.inner_text()

    # Words that the draft took for a result are marked and become a task.
    page.locator("a[data-pane=text]").click()
    page.evaluate(SELECT, ["tặng 350", "hộ khó khăn"])
    page.locator("#add-task").wait_for(state="visible")
    page.get_by_role("button", name="Thành nhiệm vụ").last.click()
    page.wait_for_url("**/tasks/**")
    assert "tặng 350 suất quà cho hộ khó khăn" in page.locator("blockquote").inner_text()
    marked = ProposedTask.objects.get(text_import=found, reason="marked_by_a_person")
    text = found.source.text
    assert text[marked.start : marked.end] == "tặng 350 suất quà cho hộ khó khăn"

    # A tap on a sentence asks what it is; a tap discards a proposal, and another brings it back.
    page.goto(review)
    page.locator("a[data-pane=text]").click()
    page.locator("a.sentence-no").nth(1).click()
    page.wait_for_selector("dialog[open]")
    page.locator("dialog[open]").get_by_role("button", name="Không cần theo dõi").click()
    page.wait_for_url("**/imports/**")
    page.locator("a[data-pane=proposals]").click()
    page.locator("article.proposal").last.get_by_role("button", name="Không phải nhiệm vụ").click()
    page.wait_for_selector("article.card-off")
    page.locator("article.card-off").get_by_role("button", name="Khôi phục").click()
    page.wait_for_selector("article.card-off", state="detached")
    shoot("review-corrected")
    assert found.tasks.exclude(state="discarded").count() == 3


@pytest.mark.slow
def test_places_are_a_key_away(page, demonstration):
    sign_in(page, "demo.vanphong")

    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/tasks/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    page.wait_for_url("**/tasks/*/")
    page.go_back()
    page.keyboard.press("/")
    page.wait_for_url("**/find/")

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/tasks/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
