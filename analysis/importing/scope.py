"""What one export speaks for: the stored rows of its source, as far as they are not newer than the export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analysis import diary
from analysis.formats.reading import Export
from analysis.querying.schema import CLINIC_SOURCE, DIARY, IMPORT_BATCHES, WRITTEN_HERE

DAY_KEY = ["patient_id", "date"]

DATED = {
    diary.DIARY.name: "date",
    diary.ACUTE_DOSES.name: "date",
    diary.TREATMENTS.name: "started_on",
    diary.TREATMENT_DOSES.name: "given_on",
    diary.VISITS.name: "date",
    diary.QUESTIONNAIRES.name: "date",
    diary.MEASUREMENTS.name: "date",
}
"""The tables that a platform fills, each with the day its rows are of; `patients` has none. No other table is ever set
aside: it holds what people wrote in this program."""
SPOKEN_FOR = (diary.PATIENTS, *(table for table in diary.TABLES if table.name in DATED))

GRANTED = timedelta(days=2)
"""How much later than its import a time may lie: a day, and the rest of a day that is told by its date alone."""
END_OF_DAY = time.max
"""The time of what is known to the day only."""


@dataclass(frozen=True)
class Past:
    """An earlier import of the clinic's platform. `moment` is what it speaks of, `whole_at` that of a whole export."""

    batch: int
    source: str | None
    moment: datetime | None
    whole_at: datetime | None
    whole_from: date | None


def past_imports(connection: Connection) -> list[Past]:
    """The imports that held an export of the clinic's platform, oldest first."""
    named = ("batch", "source", "exported_at", "as_of", "whole_at", "whole_from", "imported_at")
    columns = [IMPORT_BATCHES.c[name] for name in named]
    query = select(*columns).where(IMPORT_BATCHES.c.clinic_export).order_by(IMPORT_BATCHES.c.batch)
    return [_past(*row) for row in connection.execute(query)]


def _past(
    batch: int,
    source: str | None,
    exported_at: datetime | None,
    as_of: date | None,
    whole_at: datetime | None,
    whole_from: date | None,
    imported_at: datetime,
) -> Past:
    """An import; a time that it could not have had, as an older program let in, counts as the time of the import."""
    latest = imported_at + GRANTED
    moment = exported_at or moment_of(as_of)
    return Past(
        batch,
        source,
        imported_at if moment and moment > latest else moment,
        imported_at if whole_at and whole_at > latest else whole_at,
        whole_from,
    )


def moment_of(day: date | None) -> datetime | None:
    """The time of an export that is known to the day only."""
    return None if day is None else datetime.combine(day, END_OF_DAY)


def is_before(one: datetime, other: datetime) -> bool:
    """Whether one moment lies before another; by their days alone where either is known to the day only."""
    if END_OF_DAY in (one.time(), other.time()):
        return one.date() < other.date()
    return one < other


class Scope:
    """What an export speaks for, decided before any of its rows is merged.

    `newer` is the newest export of its source where that makes this one too old to say anything. `speaks` tells whether
    stored rows that the export does not hold are to be set aside; those of the imports `not_spoken_for` never are.
    """

    def __init__(self, connection: Connection, export: Export, as_of: date | None, batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self.since = export.since
        self.moment = export.exported_at or moment_of(as_of)
        past = past_imports(connection) if export.clinic else []
        named = {one.source for one in past if one.source}
        self.source = export.source or (named.pop() if len(named) == 1 else None)
        self._past = [one for one in past if self._is_of_source(one)]
        self.others = {one.batch for one in past if self.source and one.source not in (None, self.source)}
        self.newer = self._newer() if export.whole else None
        self.speaks = export.clinic and export.whole and self.newer is None
        self._own = [one.batch for one in self._past if self._is_spoken_for(one)]
        self.not_spoken_for = {one.batch for one in past}.difference(self._own)
        self._folders = {one.batch for one in self._past if one.whole_at}

    @property
    def is_outdated(self) -> bool:
        """Whether a whole export of the same source that was made later is in the store already."""
        return self.newer is not None

    @property
    def newest_whole(self) -> datetime | None:
        """When the newest whole export of the source was made: what it holds was still so then."""
        return max((one.whole_at for one in self._past if one.whole_at), default=None)

    def own(self, table: diary.Table, stored: pd.DataFrame) -> np.ndarray:
        """Which stored rows the export speaks for: where it does not hold them, its source no longer has them."""
        if stored.empty or not self.speaks or table not in SPOKEN_FOR:
            return np.zeros(len(stored), dtype=bool)
        own = self.of_source(table, stored)
        if self.since is not None:
            own &= (stored[DATED[table.name]] >= pd.Timestamp(self.since)).to_numpy() if table.name in DATED else False
        return own

    def of_source(self, table: diary.Table, stored: pd.DataFrame) -> np.ndarray:
        """Which stored rows came from the export's source, and not later than it was made."""
        own = stored["batch"].isin([*self._own, self._batch]).to_numpy(dtype=bool, copy=True)
        if table is diary.DIARY:
            own &= stored["source"].eq(CLINIC_SOURCE).to_numpy(dtype=bool)
        if table is diary.ACUTE_DOSES and own.any():
            own &= ~pd.MultiIndex.from_frame(stored[DAY_KEY]).isin(self._foreign_days())
        return own

    def has_brought(self, rows: pd.DataFrame) -> bool:
        """Whether a whole export of the source brought any of the stored rows, and not only single files."""
        return bool(rows["batch"].isin([*self._folders, self._batch]).any())

    def is_loose(self, rows: pd.DataFrame) -> np.ndarray:
        """Which stored rows single files brought."""
        return ~rows["batch"].isin([*self._folders, self._batch, WRITTEN_HERE]).to_numpy(dtype=bool)

    def later_imports(self) -> Sequence[int]:
        """The imports whose whole export of the source was made after this export."""
        moment = self.moment
        if moment is None:
            return []
        return [one.batch for one in self._past if one.whole_at and is_before(moment, one.whole_at)]

    def _is_of_source(self, one: Past) -> bool:
        return one.source is None or self.source is None or one.source == self.source

    def _newer(self) -> datetime | None:
        moment = self.moment
        if moment is None:
            return None
        wholes = [one.whole_at for one in self._past if one.whole_at and self._covers(one)]
        return max((whole for whole in wholes if is_before(moment, whole)), default=None)

    def _covers(self, one: Past) -> bool:
        """Whether an earlier import's whole export spoke for at least the days that this one speaks for."""
        return one.whole_from is None or (self.since is not None and one.whole_from <= self.since)

    def _is_spoken_for(self, one: Past) -> bool:
        """Whether an earlier import is not newer than this export; single files are of the time they were imported."""
        if self.moment is None:
            return True
        dated = one.moment is not None and (one.whole_at is not None or one.moment.time() != END_OF_DAY)
        if dated and one.moment:
            return not is_before(self.moment, one.moment)
        before = [whole.whole_at for whole in self._past if whole.whole_at and whole.batch < one.batch]
        return all(is_before(whole, self.moment) for whole in before)

    def _foreign_days(self) -> pd.MultiIndex:
        query = select(DIARY.c.patient_id, DIARY.c.date).where(DIARY.c.source != CLINIC_SOURCE)
        days = pd.DataFrame([tuple(row) for row in self._connection.execute(query)], columns=DAY_KEY, dtype=object)
        return pd.MultiIndex.from_frame(days.assign(date=pd.to_datetime(days["date"]).astype("datetime64[us]")))
