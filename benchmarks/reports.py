"""How long pages on paper take, as one waits for them: a clinic's patients in one PDF, and in a zip with a PDF each.

    python -m benchmarks.reports [PATIENTS] [--json FILE]

Makes an invented clinic of so many patients (300) over two years, imports it, and runs the command `report` of all of
them twice, with its progress on standard error. Tells the seconds that pass, the CPU seconds of the command and of the
processes it shares the work with, and the largest memory of one of them, MB; and that each patient has one page. What
passes says of a machine how busy it was; CPU seconds divided by its cores are what it takes at best.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from pypdf import PdfReader

from benchmarks import clinic_files

PATIENTS = 300
BAR_SECONDS = 60
"""For 300 reports on two cores."""


@dataclass(frozen=True)
class Cost:
    """What a run cost: seconds that passed, CPU seconds, the largest memory of a process in MB, and pages made."""

    what: str
    seconds: float
    cpu: float
    memory: float
    pages: int


def measured(patients: int, folder: Path) -> list[Cost]:
    """What the two ways to ask for everybody's pages cost."""
    export, store = folder / "export", folder / "store"
    clinic_files.write(patients, export)
    _run("import", export, "--store", store)
    names = [f"N-{number:06d}" for number in range(1, patients + 1)]
    return [_cost(folder / f"all{ending}", names, store) for ending in (".pdf", ".zip")]


def _cost(out: Path, names: list[str], store: Path) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    _run("report", *names, "--out", out, "--store", store)
    passed, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(out.suffix[1:], passed, cpu, after.ru_maxrss / 1024, pages_in(out))


def _run(*arguments: object) -> None:
    subprocess.run([sys.executable, "-m", "dashboard.cli", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


def pages_in(out: Path) -> int:
    """The pages of a PDF, or of all those in a zip."""
    if out.suffix == ".pdf":
        return len(PdfReader(out).pages)
    with ZipFile(out) as archive:
        return sum(len(PdfReader(BytesIO(archive.read(name))).pages) for name in archive.namelist())


def printed(costs: list[Cost], patients: int) -> str:
    """The costs as a Markdown table."""
    rows = [f"| {patients} patients | seconds | CPU s | memory MB | pages |", "|---|---|---|---|---|"]
    rows += [f"| {one.what} | {one.seconds:.1f} | {one.cpu:.1f} | {one.memory:.0f} | {one.pages} |" for one in costs]
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Measures, prints and writes what the arguments ask for."""
    file = Path(arguments[arguments.index("--json") + 1]) if "--json" in arguments else None
    patients = int(arguments[0]) if arguments and arguments[0].isdigit() else PATIENTS
    with tempfile.TemporaryDirectory() as folder:
        costs = measured(patients, Path(folder))
    load = os.getloadavg()[0]
    print(f"{printed(costs, patients)}\n\nBar: 300 in {BAR_SECONDS} s on two cores. Load of this machine: {load:.1f}.")
    if file:
        told = {"patients": patients, "load": load, "runs": [asdict(one) for one in costs]}
        file.write_text(json.dumps(told, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
