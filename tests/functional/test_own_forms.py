"""An office writes its own form: copied, one line with a new indicator added, put in force, called for; the commune sees the line."""

import re

import pytest
from playwright.sync_api import expect

from giaoban.reporting.models import Call, FormTemplate
from tests.functional.conftest import DESK, PHONE
from tests.functional.test_first_light import sign_in, sign_out


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.slow
def test_a_line_of_ones_own_reaches_the_commune(page, shoot, demonstration):
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    sign_in(page, "demo.mattran")
    page.goto("/forms/mttq-xa-thang/")
    page.get_by_role("link", name="Soạn phiên bản mới…").click()
    press(page, "Bắt đầu soạn")
    page.get_by_role("link", name=re.compile("Thêm dòng.*Chăm lo đời sống")).click()
    page.get_by_label("Tên hoặc mã").fill("cay xanh")
    press(page, "Lọc")
    expect(page.get_by_text("Không có chỉ tiêu nào phù hợp")).to_be_visible()
    page.get_by_role("link", name="Lập chỉ tiêu mới…").click()
    page.get_by_label("Tên chỉ tiêu").fill("Cây xanh đã trồng")
    page.get_by_label("Đơn vị tính").fill("cây")
    press(page, "Lưu vào bản nháp")
    page.wait_for_url(re.compile(r"#s2l9$"))
    expect(page.locator("#s2l9")).to_contain_text("chỉ tiêu mới")
    shoot("form-draft")
    page.get_by_role("link", name="Xem như đơn vị nhập").click()
    expect(page.get_by_label("Cây xanh đã trồng")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Cho có hiệu lực từ ngày…").click()
    expect(page.get_by_label("Áp dụng với các kỳ kết thúc từ ngày")).to_have_value("2021-11-01")
    shoot("form-in-force")
    press(page, "Cho có hiệu lực")
    expect(page.get_by_text("Biểu mẫu đã có hiệu lực")).to_be_visible()

    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto("/returns/new/?form=mttq-xa-thang")
    page.get_by_label("Kỳ báo cáo").fill("tháng 11/2021")
    press(page, "Mở đợt báo cáo")
    page.wait_for_url(re.compile(r"/returns/[0-9a-f-]{36}/$"))
    call = Call.objects.get(period="2021-11")
    assert call.form == FormTemplate.objects.get(code="mttq-xa-thang", valid__contains=call.map_day)

    sign_out(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    sign_in(page, "demo.xa")
    page.goto(f"{call.get_absolute_url()}fill-in/")
    expect(page.get_by_label("Cây xanh đã trồng (cây)")).to_be_visible()
