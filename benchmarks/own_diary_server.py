"""The web server killed in the middle of answers that a browser gives it, and whether each kept answer is there, whole.

    python -m benchmarks.own_diary_server --kills 40 [--store URL]

It opens the demonstration (in a folder of its own unless a new store is named) in a browser of the size of a phone,
answers today as an invented patient, again and again, and ends the server with SIGKILL at a moment of chance after a
tap. Each time it looks whether the newest answer that the page said was kept is in the store, or a later one that was
sent, and whether it is whole. Then the server is started again, and the browser, which stayed open, has to be able to
send its answer again.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page

from analysis.store import ClinicStore, store_at
from analysis.store.own_days import Version, newest_version
from tests.browser.served import TODAY, await_health, browser_path, opened_browser
from tests.ports import free_port

PATIENT, DAY = "P-010", date.fromisoformat(TODAY["HEADACHE_TODAY"])
LONGEST_WAIT_SECONDS = 2.5
"""Until when after the tap the server is killed: most answers are kept well before."""
PATIENCE_MS = 240_000
KEPT, NOT_KEPT = ".status.kept", ".status.not-kept"


@dataclass
class Told:
    """What was sent, and what the page said of it."""

    sent: int = 0
    kept: int = 0
    kept_while_killing: int = 0
    sent_again: int = 0
    notices: list[str] = field(default_factory=list)


def main() -> None:
    """Kills the server as often as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--store")
    asked = parser.parse_args()
    path = browser_path()
    if path is None:
        raise SystemExit("No Chromium, Chrome or Edge was found.")
    with tempfile.TemporaryDirectory() as folder:
        url = asked.store or f"duckdb:///{folder}/store"
        served = _Server(url, Path(folder))
        try:
            with opened_browser(path) as browser:
                phone = browser.new_context(locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True)
                _run(served, phone.new_page(), store_at(url), asked.kills)
        finally:
            served.kill()


def _run(served: _Server, page: Page, store: ClinicStore, kills: int) -> None:
    told = Told()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"{served.url}/diary?patient={PATIENT}")
    page.locator(".own-diary .week button").first.wait_for()
    for number in range(1, kills + 1):
        _killed_once(served, page, store, told)
        print(f"{number} kills, {told.kept} answers told as kept, {told.sent_again} sent again", flush=True)
    print(
        f"{kills} kills of the server in the middle of an answer: {told.kept_while_killing} of them were told as kept "
        f"nevertheless, {told.sent_again} were not and were sent again from the page that stayed open; every answer "
        "told as kept is there and none is half."
    )


def _killed_once(served: _Server, page: Page, store: ClinicStore, told: Told) -> None:
    told.sent += 1
    note = f"answer {told.sent}"
    _answer(page.locator(".own-diary"), note)
    killer = threading.Timer(random.uniform(0, LONGEST_WAIT_SECONDS), served.kill)
    killer.start()
    page.locator(".own-diary .save").click()
    page.locator(f".own-diary :is({KEPT}, {NOT_KEPT})").wait_for()
    killer.join()
    is_kept = page.locator(f".own-diary {KEPT}").count() > 0
    told.kept += is_kept
    told.kept_while_killing += is_kept
    _check(store, told.sent, must_be_there=is_kept)
    served.start()
    if not is_kept:
        _send_again(page)
        told.kept += 1
        told.sent_again += 1
        _check(store, told.sent, must_be_there=True)


def _answer(form: Locator, note: str) -> None:
    """Opens today, answers a headache day and writes a note of its own, by which the answer is known."""
    form.locator(".week button").first.click()
    change = form.locator(".day > .plain")
    if form.locator(".day .yes-no").count() == 0:
        change.click()
    form.locator('[data-place="yes"]').click()
    head = form.locator('[data-place="step-note"]')
    if head.get_attribute("aria-expanded") == "false":
        head.click()
    form.get_by_role("textbox", name="Your own note").fill(note)


def _send_again(page: Page) -> None:
    """The page that stayed open sends the same answer until the server, started anew, has kept it."""
    ends = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < ends:
        again = page.locator(".own-diary .again")
        if again.count():
            again.click()
        page.wait_for_timeout(500)
        if page.locator(f".own-diary {KEPT}").count():
            return
    raise SystemExit("The page that stayed open could not send its answer again.")


def _check(store: ClinicStore, number: int, *, must_be_there: bool) -> None:
    found = _stored(store)
    known = 0 if found is None else int(str(found.day.answers.get("note", "answer 0")).split()[-1])
    if must_be_there and known != number:
        raise SystemExit(f"Answer {number} was told as kept; the store holds answer {known}.")
    if known and (found is None or not found.day.headache or known > number):
        raise SystemExit("An answer is there only in half.")


def _stored(store: ClinicStore) -> Version | None:
    with store.snapshot().connect() as connection:
        return newest_version(connection, PATIENT, DAY)


class _Server:
    """The demonstration on a port of its own, which is killed and started again on the same store."""

    def __init__(self, store: str, folder: Path) -> None:
        self._port, self._log = free_port(), folder / "server.log"
        options = ["--store", store, "--no-browser", "--port", str(self._port)]
        self._command = [sys.executable, "-m", "dashboard.cli", "demo", *options]
        self.url = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        with self._log.open("a") as output:
            self._process = subprocess.Popen(
                self._command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=TODAY | os.environ
            )
        await_health(self.url, self._process, self._log)

    def kill(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


if __name__ == "__main__":
    main()
