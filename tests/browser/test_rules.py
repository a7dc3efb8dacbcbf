"""The id of a rule leads to the rule, from a patient's page and within the methods page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(outside_requests: Callable[[], list[str]]) -> Iterator[None]:
    yield
    assert outside_requests() == []


def test_from_a_criterion_to_its_rule(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/?patient=P-026&lang=sv")
    page.get_by_text("Visa mer:").click()
    named = page.locator("a.rule", has_text=re.compile("^MOH-3$"))
    criteria = page.locator("details").filter(has=named)
    expect(criteria).to_have_count(1, timeout=90_000)
    criteria.locator("summary").first.click()
    criteria.locator(named).click()
    expect(page).to_have_url(re.compile(r"/methods\?lang=sv&rule=MOH-3$"))
    expect(page.get_by_role("heading", name="MOH-3", exact=True)).to_be_visible()
    expect(page.get_by_text("Triptaner minst 10 dagar per månad.").first).to_be_visible()


def test_within_the_methods_page(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/methods?lang=en")
    rule = page.locator("[id='CMP-4']")
    expect(rule).to_have_text("CMP-4")
    expect(rule).not_to_be_in_viewport()
    page.get_by_role("link", name="CMP-4", exact=True).first.click()
    expect(rule).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"lang=en#CMP-4$"))
