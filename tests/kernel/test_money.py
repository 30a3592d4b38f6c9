import decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.kernel.money import (
    LARGEST,
    AmountNotRead,
    FractionOfDong,
    NotWholeDong,
    checked,
    format_dong,
    in_words,
    parse_dong,
)

amounts = st.one_of(
    st.integers(-LARGEST, LARGEST),
    st.integers(-10_000, 10_000),
    st.tuples(st.integers(0, 9999), st.sampled_from([10**3, 10**6, 10**9])).map(lambda pair: pair[0] * pair[1]),
)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234.567", 1_234_567),
        ("1.234.567 đ", 1_234_567),
        ("1.234.567đ", 1_234_567),
        ("1 234 567 VND", 1_234_567),
        ("1,234,567 VNĐ", 1_234_567),
        ("1.234.567,00 đồng", 1_234_567),
        ("500000", 500_000),
        ("0", 0),
        ("-20.000", -20_000),
        ("2 tỷ 285 triệu đồng", 2_285_000_000),
        ("2 tỉ, 285 triệu 500 nghìn đồng", 2_285_500_000),
        ("18,96 tỷ", 18_960_000_000),
        ("18.96 tỷ đồng", 18_960_000_000),
        ("1.500 tỷ", 1_500_000_000_000),
        ("3 nghìn tỷ đồng", 3_000_000_000_000),
        ("500 nghìn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("1,5tr", 1_500_000),
        ("200k", 200_000),
        ("60.000.000 ₫", 60_000_000),
        ("5 triệu 200.000 đồng", 5_200_000),
    ],
)
def test_amounts_are_read_as_they_are_written(written, amount):
    assert parse_dong(written) == amount


@pytest.mark.parametrize(
    "written",
    [
        "", "đồng", "hơn 2 tỷ", "1,234", "1.23", "12.34.567", "1.234.56", "2 triệu 1 tỷ", "5 5", "2 tỷ rưỡi", "1.234,5.6",
        "5 triệu x", "--", "--5", "5,", "1e6", "2 tỷ 3 tỷ",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(AmountNotRead) as caught:
        parse_dong(written)

    assert caught.value.fields == {"written": written}
    assert written in caught.value.message_vi


@pytest.mark.parametrize("written", ["0,0000001 tỷ 0,5 nghìn 1.000,5", "1.234,5 đồng", "0,00015 triệu 0,0001 nghìn"])
def test_there_is_nothing_below_one_dong(written):
    with pytest.raises(FractionOfDong):
        parse_dong(written)


@pytest.mark.parametrize("value", [1.0, True, decimal.Decimal(5), "5", None, 2**63, float("nan")])
def test_only_whole_dong_that_the_database_holds_are_money(value):
    for use in (checked, format_dong, in_words):
        with pytest.raises(NotWholeDong) as caught:
            use(value)

        assert caught.value.code == "not_whole_dong"


def test_a_written_amount_larger_than_the_database_holds_is_refused():
    with pytest.raises(NotWholeDong):
        parse_dong("10.000.000.000 tỷ")


@given(amounts)
def test_a_formatted_amount_reads_back(amount):
    assert parse_dong(format_dong(amount)) == amount


def test_an_amount_is_formatted_in_thousands():
    assert format_dong(1_234_567) == "1.234.567 đ"
    assert format_dong(-500) == "-500 đ"


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "không đồng"),
        (4, "bốn đồng"),
        (10, "mười đồng"),
        (11, "mười một đồng"),
        (14, "mười bốn đồng"),
        (15, "mười lăm đồng"),
        (20, "hai mươi đồng"),
        (21, "hai mươi mốt đồng"),
        (24, "hai mươi tư đồng"),
        (25, "hai mươi lăm đồng"),
        (101, "một trăm linh một đồng"),
        (105, "một trăm linh năm đồng"),
        (110, "một trăm mười đồng"),
        (1_000, "một nghìn đồng"),
        (1_005, "một nghìn không trăm linh năm đồng"),
        (1_050_000, "một triệu không trăm năm mươi nghìn đồng"),
        (1_000_005, "một triệu không trăm linh năm đồng"),
        (2_285_000_000, "hai tỷ hai trăm tám mươi lăm triệu đồng"),
        (2_005_000_000, "hai tỷ không trăm linh năm triệu đồng"),
        (18_960_000_000, "mười tám tỷ chín trăm sáu mươi triệu đồng"),
        (1_000_000_000_000, "một nghìn tỷ đồng"),
        (1_000_000_000_001, "một nghìn tỷ không trăm linh một đồng"),
        (-1_500_000, "âm một triệu năm trăm nghìn đồng"),
    ],
)
def test_an_amount_is_read_aloud_correctly(amount, words):
    assert in_words(amount) == words


def heard(words):
    """What a listener makes of an amount in words: an independent reading, digit by digit."""
    digits = {w: n for n, w in enumerate(["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"])}
    digits |= {"mốt": 1, "tư": 4, "lăm": 5}
    billions = group = below = digit = 0
    for word in words.removeprefix("âm ").removesuffix(" đồng").split():
        if word in digits:
            digit = digits[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word == "trăm":
            group, digit = group + 100 * digit, 0
        elif word in {"nghìn", "triệu"}:
            below += (group + digit) * (1000 if word == "nghìn" else 10**6)
            group = digit = 0
        elif word == "tỷ":
            billions = (billions + below + group + digit) * 10**9
            below = group = digit = 0
        else:
            assert word == "linh"
    total = billions + below + group + digit
    return -total if words.startswith("âm") else total


@given(amounts)
def test_an_amount_in_words_is_heard_as_the_same_amount(amount):
    assert heard(in_words(amount)) == amount


@given(amounts)
def test_an_amount_in_words_has_no_mistake_that_a_teacher_would_mark(amount):
    words = in_words(amount)

    assert not any(
        wrong in words for wrong in ("mươi một", "mươi năm", "mười năm", "mươi bốn", "mười mốt", "linh lăm", "  ")
    )
