"""A series to take lists into, and the act of reading one."""

import datetime as dt

import pytest

from giaoban.briefing import operations
from giaoban.briefing.models import OldList, Series
from giaoban.documents.reading.tables import read_table

DAY = dt.date(2021, 10, 1)


@pytest.fixture
def series(province) -> Series:
    return Series.objects.create(name="Giao ban quý", owner=province.party)


@pytest.fixture
def read(series, tuyet, at):
    """`read(data)` reads a list as Tuyết, a day of business as any."""

    def act(data, *, by=tuyet, how=None, name="theo-doi.xlsx") -> OldList:
        return operations.read_old_list(
            book=read_table(data, name=name),
            data=data,
            name=name,
            series=series,
            title="Danh sách cũ",
            held_on=DAY,
            by=by,
            at=at,
            how=how,
        )

    return act


@pytest.fixture
def take_in(read, tuyet, at):
    """Reads a list and confirms it."""

    def act(data, **options):
        return operations.confirm_old_list(old_list_id=read(data, **options).pk, by=tuyet, at=at)

    return act
