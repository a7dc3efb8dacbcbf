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
from analysis.formats import records_attacks_only
from analysis.formats.reading import Export
from analysis.importing import aside, differences, identity, withdrawal, writing
from analysis.importing.cells import same
from analysis.importing.checks import Sheet
from analysis.importing.matching import Days, counterparts, is_among
from analysis.importing.reasons import Reason
from analysis.importing.scope import DAY_KEY, Scope
from analysis.importing.withdrawal import Shrinkage
from analysis.querying.schema import CLINIC_SOURCE, DIARY_TABLES, IMPORT_BATCHES, WRITTEN_HERE

WRITTEN_AT = "recorded_at"
ORIGIN = ("source", "doses_recorded", "attacks_only")
"""Columns of a diary day that say where it comes from, not what was written."""


class Outcome(IntEnum):
    """What became of a row. A line that says several things has the highest outcome of them."""

    UNCHANGED = 0
    ACCEPTED = 1
    UPDATED = 2
    REJECTED = 3


@dataclass(frozen=True)
class Merged:
    """What became of a table's rows: the outcome of each, and the stored rows that were set aside."""

    outcomes: pd.Series
    gone: pd.DataFrame


class Merger:
    """Merges the tables of one export with the store, in the order of `diary.TABLES`.

    A diary day is replaced as a whole: when a newer version of a day arrives, doses of the day that the export no
    longer has are set aside; while an older version arrives, its doses are left aside. What the export speaks for and
    does not hold is set aside first, so that a patient who is gone is no longer known when the diary is read.
    """

    def __init__(self, connection: Connection, export: Export, scope: Scope, batch: int, doses_recorded: bool) -> None:
        self._connection = connection
        self._export = export
        self._scope = scope
        self._batch = batch
        self._doses_recorded = doses_recorded
        self._exported_at = _export_times(connection)
        self._kept_days = self._replaced_days = Days.of(pd.DataFrame(columns=DAY_KEY))
        self.shrinkages: list[Shrinkage] = []
        self.other_people = 0

    def merge(self, sheet: Sheet, rows: pd.DataFrame) -> Merged:
        """What became of the rows, which speak once of each thing, and of the stored rows that they do not hold."""
        nothing = sheet.findings.noted(Reason.NO_DRUG)[sheet.entries.index.get_indexer(rows.index)]
        telling = _without(rows, nothing)
        stored = self._stored(sheet.table, telling)
        if sheet.table is diary.PATIENTS:
            self.other_people += identity.other_people(telling, stored, self._scope)
        gone = withdrawal.withdrawn(self._scope, sheet, telling, stored)
        if sheet.table is diary.ACUTE_DOSES:
            gone &= ~self._kept_days.among(stored)
        self.shrinkages.append(withdrawal.shrinkage(self._scope, sheet.table, telling, stored, gone))
        if sheet.table is diary.ACUTE_DOSES:
            gone |= self._of_replaced_days(telling, stored)
        left, gone_rows = _without(stored, gone), stored[gone]
        aside.set_aside(self._connection, sheet.table, gone_rows, left, self._batch)
        telling = self._still_told(sheet, telling, stored)
        outcomes = (self._merge_keyed if sheet.table.key else self._merge_whole_rows)(sheet, telling, left)
        return Merged(outcomes.reindex(rows.index, fill_value=int(Outcome.UNCHANGED)), gone_rows)

    def leave_out(self, table: diary.Table) -> pd.DataFrame:
        """The stored rows of a table that were set aside, since the export has no file of it."""
        stored = writing.stored(self._connection, table)
        gone = self._scope.own(table, stored)
        nothing = stored[:0]
        if not gone.any() or not self._scope.has_brought(stored[gone]):
            return nothing
        self.shrinkages.append(withdrawal.shrinkage(self._scope, table, nothing, stored, gone))
        aside.set_aside(self._connection, table, stored[gone], stored[~gone], self._batch)
        return stored[gone]

    def _stored(self, table: diary.Table, rows: pd.DataFrame) -> pd.DataFrame:
        """The stored rows that matter for these; everybody's where the export speaks for what it leaves out."""
        if self._scope.speaks or not table.is_about_patients:
            return writing.stored(self._connection, table)
        days = self._replaced_days.index if table is diary.ACUTE_DOSES else None
        return writing.stored_beside(self._connection, table, rows, days)

    def _still_told(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> pd.DataFrame:
        """The rows without those that the store does not hold because a newer whole export no longer had them."""
        withdrawn = aside.set_aside_in(self._connection, sheet.table, self._scope.later_imports())
        if not withdrawn:
            return rows
        new = ~is_among(rows, stored, list(sheet.table.identity))
        late = new & aside.identities(sheet.table, rows).isin(withdrawn).to_numpy()
        _remark(sheet, rows, late, Reason.STORED_IS_NEWER)
        return rows[~late]

    def _merge_keyed(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> pd.Series:
        if sheet.table is diary.DIARY:
            rows = self._with_origin(rows)
        new = ~is_among(rows, stored, list(sheet.table.key))
        writing.insert(self._connection, DIARY_TABLES[sheet.table.name], _without(rows, ~new), batch=self._batch)
        updated = np.zeros(len(rows), dtype=bool)
        if not new.all():
            updated[~new] = self._merge_known(sheet, rows[~new], stored)
        return _outcomes(rows, new, updated)

    def _merge_known(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> np.ndarray:
        """Which of the rows, whose keys are all in the store, replaced what it has."""
        old = counterparts(rows, stored, list(sheet.table.key))
        content = [column.name for column in sheet.table if column.name not in ORIGIN]
        agrees = np.logical_and.reduce([same(rows[name], old[name]) for name in content])
        overruled = self._is_overruled(sheet.table, old)
        here = _is_written_here(sheet.table, old)
        older = self._is_older(rows, old, overruled, here) & ~agrees
        foreign = clinics = np.zeros(len(rows), dtype=bool)
        if sheet.table is diary.DIARY:
            was_clinics = old["source"].eq(CLINIC_SOURCE).fillna(False).to_numpy(dtype=bool)
            is_clinics = (rows["source"] == CLINIC_SOURCE).to_numpy(dtype=bool)
            foreign, clinics = ~was_clinics & is_clinics, was_clinics & ~is_clinics
        kept = ~foreign & (older | clinics)
        updated: np.ndarray = ~kept & (foreign | ~agrees)
        _remark_difference(sheet, rows, old, kept & clinics, Reason.CLINIC_ENTRY_KEPT)
        _remark_difference(sheet, rows, old, updated & foreign, Reason.OTHER_DIARY_REPLACED)
        _remark(sheet, rows, kept & ~clinics & ~here, Reason.STORED_IS_NEWER)
        _remark_difference(sheet, rows, old, kept & ~clinics & here, Reason.OWN_ENTRY_KEPT)
        _remark_difference(sheet, rows, old, updated & here, Reason.OWN_ENTRY_REPLACED)
        claimed = agrees & old["batch"].isin(self._scope.others).to_numpy()
        self._replace(sheet.table, rows, old, updated | claimed, overruled)
        if sheet.table is diary.DIARY:
            self._note_days(rows, old, ~kept, kept, foreign, updated, overruled)
        return updated

    def _is_overruled(self, table: diary.Table, old: pd.DataFrame) -> np.ndarray:
        """Which stored rows the export's word replaces whenever they were written: it is whole, and made later."""
        if not self._scope.speaks:
            return np.zeros(len(old), dtype=bool)
        earlier = (self._exported(old) < self._moment).to_numpy(dtype=bool)
        overruled: np.ndarray = self._scope.of_source(table, old) & earlier
        return overruled

    def _is_older(self, rows: pd.DataFrame, old: pd.DataFrame, overruled: np.ndarray, here: np.ndarray) -> np.ndarray:
        """Whether the store's version was written, or else exported, later than the row.

        What the patient filled in here (`here`) gives way only to what says that it was written later.
        """
        exported_later: np.ndarray = (self._exported(old) > self._moment).to_numpy(dtype=bool) | here
        if WRITTEN_AT not in rows:
            return exported_later
        written, before = rows[WRITTEN_AT], old[WRITTEN_AT]
        undecided = (written == before) | written.isna() | before.isna()
        older = ((before > written) | (undecided & exported_later)).to_numpy(dtype=bool)
        kept: np.ndarray = older & ~overruled
        return kept

    def _exported(self, old: pd.DataFrame) -> pd.Series:
        """When the stored rows were exported, or last held by a whole export of their source, where that is known."""
        times = pd.to_datetime(old["batch"].map(self._exported_at))
        held = self._scope.newest_whole if self._export.clinic else None
        return times if held is None else times.where(~(times < pd.Timestamp(held)), pd.Timestamp(held))

    @property
    def _moment(self) -> pd.Timestamp:
        return pd.Timestamp(self._export.exported_at) if self._export.exported_at else pd.NaT  # type: ignore[return-value]

    def _with_origin(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The days with where they come from and whether their doses are told, by the export where they do not say."""
        source = CLINIC_SOURCE if self._export.clinic else self._export.format
        recorded = rows["doses_recorded"].astype("boolean").fillna(self._doses_recorded).astype(bool)
        own = self._export.attacks_only if source == self._export.format else records_attacks_only(source)
        attacks_only = rows["attacks_only"].astype("boolean")
        if rows["source"].isna().all():
            return rows.assign(source=source, doses_recorded=recorded, attacks_only=attacks_only.fillna(own))
        sources = rows["source"].fillna(source)
        attacks = {name: records_attacks_only(name) for name in sources.unique()}
        by_format = sources.map(attacks | {self._export.format: self._export.attacks_only})
        known = attacks_only.fillna(by_format.astype("boolean"))
        return rows.assign(source=sources, doses_recorded=recorded, attacks_only=known)

    def _replace(
        self, table: diary.Table, rows: pd.DataFrame, old: pd.DataFrame, updated: np.ndarray, overruled: np.ndarray
    ) -> None:
        if table is diary.DIARY and not self._export.adds_up:
            before = old["doses_recorded"].eq(True).fillna(False).to_numpy(dtype=bool) & ~overruled
            rows = rows.assign(doses_recorded=rows["doses_recorded"].to_numpy(dtype=bool) | before)
        writing.replace(self._connection, DIARY_TABLES[table.name], rows[updated], batch=self._batch)

    def _note_days(
        self,
        rows: pd.DataFrame,
        old: pd.DataFrame,
        current: np.ndarray,
        kept: np.ndarray,
        foreign: np.ndarray,
        updated: np.ndarray,
        overruled: np.ndarray,
    ) -> None:
        """Remembers the days that the export replaces or is too old for; marks whether doses were recorded."""
        newer = rows[WRITTEN_AT].notna() & ~(rows[WRITTEN_AT] <= old[WRITTEN_AT])
        exported_later = self._exported(old) < self._moment
        replaced = updated & (foreign | newer.to_numpy() | exported_later.to_numpy(dtype=bool))
        if self._export.adds_up:
            replaced = current
        self._kept_days = self._kept_days.and_of(rows[kept])
        self._replaced_days = self._replaced_days.and_of(rows[replaced])
        before = old["doses_recorded"].eq(True).fillna(False).to_numpy(dtype=bool)
        told = rows["doses_recorded"].to_numpy(dtype=bool)
        self._set_doses_recorded(rows[current & ~updated & told & ~before], recorded=True)
        self._set_doses_recorded(rows[current & ~updated & ~told & before & overruled], recorded=False)

    def _set_doses_recorded(self, rows: pd.DataFrame, *, recorded: bool) -> None:
        if not rows.empty:
            target = DIARY_TABLES[diary.DIARY.name]
            writing.set_on_days(self._connection, target, Days.of(rows).index, doses_recorded=recorded)

    def _merge_whole_rows(self, sheet: Sheet, rows: pd.DataFrame, stored: pd.DataFrame) -> pd.Series:
        content = [column.name for column in sheet.table]
        new = ~is_among(rows, stored, content)
        if sheet.table is diary.ACUTE_DOSES:
            late = new & self._kept_days.among(rows)
            _remark(sheet, rows, late, Reason.STORED_IS_NEWER)
            new = new & ~late
        writing.insert(self._connection, DIARY_TABLES[sheet.table.name], _without(rows, ~new), batch=self._batch)
        return _outcomes(rows, new, np.zeros(len(rows), dtype=bool))

    def _of_replaced_days(self, rows: pd.DataFrame, stored: pd.DataFrame) -> np.ndarray:
        """Which stored doses are of days that the export replaces, and are not in it."""
        of_day: np.ndarray = self._replaced_days.among(stored) & (stored["batch"] != self._batch).to_numpy(dtype=bool)
        if of_day.any():
            of_day &= ~is_among(stored, rows, list(diary.ACUTE_DOSES.identity))
        return of_day


def _without(rows: pd.DataFrame, which: np.ndarray) -> pd.DataFrame:
    """The rows but for some; themselves where there are none of these, and no copy of many."""
    return rows[~which] if which.any() else rows


def _is_written_here(table: diary.Table, old: pd.DataFrame) -> np.ndarray:
    """Which stored rows are days that the patient filled in here."""
    if table is not diary.DIARY:
        return np.zeros(len(old), dtype=bool)
    here: np.ndarray = old["batch"].eq(WRITTEN_HERE).to_numpy(dtype=bool)
    return here


def _outcomes(rows: pd.DataFrame, new: np.ndarray, updated: np.ndarray) -> pd.Series:
    outcome = np.full(len(rows), Outcome.UNCHANGED, dtype=np.int8)
    outcome[new], outcome[updated] = Outcome.ACCEPTED, Outcome.UPDATED
    return pd.Series(outcome, index=rows.index)


def _remark(sheet: Sheet, rows: pd.DataFrame, where: np.ndarray, reason: Reason) -> None:
    sheet.findings.add(reason, sheet.entries.index.isin(rows.index[where]))


def _remark_difference(sheet: Sheet, rows: pd.DataFrame, old: pd.DataFrame, where: np.ndarray, reason: Reason) -> None:
    """A remark on each day of which two diaries tell, with what they say otherwise."""
    if where.any():
        of_rows = differences.told(rows, old, where)
        aligned = of_rows.reindex(sheet.entries.index, fill_value="")
        mask = sheet.entries.index.isin(of_rows.index)
        sheet.findings.add(reason, mask, day=aligned["day"], difference=aligned["difference"])


def _export_times(connection: Connection) -> Mapping[int, datetime]:
    """When the export of each batch was made, for those that said so."""
    query = select(IMPORT_BATCHES.c.batch, IMPORT_BATCHES.c.exported_at)
    return {batch: pd.Timestamp(moment) for batch, moment in connection.execute(query) if moment is not None}
