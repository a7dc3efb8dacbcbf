"""A real browser, and the dashboard on the sample clinic for it to open."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import NO_BROWSER, NotStarted, browser_path, demo, opened_browser


@pytest.fixture(scope="session")
def browser(unavailable: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """A headless Chromium, Chrome or Edge, one for all tests."""
    with opened_browser(browser_path() or unavailable(NO_BROWSER)) as opened:
        yield opened


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
def dashboard_url(sample_clinic_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `headache-dashboard demo`, served from a store of its own that was imported before."""
    folder = tmp_path_factory.mktemp("dashboard")
    shutil.copytree(sample_clinic_once, folder / "store")
    try:
        with demo(folder) as url:
            yield url
    except NotStarted as failure:
        pytest.fail(str(failure), pytrace=False)
