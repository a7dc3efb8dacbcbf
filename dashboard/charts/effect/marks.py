"""What is drawn of a window for one kind of day: its estimate, its interval, and what it can have been."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.counts.day_count import DayCount
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import bounds_per_28
from dashboard.charts.effect.labels import days_text
from dashboard.charts.parts.bars import midnight
from dashboard.charts.parts.frame import span_text
from dashboard.texts import Words


@dataclass(frozen=True)
class Mark:
    """A window as it is drawn, for one kind of day; `interval` is of the rate per 28 days."""

    measured: MeasuredWindow
    count: DayCount
    interval: tuple[float, float] | None
    is_told: bool
    is_over: bool
    is_numbered: bool

    @property
    def centre(self) -> datetime:
        """The moment in the middle of the window."""
        return midnight(self.measured.window.first) + timedelta(days=self.measured.window.days / 2)

    @property
    def estimate(self) -> float | None:
        """Days per 28 at the rate of the filled days; None where too few are filled (CMP-21)."""
        return self.count.per_28 if self.is_told else None

    @property
    def possible(self) -> tuple[float, float] | None:
        """The fewest and most days per 28 there can have been; None where every day is known."""
        bounds = bounds_per_28(self.count)
        if bounds is None or self.count.highest == self.count.lowest:
            return None
        return bounds.lowest, bounds.highest


def hover_text(mark: Mark, kind: str, words: Words) -> str:
    """What a dot says of its window; only for one with an estimate."""
    assert mark.estimate is not None
    complete = mark.measured.counts.completeness
    lines = [
        f"<b>{span_text(mark.measured.window, words)}</b>",
        f"{words(f'chart-{kind}-days')}: {mark.count.observed}",
        words("effect-chart-hover", days=days_text(mark.estimate, words)),
    ]
    if mark.interval is not None:
        low, high = (words.number(edge, 1) for edge in mark.interval)
        lines.append(f"{words('effect-table-interval')}: {low}–{high}")
    if mark.possible is not None:
        low, high = (days_text(edge, words) for edge in mark.possible)
        lines.append(words("effect-chart-possible", low=low, high=high))
    lines.append(words("chart-filled-of", filled=complete.filled, days=complete.inside))
    return "<br>".join(lines)
