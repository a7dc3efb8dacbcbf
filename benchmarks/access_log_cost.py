"""What the access log costs: milliseconds an entry, bytes an entry, and how long it takes to verify.

python benchmarks/access_log_cost.py [ENTRIES]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from analysis.store.access_log import AccessLog, Who

NURSE = Who("nurse", "Nord", "nurse")
PATIENTS = [f"P-{number:05}" for number in range(10_000)]


def told(what: str, began: float, count: int) -> None:
    print(f"{what}: {(time.perf_counter() - began) * 1000 / count:.2f} ms")


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def main(entries: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        log = AccessLog(folder / "log.sqlite")
        log.write(NURSE, "read", "patient", ["P-00001"])
        before, began = size(folder), time.perf_counter()
        for number in range(entries):
            log.write(NURSE, "read", "patient", [PATIENTS[number % len(PATIENTS)]])
        told("an entry of one patient", began, entries)
        log.file.close()
        print(f"an entry of one patient: {(size(folder) - before) / entries:.0f} bytes")
        began = time.perf_counter()
        for _ in range(100):
            log.write(NURSE, "listed", "worklist", [None], listed=PATIENTS)
        told("an entry of a list of 10,000", began, 100)
        log.file.close()
        print(f"all with a hundred such lists: {size(folder) / 1024:.0f} KB")
        began = time.perf_counter()
        log.verify()
        told("verifying, for each thousand entries", began, entries // 1000 or 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
