"""Every page against the accessibility rules of axe-core, in both themes: nothing serious in what is ours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dashboard.places import PLACES
from tests.browser.served import until_drawn

PAGES = {
    **{place.name: place.address("P-001") for place in PLACES},
    "poorly kept": "/?patient=P-010",
    "calendar poorly kept": "/calendar?patient=P-010",
    "empty": "/?patient=P-056",
    "the patient's month": "/diary?patient=P-001&whole=1",
}


def everything_unfolded(page: Page) -> None:
    """What a page computes only when it is asked to."""
    toggles = page.get_by_test_id("stCheckbox").locator("label")
    expect(toggles).to_have_count(3)
    for toggle in toggles.all():
        toggle.click()
        until_drawn(page)


def a_row_and_those_who_have_enough_unfolded(page: Page) -> None:
    page.locator("button.fold").first.click()
    page.locator("button.unfold").first.click()


def a_contact_begun(page: Page) -> None:
    page.locator("button.act").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def a_file_refused(page: Page) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": "x.json", "mimeType": "application/json", "buffer": b'{"a": 1}'}
    )
    expect(page.get_by_text("Filen kan inte läsas.")).to_be_visible()


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "overuse, everything unfolded": ("/?patient=P-032", everything_unfolded),
    "the list unfolded": ("/compliance", a_row_and_those_who_have_enough_unfolded),
    "a contact": ("/compliance", a_contact_begun),
    "a refused file": ("/import", a_file_refused),
}
SERIOUS = ("serious", "critical")
FADED_IN = "() => document.getAnimations().every((one) => !one.transitionProperty || one.playState !== 'running')"
COLOURS = """() => {
  const ours = document.querySelector('.hd') ?? document.body;
  const numbers = [...document.querySelectorAll('.js-plotly-plot :is(.xtick, .ytick) text')];
  const inks = numbers.map((one) => getComputedStyle(one).fill);
  return [getComputedStyle(ours).getPropertyValue('--page'), ...new Set(inks)];
}"""
"""Of the page, and of the numbers of its charts, which are drawn after it."""
TURNED = f"const now = ({COLOURS})(); return now.length === dark.length && !now.some((one) => dark.includes(one))"
Tab = Callable[..., Page]

CAUSED_BY_STREAMLIT: dict[tuple[str, str], str] = {}
"""Rule and a part of the selector of what Streamlit itself causes, with its upstream issue."""


@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation_in_the_dark_or_once_the_device_has_turned_light(
    tab: Tab, dashboard_url: str, name: str
) -> None:
    page = tab("sv-SE", height=1000, theme="dark")
    page.goto(dashboard_url + PAGES[name])
    until_drawn(page)
    dark = serious_violations(page)
    turn_light(page)
    assert (dark, serious_violations(page)) == ([], [])


@pytest.mark.parametrize("name", STATES)
def test_no_serious_violation_after_something_was_done(tab: Tab, dashboard_url: str, name: str) -> None:
    address, act = STATES[name]
    page = tab("sv-SE", height=1000)
    page.goto(dashboard_url + address)
    until_drawn(page)
    act(page)
    until_drawn(page)
    assert serious_violations(page) == []


def turn_light(page: Page) -> None:
    """Turns the device, and waits until nothing is drawn in the colours of the dark any more."""
    dark = page.evaluate(COLOURS)
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"(dark) => {{ {TURNED} }}", arg=dark, polling=100)
    until_drawn(page)


def serious_violations(page: Page) -> list[str]:
    """What axe finds serious or worse in what is ours, once it has faded in."""
    page.wait_for_function(FADED_IN, polling=100)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']} ({violation['impact']}): {target}"
        for violation in found.response["violations"]
        if violation["impact"] in SERIOUS
        for target in (str(node["target"]) for node in violation["nodes"])
        if not any(violation["id"] == rule and part in target for rule, part in CAUSED_BY_STREAMLIT)
    ]
