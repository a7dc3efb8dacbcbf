"""The nurse's list without a mouse: to the list, along it, into the window of a contact and back; and how it holds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.served import until_drawn

expect.set_options(timeout=20_000)

FOCUSED = (
    "() => { let at = document.activeElement; while (at?.shadowRoot) at = at.shadowRoot.activeElement; return at }"
)
ROWS_IN_VIEW = 12
"""Patients that a nurse sees without scrolling at 1280 x 800."""


@pytest.fixture
def listed(page: Page, dashboard_url: str) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{dashboard_url}/compliance?lang=en")
    expect(page.locator("tr.patient").first).to_be_visible()
    until_drawn(page)
    return page


def focus_of(page: Page) -> str:
    """What has the focus, in short: the control of a row and its patient, else its name."""
    told = page.evaluate(f"() => {{ const at = ({FOCUSED})(); return at?.dataset?.focus ?? at?.id ?? at?.tagName }}")
    return str(told)


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return focus_of(page)


def test_the_first_stop_leads_to_the_list_and_arrows_go_along_it(listed: Page) -> None:
    assert press(listed, "Tab") == "headache-skip"
    assert press(listed, "Enter") == "open P-039"
    assert press(listed, "ArrowRight", "ArrowRight") == "contact P-039"
    assert press(listed, "ArrowDown") == "contact P-054"
    assert press(listed, "Tab") == "open P-058"
    assert press(listed, "Shift+Tab") == "contact P-054"
    assert press(listed, "Home", "ArrowLeft", "ArrowLeft", "ArrowUp") == "open P-039"


def test_a_slash_leads_to_the_search_which_finds_as_one_types(listed: Page) -> None:
    shown = listed.locator("tr.patient").count()
    listed.keyboard.press("/")
    listed.keyboard.type("gullv", delay=20)
    expect(listed.locator("tr.patient")).to_have_count(1)
    listed.keyboard.press("Escape")
    expect(listed.locator("tr.patient")).to_have_count(shown)


def test_the_window_of_a_contact_is_gone_through_by_keyboard_and_gives_the_focus_back(listed: Page) -> None:
    listed.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(listed, "Tab", "Enter", "ArrowRight", "ArrowRight", "Enter")
    copy = listed.get_by_role("dialog").get_by_role("button", name="Copy the text")
    expect(copy).to_be_visible()
    assert tab_to(listed, copy) <= 8
    listed.keyboard.press("Enter")
    expect(listed.get_by_text("Copied")).to_be_visible()
    assert tab_to(listed, listed.get_by_role("dialog").get_by_role("button", name="Record the contact")) <= 14
    listed.keyboard.press("Escape")
    expect(listed.get_by_role("dialog")).to_have_count(0)
    listed.wait_for_timeout(200)
    assert focus_of(listed) == "contact P-039"


def test_the_reason_itself_unfolds_to_all_of_them_when_it_is_clicked(listed: Page) -> None:
    why = listed.locator("tr.patient", has_text="P-054").locator("td.reason > span")
    more = listed.locator("#more-P-054")
    expect(more).to_be_hidden()
    why.click()
    expect(more).to_be_visible()
    expect(listed.get_by_role("button", name="More about P-054")).to_have_attribute("aria-expanded", "true")
    why.click()
    expect(more).to_be_hidden()


def tab_to(page: Page, wanted: Locator) -> int:
    """How many times Tab is pressed until the focus is where it is wanted; 99 where it never is."""
    for times in range(1, 25):
        page.keyboard.press("Tab")
        if wanted.evaluate("(one) => one.getRootNode().activeElement === one"):
            return times
    return 99


def test_a_dozen_patients_are_in_view(listed: Page) -> None:
    boxes = [row.bounding_box() for row in listed.locator("tr.patient").all()]
    seen = [box for box in boxes if box and box["y"] + box["height"] <= 800]
    assert len(seen) >= ROWS_IN_VIEW
    assert max(box["height"] for box in seen) <= 50


def test_nothing_lies_beyond_the_edge_at_any_width(listed: Page) -> None:
    for width in (390, 640, 820, 1920):
        listed.set_viewport_size({"width": width, "height": 800})
        listed.wait_for_timeout(300)
        assert listed.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        scroll = listed.locator(".list .scroll")
        assert scroll.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 1, width


def test_days_are_told_apart_in_forced_colours(tab: Callable[..., Page], dashboard_url: str) -> None:
    page = tab(height=800, forced="active")
    page.goto(f"{dashboard_url}/compliance")
    look = "(one) => { const style = getComputedStyle(one); return style.backgroundColor + style.backgroundImage }"
    looks = {state: page.locator(f".day.{state}").first.evaluate(look) for state in ("filled", "open", "missing")}
    assert len(set(looks.values())) == 3
    assert "rgba(0, 0, 0, 0)none" not in looks["filled"].replace(" ", "") or "gradient" in looks["filled"]
