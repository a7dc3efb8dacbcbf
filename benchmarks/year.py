"""A year of nights: one import a day into one store, and the same rows imported at once into another.

    python -m benchmarks.year [PATIENTS] [--nights NIGHTS] [--json FILE]

Makes an invented clinic of so many patients (1 000) over two years. What was known so many nights (365) before its end
is imported at once; then each night what was written that day, as an export of changes. Told are the CPU seconds of the
nights, in twelve parts of the year, beside start-up; and what is asked afterwards of the store that grew and of one
into which everything was imported at once: whether list, overview and summaries are the same byte for byte, and what a
patient's summary costs in each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from analysis.store import Store
from benchmarks import clinic_files
from benchmarks.speed import ONE_PATIENT
from dashboard.serving import import_paths

PATIENTS, NIGHTS = 1000, 365
PARTS = 12
ASKED = (["worklist"], ["clinic"], ["summary", *(f"N-{number:06d}" for number in range(1, 11))])
DATED = {"diary": "date", "acute_doses": "date", "treatments": "started_on"}
"""The files in which a night has rows, and the column that says of which day they are."""


class Years:
    """The rows of two years, told as of a day or of a day alone."""

    def __init__(self, patients: int) -> None:
        self._connection = duckdb.connect()
        self._connection.execute(clinic_files.DAY_ROWS.format(first=1, patients=patients, days=clinic_files.DAYS))
        for name, query in clinic_files.FILES.items():
            self._connection.execute(f"CREATE TABLE of_{name} AS {query.format(first=1, patients=patients)}")

    def until(self, day: date, folder: Path) -> Path:
        """A whole export as of the evening of a day; visits after it are booked."""
        return self._written(folder, day, "whole", {name: f"{column} <= '{day}'" for name, column in DATED.items()})

    def night(self, day: date, folder: Path) -> Path:
        """What was written on a day."""
        conditions = {name: f"{column} = '{day}'" for name, column in DATED.items()}
        return self._written(folder, day, "changes", conditions | {"visits": "false"})

    def _written(self, folder: Path, day: date, scope: str, conditions: dict[str, str]) -> Path:
        folder.mkdir(parents=True)
        for name in clinic_files.FILES:
            rows = f"SELECT * FROM of_{name} WHERE {conditions.get(name, 'true')}"
            self._connection.execute(f"COPY ({rows}) TO '{folder / name}.csv' (HEADER)")
        clinic_files.say(folder, day, scope)
        return folder


def nights_of(years: Years, nights: int, folder: Path, store: Store) -> list[float]:
    """What each night costs, CPU seconds, beside start-up."""
    first = clinic_files.LAST_DAY - timedelta(days=nights)
    import_paths(store, [years.until(first, folder / "before")])
    found = []
    for number in range(1, nights + 1):
        day = first + timedelta(days=number)
        export = years.night(day, folder / str(day))
        began = time.process_time()
        import_paths(store, [export])
        found.append(time.process_time() - began)
        print(f"{day} {found[-1]:.2f} s", file=sys.stderr, flush=True)
    return found


def said(store: Path, command: list[str]) -> bytes:
    """What a command prints as JSON."""
    asked = [sys.executable, "-m", "dashboard.cli", *command, "--json", "--store", str(store)]
    return subprocess.run(asked, check=True, capture_output=True).stdout


def one_patient(stores: dict[str, Path], rounds: int = 3) -> dict[str, float]:
    """What a patient's summary costs in each store, warm, CPU seconds: asked in turn, the median of each."""
    found: dict[str, list[float]] = {name: [] for name in stores}
    for _ in range(rounds):
        for name, store in stores.items():
            told = subprocess.run([sys.executable, "-c", ONE_PATIENT, str(store)], check=True, capture_output=True)
            found[name].append(float(told.stdout))
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def measured(patients: int, nights: int, folder: Path) -> dict[str, Any]:
    """What the nights cost and what is said after them, as `--json` writes it."""
    years, stores = Years(patients), {"night by night": folder / "grown", "at once": folder / "at-once"}
    seconds = nights_of(years, nights, folder / "nights", Store(stores["night by night"]))
    import_paths(Store(stores["at once"]), [years.until(clinic_files.LAST_DAY, folder / "whole")])
    parts = [seconds[nights * part // PARTS : nights * (part + 1) // PARTS] for part in range(PARTS)]
    return {
        "patients": patients,
        "nights": nights,
        "night_seconds": seconds,
        "median_by_part": [statistics.median(part) for part in parts if part],
        "same": {command[0]: len({said(store, command) for store in stores.values()}) == 1 for command in ASKED},
        "one_patient": one_patient(stores),
        "megabytes": {name: sum(p.stat().st_size for p in store.iterdir()) / 1e6 for name, store in stores.items()},
    }


def printed(told: dict[str, Any]) -> str:
    """The figures as lines."""
    parts = " ".join(f"{seconds:.2f}" for seconds in told["median_by_part"])
    return "\n".join(
        [
            f"{told['patients']} patients, {told['nights']} nights",
            f"a night, CPU seconds beside start-up, medians of the parts of the year: {parts}",
            *(f"{name}: {'the same bytes' if same else 'DIFFERENT'}" for name, same in told["same"].items()),
            *(f"a patient's summary, {name}: {seconds:.2f} s" for name, seconds in told["one_patient"].items()),
            *(f"store, {name}: {size:.0f} MB" for name, size in told["megabytes"].items()),
        ]
    )


def main(arguments: list[str]) -> None:
    """Measures, prints and writes what the arguments ask for."""
    patients = int(arguments[0]) if arguments and arguments[0].isdigit() else PATIENTS
    nights = int(arguments[arguments.index("--nights") + 1]) if "--nights" in arguments else NIGHTS
    with tempfile.TemporaryDirectory() as folder:
        told = measured(patients, nights, Path(folder))
    print(printed(told))
    if "--json" in arguments:
        Path(arguments[arguments.index("--json") + 1]).write_text(json.dumps(told, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
