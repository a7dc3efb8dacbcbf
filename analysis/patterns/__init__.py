"""Patterns in one patient's days, each with its denominator: they describe, they explain nothing."""

from analysis.patterns.cycle import CycleTiming, cycle_timing
from analysis.patterns.filling_in import (
    FEWEST_MISSING,
    MUCH_BACKFILLED,
    SHORTEST_GAP,
    Clustering,
    Lags,
    gaps,
    missing_persistence,
    recall_lags,
    unfilled_clustering,
)
from analysis.patterns.headache import (
    Hours,
    acute_response,
    aura_days,
    by_weekday,
    headache_hours,
    persistence,
    severity_mix,
    symptoms,
    tells_frequency,
)
from analysis.patterns.shares import FEWEST_DAYS, Compared, Share, against_chance, are_few
from analysis.patterns.variation import WindowShare, course

__all__ = [
    "FEWEST_DAYS",
    "FEWEST_MISSING",
    "MUCH_BACKFILLED",
    "SHORTEST_GAP",
    "Clustering",
    "Compared",
    "CycleTiming",
    "Hours",
    "Lags",
    "Share",
    "WindowShare",
    "acute_response",
    "against_chance",
    "are_few",
    "aura_days",
    "by_weekday",
    "course",
    "cycle_timing",
    "gaps",
    "headache_hours",
    "missing_persistence",
    "persistence",
    "recall_lags",
    "severity_mix",
    "symptoms",
    "tells_frequency",
    "unfilled_clustering",
]
