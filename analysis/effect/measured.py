"""What the diaries say of many windows at once: the counts, and the counts of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import CTE, Connection

from analysis.counts import DayCount, WindowCounts, counted, listed_windows, window_counts_of
from analysis.days import days_in_force
from analysis.effect.transitions import STATISTICS, Counts, counts_of, transitions
from analysis.settings import Settings
from analysis.windows import Window

JUDGED_KINDS = ("headache", "migraine")
"""The kinds of day whose fall is judged; both are always shown (RESP-11)."""
OVERUSE_KINDS = ("triptan", "ergot", "opioid", "combination", "simple_analgesic")
KINDS = (*JUDGED_KINDS, "migraine_or_moderate", *OVERUSE_KINDS)
"""The kinds of day that are counted for an effect."""

PatientWindow = tuple[str, Window]

_WINDOWS_AT_ONCE = 5000
"""Windows of one statement, four parameters each: a PostgreSQL statement takes 65,535."""


@dataclass(frozen=True)
class MeasuredWindow:
    """A window of one patient: its counts, and for each of JUDGED_KINDS the counts of the chain."""

    counts: WindowCounts
    chains: Mapping[str, Counts]

    @property
    def window(self) -> Window:
        """The days it measures."""
        return self.counts.window

    def __getitem__(self, kind: str) -> DayCount:
        return self.counts[kind]


def measured_windows(
    connection: Connection, asked: Iterable[PatientWindow], *, as_of: date, settings: Settings
) -> dict[PatientWindow, MeasuredWindow]:
    """What each diary says of each of the windows asked for, two statements for thousands of windows."""
    windows = sorted(set(asked))
    found: dict[PatientWindow, MeasuredWindow] = {}
    for start in range(0, len(windows), _WINDOWS_AT_ONCE):
        found.update(_measured(connection, windows[start : start + _WINDOWS_AT_ONCE], as_of, settings))
    return found


def _measured(
    connection: Connection, windows: Sequence[PatientWindow], as_of: date, settings: Settings
) -> dict[PatientWindow, MeasuredWindow]:
    days, spans = _days_of(windows, settings), listed_windows(windows)
    chains: dict[int, dict[str, Counts]] = {}
    for row in connection.execute(transitions(spans, days, as_of=as_of, kinds=JUDGED_KINDS)):
        chains.setdefault(row.position, {})[row.kind] = counts_of(row)
    statement = counted(spans, days, as_of=as_of, lock_days=settings.lock_days, kinds=KINDS)
    nothing = dict.fromkeys(JUDGED_KINDS, np.zeros(len(STATISTICS)))
    return {
        windows[row.position]: MeasuredWindow(
            window_counts_of(row, windows[row.position][1], KINDS), nothing | chains.get(row.position, {})
        )
        for row in connection.execute(statement)
    }


def _days_of(windows: Sequence[PatientWindow], settings: Settings) -> CTE:
    return days_in_force(
        settings,
        patients=sorted({patient for patient, _ in windows}),
        period=Window(min(window.first for _, window in windows), max(window.last for _, window in windows)),
        kinds=KINDS,
    )
