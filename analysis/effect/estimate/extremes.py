"""The answer at both bounds of the days that are not known: what it would be, had each of them been free or affected.

At its worst every such day before counts as free and every one in the window judged as affected; at its best the
reverse. Change, interval and probability are estimated anew from the diary so filled in (STAT-12, CMP-25). Nothing here
is part of the pass over a whole clinic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from analysis.counts.day_count import DayCount
from analysis.days.classified import NO, UNKNOWN, YES
from analysis.days.grid import DayGrid, day_grid
from analysis.effect.estimate.bounds import Bounds
from analysis.effect.estimate.comparison import Result, counted, unjudged, with_long_run
from analysis.effect.estimate.course_days import CourseDays
from analysis.effect.estimate.estimation import long_run_of
from analysis.effect.finding import Effect
from analysis.effect.responders import FEWEST_BASELINE_DAYS, JUDGED_KINDS
from analysis.windows import WINDOW_DAYS, Window

STATES = {"worst": (NO, YES), "best": (YES, NO)}
"""What a day that is not known counts as, before and in the window judged."""

_OUTSIDE = -1

Days = NDArray[np.int8]


def with_bounds(connection: Connection, drafts: Sequence[Effect], effects: Iterable[Effect]) -> list[Effect]:
    """The effects made of the drafts, each judged one with its `bounds`, all of one day and under the same settings.

    Each is taken when the one before it has its bounds: what its estimate worked out is then still there for them.
    """
    judged = [(draft, draft.primary) for draft in drafts if not draft.reasons and draft.primary is not None]
    if not judged:
        return list(effects)
    grid = day_grid(
        connection,
        Window(min(e.baseline.window.first for e, _ in judged), max(after.window.last for _, after in judged)),
        JUDGED_KINDS,
        judged[0][0].basis.of(sorted({effect.patient_id for effect, _ in judged})),
    )
    return [effect if effect.reasons else _bounded(effect, grid.of(effect.patient_id)) for effect in effects]


def _bounded(effect: Effect, row: DayGrid) -> Effect:
    return replace(effect, bounds={kind: _of(effect, kind, row) for kind in JUDGED_KINDS})


def _of(effect: Effect, kind: str, row: DayGrid) -> Bounds:
    shown = effect.results[kind]
    if shown.change_per_28 is None:
        nothing = unjudged(shown.baseline, shown.follow_up)
        return Bounds(shown, nothing, nothing)
    return Bounds(shown, *(_at(effect, shown, kind, row, states) for states in STATES.values()))


def _at(effect: Effect, shown: Result, kind: str, row: DayGrid, states: tuple[int, int]) -> Result:
    """The result, had every day of the two windows that is not known been of the states before and after."""
    assert effect.primary
    before, after = (
        _filled_in(window, row, kind, state)
        for window, state in zip((effect.baseline.window, effect.primary.window), states, strict=True)
    )
    count_before, count_after = _count(before), _count(after)
    if count_before.observed < FEWEST_BASELINE_DAYS:
        return unjudged(shown.baseline, shown.follow_up)
    told = counted(count_before, count_after)
    if count_before == shown.baseline and count_after == shown.follow_up:
        return with_long_run(told, shown.long_run)
    return with_long_run(told, long_run_of(_with(effect, kind, before, after), kind, is_whole=False))


def _with(effect: Effect, kind: str, before: Days, after: Days) -> CourseDays | None:
    """The days of the course with those of the baseline and of the window judged."""
    days, primary = effect.days, effect.primary
    if days is None or primary is None:
        return None
    earlier, on = days.before[kind].copy(), days.on[kind].copy()
    earlier[-WINDOW_DAYS:] = before
    first = (primary.window.first - effect.episode.first_dose).days
    on[first : first + WINDOW_DAYS] = after[: max(len(on) - first, 0)]
    return CourseDays({kind: earlier}, {kind: on}, days.goes_on)


def _filled_in(window: Window, row: DayGrid, kind: str, state: int) -> Days:
    """The days of one patient, had every day that is not known been of that state."""
    part = row.part(window)
    known = np.where(part.kinds[kind] == UNKNOWN, state, part.kinds[kind])
    days: Days = np.where(part.inside, known, _OUTSIDE).astype(np.int8)[0]
    return days


def _count(days: Days) -> DayCount:
    return DayCount(int((days == YES).sum()), 0, 0, int((days != _OUTSIDE).sum()))
