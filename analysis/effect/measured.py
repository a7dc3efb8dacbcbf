"""What the diaries say of many windows at once: the counts, and the counts of the chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.counts.from_grid import numbers_in
from analysis.counts.of_rows import window_counts, window_counts_of
from analysis.counts.statement import counted
from analysis.days.classified import UNKNOWN, days_for_parameters
from analysis.days.grid import DayGrid, kept_grid
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.estimate.transitions import STATISTICS, ChainCounts, chains_of_days, counts_of, transitions
from analysis.effect.hours import NO_HOURS, Hours, hours_in, hours_of, hours_of_days
from analysis.effect.responders import JUDGED_KINDS
from analysis.effect.runs import PatientWindow, Run, runs_of, windows_of
from analysis.querying.parameters import given
from analysis.records.unread import undated_doses
from analysis.settings import Settings
from analysis.windows import Window

KINDS = (
    *JUDGED_KINDS,
    "recorded_headache",
    "moderate_or_severe",
    "migraine_or_moderate",
    "disabling",
    "acute_medication",
    *OVERUSE_DAYS,
)
"""The kinds of day that are counted for an effect."""

PatientDays = tuple[str, date, date]
"""A patient, and the first and the last day of a window."""

_RUNS_AT_ONCE = 4000
"""Runs of windows of one statement, five parameters each and the patients': a PostgreSQL statement takes 65,535."""


@dataclass(frozen=True)
class MeasuredWindow:
    """A window of one patient: its counts, for each of JUDGED_KINDS the counts of the chain, and headache hours."""

    counts: WindowCounts
    chains: Mapping[str, ChainCounts]
    hours: Hours = NO_HOURS

    @property
    def window(self) -> Window:
        """The days it measures."""
        return self.counts.window

    def labelled(self, window: Window) -> MeasuredWindow:
        """The same days as `window` labels them."""
        return self if window == self.window else replace(self, counts=replace(self.counts, window=window))

    def __getitem__(self, kind: str) -> DayCount:
        return self.counts[kind]

    def as_json(self, settings: Settings) -> dict[str, object]:
        """The window as other programs rely on it."""
        rated = self.counts.completeness.is_rated(settings)
        return {
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "label": self.window.label,
            "completeness": self.counts.completeness.as_json(settings),
            **{f"{kind}_days": self.counts.json_of(kind, settings) for kind in JUDGED_KINDS},
            "headache_hours": self.hours.as_json(rated=rated),
            "disabling_days": self.counts.json_of("disabling", settings),
        }


def measured_windows(
    connection: Connection, wanted: Iterable[PatientWindow], basis: Basis
) -> dict[PatientWindow, MeasuredWindow]:
    """What each diary says of each of the windows asked for, three statements for thousands of windows."""
    windows = set(wanted)
    if not windows:
        return {}
    grid = _grid_of(connection, windows, basis)
    if grid is not None:
        return _taken_off(grid, sorted(windows, key=_by_days), basis)
    runs = runs_of(windows)
    found: dict[PatientDays, MeasuredWindow] = {}
    for start in range(0, len(runs), _RUNS_AT_ONCE):
        found.update(_measured(connection, runs[start : start + _RUNS_AT_ONCE], basis))
    return {
        (patient, window): found[patient, window.first, window.last].labelled(window) for patient, window in windows
    }


def _grid_of(connection: Connection, windows: Collection[PatientWindow], basis: Basis) -> DayGrid | None:
    period = Window(min(window.first for _, window in windows), max(window.last for _, window in windows))
    return kept_grid(connection, period, basis.of(sorted({patient for patient, _ in windows})))


def _by_days(one: PatientWindow) -> PatientDays:
    return one[0], one[1].first, one[1].last


def _taken_off(grid: DayGrid, asked: Sequence[PatientWindow], basis: Basis) -> dict[PatientWindow, MeasuredWindow]:
    """The same from days that were read already."""
    place = {patient: row for row, patient in enumerate(grid.patients)}
    rows = [place[patient] for patient, _ in asked]
    first, last = (
        [day.toordinal() for day in days] for days in zip(*((w.first, w.last) for _, w in asked), strict=True)
    )
    numbers = {name: found.tolist() for name, found in numbers_in(grid, rows, first, last, KINDS, basis).items()}
    chains = {kind: chains_of_days(_told(grid, kind, rows, first, last)) for kind in JUDGED_KINDS}
    return {
        (patient, window): MeasuredWindow(
            window_counts({name: found[at] for name, found in numbers.items()}, window, KINDS),
            {kind: chains[kind][at] for kind in JUDGED_KINDS},
            _hours_of(grid, rows[at], window),
        )
        for at, (patient, window) in enumerate(asked)
    }


def _told(grid: DayGrid, kind: str, rows: Sequence[int], first: Sequence[int], last: Sequence[int]) -> NDArray[np.int8]:
    """The days of each window that tell of the kind: (windows, days of the longest); -1 for all others."""
    known = np.where(grid.representative, grid.kinds[kind], UNKNOWN)
    begins, ends = (np.array(days)[:, None] - grid.period.first.toordinal() for days in (first, last))
    days = begins + np.arange(int((ends - begins).max()) + 1)
    is_held = (days <= ends) & (days >= 0) & (days < grid.period.days)
    at = np.clip(days, 0, grid.period.days - 1)
    found: NDArray[np.int8] = np.where(is_held, known[np.array(rows)[:, None], at], UNKNOWN).astype(np.int8)
    return found


def _hours_of(grid: DayGrid, row: int, window: Window) -> Hours:
    start = grid.period.first
    days = slice(max((window.first - start).days, 0), max((window.last - start).days + 1, 0))
    return hours_of_days(
        grid.kinds["headache"][row, days], grid.filled[row, days], grid.of_attacks[row, days], grid.hours[row, days]
    )


def _measured(connection: Connection, runs: Sequence[Run], basis: Basis) -> dict[PatientDays, MeasuredWindow]:
    days = days_for_parameters(basis.settings, KINDS, ("hours",), gathered=basis.gathered)
    spans = windows_of(runs)
    values = _asked(runs, basis.as_of)
    windows = [(run.patient_id, window) for run in runs for window in run.windows]
    chains: dict[int, dict[str, ChainCounts]] = {}
    for row in connection.execute(transitions(spans, days, as_of=basis.as_of, kinds=JUDGED_KINDS), values).all():
        chains.setdefault(row.position, {})[row.kind] = counts_of(row)
    statement = counted(spans, days, basis, KINDS)
    hours = {
        row.position: hours_of(row) for row in connection.execute(hours_in(spans, days, as_of=basis.as_of), values)
    }
    undated = undated_doses(connection, sorted({run.patient_id for run in runs}))
    nothing = dict.fromkeys(JUDGED_KINDS, (0,) * len(STATISTICS))
    found: dict[PatientDays, MeasuredWindow] = {}
    for row in connection.execute(statement, values).all():
        patient, window = windows[row.position]
        counts = window_counts_of(row, window, KINDS, undated=undated.get(patient, 0), profile=basis.settings.profile)
        found[patient, window.first, window.last] = MeasuredWindow(
            counts, nothing | chains.get(row.position, {}), hours.get(row.position, NO_HOURS)
        )
    return found


def _asked(runs: Sequence[Run], as_of: date) -> dict[str, object]:
    """The days and patients that the runs hold."""
    period = Window(min(run.first.first for run in runs), max(run.windows[-1].last for run in runs))
    return given(period, sorted({run.patient_id for run in runs}), as_of)
