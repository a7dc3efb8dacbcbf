"""How numbers of days and scores are written, in pictures and in sentences alike; loads nothing that draws."""

from __future__ import annotations

from analysis.counts.day_count import DayCount
from dashboard.texts import Words


def range_text(days: DayCount) -> str:
    """A number of days, or the fewest and the most that empty days allow: 9, 9–15."""
    return str(days.lowest) if days.lowest == days.highest else f"{days.lowest}–{days.highest}"


def score_text(score: float, words: Words) -> str:
    """A score as it is written: whole where it is."""
    return words.number(score, 0 if score == round(score) else 1)
