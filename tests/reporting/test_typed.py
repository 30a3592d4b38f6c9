"""Numbers as Vietnamese people type them: read as they mean, or refused with the reason; never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reporting import typed, words
from giaoban.reporting.typed import Why


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0), ("1234", 1234), ("1.234", 1234), ("1.234.567", 1_234_567), ("1 234", 1234), ("1\u00a0234", 1234),
        (" 12 ", 12), ("1,234,567", 1_234_567), ("0123", 123),
    ],
)  # fmt: skip
def test_whole_number_is_read(written, number):
    assert typed.number(written, is_whole=True) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("1,5", "1.5"), ("0,234", "0.234"), ("1.234,5", "1234.5"), ("1,2340", "1.234"), ("12", "12")],
)
def test_quantity_takes_a_decimal_comma(written, number):
    assert typed.number(written, is_whole=False) == Decimal(number)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1,234", Why.AMBIGUOUS), ("12,345", Why.AMBIGUOUS), ("1.5", Why.POINT), ("1.23", Why.POINT), ("1.2345", Why.POINT),
        ("-5", Why.NEGATIVE), ("−5", Why.NEGATIVE), ("năm", Why.NO_NUMBER), ("5 hộ", Why.NO_NUMBER), ("1e5", Why.NO_NUMBER),
        ("=1+1", Why.NO_NUMBER), ("1.234.56", Why.NO_NUMBER), ("٣", Why.NO_NUMBER), ("9" * 19, Why.TOO_LARGE),
        ("1,2345", Why.TOO_FINE),
    ],
)  # fmt: skip
def test_what_may_be_misread_is_refused(written, why):
    with pytest.raises(typed.Unread) as refusal:
        typed.number(written, is_whole=False)

    assert refusal.value.why == why
    assert words.unread(why)


def test_where_one_counts_no_decimal_is_taken():
    with pytest.raises(typed.Unread) as refusal:
        typed.number("1,5", is_whole=True)

    assert refusal.value.why == Why.NOT_WHOLE


@pytest.mark.parametrize(
    ("written", "amount"), [("45 triệu", 45_000_000), ("2 tỷ 285 triệu", 2_285_000_000), ("1.500.000 đ", 1_500_000)]
)
def test_money_is_read_as_people_say_it(written, amount):
    assert typed.money(written) == amount


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("1,234", Why.AMBIGUOUS),
        ("-1", Why.NEGATIVE),
        ("1,5", Why.NO_NUMBER),
        ("1.5", Why.POINT),
        ("hơn 2 tỷ", Why.NO_NUMBER),
        ("9" * 30, Why.TOO_LARGE),
    ],
)
def test_money_that_may_be_misread_is_refused(written, why):
    with pytest.raises(typed.Unread) as refusal:
        typed.money(written)

    assert refusal.value.why == why


@given(st.decimals(min_value=0, max_value=10**15, places=3, allow_nan=False, allow_infinity=False))
def test_what_the_page_offers_to_edit_is_read_as_the_same_number(number):
    written = words.editable(number)
    assert typed.number(written, is_whole=False) == number
