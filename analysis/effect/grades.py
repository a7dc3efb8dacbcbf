"""How clearly a diary speaks for fewer days: the strongest claim that the probabilities support (STAT-13)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.effect.estimate.comparison import Result

CLEAR, LIKELY, UNCERTAIN = 0.95, 0.80, 0.20
"""Probabilities from which there is clear evidence, it is likely, it is uncertain; below: against (STAT-13)."""


@dataclass(frozen=True)
class Grade:
    """A grade, and the fall in percent that it speaks of (0: any fall).

    Names: clear, likely, uncertain, against, worse (more days, RESP-6), not_told, none_before.
    """

    name: str
    fall: int = 0


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
    for name, least in (("clear", CLEAR), ("likely", LIKELY)):
        reached = [fall for fall, chance in chances.items() if chance >= least]
        if reached:
            return Grade(name, max(reached))
    return Grade("uncertain" if chances[0] >= UNCERTAIN else "against")
