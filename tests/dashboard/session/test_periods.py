"""The periods that can be chosen, and which days they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.records.patients import Patient, PatientFile, Visit
from dashboard.session.periods import chosen_period, newest_treatment, offered_periods
from tests.treated import row, together

AS_OF = date(2026, 10, 31)
PERSON = Patient("P", date(2025, 1, 1), None, None, None, None, None, None)


def file_with(*, visits: tuple[date, ...] = (), treatments: tuple[tuple[date, date | None], ...] = ()) -> PatientFile:
    courses = tuple(
        row(
            drug=f"drug {number}",
            substance=None,
            family=None,
            started_on=started_on,
            stopped_on=stopped_on,
            dose=None,
            dose_unit=None,
            interval_days=None,
            stop_reason=None,
        )
        for number, (started_on, stopped_on) in enumerate(treatments)
    )
    return PatientFile(PERSON, together(courses), tuple(Visit(day, "doctor", None, None) for day in visits), (), ())


@pytest.mark.parametrize(
    ("code", "first", "days"),
    [
        ("3m", date(2026, 8, 9), 84),
        ("6m", date(2026, 5, 17), 168),
        ("12m", date(2025, 11, 30), 336),
        ("24m", date(2024, 11, 3), 728),
    ],
)
def test_fixed_periods_are_whole_windows_that_end_with_the_as_of_date(code: str, first: date, days: int) -> None:
    period = chosen_period(code, file_with(), AS_OF)
    assert (period.first, period.last, period.days) == (first, AS_OF, days)


@pytest.mark.parametrize(
    ("visit", "days"),
    [
        (date(2026, 10, 30), 28),
        (date(2026, 10, 4), 28),
        (date(2026, 10, 3), 56),
        (date(2026, 9, 6), 56),
        (date(2026, 9, 5), 84),
    ],
)
def test_since_the_last_visit_is_the_fewest_windows_that_hold_the_visit(visit: date, days: int) -> None:
    period = chosen_period("visit", file_with(visits=(visit,)), AS_OF)
    assert period.days == days
    assert visit in period


@pytest.mark.parametrize(
    ("started_on", "days"), [(date(2026, 10, 31), 56), (date(2026, 10, 4), 56), (date(2026, 10, 3), 84)]
)
def test_since_treatment_start_has_a_window_before_it(started_on: date, days: int) -> None:
    period = chosen_period("start", file_with(treatments=((started_on, None),)), AS_OF)
    assert period.days == days
    assert (started_on - period.first).days >= 28


def test_since_visit_and_since_start_are_offered_only_where_there_is_one() -> None:
    fixed = ("3m", "6m", "12m", "24m")
    assert offered_periods(file_with(), AS_OF) == fixed
    assert offered_periods(file_with(visits=(date(2026, 11, 12),)), AS_OF) == fixed
    assert offered_periods(file_with(visits=(date(2026, 10, 1),)), AS_OF) == (*fixed, "visit")
    assert offered_periods(file_with(treatments=((date(2026, 12, 1), None),)), AS_OF) == fixed
    assert offered_periods(file_with(treatments=((date(2026, 1, 1), date(2026, 2, 1)),)), AS_OF) == fixed
    assert offered_periods(file_with(treatments=((date(2026, 1, 1), None),)), AS_OF) == (*fixed, "start")


def test_the_newest_treatment_is_the_one_started_last_that_still_runs() -> None:
    started = ((date(2026, 1, 1), None), (date(2026, 3, 1), None), (date(2026, 5, 1), date(2026, 6, 1)))
    newest = newest_treatment(file_with(treatments=started), AS_OF)
    assert newest
    assert newest.first.first_dose == date(2026, 3, 1)


@pytest.mark.parametrize("code", ["visit", "start", "nonsense"])
def test_a_period_that_does_not_exist_for_a_patient_is_the_default(code: str) -> None:
    assert chosen_period(code, file_with(), AS_OF).days == 168


def test_treatments_of_the_future_do_not_count() -> None:
    file = file_with(treatments=((date(2027, 1, 1), None),))
    assert newest_treatment(file, AS_OF) is None
    assert newest_treatment(replace(file, recorded=together([])), AS_OF) is None
