"""An office draws up its week and publishes it; a reader finds it, sees what changed, and takes it along in a calendar."""

import pytest
from playwright.sync_api import expect

from tests.functional.conftest import DESK, PHONE
from tests.functional.test_first_light import sign_in, sign_out

MOST_SCRIPT = 15 * 1024


@pytest.mark.slow
def test_week_goes_from_a_pasted_table_to_its_readers(page, shoot, demonstration):
    sign_in(page, "demo.duyetbai")
    page.goto("/publishing/schedule/?week=2021-11-01")
    expect(page.locator(".answer-line")).to_contain_text("bản nháp")
    page.get_by_role("link", name="Dán bảng").click()
    page.locator("textarea[name=table]").fill(
        "Thứ, ngày\tGiờ\tNội dung\tChủ trì\tThành phần\tĐịa điểm\n"
        "Thứ Năm\t8h00\tHội nghị cộng tác viên\tChủ tịch\tCộng tác viên\tHội trường\n"
        "\t14h30\tThăm hộ vừa sửa nhà\tPhó Chủ tịch\t\tXã vùng trũng\n"
    )
    shoot("schedule-paste")
    page.get_by_role("button", name="Nhập các dòng").click()
    expect(page.locator(".alert-success")).to_contain_text("Đã nhập 2 dòng")
    page.get_by_role("link", name="Thêm việc").click()
    page.locator("textarea[name=content]").fill("Giao ban trực tuyến")
    page.locator("input[name=starts_at]").fill("16h00")
    shoot("schedule-entry")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".agenda")).to_contain_text("Giao ban trực tuyến")
    shoot("schedule-desk")
    page.get_by_role("button", name="Công bố lịch tuần").click()
    expect(page.locator(".alert-success")).to_contain_text("đã được công bố")
    sign_out(page)

    page.goto("/schedule/")
    expect(page.locator(".agenda-today")).to_contain_text("Thay đổi")
    expect(page.locator(".agenda-cancelled")).to_contain_text("Đã hủy")
    shoot("schedule")
    page.get_by_role("link", name="Tuần từ 01/11").click()
    expect(page.locator(".agenda")).to_contain_text("Thăm hộ vừa sửa nhà")
    assert "BEGIN:VEVENT" in page.request.get("/schedule/calendar.ics").text()
    assert page.context.cookies() == []


@pytest.mark.slow
def test_schedule_is_light_and_prints(page, shoot, demonstration):
    sizes: dict[str, int] = {}
    page.on("response", lambda got: sizes.__setitem__(got.url, len(got.body())) if got.url.endswith(".js") else None)

    page.goto("/schedule/")

    expect(page.locator(".agenda-day")).to_have_count(6)
    assert 0 < sum(sizes.values()) <= MOST_SCRIPT, sizes
    for width, height in ((320, 700), PHONE, DESK):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.emulate_media(media="print")
    expect(page.locator(".agenda-subscribe")).to_be_hidden()
    expect(page.locator(".agenda-day").first).to_be_visible()
    page.emulate_media(color_scheme="dark", media="screen")
    shoot("schedule-dark")


@pytest.mark.slow
def test_week_without_a_published_schedule_says_so(page, shoot, demonstration):
    page.goto("/schedule/2021-10-18/")
    expect(page.locator(".agenda")).to_contain_text("Phát động")

    answer = page.request.get("/schedule/2021-09-06/")

    assert answer.status == 404
    assert "không có lịch công tác" in answer.text()
