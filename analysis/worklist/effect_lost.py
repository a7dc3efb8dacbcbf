"""Whether a treatment that helped helps less now: the last window against the patient's own best one."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.counts import DayCount, Outcome, Tier, WindowCounts
from analysis.effect.responders import fewer_days, responder_class
from analysis.outcomes import all_of, none_of, outcome_of
from analysis.windows import Window
from analysis.worklist.treated import KIND, Treated

RESPONSE_PERCENT = 50
"""The fall from baseline that is no longer reached (RESP-2, RESP-3)."""


@dataclass(frozen=True)
class Loss:
    """The newest window on a treatment against the best one before it.

    `outcome` MET: at least the set number of headache days more, and less than a half fewer than at baseline, whatever
    the days that are not known were (TRI-1).
    """

    treatment: str
    best: Window
    last: Window
    best_days: DayCount
    last_days: DayCount
    outcome: Outcome

    def as_json(self) -> dict[str, object]:
        """The comparison as other programs rely on it."""
        return {
            "treatment": self.treatment,
            "outcome": self.outcome.code,
            "best": {"from": self.best.first.isoformat(), "to": self.best.last.isoformat(), **self.best_days.as_json()},
            "last": {"from": self.last.first.isoformat(), "to": self.last.last.isoformat(), **self.last_days.as_json()},
        }


def loss(effect: Treated) -> Loss | None:
    """What was lost of the effect of a running treatment; None when there are no two windows to compare.

    Windows with too few filled days for a rate are left out (CMP-21), and so is the last one when it is not that of
    the newest whole 28 days on the treatment.
    """
    over = [window for window in effect.windows if window.window.last <= effect.as_of]
    if len(over) < 2 or not effect.episode.covers(effect.as_of) or not _is_judgeable(over[-1], effect):
        return None
    earlier = [window for window in over[:-1] if _is_judgeable(window, effect)]
    if not earlier:
        return None
    best, last = min(earlier, key=_rate), over[-1]
    return Loss(
        effect.episode.drug, best.window, last.window, best[KIND], last[KIND], _outcome(effect, best[KIND], last[KIND])
    )


def _outcome(effect: Treated, best: DayCount, last: DayCount) -> Outcome:
    """Whether the days rose by the set number, and are no longer half of those at baseline, where that is known.

    The second asks more than chance: of many windows the best one is always partly luck.
    """
    rose = fewer_days(last, best, effect.settings.losing_effect_days)
    if not _is_judgeable(effect.baseline, effect):
        return rose
    return outcome_of(all_of(rose, none_of(responder_class(effect.baseline[KIND], last, RESPONSE_PERCENT))))


def _is_judgeable(window: WindowCounts, effect: Treated) -> bool:
    tier = window.completeness.tier(effect.settings)
    return tier is not Tier.RED and window[KIND].per_28 is not None


def _rate(window: WindowCounts) -> float:
    return window[KIND].per_28 or 0.0
