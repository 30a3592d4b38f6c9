"""The screens: what a clerk sends and gets, what a stranger never sees, how many queries a page costs."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from giaoban.activities import operations
from giaoban.activities.models import Activity, Attachment
from giaoban.documents import operations as documents
from giaoban.documents.operations.files import LARGEST
from tests.activities.conftest import DAY, photo
from tests.cast import TODAY

pytestmark = pytest.mark.usefixtures("in_october")
RECORD, LIST = reverse("activities:record"), reverse("activities:activities")


def sent(name: str, data: bytes, media_type: str = "application/octet-stream") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, media_type)


@pytest.fixture
def clerk(lan, signed_in):
    return signed_in(lan)


# --- Recording --------------------------------------------------------------------------------------------------------


def test_the_form_knows_body_day_and_place_beforehand(clerk, province):
    fields = clerk.get(RECORD).context["form"]

    assert fields["unit"].value() == str(province.front_commune.pk)
    assert fields["first_day"].value() == TODAY
    assert fields["place"].value() == str(province.commune.pk)


def test_the_form_remembers_where_it_was_the_last_times(clerk, changed, lan, at, province):
    for words in ("Nhà văn hóa thôn", "Sân vận động xã", "Nhà văn hóa thôn"):
        operations.record(told=changed(place_id=province.sibling.pk, place_words=words), by=lan, at=at)

    page = clerk.get(RECORD)

    assert page.context["form"]["place"].value() == str(province.sibling.pk)
    assert page.context["places"] == ["Nhà văn hóa thôn", "Sân vận động xã"]


def test_one_sending_records_with_photo(clerk, form):
    answer = clerk.post(RECORD, form(photo=sent("IMG_0001.jpg", photo(), "image/jpeg")))

    made = Activity.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    assert (made.participants, made.first_day, made.attachments.count()) == (85, DAY, 1)


def test_the_form_sent_twice_records_once(clerk, form):
    fields = form()

    places = {clerk.post(RECORD, fields)["Location"] for _time in range(2)}

    assert Activity.objects.count() == len(places) == 1


def test_a_photo_loses_place_and_device(clerk, form):
    original = photo(with_place=True)
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)

    clerk.post(RECORD, form(photo=sent("IMG_0001.jpg", original, "image/jpeg")))

    stored = documents.place(Attachment.objects.get().file.sha256).read_bytes()
    assert not Image.open(io.BytesIO(stored)).getexif()
    assert b"PhoneMaker" not in stored


def macro_document() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
        )
        package.writestr("word/document.xml", "<w:document/>")
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return kept.getvalue()


def polyglot() -> bytes:
    """A JPEG with a ZIP behind its end."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("payload.js", "alert(1)")
    return photo() + kept.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ke-hoach.docm", macro_document(), "macro"),
        ("anh.jpg", polyglot(), "giấu bên trong"),
        ("anh.jpg", b"<html><script>alert(1)</script></html>", "trang web"),
        ("anh.jpg", b"", "rỗng"),
    ],
)
def test_a_file_that_is_not_what_it_seems_is_refused_with_a_reason(clerk, form, name, data, said):
    answer = clerk.post(RECORD, form(attached=sent(name, data)))

    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors["attached"])
    assert not Activity.objects.exists()


def test_a_photo_of_fifty_megabytes_is_refused_before_it_is_read(clerk, form):
    answer = clerk.post(RECORD, form(photo=sent("to.jpg", b"\xff\xd8\xff" + bytes(50 * 1024 * 1024), "image/jpeg")))

    assert "quá lớn" in answer.context["form"].errors["photo"][0]
    assert "to.jpg" in answer.context["form"].errors["photo"][0]
    assert not Activity.objects.exists()
    assert LARGEST < 50 * 1024 * 1024


def test_one_bad_file_among_good_ones_keeps_nothing(clerk, form):
    clerk.post(RECORD, form(photo=sent("a.jpg", photo()), attached=sent("b.docm", macro_document())))

    assert not Attachment.objects.exists()
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("first_day", (TODAY + dt.timedelta(days=1)).isoformat()),
        ("last_day", "2021-10-19"),
        ("women", "86"),
        ("participants", "-1"),
        ("participants", "chín mươi"),
        ("other_act", "kế hoạch của xã"),
        ("links", "javascript:alert(1)"),
        ("unit", "01a203f1-5e73-753c-be6f-51f2b877c062"),
        ("kind", "holiday"),
        ("topic", " "),
    ],
)
def test_a_wrong_field_is_said_beside_it(clerk, form, field, typed):
    answer = clerk.post(RECORD, form(**{field: typed}))

    assert field in answer.context["form"].errors
    assert not Activity.objects.exists()


def test_without_a_place_the_form_asks_where(clerk, form):
    answer = clerk.post(RECORD, form(place="", place_words=""))

    assert "place_words" in answer.context["form"].errors


def test_an_act_is_cited_by_kind_and_number(clerk, form):
    clerk.post(RECORD, form(other_act="Kế hoạch số 15-KH/MTTQ"))

    act = Activity.objects.get().act
    assert (act.kind, act.number) == ("Kế hoạch", "15-KH/MTTQ")


def test_opened_for_a_target_the_record_serves_it(clerk, form, target):
    serves = f"activities.target:{target.pk}"
    page = clerk.get(RECORD, {"serves": serves})
    assert target.text in page.content.decode()

    clerk.post(RECORD, form(serves=page.context["form"]["serves"].value()))

    assert Activity.objects.get().serves == ("activities.target", target.pk)


@pytest.mark.parametrize(
    "serves",
    [
        "activities.target:00000000-0000-7000-8000-000000000000",
        "nobody.knows:00000000-0000-7000-8000-000000000000",
        "x",
    ],
)
def test_what_does_not_exist_is_served_by_nothing(clerk, form, serves):
    assert clerk.get(RECORD, {"serves": serves}).status_code == 404
    assert clerk.post(RECORD, form(serves=serves)).status_code == 404
    assert not Activity.objects.exists()


def test_a_target_of_another_body_is_not_even_named(signed_in, hoa, target):
    assert signed_in(hoa).get(RECORD, {"serves": f"activities.target:{target.pk}"}).status_code == 404


def test_a_body_below_is_recorded_for_from_above(signed_in, hoa, form, province):
    fields = form(unit=str(province.women_district.pk), place=str(province.district.pk))

    signed_in(hoa).post(RECORD, fields)

    assert Activity.objects.get().unit == province.women_district


# --- One activity -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["lan", "minh", "tuyet", "phuc"])
def test_those_who_may_see_it_open_it(who, request, signed_in, activity):
    assert signed_in(request.getfixturevalue(who)).get(activity.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("who", ["hoa", "stranger"])
@pytest.mark.parametrize("route", ["activity", "correct", "cancel"])
def test_to_others_it_does_not_exist(who, route, request, signed_in, activity):
    address = reverse(f"activities:{route}", args=[activity.pk])

    assert signed_in(request.getfixturevalue(who)).get(address).status_code == 404


@pytest.mark.parametrize("who", ["phuc", "tuyet"])
def test_who_sees_it_from_above_does_not_change_it(who, request, signed_in, activity):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(reverse("activities:correct", args=[activity.pk])).status_code == 404
    assert "Đính chính" not in client.get(activity.get_absolute_url()).content.decode()


def test_a_correction_is_sent_with_its_reason(clerk, activity, form):
    address = reverse("activities:correct", args=[activity.pk])
    shown = clerk.get(address).context["form"]

    answer = clerk.post(address, form(participants="90", version=shown["version"].value(), reason="Đếm sót"))

    activity.refresh_from_db()
    assert (answer.status_code, activity.participants, activity.version) == (302, 90, 2)


def test_a_correction_of_an_old_page_is_refused_and_nothing_lost(clerk, activity, form, changed, lan, at):
    operations.correct(activity_id=activity.pk, version=1, told=changed(women=40), reason="Nhầm", by=lan, at=at)

    answer = clerk.post(
        reverse("activities:correct", args=[activity.pk]), form(participants="90", version=1, reason="Đếm sót")
    )

    assert "Vừa có người khác đính chính" in answer.content.decode()
    activity.refresh_from_db()
    assert (activity.participants, activity.women) == (85, 40)


def test_a_record_is_cancelled_and_stays_on_its_page(clerk, activity):
    fields = {"idempotency_key": str(uuid.uuid4()), "version": 1, "reason": "Ghi hai lần"}

    clerk.post(reverse("activities:cancel", args=[activity.pk]), fields)

    page = clerk.get(activity.get_absolute_url()).content.decode()
    assert "Ghi hai lần" in page
    assert clerk.get(reverse("activities:correct", args=[activity.pk])).status_code == 404
    assert clerk.get(LIST).context["count"] == 0
    assert clerk.get(LIST, {"state": "cancelled"}).context["count"] == 1


# --- Evidence ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def with_photo(activity, lan, at) -> Attachment:
    file = documents.store_file(data=photo(), name="anh.jpg", by=lan, at=at)
    return Attachment.objects.create(activity=activity, file=file, added_at=at, added_by=lan.user)


def test_a_photo_is_shown_to_those_who_see_the_activity(clerk, with_photo):
    answer = clerk.get(reverse("activities:evidence", args=[with_photo.activity_id, with_photo.file_id]))

    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content)[:3] == b"\xff\xd8\xff"


def test_a_photo_is_hidden_from_a_stranger(signed_in, stranger, with_photo):
    address = reverse("activities:evidence", args=[with_photo.activity_id, with_photo.file_id])

    assert signed_in(stranger).get(address).status_code == 404


def test_a_photo_taken_away_is_shown_to_nobody(clerk, with_photo, told, lan, at):
    operations.correct(
        activity_id=with_photo.activity_id,
        version=1,
        told=told,
        reason="Lộ mặt",
        by=lan,
        at=at,
        taken_away=[with_photo.pk],
    )

    address = reverse("activities:evidence", args=[with_photo.activity_id, with_photo.file_id])
    assert clerk.get(address).status_code == 404


def test_a_file_of_another_activity_is_not_reached_through_this_one(clerk, with_photo, told, lan, at):
    other = operations.record(told=told, by=lan, at=at)

    assert clerk.get(reverse("activities:evidence", args=[other.pk, with_photo.file_id])).status_code == 404


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_list_costs_the_same_for_one_row_and_for_three(clerk, told, lan, at):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            clerk.get(LIST)
        return len(asked)

    operations.record(told=told, by=lan, at=at)
    one = queries()
    for _more in range(2):
        operations.record(told=told, by=lan, at=at)

    assert queries() == one == 11


def test_the_page_of_an_activity_costs_the_same_however_many_files(clerk, with_photo, lan, at):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            clerk.get(with_photo.activity.get_absolute_url())
        return len(asked)

    one = queries()
    for colour in ("red", "blue"):
        file = documents.store_file(data=photo(colour=colour), name=f"{colour}.jpg", by=lan, at=at)
        Attachment.objects.create(activity=with_photo.activity, file=file, added_at=at, added_by=lan.user)

    assert queries() == one == 13


@pytest.fixture
def three(changed, lan, at):
    """Three activities: 85 people at home on the 20th; 12 at a training on the 22nd to 23rd; nobody counted on the 5th."""
    return [
        operations.record(told=changed(), by=lan, at=at),
        operations.record(
            told=changed(
                kind="training",
                topic="Tập huấn ghi sổ tay",
                first_day=dt.date(2021, 10, 22),
                last_day=dt.date(2021, 10, 23),
                participants=12,
                women=None,
            ),
            by=lan,
            at=at,
        ),
        operations.record(
            told=changed(
                kind="visit",
                topic="Thăm gia đình chính sách",
                first_day=dt.date(2021, 10, 5),
                last_day=dt.date(2021, 10, 5),
                participants=None,
                women=None,
            ),
            by=lan,
            at=at,
        ),
    ]


@pytest.mark.parametrize(
    ("query", "topics"),
    [
        ({}, ["Tập huấn ghi sổ tay", "Phổ biến quy định phòng, chống dịch", "Thăm gia đình chính sách"]),
        ({"q": "PHONG chong dich"}, ["Phổ biến quy định phòng, chống dịch"]),
        ({"q": "thăm chính sách"}, ["Thăm gia đình chính sách"]),
        ({"kind": "training"}, ["Tập huấn ghi sổ tay"]),
        ({"since": "2021-10-23"}, ["Tập huấn ghi sổ tay"]),
        ({"until": "2021-10-05"}, ["Thăm gia đình chính sách"]),
        ({"sort": "day"}, ["Thăm gia đình chính sách", "Phổ biến quy định phòng, chống dịch", "Tập huấn ghi sổ tay"]),
        ({"sort": "kind"}, ["Phổ biến quy định phòng, chống dịch", "Tập huấn ghi sổ tay", "Thăm gia đình chính sách"]),
        ({"state": "cancelled"}, []),
    ],
)
def test_the_list_is_filtered_and_sorted_by_its_address(clerk, three, query, topics):
    page = clerk.get(LIST, query)

    assert [row.activity.topic for row in page.context["rows"]] == topics
    assert page.context["count"] == len(topics)


def test_the_counts_are_doors_to_their_rows(clerk, three):
    kinds = clerk.get(LIST).context["kinds"]

    for one, url in kinds:
        behind = clerk.get(LIST + url).context
        assert (behind["count"], behind["participants"]) == (one.count, one.participants)
    assert [(one.kind.value, one.count, one.participants) for one, _url in kinds] == [
        ("dissemination", 1, 85),
        ("training", 1, 12),
        ("visit", 1, 0),
    ]


def test_pages_never_overlap(clerk, told, lan, at):
    for _time in range(51):
        operations.record(told=told, by=lan, at=at)

    pages = [clerk.get(LIST, {"page": number}).context["rows"] for number in (1, 2)]

    assert [len(rows) for rows in pages] == [50, 1]
    assert len({row.activity.pk for rows in pages for row in rows}) == 51
