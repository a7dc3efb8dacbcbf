"""How long something lasts: the product-limit estimate, and the share that each cause of an end has in it.

Kaplan EL, Meier P, J Am Stat Assoc 1958;53:457-481. For several causes the cumulative incidence is Aalen and
Johansen's: at each end the share still going on just before it, times the share of those at risk who end by the cause.
The band is that of Greenwood's variance on the log(-log) scale, on which it stays between 0 and 1 (Kalbfleisch JD,
Prentice RL, The Statistical Analysis of Failure Time Data, 2002, section 1.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]

BAND_Z = 1.959964
"""Of the normal distribution, two-sided 95 %."""

ONGOING = ""
"""In place of a cause: it had not ended when it was last known of."""


@dataclass(frozen=True)
class Curve:
    """The share still going on after each of `days`, and of those ended by each cause; all shares 0 to 1.

    `days` are those on which something ended; `at_risk` how many were still known of just before, and `lower` and
    `upper` the ends of the 95 % band of `going_on` (None where all have ended: it cannot be told). `number` were there
    at the beginning, each known of for so many days as `lasted` tells, and up to day `followed` there are enough of
    them to tell.
    """

    number: int
    followed: int
    days: tuple[int, ...]
    at_risk: tuple[int, ...]
    going_on: tuple[float, ...]
    ended: Mapping[str, tuple[float, ...]]
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    lasted: tuple[int, ...] = field(default=(), repr=False)

    def band_at(self, day: int) -> tuple[float | None, float | None]:
        """The 95 % band of the share still going on after so many days; before the first end it is 1 to 1."""
        place = int(np.searchsorted(self.days, day, side="right"))
        return (self.lower[place - 1], self.upper[place - 1]) if place else (1.0, 1.0)

    def at_risk_on(self, day: int) -> int:
        """How many were still going on and known of just before that day."""
        return self.number - int(np.searchsorted(self.lasted, day, side="left"))

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
    ended = sum(by_cause.values(), np.zeros(len(at)))
    going_on = np.cumprod(1 - ended / at_risk)
    lower, upper = _band(going_on, ended, at_risk)
    just_before = np.concatenate([[1.0], going_on[:-1]])[: len(at)]
    return Curve(
        len(days),
        int(np.sort(days)[-fewest]) if len(days) >= fewest else 0,
        tuple(map(int, at)),
        tuple(map(int, at_risk)),
        tuple(map(float, going_on)),
        {cause: tuple(map(float, np.cumsum(just_before * number / at_risk))) for cause, number in by_cause.items()},
        lower,
        upper,
        tuple(map(int, np.sort(days))),
    )


def _band(going_on: Numbers, ended: Numbers, at_risk: Numbers) -> tuple[tuple[float | None, ...], ...]:
    """The lower and the upper ends of the 95 % band, by Greenwood's variance on the log(-log) scale."""
    is_told = going_on > 0
    share = np.where(is_told, going_on, 0.5)
    variance = np.cumsum(np.divide(ended, at_risk * (at_risk - ended), out=np.zeros(len(ended)), where=is_told))
    width = BAND_Z * np.sqrt(variance) / -np.log(share)
    ends = (share ** np.exp(width), share ** np.exp(-width))
    return tuple(tuple(float(one) if told else None for one, told in zip(end, is_told, strict=True)) for end in ends)


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
