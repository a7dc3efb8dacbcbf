"""The numbers of a window, in the columns of `statement.counted`, as WindowCounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Row

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts, untold_of
from analysis.counts.statement import told_unfilled_of
from analysis.counts.undated import UNDATED, left_open
from analysis.days.classified import KINDS
from analysis.windows import Window

_OF_ROW = ("patient_id", "position")
"""What a row of `counted` holds beside its numbers."""


def completeness_of(row: Mapping[str, int]) -> Completeness:
    """The completeness in a row of `counted`."""
    still_open = row["inside_open"] - row["filled_open"]
    return Completeness(
        filled=row["filled"],
        open=still_open,
        missing=row["inside"] - row["filled"] - still_open,
        outside=row["days"] - row["inside"],
        of_attacks=row["of_attacks"],
    )


def window_counts_of(
    row: Row[tuple[object, ...]], window: Window, kinds: Sequence[str] = KINDS, *, undated: int = 0, profile: str
) -> WindowCounts:
    """A row of `counted` for `window` as WindowCounts; `undated` doses of the patient were taken on no known day."""
    numbers = {name: int(value) for name, value in row._mapping.items() if name not in _OF_ROW}
    if undated:
        numbers |= left_open(numbers, undated, kinds, profile)
    return window_counts(numbers, window, kinds)


def window_counts(numbers: Mapping[str, int], window: Window, kinds: Sequence[str] = KINDS) -> WindowCounts:
    """The numbers of one window, in the columns of `counted` and UNDATED, as WindowCounts."""
    completeness = completeness_of(numbers)
    return WindowCounts(window, completeness, {kind: _day_count(numbers, completeness, kind) for kind in kinds})


def _day_count(numbers: Mapping[str, int], completeness: Completeness, kind: str) -> DayCount:
    told = numbers.get(told_unfilled_of(kind), 0)
    days = DayCount(
        observed=numbers[kind],
        unfilled=completeness.unfilled - told,
        unknown=numbers[f"{kind}_unknown"],
        filled=completeness.filled + told,
        of_attacks=completeness.of_attacks,
        without_entry=told,
        untold=untold_of(numbers, kind),
    )
    undated = numbers.get(UNDATED, 0)
    return days.with_undated(kind, undated) if undated else days
