"""The drafting box: anybody's text, in two seconds, and nothing kept."""

import time

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from giaoban.portal.forms import LONGEST
from giaoban.portal.throttle import Throttle
from tests.briefing.conftest import TEXT
from tests.briefing.pages import classed, conclusion, error_beside, said, tree, words
from tests.documents.reading import making


def draft(client, **fields):
    return client.post("/draft/", fields)


def kept(settings) -> tuple[dict[str, int], list[str]]:
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    rows = {model._meta.label: model._base_manager.count() for model in models}
    return rows, sorted(str(path) for path in settings.FILES.rglob("*"))


def test_a_text_of_ones_own_shows_its_tasks_beside_the_text(client):
    page = draft(client, text=TEXT)

    assert page.status_code == 200
    assert "Tìm thấy 4 nhiệm vụ: 1 có thời hạn, 1 có căn cứ." in said(page)
    cards = classed(tree(page), "proposal")
    assert len(cards) == 4
    assert "không nêu căn cứ" in words(cards[1])
    for number in range(1, 5):
        assert tree(page).get_element_by_id(f"w{number}").get("href") == f"#task-{number}"


def test_nothing_of_it_is_kept(client, settings):
    before = kept(settings)

    draft(client, text=TEXT)
    draft(client, file=SimpleUploadedFile("a.docx", making.word_of(*TEXT.split("\n\n"))))

    assert kept(settings) == before


def test_no_account_is_needed_and_no_cookie_given_but_the_forms_own(client):
    draft(client, text=TEXT)

    assert set(client.cookies) <= {"giaoban_csrf"}


def test_eight_kilobytes_take_less_than_two_seconds(client):
    text = conclusion(3) * 14
    assert len(text.encode()) > 8_000
    draft(client, text=conclusion(1))

    began = time.monotonic()
    page = draft(client, text=text)

    assert page.status_code == 200
    assert time.monotonic() - began < 2


def test_several_meetings_are_said(client):
    page = draft(client, text=f"{conclusion(1, '20/10/2021')}\n\n{conclusion(2, '21/10/2021')}")

    assert "Văn bản kể 2 hội nghị" in said(page)


def test_a_text_that_is_no_meeting_has_no_tasks(client):
    page = draft(client, text="Giá cà phê sáng nay ở Khe Sanh tăng nhẹ.")

    assert "Văn bản này không kể một hội nghị nên không có nhiệm vụ." in said(page)
    assert classed(tree(page), "proposal") == []


def test_what_looks_like_markup_stays_text(client):
    page = draft(client, text=conclusion(1).replace("hộ khó khăn", "<script>alert(1)</script> & <b>hộ</b>"))

    assert b"<script>alert" not in page.content
    assert "<script>alert(1)</script>" in said(page)


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({}, "text", "Hãy dán văn bản hoặc chọn tệp."),
        ({"text": "a" * (LONGEST + 1)}, "text", "Văn bản dài quá 200.000 ký tự"),
        ({"text": f"MẬT\n\n{TEXT}"}, "text", "không một chữ nào được lưu lại"),
        ({"file": ("a.pdf", making.scanned_pdf)}, "file", "bản quét"),
        ({"file": ("a.docx", making.bomb)}, "file", "quá nhiều chữ"),
        ({"file": ("a.txt", lambda: b"a" * (5 * 1024 * 1024 + 1))}, "file", "Tệp lớn hơn 5 MB"),
    ],
    ids=["nothing", "long", "secret", "scan", "bomb", "large"],
)
def test_what_cannot_be_drafted_is_refused_beside_its_field(client, settings, fields, field, sentence):
    before, told = kept(settings), dict(fields)
    if "file" in told:
        name, content = told["file"]
        told["file"] = SimpleUploadedFile(name, content())

    page = draft(client, **told)

    assert page.status_code == 422
    assert sentence in error_beside(page, field)
    assert kept(settings) == before


def test_a_secret_is_not_shown_again(client):
    assert "rà soát" not in draft(client, text=f"TUYỆT MẬT\n\n{TEXT}").content.decode()


def test_reading_the_address_drafts_nothing(client):
    assert client.get("/draft/").status_code == 405


def test_twenty_a_minute_are_enough_for_one_address(client):
    for _ in range(20):
        assert draft(client, text="x").status_code != 429

    answer = draft(client, text="x")

    assert answer.status_code == 429
    assert "phút" in said(answer)
    assert client.post("/draft/", {"text": "x"}, REMOTE_ADDR="192.0.2.7").status_code != 429


# --- The brake --------------------------------------------------------------------------------------------------------


@pytest.fixture
def brake():
    now = [0.0]
    throttle = Throttle(each=2, total=3, clock=lambda: now[0])
    return throttle, now


def test_an_address_has_its_share_and_gets_it_anew_after_a_minute(brake):
    throttle, now = brake

    assert [throttle.allows("a") for _ in range(3)] == [True, True, False]
    now[0] = 59.9
    assert not throttle.allows("a")
    now[0] = 60.0
    assert throttle.allows("a")


def test_all_together_have_their_share_too(brake):
    throttle, _ = brake

    assert [throttle.allows(address) for address in "abcd"] == [True, True, True, False]


def test_the_brake_holds_no_address_that_could_be_read(brake):
    throttle, _ = brake
    throttle.allows("192.0.2.7")

    assert "192.0.2.7" not in repr(vars(throttle))
    assert b"192.0.2.7" not in b"".join(throttle._seen)


def test_the_brake_forgets_the_oldest_rather_than_grow():
    throttle = Throttle(each=1, total=1_000_000, clock=lambda: 0.0)

    for number in range(10_050):
        throttle.allows(str(number))

    assert len(throttle._seen) == 10_000
