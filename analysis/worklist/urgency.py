"""Where each patient stands on the list, and in which order: columns of a table with a row a patient."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.outcomes import Column, Whole
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS
from analysis.worklist.rescue import days_to_goal, lifts

GROUPS = (
    "rescue",
    "evaluation_at_risk",
    "stopped",
    "insufficient",
    "evaluation_due",
    "overuse",
    "losing_effect",
)
"""The reasons to look at a patient; one may be in several."""
NEAR, ENOUGH, WAITING, NOTHING = "near", "enough", "waiting", "nothing"
"""Where a patient stands for whose visit or evaluation a contact today can do something; one whose open days are
about to lock while enough are filled in already; one who was contacted and has time to answer; one in no group."""
TO_DO = (
    NEAR,
    "stopped",
    "rescue",
    "evaluation_at_risk",
    "insufficient",
    "evaluation_due",
    "overuse",
    "losing_effect",
)
"""Where those stand whom somebody is to look at, ordered by what a contact today can change."""
PLACES = (*TO_DO, ENOUGH, WAITING, NOTHING)
"""Where a patient can stand on the list, from the top."""
KEYS = ("first_key", "second_key", "third_key", "fourth_key")
"""What patients at one place are sorted by, the smallest first."""
SMALLEST = -np.inf
"""A key that is not there."""
_TOLD = (
    "locks_soon",
    "next_lock",
    "open_days",
    "at_risk_on",
    "near_on",
    "last_filled",
    "evaluation_due_on",
)

Numbers = npt.NDArray[np.float64]


def is_still_waiting(waiting_until: Any, as_of: Any) -> Any:
    """Whether a patient is still left in peace: through the day agreed; both are day numbers."""
    return waiting_until >= as_of


def place_of(reason: Whole, *, is_waiting: Any) -> Whole:
    """The place of a patient as its number in PLACES: that of the first reason, WAITING where it has time.

    `reason` is the number of the place where nobody waits.
    """
    waits: Whole = 1 * is_waiting * (reason < PLACES.index(NOTHING))
    return reason + waits * (PLACES.index(WAITING) - reason)


def first_reason(table: pd.DataFrame, settings: Settings) -> Column:
    """The number in PLACES of the first place at which each patient belongs, that of NOTHING where there is none."""
    lacks = is_lacking(table, settings)
    own = {NEAR: table["near_on"].notna(), "rescue": table["rescue"] & lacks, ENOUGH: table["rescue"]}
    held = np.column_stack([own[place] if place in own else table[place] for place in (*TO_DO, ENOUGH)])
    return np.where(held.any(axis=1), held.argmax(axis=1), PLACES.index(NOTHING))


def is_lacking(table: pd.DataFrame, settings: Settings) -> npt.NDArray[np.bool_]:
    """Whether days are open to each patient, and more are needed for the goal than are filled in."""
    filled, still_open, missing = (table[name].to_numpy(dtype="int64") for name in ("filled", "open", "missing"))
    lacking = days_to_goal(filled, filled + still_open + missing, settings)
    return np.asarray((still_open > 0) & (lacking > 0), dtype=bool)


def urgency(table: pd.DataFrame, settings: Settings) -> dict[str, Numbers]:
    """The KEYS of each patient by the first reason; a key that a reason does not have is the smallest."""
    by_reason = _keys_by_reason(table, settings)
    reason = table["reason"].to_numpy()
    holds = [reason == PLACES.index(place) for place in by_reason]
    nothing = np.full(len(table), SMALLEST)
    emptiest_last = WINDOW_DAYS - table["filled"].to_numpy(dtype="float64")
    return {
        name: np.select(
            holds,
            [keys[place] if place < len(keys) else nothing for keys in by_reason.values()],
            emptiest_last if place == 0 else nothing,
        )
        for place, name in enumerate(KEYS)
    }


def _keys_by_reason(table: pd.DataFrame, settings: Settings) -> dict[str, tuple[Numbers, ...]]:
    """What matters most at each of the places that have an order of their own, then what matters next."""
    filled, still_open, missing = (table[name].to_numpy(dtype="int64") for name in ("filled", "open", "missing"))
    told = {name: table[name].to_numpy(dtype="float64") for name in _TOLD}
    lifted = lifts(filled, still_open, filled + still_open + missing, settings)
    last_filled = np.nan_to_num(told["last_filled"], nan=date.min.toordinal())
    next_lock = np.nan_to_num(told["next_lock"], nan=np.inf)
    return {
        NEAR: (told["near_on"], 1.0 - lifted, next_lock),
        "stopped": (1.0 - lifted, -last_filled),
        "rescue": (1.0 - lifted, -told["locks_soon"], next_lock, -told["open_days"]),
        "evaluation_at_risk": (told["at_risk_on"],),
        "insufficient": (-1.0 * filled,),
        "evaluation_due": (told["evaluation_due_on"],),
        ENOUGH: (-told["locks_soon"], next_lock),
    }
