"""What the diaries say of many windows at once: the counts, and the counts of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.counts.counted import window_counts_of
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.counts.statement import counted
from analysis.days.classified import days_for_parameters
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.estimate.transitions import STATISTICS, ChainCounts, counts_of, transitions
from analysis.effect.hours import NO_HOURS, Hours, hours_in, hours_of
from analysis.effect.runs import PatientWindow, Run, runs_of, windows_of
from analysis.querying.parameters import given
from analysis.settings import Settings
from analysis.windows import Window

JUDGED_KINDS = ("headache", "migraine")
"""The kinds of day whose fall is judged; both are always shown (RESP-11)."""
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
            "disabling_days": self["disabling"].as_json(rated=rated),
        }


def measured_windows(
    connection: Connection, wanted: Iterable[PatientWindow], basis: Basis
) -> dict[PatientWindow, MeasuredWindow]:
    """What each diary says of each of the windows asked for, three statements for thousands of windows."""
    windows = set(wanted)
    runs = runs_of(windows)
    found: dict[PatientDays, MeasuredWindow] = {}
    for start in range(0, len(runs), _RUNS_AT_ONCE):
        found.update(_measured(connection, runs[start : start + _RUNS_AT_ONCE], basis))
    return {
        (patient, window): found[patient, window.first, window.last].labelled(window) for patient, window in windows
    }


def _measured(connection: Connection, runs: Sequence[Run], basis: Basis) -> dict[PatientDays, MeasuredWindow]:
    days, spans = days_for_parameters(basis.settings, KINDS, ("hours",)), windows_of(runs)
    values = _asked(runs, basis.as_of)
    windows = [(run.patient_id, window) for run in runs for window in run.windows]
    chains: dict[int, dict[str, ChainCounts]] = {}
    for row in connection.execute(transitions(spans, days, as_of=basis.as_of, kinds=JUDGED_KINDS), values).all():
        chains.setdefault(row.position, {})[row.kind] = counts_of(row)
    statement = counted(spans, days, basis, KINDS)
    hours = {row.position: hours_of(row) for row in connection.execute(hours_in(spans, days), values)}
    nothing = dict.fromkeys(JUDGED_KINDS, (0,) * len(STATISTICS))
    found: dict[PatientDays, MeasuredWindow] = {}
    for row in connection.execute(statement, values).all():
        patient, window = windows[row.position]
        counts = window_counts_of(row, window, KINDS)
        found[patient, window.first, window.last] = MeasuredWindow(
            counts, nothing | chains.get(row.position, {}), hours.get(row.position, NO_HOURS)
        )
    return found


def _asked(runs: Sequence[Run], as_of: date) -> dict[str, object]:
    """The days and patients that the runs hold."""
    period = Window(min(run.first.first for run in runs), max(run.windows[-1].last for run in runs))
    return given(period, sorted({run.patient_id for run in runs}), as_of)
