"""The answer at both bounds of the days that are not known: what it would be, had each of them been free or affected.

At its worst every such day before counts as free and every one in the window judged as affected; at its best the
reverse. Change, interval and probability are estimated anew from the diary so filled in (STAT-12, CMP-25). All effects
asked for are estimated at once; nothing here is part of the pass over a whole clinic.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.days.grid import NO, UNKNOWN, YES, DayGrid, day_grid
from analysis.effect.estimate.bounds import Bounds
from analysis.effect.estimate.comparison import Group, Question, Result, compared, unjudged
from analysis.effect.estimate.transitions import counts_of_days
from analysis.effect.finding import Effect
from analysis.effect.gates import too_few_days
from analysis.effect.measured import JUDGED_KINDS, MeasuredWindow
from analysis.windows import Window

STATES = {"worst": (NO, YES), "best": (YES, NO)}
"""What a day that is not known counts as, before and in the window judged."""

_OUTSIDE = -1


def with_bounds(connection: Connection, effects: Sequence[Effect]) -> list[Effect]:
    """The effects, each judged one with its `bounds`; all are known at one day and under the same settings."""
    judged = [(effect, effect.primary) for effect in effects if not effect.reasons and effect.primary is not None]
    if not judged:
        return list(effects)
    first = judged[0][0]
    grid = day_grid(
        connection,
        Window(min(e.baseline.window.first for e, _ in judged), max(after.window.last for _, after in judged)),
        JUDGED_KINDS,
        first.basis.of(sorted({effect.patient_id for effect, _ in judged})),
    )
    questions = {
        (id(effect), kind, way): question
        for effect, primary in judged
        for kind, way, question in _questions(effect, primary, grid)
    }
    answers = dict(zip(questions, compared(list(questions.values())), strict=True))
    return [effect if effect.reasons else _bounded(effect, answers) for effect in effects]


def _bounded(effect: Effect, answers: Mapping[tuple[int, str, str], Result]) -> Effect:
    return replace(effect, bounds={kind: _of(effect, kind, answers) for kind in JUDGED_KINDS})


def _of(effect: Effect, kind: str, answers: Mapping[tuple[int, str, str], Result]) -> Bounds:
    shown = effect.results[kind]
    nothing = unjudged(shown.baseline, shown.follow_up)
    return Bounds(shown, *(answers.get((id(effect), kind, way), nothing) for way in STATES))


def _questions(effect: Effect, primary: MeasuredWindow, grid: DayGrid) -> Iterator[tuple[str, str, Question]]:
    """The comparisons at both bounds of each kind of day that is judged."""
    row = grid.of(effect.patient_id)
    for kind in JUDGED_KINDS:
        if effect.results[kind].change_per_28 is None:
            continue
        for way, (before, after) in STATES.items():
            baseline, follow_up = _filled_in(effect.baseline, row, kind, before), _filled_in(primary, row, kind, after)
            if not any(too_few_days(baseline, kind)):
                yield kind, way, Question(kind, Group((baseline,)), Group((follow_up,)), effect.beside_primary)


def _filled_in(window: MeasuredWindow, row: DayGrid, kind: str, state: int) -> MeasuredWindow:
    """The window of one patient, had every day that is not known been of that state."""
    part = row.part(window.window)
    known = np.where(part.kinds[kind] == UNKNOWN, state, part.kinds[kind])
    days: NDArray[np.int8] = np.where(part.inside, known, _OUTSIDE).astype(np.int8)
    inside = int(part.inside.sum())
    completeness = Completeness(inside, 0, 0, window.window.days - inside)
    count = DayCount(int((days == YES).sum()), 0, 0, inside)
    chain = tuple(int(number) for number in counts_of_days(days)[0])
    return MeasuredWindow(WindowCounts(window.window, completeness, {kind: count}), {kind: chain})
