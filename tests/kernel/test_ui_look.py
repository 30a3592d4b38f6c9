"""Colours that can be read, bytes that a bad line can carry: computed from the files themselves."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest

import giaoban.kernel

STATIC = Path(giaoban.kernel.__file__).parent / "static" / "giaoban"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
CSS = (STATIC / "giaoban.css").read_text(encoding="utf-8")
PUBLIC_SCRIPTS = ["theme.js", "page.js", "forms.js", "sheet.js"]
STATUSES = ["done", "on-time", "due-soon", "late", "waiting", "refused", "draft", "standing"]


def declarations(selector):
    block = CSS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+|color-scheme): ([^;]+);", block))


LIGHT = declarations("  :root")
DARK = LIGHT | declarations('  :root[data-theme="dark"]')


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, 1.4.3: (lighter + 0.05) / (darker + 0.05)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


TEXT = [
    *[
        (ink, ground)
        for ink in ("--ink", "--ink-2", "--accent-text")
        for ground in ("--paper", "--surface", "--sunken")
    ],
    *[(f"--{status}", f"--{status}-soft") for status in STATUSES],
    *[(f"--{status}", "--paper") for status in STATUSES],
    *[("--ink", f"--{status}-soft") for status in STATUSES],
    *[(f"--{status}", "--surface") for status in STATUSES],
    ("--on-accent", "--accent"),
    ("--on-accent", "--accent-hover"),
    ("--paper", "--ink"),
    ("--paper", "--late"),
]
EDGES = [(edge, ground) for edge in ("--line-strong", "--focus") for ground in ("--paper", "--surface", "--sunken")]


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_reads_at_aa_on_its_ground(theme, tokens, ink, ground):
    assert contrast(tokens[ink], tokens[ground]) >= 4.5, theme


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_focus_stand_out(theme, tokens, edge, ground):
    assert contrast(tokens[edge], tokens[ground]) >= 3, theme


def test_dark_is_the_same_whether_chosen_here_or_by_the_system():
    assert declarations('    :root:not([data-theme="light"])') == declarations('  :root[data-theme="dark"]')


def test_every_colour_that_is_used_is_a_token():
    used = set(re.findall(r"var\((--[\w-]+)\)", CSS))
    defined = set(re.findall(r"^\s*(--[\w-]+):", CSS, re.MULTILINE))

    assert used <= defined


def packed(*paths):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_stylesheet_fits_its_budget():
    assert packed(STATIC / "giaoban.css") <= 25_000


def test_scripts_of_public_pages_fit_their_budget():
    assert packed(*(STATIC / name for name in PUBLIC_SCRIPTS)) <= 15_000


def test_scripts_of_signed_in_pages_fit_their_budget():
    assert packed(HTMX, *STATIC.glob("*.js")) <= 45_000


def test_no_asset_names_another_host():
    for path in STATIC.iterdir():
        hosts = re.findall(r"https?://[^\s\"')]+", path.read_text(encoding="utf-8"))

        assert set(hosts) <= {"http://www.w3.org/2000/svg"}, path.name
