"""The days of each kind in windows, counted in the database: one statement for a few patients or a whole clinic.

`counts_by_patient` gives a few patients' counts, `counted_columns` a clinic's as columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, Subquery

from analysis.basis import Basis
from analysis.counts.day_count import WindowColumns, WindowCounts
from analysis.counts.from_grid import Numbers, numbers_in
from analysis.counts.from_told import Stretches, counts_of, told_patients
from analysis.counts.of_rows import window_counts_of
from analysis.counts.statement import counted, fixed_windows
from analysis.days.classified import KINDS, days_in_force
from analysis.days.grid import DayGrid, kept_grid
from analysis.querying.rows import numbers_of
from analysis.windows import WINDOW_DAYS, Window

TURNED_AT_ONCE = 4096
"""Patients whose windows the processor's cache holds."""


def counts_by_patient(
    connection: Connection,
    windows: Sequence[Window],
    basis: Basis,
    *,
    kinds: Sequence[str] = KINDS,
) -> dict[str, tuple[WindowCounts, ...]]:
    """The counts of each window, in the order of `windows`, for each patient of the basis, in one statement."""
    statement = _counted_in(windows, basis, kinds)
    found: dict[str, list[WindowCounts]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.patient_id, []).append(window_counts_of(row, windows[row.position], kinds))
    return {patient: tuple(counts) for patient, counts in found.items()}


def counted_columns(
    connection: Connection,
    windows: Sequence[Window],
    basis: Basis,
    *,
    kinds: Sequence[str] = KINDS,
) -> pd.DataFrame:
    """The counts of every patient of the basis and window as one table, for a whole clinic at once.

    A row a patient and window, indexed by `patient_id` and `position` (of the window in `windows`), with the columns of
    `counting.counted`, all whole numbers. `columns_of` gives each window its part.
    """
    grid = kept_grid(connection, _whole(windows), basis)
    if grid is not None:
        return _columns_in(grid, windows, kinds, basis)
    told = _columns_told(connection, windows, kinds, basis)
    if told is not None:
        return told
    table = numbers_of(connection, _counted_in(windows, basis, kinds))
    return table.set_index(["patient_id", "position"])


def _columns_in(grid: DayGrid, windows: Sequence[Window], kinds: Sequence[str], basis: Basis) -> pd.DataFrame:
    """The same table, of days that were read already."""
    index = pd.MultiIndex.from_product([grid.patients, range(len(windows))], names=["patient_id", "position"])
    return pd.DataFrame(_numbers_of_windows(grid, windows, kinds, basis), index=index)


def _numbers_of_windows(
    grid: DayGrid, windows: Sequence[Window], kinds: Sequence[str], basis: Basis
) -> dict[str, Numbers]:
    """A number for each patient and each of the windows, all windows of one patient after the other's."""
    rows = np.repeat(np.arange(len(grid.patients)), len(windows)).tolist()
    first, last = (
        [day.toordinal() for day in days] * len(grid.patients)
        for days in ([window.first for window in windows], [window.last for window in windows])
    )
    return numbers_in(grid, rows, first, last, kinds, basis)


def _whole(windows: Sequence[Window]) -> Window:
    return Window(min(window.first for window in windows), max(window.last for window in windows))


def _columns_told(
    connection: Connection, windows: Sequence[Window], kinds: Sequence[str], basis: Basis
) -> pd.DataFrame | None:
    """The same table, off what entries say; None where that is not kept."""
    known = told_patients(connection, basis)
    if known is None:
        return None
    told, patients = known
    index = pd.MultiIndex.from_product([patients, range(len(windows))], names=["patient_id", "position"])
    row = np.arange(len(told.patients)) if patients is told.patients else told.patients.get_indexer(patients)
    days = ([day.toordinal() for day in days] for days in zip(*((one.first, one.last) for one in windows), strict=True))
    first, last = (np.tile(np.array(some), len(row)) for some in days)
    asked = Stretches(np.repeat(row, len(windows)), first, last)
    return counts_of(connection, told, asked, kinds, basis).set_axis(index)


def columns_in_force(
    connection: Connection, windows: Sequence[Window], basis: Basis, *, kinds: Sequence[str]
) -> tuple[WindowColumns, ...]:
    """Each of `windows` for every patient of the basis: `columns_of` what `counted_columns` finds.

    Without a table of them where a few patients' days are at hand.
    """
    grid = kept_grid(connection, _whole(windows), basis)
    if grid is None:
        return columns_of(counted_columns(connection, windows, basis, kinds=kinds), windows)
    numbers, patients = _numbers_of_windows(grid, windows, kinds, basis), pd.Index(grid.patients, dtype="str")
    return tuple(
        WindowColumns(window, patients, {name: found[place :: len(windows)] for name, found in numbers.items()})
        for place, window in enumerate(windows)
    )


def columns_of(table: pd.DataFrame, windows: Sequence[Window]) -> tuple[WindowColumns, ...]:
    """Each of `windows` in a table of `counted_columns`, for all its patients in the same order."""
    positions = table.index.get_level_values("position").to_numpy()
    number = len(windows)
    if len(table) % number == 0 and (positions.reshape(-1, number) == np.arange(number)).all():
        return tuple(_window_by_window(table, windows))
    parts = [table.loc[positions == position].droplevel("position") for position in range(number)]
    return tuple(WindowColumns.of_table(window, part) for window, part in zip(windows, parts, strict=True))


def _window_by_window(table: pd.DataFrame, windows: Sequence[Window]) -> list[WindowColumns]:
    """The parts of a table in which each patient has each of the windows: a few patients are turned at a time."""
    number = len(windows)
    patients = table.index.get_level_values("patient_id")[::number]
    turned = {str(name): np.empty((number, len(patients)), dtype=np.int64) for name in table.columns}
    for name, found in turned.items():
        values = table[name].to_numpy().reshape(-1, number)
        for at in range(0, len(patients), TURNED_AT_ONCE):
            found[:, at : at + TURNED_AT_ONCE] = values[at : at + TURNED_AT_ONCE].T
    return [
        WindowColumns(window, patients, {name: found[place] for name, found in turned.items()})
        for place, window in enumerate(windows)
    ]


def _counted_in(windows: Sequence[Window], basis: Basis, kinds: Sequence[str]) -> Select[tuple[object, ...]]:
    days = days_in_force(
        basis,
        period=Window(min(window.first for window in windows), max(window.last for window in windows)),
        kinds=kinds,
    )
    spans = fixed_windows(windows, basis.patients)
    return counted(spans, days, basis, kinds, _as_run(windows, basis))


def _as_run(windows: Sequence[Window], basis: Basis) -> Subquery | None:
    """The windows as one run of each patient, where they are 28 days long and follow one another."""
    follow = (later.first == one.last + timedelta(days=1) for one, later in pairwise(windows))
    if len(windows) == 1 or any(one.days != WINDOW_DAYS for one in windows) or not all(follow):
        return None
    return fixed_windows([Window(windows[0].first, windows[-1].last)], basis.patients)
