"""What Streamlit says in English is said in the language of the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.served import until_drawn

expect.set_options(timeout=20_000)
LEFT = ("Upload", "200MB per file", "Skip to main content")


def test_the_import_page_and_a_window_over_the_list_are_in_swedish(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/import?lang=sv")
    expect(page.get_by_role("button", name="Välj filer").last).to_be_visible()
    expect(page.get_by_text("högst 200 MB per fil")).to_be_visible()
    for english in LEFT:
        expect(page.get_by_text(english, exact=True)).to_have_count(0)
    page.goto(f"{dashboard_url}/compliance?lang=sv")
    page.get_by_role("button", name="Kontakt med P-053").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Stäng")).to_be_visible()
    expect(page.get_by_label("Choose date")).to_have_count(0)


def test_an_address_that_leads_nowhere_is_told_in_swedish(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/nowhere?lang=sv")
    expect(page.get_by_text("Sidan finns inte")).to_be_visible()
    expect(page.get_by_text("Första sidan visas i stället.")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_in_english_it_is_left_as_it_is(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/import?lang=en")
    until_drawn(page)
    expect(page.get_by_role("button", name="Upload").last).to_be_visible()
