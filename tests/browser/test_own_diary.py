"""A patient who keeps the diary at a phone, on the light page: by thumb, by keyboard, offline, at another's address."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from analysis.store import Action, Door, Visitor, store_at
from analysis.store.own_days import Version, newest_version
from analysis.summary import summaries
from tests.browser.served import serving, until_drawn
from tests.browser.test_accessibility import SERIOUS
from tests.browser.test_sign_in import NORTH, sign_in
from tests.ports import free_port
from tests.sign_in_provider import access_file, provider

PATIENT, OTHER, TODAY = "P-010", "P-001", date(2026, 10, 31)
WIDTH = 360
PEOPLE = {"Patient": {"roles": ["pat"], "patient_id": PATIENT}}
DROPPED = "() => { window.kept = WebSocket.prototype.send; WebSocket.prototype.send = () => {}; }"
BACK = "() => { WebSocket.prototype.send = window.kept; }"
"""A connection on the air: what is sent is lost, and nothing says so."""
TOO_SMALL = """(all) => all.filter((one) => { const box = one.getBoundingClientRect();
  return box.height < 44 || box.width < 44; }).map((one) => one.outerHTML)"""
NOTE = "<b>fet</b> =1+1"


@pytest.fixture(scope="module")
def address(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("own"), free_port()
    with provider(PEOPLE) as service:
        file = access_file(folder, port, service.issuer, {"pat": "patient"}, {"north": NORTH})
        options = ["--store", str(sample_store), "--access", str(file), "--port", str(port), "--no-browser"]
        with serving([sys.executable, "-m", "dashboard.cli", "serve", *options], port, folder / "log"):
            yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A phone on which the patient has signed in."""
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": WIDTH, "height": 740},
        has_touch=True,
        color_scheme="dark",
        reduced_motion="reduce",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    sign_in(page, address, "Patient")
    page.get_by_role("heading", name="My diary", level=1).wait_for()
    yield page
    context.close()


def stored(folder: Path, day: date) -> Version | None:
    records = Door(store_at(str(folder)), Visitor.local()).enter(Action.READ, "test", [PATIENT])
    with records.connect() as connection:
        return newest_version(connection, PATIENT, day)


def status(page: Page, text: str) -> None:
    expect(page.locator(".own-diary .status")).to_contain_text(text, timeout=30_000)


def day(page: Page, name: str) -> Locator:
    return page.locator(".own-diary .week").get_by_role("button", name=name)


def focused(page: Page) -> str:
    """What has the keyboard, by its place in the form."""
    place = "(form) => form.getRootNode().activeElement?.dataset.place"
    return str(page.locator(".own-diary").evaluate(place))


@contextmanager
def large_text(page: Page) -> Iterator[None]:
    """Text at 200 %."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    yield
    page.evaluate("document.documentElement.style.fontSize = ''")


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.tap()


def test_no_is_one_tap_and_what_the_page_says_is_kept_is_kept(phone: Page, sample_store: Path) -> None:
    tap(phone, "No")
    status(phone, "Saved")
    kept = stored(sample_store, TODAY)
    assert kept is not None
    assert (kept.batch, kept.day.headache, kept.day.answers, kept.day.intakes) == (0, False, {}, ())


def test_a_headache_day_by_keyboard_alone(phone: Page, sample_store: Path) -> None:
    yesterday = day(phone, "Yesterday")
    yesterday.focus()
    phone.keyboard.press("Enter")
    for name in ("Yes", "Severe", "8", "Skip", "No to the rest", "Skip"):
        phone.get_by_role("button", name=name, exact=True).first.focus()
        phone.keyboard.press("Space")
    assert focused(phone) == "step-taken"
    phone.get_by_label("Another medicine").fill("Imigran")
    phone.keyboard.press("Enter")
    for name in ("Next", "Skip"):
        phone.get_by_role("button", name=name, exact=True).press("Enter")
    phone.get_by_role("textbox", name="Your own note").fill(NOTE)
    phone.get_by_role("button", name="Save the day").press("Enter")
    status(phone, "Saved")
    expect(phone.get_by_text(NOTE)).to_be_visible()
    kept = stored(sample_store, date(2026, 10, 30))
    assert kept is not None
    assert kept.day.intakes is not None
    answers = kept.day.answers
    assert (answers["severity"], answers["duration_hours"], answers["nausea"], answers["note"]) == (3, 8, False, NOTE)
    assert "disability" not in answers
    assert [one.drug for one in kept.day.intakes] == ["Imigran"]


def test_what_is_answered_without_a_connection_is_not_said_to_be_kept_and_stays(
    phone: Page, sample_store: Path
) -> None:
    day(phone, "Thursday 29 October").tap()
    phone.context.set_offline(True)
    phone.evaluate(DROPPED)
    tap(phone, "No")
    status(phone, "This is not saved.")
    assert stored(sample_store, date(2026, 10, 29)) is None
    phone.context.set_offline(False)
    phone.evaluate(BACK)
    tap(phone, "Send again")
    status(phone, "Saved")
    kept = stored(sample_store, date(2026, 10, 29))
    assert kept is not None
    assert not kept.day.headache


def test_nothing_is_wider_than_the_phone_or_smaller_than_a_thumb_and_axe_finds_nothing(phone: Page) -> None:
    day(phone, "Tuesday 27 October").tap()
    tap(phone, "Yes")
    for place in phone.locator(".own-diary .step-head").evaluate_all("all => all.map((one) => one.dataset.place)"):
        head = phone.locator(f'[data-place="{place}"]')
        if head.get_attribute("aria-expanded") == "false":
            head.tap()
        assert phone.locator(".own-diary :is(button, input, textarea)").evaluate_all(TOO_SMALL) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == WIDTH
    with large_text(phone):
        assert phone.evaluate("document.documentElement.scrollWidth") == WIDTH
    found = Axe().run(phone).response["violations"]
    assert [one["id"] for one in found if one["impact"] in SERIOUS] == []


def test_the_patient_reads_the_figures_that_the_clinic_reads(
    phone: Page, sample_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HEADACHE_TODAY", TODAY.isoformat())
    doctor = Door(store_at(str(sample_store)), Visitor("doctor", role="doctor"))
    latest = summaries(doctor.enter(Action.READ, "test", [PATIENT]))[PATIENT].windows[-1]
    filled, headache = latest.completeness, latest["headache"]
    phone.get_by_role("link", name="Show the month").tap()
    until_drawn(phone)
    told = f"{filled.filled} of {filled.inside} days are filled in over the last 28 days."
    expect(phone.get_by_text(told)).to_be_visible(timeout=30_000)
    expect(phone.get_by_text(f"Headache days: {headache.lowest}–{headache.highest}")).to_be_visible()
    with large_text(phone):
        assert phone.get_by_test_id("stMain").evaluate("(main) => main.scrollWidth") == WIDTH
    day(phone, "Monday 26 October").tap()
    tap(phone, "No")
    status(phone, "Saved")
    assert stored(sample_store, date(2026, 10, 26)) is not None


@pytest.mark.parametrize("place", ["patient", "calendar", "effect", "diary", "compliance", "import"])
def test_the_address_of_somebody_else_shows_nothing_of_them(phone: Page, address: str, place: str) -> None:
    phone.goto(f"{address}/{place}?patient={OTHER}")
    phone.get_by_role("heading", name="My diary", level=1).wait_for()
    body = phone.inner_text("body")
    assert OTHER not in body
    assert "Tallkotte" not in body
