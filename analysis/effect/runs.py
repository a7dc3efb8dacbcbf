"""Windows that follow on one another, listed for a statement as one row: some hundred rows stand for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    Text,
    column,
    literal,
    select,
    union_all,
    values,
)

from analysis.windows import Window

PatientWindow = tuple[str, Window]


@dataclass(frozen=True)
class Run:
    """Windows of one patient, equally long, each beginning on the day after the one before; oldest first."""

    patient_id: str
    windows: tuple[Window, ...]

    @property
    def first(self) -> Window:
        """The oldest window."""
        return self.windows[0]

    def goes_on_with(self, patient_id: str, window: Window) -> bool:
        """Whether the window of this patient is the next of the run."""
        last = self.windows[-1]
        follows = window.first == last.last + timedelta(days=1)
        return self.patient_id == patient_id and follows and window.days == last.days


def runs_of(windows: Iterable[PatientWindow]) -> tuple[Run, ...]:
    """The windows, each once whatever its labels, as few runs: a first dose has one, however long ago it was."""
    open_runs: list[list[Run]] = [[]]
    known = ""
    days = {(patient, window.first, window.last): window for patient, window in windows}
    for patient, first, last in sorted(days):
        window = days[patient, first, last]
        if patient != known:
            open_runs.append([])
            known = patient
        _take_in(open_runs[-1], patient, window)
    return tuple(run for runs in open_runs for run in runs)


def _take_in(runs: list[Run], patient: str, window: Window) -> None:
    for place, run in enumerate(runs):
        if run.goes_on_with(patient, window):
            runs[place] = Run(patient, (*run.windows, window))
            return
    runs.append(Run(patient, (window,)))


def windows_of(runs: Sequence[Run]) -> Subquery:
    """The windows of the runs, one after another: patient_id, position, number of the first and of the last day."""
    listed = _listed(_rows(runs))
    longest = max(len(run.windows) for run in runs)
    steps = union_all(*(select(literal(step, Integer).label("step")) for step in range(longest))).subquery("steps")
    first_day = listed.c.first_day + steps.c.step * listed.c.days
    return (
        select(
            listed.c.patient_id,
            (listed.c.position + steps.c.step).label("position"),
            first_day.label("first_day"),
            (first_day + listed.c.days - 1).label("last_day"),
        )
        .select_from(listed.join(steps, steps.c.step < listed.c.number))
        .subquery("windows")
    )


_COLUMNS = {"patient_id": Text, "position": Integer, "first_day": Integer, "days": Integer, "number": Integer}
_FEW = 32
"""Rows up to which a statement is made whose text can be used again, as that of VALUES cannot."""

_Row = tuple[str, int, int, int, int]


def _listed(rows: Sequence[_Row]) -> FromClause:
    if len(rows) > _FEW:
        return values(*(column(name, kind) for name, kind in _COLUMNS.items()), name="runs").data(rows)
    return union_all(*(_as_select(row) for row in rows)).subquery("runs")


def _as_select(row: _Row) -> Select[Any]:
    named = zip(row, _COLUMNS.items(), strict=True)
    columns: list[ColumnElement[Any]] = [literal(value, kind).label(name) for value, (name, kind) in named]
    return select(*columns)


def _rows(runs: Sequence[Run]) -> list[_Row]:
    rows, position = [], 0
    for run in runs:
        rows.append((run.patient_id, position, run.first.first.toordinal(), run.first.days, len(run.windows)))
        position += len(run.windows)
    return rows
