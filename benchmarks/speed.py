"""What each operation costs beside the raw engine, and beside what one would write in pandas: one command, one table.

    python -m benchmarks.speed [PATIENTS] [--json FILE]

Makes a clinic of so many patients (1 000) straight into files, and measures in one run, in CPU seconds of a process of
its own each, so that the ratios hold where the absolute figures depend on the machine:

    import      against DuckDB's bare read_csv of the same bytes, and the same checks in pandas
    night       a day of everybody imported into that store, beside the start-up of the command line
    write       an excluded period saved, as on a page: the first one of a process, and those after it
    worklist    against one bare group-by over the last 28 days, and its main figures in pandas
    clinic      against one bare group-by over all days, and its main figures in pandas
    one         one patient's whole summary, warm
    all         everybody's summary, a patient, against the main figures of each in pandas
    help, log   the two commands that have nothing to load

What one would write in pandas is `pandas_way`, on a file of its own. Everything but `all` is measured ROUNDS times, and
the median told; `memory` is the largest of a process, MB.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import clinic_files

ROUNDS = 5
PATIENTS_TOLD = 200
"""Patients whose summaries stand for those of everybody."""

COMPILED_ONCE = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""The environment of what is measured: else every process would compile each module that was changed, half a second."""

MAKE = """
import sys
from pathlib import Path
from benchmarks import clinic_files
patients, export, night = int(sys.argv[1]), *map(Path, sys.argv[2:])
clinic_files.write(patients, export)
clinic_files.write_night(patients, night)
"""
"""In a process of its own: a process is told to have had at least the memory of the one that started it."""

READ_CSV = """
import duckdb, sys
connection = duckdb.connect()
for at, file in enumerate(sys.argv[1:]):
    connection.execute(f"CREATE TABLE t{at} AS SELECT * FROM read_csv('{file}', all_varchar=true)")
"""
GROUP_BY = """
import duckdb, sys, time
connection = duckdb.connect(sys.argv[1], read_only=True)
began = time.process_time()
connection.execute("SELECT patient_id, count(*), sum(headache::INTEGER) FROM diary WHERE date > (SELECT max(date) FROM"
                   f" diary) - {int(sys.argv[2])} GROUP BY patient_id").fetchall()
print(time.process_time() - began)
"""
"""Tells its own time: of a small clinic it is far less than a process takes to begin. The days stand in the text: for a
value of Python beside it DuckDB loads pandas, which is half a second."""
ONE_PATIENT = """
import statistics, sys, time
from analysis.store import Action, Door, Visitor, store_at
from dashboard import summarised
door = Door(store_at(sys.argv[1]), Visitor.local())
def told(patient):
    records = door.enter(Action.READ, "benchmark", [patient])
    began = time.process_time()
    list(summarised.json_lines(records, records.as_of, None))
    return time.process_time() - began
told("N-000001")
print(statistics.median(told(f"N-{number:06d}") for number in range(2, 9)))
"""

WRITES = """
import statistics, sys, time
from datetime import date, datetime, timedelta
from analysis.records.excluded_periods import ExcludedPeriod
from analysis.store import Action, Door, Visitor, store_at
door = Door(store_at(sys.argv[1]), Visitor.local())
last = door.enter(Action.READ, "benchmark", ["N-000001"]).as_of
def written(place):
    day = last - timedelta(days=place)
    period = ExcludedPeriod("N-000001", day, day, "other", "benchmark", datetime.now())
    began = time.process_time()
    door.exclude(period)
    return time.process_time() - began
costs = [written(place) for place in range(6)]
print(costs[0] if sys.argv[2] == "first" else statistics.median(costs[1:]))
"""


@dataclass(frozen=True)
class Cost:
    """What a process cost: CPU seconds of user and system, and its largest memory, MB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Line:
    """A line of the table: the cost, the cost beside start-up, and how many times it is of what it is held against."""

    what: str
    seconds: float
    beside_start_up: float
    memory: float
    against: str = ""
    ratio: float | None = None
    bar: str = ""


def cost_of(*command: str) -> Cost:
    """What a command costs, run once."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=COMPILED_ONCE)
    assert process.stderr is not None
    told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {told.decode()}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(run: Callable[[], Cost], rounds: int = ROUNDS) -> Cost:
    """The median of several runs."""
    found = [run() for _ in range(rounds)]
    return Cost(statistics.median(one.seconds for one in found), max(one.memory for one in found))


def python(source: str, *arguments: object) -> Callable[[], Cost]:
    return lambda: cost_of(sys.executable, "-c", source, *map(str, arguments))


def program(*arguments: object) -> Callable[[], Cost]:
    return lambda: cost_of(sys.executable, "-m", "dashboard.cli", *map(str, arguments))


def in_pandas(*arguments: object) -> Callable[[], Cost]:
    return lambda: cost_of(sys.executable, "-m", "benchmarks.pandas_way", *map(str, arguments))


def told_by(source: str, *arguments: object) -> float:
    """What a process prints of its own time, run once."""
    command = [sys.executable, "-c", source, *map(str, arguments)]
    return float(subprocess.run(command, check=True, capture_output=True, env=COMPILED_ONCE).stdout)


def afresh(store: Path, origin: Path | None, run: Callable[[], Cost]) -> Callable[[], Cost]:
    """The run on a store that is a copy of `origin`, or is not there."""

    def again() -> Cost:
        shutil.rmtree(store, ignore_errors=True)
        if origin:
            shutil.copytree(origin, store)
        return run()

    return again


def without(file: Path, run: Callable[[], Cost]) -> Callable[[], Cost]:
    """The run once the file is gone."""

    def again() -> Cost:
        file.unlink(missing_ok=True)
        return run()

    return again


def measured(patients: int, folder: Path) -> list[Line]:
    """The lines of the table, in the order of a day's work."""
    export, night = folder / "export", folder / "night"
    subprocess.run([sys.executable, "-c", MAKE, str(patients), str(export), str(night)], check=True)
    files = sorted(export.glob("*.csv"))
    store, other = folder / "store", folder / "other"
    empty = median(program("log", "--store", folder / "nothing")).seconds
    pandas = median(python("import pandas")).seconds
    lines = [
        _line("help", median(program("--help")), 0, bar="0.4 s"),
        _line("log", median(program("log", "--store", folder / "nothing")), 0, bar="0.4 s"),
    ]
    bare_python, bare_duckdb = median(python("")).seconds, median(python("import duckdb")).seconds
    raw = median(python(READ_CSV, *files)).seconds - bare_duckdb
    plain = folder / "plain.duckdb"
    by_pandas = median(without(plain, in_pandas("import", export, plain))).seconds - pandas
    start_up = empty + pandas - bare_python
    taken = median(afresh(store, None, program("import", export, "--store", store)))
    lines.append(_line("import", taken, start_up, "read_csv", raw, "3"))
    lines.append(_line("import", taken, start_up, "pandas", by_pandas, "1"))
    nightly = median(afresh(other, store, program("import", night, "--store", other)))
    lines.append(_line("night", nightly, start_up, bar="2 s over start-up at 10 000"))
    for which in ("first", "next"):
        lines.append(_write(which, store, other))
    snapshot = max(store.glob("snapshot-*.duckdb"))
    for what, days, bar in (("worklist", 28, "8 at 10 000"), ("clinic", clinic_files.DAYS, "4 at 10 000")):
        bare = statistics.median(told_by(GROUP_BY, snapshot, days) for _ in range(ROUNDS))
        told = median(program(what, "--json", "--store", store))
        lines.append(_line(what, told, start_up, "one group-by", bare, bar))
        lines.append(_line(what, told, start_up, "pandas", median(in_pandas(what, plain)).seconds - pandas))
    lines.append(_one(store))
    some = [f"N-{number:06d}" for number in range(1, min(patients, PATIENTS_TOLD) + 1)]
    told = program("summary", "--json", "--store", store, *some)()
    each, other = (
        (cost - begun) / len(some)
        for cost, begun in ((told.seconds, start_up), (in_pandas("summary", plain, *some)().seconds, pandas))
    )
    return [*lines, Line("all, a patient", each, each, told.memory, "pandas", each / other, "0.01 s")]


def _write(which: str, store: Path, other: Path) -> Line:
    """A write into a copy of the store, in a process that has opened it."""
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(store, other)
    told = told_by(WRITES, other, which)
    return Line(f"write, {which}", told, told, 0, bar="0.5 s at 10 000")


def _one(store: Path) -> Line:
    told = statistics.median(told_by(ONE_PATIENT, store) for _ in range(3))
    return Line("one patient, warm", told, told, 0, bar="0.04 s")


def _line(what: str, cost: Cost, start_up: float, against: str = "", other: float | None = None, bar: str = "") -> Line:
    beside = cost.seconds - start_up
    ratio = beside / max(other, 1e-3) if other is not None else None
    return Line(what, cost.seconds, beside, cost.memory, against, ratio, bar)


def printed(lines: list[Line]) -> str:
    """The lines as a Markdown table."""
    rows = ["| what | CPU s | beside start-up | memory MB | against | times | bar |", "|---|---|---|---|---|---|---|"]
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:.1f}"
        rows.append(
            f"| {line.what} | {line.seconds:.2f} | {line.beside_start_up:.2f} | {line.memory:.0f} | {line.against} "
            f"| {ratio} | {line.bar} |"
        )
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Measures, prints and writes what the arguments ask for."""
    file = Path(arguments[arguments.index("--json") + 1]) if "--json" in arguments else None
    patients = int(arguments[0]) if arguments and arguments[0].isdigit() else 1000
    with tempfile.TemporaryDirectory() as folder:
        lines = measured(patients, Path(folder))
    print(f"{patients} patients, {clinic_files.DAYS} days\n\n{printed(lines)}")
    if file:
        told = {"patients": patients, "days": clinic_files.DAYS, "lines": [asdict(line) for line in lines]}
        file.write_text(json.dumps(told, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
