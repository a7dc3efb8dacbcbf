"""A real browser, and the dashboard on the sample clinic for it to open."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Literal, NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import NO_BROWSER, NotStarted, browser_path, demo, heard, opened_browser

STORED = "() => location.protocol.startsWith('http') && (localStorage.clear(), sessionStorage.clear())"
LEFT = "() => location.replace('about:blank')"
"""The page goes by itself: one that is sent away is followed by a new process, which compiles all scripts anew."""


@pytest.fixture(scope="session")
def browser(unavailable: Callable[[str], NoReturn]) -> Iterator[Browser]:
    """A headless Chromium, Chrome or Edge, one for all tests."""
    with opened_browser(browser_path() or unavailable(NO_BROWSER)) as opened:
        yield opened


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Callable[..., Page]:
    """`tab("sv-SE", width=1280, height=900, theme="dark", forced="active")` is an empty page, as if the browser had
    just been opened: without cookies, storage, rights or other tabs of any other test.

    It is one page for each language: half of what a page costs in a new window is to read and compile its scripts anew.
    Little moves on it: what pulses while a page is loaded is drawn sixty times a second, for as long as that takes.
    """
    pages: dict[str, Page] = {}

    def emptied(
        locale: str = "en-GB",
        *,
        width: int = 1280,
        height: int = 900,
        theme: Literal["light", "dark"] = "light",
        forced: Literal["active", "none"] = "none",
    ) -> Page:
        if locale not in pages:
            pages[locale] = browser.new_context(locale=locale, reduced_motion="reduce").new_page()
        page = pages[locale]
        empty(page)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=theme, forced_colors=forced)
        return page

    return emptied


def empty(page: Page) -> None:
    """Leave nothing of what was done on the page before."""
    for other in page.context.pages:
        other.evaluate(STORED)
        if other is not page:
            other.close()
    with page.expect_navigation(url="about:blank"):
        page.evaluate(LEFT)
    page.context.clear_cookies()
    page.context.clear_permissions()


@pytest.fixture
def page(tab: Callable[..., Page]) -> Page:
    """An empty page without cookies or storage of any other test."""
    return tab()


@pytest.fixture
def requested_urls(page: Page) -> Iterator[list[str]]:
    """Every address that the page asks for from now on, web sockets too; the list grows while the test runs."""
    urls: list[str] = []
    with ExitStack() as listening:
        listening.enter_context(heard(page.context, "request", lambda request: urls.append(request.url)))
        listening.enter_context(heard(page, "websocket", lambda socket: urls.append(socket.url)))
        yield urls


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
