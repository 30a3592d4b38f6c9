"""Numbers as Vietnamese people type them, read without guessing. Pure."""

import re
from decimal import Decimal
from enum import StrEnum

from giaoban.kernel.money import AmountNotRead, FractionOfDong, NotWholeDong, parse_dong

LARGEST = Decimal(10) ** 18
_POINTS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?P<decimals>,[0-9]+)?")
_SPACES = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?P<decimals>,[0-9]+)?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DECIMAL = re.compile(r"[0-9]+,[0-9]+")
_EITHER = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_FOREIGN = re.compile(r"[0-9]+\.[0-9]+")


class Why(StrEnum):
    """Why something typed is no number that we take."""

    AMBIGUOUS = "ambiguous"
    POINT = "point"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    NO_NUMBER = "no_number"
    TOO_LARGE = "too_large"
    TOO_FINE = "too_fine"


class Unread(ValueError):
    """What was typed cannot be taken: `why`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def number(written: str, *, is_whole: bool) -> Decimal:
    """The number of "1.234", "1 234", "1234", "1,5", "1.234,5"; with three decimals at most.

    Points and spaces group thousands, the comma is decimal. "1,234" might be either and is refused, and so is "1.5":
    nothing is guessed. Raises Unread.
    """
    plain = written.strip()
    if plain[:1] in {"-", "−", "–"}:
        raise Unread(Why.NEGATIVE)
    if _EITHER.fullmatch(plain):
        raise Unread(Why.AMBIGUOUS)
    found = _decimal(plain)
    if found >= LARGEST:
        raise Unread(Why.TOO_LARGE)
    if is_whole and found != int(found):
        raise Unread(Why.NOT_WHOLE)
    if found != round(found, 3):
        raise Unread(Why.TOO_FINE)
    return found


def _decimal(plain: str) -> Decimal:
    if _POINTS.fullmatch(plain) or _SPACES.fullmatch(plain):
        return Decimal(re.sub(r"[. \u00a0\u202f]", "", plain).replace(",", "."))
    if _COMMAS.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if _DECIMAL.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    if _FOREIGN.fullmatch(plain):
        raise Unread(Why.POINT)
    if re.fullmatch(r"[0-9]+", plain):
        return Decimal(plain)
    raise Unread(Why.NO_NUMBER)


def money(written: str) -> Decimal:
    """Whole đồng of "1.234.567", "2 tỷ 285 triệu", "18,96 tỷ". Raises Unread."""
    plain = written.strip()
    if plain[:1] in {"-", "−", "–"}:
        raise Unread(Why.NEGATIVE)
    if _EITHER.fullmatch(plain):
        raise Unread(Why.AMBIGUOUS)
    try:
        found = Decimal(parse_dong(plain))
    except FractionOfDong as problem:
        raise Unread(Why.NOT_WHOLE) from problem
    except NotWholeDong as problem:
        raise Unread(Why.TOO_LARGE) from problem
    except AmountNotRead as problem:
        raise Unread(Why.POINT if _FOREIGN.fullmatch(plain) else Why.NO_NUMBER) from problem
    if found >= LARGEST:
        raise Unread(Why.TOO_LARGE)
    return found


def of_kind(kind: str, written: str) -> Decimal:
    """What was typed for an indicator of a kind: money in its own words, else a number. Raises Unread."""
    if kind == "money":
        return money(written)
    return number(written, is_whole=kind != "quantity")
