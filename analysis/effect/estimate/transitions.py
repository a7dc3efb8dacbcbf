"""How a diary moves from day to day, in each window: the counts that the model of the rate needs, and no more.

Between two filled days that follow on one another in the diary, `gap` calendar days apart, the state was free or
headache before and after: four counts a gap. With the state on the first filled day of the window they are all that
a two-state chain can learn from the window (STAT-1), so one row stands for 28 days. A day that does not tell is
passed over as an empty one is: neither ends a run, the gap across it grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CTE, ColumnElement, Row, Select, Subquery, and_, case, func, literal, select, union_all

from analysis.days.state import diary_spans

Counts = NDArray[np.float64]
"""Counts in the order of STATISTICS along the last axis."""
ChainCounts = tuple[int, ...]
"""The counts of one window in the order of STATISTICS."""

LONGEST_GAP = 7
"""Calendar days between two filled days from which the gap counts as this long: what is left of the memory is small."""
GAPS = range(1, LONGEST_GAP + 1)
STATES = (0, 1)
"""A day without and with what is counted."""

_STARTS = tuple(f"starts_{state}" for state in STATES)
_PAIRS = tuple((gap, before, after) for gap in GAPS for before in STATES for after in STATES)
STATISTICS = (*_STARTS, *(f"gap_{gap}_{before}{after}" for gap, before, after in _PAIRS))
"""Columns of a window: first filled days by state, then pairs by gap (1 = adjacent days), state before and after."""


def transitions(windows: Subquery, days: CTE, *, as_of: date, kinds: Sequence[str]) -> Select[tuple[object, ...]]:
    """A statement with a row a patient, window and kind of day that has a day that tells; others have no row.

    `windows` is as `runs.windows_of` makes it, `days` as `days.classified_days`. Columns: patient_id, position,
    kind and STATISTICS, whole numbers. Days outside, unfilled or untold are in no pair.
    """
    told = _told_days(windows, days, as_of, kinds)
    stretch = (told.c.patient_id, told.c.position, told.c.kind)
    steps = select(
        told.c.patient_id,
        told.c.position,
        told.c.kind,
        told.c.state.label("after"),
        func.lag(told.c.state).over(partition_by=stretch, order_by=told.c.day).label("before"),
        (told.c.day - func.lag(told.c.day).over(partition_by=stretch, order_by=told.c.day)).label("gap"),
    ).cte("window_steps")
    return (
        select(steps.c.patient_id, steps.c.position, steps.c.kind, *_totals(steps))
        .group_by(steps.c.patient_id, steps.c.position, steps.c.kind)
        .order_by(steps.c.patient_id, steps.c.position, steps.c.kind)
    )


def _told_days(windows: Subquery, days: CTE, as_of: date, kinds: Sequence[str]) -> CTE:
    """A row a window, kind and filled day inside that tells of the kind; none that is filled because of headache."""
    diary = diary_spans(as_of)
    inside = and_(
        days.c.patient_id == windows.c.patient_id,
        days.c.day >= windows.c.first_day,
        days.c.day <= windows.c.last_day,
        days.c.filled == 1,
        days.c.of_attacks == 0,
        days.c.day.between(diary.c.first, diary.c.last),
    )
    joined = windows.join(diary, diary.c.patient_id == windows.c.patient_id).join(days, inside)
    return union_all(
        *(
            select(
                windows.c.patient_id,
                windows.c.position,
                literal(kind).label("kind"),
                days.c.day,
                days.c[kind].label("state"),
            )
            .select_from(joined)
            .where(days.c[kind].is_not(None))
            for kind in kinds
        )
    ).cte("window_days")


def _totals(steps: CTE) -> list[ColumnElement[int]]:
    is_first = steps.c.before.is_(None)
    starts = [_number(is_first, steps.c.after == state) for state in STATES]
    pairs = [
        _number(
            steps.c.gap >= gap if gap == LONGEST_GAP else steps.c.gap == gap,
            steps.c.before == before,
            steps.c.after == after,
        )
        for gap, before, after in _PAIRS
    ]
    return [total.label(name) for total, name in zip((*starts, *pairs), STATISTICS, strict=True)]


def _number(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((and_(*conditions), 1), else_=0))


def counts_of(row: Row[tuple[object, ...]]) -> ChainCounts:
    """The counts in a row of `transitions`."""
    return tuple(int(count) for count in row[-len(STATISTICS) :])  # type: ignore[call-overload]


def chains_of_days(days: NDArray[np.int8]) -> list[ChainCounts]:
    """The same counts of each of many windows, from days read already: (n, days), -1 where a day does not tell."""
    window, day = np.nonzero(days >= 0)
    state = days[window, day].astype(np.intp)
    is_first = np.ones(len(window), dtype=bool)
    is_first[1:] = window[1:] != window[:-1]
    before, gap = np.roll(state, 1), np.minimum(day - np.roll(day, 1), LONGEST_GAP)
    column = np.where(is_first, state, len(STATES) + 4 * (gap - 1) + 2 * before + state)
    number, width = len(days), len(STATISTICS)
    counts = np.bincount(window * width + column, minlength=number * width).reshape(number, width)
    return [tuple(row) for row in counts.tolist()]


def counts_of_days(days: NDArray[np.int8]) -> Counts:
    """The same counts from diaries held in memory: (n, days) with 1, 0, or -1 where a day is empty or does not tell.

    The answer is shaped (n, STATISTICS).
    """
    rows = np.arange(len(days))
    counts = np.zeros((len(days), len(STATISTICS)))
    last_day, last_state = np.full(len(days), -1), np.zeros(len(days), dtype=np.intp)
    for day in range(days.shape[1]):
        told = days[:, day] >= 0
        state = days[:, day].astype(np.intp)
        is_first = told & (last_day < 0)
        counts[rows[is_first], state[is_first]] += 1
        pair = told & (last_day >= 0)
        gap = np.minimum(day - last_day[pair], LONGEST_GAP)
        counts[rows[pair], len(STATES) + 4 * (gap - 1) + 2 * last_state[pair] + state[pair]] += 1
        last_day, last_state = np.where(told, day, last_day), np.where(told, state, last_state)
    return counts
