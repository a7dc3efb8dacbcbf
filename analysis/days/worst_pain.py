"""How bad the worst pain of a headache day was, decided once: mild, moderate or severe (HD-2, HD-3).

The word decides where both it and the numeric rating are recorded. A rating of 0 means *no pain*, so on a day with
headache it contradicts the answer that there was one and tells no level: how bad the day was is unknown, neither mild
nor "not moderate". (Numeric rating scale: 0 no pain, 1-3 mild, 4-6 moderate, 7-10 severe.)
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func

MILD, MODERATE, SEVERE = 1, 2, 3
"""Levels of pain, as the word has them."""
MODERATE_INTENSITY, SEVERE_INTENSITY = 4, 7
"""Lowest numeric rating of 10 that is moderate (HD-2), or severe (HD-3)."""
_LEVELS = ((SEVERE_INTENSITY, SEVERE), (MODERATE_INTENSITY, MODERATE))
"""From which rating on a level holds, the worst first; any other rating above 0 is mild."""


def worst_pain(severity: object, intensity: object) -> int | None:
    """The level of a headache day with this word (1 to 3) and this rating (0 to 10); None where neither tells."""
    if isinstance(severity, int | float):
        return int(severity)
    if not isinstance(intensity, int | float) or intensity <= 0:
        return None
    return next((level for lowest, level in _LEVELS if intensity >= lowest), MILD)


def worst_pain_column(severity: ColumnElement[Any], intensity: ColumnElement[Any]) -> ColumnElement[int]:
    """The same of two columns; NULL where neither tells."""
    rated = case(*((intensity >= lowest, level) for lowest, level in _LEVELS), (intensity > 0, MILD))
    return func.coalesce(severity, rated)
