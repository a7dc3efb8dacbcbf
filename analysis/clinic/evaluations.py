"""How long it takes from the start of a treatment to the visit at which it can be judged."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.clinic.around_starts import BEFORE
from analysis.clinic.response import day_column
from analysis.effect.responders import FEWEST_BASELINE_DAYS, JUDGED_KINDS
from analysis.querying.rows import dated_rows_of
from analysis.querying.schema import VISITS
from analysis.records.patients import JUDGING_VISITS
from analysis.settings import Settings

NOT_JUDGEABLE, NO_VISIT = "not_judgeable", "no_visit"


def judging_visits(connection: Connection, as_of: date) -> pd.DataFrame:
    """The visits at which a treatment can have been evaluated: patient_id and `visit`, the number of the day."""
    statement = select(VISITS.c.patient_id, VISITS.c.date).where(
        VISITS.c.date <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)
    )
    found = dated_rows_of(connection, statement, ["date"])
    return found.rename(columns={"date": "visit"}).astype({"visit": "int64"})


def evaluations(begun: pd.DataFrame, counts: pd.DataFrame, visits: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """A row a course whose window to judge ended by the as-of date while the treatment still counted.

    `days` from first dose to the visit, NaN where `reason` tells why there was none: NOT_JUDGEABLE (the diary does not
    tell, or the treatment's end or dose could not be read) or NO_VISIT (none since the window ended).
    """
    starts = begun[begun["has_known_start"].to_numpy(dtype=bool)]
    starts = starts.assign(end=starts["first_day"] + 7 * starts["weeks_to_judge"] - 1)
    due = starts[(starts["end"] <= basis.as_of.toordinal()) & starts["covers_judged"]]
    visit = _first_visit_from(due, visits)
    reason = np.select(
        [~_is_judged(due, counts, basis.settings), np.isnan(visit)], [NOT_JUDGEABLE, NO_VISIT], default=""
    )
    days = np.where(reason == "", visit - due["first_day"].to_numpy(), np.nan)
    return pd.DataFrame({"patient_id": due["patient_id"].to_numpy(), "days": days, "reason": reason})


def _first_visit_from(due: pd.DataFrame, visits: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The number of the day of the first visit since each window ended; NaN for none."""
    later = due.rename_axis("start").reset_index().merge(visits, on="patient_id")
    first = later[later["visit"] >= later["end"]].groupby("start")["visit"].min()
    return first.reindex(due.index).to_numpy(dtype="float64")


def _is_judged(
    due: pd.DataFrame, counts: pd.DataFrame, settings: Settings
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the effect of each is judged, as its own page tells it (`analysis.effect.gates`)."""
    at = (pd.MultiIndex.from_arrays([due.index, weeks]) for weeks in ([BEFORE] * len(due), due["weeks_to_judge"]))
    before, after = (day_column(counts.reindex(places, fill_value=0), JUDGED_KINDS[0]) for places in at)
    is_told = np.minimum(before.told, after.told) >= settings.orange
    is_rated: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~np.isnan(before.per_28) & ~np.isnan(after.per_28)
    is_read = ~due["is_unread"].to_numpy(dtype=bool)
    return is_read & is_told & is_rated & (before.observed >= FEWEST_BASELINE_DAYS)
