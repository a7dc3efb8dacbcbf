"""How long the program keeps a nurse waiting in the five tasks of the morning, on a clinic of 5,000 patients.

    python -m benchmarks.nurse_tasks [--patients N] [--store FOLDER] [--rounds N]

Each round is a morning: a server that has served pages but not read the clinic's data yet, a new browser window, and
the tasks in order, done by a hand that needs no time itself. Prints the median and the slowest of the rounds, seconds.
The clinic is that of tests/scale unless a store is given, which is copied first: the rounds record contacts.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.served import NO_BROWSER, browser_path, opened_browser, serving, until_drawn
from tests.ports import free_port
from tests.scale.clinic import make_clinic

PATIENTS, ROUNDS = 5000, 3
PATIENCE_MS = 120_000


class Morning:
    """The tasks, each done in the browser until its result is to be seen."""

    def __init__(self, page: Page, url: str) -> None:
        """A morning in this window, which may use the clipboard, on the dashboard at `url`, in English."""
        page.set_default_timeout(PATIENCE_MS)
        self.page, self.url = page, url
        self.reminded = self.visitor = self.copied = ""

    @property
    def listed(self) -> Locator:
        """The rows of the list."""
        return self.page.locator("tr.patient")

    def find_who_to_remind(self) -> None:
        """The first patient on the list, and another one, who has a visit."""
        self.page.goto(f"{self.url}/compliance?lang=en")
        self.listed.first.wait_for()
        self.reminded = str(self.listed.first.get_attribute("data-patient"))
        self.visitor = str(self.listed.nth(1).get_attribute("data-patient"))

    def copy_the_reminder(self) -> None:
        self.page.get_by_role("button", name=f"Contact with {self.reminded}", exact=True).click()
        self.page.get_by_role("dialog").get_by_role("button", name="Copy the text").click()
        self.page.get_by_text("Copied").wait_for()
        self.copied = str(self.page.evaluate("navigator.clipboard.readText()"))

    def record_the_contact(self) -> None:
        self.page.get_by_role("dialog").get_by_role("button", name="Record the contact").click()
        self.page.get_by_text(f"The contact with {self.reminded} is recorded").wait_for()
        self.page.get_by_role("dialog").wait_for(state="hidden")

    def find_the_patient_before_a_visit(self) -> None:
        """By the pseudonym, with the keyboard, until the head of the patient's page is there."""
        self.page.get_by_role("link", name="Patient", exact=True).click()
        box = self.page.get_by_role("combobox", name="Patient", exact=True)
        box.click()
        box.press_sequentially(self.visitor)
        box.press("Enter")
        self.page.locator("header").filter(has_text=self.visitor).first.wait_for()

    def see_that_the_reminded_left_the_list(self) -> None:
        self.page.get_by_role("link", name="Worklist", exact=True).click()
        self.listed.first.wait_for()
        expect(self.listed.filter(has_text=self.reminded)).to_have_count(0, timeout=PATIENCE_MS)

    @property
    def tasks(self) -> dict[str, Callable[[], None]]:
        """The tasks by name, in order."""
        return {
            "find who to remind (first opening)": self.find_who_to_remind,
            "copy the reminder": self.copy_the_reminder,
            "record the contact": self.record_the_contact,
            "find a patient before a visit": self.find_the_patient_before_a_visit,
            "see that the reminded left the list": self.see_that_the_reminded_left_the_list,
        }


@contextmanager
def served(store: Path, log: Path) -> Iterator[str]:
    """The address of the dashboard on a store."""
    port = free_port()
    options = ["--store", f"duckdb:///{store}", "--no-browser", "--port", str(port)]
    with serving([sys.executable, "-m", "dashboard.cli", "serve", *options], port, log) as url:
        yield url


def morning(browser: Browser, url: str) -> dict[str, float]:
    """Seconds of each task, by its name."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 1000})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{url}/methods?lang=en")
    until_drawn(page)
    took = {name: seconds(task) for name, task in Morning(page, url).tasks.items()}
    context.close()
    return took


def seconds(task: Callable[[], None]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began


def main(given: Path | None, patients: int, rounds: int) -> None:
    path = browser_path()
    if path is None:
        sys.exit(NO_BROWSER)
    with tempfile.TemporaryDirectory() as name, opened_browser(path) as browser:
        store = Path(name) / "store"
        if given:
            shutil.copytree(given, store)
        else:
            make_clinic(store, patients)
        took = []
        for _ in range(rounds):
            with served(store, Path(name) / "server.log") as url:
                took.append(morning(browser, url))
    print(f"{'seconds':38}{'median':>8}{'slowest':>9}   ({rounds} mornings)")
    for task in took[0]:
        found = [one[task] for one in took]
        print(f"{task:38}{statistics.median(found):8.1f}{max(found):9.1f}")


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--store", type=Path, help="the folder of a store, in place of the invented clinic")
    parser.add_argument("--patients", type=int, default=PATIENTS, help="patients of the invented clinic")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


if __name__ == "__main__":
    arguments = asked()
    main(arguments.store, arguments.patients, arguments.rounds)
