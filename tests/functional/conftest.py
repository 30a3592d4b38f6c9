"""Stories in a real browser: Debian's Chromium, driven by Playwright, at the widths of a phone and a desk.

With GIAOBAN_PICTURES=1 every story leaves its screenshots in `screenshots/`, from which the manual takes its pictures.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.functional.accessibility import faults

# Whom a page may ask; blob: and data: have no host.
OURS = {"localhost", "127.0.0.1", None}
PHONE, DESK = (390, 844), (1280, 900)
SHOTS = Path(__file__).parents[2] / "screenshots"


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale="vi-VN", base_url=live_server.url
    )
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    faults: list[str] = []
    strangers: list[str] = []
    opened.on(
        "request", lambda asked: strangers.append(asked.url) if urlsplit(asked.url).hostname not in OURS else None
    )
    opened.on("pageerror", lambda problem: faults.append(str(problem)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert faults == [], "the browser complained"
    assert strangers == [], "a page asked a third party"


@pytest.fixture
def shoot(page):
    """`shoot("name")`: the page as it is at both widths; nothing may stick out sideways at 390 px, nothing lack its name."""

    def shot(name: str) -> None:
        for width, height in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            if not os.environ.get("GIAOBAN_PICTURES"):
                continue
            SHOTS.mkdir(exist_ok=True)
            page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{name} is {wide} px wider than a phone"
        assert faults(page) == [], name

    return shot
