"""What the windows before first dose look like together: whether the last was the worst or best, whether days fell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analysis.effect.measured import MeasuredWindow

FALLING_DAYS = 4
"""Headache days fewer in the last window before than in the first from which they fell before treatment already (local
setting; as many as count in chronic migraine, RESP-8)."""


def is_worst(before: Sequence[MeasuredWindow]) -> bool | None:
    """Whether the last window held more headache days than any other, whatever the days that are not known were.

    None where those could change the answer, where the last ties with another, and where a window lies outside the
    diary.
    """
    (*earlier, (fewest, most)) = (_bounds(window) for window in before)
    if all(fewest > others_most for _, others_most in earlier):
        return True
    return False if any(others_fewest > most for others_fewest, _ in earlier) else None


def is_best(before: Sequence[MeasuredWindow]) -> bool | None:
    """Whether the last window held fewer headache days than any other; None where not sure, as in `is_worst`."""
    (*earlier, (fewest, most)) = (_bounds(window) for window in before)
    if all(most < others_fewest for others_fewest, _ in earlier):
        return True
    return False if any(others_most < fewest for _, others_most in earlier) else None


def is_falling(before: Sequence[MeasuredWindow]) -> bool:
    """Whether headache days surely became fewer from each window to the next, by FALLING_DAYS in all."""
    bounds = [_bounds(window) for window in before]
    is_fewer = all(later_most < fewest for (fewest, _), (_, later_most) in pairwise(bounds))
    return is_fewer and bounds[0][0] - bounds[-1][1] >= FALLING_DAYS


def _bounds(window: MeasuredWindow) -> tuple[int, int]:
    """The fewest and most headache days of the window; days outside the diary may have been anything too."""
    return window["headache"].lowest, window["headache"].highest + window.counts.outside
