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
from analysis.worklist.rescue import lifts

GROUPS = (
    "rescue",
    "evaluation_at_risk",
    "stopped",
    "insufficient",
    "evaluation_due",
    "overuse",
    "losing_effect",
)
"""The reasons to look at a patient, most urgent first; a patient may be in several and is listed under the first."""
WAITING, NOTHING = "waiting", "nothing"
"""Where a patient stands who was contacted and has time to answer, and one who is in no group."""
PLACES = (*GROUPS, WAITING, NOTHING)
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
    "at_risk_savable",
    "last_filled",
    "evaluation_due_on",
)

Numbers = npt.NDArray[np.float64]


def is_still_waiting(waiting_until: Any, as_of: date) -> Any:
    """Whether a patient is still left in peace: through the day agreed, a day number."""
    return waiting_until >= as_of.toordinal()


def place_of(reason: Whole, *, is_waiting: Any) -> Whole:
    """The place of a patient as its number in PLACES: that of the first reason, WAITING where it has time.

    `reason` is the number of the first group, or of NOTHING, where nobody waits.
    """
    waits: Whole = 1 * is_waiting * (reason < PLACES.index(NOTHING))
    return reason + waits * (PLACES.index(WAITING) - reason)


def first_reason(table: pd.DataFrame) -> Column:
    """The number in PLACES of the first group of each patient, that of NOTHING where there is none."""
    held = table[list(GROUPS)].to_numpy(dtype=bool)
    return np.where(held.any(axis=1), held.argmax(axis=1), PLACES.index(NOTHING))


def urgency(table: pd.DataFrame, settings: Settings) -> dict[str, Numbers]:
    """The KEYS of each patient by the first reason; a key that a reason does not have is the smallest."""
    by_reason = _keys_by_reason(table, settings)
    reason = table["reason"].to_numpy()
    holds = [reason == PLACES.index(group) for group in by_reason]
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
    """What matters most at each of the groups that have an order of their own, then what matters next."""
    filled, still_open, missing = (table[name].to_numpy(dtype="int64") for name in ("filled", "open", "missing"))
    told = {name: table[name].to_numpy(dtype="float64") for name in _TOLD}
    lifted = lifts(filled, still_open, filled + still_open + missing, settings)
    last_filled = np.nan_to_num(told["last_filled"], nan=date.min.toordinal())
    return {
        "rescue": (1.0 - lifted, -told["locks_soon"], told["next_lock"], -told["open_days"]),
        "evaluation_at_risk": (told["at_risk_on"], 1 - told["at_risk_savable"]),
        "stopped": (-last_filled,),
        "insufficient": (-1.0 * filled,),
        "evaluation_due": (told["evaluation_due_on"],),
    }
