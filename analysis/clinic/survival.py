"""How long something lasts: the product-limit estimate, and the share that each cause of an end has in it.

Kaplan EL, Meier P, J Am Stat Assoc 1958;53:457-481. For several causes the cumulative incidence is Aalen and
Johansen's: at each end the share still going on just before it, times the share of those at risk who end by the cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]

ONGOING = ""
"""In place of a cause: it had not ended when it was last known of."""


@dataclass(frozen=True)
class Curve:
    """The share still going on after each of `days`, and of those ended by each cause; all shares 0 to 1.

    `days` are those on which something ended; `at_risk` how many were still known of just before. `number` were there
    at the beginning, and up to day `followed` there are enough of them to tell.
    """

    number: int
    followed: int
    days: tuple[int, ...]
    at_risk: tuple[int, ...]
    going_on: tuple[float, ...]
    ended: Mapping[str, tuple[float, ...]]

    def at(self, day: int) -> float:
        """The share still going on after so many days."""
        place = int(np.searchsorted(self.days, day, side="right"))
        return self.going_on[place - 1] if place else 1.0

    def ended_at(self, cause: str, day: int) -> float:
        """The share that ended by a cause within so many days."""
        place = int(np.searchsorted(self.days, day, side="right"))
        return self.ended[cause][place - 1] if place else 0.0


def curve(lasted: Sequence[int], causes: Sequence[str], *, fewest: int = 1) -> Curve:
    """The curve of what lasted so many days and ended by these causes (ONGOING: it had not ended).

    What ended on a day was at risk on it, and so was what was last known of on that day. The curve stops where fewer
    than `fewest` are at risk.
    """
    days, why = np.asarray(lasted, dtype=int), np.asarray(causes, dtype=object)
    at, at_risk, by_cause = _ends(days, why, fewest)
    going_on = np.cumprod(1 - sum(by_cause.values(), np.zeros(len(at))) / at_risk)
    just_before = np.concatenate([[1.0], going_on[:-1]])[: len(at)]
    return Curve(
        len(days),
        int(np.sort(days)[-fewest]) if len(days) >= fewest else 0,
        tuple(map(int, at)),
        tuple(map(int, at_risk)),
        tuple(map(float, going_on)),
        {cause: tuple(map(float, np.cumsum(just_before * number / at_risk))) for cause, number in by_cause.items()},
    )


def _ends(days: Numbers, why: Numbers, fewest: int) -> tuple[Numbers, Numbers, dict[str, Numbers]]:
    """The days on which something ended, how many were at risk on each, and how many ended by each cause."""
    has_ended = why != ONGOING
    at = np.unique(days[has_ended])
    at_risk = len(days) - np.searchsorted(np.sort(days), at, side="left")
    at, at_risk = at[at_risk >= fewest], at_risk[at_risk >= fewest]
    kinds = sorted(set(why[has_ended]))
    return at, at_risk, {cause: _number_on(days[why == cause], at) for cause in kinds}


def _number_on(days: Numbers, at: Numbers) -> Numbers:
    ordered = np.sort(days)
    return np.searchsorted(ordered, at, side="right") - np.searchsorted(ordered, at, side="left")
