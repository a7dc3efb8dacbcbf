"""Sound rows merged with the store: what is new, what changes, and what stays because the store knows better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analysis import diary
from analysis.formats.reading import LINE, Export
from analysis.importing import writing
from analysis.importing.cells import same
from analysis.importing.checks import Sheet
from analysis.importing.reasons import Reason
from analysis.querying.schema import CLINIC_SOURCE, DIARY_TABLES, IMPORT_BATCHES

DAY_KEY = ["patient_id", "date"]
WRITTEN_AT = "recorded_at"
ORIGIN = ("source", "doses_recorded")
"""Columns of a diary day that say where it comes from, not what was written."""


class Outcome(IntEnum):
    """What became of a row. A line that says several things has the highest outcome of them."""

    UNCHANGED = 0
    ACCEPTED = 1
    UPDATED = 2
    REJECTED = 3


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


class Merger:
    """Merges the tables of one export with the store, in the order of `diary.TABLES`.

    A diary day is replaced as a whole: when a newer version of a day arrives, doses of the day that the export no
    longer has are removed; while an older version arrives, its doses are left aside.
    """

    def __init__(self, connection: Connection, export: Export, batch: int, doses_recorded: bool) -> None:
        self._connection = connection
        self._export = export
        self._batch = batch
        self._doses_recorded = doses_recorded
        self._exported_at = _export_times(connection)
        self._kept_days = self._replaced_days = Days.of(pd.DataFrame(columns=DAY_KEY))

    def merge(self, sheet: Sheet, rows: pd.DataFrame) -> tuple[pd.Series, int]:
        """The outcome of each row, and how many stored rows were removed. `rows` speak once of each thing."""
        nothing = sheet.findings.noted(Reason.NO_DRUG)[sheet.entries.index.get_indexer(rows.index)]
        outcomes = pd.Series(int(Outcome.UNCHANGED), index=rows.index, dtype="int64")
        telling = rows[~nothing]
        patients = telling["patient_id"].unique().tolist() if sheet.table.is_about_patients else []
        if sheet.table is diary.ACUTE_DOSES:
            patients = sorted({*patients, *self._replaced_days.index.get_level_values(0)})
        stored = writing.stored(self._connection, sheet.table, patients)
        if sheet.table.key:
            outcomes.update(self._merge_keyed(sheet, telling, stored))
            return outcomes, 0
        found, removed = self._merge_whole_rows(sheet, telling, stored)
        outcomes.update(found)
        return outcomes, removed

    def _merge_keyed(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> pd.Series:
        old = _counterparts(rows, stored, list(sheet.table.key))
        known = old["batch"].notna().to_numpy()
        if sheet.table is diary.DIARY:
            rows = self._with_origin(rows)
        content = [column.name for column in sheet.table if column.name not in ORIGIN]
        agrees = np.logical_and.reduce([same(rows[name], old[name]) for name in content])
        older = self._is_older(rows, old) & ~agrees
        foreign = np.zeros(len(rows), dtype=bool)
        clinics = foreign
        if sheet.table is diary.DIARY:
            was_clinics = old["source"].eq(CLINIC_SOURCE).fillna(False).to_numpy(dtype=bool)
            is_clinics = (rows["source"] == CLINIC_SOURCE).to_numpy(dtype=bool)
            foreign = known & ~was_clinics & is_clinics
            clinics = known & was_clinics & ~is_clinics
        kept = known & ~foreign & (older | clinics)
        updated = known & ~kept & (foreign | ~agrees)
        _remark(sheet, rows, kept & clinics, Reason.CLINIC_ENTRY_KEPT)
        _remark(sheet, rows, kept & ~clinics, Reason.STORED_IS_NEWER)
        self._write_keyed(sheet.table, rows, old, ~known, updated)
        if sheet.table is diary.DIARY:
            self._note_days(rows, old, known & ~kept, kept, foreign, updated)
        return _outcomes(rows, ~known, updated)

    def _is_older(self, rows: pd.DataFrame, old: pd.DataFrame) -> np.ndarray:
        """Whether the store's version was written, or else exported, later than the row."""
        exported_later = (self._exported(old) > self._moment).to_numpy(dtype=bool)
        if WRITTEN_AT not in rows:
            return exported_later
        written, before = rows[WRITTEN_AT], old[WRITTEN_AT]
        undecided = (written == before) | written.isna() | before.isna()
        return ((before > written) | (undecided & exported_later)).to_numpy(dtype=bool)

    def _exported(self, old: pd.DataFrame) -> pd.Series:
        """When the stored rows were exported, where that is known."""
        return pd.to_datetime(old["batch"].map(self._exported_at))

    @property
    def _moment(self) -> pd.Timestamp:
        return pd.Timestamp(self._export.exported_at) if self._export.exported_at else pd.NaT  # type: ignore[return-value]

    def _with_origin(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The days with where they come from and whether their doses are told, by the export where they do not say."""
        source = CLINIC_SOURCE if self._export.clinic else self._export.format
        recorded = rows["doses_recorded"].astype("boolean").fillna(self._doses_recorded).astype(bool)
        return rows.assign(source=rows["source"].fillna(source), doses_recorded=recorded)

    def _write_keyed(
        self, table: diary.Table, rows: pd.DataFrame, old: pd.DataFrame, new: np.ndarray, updated: np.ndarray
    ) -> None:
        target = DIARY_TABLES[table.name]
        extra: dict[str, object] = {"batch": self._batch}
        if table is diary.DIARY and not self._export.adds_up:
            before = old["doses_recorded"].eq(True).fillna(False).to_numpy(dtype=bool)
            rows = rows.assign(doses_recorded=rows["doses_recorded"].to_numpy(dtype=bool) | before)
        writing.insert(self._connection, target, rows[new], **extra)
        writing.replace(self._connection, target, rows[updated], **extra)

    def _note_days(
        self,
        rows: pd.DataFrame,
        old: pd.DataFrame,
        current: np.ndarray,
        kept: np.ndarray,
        foreign: np.ndarray,
        updated: np.ndarray,
    ) -> None:
        """Remembers the days that the export replaces or is too old for; marks that doses were recorded."""
        newer = rows[WRITTEN_AT].notna() & ~(rows[WRITTEN_AT] <= old[WRITTEN_AT])
        exported_later = self._exported(old) < self._moment
        replaced = updated & (foreign | newer.to_numpy() | exported_later.to_numpy(dtype=bool))
        if self._export.adds_up:
            replaced = current
        self._kept_days = self._kept_days.and_of(rows[kept])
        self._replaced_days = self._replaced_days.and_of(rows[replaced])
        untold = old["doses_recorded"].eq(False).fillna(False).to_numpy(dtype=bool)
        told = rows["doses_recorded"].to_numpy(dtype=bool) & untold
        silent = current & ~updated & told
        if silent.any():
            target = DIARY_TABLES[diary.DIARY.name]
            writing.set_on_days(self._connection, target, Days.of(rows[silent]).index, doses_recorded=True)

    def _merge_whole_rows(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> tuple[pd.Series, int]:
        content = [column.name for column in sheet.table]
        new = _counterparts(rows, stored, content)["batch"].isna().to_numpy()
        removed = 0
        if sheet.table is diary.ACUTE_DOSES:
            late = new & self._kept_days.among(rows)
            _remark(sheet, rows, late, Reason.STORED_IS_NEWER)
            new = new & ~late
            removed = self._remove_doses(rows, stored)
        writing.insert(self._connection, DIARY_TABLES[sheet.table.name], rows[new], batch=self._batch)
        return _outcomes(rows, new, np.zeros(len(rows), dtype=bool)), removed

    def _remove_doses(self, rows: pd.DataFrame, stored: pd.DataFrame) -> int:
        """Removes the stored doses of replaced days that the export does not have, and says how many."""
        of_day = stored[self._replaced_days.among(stored)]
        content = [column.name for column in diary.ACUTE_DOSES]
        unmatched = _counterparts(of_day, rows, content)[LINE].isna()
        gone = (unmatched & (of_day["batch"] != self._batch)).to_numpy(dtype=bool)
        if not gone.any():
            return 0
        target = DIARY_TABLES[diary.ACUTE_DOSES.name]
        days = Days.of(of_day[gone])
        writing.delete_days(self._connection, target, days.index)
        writing.insert(self._connection, target, of_day[~gone & days.among(of_day)])
        return int(gone.sum())


def _counterparts(rows: pd.DataFrame, others: pd.DataFrame, identity: list[str]) -> pd.DataFrame:
    """The row of `others` that agrees with each row in these columns, aligned with them; missing where none does."""
    once = others.drop_duplicates(identity)
    places = once[identity].assign(_place=np.arange(len(once)))
    found = rows[identity].merge(places, on=identity, how="left")["_place"]
    return once.reset_index(drop=True).reindex(found.fillna(-1).astype(int)).set_axis(rows.index)


def _outcomes(rows: pd.DataFrame, new: np.ndarray, updated: np.ndarray) -> pd.Series:
    outcome = np.select([updated, new], [Outcome.UPDATED, Outcome.ACCEPTED], Outcome.UNCHANGED)
    return pd.Series(outcome, index=rows.index, dtype="int64")


def _remark(sheet: Sheet, rows: pd.DataFrame, where: np.ndarray, reason: Reason) -> None:
    sheet.findings.add(reason, sheet.entries.index.isin(rows.index[where]))


def _export_times(connection: Connection) -> Mapping[int, datetime]:
    """When the export of each batch was made, for those that said so."""
    query = select(IMPORT_BATCHES.c.batch, IMPORT_BATCHES.c.exported_at)
    return {batch: pd.Timestamp(moment) for batch, moment in connection.execute(query) if moment is not None}
