"""The language of formulas: what is read, what it makes, what is refused and where."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.reporting import formulas, words
from giaoban.reporting.formulas import Lack, Made, Unread, Why

NUMBERS = {
    "tien-giup": Decimal(90),
    "ho-duoc-giup": Decimal(4),
    "kien-nghi": Decimal(0),
    "gao-giup": None,
    "a": Decimal(7),
}


def made(text: str) -> Made:
    return formulas.work_out(formulas.read(text), lambda code: NUMBERS[code])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tien-giup / ho-duoc-giup", "22.5"),
        ("{tien-giup} : {ho-duoc-giup} × 100", "2250"),
        ("tien-giup - ho-duoc-giup - a", "79"),
        ("tien-giup - (ho-duoc-giup - a)", "93"),
        ("a+ho-duoc-giup*2", "15"),
        ("-a * -2", "14"),
        ("1,5 * a", "10.5"),
        ("A + 1", "8"),
        ("min(a; ho-duoc-giup; 5) + max(a; 1)", "11"),
        ("round(tien-giup / a; 2)", "12.86"),
        ("round(tien-giup / a)", "13"),
        ("tien-giup / ifzero(kien-nghi; 3)", "30"),
        ("a + ifnone(gao-giup; 0)", "7"),
        ("kien-nghi * 5", "0"),
    ],
)
def test_formula_makes_a_number(text, number):
    assert made(text) == Made(Decimal(number))


@pytest.mark.parametrize(
    ("text", "lack", "of"),
    [
        ("a / kien-nghi", Lack.DIVIDED_BY_ZERO, ""),
        ("a / (ho-duoc-giup - 4)", Lack.DIVIDED_BY_ZERO, ""),
        ("a + gao-giup", Lack.NOTHING_SAID, "gao-giup"),
        ("ifnone(a / kien-nghi; 0)", Lack.DIVIDED_BY_ZERO, ""),
        ("999999999999 * 999999999999", Lack.TOO_LARGE, ""),
        ("*".join(["999999999999"] * 30), Lack.TOO_LARGE, ""),
    ],
)
def test_formula_without_a_number_says_why(text, lack, of):
    assert made(text) == Made(None, lack, of)


@pytest.mark.parametrize(
    ("text", "why", "place"),
    [
        ("", Why.EMPTY, 0),
        ("   ", Why.EMPTY, 0),
        ("a +", Why.EXPECTED_VALUE, 3),
        ("a b", Why.EXPECTED_END, 2),
        ("(a + 1", Why.OPEN, 0),
        ("a)", Why.EXPECTED_END, 1),
        ("a ** 2", Why.EXPECTED_VALUE, 3),
        ("1.5 * a", Why.NO_SIGN, 0),
        ("1,5,5", Why.NO_SIGN, 0),
        ("a @ 2", Why.NO_SIGN, 2),
        ("{a", Why.NO_SIGN, 0),
        ("__import__('os')", Why.NO_SIGN, 0),
        ("exec(a)", Why.NO_FUNCTION, 0),
        ("min(a)", Why.ARGUMENTS, 0),
        ("round(a; b)", Why.ARGUMENTS, 0),
        ("round(a; 9)", Why.ARGUMENTS, 0),
        ("min(a, 1)", Why.NO_SIGN, 5),
        ("a;1", Why.EXPECTED_END, 1),
        ("(" * 40 + "a" + ")" * 40, Why.TOO_DEEP, 21),
        ("-" * 40 + "a", Why.TOO_DEEP, 21),
        ("a+" * 300 + "a", Why.TOO_LONG, 500),
    ],
)
def test_what_is_no_formula_is_refused_with_its_place(text, why, place):
    with pytest.raises(Unread) as refused:
        formulas.read(text)

    assert (refused.value.why, refused.value.place) == (why, place)
    assert words.formula_unread(refused.value)


def test_hyphen_inside_a_code_is_no_minus():
    assert [one.code for one in formulas.codes(formulas.read("tien-giup - ho-giup"))] == ["tien-giup", "ho-giup"]
    assert [(one.code, one.place) for one in formulas.codes(formulas.read("b + a-1 + b"))] == [("b", 0), ("a-1", 4)]


def test_formula_is_said_with_names_and_the_brackets_that_matter():
    names = {"tien-giup": "Tiền mặt", "ho-duoc-giup": "Lượt hộ"}

    assert formulas.said(formulas.read("{tien-giup}/(ho-duoc-giup+1,5)"), names) == "“Tiền mặt” ÷ (“Lượt hộ” + 1,5)"
    assert formulas.said(formulas.read("(a*b) - (c - d)"), {}) == "a × b − (c − d)"
    assert formulas.said(formulas.read("ifzero(a;0)"), {}) == "ifzero(a; 0)"


@st.composite
def sums(draw, depth=4):
    """(a formula over whole numbers, what it makes), made side by side."""
    if depth == 0 or draw(st.booleans()):
        number = draw(st.integers(0, 999))
        return str(number), Fraction(number)
    (left, one), (right, other) = draw(sums(depth - 1)), draw(sums(depth - 1))
    sign = draw(st.sampled_from("+-*/"))
    if one is None or other is None or (sign == "/" and not other):
        return f"({left}) {sign} ({right})", None
    made = {"+": one + other, "-": one - other, "*": one * other, "/": one / other if other else None}[sign]
    return f"({left}) {sign} ({right})", made


@given(sums())
def test_arithmetic_is_that_of_fractions(pair):
    text, expected = pair

    found = formulas.work_out(formulas.read(text), lambda _code: None)

    if expected is None:
        assert found == Made(None, Lack.DIVIDED_BY_ZERO)
    elif found.number is None:
        assert found.lack == Lack.TOO_LARGE
    else:
        assert abs(Fraction(found.number) - expected) <= abs(expected) / 10**40


@given(st.text(alphabet="ab-+*/();,1 {}.é²", max_size=60))
def test_whatever_is_written_is_read_or_refused(text):
    try:
        node = formulas.read(text)
    except Unread as problem:
        place = problem.place
    else:
        place = 0
        plain = formulas.said(node, {}).replace("×", "*").replace("÷", "/").replace("−", " - ")
        assert formulas.said(formulas.read(plain), {}) == formulas.said(node, {})

    assert 0 <= place <= len(text)
