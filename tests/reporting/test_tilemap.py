"""The map of tiles: where units stand, how dark they are, and what stands on them."""

from decimal import Decimal

import pytest

from giaoban.reporting import tilemap
from giaoban.reporting.mapped import bare
from giaoban.reporting.tilemap import Spot


def spot(name, number=1, place=None, group=""):
    return Spot(name, None if number is None else Decimal(number), str(number), str(number), f"/{name}/", place, group)


def test_units_with_places_stand_in_them_and_empty_columns_close_up():
    drawn = tilemap.draw([spot("Tây", place=(1, 1)), spot("Đông", place=(4, 1)), spot("Nam", place=(4, 3))])
    west, east, south = drawn.tiles

    assert west.x < east.x == south.x
    assert west.y == east.y < south.y
    assert east.x == tilemap.LARGE[0] + tilemap.GAP
    assert drawn.is_large


def test_units_of_a_group_stand_together_under_its_name_and_never_on_one_another():
    north = [spot(f"B{n}", place=(2, 1), group="Huyện Bắc") for n in range(7)]
    south = [spot(f"N{n}", place=(2, 2), group="Huyện Nam") for n in range(3)]
    astray = [spot("Lạc")]

    drawn = tilemap.draw([*north, *south, *astray])
    places = [(one.x, one.y) for one in drawn.tiles]

    assert [head.text for head in drawn.heads] == ["Huyện Bắc", "Huyện Nam"]
    assert len(set(places)) == 11
    assert max(y for _x, y in places[:7]) < min(y for _x, y in places[7:10])
    assert places[10][1] > max(y for _x, y in places[:10])
    assert all(x + drawn.tile[0] <= drawn.width and y + drawn.tile[1] <= drawn.height for x, y in places)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 4, 5], [0, 1, 2, 3, 4]),
        ([5, 1, 5, None], [4, 0, 4, None]),
        ([7, 7, 7], [2, 2, 2]),
        ([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]),
        ([None, None], [None, None]),
    ],
)
def test_larger_figures_are_darker_and_equal_ones_alike(numbers, expected):
    assert tilemap.shades([None if one is None else Decimal(one) for one in numbers]) == expected


def test_key_says_the_smallest_and_the_largest_figure_of_each_shade():
    drawn = tilemap.draw([spot(str(n), n, place=(n + 1, 1)) for n in range(10)])

    assert [(one.shade, one.least, one.most) for one in drawn.steps] == [
        (0, "0", "1"), (1, "2", "3"), (2, "4", "5"), (3, "6", "7"), (4, "8", "9"),
    ]  # fmt: skip
    assert not drawn.has_gaps


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vĩnh Thái", ("Vĩnh Thái",)),
        ("Hướng Linh Sơn", ("Hướng Linh", "Sơn")),
        ("Đảo Cồn Cỏ Ngoài Khơi", ("Đảo Cồn Cỏ", "Ngoài Khơi")),
        ("Một hai ba bốn năm sáu bảy", ("Một hai ba", "bốn năm…")),
        ("Xyzxyzxyzxyzxyz", ("Xyzxyzxyz…",)),
    ],
)
def test_name_is_written_on_two_short_lines(name, expected):
    assert tilemap.lines(name, 10) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Xã Vĩnh Thái", "Vĩnh Thái"), ("Phường 1", "Phường 1"), ("Thị trấn Gio Linh", "Gio Linh"), ("Tỉnh X", "X")],
)
def test_tile_leaves_out_the_word_of_the_kind(name, expected):
    assert bare(name) == expected
