"""Norms and holidays: data with a validity, never two answers for one day."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from giaoban.registry import queries
from giaoban.registry.enums import HolidayKind
from giaoban.registry.models import Holiday, Norm

FIRST, SECOND = dt.date(2021, 1, 1), dt.date(2022, 1, 1)


def norm(valid, value=500_000, scope="", basis="Nghị định 20/2021/NĐ-CP", **more):
    told = {"code": "support", "unit": "đồng"} | more
    return Norm.objects.create(value=value, scope=scope, valid=valid, legal_basis=basis, **told)


def test_norm_has_one_value_at_a_time(db):
    norm(DateRange(FIRST, SECOND))

    with pytest.raises(IntegrityError, match="norm_one_at_a_time"), transaction.atomic():
        norm(DateRange(dt.date(2021, 12, 31), None), value=600_000)

    assert norm(DateRange(SECOND, None), value=600_000)


def test_norm_may_differ_by_scope(db):
    norm(DateRange(FIRST, None), scope="urban")

    assert norm(DateRange(FIRST, None), scope="rural", value=400_000)


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"valid": DateRange(FIRST, FIRST)}, "norm_a_day_or_more"),
        ({"valid": DateRange(None, FIRST)}, "norm_a_day_or_more"),
        ({"valid": DateRange(FIRST, None), "basis": ""}, "norm_has_a_legal_basis"),
    ],
)
def test_norm_that_says_too_little_is_refused(told, constraint, db):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        norm(**told)


def test_days_that_differ_from_the_week_are_told_for_half_open_days(db):
    Holiday.objects.create(day=dt.date(2021, 9, 2), name="Quốc khánh")
    Holiday.objects.create(day=dt.date(2021, 9, 4), name="Làm bù", kind=HolidayKind.WORKING)
    Holiday.objects.create(day=dt.date(2021, 9, 5), name="Nghỉ")

    told = queries.holidays(dt.date(2021, 9, 2), dt.date(2021, 9, 5))

    assert told == {dt.date(2021, 9, 2): True, dt.date(2021, 9, 4): False}


def test_day_is_a_holiday_once(db):
    Holiday.objects.create(day=FIRST, name="Tết Dương lịch")

    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.bulk_create([Holiday(day=FIRST, name="Tết")])
