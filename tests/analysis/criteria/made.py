"""Windows and day grids made by hand: what a diary could have held, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowColumns, WindowCounts
from analysis.days.classified import KINDS
from analysis.days.grid import DayGrid
from analysis.windows import Window, windows_ending

END = date(2026, 3, 31)


def windows(*of_each: dict[str, object], last: date = END) -> tuple[WindowCounts, ...]:
    """A 28-day window for each description, oldest first: days by kind, `unfilled`, `outside`, `open`, `unknown`.

    A kind that is not named has no day, but days with headache recorded are those of headache; `unknown` is a dict of
    filled days that do not tell, by kind.
    """
    return tuple(
        made(window, **description)
        for window, description in zip(windows_ending(last, len(of_each)), of_each, strict=True)
    )


def made(window: Window, *, unfilled=0, outside=0, open=0, unknown=None, **days) -> WindowCounts:
    filled = 28 - unfilled - outside
    days.setdefault("recorded_headache", days.get("headache", 0))
    unknown = {"recorded_headache": (unknown or {}).get("headache", 0), **(unknown or {})}
    return WindowCounts(
        window,
        Completeness(filled, open, unfilled - open, outside),
        {kind: DayCount(days.get(kind, 0), unfilled, unknown.get(kind, 0), filled) for kind in KINDS},
    )


def thrice(**description) -> tuple[WindowCounts, ...]:
    """The same window three times."""
    return windows(description, description, description)


def as_columns(patients: Sequence[Sequence[WindowCounts]]) -> tuple[WindowColumns, ...]:
    """The windows of many patients as columns, as a clinic reads them."""
    return tuple(
        WindowColumns.of_table(
            of_patients[0].window,
            pd.DataFrame([_row(counts) for counts in of_patients], index=[f"P{n}" for n in range(len(of_patients))]),
        )
        for of_patients in zip(*patients, strict=True)
    )


def _row(counts: WindowCounts) -> dict[str, int]:
    completeness = counts.completeness
    row = {
        "days": 28,
        "inside": completeness.inside,
        "filled": completeness.filled,
        "of_attacks": completeness.of_attacks,
    }
    for kind, count in counts.counts.items():
        row |= {kind: count.observed, f"{kind}_unknown": count.unknown}
    return row


MARKS = {"+": 1, ".": 0, "?": -1, "_": -1}
"""Of this kind, not, the entry does not tell, not filled in."""


def grid(*, last: date = END, hours: Sequence[float] | None = None, **pictures: str) -> DayGrid:
    """One patient's days, a character a day for each kind: + of this kind, . not, ? untold, _ empty, x outside."""
    drawn = {kind: "".join(picture.split()) for kind, picture in pictures.items()}
    (length,) = {len(picture) for picture in drawn.values()}
    first = next(iter(drawn.values()))
    inside = np.array([[mark != "x" for mark in first]])
    filled = np.array([[mark not in "x_" for mark in first]])
    kinds = {
        kind: np.array([[MARKS.get(mark, -1) for mark in picture]], dtype=np.int8) for kind, picture in drawn.items()
    }
    period = Window(last - timedelta(days=length - 1), last)
    told = np.full((1, length), np.nan) if hours is None else np.array([hours], dtype=float)
    return DayGrid(period, ("P",), inside, filled, kinds, told, np.zeros_like(filled))


def outcome(rule, *of_each):
    """The code of a rule's outcome over made windows."""
    return rule.of(windows(*of_each)).outcome.code
