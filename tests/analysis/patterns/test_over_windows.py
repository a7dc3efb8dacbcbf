"""The longest stretch without headache and the crossings of the chronic line, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.patterns.over_windows import frequency_course, longest_free_stretch
from tests.analysis.criteria.made import grid, windows


@pytest.mark.parametrize(
    ("picture", "days", "highest", "first", "last"),
    [
        ("+..+...+", 3, 3, date(2026, 3, 28), date(2026, 3, 30)),
        ("....+...", 4, 4, date(2026, 3, 24), date(2026, 3, 27)),
        ("...+...+", 3, 3, date(2026, 3, 28), date(2026, 3, 30)),  # of two as long the newest
        ("..._..++", 3, 6, date(2026, 3, 24), date(2026, 3, 26)),  # an empty day is no headache-free day
        ("..?..+++", 2, 5, date(2026, 3, 27), date(2026, 3, 28)),
        ("xx...+++", 3, 3, date(2026, 3, 26), date(2026, 3, 28)),  # days outside are none
        ("++++++++", 0, 0, None, None),
        ("________", 0, 8, None, None),
    ],
)
def test_the_longest_stretch_without_headache(picture, days, highest, first, last):
    found = longest_free_stretch(grid(headache=picture))
    assert (found.days, found.highest, found.first, found.last) == (days, highest, first, last)
    assert found.as_json()["from"] == (first.isoformat() if first else None)


@pytest.mark.parametrize(
    ("months", "sides", "crossings"),
    [
        ([14, 15, 14], "not_met met not_met", 2),
        ([15, 16, 28], "met met met", 0),
        ([14, {"headache": 14, "unfilled": 1}, 15], "not_met undetermined met", 1),
        ([14, {"headache": 14, "unfilled": 1}, 14], "not_met undetermined not_met", 0),
        ([{"headache": 10, "outside": 5}, 15, 14], "not_computable met not_met", 1),
        ([{"headache": 15, "recorded_headache": 14}, 15], "not_met met", 1),  # aura without headache is none of the 15
    ],
)
def test_crossings_of_the_chronic_line(months, sides, crossings):
    made = windows(*({"headache": one} if isinstance(one, int) else one for one in months))
    found = frequency_course(made)
    assert ([one.code for one in found.windows], found.crossings) == (sides.split(), crossings)
    assert found.as_json()["caution"] == "crossing_is_common"
