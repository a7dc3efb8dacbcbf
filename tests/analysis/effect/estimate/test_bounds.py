"""The answer at both bounds of the days that are not known (STAT-12, CMP-25)."""

from __future__ import annotations

import pytest

from analysis.counts.day_count import DayCount
from analysis.effect.estimate.bounds import Bounds
from analysis.effect.estimate.comparison import DEPENDS, ROBUST, unjudged
from analysis.effect.grades import Grade, grade
from analysis.effect.judgement import effects
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, weeks

AFTER_EIGHT_WEEKS = "MMHMH.." * 8


def bounded(engine, before, after, **fields):
    records = clinic(engine, before + AFTER_EIGHT_WEEKS + after, last=weeks(12), treatments=[course(**fields)])
    ((found,), (full,)) = (effects(records, bounds=asked)["P"] for asked in (True, False))
    assert full.bounds is None
    return found


def test_every_empty_day_counts_against_the_treatment_at_worst_and_for_it_at_best(engine):
    found = bounded(engine, "H" * 16 + "." * 8 + "____", "H" * 6 + "." * 20 + "__").bounds["headache"]
    shown, worst, best = found.shown, found.worst, found.best
    assert (shown.baseline.observed, shown.baseline.unfilled, found.unknown_days) == (16, 4, 6)
    assert (worst.baseline.observed, worst.follow_up.observed) == (16, 8)
    assert (best.baseline.observed, best.follow_up.observed) == (20, 6)
    assert worst.percent_fall == 50
    assert best.percent_fall == pytest.approx(70)
    assert worst.interval_95[0] < shown.interval_95[0] < best.interval_95[0]
    assert worst.probability[50] < shown.probability[50] < best.probability[50]
    assert {result.baseline.told for result in (worst, best)} == {28}


def test_the_bounds_are_what_the_diary_would_say_were_it_filled_in_so(engine):
    found = bounded(engine, "H" * 16 + "." * 8 + "____", "H" * 6 + "." * 20 + "__")
    worst = bounded(engine, "H" * 16 + "." * 12, "H" * 6 + "." * 20 + "HH").results["headache"]
    best = bounded(engine, "H" * 16 + "." * 8 + "HHHH", "H" * 6 + "." * 22).results["headache"]
    for filled_in, expected in ((found.bounds["headache"].worst, worst), (found.bounds["headache"].best, best)):
        assert filled_in.interval_95 == pytest.approx(expected.interval_95)
        assert filled_in.probability == pytest.approx(expected.probability)
        assert filled_in.responder == expected.responder


def test_days_whose_kind_is_untold_are_bounded_as_empty_ones_are(engine):
    found = bounded(engine, "M" * 12 + "?" * 4 + "." * 12, "M" * 4 + "?" * 2 + "." * 22).bounds["migraine"]
    assert (found.worst.baseline.observed, found.worst.follow_up.observed) == (12, 6)
    assert (found.best.baseline.observed, found.best.follow_up.observed) == (16, 4)


def test_a_full_diary_has_nothing_to_depend_on(engine):
    found = bounded(engine, "HHH...." * 4, "H......" * 4).bounds["headache"]
    assert found.worst.interval_95 == found.best.interval_95 == pytest.approx(found.shown.interval_95)
    assert (found.robustness, found.unknown_days) == (ROBUST, 0)


def test_the_answer_depends_on_empty_days_when_only_the_grade_does(engine):
    # 27 days to between 19 and 22: no class is reached at either bound, but how clear a fall is hangs on three days.
    found = bounded(engine, "H" * 27 + ".", "H" * 19 + "." * 6 + "___").bounds["headache"]
    assert found.worst.responder == found.best.responder
    assert found.shown.depends_on_days == 0
    assert grade(found.worst) != grade(found.best)
    assert (found.robustness, found.unknown_days) == (DEPENDS, 3)


def test_grade_alone_makes_it_depend():
    full = DayCount(14, 0, 0, 28)
    chances = ({0: 0.90, 30: 0.5, 50: 0.1, 75: 0.0}, {0: 0.98, 30: 0.5, 50: 0.1, 75: 0.0})
    likely, clear = (
        unjudged(full, full).__class__(**{**vars(unjudged(full, full)), "probability": p}) for p in chances
    )
    assert (grade(likely), grade(clear)) == (Grade("likely"), Grade("clear"))
    assert Bounds(likely, likely, likely).robustness == ROBUST
    assert Bounds(likely, likely, clear).robustness == DEPENDS


def test_effects_that_are_not_judged_have_no_bounds(engine):
    records = clinic(engine, "H" * 28, last=FIRST_DOSE, treatments=[course()])
    (found,) = effects(records, bounds=True)["P"]
    assert found.reasons
    assert found.bounds is None
    assert found.as_json()["bounds"] is None


def test_bounds_in_json(engine):
    found = bounded(engine, "H" * 16 + "." * 8 + "____", "H" * 6 + "." * 20 + "__").as_json()["bounds"]
    assert found["headache_days"]["unknown_days"] == 6
    assert found["headache_days"]["robustness"] == DEPENDS
    assert found["headache_days"]["worst"]["percent_fall"] == 50
    assert set(found) == {"headache_days", "migraine_days"}
