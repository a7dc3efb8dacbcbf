"""The zone of chance at the ends of its scale, the 28 days of a rate, and what is said only from some days on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis import patterns
from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns import Share, against_chance

FIRST = date(2026, 1, 5)
STATES = {"H": DayState.HEADACHE, ".": DayState.HEADACHE_FREE}


@pytest.mark.parametrize("days", [1, 31])
def test_a_zone_of_chance_lies_between_no_day_and_every_day(days):
    # 1 or 31 of 32 days: chance alone could take either group to the end of the scale, not beyond
    rest = (0, 16) if days == 1 else (15, 16)
    low, high = against_chance((Share(days - rest[0], 16), Share(*rest)))[1].zone
    assert (low == 0.0) is (days == 1)
    assert (high == 1.0) is (days == 31)
    assert 0.0 <= low < high <= 1.0


@pytest.mark.parametrize(
    ("marks", "is_told"),
    [
        ("." * 28 + "H" * 28 + "." * 28, False),  # within each 28 days all are alike: the usual 0.2
        ("." * 29 + "H" * 27 + "." * 28, True),
        ("." * 27 + "H" * 29 + "." * 28, True),
    ],
)
def test_each_28_days_from_the_newest_on_have_a_rate_of_their_own(marks, is_told):
    # STAT-10
    entries = [DayEntry(FIRST + timedelta(days=place), STATES[mark]) for place, mark in enumerate(marks)]
    assert (patterns.persistence(entries) != 0.2) is is_told


def test_local_settings():
    # CMP-5, CMP-6: a quarter of the days written late; five missing days before it is told where they lie
    assert (patterns.MUCH_BACKFILLED, patterns.FEWEST_MISSING, patterns.SHORTEST_GAP) == (0.25, 5, 3)
    assert patterns.FEWEST_DAYS == 8
