"""The figures of a report by place, as a workbook: numbers as numbers, each column with the code of its indicator."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from giaoban.documents.papers.wording import ILLUSTRATION as ILLUSTRATION
from giaoban.kernel import spreadsheets
from giaoban.registry.actor import Actor
from giaoban.reporting import rollup
from giaoban.reporting.bound import Figures
from giaoban.reporting.models import PeriodReport
from giaoban.reporting.rollup import Land

# Said in the file itself, whose language is Vietnamese whatever that of the screen.
TITLE, PLACE, COUNTED = "Phụ lục số liệu", "Địa bàn", "Báo cáo đã tính"


def workbook(report: PeriodReport, figures: Figures, *, actor: Actor, note: str = "") -> bytes:
    """One row a place, from the body's land down; one column an indicator."""
    indicators = figures.rollup.indicators
    heads = [PLACE, COUNTED, *(f"{one.name} ({one.unit}) [{one.code}]" for one in indicators)]
    rows = _rows(report, figures, rollup.lands(report.call, actor=actor).values())
    widths = [34, 16, *(18 for _one in indicators)]
    return spreadsheets.xlsx(TITLE, heads, rows, widths=widths, note=note)


def _rows(report: PeriodReport, figures: Figures, lands: Any) -> Iterator[list[Any]]:
    found = figures.rollup
    held = {unit for body in found.bodies for unit in body.lands}
    for land in _down(list(lands), report):
        if land.id in held:
            counted, expected = found.units_counted(land.id)
            numbers = [found.figure(one, land.id).number for one in found.indicators]
            yield [land.name, f"{counted}/{expected}", *map(_number, numbers)]


def _down(lands: list[Land], report: PeriodReport) -> Iterator[Land]:
    """Each place before those within it."""
    below: dict[Any, list[Land]] = {}
    for one in lands:
        below.setdefault(one.parent, []).append(one)
    waiting = [one for one in lands if one.id == report.call.land_id]
    while waiting:
        land = waiting.pop(0)
        yield land
        waiting = [*below.get(land.id, []), *waiting]


def _number(number: Decimal | None) -> int | float | str:
    if number is None:
        return ""
    return int(number) if number == int(number) else float(round(number, 3))
