"""A chart of a paper as geometry for a page: the same specification that Word draws. Pure.

Every mark bears its number in words, so no scale has to be read; a missing number leaves its place empty.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from giaoban.documents.papers.content import Chart, Series

WIDTH = 640
# Bars lie: a row each, its label at the left, its number at the right. Columns stand, labels below.
ROW, LABELS, NUMBERS, PAD = 26, 150, 80, 4
# Where two series lie, the second is a bar below the first, as in Word; each has its number.
PAIR, BAR = 42, 17
HIGH, ABOVE, BELOW = 220, 22, 24
# How much of the height the number above a column takes.
NUMBER = Decimal("0.13")


@dataclass(frozen=True)
class Mark:
    """A bar of the first series, or what shows the second one: a line across a column, a bar below one that lies; with its number
    and where that is written, "" where it is not.
    """

    x: str
    y: str
    width: str
    height: str
    said: str
    said_x: str
    said_y: str
    is_inside: bool = False


@dataclass(frozen=True)
class Label:
    text: str
    x: str
    y: str


@dataclass(frozen=True)
class Drawing:
    """What a page draws; `height` follows the number of rows."""

    bars: tuple[Mark, ...]
    lines: tuple[Mark, ...]
    labels: tuple[Label, ...]
    is_lying: bool
    height: int
    width: int = WIDTH


def drawing(chart: Chart) -> Drawing:
    """The chart as a page draws it."""
    top = max((one for series in chart.series for one in series.numbers if one is not None), default=None)
    largest = top if top and top > 0 else Decimal(1)
    return _lying(chart, largest) if chart.is_lying else _standing(chart, largest)


def written(number: Decimal | None, scale: int = 1) -> str:
    """1.234,5: as Vietnam writes, in the chart's unit, one place behind the comma where it is no whole number."""
    if number is None:
        return ""
    exact = round(number / scale, 1)
    plain = exact.quantize(Decimal(1)) if exact == int(exact) else exact
    return f"{plain:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _lying(chart: Chart, largest: Decimal) -> Drawing:
    room = Decimal(WIDTH - LABELS - NUMBERS)
    bars: list[Mark] = []
    lines: list[Mark] = []
    labels = []
    row, high = (PAIR, BAR) if len(chart.series) > 1 else (ROW, ROW - 2 * PAD)
    for place, name in enumerate(chart.labels):
        y = place * row
        labels.append(Label(name, _at(LABELS - 6), _at(y + row // 2 + 4)))
        for series, number in _numbers(chart, place):
            long, upper = number * room / largest, y + PAD + series * BAR
            said, reach = written(number, chart.scale), LABELS + long + 6
            mark = Mark(_at(LABELS), _at(upper), _at(long), _at(high), said, _at(reach), _at(upper + 13))
            (lines if series else bars).append(mark)
    return Drawing(tuple(bars), tuple(lines), tuple(labels), True, len(chart.labels) * row)


def _standing(chart: Chart, largest: Decimal) -> Drawing:
    slot = Decimal(WIDTH) / max(len(chart.labels), 1)
    room = Decimal(HIGH - ABOVE - BELOW)
    bars, lines, labels = [], [], []
    for place, name in enumerate(chart.labels):
        left, middle = slot * place, slot * place + slot / 2
        labels.append(Label(name, _at(middle), _at(HIGH - 7)))
        for series, number in _numbers(chart, place):
            high, said = number * room / largest, written(number, chart.scale)
            y = HIGH - BELOW - high
            if series:
                lines.append(Mark(_at(left + slot / 10), _at(y), _at(slot * 8 / 10), "2.5", said, "", ""))
            else:
                where = _beside_the_line(chart, place, largest)
                said_y = {"above": y - 5, "inside": y + 15, "over": y - 5 - room * (NUMBER + Decimal("0.02"))}[where]
                wide, inside = slot * 3 / 5, where == "inside"
                bars.append(
                    Mark(_at(left + slot / 5), _at(y), _at(wide), _at(high), said, _at(middle), _at(said_y), inside)
                )
    return Drawing(tuple(bars), tuple(lines), tuple(labels), False, HIGH)


def _beside_the_line(chart: Chart, place: int, largest: Decimal) -> str:
    """Where a column's number stands: "above" it, "inside" where the line of the second series would lie over it there,
    "over" that line where the column is too short to hold a number.
    """
    found = dict(_numbers(chart, place))
    if set(found) != {0, 1}:
        return "above"
    gap, high = (found[1] - found[0]) / largest, found[0] / largest
    if not 0 <= gap <= NUMBER:
        return "above"
    return "inside" if high >= 2 * NUMBER else "over"


def place_of_number(chart: Chart, place: int) -> str:
    """The same for Word, whose scale ends at a round number."""
    return _beside_the_line(chart, place, axis(chart) * chart.scale)


def _numbers(chart: Chart, place: int) -> Iterator[tuple[int, Decimal]]:
    """(which series, its number at a place), where there is one."""
    for turn, series in enumerate(chart.series):
        number = series.numbers[place]
        if number is not None:
            yield turn, number


def in_words(chart: Chart) -> str:
    """What somebody hears who does not see the chart; Word keeps it as its description."""
    told = [chart.title]
    for place, label in enumerate(chart.labels):
        said = [_said(one, place, chart) for one in chart.series]
        told.append(f"{label}: {', '.join(said)}")
    return "; ".join(told)


def _said(series: Series, place: int, chart: Chart) -> str:
    return f"{series.name} {written(series.numbers[place], chart.scale) or '–'}"


def axis(chart: Chart) -> Decimal:
    """The end of the scale: a round number above the largest one, in the chart's unit."""
    top = max((one for series in chart.series for one in series.numbers if one is not None), default=Decimal(0))
    largest = top / chart.scale
    if largest <= 0:
        return Decimal(1)
    power = Decimal(10) ** math.floor(largest.log10())
    return next(step * power for step in (Decimal("1.2"), 2, 3, 4, 5, 6, 8, 10, 12) if largest <= step * power)


def _at(number: Decimal | int) -> str:
    return f"{number:.1f}"
