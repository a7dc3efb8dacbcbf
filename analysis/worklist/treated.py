"""The running and planned treatments of a whole clinic with the windows that the list asks about.

Only headache days are counted, and nothing is estimated: `effects` would tell much more, and take minutes for a large
clinic where this takes seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from analysis.counts import Completeness, DayCount, WindowCounts
from analysis.effect.episodes import Episode, episodes
from analysis.grid import UNKNOWN, YES, DayGrid, day_grid
from analysis.patients import Treatment
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window, windows_from_first_dose

KIND = "headache"
"""The kind of day that is counted: the one that every diary tells."""
MOST_DAYS = 3 * 364
"""Days before as-of that are looked at: three years."""


@dataclass(frozen=True)
class Treated:
    """One treatment episode of a patient: its baseline, and the windows from first dose that have begun."""

    episode: Episode
    as_of: date
    settings: Settings
    baseline: WindowCounts
    windows: tuple[WindowCounts, ...]

    @property
    def primary(self) -> WindowCounts | None:
        """The window in which the effect is judged; None until it has begun."""
        return next((one for one in self.windows if one.window.label == self.episode.primary), None)


def treated(
    connection: Connection, treatments: Mapping[str, Sequence[Treatment]], as_of: date, settings: Settings
) -> dict[str, list[Treated]]:
    """The treatments that run or are planned at `as_of`, of each patient who has any, read in one pass."""
    known = {patient: _running(some, as_of) for patient, some in treatments.items()}
    found = {patient: some for patient, some in known.items() if some}
    if not found:
        return {}
    first = min(one.baseline.first for some in found.values() for one in some)
    period = Window(min(max(first, as_of - timedelta(days=MOST_DAYS)), as_of), as_of)
    grid = day_grid(connection, period, (KIND,), as_of=as_of, settings=settings, patients=list(found))
    rows = {patient: place for place, patient in enumerate(grid.patients)}
    return {
        patient: [_treated(one, grid, rows[patient], as_of, settings) for one in some]
        for patient, some in found.items()
        if patient in rows
    }


def _running(treatments: Sequence[Treatment], as_of: date) -> list[Episode]:
    """The episodes that count at `as_of` or begin later; an end or a dose after it is not seen."""
    if not any(one.started_on > as_of or one.runs_on(as_of) for one in treatments):
        return []
    found = episodes([_as_known(one, as_of) for one in treatments])
    return [one for one in found if one.first_dose > as_of or one.covers(as_of)]


def _as_known(treatment: Treatment, as_of: date) -> Treatment:
    has_ended = treatment.stopped_on is not None and treatment.stopped_on <= as_of
    return replace(
        treatment,
        stopped_on=treatment.stopped_on if has_ended else None,
        given_on=tuple(day for day in treatment.given_on if day <= as_of),
    )


def _treated(episode: Episode, grid: DayGrid, row: int, as_of: date, settings: Settings) -> Treated:
    begun = windows_from_first_dose(episode.first_dose, as_of)
    windows = [window for window in begun if episode.covers(window.first) and window.first >= grid.period.first]
    return Treated(
        episode,
        as_of,
        settings,
        _counted(episode.baseline, grid, row, settings),
        tuple(_counted(window, grid, row, settings) for window in windows),
    )


def _counted(window: Window, grid: DayGrid, row: int, settings: Settings) -> WindowCounts:
    """The window's days by state, and its headache days; days before the period or after as-of are outside."""
    start, last = grid.period.first, grid.period.last
    first = max(0, (window.first - start).days)
    part = slice(first, max(first, (min(window.last, last) - start).days + 1))
    inside, filled = grid.inside[row, part], grid.filled[row, part]
    still_open = max(0, len(inside) - max(0, (last - start).days - settings.lock_days - first))
    unfilled = inside & ~filled
    open_days = int(unfilled[len(inside) - still_open :].sum()) if still_open else 0
    days = Completeness(int(filled.sum()), open_days, int(unfilled.sum()) - open_days, WINDOW_DAYS - int(inside.sum()))
    told = grid.kinds[KIND][row, part]
    unknown = int((filled & (told == UNKNOWN)).sum())
    return WindowCounts(window, days, {KIND: DayCount(int((told == YES).sum()), days.unfilled, unknown, days.filled)})
