"""What figures over several periods are made of: what each body said, and each period by itself."""

from dataclasses import dataclass
from decimal import Decimal

from giaoban.kernel.period import Period
from giaoban.reporting.combining import Figure, Part
from giaoban.reporting.models import Call
from giaoban.reporting.queries import Body

ALL = Decimal(1)


@dataclass(frozen=True)
class Told:
    """What one body gives to a figure over a range: one part, made of what it said period by period."""

    body: Body
    part: Part
    said: tuple[tuple[Call, Part], ...]
    share: Decimal = ALL

    @property
    def counts(self) -> list[Call]:
        """The calls whose values are in it."""
        return [call for call, part in self.said if part.amount is not None]


@dataclass(frozen=True)
class Step:
    """One period of a range: its call, if returns were called for, the figure of that period, returns counted of those expected."""

    period: Period
    call: Call | None
    figure: Figure
    counted: int
    expected: int
