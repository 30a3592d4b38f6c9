"""What was done, told in half a minute on a phone: from the task, with a photo, in few taps; then counted and taken along."""

import io

import openpyxl
import pytest

from giaoban.activities.models import Activity
from tests.activities.conftest import photo
from tests.functional.conftest import PHONE
from tests.functional.test_first_light import sign_in

MOST_TAPS = 6


@pytest.fixture
def taps(page):
    """Counts what a thumb does: taps, and fields typed into."""
    done: list[str] = []

    class Thumb:
        count = property(lambda _self: len(done))

        def tap(self, what) -> None:
            done.append("tap")
            what.click()

        def type(self, what, text: str) -> None:
            done.append("type")
            what.fill(text)

        def photograph(self, what, picture: bytes) -> None:
            done.append("photo")
            what.set_input_files({"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": picture})

    return Thumb()


@pytest.mark.slow
def test_an_activity_is_recorded_for_a_task_on_a_phone(page, shoot, demonstration, taps):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    sign_in(page, "demo.phunu")
    before = Activity.objects.count()
    task = page.locator("a[href*='/tasks/']", has_text="Đại hội đại biểu phụ nữ tỉnh").first.get_attribute("href")
    page.goto(f"/activities/new/?serves=briefing.task:{task.rstrip('/').rsplit('/', 1)[-1]}&kind=congress")
    shoot("activity-record")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.locator("input[name=photo]").get_attribute("capture") == "environment"
    assert page.locator("input[name=participants]").get_attribute("inputmode") == "numeric"

    taps.type(page.locator("input[name=topic]"), "Đại hội phụ nữ cấp huyện, phiên bế mạc")
    taps.type(page.locator("input[name=participants]"), "171")
    taps.type(page.locator("input[name=women]"), "170")
    taps.photograph(page.locator("input[name=photo]"), photo(with_place=True))
    taps.tap(page.get_by_role("button", name="Ghi nhận", exact=True))
    page.wait_for_selector(".trace")

    made = Activity.objects.get(topic="Đại hội phụ nữ cấp huyện, phiên bế mạc")
    assert taps.count <= MOST_TAPS
    assert (made.serves.kind, made.kind, made.participants) == ("briefing.task", "congress", 171)
    assert Activity.objects.count() == before + 1
    shoot("activity")
    page.locator("details.photos summary").click()
    assert page.locator(".photos img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 64

    page.goto("/activities/?kind=congress")
    shoot("activities")
    assert "3 hoạt động" in page.locator(".answer-line").inner_text()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(arriving.value.path().read_bytes())).active
    assert sheet.max_row == 1 + page.locator("tbody tr").count() == 4


@pytest.mark.slow
def test_a_tile_is_chosen_by_keyboard_and_an_error_is_met_first(page, demonstration):
    sign_in(page, "demo.xa")
    page.goto("/activities/new/")

    page.locator("input[name=kind]").first.focus()
    page.keyboard.press("Space")
    page.locator("input[name=topic]").fill("Họp thôn")
    page.locator("input[name=participants]").fill("5")
    page.locator("input[name=women]").fill("6")
    page.get_by_role("button", name="Ghi nhận", exact=True).click()

    page.wait_for_selector(".alert-danger")
    assert page.evaluate("document.activeElement.classList.contains('alert-danger')")
    assert page.locator("input[name=kind]:checked").get_attribute("value") == "dissemination"
    assert page.locator("input[name=topic]").input_value() == "Họp thôn"
