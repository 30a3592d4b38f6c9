"""The opening balance: by a named person, with source and reason, never overwritten; and the pages that show it."""

import csv
import datetime as dt
import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.template import Context, Template
from django.utils import translation

from giaoban.kernel import clock
from giaoban.registry import events
from giaoban.registry.models import Event
from giaoban.visits import operations, queries
from giaoban.visits.models import Day, OpeningBalance
from giaoban.visits.operations import balances
from tests.briefing.pages import error_beside, said
from tests.visits.conftest import ARTICLE, NOON, TODAY

UNTIL = TODAY - dt.timedelta(days=1)


def enter(by, **told):
    given = {
        "visits": 39_987_161,
        "counted_until": UNTIL,
        "source": "Bộ đếm cổng cũ",
        "reason": "Chuyển cổng",
        "version": 0,
    }
    return operations.enter_balance(by=by, at=NOON, **{**given, **told})


@pytest.fixture
def sent():
    return {
        "visits": "39.987.161",
        "counted_until": "2021-10-27",
        "source": "Bộ đếm cổng cũ",
        "reason": "Chuyển cổng",
        "version": "0",
        "idempotency_key": str(uuid.uuid4()),
    }


def test_lifetime_begins_with_the_balance_and_adds_what_came_after_it(phuc, process):
    Day.objects.create(day=UNTIL, visits=500)
    enter(phuc)
    for number in range(60):
        process.opens(f"10.1.1.{number}")
    process.tells()

    block = queries.block(at=NOON)

    assert (block.lifetime, block.today) == (39_987_161 + 60, 60)


def test_without_a_balance_everything_counted_here_is_the_lifetime(process):
    Day.objects.create(day=UNTIL, visits=500)
    process.opens("10.1.1.1")
    process.tells()

    block = queries.block(at=NOON)

    assert (block.lifetime, block.balance) == (501, None)


def test_each_version_stays_with_who_entered_it_when_and_why(phuc):
    enter(phuc)
    enter(phuc, visits=40_000_000, reason="Đếm sót một tuần", version=1)

    assert queries.balance().visits == 40_000_000
    assert [(one.version, one.reason, one.entered_by) for one in queries.versions()] == [
        (2, "Đếm sót một tuần", phuc.user),
        (1, "Chuyển cổng", phuc.user),
    ]
    assert events.sentence(Event.objects.order_by("-seq").first()).endswith("lượt truy cập: Đếm sót một tuần")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"version": 0}, balances.LaterVersion),
        ({"version": 1}, balances.NothingChanged),
        ({"version": 1, "counted_until": TODAY + dt.timedelta(days=5)}, balances.FutureDay),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(phuc, told, refusal):
    enter(phuc)

    with pytest.raises(refusal):
        enter(phuc, **told)

    assert OpeningBalance.objects.count() == 1


def test_who_may_not_enters_none(hoa):
    with pytest.raises(PermissionDenied):
        enter(hoa)


def test_balance_is_entered_on_the_page(signed_in, tuyet, sent):
    answer = signed_in(tuyet).post("/statistics/balance/", sent, follow=True)

    assert "Đã nhập số dư đầu kỳ" in said(answer)
    assert queries.balance().visits == 39_987_161


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("visits", "nhiều lắm", "Viết một số nguyên"),
        ("visits", "-5", "lớn hơn hoặc bằng với 0"),
        ("counted_until", "2999-01-01", "chưa tới"),
        ("source", "", "Hãy điền"),
        ("reason", "", "Hãy điền"),
    ],
)
def test_bad_input_is_told_beside_its_field(signed_in, tuyet, sent, field, value, sentence):
    answer = signed_in(tuyet).post("/statistics/balance/", {**sent, field: value})

    assert sentence in error_beside(answer, field)
    assert "Bộ đếm cổng cũ" in answer.content.decode() or field == "source"
    assert queries.balance() is None


def test_statistics_say_the_numbers_and_the_method(client, phuc, process):
    enter(phuc, counted_until=dt.date(2021, 10, 27))
    now = clock.now()
    for number in range(3):
        process.opens(f"10.1.1.{number}", at=now)
    process.tells(now)

    page = client.get("/statistics/")

    text = said(page)
    assert "39.987.164 lượt truy cập tất cả, hôm nay 3 lượt; 3 người đang truy cập." in text
    assert "39.987.161 lượt đã đếm đến hết ngày 27/10/2021 (nguồn: Bộ đếm cổng cũ)" in text
    assert "quá 30 phút không mở trang nào" in text
    assert "giaoban_csrf" not in page.cookies


@pytest.mark.parametrize("step", ["day", "month", "year", "gì đó"])
def test_statistics_open_in_every_step_also_before_anybody_came(client, db, step):
    assert "Chưa đếm được gì" in said(client.get("/statistics/", {"step": step}))


def test_days_on_which_nobody_came_have_a_row(db):
    Day.objects.create(day=TODAY - dt.timedelta(days=3), visits=7)

    assert [row.visits for row in queries.rows(queries.Step.DAY, today=TODAY)] == [0, 0, 0, 7]


def test_months_and_years_add_up(db):
    for month in (1, 2, 3):
        Day.objects.create(day=dt.date(2026, month, 1), visits=month, machines=1)
    Day.objects.create(day=dt.date(2026, 3, 2), visits=10)

    assert [row.visits for row in queries.rows(queries.Step.MONTH, today=TODAY)] == [13, 2, 1]
    assert [(row.visits, row.machines) for row in queries.rows(queries.Step.YEAR, today=TODAY)] == [(16, 3)]


def test_csv_has_every_day(client, db):
    Day.objects.create(day=dt.date(2020, 1, 1), visits=4, views=9)
    Day.objects.create(day=dt.date(2026, 3, 9), visits=2, views=2)

    answer = client.get("/statistics/export.csv")

    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert rows[0][:2] == ["Thời gian", "Lượt truy cập"]
    assert [row[:4] for row in rows[1:]] == [["01/01/2020", "4", "0", "9"], ["09/03/2026", "2", "0", "2"]]


def test_readers_of_a_page_are_said_in_words(process):
    for number in range(99):
        process.opens(f"10.1.1.{number}")
    process.tells()
    page = Template("{% load visits %}{% readers kind pk %}")
    context = Context({"kind": ARTICLE.kind, "pk": ARTICLE.id})

    assert "<span>99 lượt đọc</span>" in page.render(context)
    with translation.override("en"):
        assert "<span>99 readers</span>" in page.render(context)


def test_block_costs_one_query(process, django_assert_num_queries):
    with django_assert_num_queries(1):
        Template("{% load visits %}{% visitor_block %}").render(Context())


def test_readers_of_a_list_cost_two_queries(process, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert queries.readers("news.article", [uuid.uuid4() for _ in range(20)]).__len__() == 20
