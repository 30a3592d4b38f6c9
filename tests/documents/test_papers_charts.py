"""Charts of papers: one specification, drawn by the page and by Word, with every number in words."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from giaoban.documents.papers import Chart, InvalidPaper, Paper, Series, charts, document, from_lines, sheet, to_lines
from tests.documents.papers import BLOCKS, paper

NOW, BEFORE = (
    Series("Năm 2021", (Decimal(413_000_000), None, Decimal(58_500_000))),
    Series("Năm 2020", (Decimal(390_000_000), Decimal(10_000_000), None)),
)
CHART = Chart(
    "Biểu đồ 1. Tiền đã trao (triệu đồng)",
    ("Vĩnh Linh", "Gio Linh", "Hải Lăng"),
    (NOW, BEFORE),
    unit="triệu đồng",
    scale=1_000_000,
    source="Nguồn: báo cáo đã được tiếp nhận.",
    keys=((0, 0, "tien-giup@464"), (1, 0, "tien-giup@464#2020-10")),
)
LYING = replace(CHART, is_lying=True)
NAMES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
DRAWN = paper(blocks=(*BLOCKS[:2], CHART, LYING, *BLOCKS[2:]))


def parts(file: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def found(xml: bytes, path: str) -> list[str]:
    return [str(one) for one in etree.fromstring(xml).xpath(path, namespaces=NAMES)]


def test_paper_with_charts_comes_back_from_json_and_gives_the_same_bytes():
    again = Paper.from_json(DRAWN.to_json())

    assert again == DRAWN
    assert document(again) == document(DRAWN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"labels": ("Vĩnh Linh",)},
        {"series": ()},
        {"series": (NOW, BEFORE, NOW)},
        {"keys": ((2, 0, "x"),)},
        {"scale": 0},
    ],
)
def test_chart_whose_numbers_do_not_fit_is_none(wrong):
    with pytest.raises(InvalidPaper):
        replace(CHART, **wrong)


def test_chart_of_broken_json_is_no_paper():
    told = DRAWN.to_json()
    told["blocks"][2]["chart"]["series"][0]["numbers"][0] = "nhiều"

    with pytest.raises(InvalidPaper):
        Paper.from_json(told)


def test_word_file_holds_each_chart_as_a_part_with_its_numbers_as_vietnam_writes_them():
    file = parts(document(DRAWN))
    chart = file["word/charts/rIdChart1.xml"]

    assert found(chart, "(//c:ser)[1]//c:val//c:v/text()") == ["413", "58.5"]
    assert found(chart, "//c:dLbl//a:t/text()") == ["413", "58,5"]
    assert found(chart, "//c:cat//c:v/text()")[:3] == ["Vĩnh Linh", "Gio Linh", "Hải Lăng"]
    assert found(chart, "//c:tx/c:v/text()") == ["Năm 2021", "Năm 2020"]
    assert found(file["word/charts/rIdChart2.xml"], "//c:barDir/@val") == ["bar"]
    assert b"/word/charts/rIdChart2.xml" in file["[Content_Types].xml"]
    assert b'Id="rIdChart2"' in file["word/_rels/document.xml.rels"]


def test_word_file_describes_each_chart_for_whoever_does_not_see_it():
    (described, _other) = found(parts(document(DRAWN))["word/document.xml"], "//wp:docPr/@descr")

    assert described.startswith("Biểu đồ 1. Tiền đã trao (triệu đồng); Vĩnh Linh: Năm 2021 413, Năm 2020 390;")
    assert "Gio Linh: Năm 2021 –, Năm 2020 10" in described


def test_title_and_source_stand_in_the_text_of_the_word_file():
    said = found(parts(document(DRAWN))["word/document.xml"], "//w:t/text()")

    assert said.count(CHART.title) == 2
    assert said.count(CHART.source) == 2


def test_paper_without_charts_has_no_part_for_them():
    assert not [name for name in parts(document(paper())) if "chart" in name]


@pytest.mark.parametrize("chart", [CHART, LYING], ids=["standing", "lying"])
def test_bars_grow_with_their_numbers_and_a_missing_one_leaves_its_place_empty(chart):
    drawing = charts.drawing(chart)
    long, short = (Decimal(one.width if chart.is_lying else one.height) for one in drawing.bars)

    assert len(drawing.bars) == len(drawing.lines) == 2
    assert abs(short / long - Decimal("58.5") / 413) < Decimal("0.01")
    assert [one.said for one in drawing.bars] == ["413", "58,5"]
    assert [one.text for one in drawing.labels] == list(chart.labels)


def test_second_series_of_lying_bars_is_a_bar_below_with_its_number_as_in_word():
    drawing = charts.drawing(LYING)

    assert [one.said for one in drawing.lines] == ["390", "10"]
    assert all(one.said_x for one in drawing.lines)
    below, above = Decimal(drawing.lines[0].width), Decimal(drawing.bars[0].width)
    assert abs(below / above - Decimal(390) / 413) < Decimal("0.01")
    assert Decimal(drawing.lines[0].y) >= Decimal(drawing.bars[0].y) + Decimal(drawing.bars[0].height)


def test_page_leads_from_each_number_to_its_figure():
    (one, _lying) = sheet(DRAWN, links={"tien-giup@464": "/figure/"}).charts
    _name, (now, before) = one.rows[0]

    assert (now.text, now.url, now.key) == ("413", "/figure/", "tien-giup@464")
    assert (before.text, before.url) == ("390", "")


def test_whoever_edits_the_text_moves_or_drops_a_chart_but_makes_none():
    lines = to_lines(DRAWN.blocks)

    assert "[Biểu đồ 1]" in lines
    tables = [DRAWN.blocks[4]]
    assert from_lines(lines, tables=tables, charts=[CHART, LYING]) == DRAWN.blocks
    with pytest.raises(InvalidPaper):
        from_lines("[Biểu đồ 3]", charts=[CHART, LYING])


@pytest.mark.parametrize(
    ("largest", "expected"), [(413_000_000, 500), (1_000_000, Decimal("1.2")), (97_000_000, 100), (0, 1)]
)
def test_scale_of_word_ends_at_a_round_number(largest, expected):
    one = replace(CHART, series=(Series("a", (Decimal(largest), None, None)),), keys=())

    assert charts.axis(one) == expected


@pytest.mark.parametrize(
    ("bar", "line", "place"),
    [
        (420, 430, "inside"),
        (420, 420, "inside"),
        (420, 415, "above"),
        (420, 300, "above"),
        (420, 500, "above"),
        (10, 12, "over"),
        (0, 3, "over"),
    ],
)
def test_number_of_a_standing_bar_stands_where_no_line_lies_over_it(bar, line, place):
    """The page and Word agree; a third column of 500 makes the scale of both."""
    series = (Series("a", (Decimal(bar), Decimal(500), None)), Series("b", (Decimal(line), None, None)))
    one = replace(CHART, series=series, scale=1, keys=())
    column, mark = charts.drawing(one).bars[0], charts.drawing(one).lines[0]

    assert charts.place_of_number(one, 0) == place
    assert column.is_inside == (place == "inside")
    above, below = Decimal(column.said_y) - 13, Decimal(column.said_y)
    assert not above <= Decimal(mark.y) + 1 <= below


def test_word_puts_a_number_inside_its_bar_where_the_line_would_strike_it_through():
    series = (Series("a", (Decimal(420), Decimal(10), None)), Series("b", (Decimal(430), Decimal(11), None)))
    one = replace(CHART, series=series, scale=1, keys=())
    chart = parts(document(paper(blocks=(*BLOCKS[:2], one, *BLOCKS[2:]))))["word/charts/rIdChart1.xml"]

    assert found(chart, "//c:dLbl/c:dLblPos/@val") == ["inEnd", "outEnd"]
    assert found(chart, "//c:dLbl/c:spPr//a:srgbClr/@val") == ["FFFFFF"], "on a ground that letters can be read on"
    assert found(chart, "//c:dLbl[c:idx/@val=1]/c:layout//c:y/@val") == ["-0.12"]
