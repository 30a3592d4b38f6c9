"""What a formula is once it was read."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Code:
    """An indicator by its code; `place` counts the signs before it in the text."""

    code: str
    place: int = 0


@dataclass(frozen=True)
class Minus:
    of: "Node"


@dataclass(frozen=True)
class Pair:
    """Two values and the sign between them: + - * /"""

    sign: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True)
class Call:
    """A function of values; see `reading.FUNCTIONS`."""

    name: str
    of: tuple["Node", ...]


Node = Number | Code | Minus | Pair | Call
