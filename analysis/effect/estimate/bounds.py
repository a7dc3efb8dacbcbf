"""The result of a window judged at both bounds of the days that are not known (STAT-12, CMP-25)."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.effect.estimate.comparison import DEPENDS, ROBUST, Result
from analysis.effect.grades import grade


@dataclass(frozen=True)
class Bounds:
    """The result of one kind of day at its worst and at its best, beside the one shown."""

    shown: Result
    worst: Result
    best: Result

    @property
    def unknown_days(self) -> int:
        """Unfilled and unknown days of the two windows."""
        return sum(count.unfilled + count.unknown for count in (self.shown.baseline, self.shown.follow_up))

    @property
    def robustness(self) -> str:
        """ROBUST where neither a responder class nor the grade depends on the days that are not known."""
        grades = {grade(result) for result in (self.shown, self.worst, self.best)}
        return DEPENDS if self.shown.depends_on_days or len(grades) > 1 else ROBUST

    def as_json(self) -> dict[str, object]:
        """The bounds as other programs rely on them."""
        return {
            "robustness": self.robustness,
            "unknown_days": self.unknown_days,
            "worst": self.worst.as_json(),
            "best": self.best.as_json(),
        }
