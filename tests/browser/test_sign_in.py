"""Signing in with a service, as people of two care units and of each role, in a real browser."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from analysis.store import Door, Visitor, store_at
from dashboard.texts import words
from tests.browser.served import serving, until_drawn
from tests.ports import free_port
from tests.sign_in_provider import Provider, access_file, provider
from tests.speaking import Speaker, components, content, run, told

NORTH, SOUTH = "Huvudvärksmottagningen Norr", "Huvudvärksmottagningen Syd"
IN_NORTH, IN_SOUTH = "P-001", "P-002"
ERROR = words("en")("error-ours", reference="X").split("X")[0]
PEOPLE = {
    "Northern Doctor": {"roles": ["doc"], "unit": "north"},
    "Southern Nurse": {"roles": ["nur"], "unit": "south"},
    "Lead": {"roles": ["chief"], "unit": "north"},
    "Administrator": {"roles": ["adm"]},
    "Stranger": {"roles": ["visitor"], "unit": "north"},
}
ROLES = {"doc": "doctor", "nur": "nurse", "chief": "lead", "adm": "administrator", "pat": "patient"}


@pytest.fixture(scope="module")
def service() -> Iterator[Provider]:
    with provider(PEOPLE) as made:
        yield made


@pytest.fixture(scope="module")
def address(service: Provider, sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    access = access_file(folder, port, service.issuer, ROLES, {"north": NORTH, "south": SOUTH})
    options = ["--store", str(sample_store), "--access", str(access), "--port", str(port), "--no-browser"]
    command = [sys.executable, "-m", "dashboard.cli", "serve", *options]
    with serving(command, port, Path(folder) / "log"):
        yield f"http://localhost:{port}"


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(address)
    go_in(page, name)


def go_in(page: Page, name: str) -> None:
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
    page.goto(f"{address}/calendar?patient={IN_NORTH}&lang=en")
    go_in(page, "Northern Doctor")
    expect(page.get_by_role("heading", level=1, name="Test Tallkotte")).to_be_visible()
    assert urlsplit(page.url).path == "/calendar"


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


def test_an_administrator_sees_nobody_by_import(page: Page, address: str) -> None:
    sign_in(page, address, "Administrator")
    assert places(page) == ["Import", "Access log", "Methods"]
    opened(page, f"{address}/import?lang=en")
    nearly_all_gone = b"patient_id,date,headache\nP-001,2026-10-30,1\nP-001,2026-10-29,nonsense\n"
    page.locator("input[type=file]").set_input_files(
        [{"name": "diary.csv", "mimeType": "text/csv", "buffer": nearly_all_gone}]
    )
    expect(page.get_by_text("rows read").first).to_be_visible(timeout=60_000)
    assert not names_in(page)
    assert "nonsense" not in page.inner_text("body")


def names_in(page: Page) -> list[str]:
    return [name for name in ("Tallkotte", "Blåsippa") if name in page.content()]


async def attacked(name: str, own: str, foreign: str, address: str) -> list[str]:
    """What came back of a foreign patient, asked for in whatever way a browser could; each way is refused."""
    attacker, found = Speaker(name, address), []
    await attacker.sign_in()
    async with attacker.tab() as tab:
        ours = components(await run(tab, f"lang=en&patient={own}", page="patient"))
        chosen = [told(ours["chooser"], "chosen", foreign)]
        found.append(content(await run(tab, f"lang=en&patient={own}", page="patient", states=chosen)))
        found.append(content(await run(tab, f"lang=en&patient={foreign}&patient={foreign}", page="effect")))
        copied = [told(ours["text_with_button"], "copied", True)]
        await run(tab, f"lang=en&patient={own}", page="patient", states=copied)
        await run(tab, f"lang=en&patient={own}", page="patient", states=[told(ours["document"], "printed", True)])
        ours = components(await run(tab, f"lang=en&patient={own}", page="compliance"))
        for event in ("opened", "contacted"):
            forged = [told(ours["patient_list"], event, foreign)]
            found.append(content(await run(tab, "lang=en", page="compliance", states=forged)))
    await attacker.browser.aclose()
    return [one.decode(errors="replace") for one in found]


async def attack_each_other(address: str) -> list[list[str]]:
    north = attacked("Northern Doctor", IN_NORTH, IN_SOUTH, address)
    return list(await asyncio.gather(north, attacked("Southern Nurse", IN_SOUTH, IN_NORTH, address)))


def test_two_care_units_attack_each_other_with_what_no_page_would_send(address: str, sample_store: Path) -> None:
    with ThreadPoolExecutor(1) as alone:  # the browser's own loop runs in this thread
        to_south, to_north = alone.submit(asyncio.run, attack_each_other(address)).result()
    for shown, name in ((to_south, "Blåsippa"), (to_north, "Tallkotte")):
        assert [words("en")("error-UnknownPatient") in one for one in shown] == [False, True, True, True], name
        assert [one for one in shown if name in one or ERROR in one] == []
    log = Door(store_at(str(sample_store)), Visitor.local())
    for name, foreign in (("Northern Doctor", IN_SOUTH), ("Southern Nurse", IN_NORTH)):
        mine = [one for one in log.accesses(foreign) if one.user == name]
        assert [one.place for one in mine if one.action != "refused"] == []
        assert {one.place for one in mine} >= {"address", "contact"}
    for action in ("copied", "printed"):
        noted = [(one.user, one.place) for one in log.accesses(IN_NORTH) if one.action == action]
        assert noted == [("Northern Doctor", "patient")], action


def test_the_log_knows_who_it_was_and_what_was_refused(address: str, sample_store: Path) -> None:
    entries = Door(store_at(str(sample_store)), Visitor.local()).accesses(IN_SOUTH)
    refused = [one for one in entries if one.action == "refused"]
    assert {(one.user, one.role, one.care_units) for one in refused} >= {("Northern Doctor", "doctor", NORTH)}
