"""Who responded to a treatment after three, six and twelve months, and of whom that cannot be told, and why."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.basis import Basis
from analysis.clinic.around_starts import BEFORE
from analysis.clinic.begun import WEEKS
from analysis.counts.day_count import DayColumn, untold_of
from analysis.effect.responders import JUDGED_KINDS, SMALLEST_BASELINE, TOLERANCE, responder_class
from analysis.settings import Settings

MONTHS = dict(zip((3, 6, 12), WEEKS, strict=True))
"""Weeks after which each month is judged: by their last four (WIN-4, EVAL-1, EVAL-4)."""
RESPONSE_PERCENT = 50
"""Fall that makes a responder (RESP-2)."""
REASONS = (
    "days_are_no_measure",
    "start_not_known",
    "treatment_unread",
    "no_baseline_diary",
    "attacks_only",
    "baseline_incomplete",
    "stopped_before",
    "evaluation_incomplete",
    "not_told",
    "small_baseline",
)
"""Why a response cannot be judged, in the order in which it is asked."""
_WHOSE = ("patient_id", "treatment", "family")

Rates = npt.NDArray[np.float64]


def judged(begun: pd.DataFrame, counts: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """A row a patient, treatment, month that has passed and kind of day, of the first course of each drug.

    A course is told through the steps of its dose, against the time before its first one.

    `reason` is empty where the response is judged; then `percent` is the estimated fall per filled day, positive for
    improvement, `change` the same in days per 28, `outcome` whether it is a half whatever the days that are not known
    were (TRI-1), and `is_responder` whether it is by the estimate. A treatment that ended before a month is there,
    with the reason.
    """
    first = begun.drop_duplicates(["patient_id", "treatment"])
    first = first.astype(dict.fromkeys(_WHOSE, "category"))  # each is there for every month and kind of day
    before = _of_starts(counts, first.index, BEFORE)
    parts = []
    for month, weeks in MONTHS.items():
        is_over = first["first_day"] + 7 * weeks - 1 <= basis.as_of.toordinal()
        starts, after = first[is_over], _of_starts(counts, first.index[is_over], weeks)
        parts += [_at(starts, before[is_over], after, month, kind, basis.settings) for kind in JUDGED_KINDS]
    return pd.concat(parts, ignore_index=True)


def _at(
    starts: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame, month: int, kind: str, settings: Settings
) -> pd.DataFrame:
    """The response to these starts at a month, from the counts of a window before and one after each."""
    days_before, days_after = day_column(before, kind), day_column(after, kind)
    covers = starts[f"covers_{MONTHS[month]}"].to_numpy(dtype=bool)
    is_told = np.minimum(days_before.told, days_after.told) >= settings.orange
    is_told &= (days_before.untold == 0) & (days_after.untold == 0)
    holds = (
        starts["is_unmeasured"].to_numpy(dtype=bool),
        ~starts["has_known_start"].to_numpy(dtype=bool),
        starts["is_unread"].to_numpy(dtype=bool),
        before["inside"] == 0,
        before["of_attacks"] + after["of_attacks"] > 0,
        before["filled"] < settings.orange,
        ~covers,
        after["filled"] < settings.orange,
        ~is_told,
        days_before.per_28 < SMALLEST_BASELINE - TOLERANCE,
    )
    reason = np.select([np.asarray(one, dtype=bool) for one in holds], range(len(REASONS)), default=len(REASONS))
    percent = percent_fall(days_before.per_28, days_after.per_28)
    return starts[list(_WHOSE)].assign(
        month=month,
        kind=pd.Categorical.from_codes(np.full(len(starts), JUDGED_KINDS.index(kind)), pd.Index(JUDGED_KINDS)),
        reason=pd.Categorical.from_codes(reason, pd.Index([*REASONS, ""])),
        percent=percent,
        change=days_after.per_28 - days_before.per_28,
        outcome=responder_class(days_before, days_after, RESPONSE_PERCENT),
        is_responder=percent >= RESPONSE_PERCENT - TOLERANCE,
    )


def _of_starts(counts: pd.DataFrame, starts: pd.Index[int], weeks: int) -> pd.DataFrame:
    """The counts of a window of each start; zero where the treatment did not last so long."""
    there = counts[counts.index.get_level_values("weeks") == weeks].droplevel("weeks")
    return there.reindex(starts, fill_value=0)


def day_column(counts: pd.DataFrame, kind: str) -> DayColumn:
    """The days of a kind in one window of many."""
    filled = counts["filled"].to_numpy()
    return DayColumn(
        counts[kind].to_numpy(),
        counts["inside"].to_numpy() - filled,
        counts[f"{kind}_unknown"].to_numpy(),
        filled,
        counts["of_attacks"].to_numpy(),
        untold=untold_of({str(name): column.to_numpy() for name, column in counts.items()}, kind),
    )


def percent_fall(before: Rates, after: Rates) -> Rates:
    """The fall, percent of `before` (RESP-1); NaN where `before` is none."""
    fall: Rates = np.full(before.shape, np.nan)
    return np.divide(100 * (before - after), before, out=fall, where=before > 0)
