"""The public's word in a browser: a citizen on a phone sends and follows, the office and a body answer; a reader votes."""

import datetime as dt

import pytest

from giaoban.voices.models import Poll, Voice
from giaoban.voices.queries import polls as queries
from giaoban.voices.views import polls, voices
from tests.activities.conftest import photo
from tests.functional.conftest import PHONE
from tests.functional.test_first_light import sign_in, sign_out

LAMP = "Đèn đường trước trường học không sáng"


@pytest.fixture
def unhurried(monkeypatch):
    """A machine fills in forms faster than the pages let a person."""
    monkeypatch.setattr(polls, "LEAST", dt.timedelta(0))
    monkeypatch.setattr(voices, "LEAST", dt.timedelta(0))


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def act(page, name: str) -> None:
    page.get_by_role("link", name=f"{name}…", exact=True).click()


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried")
def test_a_citizen_sends_the_office_and_a_body_answer_and_the_citizen_sees(page, shoot, demonstration):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/")
    page.get_by_role("link", name="Gửi ý kiến, phản ánh", exact=True).first.click()
    page.get_by_label("Phản ánh", exact=True).check()
    page.get_by_label("Về lĩnh vực nào?").select_option("streets")
    page.get_by_label("Xã, huyện hoặc tỉnh").select_option(label="Huyện Vĩnh Linh, Tỉnh Quảng Trị")
    page.get_by_label("Tóm tắt một dòng").fill(LAMP)
    page.get_by_label("Việc gì đã xảy ra").fill("Hai bóng đèn đã tắt. Gọi cho tôi theo số 0900 000 000.")
    page.locator("input[type=file]").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo(with_place=True)}
    )
    shoot("voice-send")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    press(page, "Gửi")
    code = page.locator("#code").inner_text()
    shoot("voice-sent")
    made = Voice.objects.get(topic=LAMP)

    sign_in(page, "demo.tiepnhan")
    page.goto("/voices/inbox/")
    shoot("voices-inbox")
    page.get_by_role("link", name=LAMP).click()
    shoot("voice")
    act(page, "Chuyển cơ quan trả lời")
    page.get_by_label("Cơ quan nào trả lời?").select_option(label="Ủy ban MTTQ Việt Nam huyện Vĩnh Linh")
    press(page, "Chuyển cơ quan trả lời")
    sign_out(page)

    sign_in(page, "demo.huyen")
    page.goto(made.get_absolute_url())
    act(page, "Nhận xử lý")
    press(page, "Nhận xử lý")
    act(page, "Trả lời")
    page.get_by_label("Trả lời", exact=True).fill("Bóng đèn đã được thay. Cảm ơn bà con đã báo.")
    press(page, "Trả lời")
    sign_out(page)

    sign_in(page, "demo.tiepnhan")
    page.goto(made.get_absolute_url())
    act(page, "Che và công khai")
    assert "[[0900 000 000]]" in page.locator("textarea[name=text]").input_value()
    shoot("voice-publish")
    press(page, "Che và công khai")
    sign_out(page)

    page.goto("/voices/follow/")
    page.get_by_label("Mã").fill(code)
    press(page, "Xem kết quả")
    assert "Bóng đèn đã được thay" in page.locator(".followed").inner_text()
    shoot("voice-followed")
    page.goto("/voices/")
    shoot("voices")
    page.get_by_role("link", name=LAMP).click()
    assert "0900" not in page.locator("main").inner_text()
    assert "▇▇▇" in page.locator(".voice-words").inner_text()
    shoot("voice-published")


@pytest.mark.slow
@pytest.mark.usefixtures("unhurried")
def test_a_reader_answers_a_poll_sends_again_and_sees_the_chart(page, shoot, demonstration):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    poll = Poll.objects.get(status="open")
    before = queries.cast_ballots(poll)
    page.goto("/")
    shoot("front-poll")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_role("link", name=poll.question).click()
    page.locator(".poll-form").get_by_label("Loa truyền thanh thôn, khu phố").check()
    page.locator(".poll-form").get_by_label("Bảng tin nhà văn hóa").check()
    shoot("poll")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    press(page, "Gửi trả lời")
    receipt = page.locator("#receipt").inner_text()
    shoot("poll-answered")
    page.reload()
    assert page.locator("#receipt").inner_text() == receipt
    assert page.get_by_text("Lượt trả lời này không được tính").is_visible()
    assert queries.cast_ballots(Poll.objects.get(pk=poll.pk)) == before + 1

    page.goto(f"/polls/{poll.pk}/log/")
    page.locator("input[name=receipt]").fill(receipt)
    press(page, "Kiểm tra")
    page.wait_for_selector(".alert-success, .alert-info")
    shoot("poll-log")
    page.goto("/polls/")
    shoot("polls")
    page.get_by_role("link", name=Poll.objects.get(status="closed").question).click()
    assert "dẫn đầu" in page.locator(".poll-point").inner_text()
    shoot("poll-closed")


@pytest.mark.slow
def test_an_editor_makes_and_opens_a_poll(page, shoot, demonstration):
    sign_in(page, "demo.ykien")
    page.goto("/polls/desk/")
    shoot("poll-desk")
    page.get_by_role("link", name="Bình chọn mới").click()
    page.get_by_label("Câu hỏi").fill("Sân bóng thôn nên mở cửa đến mấy giờ?")
    page.get_by_label("Các phương án").fill("20 giờ\n21 giờ\n22 giờ")
    shoot("poll-new")
    press(page, "Lưu bản nháp và xem thử")
    shoot("poll-preview")
    page.goto(page.url + "open/")
    press(page, "Mở bình chọn")
    page.wait_for_selector(".chip-on_time")

    assert Poll.objects.get(question__startswith="Sân bóng").status == "open"
