"""A chart as Word draws it: a part of DrawingML in the package, and its place in the text. Every number is in it as a text of
its own, written as Vietnam writes, whatever the language of the program that opens it; no workbook lies behind.
"""

from decimal import Decimal
from typing import Final

from lxml import etree

from giaoban.documents.papers import charts
from giaoban.documents.papers.content import Chart, Series
from giaoban.documents.papers.package import RELATIONSHIPS, el

_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
EMU_A_MILLIMETRE: Final = 36_000
FONT, LETTERS = "Times New Roman", 1000
FILL, LINE = "14567F", "E0A030"
STANDING, LYING_ROW, LYING_LEAST, KEY = 62, 7, 30, 8
_CATEGORIES, _VALUES = "111", "222"


def _tag(namespace: str, name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    made = etree.Element(f"{{{namespace}}}{name}", nsmap={"c": _C, "a": _A, "wp": _WP})
    for attribute, value in attributes.items():
        made.set(attribute, str(value))
    made.extend(children)
    return made


def _c(name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    return _tag(_C, name, *children, **attributes)


def _a(name: str, /, *children: etree._Element, **attributes: object) -> etree._Element:
    return _tag(_A, name, *children, **attributes)


def _text(name: str, text: str) -> etree._Element:
    made = _c(name)
    made.text = text
    return made


def inline(chart: Chart, number: int, *, room: float) -> etree._Element:
    """The run that holds the chart: as wide as `room` millimetres, described for whoever does not see it."""
    rows = len(chart.labels) * len(chart.series)
    high = max(LYING_LEAST, LYING_ROW * rows + KEY * (len(chart.series) - 1)) if chart.is_lying else STANDING
    wide = round(room * EMU_A_MILLIMETRE)
    place = _c("chart")
    place.set(f"{{{RELATIONSHIPS}}}id", chart_id(number))
    nothing = {"distT": 0, "distB": 0, "distL": 0, "distR": 0}
    held = _tag(
        _WP,
        "inline",
        _tag(_WP, "extent", cx=wide, cy=high * EMU_A_MILLIMETRE),
        _tag(_WP, "docPr", id=number, name=f"Biểu đồ {number}", descr=charts.in_words(chart)),
        _tag(_WP, "cNvGraphicFramePr"),
        _a("graphic", _a("graphicData", place, uri=_C)),
        **nothing,
    )
    return el("r", el("drawing", held))


def chart_id(number: int) -> str:
    """The relation of the document to its chart."""
    return f"rIdChart{number}"


def part(chart: Chart) -> etree._Element:
    """The chart itself: bars with their numbers, lines of the second series, the key below where there are two."""
    second = chart.series[1:]
    plot = _c("plotArea", _c("layout"), _bars(chart))
    if second and not chart.is_lying:
        plot.append(_lines(chart, second[0]))
    plot.extend([_categories(chart), _values(chart)])
    made = _c("chart", _c("autoTitleDeleted", val=1), plot)
    if second:
        made.append(_c("legend", _c("legendPos", val="b"), _c("overlay", val=0), _letters()))
    made.extend([_c("plotVisOnly", val=1), _c("dispBlanksAs", val="gap")])
    no_frame = _c("spPr", _a("noFill"), _a("ln", _a("noFill")))
    return _c("chartSpace", _c("date1904", val=0), _c("lang", val="vi-VN"), _c("roundedCorners", val=0), made, no_frame)


def _bars(chart: Chart) -> etree._Element:
    """The bars; where they lie, Word has no line across them, so a second series is a narrow bar below each."""
    both = chart.series if chart.is_lying else chart.series[:1]
    rows = [
        _c(
            "ser",
            *_head(place, series),
            _c("spPr", _a("solidFill", _a("srgbClr", val=(FILL, LINE)[place]))),
            _c("invertIfNegative", val=0),
            _said(chart, series),
            *_data(chart, series),
        )
        for place, series in enumerate(both)
    ]
    return _c(
        "barChart",
        _c("barDir", val="bar" if chart.is_lying else "col"),
        _c("grouping", val="clustered"),
        _c("varyColors", val=0),
        *rows,
        _c("gapWidth", val=50),
        _c("axId", val=_CATEGORIES),
        _c("axId", val=_VALUES),
    )


def _lines(chart: Chart, series: Series) -> etree._Element:
    """The second series: a short line across each column."""
    colour = _a("solidFill", _a("srgbClr", val=LINE))
    mark = _c("marker", _c("symbol", val="dash"), _c("size", val=14), _c("spPr", colour, _a("ln", _a("noFill"))))
    return _c(
        "lineChart",
        _c("grouping", val="standard"),
        _c("varyColors", val=0),
        _c(
            "ser",
            *_head(1, series),
            _c("spPr", _a("ln", _a("noFill"))),
            mark,
            *_data(chart, series),
            _c("smooth", val=0),
        ),
        _c("marker", val=1),
        _c("axId", val=_CATEGORIES),
        _c("axId", val=_VALUES),
    )


def _head(place: int, series: Series) -> list[etree._Element]:
    return [_c("idx", val=place), _c("order", val=place), _c("tx", _text("v", series.name))]


def _data(chart: Chart, series: Series) -> list[etree._Element]:
    """Labels and numbers, kept in the part."""
    labels = [_c("pt", _text("v", label), idx=place) for place, label in enumerate(chart.labels)]
    numbers = [
        _c("pt", _text("v", _plain(number / chart.scale)), idx=place)
        for place, number in enumerate(series.numbers)
        if number is not None
    ]
    count = len(chart.labels)
    return [
        _c("cat", _c("strLit", _c("ptCount", val=count), *labels)),
        _c("val", _c("numLit", _text("formatCode", "General"), _c("ptCount", val=count), *numbers)),
    ]


def _plain(number: Decimal) -> str:
    return f"{round(number, 6).normalize():f}"


def _said(chart: Chart, series: Series) -> etree._Element:
    """The number of each bar, as a text of its own."""
    made = _c("dLbls")
    for place, number in enumerate(series.numbers):
        if number is not None:
            where = "above" if chart.is_lying else charts.place_of_number(chart, place)
            made.append(_label(place, charts.written(number, chart.scale), where))
    made.extend([_letters(), _c("dLblPos", val="outEnd"), *_shows()])
    return made


def _label(place: int, said: str, where: str) -> etree._Element:
    """The number of one bar: above its end, or where no line lies over it."""
    rich = _c("rich", _a("bodyPr"), _a("p", _a("r", _a("rPr", lang="vi-VN", sz=LETTERS), _run(said))))
    made = _c("dLbl", _c("idx", val=place))
    if where == "over":
        made.append(_c("layout", _c("manualLayout", _c("x", val=0), _c("y", val=-0.12))))
    made.append(_c("tx", rich))
    if where == "inside":
        # A white ground: not every program gives the letters of one label a colour of their own.
        made.append(_c("spPr", _a("solidFill", _a("srgbClr", val="FFFFFF"))))
    made.extend([_c("dLblPos", val="inEnd" if where == "inside" else "outEnd"), *_shows()])
    return made


def _run(text: str) -> etree._Element:
    made = _a("t")
    made.text = text
    return made


def _shows() -> list[etree._Element]:
    """What a label shows, in the order that the schema asks for: the value alone."""
    wanted = {
        "showLegendKey": 0,
        "showVal": 1,
        "showCatName": 0,
        "showSerName": 0,
        "showPercent": 0,
        "showBubbleSize": 0,
    }
    return [_c(name, val=value) for name, value in wanted.items()]


def _letters() -> etree._Element:
    fonts = [_a("latin", typeface=FONT), _a("cs", typeface=FONT)]
    properties = _a("defRPr", _a("solidFill", _a("srgbClr", val="000000")), *fonts, sz=LETTERS)
    return _c("txPr", _a("bodyPr"), _a("p", _a("pPr", properties), _a("endParaRPr", lang="vi-VN")))


def _categories(chart: Chart) -> etree._Element:
    turned = "maxMin" if chart.is_lying else "minMax"
    return _c(
        "catAx",
        _c("axId", val=_CATEGORIES),
        _c("scaling", _c("orientation", val=turned)),
        _c("delete", val=0),
        _c("axPos", val="l" if chart.is_lying else "b"),
        _c("numFmt", formatCode="General", sourceLinked=0),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="nextTo"),
        _c("spPr", _a("ln", _a("solidFill", _a("srgbClr", val="808080")), w=6350)),
        _letters(),
        _c("crossAx", val=_VALUES),
        _c("crosses", val="autoZero"),
        _c("auto", val=0),
        _c("lblAlgn", val="ctr"),
        _c("lblOffset", val=100),
        _c("noMultiLvlLbl", val=1),
    )


def _values(chart: Chart) -> etree._Element:
    """The scale, from nothing to a round number; not shown, since each bar says its own."""
    return _c(
        "valAx",
        _c("axId", val=_VALUES),
        _c("scaling", _c("orientation", val="minMax"), _c("max", val=_plain(charts.axis(chart))), _c("min", val=0)),
        _c("delete", val=1),
        _c("axPos", val="b" if chart.is_lying else "l"),
        _c("numFmt", formatCode="General", sourceLinked=0),
        _c("majorTickMark", val="none"),
        _c("minorTickMark", val="none"),
        _c("tickLblPos", val="nextTo"),
        _c("crossAx", val=_CATEGORIES),
        _c("crosses", val="autoZero"),
        _c("crossBetween", val="between"),
    )
