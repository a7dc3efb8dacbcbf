"""The bars of the headache-frequency graph: what is certain is filled, what is not known is hatched on top.

From the bottom: migraine, headache of untold kind, other headache, then missing and open days. The top of the filled
part is the fewest headache days there can have been, the top of the hatched part the most.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from analysis.counts.day_count import WindowCounts
from analysis.records.patients import Patient
from analysis.windows import WINDOW_DAYS

LEAST_FILLED = 14
"""Filled days of a window below which its diary cannot be judged: the red tier (CMP-21), a clinic's own setting."""
MOST_WINDOWS_WITH_RANGES = 16
"""With more bars than this there is room for one number above each, not for a range."""
LONGEST_MONTH = 31


@dataclass(frozen=True)
class Part:
    """A part of a bar: what kind of days it stands for, where it begins and how many days high it is."""

    kind: str
    base: int
    days: int


@dataclass(frozen=True)
class Bar:
    """A window as it is drawn: only the days on which the diary could be filled in have width."""

    counts: WindowCounts
    first: date
    last: date

    @property
    def width(self) -> int:
        """Days on which the diary could be filled in, first to last."""
        return (self.last - self.first).days + 1

    @property
    def centre(self) -> datetime:
        """The moment in the middle."""
        return midnight(self.first) + timedelta(days=self.width / 2)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that have any days, from the bottom."""
        return tuple(_stacked(_days_by_kind(self.counts)))

    @property
    def top(self) -> int:
        """The most headache days there can have been."""
        return self.counts["headache"].highest

    def is_too_empty(self, least_filled: int) -> bool:
        """Whether too few days are filled in to say how many headache days there were (CMP-21)."""
        inside = self.counts.completeness.inside
        return self.counts.completeness.filled < least_filled * max(1.0, inside / WINDOW_DAYS) - 1e-9

    def lacks_entries(self, least_filled: int) -> bool:
        """Whether it is too empty because days were left empty, not because few of them lie inside."""
        complete = self.counts.completeness
        return complete.filled * WINDOW_DAYS < least_filled * complete.inside

    def expected(self, least_filled: int) -> float | None:
        """Headache days at the rate of the filled ones (CMP-20); None when nothing is hatched or too little is filled.

        For a window of 28 days this is the estimate per 28 days; otherwise for as many days as the bar stands for.
        """
        headache = self.counts["headache"]
        if headache.highest == headache.lowest or headache.per_28 is None or self.is_too_empty(least_filled):
            return None
        return headache.per_28 * self.counts.completeness.inside / WINDOW_DAYS


def bars_of(windows: Sequence[WindowCounts], patient: Patient, as_of: date) -> list[Bar]:
    """A bar for each window of which any day lies inside, clipped to the days inside."""
    end = min(as_of, patient.left_on or as_of)
    return [
        Bar(counts, max(counts.window.first, patient.enrolled_on), min(counts.window.last, end))
        for counts in windows
        if counts.completeness.inside
    ]


def _days_by_kind(counts: WindowCounts) -> dict[str, int]:
    headache, migraine = counts["headache"], counts["migraine"]
    untold = counts.untold_headache
    return {
        "migraine": migraine.observed,
        "untold": untold,
        "other": headache.observed - migraine.observed - untold,
        "unknown": headache.unknown,
        "missing": counts.completeness.missing,
        "open": counts.completeness.open,
    }


def scale_of(windows: Sequence[WindowCounts]) -> int:
    """The highest number of days on the axis: 28, or 31 as soon as a window is longer, as calendar months are."""
    return WINDOW_DAYS if all(counts.window.days <= WINDOW_DAYS for counts in windows) else LONGEST_MONTH


def _stacked(days: dict[str, int]) -> Iterator[Part]:
    base = 0
    for kind, height in days.items():
        if height:
            yield Part(kind, base, height)
            base += height


def midnight(day: date) -> datetime:
    """The moment a day begins."""
    return datetime.combine(day, time())
