"""Which way each questionnaire improves, and percentages to the last point."""

from __future__ import annotations

import pytest

from analysis.instruments import INSTRUMENTS, is_change_met
from analysis.outcomes import Outcome


@pytest.mark.parametrize(
    ("instrument", "worst", "best"),
    [
        ("HIT-6", 78, 36),
        ("MIDAS", 450, 0),
        ("MSQ-RR", 0, 100),
        ("MSQ-RP", 0, 100),
        ("MSQ-EF", 0, 100),
        ("PGIC", 7, 1),  # 1 is very much improved (PRO-10)
        ("mTOQ-4", 0, 8),  # 8 is maximum efficacy (PRO-12)
    ],
)
def test_from_the_worst_to_the_best_score_is_an_improvement(instrument, worst, best):
    found = INSTRUMENTS[instrument]
    assert found.improvement(worst, best) == abs(worst - best)
    assert found.improvement(best, worst) == -abs(worst - best)


@pytest.mark.parametrize(
    ("code", "before", "after", "outcome"),
    [
        ("midas_percent", 450, 315, Outcome.MET),  # 135 of 450 is 30 %
        ("midas_percent", 450, 316, Outcome.NOT_MET),  # 29.8 %
        ("midas_region_stockholm", 400, 280, Outcome.MET),
        ("midas_region_stockholm", 400, 281, Outcome.NOT_MET),  # 29.75 %
    ],
)
def test_thirty_percent_of_a_high_score(code, before, after, outcome):
    midas = INSTRUMENTS["MIDAS"]
    (change,) = [change for change in midas.important_changes if change.code == code]
    assert is_change_met(midas, change, before, after) is outcome
