"""What waits for a body: returns that it owes, and those that it judges next; on the page of one's work."""

import datetime as dt

import pytest

from giaoban.kernel.period import Period
from giaoban.reporting import operations, queries, waiting
from giaoban.reporting.models import Call
from tests.reporting.conftest import MONTH


def test_return_is_owed_until_it_is_handed_in_and_again_when_it_comes_back(call, lan, bich, submit, at):
    (owed,) = waiting.owed(lan)
    assert (owed.call, owed.of, owed.due, owed.is_late) == (call, None, call.due, True)

    of = submit(call, lan)
    assert waiting.owed(lan) == []

    operations.send_back(return_id=of.pk, reason="Xem lại gạo", remarks={}, by=bich, at=at)
    assert [(one.of, one.chip) for one in waiting.owed(lan)] == [(of, "late")]


def test_more_time_takes_the_lateness_away(call, lan, phuc, at):
    later = dt.date(2021, 11, 5)
    asked = operations.ask_more_time(call_id=call.pk, due=later, reason="Lũ", by=lan, at=at)
    operations.answer_more_time(more_time_id=asked.pk, due=later, words="", by=phuc, at=at)

    assert [(one.due, one.is_late) for one in waiting.owed(lan)] == [(later, False)]


def test_calls_that_ask_a_body_are_those_that_expect_it(call, province):
    for unit in province.units.values():
        assert Call.objects.asking(unit.pk).contains(call) == queries.expects(call, unit.pk), unit.code


def test_return_waits_for_the_level_whose_turn_it_is(call, lan, nam, bich, phuc, submit, at):
    of = submit(call, lan)
    submit(call, nam)
    assert (waiting.judged_next(bich), waiting.judged_next(phuc)) == ([(call, 2)], [])

    operations.accept(return_id=of.pk, by=bich, at=at)

    assert (waiting.judged_next(bich), waiting.judged_next(phuc)) == ([(call, 1)], [(call, 1)])


def test_whoever_neither_fills_in_nor_accepts_has_nothing_waiting(call, minh, stranger, submit, lan):
    submit(call, lan)

    for actor in (minh, stranger):
        assert (waiting.owed(actor), waiting.judged_next(actor)) == ([], [])


def test_what_is_owed_is_asked_for_in_a_few_queries(phuc, lan, at, django_assert_max_num_queries):
    for month in (8, 9, 10):
        period = Period.of_month(2021, month)
        operations.open_call(form=MONTH, period=period, due=period.end, due_above=period.end, by=phuc, at=at)

    with django_assert_max_num_queries(4):
        owed = waiting.owed(lan)

    assert [one.call.period for one in owed] == ["2021-08", "2021-09", "2021-10"]


@pytest.mark.usefixtures("in_october")
def test_work_of_a_person_names_returns_that_wait(call, lan, bich, nam, submit, signed_in):
    shown = signed_in(lan).get("/my-work/").content.decode()
    assert f"/returns/{call.pk}/fill-in/" in shown

    submit(call, nam)
    shown = signed_in(bich).get("/my-work/").content.decode()
    assert "1 báo cáo chờ đơn vị bạn" in shown
    assert call.get_absolute_url() in shown
