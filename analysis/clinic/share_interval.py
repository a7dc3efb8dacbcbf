"""How far a share of a few patients can be trusted."""

from __future__ import annotations

from math import sqrt

import numpy as np
import numpy.typing as npt

Z_95 = 1.959964
"""Standard normal deviate of a two-sided 95 %."""


def wilson(part: float, whole: float) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson (1927), 0 to 1: of 1 in 6, 3 to 56 %. `whole` is at least 1.

    They need not be whole numbers where they are so many as the days of patients are worth (`of_days`). It speaks of
    chance among patients alone: days that are not known come on top.
    """
    share, weight = part / whole, Z_95**2 / whole
    middle = (share + weight / 2) / (1 + weight)
    half = Z_95 / (1 + weight) * sqrt(share * (1 - share) / whole + weight / (4 * whole))
    # None and all are the ends themselves, which rounding would miss.
    return (middle - half if part else 0.0), (middle + half if part < whole else 1.0)


def of_days(parts: npt.NDArray[np.int64], wholes: npt.NDArray[np.int64]) -> tuple[float, float]:
    """The 95 % interval of the share that days of a kind are of all days, 0 to 1, from both of each patient.

    A patient's days go together, so that they are worth as many days drawn one by one as give the share the variance
    that it has between patients (ratio of means; Cochran, Sampling Techniques, 1977, chapter 6). Where patients do not
    differ, and for one patient, each is worth one day.
    """
    number, share = len(wholes), float(parts.sum() / wholes.sum())
    spread = float(((parts - share * wholes) ** 2).sum()) * number / max(1, number - 1) / float(wholes.sum()) ** 2
    worth = share * (1 - share) / spread if number > 1 and spread > 0 else float(number)
    return wilson(share * worth, worth)
