"""Clinicians of three care units, signed in, clicking through patients at once: errors, cross-talk, waiting, memory.

    python -m benchmarks.load [--clinicians 50] [--minutes 10] [--think 20] [--patients N]

Each clinician signs in at a service on this machine as a browser does, then speaks the dashboard's own protocol over
a web socket: opens a page of one of the unit's patients, waits (`--think` seconds on average) and opens another; every
tenth step in a new tab. One step in twenty asks for a patient of another unit, who must not be there. Everything that
the server sends is looked through for patients of other units.

Memory is told by time and by steps, with its slope over the second half, when what is kept is full: with `--patients`
(of each unit, the first so many) that is soon, and what each further step leaves behind can be told.

It measures the server and not the browser's drawing (that is `benchmarks.page_speed`). Ends with 1 where anything was
wrong. Memory is that of the server's process, on Linux.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from dashboard.serving import import_paths, sample_clinic
from dashboard.texts import words
from tests.browser.served import TODAY, await_health, stop
from tests.ports import free_port
from tests.sign_in_provider import access_file, provider
from tests.speaking import Speaker, content, elements, run

PAGES = ("patient", "patient", "patient", "calendar", "effect", "compliance")
"""What is opened, the patient's page half of the time."""
STEPS_OF_A_TAB, STEPS_TO_AN_ATTACK = 10, 20
MEMORY_EVERY_SECONDS = 10
FEWEST_FOR_SLOPE = 5
"""Points in time."""


@dataclass(frozen=True)
class Clinic:
    """The pseudonyms and names of the patients of each care unit."""

    units: dict[str, dict[str, str]]

    def foreign(self, unit: str) -> dict[str, str]:
        """The patients of the other units."""
        return {one: name for other, known in self.units.items() if other != unit for one, name in known.items()}


@dataclass
class Measured:
    """What happened: seconds of each step by page, what was wrong, and the server's memory in MB by time."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: list[str] = field(default_factory=list)
    memory: list[tuple[float, int, int]] = field(default_factory=list)
    """Seconds since the beginning, steps so far, MB."""
    processor: float = 0.0
    """Seconds of a core that the server took for all of it: what a busy machine does not change."""

    @property
    def steps(self) -> int:
        """Pages that were opened so far."""
        return sum(map(len, self.seconds.values()))

    @property
    def slope(self) -> float | None:
        """MB that memory grew by in a hundred steps over the second half of the steps; None of too few."""
        late = [(steps, megabytes) for _, steps, megabytes in self.memory if steps > self.steps / 2]
        if len({steps for steps, _ in late}) < FEWEST_FOR_SLOPE:
            return None
        return 100 * statistics.linear_regression(*zip(*late, strict=True)).slope


def sample_patients() -> Clinic:
    units: dict[str, dict[str, str]] = defaultdict(dict)
    with (sample_clinic() / "patients.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            units[row["care_unit"]][row["patient_id"]] = row["display_name"]
    return Clinic(dict(units))


class Clinician(Speaker):
    """Somebody of one care unit with a tab of the dashboard."""

    def __init__(
        self, name: str, unit: str, clinic: Clinic, address: str, measured: Measured, most: int | None
    ) -> None:
        super().__init__(name, address)
        self.measured = measured
        self.own, self.foreign = sorted(clinic.units[unit])[:most], clinic.foreign(unit)
        self.chance = random.Random(name)

    async def work(self, until: float, think: float) -> None:
        """Signs in, and clicks until then. What goes wrong ends with this clinician."""
        try:
            await self.sign_in()
            steps = 0
            while time.monotonic() < until:
                async with self.tab() as tab:
                    for _ in range(STEPS_OF_A_TAB):
                        await asyncio.sleep(self.chance.expovariate(1 / think))
                        if time.monotonic() >= until:
                            return
                        steps += 1
                        await (self.attack(tab) if steps % STEPS_TO_AN_ATTACK == 0 else self.click(tab))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self.measured.wrong.append(f"{self.name}: {type(error).__name__}: {error}")
        finally:
            await self.browser.aclose()

    async def click(self, tab: ClientConnection) -> None:
        page, patient = self.chance.choice(PAGES), self.chance.choice(self.own)
        began = time.monotonic()
        shown = await run(tab, urlencode({"lang": "en", "patient": patient}), page=page)
        self.measured.seconds[page].append(time.monotonic() - began)
        self.look_through(shown, f"{page} of {patient}")
        told = content(shown)
        named = [one for one in (self.own if page == "compliance" else [patient]) if one.encode() in told]
        if not named:
            self.measured.wrong.append(f"{self.name}: {page} of {patient} names nobody of the unit")

    async def attack(self, tab: ClientConnection) -> None:
        patient = self.chance.choice(sorted(self.foreign))
        shown = await run(tab, urlencode({"lang": "en", "patient": patient}), page="patient")
        self.look_through(shown, f"attack on {patient}", but=patient)
        if words("en")("error-UnknownPatient").encode() not in content(shown):
            self.measured.wrong.append(f"{self.name}: {patient} of another unit is not refused")

    def look_through(self, shown: list[ForwardMsg], what: str, but: str = "") -> None:
        """Finds errors, and anybody of another unit; `but` is the pseudonym that was asked for."""
        told = content(shown)
        others = [one for one, name in self.foreign.items() if name.encode() in told]
        others += [one for one in self.foreign if one != but and one.encode() in told]
        if others:
            self.measured.wrong.append(f"{self.name}: {what} holds {others[:3]}")
        if any(one.WhichOneof("type") == "exception" for one in elements(shown)) or ERROR in told:
            self.measured.wrong.append(f"{self.name}: {what} is an error")


ERROR = words("en")("error-ours", reference="REFERENCE").split("REFERENCE")[0].encode()


async def everybody(clinicians: list[Clinician], minutes: float, think: float, server: int, measured: Measured) -> None:
    began = time.monotonic()
    watching = asyncio.create_task(watch(server, began, measured))
    before = processor_of(server)
    await asyncio.gather(*(one.work(began + minutes * 60, think) for one in clinicians))
    measured.processor = processor_of(server) - before
    watching.cancel()


async def watch(server: int, began: float, measured: Measured) -> None:
    while True:
        if (found := memory_of(server)) is not None:
            measured.memory.append((time.monotonic() - began, measured.steps, found))
        await asyncio.sleep(MEMORY_EVERY_SECONDS)


def memory_of(process: int) -> int | None:
    """The resident memory of a process in MB; None where there is no such list."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"VmRSS:\s+(\d+) kB", told)
    return int(found[1]) // 1024 if found else None


def processor_of(process: int) -> float:
    """The seconds of a core that a process has taken; 0 where there is no such list."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(issuer: str, units: list[str], folder: Path, store: str) -> Iterator[tuple[str, int]]:
    """The address of the dashboard with sign-in, and the server's process."""
    port, log = free_port(), folder / "server.log"
    access = access_file(folder, port, issuer, {"doctor": "doctor"}, {unit: unit for unit in units})
    options = ["--store", store, "--access", str(access), "--port", str(port), "--no-browser"]
    command = [sys.executable, "-m", "dashboard.cli", "serve", *options]
    with log.open("w") as output:
        server = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, env=TODAY | os.environ
        )
    try:
        await_health(f"http://127.0.0.1:{port}", server, log)
        yield f"http://localhost:{port}", server.pid
    finally:
        stop(server)


def tell(measured: Measured) -> None:
    for page, seconds in sorted(measured.seconds.items()):
        ordered = sorted(seconds)
        slow = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
        print(
            f"{page:12} {len(ordered):5} steps, median {statistics.median(ordered):.2f} s, 95th percentile {slow:.2f} s"
        )
    each = measured.processor / max(1, measured.steps)
    print(f"{measured.steps} steps, {each:.2f} s of a core each, signing in and attacks among it")
    for at, steps, megabytes in measured.memory[:: max(1, len(measured.memory) // 20)]:
        print(f"after {at:4.0f} s and {steps:5} steps {megabytes:5} MB")
    if (slope := measured.slope) is not None:
        print(f"memory over the second half of the steps: {slope:+.1f} MB in a hundred steps")
    print(f"{len(measured.wrong)} wrong")
    print("\n".join(measured.wrong[:20]))


def main() -> None:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--clinicians", type=int, default=50)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--think", type=float, default=20, help="seconds between two steps, on average")
    asked.add_argument("--patients", type=int, help="of each unit that are opened; all unless given")
    told = asked.parse_args()
    clinic, measured = sample_patients(), Measured()
    units = sorted(clinic.units)
    people = {f"Clinician {number}": units[number % len(units)] for number in range(told.clinicians)}
    claims = {name: {"roles": ["doctor"], "unit": unit} for name, unit in people.items()}
    with tempfile.TemporaryDirectory() as folder, provider(claims) as service:
        from analysis.store import Store

        store = Path(folder) / "store"
        import_paths(Store(store), [sample_clinic()])
        with served(service.issuer, units, Path(folder), str(store)) as (address, server):
            clinicians = [
                Clinician(name, unit, clinic, address, measured, told.patients) for name, unit in people.items()
            ]
            asyncio.run(everybody(clinicians, told.minutes, told.think, server, measured))
    tell(measured)
    sys.exit(1 if measured.wrong else 0)


if __name__ == "__main__":
    main()
