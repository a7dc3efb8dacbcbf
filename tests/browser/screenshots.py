"""Pictures of every page, light and dark, in every language, on the sample clinic.

    python3 run.py screenshots [FOLDER]

They land in `screenshots/`, which is not committed, named page-patient-language-theme-width.png.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

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
HEIGHT = """() => Math.max(...[...document.querySelectorAll('[data-testid="stMainBlockContainer"]')]
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
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
