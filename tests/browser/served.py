"""The dashboard served on a free port, and the browser to open it with: for tests, screenshots and benchmarks."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tests.ports import free_port

BROWSER_VARIABLE = "HEADACHE_TEST_BROWSER"
TODAY = {"HEADACHE_TODAY": "2026-10-31"}
"""The day after which the sample clinic and the invented ones have no data: what is tested stays the same."""
BROWSER_COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
BROWSER_FILES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
BROWSER_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
NO_BROWSER = (
    f"No Chromium, Chrome or Edge was found. Debian or Ubuntu: sudo apt-get install chromium; "
    f"macOS: brew install --cask google-chrome; or name one in {BROWSER_VARIABLE}."
)
START_SECONDS = 180


DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const charts = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
  const isLight = document.querySelector('script#told');
  return (isLight || app?.dataset.testScriptState === 'notRunning') && document.querySelector('h1, h2')
    && charts.every((chart) => chart.querySelector('.main-svg'))
    && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]');
}"""


class NotStarted(Exception):
    """A server that did not answer in time, with what it said."""


def browser_path() -> str | None:
    """The browser that is named in the environment, else the first one that is installed."""
    if BROWSER_VARIABLE in os.environ:
        return os.environ[BROWSER_VARIABLE]
    commands = (shutil.which(command) for command in BROWSER_COMMANDS)
    files = (file for file in BROWSER_FILES if Path(file).exists())
    return next((path for path in (*commands, *files) if path), None)


@contextmanager
def opened_browser(path: str) -> Iterator[Browser]:
    """A headless browser that asks nothing of its maker."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(BROWSER_OPTIONS))
        yield opened
        opened.close()


@contextmanager
def heard(speaker: Any, event: str, listener: Callable[[Any], object]) -> Iterator[None]:
    """Within the block the listener hears what a page or a context of the browser tells of an event."""
    speaker.on(event, listener)
    yield
    speaker.remove_listener(event, listener)


def until_drawn(page: Page) -> None:
    """Wait until the page has run, something of it is shown and every chart is drawn.

    It is asked ten times a second: to be asked at every frame, the page would have to draw one after the other.
    """
    page.wait_for_function(DRAWN, timeout=60_000, polling=100)


@contextmanager
def demo(folder: Path, *options: str) -> Iterator[str]:
    """The address of `headache-dashboard demo`, served from a store of its own in `folder`."""
    port = free_port()
    store = ["--store", f"duckdb:///{folder / 'store'}", "--no-browser", "--port", str(port)]
    with serving([sys.executable, "-m", "dashboard.cli", "demo", *store, *options], port, folder / "server.log") as url:
        yield url


@contextmanager
def serving(command: Sequence[str], port: int, log: Path) -> Iterator[str]:
    """The address of a Streamlit server on `port`, once it answers; it ends with the block. Raises NotStarted."""
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=TODAY | os.environ
        )
    try:
        url = f"http://127.0.0.1:{port}"
        await_health(url, server, log)
        yield url
    finally:
        stop(server)


def await_health(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if is_healthy(url):
            return
        time.sleep(0.2)
    raise NotStarted(f"The dashboard did not start. It said:\n{log.read_text()[-4000:]}")


def is_healthy(url: str) -> bool:
    try:
        with urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ends the server and whatever it started, which share a process group of their own where there are such."""
    if os.name == "nt":
        server.terminate()
    elif server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
