"""The days behind a criterion: which days were of each kind it counts, and which days do not tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from analysis.criteria.criterion import Criterion
from analysis.grid import DayGrid, day_grid
from analysis.settings import Settings
from analysis.windows import Window


@dataclass(frozen=True)
class DaysBehind:
    """The days of one kind in one window, the unfilled days, and the filled days whose entry does not tell."""

    window: Window
    kind: str
    days: tuple[date, ...]
    unfilled: tuple[date, ...]
    unknown: tuple[date, ...]


def days_behind(
    connection: Connection, patient_id: str, criterion: Criterion, *, as_of: date, settings: Settings
) -> tuple[DaysBehind, ...]:
    """The days behind each count of one patient's criterion, in the order of its counts."""
    if not criterion.counts:
        return ()
    windows = [used.window for used in criterion.counts]
    period = Window(min(window.first for window in windows), max(window.last for window in windows))
    kinds: Sequence[str] = tuple(dict.fromkeys(used.kind for used in criterion.counts))
    grid = day_grid(connection, period, kinds, as_of=as_of, settings=settings, patients=[patient_id])
    return tuple(_behind(grid, used.window, used.kind) for used in criterion.counts)


def _behind(grid: DayGrid, window: Window, kind: str) -> DaysBehind:
    part = grid.part(window)
    told = part.surely(kind) | part.surely_not(kind)
    return DaysBehind(
        window,
        kind,
        part.dates(part.surely(kind)[0]),
        part.dates((part.inside & ~part.filled)[0]),
        part.dates((part.filled & ~told)[0]),
    )
