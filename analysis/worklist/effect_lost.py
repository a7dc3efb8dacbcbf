"""Whether a treatment that helped helps less now: the last 28 days against the patient's own best window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.counts.completeness import Tier, tier_of
from analysis.counts.day_count import DayCount
from analysis.effect.responders import fewer_days, responder_class
from analysis.outcomes import Column, Outcome, all_of, none_of
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.treated import KIND, LATEST, Treated, day_column

RESPONSE_PERCENT = 50
"""The fall from baseline that is no longer reached (RESP-2, RESP-3)."""

COUNTED = ("first_day", "last_day", "open", "missing", KIND, f"{KIND}_unknown", "filled", "of_attacks")
"""The columns of a window that tell which it is and its days, as a Loss has them."""


@dataclass(frozen=True)
class Loss:
    """The last 28 days on a treatment against the best window before them, counted from first dose.

    `outcome` MET: at least the set number of headache days more, and less than a half fewer than at baseline, whatever
    the days that are not known were (TRI-1).
    """

    treatment: str
    best: Window
    last: Window
    best_days: DayCount
    last_days: DayCount
    outcome: Outcome

    def as_json(self) -> dict[str, object]:
        """The comparison as other programs rely on it."""
        return {
            "treatment": self.treatment,
            "outcome": self.outcome.code,
            "best": {"from": self.best.first.isoformat(), "to": self.best.last.isoformat(), **self.best_days.as_json()},
            "last": {"from": self.last.first.isoformat(), "to": self.last.last.isoformat(), **self.last_days.as_json()},
        }


def losses(treated: Treated) -> pd.DataFrame:
    """What was lost of the effect of running treatments, of each patient the one most surely lost, by patient.

    `treatment` is its name, `outcome` the value of the Outcome, `best_...` and `last_...` are the columns of
    `Treated.windows` of the two windows that are compared; nobody is there without two. Windows with too few filled
    days for a rate are left out (CMP-21).
    """
    best, last = _compared(treated)
    courses = treated.courses.loc[last.index]
    found = pd.concat([best.add_prefix("best_"), last.add_prefix("last_")], axis=1).assign(
        patient_id=courses["patient_id"],
        treatment=courses["drug"],
        outcome=_outcomes(treated, best, last),
    )
    most_surely = found.sort_values("outcome", ascending=False, kind="stable")
    return most_surely.drop_duplicates("patient_id").set_index("patient_id")


def _compared(treated: Treated) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The best window before the last 28 days of each treatment that has one, and those; indexed as the courses."""
    windows = treated.windows[are_judgeable(treated.windows, treated.settings)]
    latest = windows[windows["place"] == LATEST]
    is_over = windows["last_day"] <= treated.as_of.toordinal() - WINDOW_DAYS
    earlier = windows[(windows["place"] >= 0) & is_over]
    last = latest[latest.index.isin(earlier.index) & _run_on(treated, latest)]
    by_rate = earlier.assign(rate=day_column(earlier).per_28).sort_values("rate", kind="stable")
    best = by_rate[~by_rate.index.duplicated()].drop(columns="rate")
    return best.loc[last.index], last


def _run_on(treated: Treated, windows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether the treatment of each window still counts at the as-of date."""
    lasts = treated.courses["lasts_until"].loc[windows.index]
    return lasts.to_numpy() >= treated.as_of.toordinal()


def are_judgeable(windows: pd.DataFrame, settings: Settings) -> npt.NDArray[np.bool_]:
    """Whether enough days of each window are filled for a rate, and any of them tells (CMP-21)."""
    days = day_column(windows)
    tier = tier_of(days.filled, days.filled + days.unfilled, settings, days.of_attacks)
    return (tier > Tier.RED) & (days.told > 0)


def _outcomes(treated: Treated, best: pd.DataFrame, last: pd.DataFrame) -> Column:
    """Whether the days rose by the set number, and are no longer half of those at baseline, where that is known.

    The second asks more than chance: of many windows the best one is always partly luck. Not known of a treatment whose
    end or dose could not be read: it may have been stopped or changed.
    """
    before = treated.baselines.loc[last.index]
    at_baseline, at_best, now = (day_column(windows) for windows in (before, best, last))
    rose = fewer_days(now, at_best, treated.settings.losing_effect_days)
    is_no_half = none_of(responder_class(at_baseline, now, RESPONSE_PERCENT))
    is_judgeable = are_judgeable(before, treated.settings)
    is_unread = treated.courses["is_unread"].loc[last.index]
    return np.where(is_unread, Outcome.UNDETERMINED, np.where(is_judgeable, all_of(rose, is_no_half), rose))


def loss_of(row: dict[str, Any]) -> Loss:
    """A row of `losses` as Loss."""
    (best, best_days), (last, last_days) = (_window(row, which) for which in ("best", "last"))
    return Loss(row["treatment"], best, last, best_days, last_days, Outcome(row["outcome"]))


def _window(row: dict[str, Any], which: str) -> tuple[Window, DayCount]:
    first, last, still_open, missing, *counts = (int(row[f"{which}_{name}"]) for name in COUNTED)
    window = Window(date.fromordinal(first), date.fromordinal(last), which)
    observed, unknown, filled, of_attacks = counts
    return window, DayCount(observed, still_open + missing, unknown, filled, of_attacks)
