"""Pages of the clinic on a phone, and on a device that turns dark while a page is open."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.served import until_drawn

WIDTH, CHART = 390, 700
WIDTHS = (
    """() => [...document.querySelectorAll('[data-testid=stPlotlyChart] .main-svg')].map((one) => one.clientWidth)"""
)
SCROLLED = (
    """(key) => [document.querySelector(key)].flatMap((box) => [box.scrollWidth - box.clientWidth, box.scrollLeft])"""
)
ENDS = "(one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right]"
RUN_TOGETHER = """(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""
WRITTEN = (
    """(all) => all.filter((one) => getComputedStyle(one).color !== 'rgba(0, 0, 0, 0)').map((one) => one.textContent)"""
)
IN_TWO_LINES = """(all) => all.filter((one) => {
  const text = document.createRange();
  text.selectNodeContents(one);
  return new Set([...text.getClientRects()].map((box) => box.top)).size > 1;
}).map((one) => one.textContent)"""
# What is not in the page yet (a chart is taken out and drawn again) has no ink, and is waited for.
INK = """() => [['.hd', '--page'], ['.js-plotly-plot .ytick text', 'fill']].map(([key, ink]) => {
  const one = document.querySelector(key);
  return one && getComputedStyle(one).getPropertyValue(ink);
})"""


def opened_on_a_phone(tab: Callable[..., Page], address: str) -> Page:
    """A page on which every chart keeps room for its numbers, and moves sideways: the page itself does not."""
    page = tab(width=WIDTH)
    page.goto(address)
    until_drawn(page)
    page.wait_for_function(f"() => ({WIDTHS})().every((width) => width >= {CHART})")
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    return page


def test_charts_of_the_clinic_keep_room_for_their_numbers_and_move_sideways(
    tab: Callable[..., Page], dashboard_url: str
) -> None:
    opened_on_a_phone(tab, f"{dashboard_url}/clinic")


@pytest.mark.parametrize(
    ("place", "key", "counted"),
    [
        ("patient", ".st-key-figure-frequency", "Headache days per 28 days, of which migraine"),
        ("effect", ".st-key-figure-effect", "Above headache days, below migraine days, per 28 days"),
    ],
)
def test_a_chart_over_time_keeps_room_for_its_numbers_and_has_the_newest_days_in_view(
    tab: Callable[..., Page], dashboard_url: str, place: str, key: str, counted: str
) -> None:
    page = opened_on_a_phone(tab, f"{dashboard_url}/{place}?patient=P-024")
    hidden, scrolled = page.evaluate(SCROLLED, key)
    assert hidden > 0
    assert scrolled == 0  # written from right to left: where the newest are
    heading = page.locator(".narrow", has_text=counted)
    expect(heading).to_be_visible()
    left, right = page.locator(key).get_by_text("Vyepti 100 mg").last.evaluate(ENDS)
    assert 0 <= left < right <= WIDTH
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(heading).to_be_hidden()


def test_the_rules_of_continuation_need_no_moving_sideways_and_break_no_period(
    tab: Callable[..., Page], dashboard_url: str
) -> None:
    page = tab(width=WIDTH)
    page.goto(f"{dashboard_url}/effect?patient=P-010")
    until_drawn(page)
    table = page.locator(".scroll:has(th[scope=rowgroup])")
    expect(table).to_have_count(1)
    hidden, _ = table.evaluate("(box) => [box.scrollWidth - box.clientWidth, box.scrollLeft]")
    assert hidden == 0
    whole = table.locator("tr", has_text="EVAL-5").locator("th").last
    answer = table.locator("tr", has_text="EVAL-5").locator("td").last
    assert whole.evaluate(ENDS)[0] == answer.evaluate(ENDS)[0]  # what a rule comes to, above what each condition does
    page.set_viewport_size({"width": 1280, "height": 900})
    assert table.locator("td:nth-last-child(2)").evaluate_all(IN_TWO_LINES) == []


def test_numbers_of_the_effect_have_room_beside_the_dots_of_other_months(
    tab: Callable[..., Page], dashboard_url: str
) -> None:
    page = opened_on_a_phone(tab, f"{dashboard_url}/effect?patient=P-010&lang=sv")
    assert min(page.locator(".st-key-figure-effect").evaluate_all(f"() => ({WIDTHS})().slice(0, 1)")) > 1000


def test_the_name_of_the_chosen_patient_is_not_cut_off(tab: Callable[..., Page], dashboard_url: str) -> None:
    page = opened_on_a_phone(tab, f"{dashboard_url}/patient?patient=P-013&lang=sv")
    chosen = page.get_by_role("combobox").first
    expect(chosen).to_have_value("P-013 · Test Snödroppe")
    assert chosen.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_what_the_worklist_says_of_a_patient_is_not_cut_off(tab: Callable[..., Page], dashboard_url: str) -> None:
    page = tab("sv-SE", width=WIDTH)
    page.goto(f"{dashboard_url}/patient?patient=P-058")
    until_drawn(page)
    told = page.locator(".first dd", has_text="Besök 17 nov: Emgality kan inte bedömas")
    assert told.evaluate(ENDS)[1] <= WIDTH


def test_neither_the_sums_of_the_months_nor_their_days_run_into_one_another(
    tab: Callable[..., Page], dashboard_url: str
) -> None:
    page = tab(width=WIDTH)
    page.goto(f"{dashboard_url}/calendar?patient=P-010")
    until_drawn(page)
    sums = page.locator(".strip td.sum")
    expect(sums).to_have_count(4 * 12)
    assert sums.evaluate_all(RUN_TOGETHER) == []
    assert page.locator(".strip th.column-name").evaluate_all(WRITTEN) == ["1", "5", "10", "15", "20", "25", "30"]
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_what_was_drawn_turns_dark_with_the_device(tab: Callable[..., Page], dashboard_url: str) -> None:
    page = tab(theme="light")
    page.goto(f"{dashboard_url}/patient?patient=P-024")
    until_drawn(page)
    page.wait_for_function(f"() => ({INK})().every((ink) => ink)")
    light = page.evaluate(INK)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"(light) => ({INK})().every((ink, at) => ink && ink !== light[at])", arg=light)
