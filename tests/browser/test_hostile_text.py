"""Text that would be a picture, a formula, a colour, markup, or turns the line around, in every column and file name.

It is shown as it stands, on every page: nothing is asked of another host, no element comes of it, no page grows wider,
and nothing turns the direction in which a line is read.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from analysis import diary
from analysis.diary import Kind
from analysis.records.excluded_periods import ExcludedPeriod
from analysis.store import Action, Contact, Door, Store, Visitor
from analysis.store.door import now
from analysis.store.roles import EVERY_RIGHT
from dashboard.places import PLACES
from dashboard.serving import import_paths, sample_clinic
from tests.browser.conftest import leaves_this_machine
from tests.browser.served import heard, serving, until_drawn
from tests.ports import free_port

SHOWN = (
    "![i](http://evil.example/i.png) $x^2$ :red[r] "
    '<b class="evil">b</b> <img src="//evil.example/j.png" onerror="document.title=7">'
)
TURNED = "\N{RIGHT-TO-LEFT OVERRIDE}turned\N{RIGHT-TO-LEFT MARK}\N{FIRST STRONG ISOLATE}"
HOSTILE = f"{SHOWN} {TURNED}"
PATIENTS = {"P-032": f"A {HOSTILE}", "P-039": f"B {HOSTILE}"}
FILE = f"diary{HOSTILE.replace('/', ' ')}.csv"
TYPED = tuple(table for table in diary.TABLES if (sample_clinic() / table.file).exists())

MADE_OF_TEXT = """() => {
  const parts = (root) => [...root.querySelectorAll('*')].flatMap(
    (one) => [one, ...(one.shadowRoot ? parts(one.shadowRoot) : [])]);
  const every = parts(document);
  const isOutside = (address) => address && new URL(address, location).hostname.includes('evil');
  const asks = every.filter((one) => ['src', 'href', 'xlink:href'].some((name) => isOutside(one.getAttribute(name))));
  const made = every.filter((one) => one.matches('.evil, .katex, [class*=ColoredText], [class*=stMarkdownColored]'));
  const turned = every.flatMap((one) => [...one.childNodes]).filter(
    (node) => node.nodeType === 3 && /[\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]/.test(node.data)
      && !['STYLE', 'SCRIPT', 'TEXTAREA'].includes(node.parentElement?.tagName)
      && !node.parentElement?.matches('[data-testid=stFileChipName]'));
  const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page is wider than the window'] : [];
  return [...asks, ...made].map((one) => one.outerHTML.slice(0, 200))
    .concat(turned.map((node) => `turned: ${node.parentElement?.outerHTML.slice(0, 200)}`), wide);
}"""
"""What came of the text: elements that it made or that ask elsewhere, marks that turn a line, and a page grown wide.

The name of a file in the box for it is the browser's own, told to nobody else.
"""


def hostile_rows(table: diary.Table) -> str:
    """The rows of two patients of the sample clinic with hostile text wherever any text may stand."""
    with (sample_clinic() / table.file).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if row["patient_id"] in PATIENTS]
        named = list(reader.fieldnames or ())
    texts = {column.in_file for column in table if column.kind is Kind.TEXT and not column.choices}
    written = io.StringIO()
    columns = named + [name for name in sorted(texts) if name not in named and name != "source"]
    writer = csv.DictWriter(written, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow(row | {name: hostile(name, row.get(name)) for name in texts & set(columns)})
    return written.getvalue()


def hostile(column: str, value: str | None) -> str:
    if column == "patient_id":
        return PATIENTS[value or ""]
    return f"{value} {HOSTILE}" if value or column != "atc" else ""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / f"{FILE.removesuffix('.csv')}.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for table in TYPED:
            zipped.writestr(table.file, hostile_rows(table))
        exported = json.loads((sample_clinic() / "export.json").read_text(encoding="utf-8"))
        zipped.writestr("export.json", json.dumps(exported | {"source": HOSTILE}))
    made = Store(folder / "clinic")
    import_paths(made, [path], accept_removals=True, accept_changed_identity=True, new_patient=True)
    door = Door(made, Visitor(HOSTILE, purpose=HOSTILE))
    for patient in PATIENTS.values():
        door.enter(Action.READ, "patient", [patient])
        door.exclude(ExcludedPeriod(patient, date(2026, 8, 1), date(2026, 8, 3), "other", HOSTILE, now(), HOSTILE))
        door.record_contact(Contact(patient, date(2026, 10, 28), HOSTILE, "phone", note=HOSTILE))
    return made


@pytest.fixture(scope="module")
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="module")
def url(store: Store, server_log: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "dashboard.cli", "serve", "--without-sign-in", "--no-browser"]
    where = ["--store", str(store.folder), "--port", str(port)]
    with serving([*command, *where], port, server_log) as address:
        yield address


def everything_asked_for(page: Page) -> None:
    for toggle in page.get_by_test_id("stCheckbox").locator("label").all():
        toggle.click()
        until_drawn(page)


def a_contact_begun(page: Page) -> None:
    page.locator("button.act").first.click()
    page.get_by_role("dialog").wait_for()


def the_log_searched(page: Page) -> None:
    page.get_by_role("button", name="Sök", exact=True).click()
    page.get_by_text("de senaste först").wait_for()


def a_file_refused(page: Page) -> None:
    rows = f"patient_id,date,headache\n{HOSTILE.replace(',', ' ')},2026-03-01,{HOSTILE}\n"
    files = [{"name": FILE, "mimeType": "text/csv", "buffer": rows.replace('"', "'").encode()}]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_text("1 av 1 rader avvisades").wait_for()


ACTS: dict[str, Callable[[Page], None]] = {
    "patient": everything_asked_for,
    "compliance": a_contact_begun,
    "access-log": the_log_searched,
    "import": a_file_refused,
}


@pytest.fixture
def page(tab: Callable[..., Page]) -> Page:
    return tab("sv-SE", height=1000)


@pytest.fixture
def refused(page: Page) -> Iterator[list[str]]:
    """What the browser refused because of what the page allows itself; the list grows while the test runs."""
    said: list[str] = []
    with heard(page, "console", lambda one: said.append(one.text)):
        yield said


def test_hostile_text_is_shown_as_it_stands_on_every_page(
    page: Page, url: str, store: Store, server_log: Path, requested_urls: list[str], refused: list[str]
) -> None:
    found = {}
    for place in (one for one in PLACES if one.is_for(EVERY_RIGHT)):
        page.goto(url + place.address(quote(PATIENTS["P-032"])))
        until_drawn(page)
        ACTS.get(place.name, lambda _: None)(page)
        until_drawn(page)
        if made := page.evaluate(MADE_OF_TEXT):
            found[place.name] = made
    assert (found, [one for one in refused if "Content Security Policy" in one]) == ({}, [])
    assert [one for one in requested_urls if leaves_this_machine(one)] == []
    assert "evil" not in server_log.read_text(encoding="utf-8", errors="replace")
    assert [path.name for path in store.folder.iterdir() if path.name.startswith(".uploads")] == []
