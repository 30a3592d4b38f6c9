"""Voices as pages: a citizen sends and follows, the office works, hostile input is refused with a word or made inert."""

import datetime as dt
import io
import uuid

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from giaoban.documents import operations as documents
from giaoban.documents.models import StoredFile
from giaoban.kernel import clock
from giaoban.voices import operations, tokens
from giaoban.voices.enums import VoiceKind, VoiceStatus
from giaoban.voices.models import Publication, Voice
from giaoban.voices.queries import voices as queries
from giaoban.voices.views import voices as views
from tests.activities.conftest import photo
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("in_october", "unhurried")
SEND, FOLLOW, INBOX, LIST = (reverse(f"voices:{name}") for name in ("send", "follow", "inbox", "voices"))
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg/onload=alert(1)>"


@pytest.fixture
def unhurried(monkeypatch):
    """Forms may be sent at once."""
    monkeypatch.setattr(views, "LEAST", dt.timedelta(0))


@pytest.fixture
def form(province):
    def fields(**more):
        return {
            "token": tokens.make("voice", at=clock.now()),
            "kind": "report",
            "category": "streets",
            "place": str(province.commune.pk),
            "topic": "Đèn đường không sáng",
            "text": "Đèn ở ngã ba thôn đã tắt một tuần.",
            **more,
        }

    return fields


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


def do(browser, voice, action, **fields):
    told = {"idempotency_key": str(uuid.uuid4()), **fields}
    return browser.post(reverse("voices:act", args=[voice.pk, action]), told)


# --- A citizen --------------------------------------------------------------------------------------------------------


def test_citizen_sends_and_follows_by_code(client, form):
    page = client.post(SEND, form())

    code = page.context["code"]
    assert page.status_code == 200
    assert code in page.content.decode()
    followed = client.post(FOLLOW, {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Đèn đường không sáng" in followed
    assert "Đã tiếp nhận" in followed


def test_form_sent_twice_is_one_voice_with_one_code(client, form):
    fields = form()

    codes = {client.post(SEND, fields).context["code"] for _ in range(2)}

    assert len(codes) == 1
    assert Voice.objects.count() == 1


def test_wrong_code_finds_nothing(client, voice):
    page = client.post(FOLLOW, {"code": "AAAA-AAAA-AAAA-AAAA-AAAA"})

    assert page.status_code == 422
    assert "Không có ý kiến nào mang mã này" in page.content.decode()


def test_codes_are_not_tried_without_end(client, voice, monkeypatch):
    monkeypatch.setattr(views, "LOOKING_UP", operations.Limits(slot=2, day=9, all_in_slot=99))

    pages = [client.post(FOLLOW, {"code": f"{n}"}).content.decode() for n in range(3)]

    assert ["quá nhiều biểu mẫu" in page for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"token": "forged"}, "không phải do trang tạo ra"),
        ({"token": ""}, "không phải do trang tạo ra"),
        ({"website": "https://spam.example"}, "Một ô mà người gửi luôn để trống"),
        ({"text": "  \u200b "}, "bắt buộc"),
        ({"kind": "gossip"}, "gossip"),
        ({"place": str(uuid.uuid4())}, "Xã, huyện hoặc tỉnh"),
        ({"topic": "ồ" * 10_240}, "150"),
        ({"text": "ồ" * 10_240}, "5000"),
    ],
)
def test_what_is_refused_says_so_and_keeps_the_words(client, form, change, word):
    page = client.post(SEND, form(**change))

    assert page.status_code == 422
    assert word in page.content.decode()
    if "text" not in change:
        assert "Đèn ở ngã ba thôn đã tắt một tuần." in page.content.decode()
    assert not Voice.objects.exists()


@pytest.mark.parametrize(("age", "word"), [(dt.timedelta(hours=13), "mười hai giờ"), (dt.timedelta(0), "nhanh hơn")])
def test_form_that_is_too_old_or_too_young_is_sent_again_with_its_words(client, form, age, word, monkeypatch):
    monkeypatch.setattr(views, "LEAST", dt.timedelta(hours=1))

    page = client.post(SEND, form(token=tokens.make("voice", at=clock.now() - age)))

    assert word in page.content.decode()
    assert page.context["form"]["text"].value() == "Đèn ở ngã ba thôn đã tắt một tuần."


def test_one_connection_is_stopped_before_its_photos_are_read(client, form, monkeypatch):
    monkeypatch.setattr(views, "SENDING", operations.Limits(slot=1, day=9, all_in_slot=99))
    client.post(SEND, form())

    page = client.post(SEND, form(text="Khác", photos=[sent("a.jpg", photo())]))

    assert page.status_code == 429
    assert "Khác" in page.content.decode()
    assert not StoredFile.objects.exists()


def test_complaint_and_denunciation_get_the_law_with_their_code(client, form):
    denounced = client.post(SEND, form(kind="denunciation")).content.decode()
    complained = client.post(SEND, form(text="Tôi muốn khiếu nại quyết định.")).content.decode()

    assert "Luật Tố cáo số 25/2018/QH14" in denounced
    assert "Luật Khiếu nại số 02/2011/QH13" in complained


# --- Photos -----------------------------------------------------------------------------------------------------------


def test_photo_loses_where_it_was_taken_and_is_seen_by_the_office_alone(client, form, tam, stranger, signed_in):
    client.post(SEND, form(photos=[sent("IMG.jpg", photo(with_place=True))]))
    made = Voice.objects.get()
    file = made.photos.get().file
    url = reverse("voices:photo", args=[made.pk, file.pk])

    assert (file.unit, file.stored_by) == (None, None)
    with Image.open(documents.place(file.sha256)) as kept:
        assert not kept.getexif()
    assert client.get(url).status_code == 302
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(tam).get(url).getvalue()[:3] == b"\xff\xd8\xff"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("a.jpg", b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 50),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 500),
        ("a.png", b"%PDF-1.4 not a picture"),
        ("a.pdf", b"%PDF-1.4\n" + b"x" * 100),
        ("a.exe", b"MZ" + b"\0" * 200),
    ],
)
def test_what_is_no_picture_is_refused_with_a_word(client, form, name, data):
    page = client.post(SEND, form(photos=[sent(name, data)]))

    assert page.status_code == 422
    assert page.context["form"].errors["photos"]
    assert not Voice.objects.exists()


def test_flood_of_pixels_is_refused(client, form):
    flood = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(flood, format="PNG")

    page = client.post(SEND, form(photos=[sent("a.png", flood.getvalue())]))

    assert "50 triệu điểm ảnh" in page.content.decode()


def test_too_many_or_too_large_photos_are_refused(client, form, monkeypatch):
    many = client.post(SEND, form(photos=[sent(f"{n}.jpg", photo()) for n in range(4)]))
    monkeypatch.setattr("giaoban.documents.uploads.LARGEST", 10)
    large = client.post(SEND, form(photos=[sent("a.jpg", photo())]))

    assert "Tối đa ba ảnh" in many.content.decode()
    assert "quá lớn" in large.content.decode()
    assert not Voice.objects.exists()


# --- The office -------------------------------------------------------------------------------------------------------


def test_the_whole_way_from_street_to_public_answer(client, form, tam, lan, province, signed_in):
    code = client.post(SEND, form(name="Trần Thị Mẫu")).context["code"]
    made = Voice.objects.get()
    office = signed_in(tam)
    assert "Trần Thị Mẫu" in office.get(made.get_absolute_url()).content.decode()
    do(office, made, "route", unit=str(province.front_commune.pk))
    body = signed_in(lan)
    page = body.get(made.get_absolute_url()).content.decode()
    assert "Trần Thị Mẫu" not in page
    do(body, made, "take")
    do(body, made, "answer", text="Đã thay bóng.\nCảm ơn.")
    office = signed_in(tam)
    published = do(office, made, "publish", topic=made.topic, text="Đèn ở [[ngã ba thôn]] đã tắt một tuần.")

    assert published.status_code == 302
    citizen = Client()
    assert "Đã thay bóng." in citizen.post(FOLLOW, {"code": code}).content.decode()
    public = citizen.get(reverse("voices:published", args=[made.pk])).content.decode()
    assert "▇▇▇" in public
    assert "Đã thay bóng." in public
    assert "ngã ba thôn" not in public + citizen.get(LIST).content.decode()
    assert "Mẫu" not in public


@pytest.mark.parametrize("action", ["take", "answer", "direct", "withdraw", "restore", "no-such-thing"])
def test_act_that_is_not_possible_now_does_not_exist(voice, tam, signed_in, action):
    office = signed_in(tam)

    assert office.get(reverse("voices:act", args=[voice.pk, action])).status_code == 404
    assert do(office, voice, action).status_code == 404


@pytest.mark.parametrize("action", ["judge", "route", "merge", "set-aside", "publish"])
def test_each_act_says_what_will_follow(voice, tam, signed_in, action):
    page = signed_in(tam).get(reverse("voices:act", args=[voice.pk, action]))

    assert page.status_code == 200
    assert str(page.context["act"].consequence) in page.content.decode()


def test_refusal_of_an_operation_stands_in_the_form(send, tam, signed_in):
    made = send(text="Gọi 0912 345 678 nhé.")

    page = do(signed_in(tam), made, "publish", topic=made.topic, text=made.text)

    assert "“0912 345 678” sẽ lộ ra" in page.content.decode()
    assert not Publication.objects.exists()


def test_inbox_filters_by_the_address_and_is_taken_along(send, voice, tam, signed_in, province, at):
    send("b", topic="Chợ đêm", text="Mở chợ đêm.", category="livelihood", kind=VoiceKind.PETITION)
    send("c", topic="Đơn", text="Tôi muốn khiếu nại.")
    office = signed_in(tam)

    def topics(**query):
        return {row.voice.topic for row in office.get(INBOX, query).context["rows"]}

    assert topics() == {"Đèn đường không sáng", "Chợ đêm", "Đơn"}
    assert topics(q="cho dem") == topics(category="livelihood") == topics(kind="petition") == {"Chợ đêm"}
    assert topics(kind="unsure") == {"Đơn"}
    assert topics(since="2021-10-29") == topics(status="late") == set()
    sheet = openpyxl.load_workbook(io.BytesIO(office.get(reverse("voices:inbox-xlsx"), {"q": "cho dem"}).getvalue()))
    assert [row[5].value for row in sheet.active] == ["Tóm tắt một dòng", "Chợ đêm"]
    assert "Chợ đêm" in office.get(reverse("voices:inbox-csv")).getvalue().decode()


def test_export_keeps_formulas_away_and_senders_out(send, tam, signed_in):
    send(topic="=1+1", text="@SUM(A1)", name="Trần Thị Mẫu")

    told = signed_in(tam).get(reverse("voices:inbox-csv")).getvalue().decode()

    assert "'=1+1" in told
    assert "Mẫu" not in told


def test_lists_ask_the_same_number_of_questions_however_long(
    send, tam, signed_in, client, django_assert_max_num_queries, at
):
    for number in range(12):
        made = send(str(number), text=f"Đèn số {number} tắt.")
        operations.publish(voice_id=made.pk, topic=made.topic, text=made.text, by=tam, at=at)

    with django_assert_max_num_queries(8):
        assert len(client.get(LIST).context["rows"]) == 12
    office = signed_in(tam)
    with django_assert_max_num_queries(16):
        assert len(office.get(INBOX).context["rows"]) == 12


# --- Hostile words ----------------------------------------------------------------------------------------------------


def test_markup_in_every_field_is_shown_as_text(client, form, tam, signed_in, at):
    told = dict.fromkeys(("topic", "text", "place_words", "name", "address"), NASTY) | {"phone": "<b>1</b>"}
    code = client.post(SEND, form(**told)).context["code"]
    made = Voice.objects.get()
    operations.publish(voice_id=made.pk, topic=f"[[{made.topic}]]", text=f"[[{made.text}]]", by=tam, at=at)
    office = signed_in(tam)
    pages = [
        office.get(url) for url in (made.get_absolute_url(), INBOX, LIST, reverse("voices:published", args=[made.pk]))
    ]
    pages += [client.post(FOLLOW, {"code": code}), office.get(reverse("voices:act", args=[made.pk, "publish"]))]

    for page in pages:
        found = page.content.decode()
        assert "<script>alert" not in found
        assert "<img src=x" not in found
        assert "<svg/onload" not in found


def test_hidden_signs_and_line_breaks_are_taken_out_of_a_line(client, form):
    client.post(SEND, form(topic="Đe\u0300n\u202e ta\u0306\u0301t\u200b\r\nBcc: x@example.com\r\nX-Header: 1"))

    assert Voice.objects.get().topic == "Đèn tắt Bcc: x@example.com X-Header: 1"


def test_pages_of_one_sender_are_in_no_cache(client):
    for url in (SEND, FOLLOW):
        assert "no-store" in client.get(url)["Cache-Control"]


def test_states_that_a_citizen_can_read_have_words(voice):
    assert {queries.chip(Voice(status=status), on=TODAY)[1] for status in VoiceStatus} == {
        str(status.label) for status in VoiceStatus
    }
