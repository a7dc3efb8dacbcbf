"""The five tasks of a morning of a nurse on the sample clinic, one after the other; a benchmark times them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from benchmarks.nurse_tasks import Morning
from tests.browser.served import demo, heard, until_drawn
from tests.browser.test_accessibility import serious_violations

expect.set_options(timeout=20_000)


@pytest.fixture
def own_url(tmp_path: Path) -> Iterator[str]:
    """A dashboard of its own: a contact changes the list for everybody."""
    with demo(tmp_path) as url:
        yield url


def test_the_five_tasks_of_the_morning(page: Page, own_url: str, outside_requests: Callable[[], list[str]]) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    morning = Morning(page, own_url)
    morning.find_who_to_remind()
    assert morning.reminded == "P-039"
    expect(page.get_by_text("21 need a contact · 5 have enough · 0 waiting")).to_be_visible()
    morning.copy_the_reminder()
    assert morning.copied.startswith("Hej!")
    morning.record_the_contact()
    morning.find_the_patient_before_a_visit()
    expect(page).to_have_url(f"{own_url}/?lang=en&patient={morning.visitor}")
    morning.see_that_the_reminded_left_the_list()
    expect(page.get_by_text("20 need a contact · 5 have enough · 1 waiting")).to_be_visible()
    assert outside_requests() == []


def test_a_patient_is_found_by_name_and_the_ones_opened_before_are_offered(page: Page, dashboard_url: str) -> None:
    box, options = page.get_by_role("combobox", name="Patient", exact=True), page.get_by_role("option")
    page.goto(f"{dashboard_url}/?patient=P-001&lang=en")
    expect(box).to_have_value("P-001 · Test Tallkotte")
    box.click()
    box.press_sequentially("BLASIPPA")
    expect(options).to_have_text(["P-002 Test Blåsippa"])
    box.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Test Blåsippa")).to_be_visible()
    box.click()
    expect(page.get_by_text("Recently opened")).to_be_visible()
    expect(options).to_have_text(["P-001 Test Tallkotte"])
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_value("P-002 · Test Blåsippa")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()


def test_a_question_that_is_lost_is_asked_again(browser: Browser, dashboard_url: str) -> None:
    """As where the run that it begins gives way to another one before the box is reached."""
    lost: list[str | bytes] = []

    def lose_the_first(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def told(message: str | bytes) -> None:
            if not lost and b"BLASIPPA" in bytes(message):
                lost.append(message)
            else:
                server.send(message)

        socket.on_message(told)

    with browser.new_context(locale="en-GB", reduced_motion="reduce") as context:
        page = context.new_page()
        page.route_web_socket(re.compile("/_stcore/stream"), lose_the_first)
        page.goto(f"{dashboard_url}/?patient=P-001&lang=en")
        until_drawn(page)
        box = page.get_by_role("combobox", name="Patient", exact=True)
        box.click()
        box.press_sequentially("BLASIPPA")
        expect(page.get_by_role("option")).to_have_text(["P-002 Test Blåsippa"])
        assert len(lost) == 1


@pytest.fixture
def received(page: Page) -> Iterator[list[bytes]]:
    """What the browser is told from now on; the list grows while the test runs."""
    frames: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        frames.append(frame if isinstance(frame, bytes) else frame.encode())

    with heard(page, "websocket", lambda socket: socket.on("framereceived", keep)):
        yield frames


def test_the_browser_is_told_of_nobody_but_who_is_looked_for(
    page: Page, dashboard_url: str, received: list[bytes]
) -> None:
    page.goto(f"{dashboard_url}/?lang=en")
    box = page.get_by_role("combobox", name="Patient", exact=True)
    box.click()
    box.press_sequentially("P-00")
    expect(page.get_by_role("option")).to_have_count(9)
    whole = b"".join(received)
    assert b"Test Tallkotte" in whole
    assert b"P-054" not in whole
    assert b"Morkulla" not in whole


def test_the_page_behind_is_not_made_anew_by_typing(page: Page, dashboard_url: str, received: list[bytes]) -> None:
    page.goto(f"{dashboard_url}/?patient=P-001&lang=en")
    until_drawn(page)
    assert b'class="reply"' in b"".join(received)
    received.clear()
    box = page.get_by_role("combobox", name="Patient", exact=True)
    box.click()
    box.press_sequentially("blasippa")
    expect(page.get_by_role("option")).to_have_count(1)
    until_drawn(page)
    assert b"P-002" in b"".join(received)
    assert b'class="reply"' not in b"".join(received)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_open_list_has_no_serious_violation(tab: Callable[..., Page], dashboard_url: str, theme: str) -> None:
    page = tab("sv-SE", width=820, theme=theme)
    page.goto(dashboard_url)
    box = page.get_by_role("combobox", name="Patient", exact=True)
    box.click()
    box.press_sequentially("test")
    expect(page.get_by_role("option")).to_have_count(10)
    assert serious_violations(page) == []
