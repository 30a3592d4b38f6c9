"""A commune fills in its return while the line breaks: nothing typed is lost, and what was sent has one effect."""

import re

import pytest
from playwright.sync_api import expect

from giaoban.registry.models import Event
from giaoban.reporting.models import Call, Return, Value
from tests.functional.conftest import PHONE
from tests.functional.test_first_light import sign_in
from tests.functional.test_returns import cell, press


@pytest.fixture
def page(browser, live_server):
    """As the stories' page, but a browser without a line complains on its console."""
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="vi-VN", base_url=live_server.url
    )
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    faults: list[str] = []
    opened.on("pageerror", lambda problem: faults.append(str(problem)))
    yield opened
    context.close()
    assert faults == []


def saved() -> int:
    return Event.objects.filter(
        type="reporting.saved",
        subject_id=str(Return.objects.get(call__period="2021-10", unit__code="qt.19369.mttq").pk),
    ).count()


@pytest.mark.slow
def test_what_is_typed_without_a_line_stays_and_is_sent_once_when_it_is_back(page, demonstration):
    call = Call.objects.get(period="2021-10")
    sign_in(page, "demo.xa")
    page.goto(f"/returns/{call.pk}/fill-in/")
    petitions = cell(page, "kien-nghi").locator("input[type=text]").first
    kept = page.locator("[data-kept]")
    petitions.fill("9")

    # Closed by mistake before anything was sent: back again.
    page.goto("about:blank")
    page.goto(f"/returns/{call.pk}/fill-in/")
    expect(petitions).to_have_value("9")
    expect(kept).to_contain_text("đã hiện lại")

    # No line at all: kept, said so, sent by itself when the line is back.
    page.context.set_offline(True)
    press(page, "Lưu bản nháp")
    expect(kept).to_contain_text("Mất kết nối")
    assert not Return.objects.filter(call=call, unit__code="qt.19369.mttq").exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Đã lưu bản nháp.")).to_be_visible()
    expect(petitions).to_have_value("9")
    assert saved() == 1

    # The server took it, the answer was lost: sent again with the same key, without a second effect.
    lost = []

    def lose_the_first_answer(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort()
        else:
            route.continue_()

    page.route(re.compile(r"/fill-in/$"), lose_the_first_answer)
    petitions.fill("11")
    press(page, "Lưu bản nháp")
    expect(kept).to_contain_text("Mất kết nối")
    assert lost == [204]
    assert saved() == 2
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(kept).to_have_text("")
    assert saved() == 2
    written = Value.objects.filter(of__call=call, of__unit__code="qt.19369.mttq", indicator__code="kien-nghi")
    assert list(written.order_by("seq").values_list("number", flat=True)) == [9, 11]
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('giaoban:entry'))") == []

    # A column copied from Excel goes into the cells below the one it is pasted into.
    first = cell(page, "ho-duoc-giup").locator("input[type=text]").first
    first.focus()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "30\\r\\n12\\r\\n\\r\\nkhông phát sinh\\r\\n");
            const pasted = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(pasted);
        }"""
    )
    expect(page.get_by_text("Đã dán 3 ô.")).to_be_visible()
    expect(first).to_have_value("30")
    expect(cell(page, "ho-duoc-giup-ngheo").locator("input[type=text]").first).to_have_value("12")
    expect(cell(page, "ho-duoc-giup-khac").get_by_label("không phát sinh")).to_be_checked()
