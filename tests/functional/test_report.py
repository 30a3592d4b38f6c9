"""The nine-month report: words merged, drafted, taken home, frozen, signed; a correction is named, the file stays."""

import re

import pytest
from django.db.models import F
from playwright.sync_api import expect

from giaoban.kernel import clock
from giaoban.registry.actor import Actor
from giaoban.registry.models import RoleAssignment
from giaoban.reporting import operations
from giaoban.reporting.models import Call, Freeze, Return, Value
from giaoban.site.demonstration import story
from tests.functional.conftest import DESK
from tests.functional.test_first_light import sign_in
from tests.functional.test_returns import press
from tests.reporting.conftest import one_told

EDITED = "Các khu dân cư phát thanh lưu động 2 buổi mỗi ngày; cả tỉnh tổ chức {tuyen-truyen-buoi} buổi tuyên truyền."


def acting(username: str) -> Actor:
    held = RoleAssignment.objects.select_related("user", "unit").get(user__username=username)
    return Actor(held.user, held, story.HELD)


def correct(of: Return, by: str, money: int) -> None:
    """The commune reports another sum after it was asked to, and both levels accept."""
    clerk, district, front = acting(by), acting("demo.huyen"), acting("demo.mattran")
    at = clock.now()
    operations.reopen(return_id=of.pk, reason="Ghi thiếu một đợt trao quà", by=front, at=at)
    of.refresh_from_db()
    indicator = of.values.filter(indicator__code="tien-giup").first().indicator_id
    told = [one_told(indicator, money, reason="Thêm đợt tháng 9")]
    operations.save(call=of.call, unit_id=clerk.body, told=told, revision=of.revision, by=clerk, at=at)
    operations.submit(return_id=of.pk, by=clerk, at=at)
    operations.accept(return_id=of.pk, by=district, at=at)
    operations.accept(return_id=of.pk, by=front, at=at)


def counted(call: Call, code: str) -> int:
    """What the accepted returns of a call say in sum, value by value."""
    said = Value.objects.filter(of__call=call, indicator__code=code, version=F("of__accepted_version"))
    latest = said.order_by("of", "-seq").distinct("of").values_list("number", flat=True)
    return int(sum(number for number in latest if number is not None))


@pytest.mark.slow
def test_report_is_merged_frozen_and_signed_and_a_correction_is_named(page, shoot, demonstration):
    call = Call.objects.get(period="2021-9M")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    sign_in(page, "demo.mattran")
    page.goto(call.get_absolute_url())
    page.get_by_role("link", name="Báo cáo tổng hợp").click()
    page.get_by_role("link", name="1. Tuyên truyền, vận động").first.click()
    expect(page.get_by_text("“đạt kết quả tốt”")).to_be_visible()
    page.get_by_label(re.compile("Nhóm Zalo")).check()
    shoot("report-merge")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    press(page, "Đưa vào, mỗi câu một đoạn")
    merged = page.locator(".passage", has_text="Nhóm Zalo")
    expect(merged).to_contain_text("Nguyên văn.")
    page.locator(".passage", has_text="Phát thanh lưu động").get_by_role("link", name="Sửa").click()
    page.get_by_label("Đoạn văn").fill(EDITED)
    press(page, "Lưu đoạn văn")
    expect(page.locator(".passage", has_text="Các khu dân cư phát thanh")).to_contain_text("Đã sửa lời.")

    page.get_by_role("link", name="Báo cáo tổng hợp").first.click()
    sessions = f"{counted(call, 'tuyen-truyen-buoi'):,}".replace(",", ".")
    expect(page.locator("article.paper")).to_contain_text(f"cả tỉnh tổ chức {sessions} buổi tuyên truyền")
    with page.expect_download() as draft:
        page.get_by_role("link", name="Tệp Word").click()
    assert draft.value.suggested_filename.endswith(".docx")
    shoot("report-draft")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    page.get_by_role("link", name="Chốt và trình ký…").click()
    press(page, "Chốt và trình ký")
    page.wait_for_url(re.compile(r"/frozen/1/$"))
    freeze = Freeze.objects.get()
    before = page.request.get(f"{page.url}word/").body()

    page.get_by_role("link", name="Văn bản và chữ ký").click()
    page.get_by_role("link", name="Văn bản đã ký gửi về…").click()
    page.get_by_label("Ngày ký").fill("2021-10-05")
    page.get_by_label("Họ tên người ký").fill("Lê Minh Đức")
    press(page, "Ghi nhận chữ ký")
    page.get_by_role("link", name="Đối chiếu với báo cáo đã chốt").click()
    page.locator("input[type=file]").set_input_files({"name": "ban-ky.docx", "mimeType": "", "buffer": before})
    press(page, "So sánh")
    expect(page.get_by_text("Bản ký có đủ từng chữ của bản đã chốt.")).to_be_visible()
    expect(page.get_by_text("Chưa con số nào đổi từ khi chốt.")).to_be_visible()

    correct(call.returns.get(unit__code="qt.19369.mttq"), "demo.xa", 500_000_000)
    page.reload()
    changed = page.locator("#changes tbody tr", has_text="tien-giup").first
    expect(changed).to_contain_text("Ủy ban MTTQ Việt Nam xã Vĩnh Thái")
    expect(changed).to_contain_text("Ghi thiếu một đợt trao quà")
    shoot("report-frozen")
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert page.request.get(f"{freeze.get_absolute_url()}word/").body() == before
    changed.get_by_role("link").first.click()
    expect(page.locator("body")).to_contain_text("kết quả như cũ")
