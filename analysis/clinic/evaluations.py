"""How long it takes from the start of a treatment to the visit at which it can be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.clinic.around_starts import BEFORE
from analysis.clinic.response import day_column
from analysis.effect.responders import FEWEST_BASELINE_DAYS, JUDGED_KINDS
from analysis.querying.rows import dated_rows_of
from analysis.querying.schema import VISITS
from analysis.records.patients import JUDGING_VISITS
from analysis.records.unread import may_lie
from analysis.settings import Settings

NOT_JUDGEABLE, NO_VISIT, VISIT_UNREAD = "not_judgeable", "no_visit", "visit_unread"
WHY_NOT = (NOT_JUDGEABLE, NO_VISIT, VISIT_UNREAD)
"""Why there was no evaluation, or none of which the day is known."""

Unread = Mapping[str, Sequence[date | None]]
"""The days of the visits of each patient that could not be read; None of one whose day could not be either."""


def judging_visits(connection: Connection, as_of: date) -> pd.DataFrame:
    """The visits at which a treatment can have been evaluated: patient_id and `visit`, the number of the day."""
    statement = select(VISITS.c.patient_id, VISITS.c.date).where(
        VISITS.c.date <= as_of, VISITS.c.kind.in_(JUDGING_VISITS)
    )
    found = dated_rows_of(connection, statement, ["date"])
    return found.rename(columns={"date": "visit"}).astype({"visit": "int64"})


def evaluations(
    begun: pd.DataFrame,
    counts: pd.DataFrame,
    visits: pd.DataFrame,
    unread: Unread,
    basis: Basis,
) -> pd.DataFrame:
    """A row a course whose window to judge ended by the as-of date while the treatment still counted.

    `visits` are those that could be read (`judging_visits`), `unread` the days of the others.
    `days` from first dose to the visit, NaN where `reason` tells why there was none: NOT_JUDGEABLE (the diary does not
    tell, the treatment's end or dose could not be read, or days are no measure), NO_VISIT (none since the window
    ended) or VISIT_UNREAD (one that could not be read may have been the first since then).
    """
    starts = begun[begun["has_known_start"].to_numpy(dtype=bool)]
    starts = starts.assign(end=starts["first_day"] + 7 * starts["weeks_to_judge"] - 1)
    due = starts[(starts["end"] <= basis.as_of.toordinal()) & starts["covers_judged"]]
    visit = _first_visit_from(due, visits)
    until = np.where(np.isnan(visit), basis.as_of.toordinal(), visit)
    holds = ~_is_judged(due, counts, basis.settings), _may_lack_a_visit(due, until, unread), np.isnan(visit)
    reason = np.select(holds, (NOT_JUDGEABLE, VISIT_UNREAD, NO_VISIT), default="")
    days = np.where(reason == "", visit - due["first_day"].to_numpy(), np.nan)
    return pd.DataFrame({"patient_id": due["patient_id"].to_numpy(), "days": days, "reason": reason})


def _first_visit_from(due: pd.DataFrame, visits: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The number of the day of the first visit since each window ended; NaN for none."""
    later = due.rename_axis("start").reset_index().merge(visits, on="patient_id")
    first = later[later["visit"] >= later["end"]].groupby("start")["visit"].min()
    return first.reindex(due.index).to_numpy(dtype="float64")


def _may_lack_a_visit(due: pd.DataFrame, until: npt.NDArray[np.float64], unread: Unread) -> npt.NDArray[np.bool_]:
    """Whether a visit that could not be read may lie between the end of each window and the day `until`."""
    asked = zip(due["patient_id"].tolist(), due["end"].tolist(), until.tolist(), strict=True)
    may_lack = (
        may_lie(unread.get(patient, ()), date.fromordinal(int(end)), date.fromordinal(int(last)))
        for patient, end, last in asked
    )
    return np.fromiter(may_lack, dtype=bool, count=len(due))


def _is_judged(
    due: pd.DataFrame, counts: pd.DataFrame, settings: Settings
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the effect of each is judged, as its own page tells it (`analysis.effect.gates`)."""
    at = (pd.MultiIndex.from_arrays([due.index, weeks]) for weeks in ([BEFORE] * len(due), due["weeks_to_judge"]))
    before, after = (day_column(counts.reindex(places, fill_value=0), JUDGED_KINDS[0]) for places in at)
    is_told = np.minimum(before.told, after.told) >= settings.orange
    is_rated: np.ndarray[tuple[int], np.dtype[np.bool_]] = ~np.isnan(before.per_28) & ~np.isnan(after.per_28)
    is_known = ~(due["is_unread"] | due["is_unmeasured"]).to_numpy(dtype=bool)
    return is_known & is_told & is_rated & (before.observed >= FEWEST_BASELINE_DAYS)
