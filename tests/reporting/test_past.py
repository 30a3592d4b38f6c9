"""What a body said before: the period before, the last ones, the same period last year; as accepted, else as handed in."""

import pytest

from giaoban.kernel.period import Period
from giaoban.reporting import operations
from giaoban.reporting.past import past
from tests.reporting.conftest import MONTH


@pytest.fixture
def called(phuc, at):
    def make(year, month):
        period = Period.of_month(year, month)
        return operations.open_call(form=MONTH, period=period, due=period.end, due_above=period.end, by=phuc, at=at)

    return make


def test_past_holds_the_period_before_the_last_ones_and_last_year(
    called, lan, phuc, bich, submit, write, at, django_assert_num_queries
):
    for year, month, houses in ((2020, 10, 3), (2021, 8, 4), (2021, 9, 5)):
        submit(called(year, month), lan, mo_hinh_tu_quan=houses, tiep_xuc_cu_tri=None)
    now = called(2021, 10)
    write(called(2021, 11), lan, mo_hinh_tu_quan=99)

    with django_assert_num_queries(3):
        told = past(now, lan.unit_id)

    by_code = {one.indicator.code: (pk, one) for pk, one in told.before.items()}
    houses, voters = by_code["mo-hinh-tu-quan"][0], by_code["tiep-xuc-cu-tri"][0]
    assert told.before[houses].number == 5
    assert told.recent[houses] == (5, 4, 3)
    assert told.recent[voters] == (0, 0, 0)
    assert told.last_year[houses] == 3
    assert told.period == Period.of_month(2021, 9)


def test_what_was_accepted_counts_and_no_draft_does(called, lan, phuc, bich, accepted, write, at):
    september = called(2021, 9)
    of = accepted(september, lan, mo_hinh_tu_quan=5)
    operations.reopen(return_id=of.pk, reason="Nhầm", by=phuc, at=at)
    write(september, lan, mo_hinh_tu_quan=50)
    write(called(2021, 8), lan, mo_hinh_tu_quan=70)

    told = past(called(2021, 10), lan.unit_id)

    assert [one.number for one in told.before.values() if one.indicator.code == "mo-hinh-tu-quan"] == [5]
    assert all(
        numbers == (5,) for pk, numbers in told.recent.items() if told.before[pk].indicator.code == "mo-hinh-tu-quan"
    )


def test_body_without_a_past_has_none(call, lan):
    told = past(call, lan.unit_id)

    assert (told.before, told.recent, told.last_year, told.period) == ({}, {}, {}, None)
