"""Signing in with a service, as people of two care units and of each role, in a real browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.store import Door, Visitor, store_at
from tests.browser.served import serving, until_drawn
from tests.ports import free_port
from tests.sign_in_provider import CLIENT, Provider, provider

NORTH, SOUTH = "Huvudvärksmottagningen Norr", "Huvudvärksmottagningen Syd"
IN_NORTH, IN_SOUTH = "P-001", "P-002"
PEOPLE = {
    "Northern Doctor": {"roles": ["doc"], "unit": "north"},
    "Lead": {"roles": ["chief"], "unit": "north"},
    "Administrator": {"roles": ["adm"]},
    "Stranger": {"roles": ["visitor"], "unit": "north"},
}
ACCESS = """
[provider]
redirect_uri = "http://localhost:{port}/oauth2callback"
client_id = "{client}"
client_secret = "a secret of the client"
cookie_secret = "a secret for the cookies"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
[claims]
care_unit = "unit"
[roles]
doc = "doctor"
chief = "lead"
adm = "administrator"
[care_units]
north = "{north}"
"""


@pytest.fixture(scope="module")
def service() -> Iterator[Provider]:
    with provider(PEOPLE) as made:
        yield made


@pytest.fixture(scope="module")
def address(service: Provider, sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    access = folder / "access.toml"
    access.write_text(ACCESS.format(port=port, client=CLIENT, issuer=service.issuer, north=NORTH), encoding="utf-8")
    options = ["--store", str(sample_store), "--access", str(access), "--port", str(port), "--no-browser"]
    command = [sys.executable, "-m", "dashboard.cli", "serve", *options]
    with serving(command, port, Path(folder) / "log"):
        yield f"http://localhost:{port}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=name, exact=True).click()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign out").wait_for()
    until_drawn(page)


def places(page: Page) -> list[str]:
    page.get_by_role("button", name="Sign out").wait_for()
    return [link.inner_text().splitlines()[-1] for link in page.get_by_test_id("stTopNavLink").all()]


def test_a_doctor_sees_the_patients_of_the_care_unit_and_signs_out_of_every_tab(page: Page, address: str) -> None:
    sign_in(page, address, "Northern Doctor")
    expect(page.get_by_text(f"Northern Doctor · doctor · {NORTH}")).to_be_visible()
    opened(page, f"{address}/?patient={IN_NORTH}")
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{address}/?patient={IN_SOUTH}")
    told = other.get_by_text("The patient in the address is not in this store.")
    expect(told).to_be_visible(timeout=30_000)
    assert "Blåsippa" not in other.content()
    opened(other, f"{address}/?patient={IN_NORTH}")
    expect(other.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Signed out at the service")).to_be_visible()
    expect(other.get_by_text("You signed out, here or in another tab.")).to_be_visible(timeout=30_000)
    assert "Tallkotte" not in other.inner_text("body")
    page.goto(f"{address}/?patient={IN_NORTH}")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_a_download_is_only_for_the_browser_that_made_it(page: Page, address: str) -> None:
    sign_in(page, address, "Northern Doctor")
    opened(page, f"{address}/?patient={IN_NORTH}")
    with page.expect_response(lambda answer: "/media/" in answer.url) as answered, page.expect_download():
        page.get_by_role("button", name="Print").click()
    cookie = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    of_another = cookie.replace("_streamlit_user=", "_streamlit_user=x")
    assert [fetched(answered.value.url, one) for one in (of_another, "", cookie)] == [404, 404, 200]


def fetched(url: str, cookie: str) -> int:
    try:
        with urlopen(Request(url, headers={"Cookie": cookie}), timeout=10) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_who_may_see_no_patient_is_offered_none(page: Page, address: str) -> None:
    sign_in(page, address, "Lead")
    assert places(page) == ["Clinic", "Methods"]
    page.goto(f"{address}/patient?patient={IN_NORTH}")
    page.get_by_role("button", name="Sign out").wait_for()
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_have_count(0)


def test_an_administrator_has_imports_and_no_patient(page: Page, address: str) -> None:
    sign_in(page, address, "Administrator")
    assert places(page) == ["Import", "Access log", "Methods"]


def test_an_administrator_sees_nobody_by_address_or_import(page: Page, address: str) -> None:
    sign_in(page, address, "Administrator")
    for place in ("patient", "calendar", "effect", "compliance", "clinic"):
        opened(page, f"{address}/{place}?patient={IN_NORTH}&lang=en")
        assert not names_in(page), place
    opened(page, f"{address}/import?lang=en")
    nearly_all_gone = b"patient_id,date,headache\nP-001,2026-10-30,1\nP-001,2026-10-29,nonsense\n"
    page.locator("input[type=file]").set_input_files(
        [{"name": "diary.csv", "mimeType": "text/csv", "buffer": nearly_all_gone}]
    )
    expect(page.get_by_text("rows read").first).to_be_visible(timeout=60_000)
    assert not names_in(page)
    assert "nonsense" not in page.inner_text("body")


def test_nobody_else_has_the_access_log(page: Page, address: str) -> None:
    sign_in(page, address, "Northern Doctor")
    opened(page, f"{address}/access-log?lang=en")
    expect(page.get_by_text("Search the log")).to_have_count(0)


def names_in(page: Page) -> list[str]:
    return [name for name in ("Tallkotte", "Blåsippa") if name in page.content()]


def test_a_stranger_is_told_so(page: Page, address: str) -> None:
    sign_in(page, address, "Stranger")
    expect(page.get_by_text("You have no access here")).to_be_visible()
    assert page.get_by_test_id("stTopNavLink").count() == 0


def test_the_log_knows_who_it_was_and_what_was_refused(address: str, sample_store: Path) -> None:
    entries = Door(store_at(str(sample_store)), Visitor.local()).accesses(IN_SOUTH)
    refused = [one for one in entries if one.action == "refused"]
    assert {(one.user, one.role, one.care_units) for one in refused} >= {("Northern Doctor", "doctor", NORTH)}
