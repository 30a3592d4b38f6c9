"""What stands around every public page: the footer and the notices. Pages live on 28/10/2021."""

import datetime as dt
import json
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, ProgrammingError, transaction
from django.test import Client
from lxml import html

from giaoban.kernel import clock
from giaoban.kernel.publication import addresses
from giaoban.portal import around, operations
from giaoban.portal.models import Imprint, Notice
from giaoban.portal.operations import ImprintTold
from tests.cast import TODAY

FOOTER = ImprintTold(
    governing_body="Ủy ban MTTQ Việt Nam tỉnh",
    editor="Bà Nguyễn Thị Minh Họa, Trưởng ban Tuyên giáo",
    licence_number="01/GP-MH",
    licence_date=dt.date(2021, 1, 5),
    address="Số 1, đường Minh Họa",
    phone="0233 000 000",
    email="toasoan@example.vn",
)
HOUR = dt.timedelta(hours=1)


def key(**more) -> dict[str, str]:
    return {"idempotency_key": str(uuid.uuid4()), **more}


def read(path: str = "/") -> str:
    return Client().get(path).content.decode()


def business(instant: dt.datetime) -> dt.datetime:
    """The moment of the demonstration's day at this instant."""
    return clock.moved_to(TODAY, instant)


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    """The day of business repeats itself at midnight: an hour later is another hour only while the day lasts."""
    noon = clock.start_of(clock.day_of(clock.now())) + 12 * HOUR
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def notice(khoa):
    """`notice("words", level="info")`: set by Khoa for an hour from now."""

    def set_(words="Nước sông lên nhanh, không qua ngầm tràn.", *, level="danger", **more) -> Notice:
        at = clock.now()
        told = {"from_at": None, "until_at": business(at) + HOUR, **more}
        return operations.set_notice(level=level, words=words, by=khoa, at=at, **told)

    return set_


# --- The footer -------------------------------------------------------------------------------------------------------


def test_every_public_page_says_who_answers_for_it(khoa, at):
    operations.set_imprint(base=0, told=FOOTER, by=khoa, at=at)

    for path in ("/", "/news/", "/schedule/", "/polls/", "/voices/", "/search/?q=a"):
        page = read(path)
        assert "Ủy ban MTTQ Việt Nam tỉnh" in page, path
        assert "01/GP-MH, 05/01/2021" in page, path
        assert 'href="tel:0233000000"' in page, path
        assert 'href="mailto:toasoan@example.vn"' in page, path


@pytest.mark.parametrize(
    "path",
    ["/", "/news/", "/schedule/", "/library/", "/polls/", "/voices/", "/voices/send/", "/voices/follow/",
     "/search/?q=a", "/open-data/", "/statistics/"],
)  # fmt: skip
def test_every_kind_of_public_page_describes_itself_in_both_languages(path, db):
    said = {
        language: html.document_fromstring(Client().get(path, headers={"accept-language": language}).content).xpath(
            "//meta[@name='description']/@content"
        )
        for language in ("vi", "en")
    }

    assert all(len(one) == 1 and 40 < len(one[0]) < 300 for one in said.values()), said
    assert said["vi"] != said["en"]


def test_search_engines_are_told_who_answers_in_words_that_close_no_script(khoa, at):
    operations.set_imprint(base=0, told=replace(FOOTER, governing_body="Mặt trận </script><b>"), by=khoa, at=at)

    (block,) = html.document_fromstring(read()).xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(block)

    assert (told["@type"], told["name"], told["telephone"]) == ("Organization", "Mặt trận </script><b>", "0233000000")
    assert told["url"] == "http://testserver/"
    assert told["address"]["streetAddress"] == "Số 1, đường Minh Họa"
    assert "licence" not in block


def test_without_a_footer_pages_invent_none():
    page = read()

    assert 'class="imprint"' not in page
    assert "ld+json" not in page


def test_later_footer_takes_the_place_of_the_earlier_which_is_kept(khoa, at):
    operations.set_imprint(base=0, told=FOOTER, by=khoa, at=at)

    operations.set_imprint(base=1, told=ImprintTold(governing_body="Cơ quan mới", editor="Ông B"), by=khoa, at=at)

    assert around.published_imprint().governing_body == "Cơ quan mới"
    assert Imprint.objects.count() == 2


def test_two_editors_of_the_footer_do_not_overwrite_each_other(khoa, at):
    operations.set_imprint(base=0, told=FOOTER, by=khoa, at=at)

    with pytest.raises(operations.LaterImprint):
        operations.set_imprint(base=0, told=ImprintTold(governing_body="X", editor="Y"), by=khoa, at=at)
    with pytest.raises(operations.NothingNew):
        operations.set_imprint(base=1, told=FOOTER, by=khoa, at=at)


@pytest.mark.parametrize("name", ["van", "tuyet", "hoa", "minh", "stranger"])
def test_others_set_neither_footer_nor_notice(name, request, at):
    actor = request.getfixturevalue(name)

    with pytest.raises(PermissionDenied):
        operations.set_imprint(base=0, told=FOOTER, by=actor, at=at)
    with pytest.raises(PermissionDenied):
        operations.set_notice(level="info", words="x", from_at=None, until_at=at, by=actor, at=at)


@pytest.mark.parametrize(
    "email",
    ["a@example.vn\nBcc: b@example.vn", "a@example.vn\r\n\r\nChào", "a@example.vn, b@example.vn", "a@example.vn?cc=b"],
)
def test_address_that_would_say_more_than_an_address_is_refused(signed_in, khoa, email):
    """Whoever taps it begins a letter: no further line, reader or subject may come along."""
    told = {"governing_body": "Cơ quan chủ quản", "editor": "Ông A", "base": "0"}

    answer = signed_in(khoa).post("/publishing/imprint/", key(**told, email=email))

    assert "Viết địa chỉ thư điện tử" in answer.content.decode()
    assert not Imprint.objects.exists()


def test_sign_that_a_mailbox_may_have_begins_no_second_header(khoa, at):
    operations.set_imprint(base=0, told=replace(FOOTER, email="a?bcc=b@example.vn"), by=khoa, at=at)

    assert 'href="mailto:a%3Fbcc%3Db@example.vn"' in read()


def test_footer_is_set_on_the_screen_and_wrong_input_is_named(signed_in, khoa):
    client = signed_in(khoa)
    told = {"governing_body": "Cơ quan <b>chủ quản</b>", "editor": "Ông A", "base": "0"}

    wrong = client.post("/publishing/imprint/", key(**told, phone="gọi tôi", licence_date="2021-01-05"))

    page = wrong.content.decode()
    assert "Chỉ gồm chữ số" in page
    assert "Hãy ghi số giấy phép." in page
    assert not Imprint.objects.exists()
    client.post("/publishing/imprint/", key(**told))
    assert "Cơ quan &lt;b&gt;chủ quản&lt;/b&gt;" in read()


# --- Notices ----------------------------------------------------------------------------------------------------------


def test_notice_stands_on_public_pages_until_its_time_is_over(notice):
    set_ = notice()

    assert "không qua ngầm tràn" in read("/news/")
    assert around.published_notices(TODAY, clock.now() + 2 * HOUR) == []
    assert around.published_notices(TODAY, clock.now())[0].notice == set_


def test_notice_of_a_later_hour_is_not_told_before_it(notice):
    notice(from_at=business(clock.now()) + HOUR, until_at=business(clock.now()) + 3 * HOUR)

    assert around.published_notices(TODAY, clock.now()) == []
    assert len(around.published_notices(TODAY, clock.now() + 2 * HOUR)) == 1


def test_most_pressing_notice_stands_first_and_three_at_most(notice):
    for words, level in (("một", "info"), ("hai", "danger"), ("ba", "warning"), ("bốn", "info")):
        notice(words, level=level)

    told = around.published_notices(TODAY, clock.now())

    assert [one.notice.text for one in told] == ["hai", "ba", "bốn"]


def test_kept_page_knows_the_real_instant_at_which_it_hides_the_notice(notice):
    ends = clock.now() + HOUR

    notice()

    (told,) = around.published_notices(TODAY, clock.now())
    assert abs(dt.datetime.fromisoformat(told.ends) - ends) < dt.timedelta(seconds=5)
    assert f'data-until="{told.ends}"' in read()


def test_notice_that_is_ended_goes_from_kept_pages_too(notice, khoa, at):
    set_ = notice()

    operations.end_notice(notice_id=set_.pk, reason="Nước đã rút", by=khoa, at=at)

    assert "không qua ngầm tràn" not in read()
    assert addresses.takes_away("portal.notice_ended")
    with pytest.raises(operations.EndedAlready):
        operations.end_notice(notice_id=set_.pk, reason="x", by=khoa, at=at)


def test_notice_that_nobody_would_see_is_refused(notice):
    now = business(clock.now())

    with pytest.raises(operations.OverAlready):
        notice(until_at=now - HOUR)
    with pytest.raises(operations.EndsTooEarly):
        notice(from_at=now + 2 * HOUR, until_at=now + HOUR)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//other.example/", "http://other.example/", "/\\other", "https://", "/a b"])  # fmt: skip
def test_link_of_a_notice_leads_to_a_page_of_ours_or_a_safe_address(link, signed_in, khoa):
    told = {"level": "info", "words": "Mở cửa muộn", "until_at": "2021-10-30T17:00", "link_words": "Xem thêm"}

    answer = signed_in(khoa).post("/publishing/notices/new/", key(**told, link=link))

    assert answer.status_code == 200
    assert not Notice.objects.exists()


def test_notice_is_set_and_ended_on_the_screen(signed_in, khoa):
    client = signed_in(khoa)
    told = {"level": "danger", "words": "<script>alert(1)</script> Bão gần bờ", "until_at": "2021-10-30T17:00"}

    client.post("/publishing/notices/new/", key(**told, link="/news/", link_words="Tin bão"))

    page = read()
    assert "Bão gần bờ" in page
    assert "<script>alert" not in page
    assert '<a href="/news/">Tin bão</a>' in page
    set_ = Notice.objects.get()
    assert "Đang hiện" in client.get("/publishing/notices/").content.decode()
    client.post(f"/publishing/notices/{set_.pk}/end/", key(reason="Bão tan"))
    assert "Bão gần bờ" not in read()
    assert "Bão tan" in client.get("/publishing/notices/").content.decode()


def test_pages_of_staff_ask_for_nothing_around_them(signed_in, khoa, notice, monkeypatch):
    notice()
    monkeypatch.setattr(around, "published_notices", lambda *_told: pytest.fail("asked for"))

    assert signed_in(khoa).get("/publishing/").status_code == 200


def test_page_stands_where_the_database_does_not_answer_for_its_frame(monkeypatch):
    def broken(*_told):
        raise DatabaseError

    monkeypatch.setattr(around, "published_notices", broken)
    monkeypatch.setattr(around, "published_imprint", broken)

    assert Client().get("/news/").status_code == 200


def test_list_of_notices_is_for_whoever_may_set_one(notice, everybody):
    notice()

    assert {actor.user.username for actor in everybody if Notice.objects.visible_to(actor).exists()} == {"khoa"}


# --- What the database refuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"text": ""}, "notice_says_something"),
        ({"until_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "notice_ends_after_it_begins"),
        ({"link": "/news/"}, "notice_link_has_its_words"),
        ({"ended_reason": "x"}, "notice_ended_when_by_whom_and_why"),
    ],
)
def test_database_refuses_a_notice_that_cannot_be(wrong, constraint, notice):
    set_ = notice()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Notice.objects.filter(pk=set_.pk).update(**wrong)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [({"editor": ""}, "imprint_says_who_answers"), ({"licence_issuer": "Sở"}, "imprint_licence_has_its_number")],
)
def test_database_refuses_a_footer_that_cannot_be(wrong, constraint, khoa, at):
    told = {"number": 1, "governing_body": "A", "editor": "B", "made_at": at, "made_by": khoa.user}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Imprint.objects.create(**{**told, **wrong})


def test_database_keeps_notices(notice, as_owner):
    set_ = notice()

    with pytest.raises(ProgrammingError, match="kept"), transaction.atomic():
        set_.delete()
