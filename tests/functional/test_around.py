"""A person with the permission warns everybody on every public page, and says who answers for the portal."""

import pytest
from playwright.sync_api import expect

from tests.functional.test_first_light import sign_in, sign_out


@pytest.mark.slow
def test_notice_and_footer_stand_on_every_public_page(page, shoot, demonstration):
    page.goto("/")
    expect(page.locator(".notices")).to_contain_text("Mưa lớn")
    expect(page.locator(".imprint")).to_contain_text("00/GP-MINHHOA")
    shoot("around-front")

    sign_in(page, "demo.duyetbai")
    page.goto("/publishing/notices/")
    shoot("around-notices")
    page.get_by_role("link", name="Đặt thông báo").click()
    page.locator("textarea[name=words]").fill("Cầu tạm đóng từ 18 giờ, đi đường vòng qua xã bên.")
    page.locator("input[name=until_at]").fill("2021-10-29T06:00")
    page.locator("select[name=level]").select_option("danger")
    shoot("around-notice")
    page.get_by_role("button", name="Hiện thông báo").click()
    expect(page.locator(".alert-success")).to_be_visible()
    page.goto("/publishing/imprint/")
    shoot("around-imprint")
    page.locator("input[name=phone]").fill("0233 111 1111")
    page.get_by_role("button", name="Lưu chân trang").click()
    expect(page.locator(".alert-success")).to_be_visible()
    sign_out(page)

    page.goto("/schedule/")
    expect(page.locator(".notices .alert").first).to_contain_text("Cầu tạm đóng")
    expect(page.locator(".imprint")).to_contain_text("0233 111 1111")
    shoot("around-schedule")


@pytest.mark.slow
def test_notice_whose_time_is_over_is_hidden_on_a_page_that_was_kept(page, demonstration):
    page.clock.install()
    page.goto("/news/")
    expect(page.locator(".notices .alert")).to_be_visible()

    page.clock.fast_forward(96 * 3600 * 1000)

    expect(page.locator(".notices .alert")).to_be_hidden()
