"""A month's return goes up the line: typed on a phone, asked why, accepted twice, and its figure opens to what makes it."""

import re

import pytest
from playwright.sync_api import expect

from giaoban.reporting.models import Call, Indicator, Return
from tests.functional.conftest import DESK, PHONE
from tests.functional.test_first_light import sign_in, sign_out

TYPED = {
    "tinh-hinh": "Bà con mong sớm khắc phục hư hại sau mưa lũ.",
    "tuyen-truyen-buoi": "3", "tuyen-truyen-luot": "162", "tuyen-truyen-nu": "71", "tuyen-truyen-nam": "91",
    "ho-duoc-giup": "14", "ho-duoc-giup-ngheo": "7", "ho-duoc-giup-can-ngheo": "4", "ho-duoc-giup-khac": "3",
    "tien-giup": "218 triệu", "gao-giup": "1,8", "nha-ban-giao": "1", "nha-xay-moi": "1",
    "giam-sat": "1", "kien-nghi": "9", "kien-nghi-tra-loi": "7", "mo-hinh-tu-quan": "8", "ky-toi": "Hoàn thành nhà đang sửa.",
}  # fmt: skip
NONE = ("nha-sua-chua", "tiep-xuc-cu-tri")


def cell(page, code: str):
    """The line of the form that asks for an indicator."""
    return page.locator(f"[id='i-{Indicator.objects.get(code=code).pk}']")


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.slow
def test_a_return_goes_from_a_phone_to_the_figure_of_the_province(page, shoot, demonstration):
    call = Call.objects.get(period="2021-10")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    sign_in(page, "demo.xa")
    page.goto("/returns/")
    page.get_by_role("link", name="Báo cáo tháng của Mặt trận cấp xã").first.click()
    page.get_by_role("link", name="Nhập báo cáo").click()
    expect(page.get_by_role("button", name="Nộp báo cáo", exact=True)).to_be_visible()
    for code, answer in TYPED.items():
        cell(page, code).locator("input[type=text], textarea").first.fill(answer)
    for code in NONE:
        cell(page, code).get_by_label("không phát sinh").check()
    cell(page, "tu-danh-gia").locator("select").select_option("Khá")
    # The check speaks while one types; without the script the same is said when the form is sent.
    expect(cell(page, "tien-giup").locator(".finding")).to_contain_text("trung vị")
    expect(cell(page, "tien-giup").get_by_label("Vì sao con số đúng")).to_be_visible()
    assert not Return.objects.filter(call=call, unit__code="qt.19369.mttq").exists()
    shoot("return-fill-in")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    press(page, "Nộp báo cáo")

    page.wait_for_url(re.compile(r"check=1"))
    expect(cell(page, "tien-giup").locator(".finding")).to_contain_text("trung vị")
    assert Return.objects.get(call=call, unit__code="qt.19369.mttq").status == "draft"
    shoot("return-asked-why")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    cell(page, "tien-giup").get_by_label("Vì sao con số đúng").fill("Quà của nhà hảo tâm về sau đợt lũ")
    press(page, "Nộp báo cáo")
    page.wait_for_url(re.compile(r"/returns/of/"))
    of = Return.objects.get(call=call, unit__code="qt.19369.mttq")
    assert of.status == "submitted"

    for username in ("demo.huyen", "demo.mattran"):
        sign_out(page)
        sign_in(page, username)
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        page.goto(of.get_absolute_url())
        expect(page.get_by_text("Quà của nhà hảo tâm về sau đợt lũ").first).to_be_visible()
        page.get_by_role("link", name="Duyệt…").click()
        press(page, "Duyệt")
        expect(page.get_by_text("Đã duyệt báo cáo.")).to_be_visible()
    shoot("return-accepted")

    page.goto(call.get_absolute_url())
    shoot("return-board")
    page.get_by_role("link", name="Số liệu tổng hợp địa bàn").click()
    expect(page.locator("table.rollup")).to_be_visible()
    shoot("return-table")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    row = page.locator("table.rollup tbody tr", has_text="Tiền mặt đã trao")
    figure = row.locator("td").first.inner_text()
    row.locator("td a").first.click()
    expect(page.locator(".opened")).to_contain_text(figure)
    values = [int(one.replace(".", "")) for one in page.locator("tbody tr:not(.sum) td.number").all_inner_texts()]
    assert sum(values) == int(figure.replace(".", ""))
    assert 218_000_000 in values
    shoot("return-figure")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.get_by_role("link", name="Ủy ban MTTQ Việt Nam xã Vĩnh Thái").click()
    page.wait_for_url(re.compile(r"/returns/of/.+#i-"))
    cell(page, "tien-giup").get_by_text("Lịch sử của ô").click()
    expect(cell(page, "tien-giup").get_by_text("đã gõ “218 triệu”").first).to_be_visible()
    shoot("return-cell")

    over_the_year(page, shoot, call)


def over_the_year(page, shoot, call) -> None:
    """The province's months add up to the figure of the year so far, and stand on the map of July 2025 too."""
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.goto(call.get_absolute_url())
    page.get_by_role("link", name="Số liệu cả năm").click()
    expect(page.locator("figure.chart svg")).to_be_visible()
    shoot("return-year")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    row = page.locator("table.rollup").first.locator("tbody tr", has_text="Tiền mặt đã trao")
    figure, _before, _planned, _share, *months = row.locator("td").all_inner_texts()
    assert sum(int(month.replace(".", "")) for month in months) == int(figure.replace(".", ""))
    row.locator("td a").first.click()
    expect(page.locator(".opened")).to_contain_text(figure)
    expect(page.get_by_text("Kế hoạch (minh họa) 01/KH-MINHHOA")).to_be_visible()
    shoot("return-range")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})

    page.goto(call.get_absolute_url())
    page.get_by_role("link", name="Tra cứu số liệu").click()
    page.get_by_label("Các chỉ tiêu").select_option(["tien-giup"])
    page.get_by_label("Đơn vị so sánh").select_option("lowest")
    page.get_by_label("Theo địa giới ngày").fill("2025-07-01")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_text("Tính theo địa giới ngày 01/07/2025")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Xã Vĩnh Hoàng")).to_be_visible()
    shoot("return-explore")
