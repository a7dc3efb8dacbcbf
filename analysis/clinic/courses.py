"""How long treatments lasted, why they ended, and what came after them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.clinic.survival import ONGOING
from analysis.episodes.episode import Beginning

LEFT, OTHER = "left", "other"
CAUSES = ("no_effect", "side_effect", "contraindication", "planned_pause", OTHER, LEFT)
"""Why a treatment ended: as recorded, for another or no recorded reason, or because the patient left the clinic."""


def courses(begun: pd.DataFrame, everyone: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """A row a drug of a patient from its first dose on, whatever its dose: `days` it lasted, `cause` why it ended.

    ONGOING in place of a cause: it was still going on at the end of the data. `has_known_cause` tells whether the cause
    is known, which OTHER stands for where it is not. `is_seen_from_start` tells of courses
    whose first day is known, and did not come before the patient's diary could, and whose end could be read.
    """
    enrolled, left = _stays(everyone, as_of, begun["patient_id"])
    goes_on = ~(begun["last_day"] <= as_of.toordinal())
    end = begun["last_day"].where(~goes_on, as_of.toordinal())
    is_recorded = begun["stop_reason"].isin(CAUSES)
    recorded = begun["stop_reason"].where(is_recorded, OTHER)
    cause = recorded.mask(goes_on, ONGOING).mask(left < end, LEFT)
    days = np.maximum(0, np.minimum(end, left.fillna(np.inf)) - begun["first_day"])
    return pd.DataFrame(
        {
            "patient_id": begun["patient_id"],
            "treatment": begun["treatment"],
            "family": begun["family"],
            "days": days.astype("int64"),
            "cause": cause,
            "has_known_cause": is_recorded | (cause != OTHER),
            "is_seen_from_start": begun["has_known_start"] & ~begun["is_unread"] & (begun["first_day"] >= enrolled),
        }
    )


def _stays(everyone: pd.DataFrame, as_of: date, of: pd.Series[str]) -> tuple[pd.Series[float], pd.Series[float]]:
    """The numbers of the day each patient came and, when it was by `as_of`, left (NaN: stayed)."""
    left = everyone["left_on"].where(everyone["left_on"] <= as_of.toordinal())
    return of.map(everyone["enrolled_on"]).astype("float64"), of.map(left).astype("float64")


def switches(begun: pd.DataFrame) -> pd.DataFrame:
    """A row a change from one drug to another of the same family: patient_id, `before` and `after`.

    What was switched from is the drug of the family that had begun before and ended last. Without a `before` are the
    treatments that may have been a switch, from what could not be read.
    """
    started = begun[begun["beginning"] == Beginning.SWITCH.value].rename_axis("switch").reset_index()
    ended = begun[begun["last_day"].notna()]
    pairs = started.merge(ended, on=["patient_id", "family"], suffixes=("", "_before"))
    is_before = (pairs["first_day_before"] < pairs["first_day"]) & (pairs["treatment_before"] != pairs["treatment"])
    pairs = pairs[is_before].sort_values("last_day_before", ascending=False, kind="stable").drop_duplicates("switch")
    names = {"treatment_before": "before", "treatment": "after"}
    open_ones = begun[begun["may_be_switch"]].rename(columns={"treatment": "after"}).assign(before=None)
    told = [some[["patient_id", "before", "after"]] for some in (pairs.rename(columns=names), open_ones)]
    return pd.concat(told, ignore_index=True)
