"""How long a doctor waits: a patient's page against an empty Streamlit page with one Plotly chart, in one run.

    python -m benchmarks.page_speed [ROUNDS]

For each of the two pages, in headless Chromium on this machine:

    text    from asking for the address in a new window to the first screen's text
    chart   from asking for the address in a new window to the first chart
    open    from asking for the address in a new window to every chart drawn, and nothing more to come
    change  from choosing another patient (another option) to every chart drawn anew

The pages take turns. Prints the medians and the ratio of the two pages, which holds where absolute figures depend on
the machine.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.served import NO_BROWSER, browser_path, demo, opened_browser, serving
from tests.ports import free_port

PATIENTS = ("P-001", "P-002")
NAMES = {"P-001": "Test Tallkotte", "P-002": "Test Blåsippa"}
"""The headings of their pages."""
EMPTY_PAGE = textwrap.dedent(
    f"""
    import plotly.graph_objects as go
    import streamlit as st

    choice = st.selectbox("Patient", ["P-001", "P-002"], key="choice")
    st.header({NAMES!r}[choice])
    st.plotly_chart(go.Figure(go.Bar(x=list(range(6)), y=[5, 3, 1, 13, 4, len(choice)])), key="chart")
    """
)
TEXT = """(name) => [...document.querySelectorAll('h1, h2')].some((one) => one.textContent.includes(name))"""
CHART = """() => document.querySelector('[data-testid="stPlotlyChart"] .main-svg') !== null"""
DRAWN = """
(name) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  const heading = [...document.querySelectorAll('h1, h2')].some((h) => h.textContent.includes(name));
  return heading && app?.dataset.testScriptState === 'notRunning' && charts.length > 0
    && charts.every((chart) => chart.querySelector('.main-svg'))
    && !document.querySelector('[data-stale="true"]');
}
"""


def until_drawn(page: Page, name: str) -> None:
    """Wait until the page speaks of `name` and every chart is drawn."""
    page.wait_for_function(DRAWN, arg=NAMES[name], polling=10, timeout=60_000)


def milliseconds(page: Page) -> float:
    return float(page.evaluate("performance.timeOrigin + performance.now()"))


def opening(browser: Browser, address: str, name: str) -> tuple[float, float, float]:
    """Milliseconds from asking for the address in a new window to text, first chart, and every chart drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    took = [_until(page, condition, NAMES[name]) for condition in (TEXT, CHART, DRAWN)]
    context.close()
    return took[0], took[1], took[2]


def _until(page: Page, condition: str, name: str) -> float:
    page.wait_for_function(condition, arg=name, polling=10, timeout=60_000)
    return float(page.evaluate("performance.now()"))


def changing(page: Page, name: str) -> float:
    """Milliseconds from choosing `name` in the box of patients to every chart drawn anew."""
    box = page.get_by_role("combobox", name="Patient").first
    box.click()
    box.fill(name)
    page.get_by_role("option", name=re.compile(f"^{name}")).first.wait_for()
    began = milliseconds(page)
    page.keyboard.press("Enter")
    until_drawn(page, name)
    return milliseconds(page) - began


def measured(browser: Browser, addresses: Sequence[str], rounds: int) -> list[list[float]]:
    """Medians of text, chart, open and change, milliseconds, of each page; the first round of each only warms up."""
    opened = [[opening(browser, address, PATIENTS[0]) for address in addresses] for _ in range(rounds + 1)][1:]
    changed = [changes(browser, address, 2 * rounds) for address in addresses]
    return [
        [*(statistics.median(column) for column in zip(*pages, strict=True)), statistics.median(changed[place])]
        for place, pages in enumerate(zip(*opened, strict=True))
    ]


def changes(browser: Browser, address: str, rounds: int) -> list[float]:
    """Milliseconds of each of so many changes to and fro, after two that only warm up."""
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(address)
    until_drawn(page, PATIENTS[0])
    changed = [changing(page, PATIENTS[(number + 1) % 2]) for number in range(rounds + 2)][2:]
    page.context.close()
    return changed


def main(rounds: int) -> None:
    path = browser_path()
    if path is None:
        sys.exit(NO_BROWSER)
    with tempfile.TemporaryDirectory() as name, opened_browser(path) as browser:
        folder, port = Path(name), free_port()
        script = folder / "empty_page.py"
        script.write_text(EMPTY_PAGE, encoding="utf-8")
        flags = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address", "127.0.0.1", *flags]
        with serving(command, port, folder / "empty.log") as empty, demo(folder) as ours:
            reference, page = measured(browser, (empty, f"{ours}/?patient={PATIENTS[0]}"), rounds)
    print(f"{'':8}{'empty page':>12}{'patient page':>14}{'ratio':>8}   (median of {rounds}, ms)")
    for what, base, own in zip(("text", "chart", "open", "change"), reference, page, strict=True):
        print(f"{what:8}{base:12.0f}{own:14.0f}{own / base:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
