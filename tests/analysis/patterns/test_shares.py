"""Descriptive patterns on drawn weeks, counted by hand, each with the days it is a share of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from analysis import patterns
from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.patterns import Share
from analysis.windows import Window
from tests.analysis.patterns.drawn_days import days_from

MONDAY = date(2026, 3, 2)


def days(picture, *fields):
    """Days from a Monday on."""
    return days_from(MONDAY, picture, *fields)


def test_days_of_the_week():
    # Two weeks: headache on both Mondays and one of one filled Sundays.
    found = patterns.by_weekday(days("M.....H H.....x"))
    assert found[0] == Share(2, 2)
    assert found[1] == Share(0, 2)
    assert found[6] == Share(1, 1)
    assert patterns.by_weekday(days("_o"))[0] == Share(0, 0)
    assert Share(0, 0).rate is None
    migraine = frozenset({DayState.MIGRAINE})
    assert patterns.by_weekday(days("M.....H H.....x"), migraine)[0] == Share(1, 2)


def written(picture, *lags):
    """Days written so many days later; None where it is not recorded."""
    entries = days(picture)
    told = []
    for entry, lag in zip(entries, lags, strict=True):
        moment = (
            None if lag is None else datetime.combine(entry.date, datetime.min.time()) + timedelta(days=lag, hours=21)
        )
        told.append(DayEntry(entry.date, entry.state, {"recorded_at": moment}))
    return told


def test_how_long_after_their_day_entries_were_written():
    found = patterns.recall_lags(written("........._", 0, 1, 2, 3, 7, 8, None, 0, 0, None))
    assert found.by_group == {"same_day": 3, "one_or_two": 2, "three_to_seven": 2, "later": 1, "untold": 1}
    # CMP-5: written two days later or more is filled in afterwards.
    assert found.backfilled == Share(4, 8)


@pytest.mark.parametrize(("together", "in_bulk"), [(2, 0), (3, 3), (4, 4)])
def test_days_written_on_one_date_are_in_bulk_from_three(together, in_bulk):
    lags = [together - 1 - place for place in range(together)]
    assert patterns.recall_lags(written("." * together, *lags)).in_bulk == Share(in_bulk, together)


def test_how_bad_the_headache_days_were():
    found = patterns.severity_mix(
        days(
            "MMMHHH.",
            {"severity": 1},
            {"severity": 2, "intensity": 9.0},
            {"severity": 3},
            {"intensity": 3.9},
            {"intensity": 4.0},
            {},
            {"severity": 3},
        )
    )
    assert found == {"mild": 2, "moderate": 2, "severe": 1, "untold": 1}
    assert patterns.severity_mix(days("M", {"intensity": 7.0}))["severe"] == 1
    assert patterns.severity_mix(days("M", {"intensity": 6.9}))["moderate"] == 1


def test_hours_with_headache():
    found = patterns.headache_hours(
        days("MHM..__", {"duration_hours": 10.0, "severity": 3}, {"duration_hours": 2.0}, {"severity": 2})
    )
    assert (found.total, found.days, found.untold) == (12.0, 2, 1)
    assert found.per_28 == 28 * 12 / 4  # two headache days that tell and two free ones
    assert (found.burden, found.burden_days) == (30.0, 1)  # AMD-4: ten hours times three
    assert patterns.headache_hours(days("__")).per_28 is None


def test_whether_acute_medication_helped():
    def dose(drug, helped, counts=True):
        return Dose(drug, 1, None, helped, frozenset(), counts)

    entries = days("MM")
    taken = (dose("Maxalt", "yes"), dose("Maxalt", "no"), dose("Alvedon", None), dose("Primperan", "yes", counts=False))
    entries[0] = DayEntry(MONDAY, DayState.MIGRAINE, doses=taken)
    assert patterns.acute_response(entries) == {
        "Maxalt": {"yes": 1, "partly": 0, "no": 1, "untold": 0},
        "Alvedon": {"yes": 0, "partly": 0, "no": 0, "untold": 1},
    }


def test_commonest_symptoms_come_first_and_untold_days_are_left_out():
    found = patterns.symptoms(
        days("MMH.", {"nausea": True, "photophobia": False}, {"nausea": True}, {"nausea": False}, {"nausea": True})
    )
    assert (next(iter(found)), found["nausea"], found["photophobia"]) == ("nausea", Share(2, 3), Share(0, 1))
    assert found["vomiting"] == Share(0, 0)


def test_aura_days_are_of_the_filled_days_that_tell():
    assert patterns.aura_days(days("M.._", {"aura": True}, {"aura": True}, {}, {"aura": True})) == Share(2, 2)


def test_whether_missing_days_follow_headache_or_fall_on_weekends():
    found = patterns.unfilled_clustering(days("M_M..__ M.o...."))
    assert (found.after_headache, found.after_headache_free) == (Share(1, 3), Share(1, 5))
    assert (found.weekends, found.weekdays) == (Share(2, 4), Share(1, 9))


@pytest.mark.parametrize(("length", "listed"), [(2, 0), (3, 1), (4, 1)])
def test_gaps_are_listed_from_three_days(length, listed):
    # CMP-6
    assert len(patterns.gaps(days("." + "_" * length + "."))) == listed


def test_the_longest_and_newest_gap_comes_first():
    found = patterns.gaps(days("___.____.oo_.xxx"))
    assert [(gap.first.day, gap.days) for gap in found] == [(6, 4), (11, 3), (2, 3)]
    assert found[0] == Window(date(2026, 3, 6), date(2026, 3, 9), "gap")
