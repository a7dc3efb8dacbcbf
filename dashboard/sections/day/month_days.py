"""A calendar month in days: how many were filled in, and what the filled ones were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.days.day_by_day import DayEntry, DayState
from analysis.windows import Window
from dashboard.sections.section import Section
from dashboard.texts import Words


def section(entries: Sequence[DayEntry], month: Window, table: pd.DataFrame, words: Words) -> Section:
    """The days of a month by their state; `table` says each of them in words."""
    states = Counter(entry.state for entry in entries)
    filled = sum(number for state, number in states.items() if state.is_filled)
    inside = len(entries) - states[DayState.OUTSIDE]
    parts = [words(f"month-{state.value}", days=states[state]) for state in DayState if _is_told(state, states)]
    return Section(
        key="month_days",
        title=words("month-title", month=words.month(month.first)),
        sentences=(words("month-filled", filled=filled, inside=inside), *parts),
        table=table,
    )


def _is_told(state: DayState, states: Counter[DayState]) -> bool:
    return state is not DayState.OUTSIDE and states[state] > 0
