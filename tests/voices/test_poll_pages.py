"""Polls as pages: what a reader sends and gets, what an editor does, what hostile input comes to."""

import datetime as dt
import json
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.kernel import clock
from giaoban.site.cli import main
from giaoban.voices import operations, tokens
from giaoban.voices.enums import Electorate, Mode, PollStatus, WhenNone
from giaoban.voices.models import Ballot, Poll, RefusalCount, Turnout, Urn
from giaoban.voices.views import polls as views
from tests.voices.conftest import FIRST, LAST

pytestmark = pytest.mark.usefixtures("in_october", "patient")


@pytest.fixture
def reader():
    """A browser of its own, with the cookie against forgery."""

    def fresh() -> Client:
        return Client(enforce_csrf_checks=True)

    return fresh


def send(browser, poll, *choices, token=None, address="10.0.0.1", **more):
    """The poll's own form, filled in and sent by this browser."""
    page = browser.get(poll.get_absolute_url())
    if token is None:
        form = page.context["form"]
        token = form["token"].value() if form else tokens.make(f"poll {poll.pk}", at=clock.now())
    if "giaoban_csrf" not in browser.cookies:
        browser.get(f"{poll.get_absolute_url()}log/")
    fields = {"token": token, "choices": [str(one) for one in choices], "idempotency_key": str(uuid.uuid4())}
    if "giaoban_csrf" in browser.cookies:
        fields["csrfmiddlewaretoken"] = browser.cookies["giaoban_csrf"].value
    return browser.post(f"{poll.get_absolute_url()}vote/", fields, REMOTE_ADDR=address, **more)


def refusals() -> dict[str, int]:
    return dict(RefusalCount.objects.values_list("reason", "count"))


def cast() -> int:
    return Urn.objects.count() + Ballot.objects.count()


# --- A reader ---------------------------------------------------------------------------------------------------------


def test_reader_answers_and_gets_a_receipt(poll, reader):
    answer = send(reader(), poll, 2)

    receipt = answer.context["receipt"]
    assert answer.status_code == 200
    assert len(receipt.replace("-", "")) == 20
    assert receipt in answer.content.decode()
    assert "không phải khảo sát khoa học" in answer.content.decode().lower()
    assert cast() == 1


def test_receipt_is_checked_in_the_log(poll, reader, dung, at):
    browser = reader()
    receipt = send(browser, poll, 2).context["receipt"]
    url = reverse("voices:poll-log", args=[poll.pk])

    def check(typed):
        token = browser.cookies["giaoban_csrf"].value
        return browser.post(url, {"receipt": typed, "csrfmiddlewaretoken": token}).content.decode()

    assert "Phiếu của bạn đang trong hòm" in check(receipt.lower())
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)
    assert "Buổi tối" in check(receipt)
    assert "Không có phiếu nào" in check("AAAA-AAAA-AAAA-AAAA-AAAA")


def test_form_sent_again_shows_the_same_receipt_and_counts_once(poll, reader):
    browser = reader()
    token = browser.get(poll.get_absolute_url()).context["form"]["token"].value()

    first = send(browser, poll, 2, token=token)
    again = send(browser, poll, 3, token=token)

    assert (first.status_code, again.status_code) == (200, 200)
    assert again.context["receipt"] == first.context["receipt"]
    assert (cast(), refusals()) == (1, {"replay": 1})


def test_stolen_form_is_refused_in_another_browser(poll, reader):
    browser = reader()
    token = browser.get(poll.get_absolute_url()).context["form"]["token"].value()
    send(browser, poll, 2, token=token)

    stolen = send(reader(), poll, 3, token=token)

    assert stolen.status_code == 422
    assert not stolen.context["receipt"], "the receipt is its owner's"
    assert (cast(), refusals()) == (1, {"replay": 1})


def test_form_of_one_member_is_none_of_anothers(members_poll, signed_in, lan, hoa):
    token = signed_in(lan).get(members_poll.get_absolute_url()).context["form"]["token"].value()

    stolen = send(signed_in(hoa), members_poll, 1, token=token)

    assert stolen.status_code == 422
    assert (cast(), refusals()) == (0, {"forged": 1})


def test_second_form_of_one_browser_is_refused(poll, reader):
    browser = reader()
    send(browser, poll, 2)

    again = send(browser, poll, 3)

    assert again.status_code == 422
    assert "receipt" not in again.context or not again.context["receipt"]
    assert (cast(), refusals()) == (1, {"browser": 1})


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        ("", "forged"),
        ("x" * 5000, "forged"),
        ("eyJmb3IiOiJwb2xsIn0:1abc:forged", "forged"),
        ("for another poll", "forged"),
        ("too old", "expired"),
        ("too young", "haste"),
    ],
)
def test_form_that_is_not_its_own_is_refused_and_counted(poll, opened, reader, token, reason, monkeypatch):
    now = clock.now()
    if token == "for another poll":
        token = tokens.make(f"poll {opened().pk}", at=now)
    elif token == "too old":
        token = tokens.make(f"poll {poll.pk}", at=now - dt.timedelta(hours=13))
    elif token == "too young":
        monkeypatch.setattr(views, "LEAST", dt.timedelta(hours=1))
        token = tokens.make(f"poll {poll.pk}", at=now)

    answer = send(reader(), poll, 1, token=token)

    assert answer.status_code == 422
    assert (cast(), refusals()) == (0, {reason: 1})
    assert answer.context["form"]["token"].value() != token, "a fresh form comes with the refusal"


def test_choice_of_another_poll_is_refused(poll, reader):
    assert send(reader(), poll, 17).status_code == 422
    assert (cast(), refusals()) == (0, {"invalid": 1})


def test_closed_poll_takes_nothing(poll, reader, dung, at):
    browser = reader()
    token = browser.get(poll.get_absolute_url()).context["form"]["token"].value()
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)

    assert send(browser, poll, 1, token=token).status_code == 422
    assert (cast(), refusals()) == (0, {"not_running": 1})


def test_draft_does_not_exist_for_readers(asked, dung, at, client):
    poll = operations.make_poll(asked=asked(), by=dung, at=at)

    for name in ("poll", "poll-log", "poll-log-csv"):
        assert client.get(reverse(f"voices:{name}", args=[poll.pk])).status_code == 404


def test_one_connection_is_stopped_and_others_go_on(poll, reader, monkeypatch):
    monkeypatch.setattr(views, "OPEN_LIMITS", operations.Limits(slot=3, day=400, all_in_slot=3_000))

    answers = [send(reader(), poll, 1, address="10.0.0.9").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 429, 429]
    assert send(reader(), poll, 1, address="10.0.0.10").status_code == 200
    assert (cast(), refusals()) == (4, {"crowd": 2})


def test_refused_answers_are_published_with_their_share(poll, reader):
    send(reader(), poll, 1)
    send(reader(), poll, 1, token="forged")

    page = reader().get(poll.get_absolute_url()).content.decode()

    assert "1 (50 %)" in page
    assert "Phiếu giả" in page


def test_hidden_result_is_on_no_page_and_in_no_file_before_the_close(opened, reader, dung, at, answer):
    poll = opened(hides_results=True)
    for number in range(22):
        answer(poll, str(number), 1)
    pages = ["voices:poll", "voices:poll-log", "voices:poll-log-csv"]

    for name in pages:
        found = reader().get(reverse(name, args=[poll.pk])).getvalue().decode()
        assert "dẫn đầu" not in found
        assert not re.search(r",[0-9a-f]{32},1,", found)
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)

    assert "“Buổi sáng” dẫn đầu với 100 %" in reader().get(poll.get_absolute_url()).content.decode()


def test_downloaded_log_is_recounted_by_the_command(poll, reader, answer, dung, at, tmp_path, capsys):
    for number in range(21):
        answer(poll, str(number), 1 + number % 2)
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)
    file = tmp_path / "binh-chon.csv"
    file.write_bytes(reader().get(reverse("voices:poll-log-csv", args=[poll.pk])).getvalue())

    assert main(["recount-poll", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["count"] for one in told["counts"]] == [11, 10, 0]

    file.write_text(file.read_text(encoding="utf-8").replace(",1,", ",9,", 1), encoding="utf-8")
    assert main(["recount-poll", str(file)]) == 1
    assert "Dòng 1: chuỗi mã băm đứt" in capsys.readouterr().err


# --- A member ---------------------------------------------------------------------------------------------------------


def test_visitor_of_a_members_poll_is_asked_to_sign_in(members_poll, reader):
    page = reader().get(members_poll.get_absolute_url())

    assert page.context["form"] is None
    assert "Đăng nhập để bỏ phiếu" in page.content.decode()
    token = tokens.make(f"poll {members_poll.pk} of None", at=clock.now())
    assert send(reader(), members_poll, 1, token=token).status_code == 422
    assert cast() == 0


def test_member_votes_once_and_a_resend_shows_the_receipt_again(members_poll, signed_in, lan):
    browser = signed_in(lan)
    token = browser.get(members_poll.get_absolute_url()).context["form"]["token"].value()

    first = send(browser, members_poll, 2, token=token)
    again = send(browser, members_poll, 2, token=token)
    fresh = tokens.make(f"poll {members_poll.pk} of {lan.user.pk}", at=clock.now())
    other = send(browser, members_poll, 3, token=fresh)

    assert first.context["receipt"] == again.context["receipt"]
    assert not other.context["receipt"]
    assert (cast(), Turnout.objects.count(), refusals()) == (1, 1, {"again": 2})
    assert "Bạn đã bỏ phiếu" in browser.get(members_poll.get_absolute_url()).content.decode()


def test_answers_are_in_no_cache(poll, reader):
    assert "no-store" in reader().get(poll.get_absolute_url())["Cache-Control"]


# --- The desk ---------------------------------------------------------------------------------------------------------


def form_of(**more):
    return {
        "idempotency_key": str(uuid.uuid4()),
        "question": "Chợ họp ngày nào?",
        "options": "Thứ bảy\nChủ nhật",
        "mode": Mode.SINGLE,
        "electorate": Electorate.ANYBODY,
        "first_day": FIRST.isoformat(),
        "last_day": LAST.isoformat(),
        **more,
    }


def test_editor_makes_looks_opens_and_closes(signed_in, dung, province):
    editor, unit = signed_in(dung), str(province.front.pk)

    made = editor.post(reverse("voices:poll-new"), form_of(unit=unit))
    poll = Poll.objects.get()
    assert made["Location"] == reverse("voices:poll-preview", args=[poll.pk])
    assert "Xem thử" in editor.get(made["Location"]).content.decode()
    correct = reverse("voices:poll-correct", args=[poll.pk])
    editor.post(correct, form_of(unit=unit, options="Thứ bảy\nChủ nhật\nThứ tư"))
    for act in ("open", "close"):
        url = reverse(f"voices:poll-{act}", args=[poll.pk])
        assert editor.get(url).status_code == 200
        assert editor.post(url, {"idempotency_key": str(uuid.uuid4())}).status_code == 302

    poll.refresh_from_db()
    assert (poll.status, poll.options.count()) == (PollStatus.CLOSED, 3)
    assert editor.get(correct).status_code == 404
    again = editor.post(
        reverse("voices:poll-open", args=[poll.pk]), {"idempotency_key": str(uuid.uuid4())}, follow=True
    )
    assert "hãy xem lại" in again.content.decode()


def test_editor_is_told_what_is_wrong_beside_the_field(signed_in, dung, province):
    wrong = {"options": "Một", "last_day": "2021-10-01", "question": "  \u200b "}

    page = signed_in(dung).post(reverse("voices:poll-new"), form_of(unit=str(province.front.pk), **wrong))

    assert set(page.context["form"].errors) == {"options", "question"}
    assert not Poll.objects.exists()


def test_desk_filters_by_the_address(signed_in, dung, opened, asked, at):
    opened(question="Đèn đường?")
    operations.make_poll(asked=asked(question="Chợ đêm?"), by=dung, at=at)

    page = signed_in(dung).get(reverse("voices:poll-desk"), {"status": "draft"}).content.decode()

    assert "Chợ đêm?" in page
    assert "Đèn đường?" not in page


def test_front_page_shows_the_poll_or_the_sentence_or_nothing(client, poll, dung, at):
    assert poll.question in client.get("/").content.decode()
    operations.close_poll(poll_id=poll.pk, by=dung, at=at)
    assert "Hiện không có cuộc bình chọn nào" in client.get("/").content.decode()

    operations.set_block(poll_id=None, when_none=WhenNone.ABSENT, by=dung, at=at)

    assert "poll-block" not in client.get("/").content.decode()


def test_block_is_chosen_on_a_page(signed_in, dung, poll, client):
    url = reverse("voices:poll-block")
    sent = {"idempotency_key": str(uuid.uuid4()), "poll": str(poll.pk), "when_none": "absent"}

    assert signed_in(dung).post(url, sent).status_code == 302
    assert poll.question in client.get("/").content.decode()


# --- Hostile input ----------------------------------------------------------------------------------------------------

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"


def test_markup_in_every_field_is_shown_as_text(signed_in, dung, province, client, reader):
    editor = signed_in(dung)
    options = f"{NASTY} một\n{NASTY} hai"
    editor.post(
        reverse("voices:poll-new"), form_of(unit=str(province.front.pk), question=NASTY, words=NASTY, options=options)
    )
    poll = Poll.objects.get()
    operations.open_poll(poll_id=poll.pk, by=dung, at=clock.now())
    pages = [poll.get_absolute_url(), reverse("voices:poll-log", args=[poll.pk]), reverse("voices:polls"), "/"]
    pages += [reverse("voices:poll-preview", args=[poll.pk]), reverse("voices:poll-desk")]

    for page in pages:
        found = editor.get(page).content.decode()
        assert "<script>alert" not in found
        assert "<img src=x" not in found
        assert "<svg/onload" not in found


@pytest.mark.parametrize("field", ["question", "words", "options"])
def test_ten_kilobytes_are_refused_with_a_word(signed_in, dung, province, field):
    page = signed_in(dung).post(
        reverse("voices:poll-new"), form_of(unit=str(province.front.pk), **{field: "ồ" * 10_240})
    )

    assert field in page.context["form"].errors


def test_hidden_signs_are_taken_out_and_letters_composed(signed_in, dung, province):
    decomposed = "Ho\u0323p da\u0302n\u202e\u2066 va\u0300o\u200b\r\nBcc: x@example.com"

    signed_in(dung).post(reverse("voices:poll-new"), form_of(unit=str(province.front.pk), question=decomposed))

    assert Poll.objects.get().question == "Họp dân vào Bcc: x@example.com"


def test_log_keeps_formulas_away_from_spreadsheets(signed_in, dung, province, reader):
    signed_in(dung).post(
        reverse("voices:poll-new"),
        form_of(unit=str(province.front.pk), question="=1+1", options="=cmd|' /C calc'!A0\n@x"),
    )
    poll = operations.open_poll(poll_id=Poll.objects.get().pk, by=dung, at=clock.now())

    cells = reader().get(reverse("voices:poll-log-csv", args=[poll.pk])).getvalue().decode().splitlines()[1]

    assert cells.startswith('0,,,,"{')


def test_page_of_a_poll_asks_the_same_number_of_questions_however_many_answered(
    poll, answer, client, django_assert_max_num_queries
):
    for number in range(25):
        answer(poll, str(number), 1)

    with django_assert_max_num_queries(17):
        client.get(poll.get_absolute_url())
