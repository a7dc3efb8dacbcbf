"""How bad a headache day was is decided once, for the statement, the calendar and the patterns alike."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Float, Integer, cast, literal, select

from analysis import patterns
from analysis.days.day_by_day import DayEntry, DayState
from analysis.days.worst_pain import worst_pain, worst_pain_column
from tests.analysis.criteria.judged import judged
from tests.drawn import database

DAY = date(2026, 10, 2)

# (word, rating, level): 1-3 mild, 4-6 moderate, 7-10 severe; 0 is no pain
LEVELS = [
    (None, None, None),
    (None, 0, None),
    (None, 0.5, 1),
    (None, 3.9, 1),
    (None, 4, 2),
    (None, 6.9, 2),
    (None, 7, 3),
    (None, 10, 3),
    (1, 9, 1),
    (2, 0, 2),
    (3, None, 3),
]


@pytest.mark.parametrize(("word", "rating", "level"), LEVELS)
def test_the_word_decides_and_else_the_rating(word, rating, level):
    assert worst_pain(word, rating) == level
    column = worst_pain_column(cast(literal(word), Integer), cast(literal(rating), Float))
    with database().connect() as connection:
        assert connection.execute(select(column)).scalar() == level


def test_a_rating_of_no_pain_on_a_headache_day_tells_no_level_anywhere():
    fields = {"headache": True, "intensity": 0.0}
    entry = DayEntry(DAY, DayState.OTHER_HEADACHE, fields)
    assert entry.worst_pain is None
    assert patterns.severity_mix([entry]) == {"mild": 0, "moderate": 0, "severe": 0, "untold": 1}
    zero, one, free = judged("MD-1", [(fields, []), ({**fields, "intensity": 1.0}, []), ({"headache": False}, [])])
    assert (zero["moderate_or_severe"], zero["severe"]) == (None, None)
    assert (one["moderate_or_severe"], one["severe"]) == (0, 0)
    assert (free["moderate_or_severe"], free["severe"]) == (0, 0)
