"""How values become one: over periods, over units, as a ratio. Pure; every number a Decimal, no rounding on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reporting.enums import OverTime, OverUnits

STOCKS = frozenset({OverTime.LAST, OverTime.CUMULATIVE})
# Why a figure of a publication has no number.
WITHHELD = "withheld"


@dataclass(frozen=True)
class Part:
    """What one unit said of one period; "none occurred" is nothing at all, and was said."""

    number: Decimal | None
    none_occurred: bool = False
    is_estimate: bool = False

    @property
    def amount(self) -> Decimal | None:
        return Decimal(0) if self.none_occurred else self.number


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: None where nobody said anything. `parts` made it, `estimates` of them to the end of the period.

    A derived one without a number says why: `lack` is a `formulas.Lack`, `lacking` the code of which nothing was said.
    """

    number: Decimal | None
    parts: int = 0
    nones: int = 0
    estimates: int = 0
    lack: str = ""
    lacking: str = ""


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


def over_time(how: str, parts: Sequence[Part], *, periods: int = 0) -> Part:
    """What one unit said of several periods as one part: `parts` in their order, one for each period that it stood in.

    Periods of which it said nothing are no part of it. A mean is of those it spoke of; where `periods` is given, a unit that
    stood in only some of so many weighs so much less, so that a mean of what two units said, one after the other, adds up.
    """
    told = [part for part in parts if part.amount is not None]
    if not told:
        return Part(None)
    if how in STOCKS:
        return told[-1]
    total = sum((part.amount or Decimal(0) for part in told), Decimal(0))
    if how == OverTime.AVERAGE:
        total = total / len(told) * (Decimal(len(parts)) / periods if periods else 1)
    nothing = all(part.none_occurred for part in told)
    return Part(None if nothing else total, nothing, any(part.is_estimate for part in told))


def added_up(figures: Sequence[Figure]) -> Figure:
    """Sums of several periods as one; those of which nobody said anything are no part of it."""
    known = [one for one in figures if one.number is not None]
    if not known:
        return Figure(None)
    return Figure(
        sum((one.number or Decimal(0) for one in known), Decimal(0)),
        sum(one.parts for one in known),
        sum(one.nones for one in known),
        sum(one.estimates for one in known),
    )


def ratio(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """Parts of a hundred, of sums; None where either is unknown or the lower one is nothing."""
    if numerator is None or not denominator:
        return None
    return numerator * 100 / denominator
