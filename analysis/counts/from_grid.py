"""The counts of windows taken off days that were read already, for a few patients whose days are needed anyway."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts, untold_of
from analysis.counts.statement import told_unfilled_of
from analysis.counts.undated import left_open
from analysis.days.classified import OF_INTAKES, UNKNOWN, YES
from analysis.days.grid import DayGrid, Truths
from analysis.days.state import State
from analysis.days.states import fillable
from analysis.windows import Window

Numbers = npt.NDArray[np.int64]
HEADACHE = "headache"


def counts_in(grid: DayGrid, windows: Sequence[Window], basis: Basis) -> dict[str, tuple[WindowCounts, ...]]:
    """The counts of each window, in the order of `windows`, for each patient: what `counts_by_patient` reads.

    Every kind of day of `grid` is counted. `basis` is the one on which it was read, and tells
    which empty days can still be filled in. Raises ValueError for a window that is not within its period.
    """
    ends = _ends(grid.period, windows)
    states = grid.states(basis)
    in_state = np.stack([_in_windows(states == state, ends) for state in State], axis=-1).tolist()
    of_attacks = _in_windows(grid.of_attacks, ends).tolist()
    numbers = {"filled": _in_windows(grid.filled, ends)}
    for kind, known in grid.kinds.items():
        numbers[kind] = _in_windows(known == YES, ends)
        numbers[f"{kind}_unknown"] = _in_windows((known == UNKNOWN) & grid.filled, ends)
    if grid.undated:
        numbers |= left_open(numbers, grid.undated_by_row[:, None], tuple(grid.kinds), basis.settings.profile)
    observed = {kind: numbers[kind].tolist() for kind in grid.kinds}
    unknown = {kind: numbers[f"{kind}_unknown"].tolist() for kind in grid.kinds}
    told = {kind: _in_windows((known != UNKNOWN) & ~grid.filled, ends).tolist() for kind, known in grid.kinds.items()}
    return {
        patient: tuple(
            _window_counts(
                window,
                _completeness(in_state[row][place], of_attacks[row][place]),
                {kind: tuple(found[kind][row][place] for found in (observed, unknown, told)) for kind in grid.kinds},
                grid.undated.get(patient, 0),
            )
            for place, window in enumerate(windows)
        )
        for row, patient in enumerate(grid.patients)
    }


def numbers_in(
    grid: DayGrid, rows: Sequence[int], first: Sequence[int], last: Sequence[int], kinds: Sequence[str], basis: Basis
) -> dict[str, Numbers]:
    """The counts of windows of their own for each patient, in the columns of `statement.counted`: one number a window.

    Where any of them has doses of which no day is known, there is the column UNDATED beside those.

    `rows` are those of the patients in the grid, `first` and `last` the numbers of the first and the last day of each
    window. Days that the grid does not hold are outside.
    """
    start = grid.period.first.toordinal()
    begins, after = (np.asarray(days, dtype=np.int64) for days in (first, [day + 1 for day in last]))
    ends = tuple(np.clip(days - start, 0, grid.period.days) for days in (begins, after))
    place = np.asarray(rows, dtype=np.int64)

    def number(days: Truths) -> Numbers:
        until = np.zeros((days.shape[0], days.shape[1] + 1), dtype=np.int64)
        np.cumsum(days, axis=1, out=until[:, 1:])
        found: Numbers = until[place, ends[1]] - until[place, ends[0]]
        return found

    still_open = fillable(grid.period, basis)
    found = {
        "days": after - begins,
        "inside": number(grid.inside),
        "inside_open": number(grid.inside & still_open),
        "filled": number(grid.filled),
        "filled_open": number(grid.filled & still_open),
        "of_attacks": number(grid.of_attacks),
    }
    for kind in kinds:
        known = grid.kinds[kind]
        found[kind] = number(known == YES)
        found[f"{kind}_unknown"] = number((known == UNKNOWN) & grid.filled)
        if kind in OF_INTAKES:
            found[told_unfilled_of(kind)] = number((known != UNKNOWN) & ~grid.filled)
    if grid.undated:
        found |= left_open(found, grid.undated_by_row[place], kinds, basis.settings.profile)
    return found


def _completeness(by_state: Sequence[int], of_attacks: int) -> Completeness:
    filled, still_open, missing, outside = by_state
    return Completeness(filled, still_open, missing, outside, of_attacks)


def _ends(period: Window, windows: Sequence[Window]) -> tuple[Numbers, Numbers]:
    """Where each window begins in a row of the period, and where the day after it stands."""
    for window in windows:
        if window.first < period.first or window.last > period.last:
            raise ValueError(f"{window} is not within {period}")
    first = np.array([(window.first - period.first).days for window in windows], dtype=np.int64)
    return first, first + _lengths(windows)


def _lengths(windows: Sequence[Window]) -> Numbers:
    return np.array([window.days for window in windows], dtype=np.int64)


def _in_windows(days: Truths, ends: tuple[Numbers, Numbers]) -> Numbers:
    """How many of the days lie in each window: patients by windows."""
    until = np.zeros((days.shape[0], days.shape[1] + 1), dtype=np.int64)
    np.cumsum(days, axis=1, out=until[:, 1:])
    first, after = ends
    return until[:, after] - until[:, first]


def _window_counts(window: Window, days: Completeness, kinds: dict[str, tuple[int, ...]], undated: int) -> WindowCounts:
    """`kinds` holds the days of each kind, the filled days that do not tell, and the unfilled days that do."""
    headache = kinds.get(HEADACHE, (0,))[0]
    counts = {
        kind: DayCount(
            observed,
            days.unfilled - told,
            unknown,
            days.filled + told,
            days.of_attacks,
            without_entry=told,
            untold=untold_of({HEADACHE: headache, kind: observed, f"{kind}_unknown": unknown}, kind),
        ).with_undated(kind, undated)
        for kind, (observed, unknown, told) in kinds.items()
    }
    return WindowCounts(window, days, counts)
