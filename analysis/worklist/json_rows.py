"""The list as other programs rely on it, made column by column: what many lines say alike is made once.

Each row says what `Line.as_json` says of the same patient; of a large clinic it takes a tenth of the time to make no
lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount
from analysis.days.state import State
from analysis.days.states import States
from analysis.episodes.remarks import Remark
from analysis.outcomes import Outcome
from analysis.querying.alike import Column, Objects
from analysis.querying.columns import are_among, combined, day_of
from analysis.querying.making_alike import days, each, everywhere, made_of, numbers, texts
from analysis.querying.rows import records_of
from analysis.settings import Settings
from analysis.worklist.diaries import OVERUSED
from analysis.worklist.effect_lost import COUNTED
from analysis.worklist.needs import are_at_risk, need_of
from analysis.worklist.newest import STATES, states_of
from analysis.worklist.not_read import NOT_READ
from analysis.worklist.under_treatment import DRUG, ODD, SINCE
from analysis.worklist.urgency import GROUPS, PLACES, is_still_waiting


def json_rows(table: pd.DataFrame, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> Objects:
    """What each row of the list's `table` says, in its order, as `Line.as_json` has it."""
    return Objects(dict(_columns(table, needs, losses, basis)))


def _columns(
    table: pd.DataFrame, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis
) -> Iterator[tuple[str, Column]]:
    settings, as_of, patients = basis.settings, basis.as_of.toordinal(), table.index
    is_waiting = is_still_waiting(table["waiting_until"].to_numpy(), as_of)
    yield "patient_id", each(patients.tolist())
    yield "care_unit", texts(table["care_unit"].to_numpy(dtype=object))
    yield "as_of", everywhere(basis.as_of.isoformat(), len(table))
    yield "groups", _names(table, {group: group for group in GROUPS})
    yield "place", Column(PLACES, table["place"].to_numpy())
    yield "last_filled", days(table["last_filled"])
    yield "completeness_28", _completeness(table, settings)
    yield "open_days", _open_days(states_of(table, basis), as_of)
    yield "next_lock", days(table["next_lock"])
    yield "locks_within_2_days", numbers(table["locks_soon"])
    yield "next_visit", days(table["next_visit"])
    yield "treatment", texts(table[DRUG].to_numpy(dtype=object))
    yield "treatment_week", _weeks(table[SINCE], as_of)
    yield "evaluation_due_on", days(table["evaluation_due_on"])
    yield "needs_filled_days", _needed(table, settings)
    yield "last_contact", days(table["contacted_on"])
    yield "waiting_until", days(table["waiting_until"].where(is_waiting))
    yield "at_risk", _lists([*map(_at_risk(needs, patients, settings).get, patients.tolist())])
    yield "overused", _names(table, OVERUSED)
    yield (
        "treatment_remarks",
        _lists([_remarks(odd) if isinstance(odd, tuple) else None for odd in table[ODD].tolist()]),
    )
    yield "remarks", numbers(table["remarks"].astype("int64"))
    yield "not_read", _names(table, NOT_READ)
    yield "of_attacks_alone", numbers(table["of_attacks_alone"].astype(bool))
    yield "losing_effect", _lost(losses, patients)


def _names(table: pd.DataFrame, names: Mapping[str, str]) -> Column:
    """The names of the columns that are true, by what each is called."""
    columns = [table[name].astype(bool) for name in names]
    return made_of(columns, lambda *held: [name for name, is_held in zip(names.values(), held, strict=True) if is_held])


def _completeness(table: pd.DataFrame, settings: Settings) -> Column:
    columns = [table[name].astype("int64") for name in (*STATES, "of_attacks")]
    return made_of(columns, lambda *days: Completeness(*days).as_json(settings))


def _open_days(states: States, as_of: int) -> Column:
    """The days that are open of each, oldest first."""
    first = as_of - states.shape[1] + 1
    told = [day_of(first + place).isoformat() for place in range(states.shape[1])]
    bits = (states == State.OPEN) @ (np.int64(1) << np.arange(states.shape[1], dtype=np.int64))
    return made_of([bits], lambda open_: [day for place, day in enumerate(told) if open_ >> place & 1])


def _weeks(since: pd.Series[float], as_of: int) -> Column:
    """The week since the first dose of each course, as `Line.week_of_treatment` has it."""
    places, different = pd.factorize(since.to_numpy())
    return Column([int(as_of - day) // 7 + 1 for day in different.tolist()], places)


def _needed(table: pd.DataFrame, settings: Settings) -> Column:
    lacking = np.maximum(0, settings.green - table["filled"].to_numpy(dtype="int64"))
    return numbers(np.where(table["of_attacks_alone"].to_numpy(dtype=bool), 0, lacking))


def _lists(every: Sequence[list[object] | None]) -> Column:
    """A column of lists, most of which are empty."""
    told = [one for one in every if one]
    places = np.cumsum([bool(one) for one in every], dtype=np.int64)
    return Column([[], *told], np.where([bool(one) for one in every], places, 0))


def _at_risk(needs: pd.DataFrame, patients: pd.Index[str], settings: Settings) -> dict[str, list[object]]:
    asked = needs[are_at_risk(needs, settings.orange) & are_among(needs["patient_id"], patients.tolist())]
    found: dict[str, list[object]] = {}
    for row in records_of(asked):
        found.setdefault(row["patient_id"], []).append(need_of(row, settings).as_json())
    return found


def _remarks(odd: Sequence[Remark]) -> list[object]:
    return [remark.as_json() for remark in odd]


def _lost(losses: pd.DataFrame, patients: pd.Index[str]) -> Column:
    """What was lost of the effect of each, as `Loss.as_json` has it."""
    told = Objects(
        {
            "treatment": texts(losses["treatment"].to_numpy(dtype=object)),
            "outcome": made_of([losses["outcome"].to_numpy()], lambda value: Outcome(value).code),
            "best": _windows(losses, "best"),
            "last": _windows(losses, "last"),
        }
    )
    return Column(told, losses.index.get_indexer(patients))


def _windows(losses: pd.DataFrame, which: str) -> Column:
    """The best or the last windows of each."""
    columns = [losses[f"{which}_{name}"].to_numpy(dtype=np.int64) for name in COUNTED]
    places, row = combined(columns)
    first, last, *counts = (column[row] for column in columns)
    of_counts, example = combined(counts)
    told = [_counts(*numbers) for numbers in zip(*(column[example].tolist() for column in counts), strict=True)]
    keys = {key: Column([one[key] for one in told], of_counts) for key in _counts(0, 0, 0, 0, 0, 0)}
    return Column(Objects({"from": days(first), "to": days(last), **keys}), places)


def _counts(
    still_open: int, missing: int, observed: int, unknown: int, filled: int, of_attacks: int
) -> Mapping[str, object]:
    return DayCount(observed, still_open + missing, unknown, filled, of_attacks).as_json()
