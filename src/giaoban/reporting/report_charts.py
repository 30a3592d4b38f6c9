"""Charts of a report: the figures that an editor chose, as a chart of the paper. Each number is a field of the report."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from giaoban.documents.papers import Chart, Series
from giaoban.kernel.period import NoSuchPeriod, Period
from giaoban.reporting.bound import Bound, Figures
from giaoban.reporting.enums import ChartOver, Origin
from giaoban.reporting.mapped import bare
from giaoban.reporting.models import PeriodReport, ReportChart
from giaoban.reporting.prose import fields
from giaoban.reporting.prose.fields import Field

# Said on the paper itself, whose language is Vietnamese whatever that of the screen.
FROM_RETURNS = "Nguồn: báo cáo của các đơn vị đã được tiếp nhận."
FROM_RECORDS = "Nguồn: hoạt động được ghi nhận trên hệ thống."
MOST_PLACES = 25
SCALES = ((10**9, "tỷ đồng"), (10**6, "triệu đồng"))

Keyed = Callable[[Field], Bound | None]
Column = tuple[str, Bound | None, Bound | None]


def of_report(report: PeriodReport) -> dict[str, list[ReportChart]]:
    """The charts of each section, in the order in which they were added."""
    found: dict[str, list[ReportChart]] = {}
    for one in ReportChart.objects.filter(report=report).select_related("indicator").order_by("at", "pk"):
        found.setdefault(one.section, []).append(one)
    return found


def chart(
    one: ReportChart, figures: Figures, *, places: Sequence[tuple[str, str]], number: int, keyed: Keyed
) -> Chart | None:
    """The chart as it stands now, the `number`th of the paper; None where nothing is known that it could draw.

    `places` are names and codes of the places below; `keyed` notes each figure that is drawn as standing in the paper.
    """
    code, by_place = one.indicator.code, one.over == ChartOver.PLACES
    columns = _by_place(code, figures, places) if by_place else _by_month(code, figures)
    shown = [(name, now, before) for name, now, before in columns if now is not None and now.number is not None]
    if not shown:
        return None
    more = f" {MOST_PLACES} địa bàn có số liệu lớn nhất." if by_place and len(shown) > MOST_PLACES else ""
    if by_place:
        shown = sorted(shown, key=lambda column: -(column[1].number or 0))[:MOST_PLACES]
    kept = [(name, keyed(_field(now)), keyed(_field(before)) if before else None) for name, now, before in shown]
    scale, unit = _scale(one.indicator.unit, [now.number for _name, now, _before in kept if now])
    now_called, then_called = _called(figures, by_place=by_place)
    rows = [(now_called, [now for _name, now, _before in kept]), (then_called, [before for _n, _now, before in kept])]
    rows = [(name, found) for name, found in rows if any(cell and cell.number is not None for cell in found)]
    return Chart(
        title=f"Biểu đồ {number}. {_title(one, figures, unit)}",
        labels=tuple(name for name, _now, _before in kept),
        series=tuple(Series(name, tuple(cell.number if cell else None for cell in found)) for name, found in rows),
        unit=unit,
        scale=scale,
        source=(FROM_RECORDS if one.indicator.origin == Origin.COUNTED else FROM_RETURNS) + more,
        is_lying=by_place,
        keys=tuple(
            (row, place, cell.key)
            for row, (_name, found) in enumerate(rows)
            for place, cell in enumerate(found)
            if cell and cell.number is not None
        ),
    )


def _field(bound: Bound) -> Field:
    return fields.fields(f"{{{bound.key}}}")[0]


def _by_place(code: str, figures: Figures, places: Sequence[tuple[str, str]]) -> list[Column]:
    then = figures.last_year
    return [
        (
            bare(name),
            figures.bound(Field(code, land, "")),
            figures.bound(Field(code, land, then)) if then else None,
        )
        for name, land in places
    ]


def _by_month(code: str, figures: Figures) -> list[Column]:
    """The months of the year up to the end of the report's period, each beside the same month a year before."""
    last = figures.report.call.span.last_day
    months = [Period.of_month(last.year, month) for month in range(1, last.month + 1)]
    return [
        (
            f"Th.{month.start.month}",
            figures.bound(Field(code, "", month.code)),
            figures.bound(Field(code, "", month.same_last_year().code)),
        )
        for month in months
    ]


def _called(figures: Figures, *, by_place: bool) -> tuple[str, str]:
    """What the two series are called: this period, and the same a year before."""
    span = figures.report.call.span
    if not by_place:
        return f"Năm {span.last_day.year}", f"Năm {span.last_day.year - 1}"
    try:
        before = span.same_last_year().label("vi")
    except NoSuchPeriod:
        before = ""
    return _upper_first(span.label("vi")), _upper_first(before)


def _title(one: ReportChart, figures: Figures, unit: str) -> str:
    told = figures.report.call.span.label("vi") if one.over == ChartOver.PLACES else ""
    how = f"{told}, theo địa bàn" if told else f"từng tháng năm {figures.report.call.span.last_day.year}"
    return f"{one.indicator.name}, {how}{f' ({unit})' if unit else ''}"


def _scale(unit: str, numbers: Sequence[Decimal | None]) -> tuple[int, str]:
    """Amounts of money in the largest unit of which one is reached."""
    largest = max((one for one in numbers if one is not None), default=Decimal(0))
    if unit == "đồng":
        return next(((scale, called) for scale, called in SCALES if largest >= scale), (1, unit))
    return 1, unit


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
