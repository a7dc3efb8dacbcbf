"""What will soon be judged, the days of diary that it needs, and whether they will be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.days.state import States
from analysis.outcomes import Whole
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.newest import STATES, days_by_state
from analysis.worklist.treated import Treated

VISIT, EVALUATION, START = "visit", "evaluation", "start"
"""What needs a window: a booked visit, the evaluation of a treatment, the start of a planned one (its baseline)."""
COLUMNS = ("patient_id", "what", "on", "first_day", "last_day", *STATES, "ahead")
"""The columns of a table of needs; days are day numbers."""


def is_at_risk(filled: Whole, ahead: Whole, required: int) -> Any:
    """Whether a window will not be judgeable if the diary goes on as in its days so far: all but those `ahead`.

    Open days count as empty, as they will be unless somebody reminds. Days outside the diary count as empty too.
    """
    return filled * WINDOW_DAYS < required * (WINDOW_DAYS - ahead)


def is_savable(filled: Whole, still_open: Whole, ahead: Whole, required: int) -> Any:
    """Whether a window can still become judgeable: by the days still open, and those ahead."""
    return filled + still_open + ahead >= required


@dataclass(frozen=True)
class Need:
    """A window of 28 days that will be judged on the day `on`, or was to be.

    `ahead` are its days after the as-of date; `completeness` counts those until then. `required` filled days make it
    judgeable (CMP-21).
    """

    what: str
    on: date
    window: Window
    completeness: Completeness
    ahead: int
    required: int

    @property
    def is_at_risk(self) -> bool:
        """Whether it will not be judgeable if the diary goes on as in the days of the window so far."""
        return bool(is_at_risk(self.completeness.filled, self.ahead, self.required))

    @property
    def lacking(self) -> int:
        """How many more filled days it needs."""
        return max(0, self.required - self.completeness.filled)

    @property
    def possible(self) -> int:
        """How many more of its days can still be filled in: the open ones, and those ahead."""
        return self.completeness.open + self.ahead

    @property
    def savable(self) -> bool:
        """Whether it can still become judgeable."""
        return bool(is_savable(self.completeness.filled, self.completeness.open, self.ahead, self.required))

    def as_json(self) -> dict[str, object]:
        """The need as other programs rely on it."""
        return {
            "what": self.what,
            "on": self.on.isoformat(),
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "filled": self.completeness.filled,
            "lacking": self.lacking,
            "possible": self.possible,
        }


def needs_of_visits(next_visit: pd.Series[float], states: States, basis: Basis) -> pd.DataFrame:
    """What the visits booked soon need, a row each: the 28 days that end on their day.

    `next_visit` is that of each patient whose newest days `states` has, in the same order.
    """
    ahead = next_visit.to_numpy() - basis.as_of.toordinal()
    is_soon = is_visit_soon(ahead, basis.settings)
    ahead, visit = ahead[is_soon].astype("int64"), next_visit[is_soon].astype("int64")
    ages = np.arange(states.shape[1])[::-1]
    needed = np.where(ages < WINDOW_DAYS - ahead[:, None], states[is_soon], len(STATES))
    return pd.DataFrame(
        {
            "patient_id": visit.index,
            "what": VISIT,
            "on": visit.to_numpy(),
            "first_day": visit.to_numpy() - WINDOW_DAYS + 1,
            "last_day": visit.to_numpy(),
            **days_by_state(needed),
            "ahead": ahead,
        }
    )


def is_visit_soon(days_ahead: Any, settings: Settings) -> Any:
    """Whether a visit booked in so many days is so near that the diary before it is looked after."""
    return (days_ahead >= 0) & (days_ahead <= settings.visit_soon_days)


def is_evaluation_due(days_since: Any, settings: Settings) -> Any:
    """Whether an evaluation whose window ended so many days ago is near, or waits to be made since lately."""
    return (days_since >= -settings.evaluation_soon_days) & (days_since <= settings.evaluation_waits_days)


def evaluations(treated: Treated, judged_on: pd.Series[float]) -> pd.Series[float]:
    """The number of the last day of the window in which each treatment is judged.

    NaN for a treatment that is planned, or that ended before then, and when there was a visit on that day or later:
    `judged_on` is the last one of each patient at which a treatment can have been evaluated.
    """
    courses, as_of = treated.courses, treated.as_of.toordinal()
    end = courses["first_day"] + 7 * courses["weeks_to_judge"] - 1
    is_judged = (courses["first_day"] <= as_of) & (end <= courses["lasts_until"])
    is_made = courses["patient_id"].map(judged_on).astype("float64") >= end
    return end.where(is_judged & ~is_made).astype("float64")


def next_evaluations(treated: Treated, due_on: pd.Series[float]) -> pd.Series[float]:
    """The first evaluation of each patient that still waits, or lies ahead."""
    waits = treated.as_of.toordinal() - due_on <= treated.settings.evaluation_waits_days
    return due_on[waits].groupby(treated.courses["patient_id"]).min()


def needs_of_treatments(treated: Treated, due_on: pd.Series[float]) -> pd.DataFrame:
    """The windows that treatments need soon, a row each: baseline of one that begins, both windows of one to be judged.

    `due_on` is when each is to be judged (`evaluations`).
    """
    settings, as_of = treated.settings, treated.as_of.toordinal()
    courses = treated.courses
    starts_in = courses["first_day"] - as_of
    begins_soon = (starts_in > 0) & (starts_in <= settings.evaluation_soon_days)
    to_judge = is_evaluation_due(as_of - due_on, settings) & courses.index.isin(treated.primary.index)
    parts = (
        (START, courses["first_day"][begins_soon], treated.baselines),
        (EVALUATION, due_on[to_judge], treated.primary),
        (EVALUATION, due_on[to_judge], treated.baselines),
    )
    # A treatment's own needs stay together, in this order.
    found = pd.concat([_needs(what, on, windows, treated) for what, on, windows in parts])
    return found.sort_index(kind="stable")


def _needs(what: str, on: pd.Series[float], windows: pd.DataFrame, treated: Treated) -> pd.DataFrame:
    needed = windows.loc[on.index]
    return needed.assign(
        patient_id=treated.courses["patient_id"].loc[on.index],
        what=what,
        on=on.astype("int64"),
        ahead=(needed["last_day"] - treated.as_of.toordinal()).clip(0, WINDOW_DAYS),
    )[list(COLUMNS)]


def needs_of(treated: Treated, due_on: pd.Series[float], next_visit: pd.Series[float], states: States) -> pd.DataFrame:
    """All that visits and treatments need soon: a row each with COLUMNS, those of each patient by their day.

    `due_on` is when each treatment is to be judged (`evaluations`); `next_visit` is that of each patient, `states`
    their newest days in the same order.
    """
    of_visits = needs_of_visits(next_visit, states, treated.basis)
    of_treatments = needs_of_treatments(treated, due_on)
    return pd.concat([of_visits, of_treatments]).sort_values("on", kind="stable", ignore_index=True)


def of_those_at_risk(needs: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Of each patient with a need at risk the day of the first one, `at_risk_on`, and whether it can be saved."""
    filled, still_open, ahead = (needs[name].to_numpy() for name in ("filled", "open", "ahead"))
    at_risk = is_at_risk(filled, ahead, settings.orange)
    savable = is_savable(filled, still_open, ahead, settings.orange)
    told: pd.DataFrame = needs.assign(at_risk_on=needs["on"], at_risk_savable=1 * savable)[at_risk]
    return told.drop_duplicates("patient_id").set_index("patient_id")[["at_risk_on", "at_risk_savable"]]


def need_of(row: dict[str, Any], settings: Settings) -> Need:
    """A row of needs as Need."""
    on, first, last = (date.fromordinal(int(row[name])) for name in ("on", "first_day", "last_day"))
    days = Completeness(*(int(row[name]) for name in STATES))
    return Need(row["what"], on, Window(first, last, row["what"]), days, int(row["ahead"]), settings.orange)
