"""Migraine days by their time in the menstrual cycle, as a list of the patterns (MEN-1, MEN-4, MEN-5, MEN-6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from analysis import patterns
from analysis.criteria.menstrual import BLEED_FREE_DAYS, CYCLES, DAYS_AFTER, DAYS_BEFORE, first_days
from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns import against_chance
from dashboard.charts.patterns.shares import BarList
from dashboard.sections.patterns.rows import compared_rows, difference_text, notes
from dashboard.texts import Words


def cycle(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """Migraine days around the first day of bleeding and at other times; None where neither or no cycle is known."""
    known, doubtful = days_one(entries)
    timing = patterns.cycle_timing(
        entries, known, doubtful, before=DAYS_BEFORE, after=DAYS_AFTER, shortest=BLEED_FREE_DAYS
    )
    if timing is None or not timing.in_window.days + timing.elsewhere.days:
        return None
    is_enough = timing.cycles >= CYCLES
    shares = (timing.in_window, timing.elsewhere)
    compared = against_chance(shares, timing.persistence)
    names = [words("patterns-cycle-window", before=DAYS_BEFORE, after=DAYS_AFTER + 1), words("patterns-cycle-other")]
    verdict = difference_text(names, compared, words) if is_enough else words("patterns-cycle-few", needed=CYCLES)
    shown = notes(words("patterns-cycle-note", cycles=timing.cycles), verdict, words("patterns-cycle-ask"))
    rows = compared_rows(names, compared if is_enough else [patterns.Compared(share) for share in shares], words)
    return BarList(words("patterns-cycle"), shown, rows)


def days_one(entries: Sequence[DayEntry]) -> tuple[list[date], list[date]]:
    """The known first days of bleeding, and the other days that may be one because some day does not tell (MEN-6)."""
    told = [entry.fields.get("menstruation") if entry.state.is_filled else None for entry in entries]
    bleeds, free = (np.array([[answer is asked for answer in told]]) for asked in (True, False))
    outside = np.array([[entry.state is DayState.OUTSIDE for entry in entries]])
    known = first_days(bleeds, free)[0]
    possible = first_days(~free & ~outside, ~bleeds)[0]
    return _dates(entries, known), _dates(entries, possible & ~known)


def _dates(entries: Sequence[DayEntry], marked: Iterable[bool]) -> list[date]:
    return [entry.date for entry, is_marked in zip(entries, marked, strict=True) if is_marked]
