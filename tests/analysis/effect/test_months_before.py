"""The three windows before first dose: whether the last was the worst or best, whether days were falling already."""

from __future__ import annotations

import pytest

from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, weeks


def window(days, empty=0):
    """28 days, the first so many with headache, the last so many empty."""
    return "H" * days + "." * (28 - days - empty) + "_" * empty


def of(engine, *before, **options):
    picture = "".join(before) + window(6) * 3
    return effect_of(clinic(engine, picture, last=weeks(12), treatments=[course()], **options))


@pytest.mark.parametrize(
    ("before", "is_worst"),
    [
        ((window(12), window(14), window(15)), True),
        ((window(12), window(15), window(15)), None),  # a tie
        ((window(12), window(16), window(15)), False),
        ((window(16), window(16), window(15)), False),
        ((window(12), window(14), window(15, empty=3)), True),
        ((window(12), window(14), window(14, empty=3)), None),  # the empty days could make it the worst
        ((window(12), window(12, empty=2), window(15)), True),
        ((window(12), window(12, empty=3), window(15)), None),  # those of another window could undo it
        ((window(12), window(13), window(12, empty=1)), None),
        ((window(12), window(14), window(12, empty=1)), False),
        ((window(12), "_" * 28, window(15)), None),
    ],
)
def test_the_baseline_is_the_worst_only_where_no_empty_day_can_change_that(engine, before, is_worst):
    found = of(engine, *before)
    assert found.worst_baseline is is_worst
    assert found.as_json()["worst_baseline"] is is_worst


@pytest.mark.parametrize(
    ("before", "is_best"),
    [
        ((window(12), window(14), window(11)), True),
        ((window(12), window(11), window(11)), None),  # a tie
        ((window(12), window(10), window(11)), False),
        ((window(12), window(14), window(8, empty=3)), True),
        ((window(12), window(14), window(9, empty=3)), None),  # the empty days could make it no better
        ((window(12), window(12, empty=3), window(11)), True),
        ((window(12), window(10, empty=2), window(11)), None),  # those of another window could make that no better
        ((window(12), window(8, empty=2), window(11)), False),
        ((window(12), "_" * 28, window(11)), None),
    ],
)
def test_the_baseline_is_the_best_only_where_no_empty_day_can_change_that(engine, before, is_best):
    found = of(engine, *before)
    assert found.best_baseline is is_best
    assert found.as_json()["best_baseline"] is is_best


def test_a_diary_that_begins_with_the_baseline_does_not_tell(engine):
    began = FIRST_DOSE.replace(month=2, day=2)
    assert of(engine, window(12), window(14), window(15), enrolled_on=began).worst_baseline is None
    assert of(engine, window(12), window(14), window(11), enrolled_on=began).best_baseline is None


def test_the_three_windows_before_stand_in_json_oldest_first(engine):
    told = of(engine, window(12), window(14), window(15)).as_json()["before"]
    assert [one["label"] for one in told] == ["baseline-2", "baseline-1", "baseline"]
    assert [one["headache_days"]["observed"] for one in told] == [12, 14, 15]
    assert told[-1] == of(engine, window(12), window(14), window(15)).as_json()["baseline"]


@pytest.mark.parametrize(
    ("days", "is_falling"), [((14, 12, 10), True), ((13, 12, 10), False), ((14, 14, 10), False), ((10, 12, 14), False)]
)
def test_days_fall_before_treatment_by_four_in_all_and_from_each_window_to_the_next(engine, days, is_falling):
    assert of(engine, *map(window, days)).was_falling is is_falling


def test_a_fall_that_empty_days_could_undo_is_none(engine):
    assert of(engine, window(14), window(12), window(10, empty=0)).was_falling
    assert not of(engine, window(14), window(12), window(9, empty=3)).was_falling
