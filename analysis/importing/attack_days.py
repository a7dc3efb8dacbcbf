"""Days that a diary of attacks brought before and no longer has: an attack that was moved, shortened or deleted.

Such a diary speaks for its period: from the day on which it says that it begins, or its first attack, to the day on
which it says that it ends, or its last. What it no longer has there is set aside, so that a corrected attack leaves no
ghost. A file that ends before the newest day that the store has of the diary may be older than what is stored: of it
nothing is set aside, only told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from analysis import diary
from analysis.formats.reading import Export
from analysis.importing import aside, findings, writing
from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason
from analysis.importing.scope import DAY_KEY
from analysis.importing.withdrawal import Shrinkage


@dataclass(frozen=True)
class Gone:
    """The stored days of a diary's period that its file does not have.

    `stored` are the days of its patients, `mask` those that are gone; `before` is how many of the same diary lie in its
    period, `after` how many days the file has.
    """

    stored: pd.DataFrame
    mask: np.ndarray
    before: int
    after: int
    is_older: bool

    @property
    def shrinkage(self) -> Shrinkage:
        """How far the diary shrank; a day that came back under another date is none fewer."""
        return Shrinkage(diary.DIARY.file, self.before, min(self.before, self.after))

    def remarks(self, file: str) -> list[Problem]:
        """A remark a patient on the days that are kept although the file does not have them."""
        days = self.stored[self.mask].groupby("patient_id")["date"]
        return [
            Problem(file, None, "date", str(patient), Reason.DAYS_NOT_IN_FILE, {"days": ", ".join(_texts(some))})
            for patient, some in days
        ]

    def set_aside(self, connection: Connection, file: str, batch: int) -> list[Problem]:
        """Takes the days out of what is counted, with their doses; a problem for each row."""
        aside.set_aside(connection, diary.DIARY, self.stored[self.mask], self.stored[~self.mask], batch)
        days = pd.MultiIndex.from_frame(self.stored.loc[self.mask, DAY_KEY])
        doses = writing.stored(connection, diary.ACUTE_DOSES, self.stored["patient_id"].unique().tolist())
        of_days = pd.MultiIndex.from_frame(doses[DAY_KEY]).isin(days) if len(doses) else np.zeros(0, dtype=bool)
        aside.set_aside(connection, diary.ACUTE_DOSES, doses[of_days], doses[~of_days], batch)
        gone = findings.gone_rows(diary.DIARY, file, self.stored[self.mask])
        return [*gone, *findings.gone_rows(diary.ACUTE_DOSES, file, doses[of_days])]


def no_longer_there(connection: Connection, export: Export, rows: pd.DataFrame, batch: int) -> Gone:
    """What the store has of the diary in the period of `rows`, the file's days, and is not among them."""
    stored = writing.stored(connection, diary.DIARY, rows["patient_id"].dropna().unique().tolist())
    of_diary = stored["source"].eq(export.format).to_numpy(dtype=bool)
    period = _periods(export, rows).reindex(stored["patient_id"]).set_axis(stored.index)
    own = of_diary & stored["date"].between(period["min"], period["max"]).to_numpy(dtype=bool)
    of_earlier = (stored["batch"] != batch).to_numpy(dtype=bool)
    held = pd.MultiIndex.from_frame(stored[DAY_KEY]).isin(pd.MultiIndex.from_frame(rows[DAY_KEY]))
    is_older = bool((of_diary & (stored["date"] > period["max"]).to_numpy(dtype=bool)).any())
    return Gone(
        stored, own & of_earlier & ~held, int((own & of_earlier).sum()), len(rows.drop_duplicates(DAY_KEY)), is_older
    )


def _periods(export: Export, rows: pd.DataFrame) -> pd.DataFrame:
    """The first and the last day that the file speaks for, `min` and `max`, a row a patient."""
    found = rows.groupby("patient_id")["date"].agg(["min", "max"])
    first, last = found["min"], found["max"]
    if export.kept_from:
        first = first.where(first <= pd.Timestamp(export.kept_from), pd.Timestamp(export.kept_from))
    if export.kept_until:
        last = last.where(last >= pd.Timestamp(export.kept_until), pd.Timestamp(export.kept_until))
    return pd.DataFrame({"min": first, "max": last})


def _texts(days: pd.Series) -> list[str]:
    return [str(day.date()) for day in sorted(days)]
