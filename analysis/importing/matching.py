"""Rows set beside others: those that agree in some columns, and those that lie on certain days of patients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.importing.scope import DAY_KEY

FEW = 2_000
"""So many rows are looked up one by one: to join two tables of pandas takes as long, however short they are."""


@dataclass(frozen=True)
class Days:
    """Days of patients, each as (patient_id, date)."""

    index: pd.MultiIndex

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Days:
        """The days of the rows."""
        return cls(pd.MultiIndex.from_frame(rows[DAY_KEY]).unique())

    def and_of(self, rows: pd.DataFrame) -> Days:
        """These days and those of the rows."""
        if rows.empty:
            return self
        days = Days.of(rows).index
        return Days(self.index.union(days) if len(self.index) else days)

    def among(self, rows: pd.DataFrame) -> np.ndarray:
        """Which rows lie on one of the days."""
        if not len(self.index) or rows.empty:
            return np.zeros(len(rows), dtype=bool)
        return pd.MultiIndex.from_frame(rows[DAY_KEY]).isin(self.index)


def counterparts(rows: pd.DataFrame, others: pd.DataFrame, identity: list[str]) -> pd.DataFrame:
    """The row of `others` that agrees with each row in these columns, aligned with them; missing where none does."""
    places = _places(rows, others, identity)
    return others.reset_index(drop=True).reindex(places).set_axis(rows.index)


def _places(rows: pd.DataFrame, others: pd.DataFrame, identity: list[str]) -> np.ndarray:
    """The place in `others` of the first row that agrees with each row, -1 where none does."""
    if len(rows) + len(others) <= FEW:
        known = {one: place for place, one in reversed(list(enumerate(_values(others, identity))))}
        return np.fromiter((known.get(one, -1) for one in _values(rows, identity)), dtype=np.int64, count=len(rows))
    once = others[identity].assign(_place=np.arange(len(others))).drop_duplicates(identity)
    found: np.ndarray = rows[identity].merge(once, on=identity, how="left")["_place"].fillna(-1).to_numpy(np.int64)
    return found


def is_among(rows: pd.DataFrame, others: pd.DataFrame, identity: list[str]) -> np.ndarray:
    """Which rows agree with one of `others` in these columns; blanks agree with each other."""
    if rows.empty or others.empty:
        return np.zeros(len(rows), dtype=bool)
    if len(rows) + len(others) <= FEW:
        known = set(_values(others, identity))
        return np.fromiter((one in known for one in _values(rows, identity)), dtype=bool, count=len(rows))
    return _is_among_many(rows, others, identity)


def _values(rows: pd.DataFrame, columns: list[str]) -> Iterator[tuple[object, ...]]:
    """The values of each row as Python has them, None where there is none."""
    return zip(*(_column(rows[name]) for name in columns), strict=True)


def _column(values: pd.Series) -> list[object]:
    held = values.tolist()
    return [None if blank else one for one, blank in zip(held, values.isna().tolist(), strict=True)]


def are_all_different(rows: pd.DataFrame, identity: list[str]) -> bool:
    """Whether few rows are known to differ from each other in these columns; never said of many."""
    return len(rows) <= FEW and len(set(_values(rows, identity))) == len(rows)


def _is_among_many(rows: pd.DataFrame, others: pd.DataFrame, identity: list[str]) -> np.ndarray:
    found = rows[identity].merge(others[identity].drop_duplicates(), on=identity, how="left", indicator=True)
    return (found["_merge"] == "both").to_numpy(dtype=bool)
