"""A diary kept by hand in a browser of the size of a phone: the first tap on a slow connection, and a whole month.

    python -m benchmarks.own_diary_by_hand [--first-tap] [--month]

`--first-tap` opens the diary of an invented patient on an emulated slow 4G (150 ms, 1.6 Mbit/s down, 750 kbit/s up)
with nothing held from before: the light page, then the dashboard's own, and tells what came and when *No* could be
tapped. `--month` fills in 1 to 28 November on the page, a week at a time, and compares the days counted by hand with
`summary --json` and with what doctor and patient read. It tells the taps and the time of a headache day at the pace of
a thumb. Ends with 1 where a figure differs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.browser.served import browser_path, demo, opened_browser, until_drawn

PATIENT = "P-010"
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
TIMES = 5
TAP_SECONDS = 1.5
"""From one tap to the next: to read a short question and to move the thumb."""
FIRST = date(2026, 11, 1)
DRAWN = "--M-h.-h-M--.-hM-M-----.--M-"
"""A sign a day: - none, h headache without medicine, M with nausea, hindered and medicine, . left empty."""
HEADACHE, BAD, FREE, EMPTY = 8, 5, 17, 3
"""Counted by hand from that line: headache days, those of them with medicine, days without headache, empty days."""
PATIENCE_MS = 120_000


def main() -> None:
    """Does what is asked for, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--first-tap", "--month"):
        parser.add_argument(name, action="store_true")
    asked = parser.parse_args()
    path = browser_path()
    if path is None:
        raise SystemExit("No Chromium, Chrome or Edge was found.")
    with opened_browser(path) as browser, tempfile.TemporaryDirectory() as folder:
        if asked.first_tap or not asked.month:
            with on_day(Path(folder), date(2026, 10, 31)) as url:
                _first_taps(browser, url)
        if asked.month or not asked.first_tap:
            _month(browser, Path(folder))


@contextmanager
def on_day(folder: Path, day: date) -> Iterator[str]:
    """The demonstration on a day, on the store in `folder`."""
    os.environ["HEADACHE_TODAY"] = str(day)
    with demo(folder) as url:
        yield url


@contextmanager
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone that holds nothing from before."""
    made = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True)
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


def _first_taps(browser: Browser, url: str) -> None:
    for name, more in (("the light page", ""), ("the dashboard's own page", "&whole=1")):
        taken = [_first_tap(browser, f"{url}/diary?patient={PATIENT}{more}") for _ in range(TIMES)]
        seconds, answers, weight = zip(*taken, strict=True)
        print(
            f"{name}: No could be tapped after {statistics.median(seconds):.1f} s (longest {max(seconds):.1f}); "
            f"{answers[-1]} answers of the server, {weight[-1] / 1000:.0f} kB"
        )


def _first_tap(browser: Browser, address: str) -> tuple[float, int, float]:
    """Seconds until No can be tapped, how many answers of the server that took, and their bytes as they came."""
    with phone(browser) as opened:
        page, weights = opened.new_page(), []
        wire = opened.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW_4G)
        wire.on("Network.loadingFinished", lambda one: weights.append(one["encodedDataLength"]))
        began = time.monotonic()
        page.goto(address, wait_until="commit")
        form(page).locator('[data-place="no"]').click(trial=True)
        return time.monotonic() - began, len(weights), sum(weights)


def form(page: Page) -> Locator:
    """The form on the page."""
    return page.locator(".own-diary")


def _month(browser: Browser, folder: Path) -> None:
    taps, seconds = [], []
    for week in range(4):
        today = FIRST + timedelta(days=7 * week + 6)
        with on_day(folder, today) as url, phone(browser) as opened:
            page = opened.new_page()
            page.goto(f"{url}/diary?patient={PATIENT}")
            for number in range(7 * week, 7 * week + 7):
                began = time.monotonic()
                taken = _fill_in(page, FIRST + timedelta(days=number), DRAWN[number])
                if DRAWN[number] == "M":
                    taps.append(taken)
                    seconds.append(time.monotonic() - began)
    pace = statistics.median(seconds)
    print(f"a headache day with the usual answers: {statistics.median(taps):.0f} taps, {pace:.0f} s in all")
    _compare(browser, folder)


def _fill_in(page: Page, day: date, sign: str) -> int:
    """How many taps a day took once it stood there."""
    if sign == ".":
        return 0
    form(page).locator(f'[data-place="day-{day}"]').tap()
    taps = {"-": ["no"], "h": ["yes", "severity-1", "duration_hours-4"], "M": USUAL}[sign]
    for place in taps:
        _tap(page, form(page).locator(f'[data-place="{place}"]').first)
    if sign == "M":
        _tap(page, form(page).locator('[data-place^="drug-"]').first)
    if sign != "-":
        _tap(page, form(page).locator('[data-place="save"]'))
    form(page).locator(".status.kept").wait_for()
    return len(taps) + (sign == "M") + (sign != "-")


USUAL = [
    "yes",
    "severity-3",
    "duration_hours-8",
    "aura-false",
    "nausea-true",
    "photophobia-true",
    "none-of-rest",
    "disability-2",
]
"""What is tapped on a headache day before the medicine."""


def _tap(page: Page, what: Locator) -> None:
    page.wait_for_timeout(1000 * TAP_SECONDS)
    what.tap()


def _compare(browser: Browser, folder: Path) -> None:
    last = FIRST + timedelta(days=27)
    with on_day(folder, last) as url, phone(browser) as opened:
        told = _summary(folder, "summary", PATIENT, "--from", str(FIRST), "--to", str(last), "--json")
        page = opened.new_page()
        page.goto(f"{url}/patient?patient={PATIENT}&lang=en")
        until_drawn(page)
        clinic = _text(page)
        page.goto(f"{url}/diary?patient={PATIENT}&lang=en&whole=1")
        until_drawn(page)
        own = _text(page)
    filled = HEADACHE + FREE
    checks = {
        "filled in": told["completeness"]["filled"] == filled,
        "headache days": (told["headache_days"]["observed"], told["headache_days"]["unfilled"]) == (HEADACHE, EMPTY),
        "days with medicine": told["acute_medication_days"]["observed"] == BAD,
        "the doctor's page": f"{filled} of 28" in clinic and f"{HEADACHE}–{HEADACHE + EMPTY}" in clinic,
        "the patient's page": f"{filled} of 28 days" in own and f"{HEADACHE}–{HEADACHE + EMPTY}" in own,
    }
    for name, is_right in checks.items():
        print(f"{name}: {'as counted by hand' if is_right else 'DIFFERS'}")
    sys.exit(not all(checks.values()))


def _text(page: Page) -> str:
    """What stands on a page, every blank a plain one; of the headings at least one further down has come."""
    page.locator("h2").nth(1).wait_for()
    return " ".join(page.inner_text("body").split())


def _summary(folder: Path, *asked: str) -> dict[str, dict[str, int]]:
    command = [sys.executable, "-m", "dashboard.cli", *asked, "--store", f"duckdb:///{folder / 'store'}"]
    found: dict[str, dict[str, int]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return found


if __name__ == "__main__":
    main()
