"""The arithmetic of a formula: decimals, no rounding on the way, and no number where there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from enum import StrEnum
from functools import partial

from giaoban.reporting.formulas.tree import Call, Code, Minus, Node, Number, Pair

LARGEST = Decimal(10) ** 18
_EXACT = Context(prec=60)


class Lack(StrEnum):
    """Why a formula makes no number."""

    NOTHING_SAID = "nothing_said"
    DIVIDED_BY_ZERO = "divided_by_zero"
    TOO_LARGE = "too_large"


@dataclass(frozen=True)
class Made:
    """The number, or why there is none; `of` is the code of which nothing was said."""

    number: Decimal | None
    lack: Lack | None = None
    of: str = ""


class _Missing(Exception):
    def __init__(self, lack: Lack, of: str = "") -> None:
        super().__init__(lack)
        self.lack, self.of = lack, of


def work_out(node: Node, number_of: Callable[[str], Decimal | None]) -> Made:
    """What a formula makes of the numbers of its indicators."""
    with localcontext(_EXACT):
        try:
            return Made(_bounded(_of(node, number_of)))
        except _Missing as missing:
            return Made(None, missing.lack, missing.of)


def _bounded(number: Decimal) -> Decimal:
    if abs(number) >= LARGEST:
        raise _Missing(Lack.TOO_LARGE)
    return number


def _of(node: Node, number_of: Callable[[str], Decimal | None]) -> Decimal:
    match node:
        case Number(value):
            return value
        case Code(code):
            number = number_of(code)
            if number is None:
                raise _Missing(Lack.NOTHING_SAID, code)
            return number
        case Minus(of):
            return -_of(of, number_of)
        case Pair(sign, left, right):
            return _bounded(_paired(sign, _of(left, number_of), _of(right, number_of)))
        case Call(name, arguments):
            return _called(name, [partial(_of, one, number_of) for one in arguments])


def _called(name: str, arguments: list[Callable[[], Decimal]]) -> Decimal:
    """A function; an argument that it does not need is not worked out."""
    first, *others = arguments
    if name == "ifnone":
        try:
            return first()
        except _Missing as missing:
            if missing.lack != Lack.NOTHING_SAID:
                raise
            return others[0]()
    if name == "ifzero":
        return first() or others[0]()
    if name == "round":
        return round(first(), int(others[0]()) if others else 0)
    return (min if name == "min" else max)(one() for one in arguments)


def _paired(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if not right:
        raise _Missing(Lack.DIVIDED_BY_ZERO)
    return left / right
