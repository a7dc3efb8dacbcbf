"""The choice of a definition in a real browser: its consequence, the other pages, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

expect.set_options(timeout=20_000)

MOVED = "This choice moves migraine days of the last 28 days from 4 to 5."
"""Counted by hand in the sample diary of P-001, 4 to 31 October 2026: 7, 8, 11 and 30 October by MD-1; the patient also
calls 27 October a migraine day, which has none of its features."""


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(outside_requests: Callable[[], list[str]]) -> Iterator[None]:
    yield
    assert outside_requests() == []


def opened(page: Page, name: str) -> None:
    """Opens the choice, behind the button of this name."""
    page.get_by_role("button", name=re.compile(name)).click()
    expect(page.get_by_role("table").filter(has_text="the patient’s own word").first).to_be_visible()


def test_choose_another_definition_with_the_keyboard_and_go_back(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/?patient=P-001&as_of=2026-10-31&period=3m&lang=en")
    expect(page.get_by_role("heading", name="Text for the record")).to_be_visible()
    expect(page.get_by_text("This choice moves")).to_have_count(0)
    opened(page, "Migraine day by Leiden 2023")
    box = page.get_by_role("combobox", name="Definition of a migraine day")
    box.click()
    box.press_sequentially("MD-0")
    box.press("Enter")
    expect(page.get_by_text(MOVED)).to_be_visible()
    expect(page).to_have_url(re.compile("definition=MD-0"))
    page.get_by_role("link", name="Treatment effect").click()
    expect(page).to_have_url(re.compile("effect.*definition=MD-0|definition=MD-0.*effect"))
    page.get_by_role("link", name="Patient").click()
    expect(page.get_by_text(MOVED)).to_be_visible()
    page.get_by_role("button", name="Back to the clinic's definition").click()
    expect(page.get_by_text(MOVED)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("definition="))
    expect(page).to_have_url(re.compile("period=3m"))


def test_a_link_brings_the_definition_along(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/?patient=P-001&definition=MD-0&lang=sv")
    expect(page.get_by_text("Valet ändrar migrändagarna de senaste 28 dagarna från 4 till 5.")).to_be_visible()
    expect(page.get_by_role("heading", name="Text till journalen")).to_be_visible()
