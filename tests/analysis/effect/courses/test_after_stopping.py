"""The windows after a last dose, and since a visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.effect.courses.after_stopping import after_stopping, since_visit
from analysis.episodes.making import episodes
from analysis.records.treatments import recorded_treatments
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, given, weeks

GOOD, BAD = "...H...H....H." * 2, "HH.H.HHH.HH..H" * 2  # 6 and 18 days
LAST_DOSE = FIRST_DOSE + timedelta(days=84)


def after(records, as_of=None):
    with records.connect() as connection:
        found = episodes(recorded_treatments(connection, ["P"])["P"])
        return after_stopping(connection, "P", found, Basis(as_of or records.as_of, records.settings))


def stopped(engine, *others, picture=GOOD * 4 + BAD * 4, as_of=None, **fields):
    doses = given(*(FIRST_DOSE + timedelta(days=28 * cycle) for cycle in range(4)))
    rows = [course(interval_days=28, stopped_on=LAST_DOSE + timedelta(days=10), **fields), *others]
    return clinic(engine, picture, last=weeks(12 + 16), treatments=rows, doses=doses, as_of=as_of)


def test_windows_are_counted_from_the_last_dose(engine):
    (found,) = after(stopped(engine))
    assert found.last_dose == LAST_DOSE
    assert found.course.before.window.last == LAST_DOSE - timedelta(days=1)
    assert found.course.before["headache"].observed == 6
    assert [window.window.label for window in found.course.windows] == ["W1-4", "W5-8", "W9-12", "W13-16"]
    assert found.course.windows[1].window.first == LAST_DOSE + timedelta(days=28)
    assert {label for label, _ in found.course.results} == {"W5-8", "W13-16"}
    result = found.course.results["W13-16", "headache"]
    assert (result.change_per_28, result.percent_fall) == (12, -200)
    assert result.interval_95[1] < 0
    assert result.has_deteriorated
    assert (found.restarted_on, found.others_began_on) == (None, ())


def test_a_restart_ends_the_windows(engine):
    restart = LAST_DOSE + timedelta(days=70)
    (found,) = after(stopped(engine, course(started_on=restart, interval_days=28)))
    assert found.restarted_on == restart
    assert [window.window.label for window in found.course.windows] == ["W1-4", "W5-8"]


def test_another_drug_after_it_is_told(engine):
    (found,) = after(stopped(engine, course(drug="Topiramat", started_on=LAST_DOSE + timedelta(days=30), dose=50.0)))
    assert found.others_began_on == (LAST_DOSE + timedelta(days=30),)


def test_a_window_that_is_not_over_is_not_compared(engine):
    (found,) = after(stopped(engine), as_of=LAST_DOSE + timedelta(days=54))
    assert found.course.results == {}
    (found,) = after(stopped(engine), as_of=LAST_DOSE + timedelta(days=55))
    assert ("W5-8", "headache") in found.course.results


def test_treatment_that_goes_on_has_no_after(engine):
    records = clinic(engine, GOOD * 4, last=weeks(12), treatments=[course()])
    assert after(records) == ()


@pytest.mark.parametrize(("days", "is_compared"), [(27, False), (28, True)])
def test_since_the_last_visit(engine, days, is_compared):
    records = clinic(engine, BAD + GOOD, last=date(2026, 6, 28))
    with records.connect() as connection:
        visit = records.as_of - timedelta(days=days)
        found = since_visit(connection, "P", visit, Basis(records.as_of, records.settings))
    assert (found is not None) is is_compared
    if found is not None:
        assert found.results["0", "headache"].baseline.observed >= 17
        assert found.results["0", "headache"].follow_up.observed == 6


def test_botulinum_toxin_is_looked_at_again_four_to_five_months_after_the_last_treatment(engine):
    # EVAL-5: re-evaluated 4 to 5 months after stopping.
    last = FIRST_DOSE + timedelta(days=139)
    rows = [course("Botox", stopped_on=FIRST_DOSE + timedelta(days=83), interval_days=84)]
    doses = given(FIRST_DOSE, drug="Botox")
    records = clinic(engine, "H......" * 4 + "HHH...." * 20, last=last, treatments=rows, doses=doses)
    (found,) = after(records)
    assert [window.window.label for window in found.course.windows][-1] == "W17-20"
    told = {label for label, kind in found.course.results if kind == "headache"}
    assert told == {"W13-16", "W17-20"}
