"""What the clinical rules cost on top of the reading that they rest on.

    python -m benchmarks.criteria_speed STORE [ROUNDS]

For a store on this machine, the best times in milliseconds, for the patient with the most rows, of

    read       six months of entries and doses as rows from the database
    days       the same days with what is known of each kind of day, as every figure needs them
    count      the days of each kind in three windows, taken off those days
    judge      every rule, from the counts and the days
    criteria   count and judge: what the rules cost a page that has read the days
    in all     days, count and judge

and the same for everyone at once: the counts of three windows, the days in order, and every rule for every patient.
Prints how many times the reading, and the counting, each takes: that holds where absolute figures depend on the
machine.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import perf_counter

from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.counts.counted import columns_of, counted_columns
from analysis.counts.day_count import WindowCounts
from analysis.counts.from_grid import counts_in
from analysis.criteria.grid_rule import GridRule
from analysis.criteria.registry import GRID_KINDS, RULES, WINDOW_KINDS, criteria_for, outcomes_of
from analysis.criteria.rule import WindowRule
from analysis.days.grid import DayGrid, day_grid
from analysis.querying.schema import ACUTE_DOSES, DIARY
from analysis.records.patients import patients
from analysis.store import Action, Door, Records, Visitor, store_at
from analysis.windows import CRITERION_WINDOWS, Window, period_ending, windows_ending

RULE_KINDS = tuple(dict.fromkeys((*GRID_KINDS, *WINDOW_KINDS)))


def best_ms(work: Callable[[], object], rounds: int) -> float:
    """The shortest time of `work`, milliseconds, which other work on the machine disturbs least; one round warms up."""
    times = []
    for _ in range(rounds + 1):
        began = perf_counter()
        work()
        times.append(1000 * (perf_counter() - began))
    return min(times[1:])


def told(rows: list[tuple[str, float]], base: float) -> None:
    for what, took in rows:
        print(f"  {what:28}{took:10.1f} ms{took / base:10.2f}")


def one_patient(connection: Connection, records: Records, rounds: int) -> None:
    period, windows = period_ending(records.as_of), windows_ending(records.as_of, CRITERION_WINDOWS)
    # The patient with the most rows, so that there is something to read.
    everyone = [patient.patient_id for patient in patients(connection)]
    patient = max(everyone[:50], key=lambda name: len(rows_of(connection, name, period)))
    as_of, settings = records.as_of, records.settings

    def days() -> DayGrid:
        return day_grid(connection, period, RULE_KINDS, Basis(as_of, settings, [patient]))

    def counted(grid: DayGrid) -> tuple[WindowCounts, ...]:
        return counts_in(grid, windows, Basis(as_of, settings))[patient]

    def judged(grid: DayGrid) -> object:
        return criteria_for(counted(grid), grid)

    grid = days()
    counts = counted(grid)
    read = best_ms(lambda: rows_of(connection, patient, period), rounds)
    print(f"one patient, {len(rows_of(connection, patient, period))} rows; times the reading:")
    told(
        [
            ("read", read),
            ("days", best_ms(days, rounds)),
            ("count", best_ms(lambda: counted(grid), rounds)),
            ("judge", best_ms(lambda: criteria_for(counts, grid), rounds)),
            ("criteria", best_ms(lambda: judged(grid), rounds)),
            ("in all", best_ms(lambda: judged(days()), rounds)),
        ],
        read,
    )


def rows_of(connection: Connection, patient: str, period: Window) -> list[object]:
    found: list[object] = []
    for table in (DIARY, ACUTE_DOSES):
        rows = select(table).where(table.c.patient_id == patient, table.c.date.between(period.first, period.last))
        found += connection.execute(rows).fetchall()
    return found


def whole_clinic(connection: Connection, records: Records, rounds: int) -> None:
    period, windows = period_ending(records.as_of), windows_ending(records.as_of, CRITERION_WINDOWS)
    know = {"as_of": records.as_of, "settings": records.settings}

    def counted() -> object:
        return columns_of(counted_columns(connection, windows, kinds=WINDOW_KINDS, **know), windows)

    def in_order() -> object:
        return day_grid(connection, period, GRID_KINDS, **know)

    counts, grid = counted(), in_order()
    count = best_ms(counted, rounds)
    print(f"the clinic, {len(counts[-1].patients)} patients; times the counting:")
    told(
        [
            ("count", count),
            ("judge by windows", best_ms(lambda: outcomes_of(counts), rounds)),
            ("days in order", best_ms(in_order, rounds)),
            ("judge by windows and days", best_ms(lambda: outcomes_of(counts, grid), rounds)),
            ("criteria, all of it", best_ms(lambda: outcomes_of(counted(), in_order()), rounds)),
        ],
        count,
    )


def main(url: str, rounds: int) -> None:
    judged = sum(isinstance(rule, WindowRule | GridRule) for rule in RULES.values())
    print(f"{judged} rules, best of {rounds}")
    records = Door(store_at(url), Visitor.local()).enter(Action.READ, "benchmark")
    with records.connect() as connection:
        one_patient(connection, records, rounds)
        whole_clinic(connection, records, rounds)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
