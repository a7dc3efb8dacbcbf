"""Whether a treatment that helped helps less now: the last 28 days against the patient's own best window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.counts.completeness import Tier, tier_of
from analysis.counts.day_count import DayColumn, DayCount
from analysis.effect.responders import fewer_days, responder_class
from analysis.outcomes import Column, Outcome, all_of, none_of
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.treated import BASELINE, KIND, LATEST, Treated, day_column

RESPONSE_PERCENT = 50
"""The fall from baseline that is no longer reached (RESP-2, RESP-3)."""

COUNTED = ("first_day", "last_day", "open", "missing", KIND, f"{KIND}_unknown", "filled", "of_attacks")
"""The columns of a window that tell which it is and its days, as a Loss has them."""


@dataclass(frozen=True)
class Loss:
    """The last 28 days on a treatment against the best window before them, counted from first dose.

    `outcome` MET: at least the set number of headache days more, and less than a half fewer than at baseline, whatever
    the days that are not known were (TRI-1): which earlier window was the best one may depend on those too.
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
    days for a rate are left out (CMP-21). `lost` are all courses of which it is MET (`Episode.course`).
    """
    days, windows = day_column(treated.windows), _columns(treated.windows)
    best, last = _compared(treated, windows, days)
    courses, outcome = windows["course"][last], _outcomes(treated, windows, days, best, last)
    chosen = _most_surely(treated.courses["patient_id"].to_numpy(dtype=object)[courses], outcome)
    found = {
        f"{which}_{name}": column[rows[chosen]]
        for which, rows in (("best", best), ("last", last))
        for name, column in windows.items()
        if name != "course"
    }
    told = treated.courses.iloc[courses[chosen]]
    lost = _by_patient(treated.courses.iloc[courses[outcome == Outcome.MET]])
    table = pd.DataFrame({**found, "treatment": told["drug"].to_numpy(), "outcome": outcome[chosen]})
    every = [lost.get(patient, ()) for patient in told["patient_id"]]
    return table.assign(lost=pd.Series(every, dtype=object)).set_axis(pd.Index(told["patient_id"], name="patient_id"))


def _by_patient(courses: pd.DataFrame) -> dict[str, tuple[tuple[str, date], ...]]:
    """The courses of each patient."""
    found: dict[str, tuple[tuple[str, date], ...]] = {}
    for patient, key, day in zip(courses["patient_id"], courses["key"], courses["first_day"], strict=True):
        found[patient] = (*found.get(patient, ()), (key, date.fromordinal(int(day))))
    return found


def _columns(windows: pd.DataFrame) -> dict[str, Column]:
    """The columns of `Treated.windows`, and `course`, the place among the courses of the one that each window is of.

    Taken apart at once, since pandas takes longer for a few rows than numpy for thousands.
    """
    return {"course": windows.index.to_numpy(), **{str(name): one.to_numpy() for name, one in windows.items()}}


def _most_surely(patients: npt.NDArray[np.object_], outcome: Column) -> Column:
    """The rows whose outcome is the highest of their patient's, the first of several; those with the highest first."""
    order = np.argsort(-outcome, kind="stable")
    first: dict[str, int] = {}
    for row in order.tolist():
        first.setdefault(patients[row], row)
    return np.array(list(first.values()), dtype=np.int64)


def _compared(treated: Treated, windows: dict[str, Column], days: DayColumn) -> tuple[Column, Column]:
    """Of each treatment that has both, the rows of its best window before the last 28 days, and of those."""
    course, place = windows["course"], windows["place"]
    are_rated = are_judgeable(days, treated.settings)
    earlier = np.flatnonzero(are_rated & _are_over(treated, windows))
    latest = np.flatnonzero(are_rated & (place == LATEST))
    runs_on = treated.courses["lasts_until"].to_numpy()[course[latest]] >= treated.as_of.toordinal()
    last = latest[np.isin(course[latest], course[earlier]) & runs_on]
    return _least_of(course, earlier, days.per_28, course[last]), last


def _are_over(treated: Treated, windows: dict[str, Column]) -> npt.NDArray[np.bool_]:
    """Whether each window from first dose lies before the last 28 days."""
    return np.asarray((windows["place"] >= 0) & (windows["last_day"] <= treated.as_of.toordinal() - WINDOW_DAYS))


def _least_of(course: Column, rows: Column, rate: npt.NDArray[np.float64], asked: Column) -> Column:
    """Of each of the courses `asked` for the first of these rows with the lowest rate."""
    by_rate = rows[np.argsort(rate[rows], kind="stable")]
    of, first = np.unique(course[by_rate], return_index=True)
    return by_rate[first[np.searchsorted(of, asked)]]


def are_judgeable(days: DayColumn, settings: Settings) -> npt.NDArray[np.bool_]:
    """Whether enough days of each window are filled for a rate, and any of them tells (CMP-21)."""
    tier = tier_of(days.filled, days.filled + days.unfilled, settings, days.of_attacks)
    return (tier > Tier.RED) & (days.told > 0)


def _could_be_judged(days: DayColumn, settings: Settings) -> npt.NDArray[np.bool_]:
    """Whether each window would be judgeable had every day been filled in."""
    inside = days.filled + days.unfilled
    return np.asarray(tier_of(inside, inside, settings, days.of_attacks) > Tier.RED)


def _outcomes(treated: Treated, windows: dict[str, Column], days: DayColumn, best: Column, last: Column) -> Column:
    """Whether the days rose by the set number, and are no longer half of those at baseline, if there was one to keep.

    That they did not rise has to hold of every earlier window, with the fewest days that it can have had. The second
    asks more than chance: of many windows the best one is always partly luck. Not known of a treatment whose end or
    dose could not be read: it may have been stopped or changed.
    """
    course = windows["course"]
    baselines = np.flatnonzero(windows["place"] == BASELINE)
    before = baselines[np.searchsorted(course[baselines], course[last])]
    could_be_judged = _could_be_judged(days, treated.settings)
    earlier = np.flatnonzero(could_be_judged & _are_over(treated, windows))
    perhaps_best = _least_of(course, earlier, days.lowest / np.maximum(days.filled + days.unfilled, 1), course[last])
    at_baseline, at_best, at_fewest, now = (days.of(rows) for rows in (before, best, perhaps_best, last))
    rose, perhaps = (fewer_days(now, one, treated.settings.losing_effect_days) for one in (at_best, at_fewest))
    rose = np.where((rose == Outcome.NOT_MET) & (perhaps != Outcome.NOT_MET), Outcome.UNDETERMINED, rose)
    is_no_half = none_of(responder_class(at_baseline, now, RESPONSE_PERCENT))
    is_unread = treated.courses["is_unread"].to_numpy()[course[last]]
    return np.where(is_unread, Outcome.UNDETERMINED, np.where(could_be_judged[before], all_of(rose, is_no_half), rose))


def loss_of(row: dict[str, Any]) -> Loss:
    """A row of `losses` as Loss."""
    (best, best_days), (last, last_days) = (_window(row, which) for which in ("best", "last"))
    return Loss(row["treatment"], best, last, best_days, last_days, Outcome(row["outcome"]))


def _window(row: dict[str, Any], which: str) -> tuple[Window, DayCount]:
    first, last, still_open, missing, *counts = (int(row[f"{which}_{name}"]) for name in COUNTED)
    window = Window(date.fromordinal(first), date.fromordinal(last), which)
    observed, unknown, filled, of_attacks = counts
    return window, DayCount(observed, still_open + missing, unknown, filled, of_attacks)
