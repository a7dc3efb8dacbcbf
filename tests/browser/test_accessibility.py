"""Every page against the accessibility rules of axe-core, in both themes: nothing serious in what is ours."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from dashboard.places import PLACES
from tests.browser.served import until_drawn

PAGES = {
    **{place.name: place.address("P-001") for place in PLACES},
    "poorly kept": "/?patient=P-010",
    "calendar poorly kept": "/calendar?patient=P-010",
    "empty": "/?patient=P-056",
}
SERIOUS = ("serious", "critical")

CAUSED_BY_STREAMLIT: dict[tuple[str, str], str] = {}
"""Rule and a part of the selector of what Streamlit itself causes, with its upstream issue."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation(browser: Browser, dashboard_url: str, name: str, theme: str) -> None:
    context = browser.new_context(locale="sv-SE", color_scheme=theme, viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.goto(dashboard_url + PAGES[name])
    until_drawn(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    context.close()
    serious = [
        f"{violation['id']} ({violation['impact']}): {target}"
        for violation in found.response["violations"]
        if violation["impact"] in SERIOUS
        for target in (str(node["target"]) for node in violation["nodes"])
        if not any(violation["id"] == rule and part in target for rule, part in CAUSED_BY_STREAMLIT)
    ]
    assert serious == []
