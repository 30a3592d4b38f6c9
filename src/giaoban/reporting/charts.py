"""Charts as geometry: one specification, drawn by a template as SVG, with its numbers as a table beside it. Pure.

A chart has a title that says its point, a scale that begins at nothing, and marks that a missing value leaves out.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from giaoban.reporting import words

WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 26, 26
STEPS = 4
NOTHING = Decimal(0)

Numbers = Sequence[Decimal | None]


@dataclass(frozen=True)
class Bar:
    """A column: `said` is its number in words."""

    x: str
    y: str
    width: str
    height: str
    middle: str
    said: str


@dataclass(frozen=True)
class Mark:
    """A value of the series beside, as a short line across its column."""

    x: str
    y: str
    to: str
    said: str


@dataclass(frozen=True)
class Tick:
    """A line of the scale."""

    y: str
    said: str


@dataclass(frozen=True)
class Slot:
    """A place along the axis, and what each series says there."""

    middle: str
    label: str
    said: list[str]


@dataclass(frozen=True)
class Chart:
    """What the template draws; `names` are the series, the first as columns, the second (if any) as marks."""

    title: str
    unit: str
    names: list[str]
    bars: list[Bar]
    marks: list[Mark]
    ticks: list[Tick]
    slots: list[Slot]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM
    left: int = LEFT
    right: int = WIDTH - RIGHT

    @property
    def in_words(self) -> str:
        """What a reader hears who does not see it."""
        return ", ".join(f"{slot.label} {slot.said[0]}" for slot in self.slots)


def columns(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Numbers]],
    *,
    unit: str = "",
    top: Decimal | None = None,
) -> Chart:
    """Columns of the first series, marks of the second, over one axis from nothing to `top`, else to a round number above the
    largest.
    """
    largest = max((number for _name, numbers in series for number in numbers if number is not None), default=NOTHING)
    top = top or ceiling(largest)
    slot = Decimal(WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    high = HEIGHT - TOP - BOTTOM

    def y(number: Decimal) -> Decimal:
        return HEIGHT - BOTTOM - number * high / top

    bars, marks, slots = [], [], []
    for place, name in enumerate(labels):
        left, middle = LEFT + slot * place, LEFT + slot * place + slot / 2
        said = [_said(numbers[place]) for _name, numbers in series]
        slots.append(Slot(_at(middle), name, said))
        own = series[0][1][place]
        if own is not None:
            upper = y(own)
            bars.append(
                Bar(
                    _at(left + slot / 5),
                    _at(upper),
                    _at(slot * 3 / 5),
                    _at(HEIGHT - BOTTOM - upper),
                    _at(middle),
                    said[0],
                )
            )
        beside = series[1][1][place] if len(series) > 1 else None
        if beside is not None:
            marks.append(Mark(_at(left + slot / 10), _at(y(beside)), _at(left + slot * 9 / 10), said[1]))
    ticks = [Tick(_at(y(top * step / STEPS)), words.number(top * step / STEPS, places=2)) for step in range(STEPS + 1)]
    return Chart(title, unit, [name for name, _numbers in series], bars, marks, ticks, slots)


def ceiling(largest: Decimal) -> Decimal:
    """The next of 1, 2, 4, 6, 8 times a power of ten, so that a quarter of it is easily said; 4 where there is nothing."""
    if largest <= 0:
        return Decimal(4)
    power = Decimal(10) ** math.floor(largest.log10())
    for step in (1, 2, 4, 6, 8, 10):
        if largest <= step * power:
            return step * power
    return 10 * power


def _at(number: Decimal) -> str:
    """A coordinate, whatever the language of the page."""
    return f"{number:.1f}"


def _said(number: Decimal | None) -> str:
    return words.number(number, places=2) or "–"
