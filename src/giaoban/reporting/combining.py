"""How values become one: over units, as a ratio. Pure; every number a Decimal, no rounding on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reporting.enums import OverUnits


@dataclass(frozen=True)
class Part:
    """What one unit said of one period; "none occurred" is nothing at all, and was said."""

    number: Decimal | None
    none_occurred: bool = False
    is_estimate: bool = False

    @property
    def amount(self) -> Decimal | None:
        return Decimal(0) if self.none_occurred else self.number


@dataclass(frozen=True)
class Figure:
    """One figure: None where nobody said anything. `parts` made it, `estimates` of them to the end of the period."""

    number: Decimal | None
    parts: int = 0
    nones: int = 0
    estimates: int = 0


def over_units(how: str, parts: Sequence[Part]) -> Figure:
    """One figure of what several units said; those that said nothing are no part of it."""
    amounts = [part.amount for part in parts if part.amount is not None]
    nones, estimates = sum(part.none_occurred for part in parts), sum(part.is_estimate for part in parts)
    if not amounts or how == OverUnits.NONE:
        return Figure(None, len(amounts), nones, estimates)
    total = sum(amounts, Decimal(0))
    return Figure(
        total / len(amounts) if how == OverUnits.AVERAGE else total,
        parts=len(amounts),
        nones=nones,
        estimates=estimates,
    )


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Parts of a hundred, of sums; None where either is unknown or the lower one is nothing."""
    if numerator is None or not denominator:
        return None
    return numerator * 100 / denominator
