"""The list as other programs rely on it, made column by column: what many lines say alike is made once.

Each row says what `Line.as_json` says of the same patient; of a large clinic it takes a tenth of the time to make no
lines. What is alike is the same object, so that whoever writes it down has to write it once (`dashboard.json_text`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount
from analysis.days.state import State
from analysis.days.states import States
from analysis.outcomes import Outcome
from analysis.querying.columns import are_among, day_of, known
from analysis.querying.rows import records_of
from analysis.settings import Settings
from analysis.worklist.diaries import OVERUSED
from analysis.worklist.effect_lost import COUNTED
from analysis.worklist.needs import are_at_risk, need_of
from analysis.worklist.newest import STATES, states_of
from analysis.worklist.under_treatment import DRUG, ODD, SINCE
from analysis.worklist.urgency import GROUPS, PLACES, is_still_waiting

Rows = list[dict[str, object]]


def json_rows(table: pd.DataFrame, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> Rows:
    """What each row of the list's `table` says, in its order, as `Line.as_json` has it."""
    columns = dict(_columns(table, needs, losses, basis))
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _columns(
    table: pd.DataFrame, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis
) -> Iterator[tuple[str, Sequence[object]]]:
    settings, as_of, patients = basis.settings, basis.as_of.toordinal(), table.index
    is_waiting = is_still_waiting(table["waiting_until"].to_numpy(), as_of)
    yield "patient_id", patients.tolist()
    yield "care_unit", _texts(table["care_unit"])
    yield "as_of", [basis.as_of.isoformat()] * len(table)
    yield "groups", _names(table, {group: group for group in GROUPS})
    yield "place", [PLACES[place] for place in table["place"].tolist()]
    yield "last_filled", _days(table["last_filled"])
    yield "completeness_28", _completeness(table, settings)
    yield "open_days", _open_days(states_of(table, basis), as_of)
    yield "next_lock", _days(table["next_lock"])
    yield "locks_within_2_days", table["locks_soon"].tolist()
    yield "next_visit", _days(table["next_visit"])
    yield "treatment", _texts(table[DRUG])
    yield "treatment_week", _weeks(table[SINCE], as_of)
    yield "evaluation_due_on", _days(table["evaluation_due_on"])
    yield "needs_filled_days", _needed(table, settings)
    yield "last_contact", _days(table["contacted_on"])
    yield "waiting_until", _days(table["waiting_until"].where(is_waiting))
    yield "at_risk", _of_patients(patients, _at_risk(needs, patients, settings), [])
    yield "overused", _names(table, OVERUSED)
    yield "treatment_remarks", [_told(odd) for odd in table[ODD].tolist()]
    yield "remarks", table["remarks"].astype("int64").tolist()
    yield "of_attacks_alone", table["of_attacks_alone"].astype(bool).tolist()
    yield "losing_effect", _of_patients(patients, _lost(losses[are_among(losses.index, patients.tolist())]), None)


def _alike(columns: Sequence[pd.Series[Any]], make: Callable[..., object]) -> list[object]:
    """What is made of the numbers of each row: the same object where they are the same."""
    made: dict[tuple[Any, ...], object] = {}
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    for row in rows:
        if row not in made:
            made[row] = make(*row)
    return [made[row] for row in rows]


def _of_patients(patients: pd.Index[str], found: Mapping[str, object], nothing: object) -> list[object]:
    return [found.get(patient, nothing) for patient in patients.tolist()]


def _texts(column: pd.Series[Any]) -> list[object]:
    return known(column.to_numpy(dtype=object), str)


def _days(column: pd.Series[Any]) -> list[object]:
    """Day numbers as days; None where there is none."""
    numbers = column.to_numpy(dtype="float64")
    told = {number: day_of(number).isoformat() for number in np.unique(numbers[~np.isnan(numbers)]).tolist()}
    return [told.get(number) for number in numbers.tolist()]


def _names(table: pd.DataFrame, names: Mapping[str, str]) -> list[object]:
    """The names of the columns that are true, by what each is called."""
    columns = [table[name].astype(bool) for name in names]
    return _alike(columns, lambda *held: [name for name, is_held in zip(names.values(), held, strict=True) if is_held])


def _completeness(table: pd.DataFrame, settings: Settings) -> list[object]:
    columns = [table[name].astype("int64") for name in (*STATES, "of_attacks")]
    return _alike(columns, lambda *days: Completeness(*days).as_json(settings))


def _open_days(states: States, as_of: int) -> list[object]:
    """The days that are open of each, oldest first."""
    first = as_of - states.shape[1] + 1
    is_open = states == State.OPEN
    found: list[object] = [[]] * len(states)
    for row in np.flatnonzero(is_open.any(axis=1)).tolist():
        found[row] = [day_of(first + place).isoformat() for place in np.flatnonzero(is_open[row]).tolist()]
    return found


def _weeks(since: pd.Series[float], as_of: int) -> list[object]:
    """The week since the first dose of each course, as `Line.week_of_treatment` has it."""
    return [None if day != day else int(as_of - day) // 7 + 1 for day in since.tolist()]


def _needed(table: pd.DataFrame, settings: Settings) -> list[object]:
    lacking = np.maximum(0, settings.green - table["filled"].to_numpy(dtype="int64"))
    found: list[object] = np.where(table["of_attacks_alone"].to_numpy(dtype=bool), 0, lacking).tolist()
    return found


def _at_risk(needs: pd.DataFrame, patients: pd.Index[str], settings: Settings) -> dict[str, object]:
    asked = needs[are_at_risk(needs, settings.orange) & are_among(needs["patient_id"], patients.tolist())]
    found: dict[str, list[object]] = {}
    for row in records_of(asked):
        found.setdefault(row["patient_id"], []).append(need_of(row, settings).as_json())
    return dict(found)


def _told(odd: Any) -> list[object]:
    return [remark.as_json() for remark in odd] if isinstance(odd, tuple) else []


def _lost(losses: pd.DataFrame) -> dict[str, object]:
    """What was lost of the effect of each, as `Loss.as_json` has it."""
    outcome = _alike([losses["outcome"]], lambda value: Outcome(value).code)
    best, last = (_alike([losses[f"{which}_{name}"] for name in COUNTED], _window) for which in ("best", "last"))
    rows = zip(losses["treatment"].tolist(), outcome, best, last, strict=True)
    told = (dict(zip(("treatment", "outcome", "best", "last"), row, strict=True)) for row in rows)
    return dict(zip(losses.index.tolist(), told, strict=True))


def _window(first: float, last: float, *counts: float) -> dict[str, object]:
    still_open, missing, observed, unknown, filled, of_attacks = map(int, counts)
    days = DayCount(observed, still_open + missing, unknown, filled, of_attacks)
    return {"from": day_of(first).isoformat(), "to": day_of(last).isoformat(), **days.as_json()}
