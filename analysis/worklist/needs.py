"""What will soon be judged, the days of diary that it needs, and whether they will be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.days.states import States
from analysis.outcomes import Whole
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.newest import STATES, days_by_state
from analysis.worklist.treated import MOST_DAYS, Treated

VISIT, EVALUATION, START = "visit", "evaluation", "start"
BASELINE, NOW = "baseline", "now"
"""What needs a window: a booked visit, the evaluation of a treatment, the start of a planned one (its baseline)."""
UNJUDGED = ("unjudged", "unjudged_drug", "unjudged_filled")
"""The columns that say why the treatment of a patient cannot be judged; empty, where it can, where none is."""
COLUMNS = ("patient_id", "what", "on", "first_day", "last_day", *STATES, "ahead", *UNJUDGED)
"""The columns of a table of needs; days are day numbers."""


def is_at_risk(filled: Whole, ahead: Whole, required: int) -> Any:
    """Whether a window will not be judgeable if the diary goes on as in its days so far: all but those `ahead`.

    Open days count as empty, as they will be unless somebody reminds. Days outside the diary count as empty too.
    """
    return filled * WINDOW_DAYS < required * (WINDOW_DAYS - ahead)


def are_at_risk(needs: pd.DataFrame, required: int) -> npt.NDArray[np.bool_]:
    """Whether each of `needs` is at risk, as `Need.is_at_risk` has it."""
    filled, ahead, unjudged = (needs[name].to_numpy() for name in ("filled", "ahead", "unjudged"))
    return np.asarray(is_at_risk(filled, ahead, required) | (unjudged != ""), dtype=bool)


def is_reachable(needs: pd.DataFrame, required: int) -> npt.NDArray[np.bool_]:
    """Whether each of `needs` is at risk and a contact today can still mend it.

    Not where the days before the treatment are what lacks: those are locked long since.
    """
    filled, still_open, ahead = (needs[name].to_numpy() for name in ("filled", "open", "ahead"))
    is_mendable = is_savable(filled, still_open, ahead, required) & (needs["unjudged"].to_numpy() != BASELINE)
    return np.asarray(are_at_risk(needs, required) & is_mendable, dtype=bool)


def is_savable(filled: Whole, still_open: Whole, ahead: Whole, required: int) -> Any:
    """Whether a window can still become judgeable: by the days still open, and those ahead."""
    return filled + still_open + ahead >= required


@dataclass(frozen=True)
class Unjudged:
    """Why a running treatment cannot be judged: the window `what` has only `filled` days (CMP-21).

    `what` is the baseline, the window of its evaluation, or now, the 28 days that end with the as-of date.
    """

    treatment: str
    what: str
    filled: int

    def as_json(self) -> dict[str, object]:
        """What lacks as other programs rely on it."""
        return {"treatment": self.treatment, "window": self.what, "filled": self.filled}


@dataclass(frozen=True)
class Need:
    """A window of 28 days that will be judged on the day `on`, or was to be.

    `ahead` are its days after the as-of date; `completeness` counts those until then. `required` filled days make it
    judgeable (CMP-21). `unjudged` says of a visit that the treatment which it will speak of cannot be judged.
    """

    what: str
    on: date
    window: Window
    completeness: Completeness
    ahead: int
    required: int
    unjudged: Unjudged | None = None

    @property
    def is_at_risk(self) -> bool:
        """Whether it will not be judgeable if the diary goes on as in the days of the window so far, or is not now."""
        return self.unjudged is not None or bool(is_at_risk(self.completeness.filled, self.ahead, self.required))

    @property
    def is_reachable(self) -> bool:
        """Whether it is at risk and a contact today can still mend it; never where the baseline is what lacks."""
        lacks_baseline = self.unjudged is not None and self.unjudged.what == BASELINE
        return self.is_at_risk and self.savable and not lacks_baseline

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
            "unjudged": self.unjudged.as_json() if self.unjudged else None,
        }


def needs_of_visits(next_visit: pd.Series[float], states: States, unjudged: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """What the visits booked soon need, a row each: the 28 days that end on their day.

    `next_visit` is that of each patient whose newest days `states` has, in the same order. A visit of a patient whose
    treatment cannot be judged (`unjudged_treatments`) is looked after for longer.
    """
    lacks = unjudged.reindex(next_visit.index)
    ahead = next_visit.to_numpy() - basis.as_of.toordinal()
    is_soon = is_visit_soon(ahead, basis.settings, is_unjudged=lacks["unjudged"].notna().to_numpy())
    ahead, visit, lacks = ahead[is_soon].astype("int64"), next_visit[is_soon].astype("int64"), lacks[is_soon]
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
            **_told(lacks.reset_index(drop=True)),
        }
    )


def _told(lacks: pd.DataFrame) -> dict[str, pd.Series[Any]]:
    """The columns UNJUDGED without gaps, as they stand in a table of needs."""
    texts = {name: lacks[name].fillna("") for name in UNJUDGED[:2]}
    return {**texts, UNJUDGED[2]: lacks[UNJUDGED[2]].fillna(0)}


def is_visit_soon(days_ahead: Any, settings: Settings, *, is_unjudged: Any) -> Any:
    """Whether a visit booked in so many days is so near that the diary before it is looked after.

    `is_unjudged`: whether the treatment that it will speak of cannot be judged.
    """
    near = np.where(is_unjudged, max(settings.visit_soon_days, settings.unjudged_visit_days), settings.visit_soon_days)
    return (days_ahead >= 0) & (days_ahead <= near)


def unjudged_treatments(treated: Treated, filled: pd.Series[int]) -> pd.DataFrame:
    """Why the newest running treatment that is old enough to be judged cannot be, by patient; the columns UNJUDGED.

    `filled` are the filled days of each patient's last 28. First asked is the baseline, then the window of the
    evaluation, then those last 28 days; windows before the days that are looked at are not asked.
    """
    courses, as_of, required = treated.courses, treated.as_of.toordinal(), treated.settings.orange
    is_due = (courses["first_day"] + 7 * courses["weeks_to_judge"] - 1 <= as_of) & (courses["lasts_until"] >= as_of)
    newest = courses[is_due].sort_values("first_day", kind="stable").drop_duplicates("patient_id", keep="last")
    asked = pd.DataFrame(
        {
            BASELINE: _filled_in(treated.baselines, treated),
            EVALUATION: _filled_in(treated.primary, treated),
            NOW: courses["patient_id"].map(filled),
        }
    ).reindex(newest.index)
    lacks = asked < required
    unjudged = newest[lacks.any(axis=1)]
    what = lacks.loc[unjudged.index].idxmax(axis=1) if len(unjudged) else pd.Series(dtype="object")
    number = asked.where(lacks).loc[unjudged.index].bfill(axis=1).iloc[:, 0]
    told = (what, unjudged["drug"], number)
    columns = {name: column.to_numpy() for name, column in zip(UNJUDGED, told, strict=True)}
    return pd.DataFrame(columns, index=pd.Index(unjudged["patient_id"], dtype="str"), columns=list(UNJUDGED))


def _filled_in(windows: pd.DataFrame, treated: Treated) -> pd.Series[int]:
    """The filled days of windows that lie within the days that are looked at."""
    return windows["filled"][windows["first_day"] >= treated.as_of.toordinal() - MOST_DAYS]


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
    is_begun_soon = begins_soon(courses["first_day"] - as_of, settings)
    to_judge = is_evaluation_due(as_of - due_on, settings) & courses.index.isin(treated.primary.index)
    parts = (
        (START, courses["first_day"][is_begun_soon], treated.baselines),
        (EVALUATION, due_on[to_judge], treated.primary),
        (EVALUATION, due_on[to_judge], treated.baselines),
    )
    some = [part for part in parts if len(part[1])] or parts[:1]
    # A treatment's own needs stay together, in this order.
    found = pd.concat([_needs(what, on, windows, treated) for what, on, windows in some])
    return found.sort_index(kind="stable")


def _needs(what: str, on: pd.Series[float], windows: pd.DataFrame, treated: Treated) -> pd.DataFrame:
    needed = windows.loc[on.index]
    return needed.assign(
        patient_id=treated.courses["patient_id"].loc[on.index],
        what=what,
        on=on.astype("int64"),
        ahead=(needed["last_day"] - treated.as_of.toordinal()).clip(0, WINDOW_DAYS),
        unjudged="",
        unjudged_drug="",
        unjudged_filled=0,
    )[list(COLUMNS)]


def needs_of(treated: Treated, due_on: pd.Series[float], next_visit: pd.Series[float], states: States) -> pd.DataFrame:
    """All that visits and treatments need soon: a row each with COLUMNS, those of each patient by their day.

    `due_on` is when each treatment is to be judged (`evaluations`); `next_visit` is that of each patient, `states`
    their newest days in the same order. Where nothing is near, as mostly of one patient, no table is put together.
    """
    if not (_is_visit_near(next_visit, treated.basis) or _is_treatment_near(treated, due_on)):
        return _NO_NEEDS
    filled = days_by_state(states[:, -WINDOW_DAYS:])["filled"].set_axis(next_visit.index)
    of_visits = needs_of_visits(next_visit, states, unjudged_treatments(treated, filled), treated.basis)
    of_treatments = needs_of_treatments(treated, due_on)
    return pd.concat([of_visits, of_treatments]).sort_values("on", kind="stable", ignore_index=True)


_WHOLE = (*COLUMNS[2:-3], UNJUDGED[2])
_NO_NEEDS = pd.DataFrame({name: pd.Series(dtype="int64" if name in _WHOLE else "str") for name in COLUMNS})
"""A table of needs without any; nobody writes into it."""


def _is_visit_near(next_visit: pd.Series[float], basis: Basis) -> bool:
    """Whether any visit is booked so soon that it may need a window."""
    ahead = next_visit.to_numpy() - basis.as_of.toordinal()
    return bool(np.any(is_visit_soon(ahead, basis.settings, is_unjudged=True)))


def _is_treatment_near(treated: Treated, due_on: pd.Series[float]) -> bool:
    """Whether any treatment begins soon, or is to be judged soon."""
    starts_in = treated.courses["first_day"].to_numpy() - treated.as_of.toordinal()
    is_due = is_evaluation_due(treated.as_of.toordinal() - due_on.to_numpy(), treated.settings)
    return bool(np.any(begins_soon(starts_in, treated.settings)) or np.any(is_due))


def begins_soon(starts_in: Any, settings: Settings) -> Any:
    """Whether a treatment that begins in so many days does so soon."""
    return (starts_in > 0) & (starts_in <= settings.evaluation_soon_days)


def at_risk_on(needs: pd.DataFrame, settings: Settings) -> pd.Series[float]:
    """The day of the first need at risk of each patient who has one, by patient."""
    found: pd.Series[float] = needs[are_at_risk(needs, settings.orange)].groupby("patient_id")["on"].min()
    return found


def near_on(needs: pd.DataFrame, is_lacking: pd.Series[bool], basis: Basis) -> pd.Series[float]:
    """The day of the first visit, evaluation or start of each patient for which a contact today can do something.

    One at risk that can still be mended; or one to come of a patient who `is_lacking`: days are open and needed.
    """
    to_come = needs["on"] >= basis.as_of.toordinal()
    helped = needs["patient_id"].map(is_lacking).fillna(False).astype(bool) & to_come
    found: pd.Series[float] = (
        needs[is_reachable(needs, basis.settings.orange) | helped].groupby("patient_id")["on"].min()
    )
    return found


def need_of(row: dict[str, Any], settings: Settings) -> Need:
    """A row of needs as Need."""
    on, first, last = (date.fromordinal(int(row[name])) for name in ("on", "first_day", "last_day"))
    days = Completeness(*(int(row[name]) for name in STATES))
    window = Window(first, last, row["what"])
    lacks = Unjudged(row["unjudged_drug"], row["unjudged"], int(row["unjudged_filled"])) if row["unjudged"] else None
    return Need(row["what"], on, window, days, int(row["ahead"]), settings.orange, lacks)
