"""A map of tiles as geometry: every unit one tile of the same size, darker where its figure is larger. Pure.

Units that have a place of their own stand there; others stand together around the place of what they lie in. No coordinates
are needed, a small town is as easy to see and to tap as a large commune, and the shade never speaks alone: the number is
written on the tile.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

SHADES = 5
LARGE, SMALL = (150, 84), (70, 52)
GAP, BETWEEN, HEAD = 4, 14, 22
SCROLLED = 832
LETTERS = {LARGE: 17, SMALL: 10}
LINES = 2

Place = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """A unit to be drawn: its figure, in full and in short, where that opens, and where it stands."""

    name: str
    number: Decimal | None
    said: str
    short: str
    url: str
    place: Place | None = None
    group: str = ""


@dataclass(frozen=True)
class Tile:
    """`shade` is 0 to 4, from the smallest figures to the largest; None where there is no figure."""

    spot: Spot
    x: int
    y: int
    shade: int | None
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """What a group of tiles is called."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Step:
    """A shade of the key: the smallest and the largest figure that have it."""

    shade: int
    least: str
    most: str


@dataclass(frozen=True)
class TileMap:
    """What the template draws."""

    tiles: tuple[Tile, ...]
    heads: tuple[Head, ...]
    steps: tuple[Step, ...]
    width: int
    height: int
    tile: tuple[int, int]

    @property
    def is_large(self) -> bool:
        """Few large tiles, each in its own place."""
        return self.tile == LARGE

    @property
    def is_wide(self) -> bool:
        """Whether a phone scrolls it, since its letters would be too small to read."""
        return self.width > SCROLLED

    @property
    def has_gaps(self) -> bool:
        return any(one.shade is None for one in self.tiles)


def draw(spots: Sequence[Spot]) -> TileMap:
    """All units on one map: each in its own place if all have one and no two the same, else group by group."""
    places = [spot.place for spot in spots]
    if all(places) and len(set(places)) == len(places) and not any(spot.group for spot in spots):
        return _shaded(*_each_in_its_place(spots), tile=LARGE)
    return _shaded(*_by_groups(spots), tile=SMALL)


def shades(numbers: Sequence[Decimal | None]) -> list[int | None]:
    """Five steps with about as many different figures each; the same figure has the same shade, one alone the middle one."""
    known = sorted({one for one in numbers if one is not None})
    steps = min(SHADES, len(known))
    rank = {one: place * steps // len(known) for place, one in enumerate(known)}
    spread = [SHADES // 2] if steps == 1 else [step * (SHADES - 1) // (steps - 1) for step in range(steps)]
    return [None if one is None else spread[rank[one]] for one in numbers]


def _shaded(tiles: list[Tile], heads: list[Head], *, tile: tuple[int, int]) -> TileMap:
    found = shades([one.spot.number for one in tiles])
    shown = tuple(replace(one, shade=shade) for one, shade in zip(tiles, found, strict=True))
    width = max((one.x + tile[0] for one in shown), default=tile[0])
    height = max((one.y + tile[1] for one in shown), default=tile[1])
    return TileMap(shown, tuple(heads), _steps(shown), width, height, tile)


def _steps(tiles: Sequence[Tile]) -> tuple[Step, ...]:
    by_shade: dict[int, list[Spot]] = {}
    for one in tiles:
        if one.shade is not None:
            by_shade.setdefault(one.shade, []).append(one.spot)
    found = []
    for shade, spots in sorted(by_shade.items()):
        ordered = sorted(spots, key=lambda spot: spot.number or 0)
        found.append(Step(shade, ordered[0].said, ordered[-1].said))
    return tuple(found)


def _each_in_its_place(spots: Sequence[Spot]) -> tuple[list[Tile], list[Head]]:
    columns = sorted({spot.place[0] for spot in spots if spot.place})
    rows = sorted({spot.place[1] for spot in spots if spot.place})
    wide, high = LARGE
    return [
        Tile(
            spot,
            columns.index(spot.place[0]) * (wide + GAP),
            rows.index(spot.place[1]) * (high + GAP),
            None,
            lines(spot.name, LETTERS[LARGE]),
        )
        for spot in spots
        if spot.place
    ], []


def _by_groups(spots: Sequence[Spot]) -> tuple[list[Tile], list[Head]]:
    """Each group a block of tiles under its name; blocks in the columns and rows of their places, those without one below."""
    groups: dict[tuple[Place | None, str], list[Spot]] = {}
    for spot in spots:
        groups.setdefault((spot.place, spot.group), []).append(spot)
    last = max((place[1] for place, _name in groups if place), default=0) + 1
    blocks = [(place or (1, last + turn), name, found) for turn, ((place, name), found) in enumerate(groups.items())]
    columns = sorted({place[0] for place, _name, _found in blocks})
    rows = sorted({place[1] for place, _name, _found in blocks})
    widths = [max(_across(found) for place, _n, found in blocks if place[0] == column) for column in columns]
    heights = [max(_down(found) for place, _n, found in blocks if place[1] == row) for row in rows]
    wide, high = SMALL
    tiles, heads = [], []
    for place, name, found in blocks:
        x = sum(one * (wide + GAP) + BETWEEN for one in widths[: columns.index(place[0])])
        y = sum(one * (high + GAP) + BETWEEN + HEAD for one in heights[: rows.index(place[1])])
        if name:
            heads.append(Head(name, x, y + HEAD - 7))
        across = _across(found)
        for turn, spot in enumerate(found):
            at = x + turn % across * (wide + GAP), y + HEAD + turn // across * (high + GAP)
            tiles.append(Tile(spot, *at, None, lines(spot.name, LETTERS[SMALL])))
    return tiles, heads


def _across(found: Sequence[Spot]) -> int:
    return math.ceil(math.sqrt(len(found)))


def _down(found: Sequence[Spot]) -> int:
    return math.ceil(len(found) / _across(found))


def lines(name: str, letters: int) -> tuple[str, ...]:
    """A name on two lines of about so many letters at most; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in name.split():
        if found and len(found[-1]) + 1 + len(word) <= letters:
            found[-1] += f" {word}"
        else:
            found.append(word)
    kept = found[:LINES]
    if len(found) > LINES:
        kept[-1] += "…"
    return tuple(one if len(one) <= letters + 1 else f"{one[: letters - 1]}…" for one in kept)
