"""How long a doctor waits: a patient's page against an empty Streamlit page with one Plotly chart, in one run.

    python -m benchmarks.page_speed [ROUNDS]

For each of the two pages, in headless Chromium on this machine:

    open    from asking for the address in a new window to every chart drawn
    change  from choosing another patient (another option) to every chart drawn anew

Prints the medians and the ratio of the two pages, which holds where absolute figures depend on the machine.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import textwrap
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.served import NO_BROWSER, browser_path, demo, opened_browser, serving
from tests.ports import free_port

PATIENTS = ("P-001", "P-002")
EMPTY_PAGE = textwrap.dedent(
    """
    import plotly.graph_objects as go
    import streamlit as st

    choice = st.selectbox("Patient", ["P-001", "P-002"], key="choice")
    st.header(choice)
    st.plotly_chart(go.Figure(go.Bar(x=list(range(6)), y=[5, 3, 1, 13, 4, len(choice)])), key="chart")
    """
)
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
    page.wait_for_function(DRAWN, arg=name, polling=10, timeout=60_000)


def milliseconds(page: Page) -> float:
    return float(page.evaluate("performance.timeOrigin + performance.now()"))


def opening(browser: Browser, address: str, name: str) -> float:
    """Milliseconds from asking for the address in a new window to every chart drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.goto(address, wait_until="commit")
    until_drawn(page, name)
    took = float(page.evaluate("performance.now()"))
    context.close()
    return took


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


def measured(browser: Browser, address: str, rounds: int) -> tuple[float, float]:
    """Medians of opening and of changing, milliseconds; the first round of each only warms up."""
    opened = [opening(browser, address, PATIENTS[0]) for _ in range(rounds + 1)][1:]
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(address)
    until_drawn(page, PATIENTS[0])
    changed = [changing(page, PATIENTS[(number + 1) % 2]) for number in range(2 * rounds + 2)][2:]
    page.context.close()
    return statistics.median(opened), statistics.median(changed)


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
            reference = measured(browser, empty, rounds)
            page = measured(browser, f"{ours}/?patient={PATIENTS[0]}", rounds)
    print(f"{'':8}{'empty page':>12}{'patient page':>14}{'ratio':>8}   (median of {rounds}, ms)")
    for what, base, own in zip(("open", "change"), reference, page, strict=True):
        print(f"{what:8}{base:12.0f}{own:14.0f}{own / base:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
