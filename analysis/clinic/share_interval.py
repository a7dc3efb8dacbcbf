"""How far a share of a few patients can be trusted."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959964
"""Standard normal deviate of a two-sided 95 %."""


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson (1927), 0 to 1: of 1 in 6, 3 to 56 %. `whole` is at least 1.

    It speaks of chance among patients alone: days that are not known come on top.
    """
    share, weight = part / whole, Z_95**2 / whole
    middle = (share + weight / 2) / (1 + weight)
    half = Z_95 / (1 + weight) * sqrt(share * (1 - share) / whole + weight / (4 * whole))
    # None and all are the ends themselves, which rounding would miss.
    return (middle - half if part else 0.0), (middle + half if part < whole else 1.0)
