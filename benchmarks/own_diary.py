"""Patients who fill in their day at once beside clinicians who read, and a server that is killed meanwhile.

    python -m benchmarks.own_diary load --store URL --patients 200 --minutes 10 --readers 5
    python -m benchmarks.own_diary kill --store URL --kills 300

Both make invented patients in a store that has to be new, and go through the door as a page does, without a browser.
`load` tells how long it took from an answer to "kept", and whether every answer is there; `kill` ends a process that
writes, with SIGKILL at a moment of chance, and looks each time whether every answer it said was kept is there, whole.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from statistics import median

from sqlalchemy import insert

from analysis.querying.schema import IMPORT_BATCHES, PATIENTS
from analysis.store import Action, Door, Store, Visitor, store_at
from analysis.store.clock import arrival, today
from analysis.store.own_days import Intake, OwnDay, newest_version
from analysis.summary import summaries
from analysis.worklist import worklist

ENROLLED_DAYS = 200
TOLD_EVERY = 20
"""Kills after which it is told how far it is."""


def main() -> None:
    """Runs what the command line asks for."""
    asked = _asked()
    {"load": _load, "kill": _kill, "write": _write}[asked.what](asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("load", "kill", "write"))
    parser.add_argument("--store", required=True)
    parser.add_argument("--patients", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=5)
    parser.add_argument("--kills", type=int, default=300)
    return parser.parse_args()


def _names(number: int) -> list[str]:
    return [f"T-{one:04}" for one in range(1, number + 1)]


def _made(url: str, number: int) -> Store:
    """A new store with so many invented patients."""
    store = store_at(url)
    if not store.is_empty():
        raise SystemExit("Name a store that is not there yet.")
    enrolled = today() - timedelta(days=ENROLLED_DAYS)
    with store.writing("benchmark") as connection:
        rows = [{"patient_id": one, "enrolled_on": enrolled, "batch": 1} for one in _names(number)]
        connection.execute(insert(PATIENTS), rows)
        about = {"batch": 1, "as_of": today(), "clinic_export": True, "imported_by": "benchmark"}
        connection.execute(insert(IMPORT_BATCHES), [about | {"imported_at": arrival()}])
    return store


def _door(store: Store, patient: str) -> Door:
    return Door(store, Visitor(patient, role="patient", own=patient))


def numbered_answer(patient: str, day: date, number: int) -> OwnDay:
    """A headache day that is known by its number, in more than one of its answers."""
    answers = {"severity": 1 + number % 3, "note": f"answer {number}"}
    return OwnDay(patient, day, True, answers, (Intake("ibuprofen", 1 + number % 2), Intake("sumatriptan")))


def _holds(store: Store, day: OwnDay) -> bool:
    with store.snapshot().connect() as connection:
        found = newest_version(connection, day.patient_id, day.date)
    return found is not None and found.day == day


def _load(asked: argparse.Namespace) -> None:
    store, ends = _made(asked.store, asked.patients), time.monotonic() + 60 * asked.minutes
    days = [numbered_answer(one, today(), number) for number, one in enumerate(_names(asked.patients))]
    begins = [random.uniform(0, 60 * asked.minutes) for _ in days]
    started = time.monotonic()

    def fill(day: OwnDay, begin: float) -> float:
        time.sleep(max(0.0, started + begin - time.monotonic()))
        sent = time.monotonic()
        _door(store, day.patient_id).fill_in(day, arrival())
        return time.monotonic() - sent

    with ThreadPoolExecutor(asked.patients + asked.readers) as pool:
        readers = [pool.submit(_read, store, ends) for _ in range(asked.readers)]
        took = sorted(pool.map(fill, days, begins))
        read = sum(one.result() for one in readers)
    lost = sum(not _holds(store, day) for day in days)
    print(f"{len(took)} answers in {asked.minutes:g} minutes beside {asked.readers} readers ({read} pages read)")
    late = took[int(0.95 * len(took))]
    print(f"from answer to kept: median {median(took):.2f} s, 95 % within {late:.2f} s, longest {took[-1]:.2f} s")
    print(f"lost: {lost}")


def _read(store: Store, until: float) -> int:
    """How often a clinician could read the list and a patient's summary."""
    door, number = Door(store, Visitor("doctor", role="doctor")), 0
    while time.monotonic() < until:
        worklist(door.enter(Action.LISTED, "worklist"))
        summaries(door.enter(Action.READ, "summary", ["T-0001"]))
        number += 1
        time.sleep(2)
    return number


def _kill(asked: argparse.Namespace) -> None:
    store, kept = _made(asked.store, 1), 0
    for number in range(1, asked.kills + 1):
        kept += _killed_once(asked.store)
        if number % TOLD_EVERY == 0:
            print(f"{number} kills, {kept} answers told as kept", file=sys.stderr, flush=True)
    print(f"{asked.kills} kills, {kept} answers told as kept before them: every one is there and whole")
    store.snapshot()


def _killed_once(url: str) -> int:
    """How many answers a process said were kept, until it was killed. Ends the program where one is not there."""
    command = [sys.executable, "-m", "benchmarks.own_diary", "write", "--store", url]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    told = [child.stdout.readline()]
    time.sleep(random.uniform(0, 1.5))
    os.kill(child.pid, signal.SIGKILL)
    told += child.stdout.read().splitlines(keepends=True)
    child.wait()
    whole = [int(line) for line in told if line.endswith("\n") and line.strip()]
    _check(store_at(url), whole[-1] if whole else None)
    return len(whole)


def _check(store: Store, last: int | None) -> None:
    """The newest answer is one that was sent, whole, and not older than the last that was told as kept."""
    with store.snapshot().connect() as connection:
        found = newest_version(connection, "T-0001", today())
    if found is None:
        if last is not None:
            raise SystemExit("An answer that was told as kept is not there.")
        return
    number = int(str(found.day.answers["note"]).split()[-1])
    if found.day != numbered_answer("T-0001", today(), number) or (last is not None and number < last):
        raise SystemExit("An answer that was told as kept is not there, or only half of it.")


def _write(asked: argparse.Namespace) -> None:
    """Writes answers of one patient without end, and tells the number of each once it is kept."""
    store, number = store_at(asked.store), int(time.time() * 1000)
    while True:
        number += 1
        _door(store, "T-0001").fill_in(numbered_answer("T-0001", today(), number), arrival())
        print(number, flush=True)


if __name__ == "__main__":
    main()
