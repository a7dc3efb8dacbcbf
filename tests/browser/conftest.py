"""A real browser, and the dashboard on the sample clinic for it to open."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

BROWSER_VARIABLE = "HEADACHE_TEST_BROWSER"
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


def browser_path() -> str | None:
    """The browser that is named in the environment, else the first one that is installed."""
    if BROWSER_VARIABLE in os.environ:
        return os.environ[BROWSER_VARIABLE]
    commands = (shutil.which(command) for command in BROWSER_COMMANDS)
    files = (file for file in BROWSER_FILES if Path(file).exists())
    return next((path for path in (*commands, *files) if path), None)


@pytest.fixture(scope="session")
def browser(unavailable: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """A headless Chromium, Chrome or Edge, one for all tests."""
    path = browser_path() or unavailable(NO_BROWSER)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(BROWSER_OPTIONS))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page without cookies or storage of any other test."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def requested_urls(page: Page) -> list[str]:
    """Every address that the page asks for from now on, web sockets too; the list grows while the page lives."""
    urls: list[str] = []
    page.context.on("request", lambda request: urls.append(request.url))
    page.on("websocket", lambda socket: urls.append(socket.url))
    return urls


@pytest.fixture
def outside_requests(requested_urls: list[str]) -> Callable[[], list[str]]:
    """The requests so far that would have left this machine: `assert outside_requests() == []`."""
    return lambda: [url for url in requested_urls if leaves_this_machine(url)]


def leaves_this_machine(url: str) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != "127.0.0.1"


@pytest.fixture(scope="session")
def dashboard_url(tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int]) -> Iterator[str]:
    """The address of `headache-dashboard demo`, served from a store of its own."""
    folder = tmp_path_factory.mktemp("dashboard")
    port = free_port()
    options = ["--store", f"duckdb:///{folder / 'store'}", "--no-browser", "--port", str(port)]
    command = [sys.executable, "-m", "dashboard.cli", "demo", *options]
    log = folder / "dashboard.log"
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
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
    pytest.fail(f"The dashboard did not start. It said:\n{log.read_text()[-4000:]}", pytrace=False)


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
