"""The days of a treatment's course that the long-run model reads: up to six windows before first dose, and those on it.

Neither goes past a change of drug or dose of a preventive. A change within 28 days of first dose is taken as one with
it, since the two cannot be told apart (`co_interventions.CLOSE_DAYS`): the 28 days of the baseline are always read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.days.classified import UNKNOWN, YES
from analysis.days.grid import DayGrid, day_grid
from analysis.effect.co_interventions import CLOSE_DAYS
from analysis.effect.estimate.long_run.weeks import MOST_WINDOWS_BEFORE, MOST_WINDOWS_ON
from analysis.effect.responders import JUDGED_KINDS
from analysis.episodes.episode import Episode
from analysis.windows import WINDOW_DAYS, Window

Days = NDArray[np.int8]
HEADACHE = JUDGED_KINDS[0]
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days to be read before first dose and from it on; `goes_on` where the latter end on the as-of date."""

    before: Window
    on: Window
    goes_on: bool


@dataclass(frozen=True)
class CourseDays:
    """The days of a span for each of JUDGED_KINDS: 1 with, 0 without it, -1 where a day does not tell.

    No day of a window tells of a kind of headache of which no headache day of it does: its free days would read as all.
    """

    before: Mapping[str, Days]
    on: Mapping[str, Days]
    goes_on: bool


def span_of(episode: Episode, besides: Sequence[Episode], as_of: date) -> Span:
    """The days to be read of an episode that began by `as_of`; `besides` are the patient's other episodes."""
    start, changes = episode.first_dose, [day for other in besides for day in _changes(other)]
    earliest = start - MOST_WINDOWS_BEFORE * WINDOW_DAYS * DAY
    earlier = max((day for day in changes if day < start), default=earliest)
    before = Window(max(earliest, min(earlier, start - WINDOW_DAYS * DAY)), start - DAY)
    until = min([as_of, *(day - DAY for day in changes if day > start + CLOSE_DAYS * DAY)])
    goes_on = until == as_of and episode.covers(as_of)
    return Span(before, Window(start, until if goes_on else _last_read(episode, until)), goes_on)


def _changes(episode: Episode) -> Iterator[date]:
    """The days on which an episode began, and on which its drug was not taken any more."""
    yield episode.first_dose
    if episode.last_day is not None:
        yield episode.last_day + DAY


def _last_read(episode: Episode, until: date) -> date:
    """The last day on treatment by `until`, of weeks 1 to 12."""
    start = episode.first_dose
    days = min((until - start).days + 1, MOST_WINDOWS_ON * WINDOW_DAYS)
    return max(day for day in (start + place * DAY for place in range(days)) if episode.covers(day))


def course_days(connection: Connection, asked: Sequence[tuple[str, Span]], basis: Basis) -> Iterator[CourseDays]:
    """The days of the span of each patient asked for, in their order, read for all of them at once."""
    if not asked:
        return
    spans = [span for _, span in asked]
    whole = Window(min(span.before.first for span in spans), max(span.on.last for span in spans))
    grid = day_grid(connection, whole, JUDGED_KINDS, basis.of(sorted({patient for patient, _ in asked})))
    places = {patient: place for place, patient in enumerate(grid.patients)}
    for patient, span in asked:
        row = grid.row(places[patient])
        before, on = _kinds(row, span.before), _kinds(row, span.on)
        backwards = _where_told({kind: days[::-1] for kind, days in before.items()})
        yield CourseDays({kind: days[::-1] for kind, days in backwards.items()}, _where_told(on), span.goes_on)


def _kinds(row: DayGrid, window: Window) -> dict[str, Days]:
    """The days of the window; those of a source that records attacks only tell nothing of how frequent headache was."""
    part = row.part(window)
    return {kind: np.where(part.of_attacks, UNKNOWN, known).astype(np.int8)[0] for kind, known in part.kinds.items()}


def _where_told(known: Mapping[str, Days]) -> dict[str, Days]:
    """The days of each kind without those of windows, counted from the first day, of which no headache day tells."""
    return {kind: np.where(_are_untold(days, known[HEADACHE]), UNKNOWN, days) for kind, days in known.items()}


def _are_untold(days: Days, headache: Days) -> NDArray[np.bool_]:
    """Whether each day is of such a window (`Days.untold`)."""
    starts = np.arange(0, len(days), WINDOW_DAYS)

    def number(of: NDArray[np.bool_]) -> NDArray[np.intp]:
        return np.add.reduceat(of, starts, dtype=np.intp)

    had, unknown = number(headache == YES), number((days == UNKNOWN) & (headache != UNKNOWN))
    is_untold = (number(days == YES) == 0) & (had > 0) & (unknown >= had)
    return np.repeat(is_untold, WINDOW_DAYS)[: len(days)]
