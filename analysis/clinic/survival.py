"""How long something lasts: the product-limit estimate, and the share that each cause of an end has in it.

Kaplan EL, Meier P, J Am Stat Assoc 1958;53:457-481. For several causes the cumulative incidence is Aalen and
Johansen's: at each end the share still going on just before it, times the share of those at risk who end by the cause.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

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
    ends = np.unique(days[why != ONGOING]) if len(days) else np.array([], dtype=int)
    kinds = sorted({cause for cause in causes if cause != ONGOING})
    left, told = 1.0, dict.fromkeys(kinds, 0.0)
    known: list[tuple[int, int, float]] = []
    ended: dict[str, list[float]] = {cause: [] for cause in kinds}
    for day in ends:
        at_risk = int((days >= day).sum())
        if at_risk < fewest:
            break
        for cause in kinds:
            told[cause] += left * int(((days == day) & (why == cause)).sum()) / at_risk
            ended[cause].append(told[cause])
        left *= 1 - int(((days == day) & (why != ONGOING)).sum()) / at_risk
        known.append((int(day), at_risk, left))
    return Curve(
        len(days),
        int(np.sort(days)[-fewest]) if len(days) >= fewest else 0,
        tuple(day for day, _, _ in known),
        tuple(number for _, number, _ in known),
        tuple(share for _, _, share in known),
        {cause: tuple(shares) for cause, shares in ended.items()},
    )
