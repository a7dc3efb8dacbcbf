"""Pictures of every page, light and dark, in every language, on the sample clinic.

    python3 run.py screenshots [FOLDER]
    python -m tests.browser.screenshots --states
    python -m tests.browser.screenshots --documents

They land in `screenshots/`, which is not committed, named page-patient-language-theme-width.png. The second makes those
of `docs/screenshots/states`, which are: the first screen and the list as they are with forced colours, at 200 % zoom
and on a phone in a dark room, small enough to be kept. The third makes those that the documents show.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from dashboard.places import PLACES
from dashboard.texts import languages, words
from tests.browser.served import NO_BROWSER, browser_path, demo, opened_browser, until_drawn

PAGES = {place.name: place.address("P-001") for place in PLACES} | {
    "patient-rich": "/?patient=P-001&period=24m",
    "patient-poor": "/?patient=P-010",
    "patient-empty": "/?patient=P-056",
    "patient-new": "/?patient=P-055",
    "calendar": "/calendar?patient=P-010",
    "calendar-day": "/calendar?patient=P-001&day=2026-08-14",
}
THEMES = ("light", "dark")
WIDTHS = (820, 1280, 1920)
TALLEST = 6000
STATES: dict[str, tuple[str, dict[str, Any]]] = {
    "patient-forced-colours": ("/?patient=P-001", {"forced_colors": "active"}),
    "patient-zoom-200": ("/?patient=P-032", {"viewport": {"width": 640, "height": 800}}),
    "patient-phone-dark": ("/?patient=P-013", {"color_scheme": "dark", "viewport": {"width": 390, "height": 1600}}),
    "list-forced-colours": ("/compliance", {"forced_colors": "active"}),
    "list-zoom-200": ("/compliance", {"viewport": {"width": 640, "height": 800}}),
    "list-phone-dark": ("/compliance", {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}}),
}
"""Pages under conditions that some people read them in. A page at 200 % zoom is laid out on half the width."""
DOCUMENTS_FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
STATES_FOLDER = DOCUMENTS_FOLDER / "states"
DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    name: (address, {"locale": "en-GB", "viewport": {"width": 1280, "height": height}})
    for name, address, height in (
        ("patient", "/?patient=P-001", 1970),
        ("effect", "/effect?patient=P-001", 1500),
        ("calendar", "/calendar?patient=P-001&day=2026-08-14", 1000),
        ("compliance", "/compliance", 1000),
    )
}
"""Pages that the documents show."""
FEW_COLOURS, COLOURS = 48, 160
HEIGHT = """() => Math.max(...[...document.querySelectorAll('[data-testid="stMainBlockContainer"], nav.links')]
  .map((block) => Math.ceil(block.getBoundingClientRect().bottom + 40)))"""


def picture(browser: Browser, address: str, file: Path, locale: str, theme: str, width: int) -> None:
    """A picture of the whole page, as tall as what it shows."""
    context = browser.new_context(locale=locale, color_scheme=theme, viewport={"width": width, "height": 1000})
    page = context.new_page()
    page.goto(address)
    until_drawn(page)
    page.wait_for_timeout(500)
    page.set_viewport_size({"width": width, "height": min(TALLEST, max(600, int(page.evaluate(HEIGHT))))})
    page.wait_for_timeout(500)
    page.screenshot(path=file)
    context.close()


def small(pictures: Mapping[str, tuple[str, dict[str, Any]]], folder: Path, colours: int = FEW_COLOURS) -> None:
    """Picture pages under the conditions that stand with them, small: a screen each, in few colours."""
    path = browser_path()
    if path is None:
        sys.exit(NO_BROWSER)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, demo(Path(name)) as url, opened_browser(path) as browser:
        for state, (address, condition) in pictures.items():
            context = browser.new_context(
                **{"locale": "sv-SE", "viewport": {"width": 1280, "height": 800}, **condition}
            )
            page = context.new_page()
            page.goto(url + address)
            until_drawn(page)
            page.wait_for_timeout(500)
            with Image.open(BytesIO(page.screenshot())) as picture:
                picture.convert("RGB").quantize(colours).save(folder / f"{state}.png", optimize=True)
            context.close()


def main(folder: Path) -> None:
    """Picture every page in every language, theme and width into `folder`."""
    path = browser_path()
    if path is None:
        sys.exit(NO_BROWSER)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, demo(Path(name)) as url, opened_browser(path) as browser:
        for page, address in PAGES.items():
            for language in languages():
                for theme in THEMES:
                    for width in WIDTHS:
                        file = folder / f"{page}-{language}-{theme}-{width}.png"
                        picture(
                            browser, url + address, file, str(words(language).locale).replace("_", "-"), theme, width
                        )
            sys.stdout.write(f"{page}\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--states"]:
        small(STATES, STATES_FOLDER)
    elif sys.argv[1:] == ["--documents"]:
        small(DOCUMENTS, DOCUMENTS_FOLDER, COLOURS)
    else:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
