"""How the diaries of a clinic are kept: over calendar time, and by the weeks since a patient came."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
from sqlalchemy import Connection, func, select

from analysis.basis import Basis
from analysis.counts.counted import columns_in_force
from analysis.counts.day_count import WindowColumns
from analysis.counts.from_kept import numbers_from_kept
from analysis.criteria.medication_overuse import CLASS_LIMITS, CLASSES_TOGETHER, overuses
from analysis.criteria.rule import Asked
from analysis.days.classified import days_in_force
from analysis.days.state import diary_spans
from analysis.outcomes import Outcome
from analysis.querying.columns import are_among, places
from analysis.querying.rows import numbers_of
from analysis.windows import CRITERION_WINDOWS, WINDOW_DAYS, windows_ending

WINDOWS = 13
"""Windows of the course over calendar time: 364 days."""
OVERUSE_KINDS = tuple(dict.fromkeys((*(limit.what for limit in CLASS_LIMITS), *CLASSES_TOGETHER)))
"""The kinds of day that the rule asks for (MOH-10)."""


def windows_of_all(connection: Connection, basis: Basis) -> tuple[WindowColumns, ...]:
    """The newest windows of every patient, oldest first: those of the course, and two before for overuse."""
    windows = windows_ending(basis.as_of, WINDOWS + CRITERION_WINDOWS - 1)
    return columns_in_force(connection, windows, basis, kinds=OVERUSE_KINDS)


def filled_by_window(columns: tuple[WindowColumns, ...]) -> pd.DataFrame:
    """A row a patient and window of the course: `last` day, days `inside` and `filled`; none for windows outside."""
    parts = [
        pd.DataFrame({**{name: one.numbers[name] for name in ("inside", "filled")}, "last": one.window.last}, one.index)
        for one in columns[-WINDOWS:]
    ]
    table = pd.concat(parts).rename_axis("patient_id").reset_index()
    return table[table["inside"] > 0]


def without(table: pd.DataFrame, patients: Collection[str]) -> pd.DataFrame:
    """The rows of the others: those of these patients do not tell how long or how well anything was kept up."""
    return table[~are_among(table["patient_id"], patients)] if patients else table


def overuse_by_window(columns: tuple[WindowColumns, ...]) -> pd.DataFrame:
    """A row a patient and `last` day of three windows: the value of the Outcome of medication overuse (MOH-10).

    Those whose diary does not hold the three windows entirely are left out.
    """
    asked = [Asked(one) for one in columns]
    rows, outcomes, ends = [], [], range(CRITERION_WINDOWS, len(columns) + 1)
    for end in ends:
        whole = np.all([one.outside == 0 for one in columns[end - CRITERION_WINDOWS : end]], axis=0)
        outcome = np.asarray(overuses(asked[end - CRITERION_WINDOWS : end]))
        rows.append(np.flatnonzero(whole & (outcome != Outcome.NOT_COMPUTABLE)))
        outcomes.append(outcome[rows[-1]])
    last = np.array([columns[end - 1].window.last for end in ends], dtype=object)
    return pd.DataFrame(
        {
            "patient_id": columns[-1].index.take(np.concatenate(rows)),
            "outcome": np.concatenate(outcomes),
            "last": np.repeat(last, [len(some) for some in rows]),
        }
    )


def filled_by_weeks(connection: Connection, basis: Basis) -> pd.DataFrame:
    """A row a patient and whole 28 days since enrolment: `block` (0 the first), days `inside` and `filled`."""
    diary = diary_spans(basis.as_of)
    spans = numbers_of(
        connection, select(diary.c.patient_id, diary.c.first, (diary.c.last - diary.c.first + 1).label("days"))
    )
    if basis.patients is not None:
        spans = spans[are_among(spans["patient_id"], basis.patients)]
    table = _whole_blocks(spans.astype({"patient_id": "category"}))  # each is there dozens of times
    first_day = table.pop("first") + WINDOW_DAYS * table["block"]
    asked = table[["patient_id"]].assign(first_day=first_day, last_day=first_day + WINDOW_DAYS - 1)
    told = numbers_from_kept(connection, asked, (), basis)
    if told is not None:
        return table.assign(filled=told["filled"].to_numpy(dtype="float64")).reset_index(drop=True)
    merged: pd.DataFrame = table.merge(_filled_blocks(connection, basis), how="left", on=["patient_id", "block"])
    return merged.fillna({"filled": 0})


def _filled_blocks(connection: Connection, basis: Basis) -> pd.DataFrame:
    """The filled days of each block that has any."""
    days = days_in_force(basis, kinds=())
    diary = diary_spans(basis.as_of)
    block = func.floor((days.c.day - diary.c.first) / float(WINDOW_DAYS)).label("block")
    filled = (
        select(diary.c.patient_id, block, func.count().label("filled"))
        .join(days, days.c.patient_id == diary.c.patient_id)
        .where(days.c.filled == 1, days.c.day.between(diary.c.first, diary.c.last))
        .group_by(diary.c.patient_id, block)
    )
    return numbers_of(connection, filled)


def _whole_blocks(spans: pd.DataFrame) -> pd.DataFrame:
    """A row a patient and whole block: with the first day of the diary."""
    number = np.maximum(spans["days"].to_numpy(dtype=np.int64), 0) // WINDOW_DAYS
    row = np.repeat(np.arange(len(spans)), number)
    table = spans[["patient_id", "first"]].take(row)
    return table.assign(block=places(np.zeros(len(spans), dtype=np.int64), number), inside=WINDOW_DAYS)
