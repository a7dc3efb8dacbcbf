"""Which stored rows an export speaks for and no longer holds, and whether so much is gone that somebody must ask."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE
from analysis.importing.checks import Sheet
from analysis.importing.matching import is_among
from analysis.importing.scope import DATED, Scope
from analysis.querying.schema import CLINIC_SOURCE

LARGEST_SHARE_GONE = 0.1
"""Share of a file's rows that may be gone without a question (a local limit)."""


@dataclass(frozen=True)
class Shrinkage:
    """How far a file shrank: the rows that the store had of it and those the export has.

    `not_left` counts patients who are gone and are not known to have left.
    """

    file: str
    before: int
    after: int
    not_left: int = 0

    @property
    def is_large(self) -> bool:
        """Whether so much is gone that it is asked for before it is kept."""
        return self.not_left > 0 or self.before - self.after > LARGEST_SHARE_GONE * self.before


def withdrawn(scope: Scope, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> np.ndarray:
    """Which stored rows the export speaks for and does not hold among its `rows`.

    A patient whose row is there but was rejected stays, and so does what single files brought while the export still
    has a rejected row of that patient and day: it is the correction of that row.
    """
    own = scope.own(sheet.table, stored)
    if not own.any():
        return own
    held = is_among(stored, rows, list(sheet.table.identity))
    gone: np.ndarray = own & ~held & ~_is_of_a_rejected_row(scope, sheet, stored)
    return gone


def shrinkage(
    scope: Scope, table: diary.Table, rows: pd.DataFrame, stored: pd.DataFrame, gone: np.ndarray
) -> Shrinkage:
    """How many rows the store had of what the export speaks for, and has once the export is merged.

    What is gone may have come back with another key: a corrected file has as many rows as before.
    """
    before = int(scope.own(table, stored).sum())
    if not before:
        return Shrinkage(table.file, 0, len(rows))
    new = rows[~is_among(rows, stored, list(table.identity))]
    after = before - int(gone.sum()) + len(_spoken_for(scope, table, new))
    return Shrinkage(table.file, before, after, _not_left(scope, table, stored[gone]))


def _spoken_for(scope: Scope, table: diary.Table, rows: pd.DataFrame) -> pd.DataFrame:
    if table is diary.DIARY:
        rows = rows[rows["source"].isna() | (rows["source"] == CLINIC_SOURCE)]
    if scope.since is not None and table.name in DATED:
        rows = rows[rows[DATED[table.name]] >= pd.Timestamp(scope.since)]
    return rows


def _not_left(scope: Scope, table: diary.Table, gone: pd.DataFrame) -> int:
    if table is not diary.PATIENTS or gone.empty:
        return 0
    known = gone["left_on"].notna() if scope.moment is None else gone["left_on"] <= pd.Timestamp(scope.moment)
    return int((~known).sum())


def _is_of_a_rejected_row(scope: Scope, sheet: Sheet, stored: pd.DataFrame) -> np.ndarray:
    wrong = sheet.findings.rejected()
    if not wrong.any():
        return np.zeros(len(stored), dtype=bool)
    rejected = sheet.entries[wrong].drop(columns=LINE)
    if sheet.table is diary.PATIENTS:
        return stored["patient_id"].isin(rejected["patient_id"]).to_numpy(dtype=bool)
    key = ["patient_id", DATED[sheet.table.name]]
    there: np.ndarray = pd.MultiIndex.from_frame(stored[key]).isin(pd.MultiIndex.from_frame(rejected[key]))
    corrected: np.ndarray = there & scope.is_loose(stored)
    return corrected
