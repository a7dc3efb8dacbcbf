"""How clearly a diary speaks for fewer days: the strongest claim that the probabilities support (STAT-13)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.effect.estimate.comparison import Result

CLEAR, LIKELY, UNCERTAIN = 0.975, 0.80, 0.20
"""Probabilities from which there is clear evidence, it is likely, it is uncertain; below: against (STAT-13).

From .975 of at least so many percent is the same as a 95 % interval that begins there, so that words and interval
cannot disagree.
"""
LIKELY_FALLS = (0, 30)
"""Falls that are called likely, percent. Larger ones are said too surely where large falls are seldom: of a half it is
said that it is possible, of three quarters the number alone is told (docs/calibration.md)."""
HALF = 50


@dataclass(frozen=True)
class Grade:
    """A grade, and the fall in percent that it speaks of (0: any fall).

    Names: clear, likely, uncertain, against, worse (more days, RESP-6), not_told, none_before. `may_be_half` tells that
    a fall of half or more, beyond what the grade speaks of, is as probable as what is called likely.
    """

    name: str
    fall: int = 0
    may_be_half: bool = False


def grade(result: Result) -> Grade:
    """The grade of the largest fall that is clear; failing that, likely; failing that, of any fall.

    Without chances there were hardly any days before; where days do not tell, that is not known either.
    """
    chances = {fall: chance for fall, chance in result.probability.items() if chance is not None}
    if not chances:
        before = result.baseline
        is_untold = before.per_28 is None or before.observed + before.unknown > 1
        return Grade("not_told" if is_untold else "none_before")
    if result.has_deteriorated:
        return Grade("worse")
    clear = [fall for fall, chance in chances.items() if chance >= CLEAR]
    likely = [fall for fall in LIKELY_FALLS if chances.get(fall, 0) >= LIKELY]
    may_be_half = chances.get(HALF, 0) >= LIKELY
    if clear:
        return Grade("clear", max(clear), may_be_half and max(clear) < HALF)
    if likely:
        return Grade("likely", max(likely), may_be_half)
    return Grade("uncertain" if chances[0] >= UNCERTAIN else "against")
