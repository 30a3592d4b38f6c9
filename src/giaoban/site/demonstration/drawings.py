"""Pictures of the demonstration, drawn here: nobody's photo, and plainly none."""

import io
import math
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 800
TWICE = 2  # drawn twice as large and made smaller, so that edges are smooth


def drawn(name: str) -> bytes:
    """The drawing of this name as PNG."""
    large = Image.new("RGB", (WIDTH * TWICE, HEIGHT * TWICE), "#f3e6cf")
    pen = ImageDraw.Draw(large)
    _sky(pen)
    SCENES[name](pen)
    kept = io.BytesIO()
    large.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(kept, format="PNG")
    return kept.getvalue()


def _sky(pen: ImageDraw.ImageDraw) -> None:
    top, low = (246, 214, 168), (250, 240, 222)
    for y in range(HEIGHT * TWICE):
        part = y / (HEIGHT * TWICE)
        shade = tuple(round(a + (b - a) * part) for a, b in zip(top, low, strict=True))
        pen.line([(0, y), (WIDTH * TWICE, y)], fill=shade)
    pen.ellipse(_box(900, 120, 1060, 280), fill="#e8935a")


def _box(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    return left * TWICE, top * TWICE, right * TWICE, bottom * TWICE


def _hills(pen: ImageDraw.ImageDraw, line: tuple[float, float, float, float], colour: str) -> None:
    """`line` is its base, its height, how many waves it has, and where the first begins."""
    base, height, waves, shift = line
    edge = [
        (x, base - height * (0.55 + 0.45 * math.sin(waves * x / WIDTH * math.tau + shift)))
        for x in range(0, WIDTH + 8, 8)
    ]
    points = [(x * TWICE, y * TWICE) for x, y in [*edge, (WIDTH, HEIGHT), (0, HEIGHT)]]
    pen.polygon(points, fill=colour)


def _house(pen: ImageDraw.ImageDraw, x: float, y: float, width: float) -> None:
    high = width * 0.42
    pen.rectangle(_box(x, y - high, x + width, y), fill="#f6efe0")
    roof = [(x - width * 0.08, y - high), (x + width / 2, y - high * 1.95), (x + width * 1.08, y - high)]
    pen.polygon([(a * TWICE, b * TWICE) for a, b in roof], fill="#a8442f")
    pen.rectangle(_box(x + width * 0.43, y - high * 0.62, x + width * 0.57, y), fill="#6b4a34")
    for place in (0.12, 0.72):
        pen.rectangle(
            _box(x + width * place, y - high * 0.66, x + width * (place + 0.16), y - high * 0.3), fill="#7fa3a8"
        )


def _tree(pen: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    pen.rectangle(_box(x - size * 0.06, y - size, x + size * 0.06, y), fill="#5d4632")
    pen.ellipse(_box(x - size * 0.5, y - size * 1.7, x + size * 0.5, y - size * 0.7), fill="#4d7a4f")
    pen.ellipse(_box(x - size * 0.3, y - size * 1.95, x + size * 0.45, y - size * 1.15), fill="#5f8d58")


def _hamlet(pen: ImageDraw.ImageDraw) -> None:
    _hills(pen, (560, 180, 1.4, 0.6), "#b7c49a")
    _hills(pen, (640, 120, 1.1, 2.4), "#93ab79")
    _hills(pen, (720, 40, 0.6, 0.2), "#d8c08f")
    for x, size in ((180, 170), (300, 130), (1050, 190), (1160, 140)):
        _tree(pen, x, 715, size)
    _house(pen, 440, 720, 440)


def _river(pen: ImageDraw.ImageDraw) -> None:
    _hills(pen, (480, 200, 1.2, 1.9), "#a9bd9b")
    _hills(pen, (560, 130, 1.7, 0.3), "#7f9f77")
    pen.rectangle(_box(0, 545, WIDTH, HEIGHT), fill="#7aa6b5")
    for number in range(26):
        y, x = 565 + number * 9, (number * 379) % WIDTH
        pen.line([(x * TWICE, y * TWICE), ((x + 90 + number * 5) * TWICE, y * TWICE)], fill="#a9c8d1", width=3 * TWICE)
    hull = [(520, 640), (760, 640), (720, 676), (560, 676)]
    pen.polygon([(x * TWICE, y * TWICE) for x, y in hull], fill="#5b4030")
    pen.polygon([(x * TWICE, y * TWICE) for x, y in ((596, 640), (640, 592), (684, 640))], fill="#caa25e")


def _field(pen: ImageDraw.ImageDraw) -> None:
    _hills(pen, (470, 210, 1.1, 0.1), "#9fb59a")
    _hills(pen, (540, 110, 1.5, 1.4), "#86a56d")
    for number in range(14):
        near = number / 13
        y = 520 + 280 * near**1.6
        pen.rectangle(_box(0, y, WIDTH, HEIGHT), fill="#c9b455" if number % 2 else "#b6a648")
    for x, width in ((150, 150), (360, 110), (860, 170)):
        _house(pen, x, 535, width)
    for x, size in ((120, 90), (520, 80), (820, 100), (1070, 95)):
        _tree(pen, x, 535, size)


def _screens(pen: ImageDraw.ImageDraw) -> None:
    """Eleven rooms on one wall, and the desk in front of it."""
    pen.rectangle(_box(0, 0, WIDTH, HEIGHT), fill="#e9dfc9")
    pen.rectangle(_box(110, 90, WIDTH - 110, 600), fill="#3f4a4d")
    colours = ("#b7c49a", "#caa25e", "#7fa3a8", "#d8b48a", "#93ab79")
    for number in range(12):
        x, y = 140 + (number % 4) * 255, 115 + (number // 4) * 160
        pen.rectangle(_box(x, y, x + 235, y + 140), fill="#a8442f" if number == 0 else colours[number % 5])
        for seat in range(3):
            left = x + 40 + seat * 60
            pen.ellipse(_box(left, y + 62, left + 32, y + 94), fill="#f6efe0")
            pen.pieslice(_box(left - 10, y + 96, left + 42, y + 184), 180, 360, fill="#f6efe0")
    pen.rectangle(_box(0, 660, WIDTH, HEIGHT), fill="#8a6242")
    for seat in range(5):
        left = 170 + seat * 215
        pen.ellipse(_box(left, 560, left + 74, 634), fill="#5d4632")
        pen.pieslice(_box(left - 34, 632, left + 108, 800), 180, 360, fill="#4d7a4f" if seat % 2 else "#456a7a")


SCENES: Mapping[str, Callable[[ImageDraw.ImageDraw], None]] = {
    "house": _hamlet,
    "river": _river,
    "field": _field,
    "screens": _screens,
}
