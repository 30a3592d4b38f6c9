"""Pages of the weekly schedule: what its office, a publisher and a reader get. Pages live on 28/10/2021."""

import json
import re
import uuid

import pytest
from django.test import Client

from giaoban.kernel.publication import KEPT, addresses
from giaoban.news import operations
from giaoban.news.models import EntryWording, ScheduleWeek
from giaoban.registry import operations as registry
from giaoban.registry import settled
from tests.cast import TODAY


@pytest.fixture(autouse=True)
def _in_october(settings, db):
    settings.DEMONSTRATION = True
    registry.set_demonstration_day(day=TODAY)


@pytest.fixture
def published_week(entered_week, khoa, at):
    return operations.publish_schedule(week_id=entered_week.pk, by=khoa, at=at)


def key(**more) -> dict[str, str]:
    return {"idempotency_key": str(uuid.uuid4()), **more}


def read(path: str) -> str:
    return Client().get(path).content.decode()


def entry(**more) -> dict[str, str]:
    return key(**{"weekday": "0", "half": "morning", "starts_at": "8h00", "content": "Họp giao ban", **more})


def test_office_enters_a_publisher_publishes_and_a_reader_reads(signed_in, van, khoa):
    made = signed_in(van).post("/publishing/schedule/add/?week=2021-10-25", entry(place="Phòng 2"))
    assert made["Location"] == "/publishing/schedule/?week=2021-10-25"
    week = ScheduleWeek.objects.get()
    assert "Họp giao ban" not in read("/schedule/")

    signed_in(khoa).post(f"/publishing/schedule/weeks/{week.pk}/publish/", key())

    page = read("/schedule/")
    assert "Họp giao ban" in page
    assert "8h00" in page
    assert "Phòng 2" in page


def test_reader_is_told_that_nothing_is_published_and_where_the_last_week_stands(published_week, settings):
    registry.set_demonstration_day(day=TODAY.replace(month=11, day=9))

    answer = Client().get("/schedule/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "chưa được công bố" in page
    assert 'href="/schedule/2021-10-25/"' in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/schedule/2021-10-25/", 200),
        ("/schedule/2021-10-27/", 301),
        ("/schedule/2021-10-18/", 404),
        ("/schedule/tuan-nay/", 404),
        ("/schedule/2021-13-45/", 404),
    ],
)
def test_week_stands_at_its_monday_alone(path, status, published_week):
    assert Client().get(path).status_code == status


def test_page_tells_machines_its_events_and_is_kept_without_a_cookie(published_week):
    answer = Client().get("/schedule/2021-10-25/")

    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode())
    (event,) = json.loads(block[1])
    assert (event["@type"], event["name"], event["startDate"]) == (
        "Event",
        "Họp cộng tác viên",
        "2021-10-28T08:00+07:00",
    )
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert answer.wsgi_request.META[KEPT].parameters == {"body"}
    assert not answer.cookies


def test_markup_in_an_entry_is_inert(signed_in, van, khoa):
    signed_in(van).post(
        "/publishing/schedule/add/?week=2021-10-25", entry(content="</script><script>alert(1)</script>")
    )
    signed_in(khoa).post(f"/publishing/schedule/weeks/{ScheduleWeek.objects.get().pk}/publish/", key())

    page = read("/schedule/")

    assert "<script>alert" not in page
    assert "alert(1)" in page


def test_weeks_are_among_the_public_addresses_and_in_the_sitemap(published_week):
    assert {"/schedule/", "/schedule/2021-10-25/", "/schedule/calendar.ics"} <= set(addresses.all())
    assert "/schedule/2021-10-25/" in read("/sitemap-1.xml")


def test_calendar_is_served_as_one(published_week):
    answer = Client().get("/schedule/calendar.ics")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:schedule-{published_week.entries.get().pk}@giaoban" in answer.content.decode()
    assert "Họp cộng tác viên" not in read(f"/schedule/calendar.ics?body={uuid.uuid4()}")


def test_pasted_table_is_entered_whole_or_not_at_all(signed_in, van):
    client, path = signed_in(van), "/publishing/schedule/paste/?week=2021-10-25"

    refused = client.post(path, key(table="Thứ 2\t8h\tHọp một\nThứ mười\t8h\tHọp hai")).content.decode()

    assert "Dòng 2: “Thứ mười” không phải là ngày." in refused
    assert "Họp một" in refused
    assert not EntryWording.objects.exists()
    client.post(path, key(table="Thứ 2\t8h\tHọp một\nThứ 3\t8h\tHọp hai"))
    assert EntryWording.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_at": "sớm"}, "Ghi giờ như 8h00 hoặc 14h30."),
        ({"ends_at": "7h00"}, "Giờ kết thúc phải sau giờ bắt đầu."),
        ({"content": ""}, "bắt buộc"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_written(wrong, said, signed_in, van):
    answer = signed_in(van).post(
        "/publishing/schedule/add/?week=2021-10-25", entry(**{"place": "Nhà văn hóa", **wrong})
    )

    assert said in answer.content.decode()
    assert "Nhà văn hóa" in answer.content.decode()
    assert not ScheduleWeek.objects.exists()


def test_week_is_copied_changed_and_taken_back_on_the_screen(published_week, signed_in, van, khoa):
    writer = signed_in(van)
    writer.post("/publishing/schedule/copy/?week=2021-11-01", key())
    assert ScheduleWeek.objects.get(monday="2021-11-01").entries.count() == 1
    changed = published_week.entries.get()
    writer.post(
        f"/publishing/schedule/entries/{changed.pk}/",
        entry(weekday="3", starts_at="9h00", content="Họp cộng tác viên", base="1"),
    )
    desk = writer.get("/publishing/schedule/?week=2021-10-25").content.decode()
    assert "bạn đọc chưa thấy" in desk
    publisher = signed_in(khoa)
    publisher.post(f"/publishing/schedule/weeks/{published_week.pk}/publish/", key())
    assert "Thay đổi" in read("/schedule/")

    publisher.post(f"/publishing/schedule/weeks/{published_week.pk}/take-back/", key(reason="Đăng nhầm"))

    assert "Họp cộng tác viên" not in read("/schedule/")


def test_page_asks_the_database_as_often_for_one_entry_as_for_three(
    published_week, van, khoa, at, django_assert_num_queries
):
    def asked() -> int:
        settled.forget()
        with django_assert_num_queries(12, exact=False) as counted:
            Client().get("/schedule/2021-10-25/")
        return len(counted)

    one = asked()
    planned = [operations.Planned(n, f"Việc {n}") for n in range(2)]
    operations.enter_in_schedule(monday=published_week.monday, planned=planned, by=van, at=at)
    operations.publish_schedule(week_id=published_week.pk, by=khoa, at=at)

    assert asked() == one
