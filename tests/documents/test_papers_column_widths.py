"""Columns of a paper's table are as wide as their author said, and never so narrow that a word or an amount breaks."""

import pytest

from giaoban.documents.papers import Column, Table
from giaoban.documents.papers.column_widths import Room, shares
from giaoban.documents.papers.metrics import width

PAGE = Room(160, 12)
COLUMNS = (Column("STT", 12), Column("Chỉ tiêu", 60), Column("Kỳ này", 18), Column("So kế hoạch (%)", 10))


def test_widths_are_those_that_the_table_says_where_every_word_fits():
    table = Table((Column("Một", 30), Column("Hai", 70)), (("1", "2"),))

    assert shares(table, PAGE) == pytest.approx((30, 70))


def test_amount_of_thousands_of_millions_stays_in_one_line():
    amount = "31.689.000.000"
    told = shares(Table(COLUMNS, (("5", "Tiền mặt đã trao", amount, "66"),)), PAGE)
    sizes = [PAGE.width * share / 100 for share in told]

    assert sum(told) == pytest.approx(100)
    assert sizes[2] > width(amount, size=12, bold=False) + 3
    assert sizes[3] > width("hoạch", size=12, bold=True) + 3
    assert sizes[1] == max(sizes), "what they lacked comes from the column that had the most to spare"


def test_page_without_the_room_for_all_leaves_the_widths_alone():
    table = Table(COLUMNS, (("5", "x" * 80, "31.689.000.000", "66"),))

    assert shares(table, Room(60, 12)) == pytest.approx((12, 60, 18, 10))
