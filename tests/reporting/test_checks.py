"""What the checks find: pure cells in, findings out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reporting import checks, words
from giaoban.reporting.checks import Cell, jump
from giaoban.reporting.checks.between import AtMost, GoesWith
from giaoban.reporting.shipped import FORMS


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


def usual(*numbers: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, numbers))


def test_jump_is_asked_about_not_refused():
    (finding,) = checks.run(cells(cell("a", 100, recent=usual(20))))

    assert (finding.rule, finding.is_hard) == ("jump", False)
    assert "100" in words.finding(finding)
    assert "20" in words.finding(finding)


@pytest.mark.parametrize(
    ("now", "recent", "asked"),
    [
        # Spread 10 around 100: within three and a half standard deviations nothing is asked.
        (140, (90, 100, 110, 100, 90, 110), False),
        (160, (90, 100, 110, 100, 90, 110), True),
        (40, (90, 100, 110, 100, 90, 110), True),
        # A wide spread lets more pass.
        (300, (20, 100, 220, 60, 180), False),
        # One odd period moves neither the median nor the spread.
        (100, (20, 22, 5_000, 21, 19), True),
        # However alike the periods were, less than a half more is no jump, and small numbers are let be.
        (140, (100, 100, 100, 100), False),
        (160, (100, 100, 100, 100), True),
        (9, (1, 1, 1, 1), False),
        # Fewer than four periods: more than three times their median.
        (290, (100, 100), False),
        (310, (100, 100), True),
        (0, (100,), True),
    ],
)
def test_jump_is_off_the_median_by_more_than_the_usual_spread(now, recent, asked):
    assert found(cell("a", now, recent=usual(*recent))) == ([("jump", "a")] if asked else [])


def test_season_is_no_jump():
    assert found(cell("a", 500, recent=usual(90, 100, 110, 100), last_year=Decimal(450))) == []
    assert found(cell("a", 500, recent=usual(90, 100, 110, 100), last_year=Decimal(120))) == [("jump", "a")]


def test_same_period_last_year_asks_where_the_last_periods_are_too_few():
    assert found(cell("a", 500, last_year=Decimal(100))) == [("unlike_last_year", "a")]
    assert found(cell("a", 500, recent=usual(490), last_year=Decimal(100))) == [("unlike_last_year", "a")]
    assert found(cell("a", 500, recent=usual(490, 500, 510, 505), last_year=Decimal(100))) == []


def test_nothing_said_before_asks_nothing():
    assert found(cell("a", 500)) == []


def test_reason_takes_a_soft_finding_out_of_the_way_but_no_hard_one():
    soft = cell("a", 100, recent=usual(20))

    assert checks.blocking(cells(soft)) != []
    assert checks.blocking(cells(cell("a", 100, recent=usual(20), reason="Đợt cứu trợ sau lũ"))) == []
    assert checks.blocking(cells(cell("a", -1, reason="Tôi chắc chắn"))) != []


# --- Between lines ----------------------------------------------------------------------------------------------------

GOES = GoesWith(line="a", others=("b",), says="Có a mà không có b.")
MOST = AtMost(line="a", others=("b", "c"), times=10, says="Quá mười lần.")


def between(rule, *made: Cell) -> list[str]:
    return [one.says for one in checks.run(cells(*made), [rule]) if one.rule == "between"]


def test_line_that_goes_with_another_is_asked_about_alone():
    assert between(GOES, cell("a", 3), cell("b", none_occurred=True)) == ["Có a mà không có b."]
    assert between(GOES, cell("a", 3), cell("b", 0)) == ["Có a mà không có b."]
    assert between(GOES, cell("a", 3), cell("b", 1)) == []
    assert between(GOES, cell("a", none_occurred=True), cell("b", none_occurred=True)) == []
    # What is still empty is the word of another check.
    assert between(GOES, cell("a", 3), cell("b")) == []


def test_line_is_at_most_so_many_times_the_others():
    assert between(MOST, cell("a", 31), cell("b", 1), cell("c", 2)) == ["Quá mười lần."]
    assert between(MOST, cell("a", 30), cell("b", 1), cell("c", 2)) == []
    assert between(MOST, cell("a", 30), cell("b", none_occurred=True), cell("c", none_occurred=True)) == []


def test_rule_between_lines_asks_and_an_answer_settles_it():
    made = cells(cell("a", 3, reason="Họp trực tuyến"), cell("b", 0))

    assert checks.blocking(made, [GOES]) == []


def test_rule_about_lines_that_the_form_does_not_ask_is_passed_over():
    assert between(GOES, cell("a", 3)) == []


@pytest.mark.parametrize("form", FORMS.values(), ids=lambda form: form.code)
def test_rules_of_a_shipped_form_name_its_reported_lines(form):
    asked = {line.ask.code for section in form.sections for line in section.lines if line.ask.origin == "reported"}

    assert {code for rule in form.rules for code in (rule.line, *rule.others)} <= asked


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_leap_is_the_same_both_ways(one, other):
    assert jump.leaps(Decimal(one), Decimal(other)) == jump.leaps(Decimal(other), Decimal(one))
    assert not jump.leaps(Decimal(one), Decimal(one))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12), st.permutations(range(12)))
def test_order_of_the_last_periods_does_not_matter(numbers, order):
    recent = usual(*numbers)
    turned = tuple(recent[place] for place in order if place < len(recent))

    assert jump.is_far(Decimal(1_000), recent) == jump.is_far(Decimal(1_000), turned)
