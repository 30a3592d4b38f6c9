"""What the checks find: pure cells in, findings out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reporting import checks, words
from giaoban.reporting.checks import Cell, jump


def cells(*made: Cell) -> dict[str, Cell]:
    return {cell.code: cell for cell in made}


def cell(code: str, number: int | None = None, **more) -> Cell:
    return Cell(code=code, number=None if number is None else Decimal(number), **more)


def found(*made: Cell) -> list[tuple[str, str]]:
    return [(one.rule, one.cell) for one in checks.run(cells(*made))]


def test_empty_is_not_none_occurred():
    assert found(cell("a")) == [("required", "a")]
    assert found(cell("a", none_occurred=True)) == []
    assert found(cell("a", 0)) == []
    assert found(cell("a", is_required=False)) == []


def test_text_is_answered_by_words_alone():
    assert found(cell("a", is_number=False, text="  ")) == [("required", "a")]
    assert found(cell("a", is_number=False, text="Ổn định")) == []


@pytest.mark.parametrize(("number", "rule"), [(-1, "negative"), (501, "too_much")])
def test_number_lies_in_its_range(number, rule):
    assert found(cell("a", number, most=Decimal(500))) == [(rule, "a")]
    assert found(cell("a", 500, most=Decimal(500))) == []


def test_count_is_whole():
    assert found(Cell(code="a", number=Decimal("1.5"))) == [("not_whole", "a")]
    assert found(Cell(code="a", number=Decimal("1.5"), is_whole=False)) == []


def test_parts_that_make_the_whole_add_up():
    parts = cell("b", 12, whole="a"), cell("c", 10, whole="a")

    assert found(cell("a", 22, adds_up=True), *parts) == []
    assert found(cell("a", 23, adds_up=True), *parts) == [("parts_differ", "a")]


def test_part_is_no_more_than_its_whole():
    assert found(cell("a", 10), cell("b", 11, whole="a")) == [("part_too_large", "a")]
    assert found(cell("a", 10), cell("b", 10, whole="a")) == []
    assert found(cell("a", none_occurred=True), cell("b", 1, whole="a")) == [("part_too_large", "a")]


def test_sum_waits_until_every_part_is_answered():
    assert found(cell("a", 5, adds_up=True), cell("b", is_required=False, whole="a"), cell("c", 9, whole="a")) == []


def test_jump_is_asked_about_not_refused():
    (finding,) = checks.run(cells(cell("a", 100, previous=Decimal(20))))

    assert (finding.rule, finding.is_hard) == ("jump", False)
    assert "100" in words.finding(finding)
    assert "20" in words.finding(finding)


def test_reason_takes_a_soft_finding_out_of_the_way_but_no_hard_one():
    soft = cell("a", 100, previous=Decimal(20))

    assert checks.blocking(cells(soft)) != []
    assert checks.blocking(cells(cell("a", 100, previous=Decimal(20), reason="Đợt cứu trợ sau lũ"))) == []
    assert checks.blocking(cells(cell("a", -1, reason="Tôi chắc chắn"))) != []


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_jump_is_the_same_both_ways(one, other):
    assert jump.leaps(Decimal(one), Decimal(other)) == jump.leaps(Decimal(other), Decimal(one))
    assert not jump.leaps(Decimal(one), Decimal(one))
