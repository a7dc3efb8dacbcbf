"""The main ways through the dashboard in a real browser; whatever is done, nothing leaves the machine."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.app import WIDEST_PX
from tests.browser.served import demo, until_drawn

expect.set_options(timeout=20_000)
LAIN_OVER = """(note) => [...document.querySelectorAll('[data-testid=stTopNavLink]')].filter((place) => {
  const [one, other] = [note, place].map((box) => box.getBoundingClientRect());
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}).map((place) => place.textContent)"""
"""The places of the navigation over which a note lies."""


@pytest.fixture(autouse=True)
def nothing_leaves_the_machine(outside_requests: Callable[[], list[str]]) -> Iterator[None]:
    yield
    assert outside_requests() == []


def pick_patient(page: Page, pseudonym: str) -> None:
    """Chooses a patient with the keyboard alone, as after a click into the box."""
    box = page.get_by_role("combobox", name="Patient")
    box.click()
    box.press_sequentially(pseudonym)
    page.get_by_role("option", name=re.compile(f"^{pseudonym}")).wait_for()
    box.press("Enter")


def shown_day(page: Page) -> Locator:
    """The selected day's heading beside the calendar."""
    return page.get_by_role("heading", level=2).last


def test_pick_a_patient_and_switch_the_language(page: Page, dashboard_url: str) -> None:
    page.goto(dashboard_url)
    expect(page.get_by_role("heading", name="Choose a patient")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    pick_patient(page, "P-001")
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^28\sof\s28\sdays filled in"))).to_be_visible()
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    expect(page).to_have_url(re.compile("patient=P-001"))
    page.get_by_role("radio", name="Svenska").or_(page.get_by_role("button", name="Svenska")).first.click()
    expect(page.get_by_role("heading", name="Text till journalen")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page).to_have_url(re.compile("lang=sv"))
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()


def test_the_language_is_the_browsers_until_it_is_chosen(tab: Callable[..., Page], dashboard_url: str) -> None:
    swedish = tab("sv-SE")
    swedish.goto(dashboard_url)
    expect(swedish.get_by_role("heading", name="Välj en patient")).to_be_visible()


def test_change_the_period_and_the_bars(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/?patient=P-002")
    page.get_by_text("Show as a table").first.click()
    first = page.locator("details table tbody tr").first
    expect(first).to_contain_text("30 Nov – 27 Dec 2025")
    page.get_by_role("radio", name="3 months").or_(page.get_by_role("button", name="3 months")).first.click()
    expect(first).to_contain_text("9 Aug – 5 Sept 2026")
    expect(page).to_have_url(re.compile("period=3m"))
    months = page.get_by_role("radio", name="Calendar months").or_(page.get_by_role("button", name="Calendar months"))
    months.first.click()
    expect(first).to_contain_text("1 Aug – 31 Aug 2026")
    page.reload()
    expect(first).to_contain_text("1 Aug – 31 Aug 2026")


def test_a_link_opens_the_day_it_names(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/calendar?patient=P-001&day=2026-08-03&lang=sv")
    expect(shown_day(page)).to_have_text("Dag för dag")
    expect(page.get_by_role("heading", name="måndag 2026-08-03")).to_be_visible()
    expect(page.get_by_role("heading", name="augusti 2026").first).to_be_visible()


def test_read_the_calendar_and_select_a_day_by_keyboard(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/calendar?patient=P-001&day=2026-10-14")
    expect(page.get_by_role("heading", name="Wednesday 14 October 2026")).to_be_visible()
    grid = page.get_by_role("grid").first
    expect(grid).to_be_visible()
    focused = grid.locator('[tabindex="0"]').first
    focused.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thursday 15 October 2026")).to_be_visible()
    expect(page).to_have_url(re.compile("day=2026-10-15"))
    until_drawn(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thursday 22 October 2026")).to_be_visible()


def test_turn_to_the_month_before(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/calendar?patient=P-001")
    page.get_by_role("button", name=re.compile("September 2026")).click()
    expect(page).to_have_url(re.compile("month=2026-09"))
    expect(page.get_by_text("No day selected")).to_be_visible()
    expect(page.get_by_text(re.compile(r"of 30\sdays filled in\."))).to_be_visible()


def test_from_the_list_to_a_patient_and_back(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/compliance")
    rows = page.locator("tr.patient")
    expect(rows).to_have_count(26)
    expect(rows.filter(visible=True)).to_have_count(21)
    name = page.get_by_role("link", name=re.compile("P-054$"))
    name.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Test Morkulla")).to_be_visible()
    expect(page).to_have_url(re.compile("patient=P-054"))
    page.get_by_role("link", name="Worklist").click()
    expect(page.get_by_role("heading", name="Who needs a contact?")).to_be_visible()
    expect(rows).to_have_count(26)


def test_who_has_enough_is_folded_and_a_row_tells_more_on_demand(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/compliance")
    row = page.locator("tr.patient[data-patient=P-033]")
    expect(row).to_be_hidden()
    page.get_by_role("button", name="Enough filled in already (5)").click()
    expect(row).to_be_visible()
    row.get_by_role("button", name="More about P-033").click()
    expect(page.locator("tr.more[data-patient=P-033]")).to_contain_text("Last filled:")


def test_the_list_is_sorted_by_its_heads_and_filtered_by_care_unit(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/compliance")
    rows = page.locator("tr.patient")
    page.get_by_role("button", name="Filled days").click()
    head = page.get_by_role("columnheader", name="Filled days")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(rows.first).to_contain_text("0 of 28")
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(rows.first).to_contain_text("10 of 10")
    box = page.get_by_role("combobox", name="Care unit")
    box.click()
    page.get_by_role("option", name="Huvudvärksmottagningen Syd").click()
    expect(page).to_have_url(re.compile("unit="))
    expect(page.locator("tr.more").filter(has_text="Huvudvärksmottagningen Norr")).to_have_count(0)
    assert rows.count() > 5


def test_a_nurse_reminds_a_patient_notes_it_and_sees_them_leave_the_list(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/compliance")
    name = page.get_by_role("link", name="P-053")
    search = page.get_by_role("searchbox").element_handle()
    page.get_by_role("button", name="Contact with P-053").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("De här dagarna är fortfarande tomma i din dagbok")).to_be_visible()
    dialog.get_by_role("button", name="Copy").click()
    dialog.get_by_role("button", name="Record the contact").click()
    expect(page.get_by_text("The contact with P-053 is recorded")).to_be_visible()
    expect(name).to_have_count(0)
    assert search.evaluate("box => box.isConnected"), "what is typed meanwhile would be lost"
    page.keyboard.press("/")
    page.keyboard.type("p-053")
    expect(name).to_be_visible()
    expect(page.get_by_text(re.compile("^Waiting for an answer until"))).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Stopped filling in (3)", exact=True)).to_be_visible()


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_import_files_through_the_page_and_see_them(page: Page, dashboard_url: str, tmp_path: Path) -> None:
    patients = written(
        tmp_path / "patients.csv",
        [{"patient_id": "NEW-1", "enrolled_on": "2026-10-01", "display_name": "Test Nykomling"}],
    )
    days = [
        {"patient_id": "NEW-1", "date": f"2026-10-{day:02}", "headache": "ja", "migraine": "nej"}
        for day in range(2, 22)
    ]
    diary = written(tmp_path / "diary.csv", [*days, {**days[0], "date": "2026-09-01"}])
    page.goto(f"{dashboard_url}/import")
    page.locator("input[type=file]").set_input_files([patients, diary])
    expect(page.get_by_role("heading", name="This would happen")).to_be_visible()
    expect(
        page.get_by_text("22 rows read: 21 new, 0 changed, 0 unchanged, 1 rejected. Nothing is kept yet.")
    ).to_be_visible()
    expect(page.get_by_text("date is before the enrolment on 2026-10-01.")).to_be_visible()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Imported", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the rejected rows of diary.csv").click()
    rejected = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "2026-09-01" in rejected
    page.get_by_role("link", name="Patient").click()
    pick_patient(page, "NEW-1")
    expect(page.get_by_role("heading", level=1, name="Test Nykomling")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^18\sof\s28\sdays filled in"))).to_be_visible()


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(page: Page, dashboard_url: str, tmp_path: Path) -> None:
    page.goto(f"{dashboard_url}/import?lang=sv")
    path = tmp_path / "weather.json"
    path.write_text('{"temperature": 7}')
    page.locator("input[type=file]").set_input_files([path])
    expect(page.get_by_text("Filen kan inte läsas.")).to_be_visible()
    expect(page.get_by_text("weather.json känns inte igen")).to_be_visible()


def test_the_strip_of_days_is_saved_as_a_picture_and_as_a_table(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/calendar?patient=P-001")
    for name, ending, begins in (("Picture (SVG)", "svg", "<svg "), ("Table (CSV)", "csv", "Day,")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).first.click()
        assert download.value.suggested_filename == f"P-001-2026-10-31.{ending}"
        assert Path(download.value.path()).read_text(encoding="utf-8-sig").startswith(begins)


def test_the_text_for_the_record_is_copied(page: Page, dashboard_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{dashboard_url}/?patient=P-001")
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Diary to 2026-10-31: 28/28 days filled.")


def test_streamlits_own_menu_is_out_of_the_way(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/?patient=P-001")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for test_id in ("stMainMenu", "stAppDeployButton", "stStatusWidget"):
        expect(page.get_by_test_id(test_id)).to_have_count(0)


@pytest.mark.parametrize("place", ["", "patient?patient=P-013"])
def test_the_navigation_marks_the_page_of_the_patient_at_either_address(
    page: Page, dashboard_url: str, place: str
) -> None:
    page.goto(f"{dashboard_url}/{place}")
    until_drawn(page)
    marked = page.locator("[data-testid=stTopNavLink][aria-current=page]")
    expect(marked).to_have_text(re.compile("Patient$"))
    page.get_by_test_id("stTopNavLink").filter(has_text="Treatment effect").click()
    expect(marked).to_have_text(re.compile("Treatment effect$"))
    page.get_by_test_id("stTopNavLink").filter(has_text="Patient").click()
    expect(marked).to_have_text(re.compile("Patient$"))
    expect(page.get_by_test_id("stTopNavLink").filter(has_text="Patient")).to_have_count(1)


def test_old_data_are_told_clear_of_the_navigation_and_a_wide_screen_has_the_page_in_its_middle(
    page: Page, sample_clinic_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(sample_clinic_once, tmp_path / "store")
    monkeypatch.setenv("HEADACHE_TODAY", "2026-11-30")
    with demo(tmp_path) as url:
        for language, told in {"sv": "Uppgifterna är 30 dagar gamla", "en": "The data are 30 days old"}.items():
            page.goto(f"{url}/methods?lang={language}")
            until_drawn(page)
            note = page.get_by_role("note").filter(has_text=told)
            for width in range(1024, 1921, 128):
                page.set_viewport_size({"width": width, "height": 900})
                assert note.evaluate(LAIN_OVER) == [], (language, width)
            left = note.evaluate("(note) => note.getBoundingClientRect().left")
            assert left >= (width - WIDEST_PX) / 2


def test_what_is_held_together_stands_within_its_line(page: Page, dashboard_url: str) -> None:
    page.goto(f"{dashboard_url}/patient?patient=P-010&lang=sv")
    until_drawn(page)
    page.get_by_text("Visa mer").click()
    expect(page.get_by_role("heading", name="Mönster")).to_be_visible()
    held = page.locator(".hd .range, .hd time, .hd-copying .held")
    assert held.count() > 10
    assert held.evaluate_all("(all) => all.filter((one) => getComputedStyle(one).display !== 'inline').length") == 0
