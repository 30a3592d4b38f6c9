"""Amounts of money: whole đồng, as `int`, never a float."""

import re
from decimal import Decimal

from giaoban.kernel.problems import Problem
from giaoban.kernel.vietnamese import fold

LARGEST = 2**63 - 1
"""What a bigint column holds."""


class AmountNotRead(Problem):
    """Words or figures that are no amount: `written`."""

    code = "amount_not_read"
    sentence_vi = "Không đọc được số tiền “{written}”. Ví dụ đúng: 1.234.567 hoặc 2 tỷ 285 triệu đồng."


class FractionOfDong(Problem):
    """An amount that is not whole đồng: `written`."""

    code = "fraction_of_dong"
    sentence_vi = "Số tiền “{written}” lẻ dưới một đồng."


class NotWholeDong(Problem):
    """A value that is no integer, or too large to keep: `value`."""

    code = "not_whole_dong"
    sentence_vi = "{value} không phải là số nguyên đồng."


def checked(amount: object) -> int:
    """The amount, if it is an integer that the database holds; floats, booleans and decimals raise `NotWholeDong`."""
    if isinstance(amount, bool) or not isinstance(amount, int) or abs(amount) > LARGEST:
        raise NotWholeDong(value=amount)
    return amount


def format_dong(amount: int) -> str:
    """As documents write it: "1.234.567 đ"."""
    return f"{checked(amount):,} đ".replace(",", ".")


# -- reading -------------------------------------------------------------------------------------------------------

_UNITS = {
    "nghin ty": 10**12, "ngan ty": 10**12, "ty": 10**9, "ti": 10**9, "trieu": 10**6, "tr": 10**6,
    "nghin": 10**3, "ngan": 10**3, "k": 10**3, "tram": 10**2,
}  # fmt: skip
_GROUPED = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+|\d{1,3}(?:,\d{3}){2,}"
_PART = re.compile(
    rf"(?P<figures>{_GROUPED}|\d+(?:[.,]\d+)?)(?![.,]?\d) ?(?P<unit>{'|'.join(_UNITS)})?(?![a-z])(?:,? (?=\d)|$)"
)
_CURRENCY = re.compile(r" ?(?:d|dong|vnd|₫)\.?$")


def parse_dong(written: str) -> int:
    """The whole đồng of "1.234.567", "1.234.567 đ", "2 tỷ 285 triệu đồng", "18,96 tỷ", "500 nghìn", "-20.000".

    Points group thousands and a comma is decimal, as in Vietnam; "1,234,567" and "18.96 tỷ" are unmistakable and
    accepted, "1,234" is neither and raises `AmountNotRead`, and so does everything with other words in it ("hơn 2 tỷ").
    """
    folded = fold(written)
    sign = -1 if folded.startswith(("-", "−")) else 1
    amount, smallest = Decimal(0), None
    rest = _CURRENCY.sub("", (folded[1:] if sign < 0 else folded).strip())
    while rest:
        match = _PART.match(rest)
        unit = _UNITS[match["unit"]] if match and match["unit"] else 1
        if match is None or (smallest is not None and unit >= smallest):
            raise AmountNotRead(written=written)
        amount += _number(match["figures"], has_unit=unit > 1, written=written) * unit
        smallest, rest = unit, rest[match.end() :]
    if smallest is None:
        raise AmountNotRead(written=written)
    if amount != int(amount):
        raise FractionOfDong(written=written)
    return checked(sign * int(amount))


def _number(figures: str, *, has_unit: bool, written: str) -> Decimal:
    if re.fullmatch(_GROUPED, figures):
        separator = next(c for c in figures if not c.isdigit())
        return Decimal(figures.replace(separator, "").replace(",", "."))
    if "." in figures or "," in figures:
        if not has_unit:
            raise AmountNotRead(written=written)
        return Decimal(figures.replace(",", "."))
    return Decimal(figures)


# -- words ---------------------------------------------------------------------------------------------------------

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUP_NAMES = ("", "nghìn", "triệu")
_BILLION = 10**9


def in_words(amount: int) -> str:
    """The amount as it is read: "hai tỷ hai trăm tám mươi lăm triệu đồng".

    One after mươi is mốt, four is tư, five after mười or mươi is lăm, a missing ten is linh; hundreds that are missing
    inside a number are said ("một triệu không trăm linh năm đồng"), empty groups are not.
    """
    sign = "âm " if checked(amount) < 0 else ""
    return f"{sign}{_number_in_words(abs(amount))} đồng"


def _number_in_words(number: int, *, inside: bool = False) -> str:
    if number >= _BILLION:
        billions, rest = divmod(number, _BILLION)
        head = f"{_number_in_words(billions, inside=inside)} tỷ"
        return f"{head} {_number_in_words(rest, inside=True)}" if rest else head
    groups = [(number // 1000**power % 1000, _GROUP_NAMES[power]) for power in (2, 1, 0)]
    words: list[str] = []
    for group, name in groups:
        if group:
            words += [_group_in_words(group, inside=inside or bool(words)), name]
    return " ".join(word for word in words if word) or _DIGITS[0]


def _group_in_words(group: int, *, inside: bool) -> str:
    """Of a number below a thousand; inside a longer number its hundreds are said even if there are none."""
    hundreds, below = divmod(group, 100)
    tens, ones = divmod(below, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inside else []
    if tens == 0 and ones and words:
        words.append("linh")
    elif tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_ones_in_words(tens, ones))
    return " ".join(words)


def _ones_in_words(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if tens > 1 and ones in {1, 4}:
        return "mốt" if ones == 1 else "tư"
    return _DIGITS[ones]
