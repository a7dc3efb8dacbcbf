"""The days of each kind in windows, counted in the database: one statement for a few patients or a whole clinic.

`counts_by_patient` gives a few patients' counts, `counted_columns` a clinic's as columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Select, Subquery

from analysis.basis import Basis
from analysis.counts.day_count import WindowColumns, WindowCounts
from analysis.counts.from_grid import Numbers, numbers_in
from analysis.counts.from_kept import Stretches, columns_from_kept, kept_patients
from analysis.counts.of_rows import window_counts_of
from analysis.counts.statement import counted, fixed_windows
from analysis.counts.undated import left_open
from analysis.days.classified import KINDS, days_in_force
from analysis.days.grid import kept_grid
from analysis.querying.rows import numbers_of
from analysis.records.unread import undated_doses
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
    undated = undated_doses(connection, basis.patients)
    found: dict[str, list[WindowCounts]] = {}
    for row in connection.execute(statement):
        counts = window_counts_of(
            row,
            windows[row.position],
            kinds,
            undated=undated.get(row.patient_id, 0),
            profile=basis.settings.profile,
        )
        found.setdefault(row.patient_id, []).append(counts)
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
    `counting.counted`, all whole numbers, and UNDATED where anybody has doses of which no day is known. `columns_of`
    gives each window its part.
    """
    known = _numbers_at_hand(connection, windows, kinds, basis)
    if known is None:
        return _read(connection, windows, kinds, basis)
    numbers, patients = known
    index = pd.MultiIndex.from_product([patients, range(len(windows))], names=["patient_id", "position"])
    return pd.DataFrame(numbers, index=index)


def _read(connection: Connection, windows: Sequence[Window], kinds: Sequence[str], basis: Basis) -> pd.DataFrame:
    found = numbers_of(connection, _counted_in(windows, basis, kinds))
    return with_undated(connection, found, kinds, basis).set_index(["patient_id", "position"])


def with_undated(connection: Connection, found: pd.DataFrame, kinds: Sequence[str], basis: Basis) -> pd.DataFrame:
    """The columns of `counting.counted` with what doses of which no day is known leave open; `patient_id` is there."""
    undated = undated_doses(connection, basis.patients)
    if not undated:
        return found
    doses = found["patient_id"].map(undated).fillna(0).to_numpy(dtype=np.int64)
    numbers = {str(name): column.to_numpy() for name, column in found.items()}
    return found.assign(**left_open(numbers, doses, kinds, basis.settings.profile))


def _numbers_at_hand(
    connection: Connection, windows: Sequence[Window], kinds: Sequence[str], basis: Basis
) -> tuple[dict[str, Numbers], pd.Index[str]] | None:
    """A number for each patient and each of the windows, all windows of one patient after the other's; and whose.

    Of days that were read already, or off what entries say; None where neither is kept.
    """
    grid = kept_grid(connection, _whole(windows), basis)
    if grid is not None:
        row, first, last = _each(np.arange(len(grid.patients)), windows)
        numbers = numbers_in(grid, row.tolist(), first.tolist(), last.tolist(), kinds, basis)
        return numbers, pd.Index(grid.patients, dtype="str")
    known = kept_patients(connection, basis)
    if known is None:
        return None
    told, patients = known
    row = np.arange(len(told.patients)) if patients is told.patients else told.patients.get_indexer(patients)
    return columns_from_kept(connection, told, Stretches(*_each(row, windows)), kinds, basis), patients


def _each(row: Numbers, windows: Sequence[Window]) -> tuple[Numbers, Numbers, Numbers]:
    """Each row with each of the windows: the row, the first day and the last."""
    days = ([day.toordinal() for day in some] for some in zip(*((one.first, one.last) for one in windows), strict=True))
    first, last = (np.tile(np.array(some), len(row)) for some in days)
    return np.repeat(row, len(windows)), first, last


def _whole(windows: Sequence[Window]) -> Window:
    return Window(min(window.first for window in windows), max(window.last for window in windows))


def columns_in_force(
    connection: Connection, windows: Sequence[Window], basis: Basis, *, kinds: Sequence[str]
) -> tuple[WindowColumns, ...]:
    """Each of `windows` for every patient of the basis: `columns_of` what `counted_columns` finds.

    Without a table of them where they are at hand.
    """
    known = _numbers_at_hand(connection, windows, kinds, basis)
    if known is None:
        return columns_of(_read(connection, windows, kinds, basis), windows)
    return _window_by_window(*known, windows)


def columns_of(table: pd.DataFrame, windows: Sequence[Window]) -> tuple[WindowColumns, ...]:
    """Each of `windows` in a table of `counted_columns`, for all its patients in the same order."""
    positions = table.index.get_level_values("position").to_numpy()
    number = len(windows)
    if len(table) % number == 0 and (positions.reshape(-1, number) == np.arange(number)).all():
        patients = table.index.get_level_values("patient_id")[::number]
        return _window_by_window({str(name): one.to_numpy() for name, one in table.items()}, patients, windows)
    parts = [table.loc[positions == position].droplevel("position") for position in range(number)]
    return tuple(WindowColumns.of_table(window, part) for window, part in zip(windows, parts, strict=True))


def _window_by_window(
    numbers: Mapping[str, Numbers], patients: pd.Index[str], windows: Sequence[Window]
) -> tuple[WindowColumns, ...]:
    """The windows one by one, where each patient has each of them; a column that several names share is turned once."""
    turned = {id(found): _turned(found, len(windows)) for found in numbers.values()}
    return tuple(
        WindowColumns(window, patients, {name: turned[id(found)][place] for name, found in numbers.items()})
        for place, window in enumerate(windows)
    )


def _turned(found: Numbers, number: int) -> Numbers:
    """A row each of so many windows, where they stood one after the other: a few patients are turned at a time."""
    values = found.reshape(-1, number)
    turned = np.empty(values.T.shape, dtype=np.int64)
    for at in range(0, len(values), TURNED_AT_ONCE):
        turned[:, at : at + TURNED_AT_ONCE] = values[at : at + TURNED_AT_ONCE].T
    return turned


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
