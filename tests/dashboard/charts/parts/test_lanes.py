"""Treatments become courses of dose steps, and courses lanes."""

from __future__ import annotations

from datetime import date

from analysis.records.treatments import Recorded
from dashboard.charts.parts.frame import TimeAxis
from dashboard.charts.parts.lanes import Course, Lane, beyond, course_text, courses_of, extended, lanes_on, step_texts
from dashboard.texts import words
from tests.dashboard.charts.made import AS_OF, treatment
from tests.treated import together

AXIS = TimeAxis(date(2026, 5, 1), AS_OF, AS_OF)
CGRP = "cgrp_antibody"


def known(rows: list[Recorded]) -> list[Course]:
    return courses_of(together(rows), AS_OF)


def seen(rows: list[Recorded]) -> list[Lane]:
    return lanes_on(AXIS, together(rows))


def test_dose_steps_that_follow_on_one_another_are_one_course() -> None:
    (course,) = known(
        [
            treatment("Kandesartan", date(2026, 1, 1), date(2026, 1, 31), dose=8),
            treatment("Kandesartan", date(2026, 2, 1), date(2026, 6, 30), dose=16, stop_reason="no_effect"),
        ]
    )
    assert (course.first, course.end, course.stop_reason) == (date(2026, 1, 1), date(2026, 7, 1), "no_effect")
    assert course_text(course, words("sv")) == "Kandesartan 8 → 16 mg"
    assert step_texts(course, words("sv")) == ["Kandesartan 8 mg", "→ 16 mg"]


def test_a_dose_that_was_not_ended_ends_where_the_next_begins() -> None:
    (course,) = known(
        [treatment("Aimovig", date(2026, 1, 1), dose=70), treatment("Aimovig", date(2026, 4, 1), dose=140)]
    )
    assert [step.end for step in course.steps] == [date(2026, 4, 1), None]


def test_a_pause_makes_a_new_course_in_the_same_lane() -> None:
    rows = [treatment("Aimovig", date(2026, 5, 1), date(2026, 6, 1)), treatment("Aimovig", date(2026, 9, 1))]
    assert len(known(rows)) == 2
    (lane,) = seen(rows)
    assert len(lane.courses) == 2


def test_specific_treatments_stand_nearest_the_graph_and_the_newest_first() -> None:
    rows = [
        treatment("Metoprolol", date(2026, 9, 1)),
        treatment("Ajovy", date(2026, 5, 2), date(2026, 7, 1), family=CGRP),
        treatment("Vyepti", date(2026, 8, 1), family=CGRP),
        treatment("Amitriptylin", date(2025, 1, 1)),
    ]
    assert [lane.courses[0].drug for lane in seen(rows)] == ["Vyepti", "Ajovy", "Metoprolol", "Amitriptylin"]


def test_what_ended_before_the_axis_has_no_lane() -> None:
    ended = treatment("Propranolol", date(2026, 1, 1), date(2026, 4, 30))
    assert seen([ended]) == []
    last_day_seen = treatment("Propranolol", date(2026, 1, 1), date(2026, 5, 1))
    assert len(seen([last_day_seen])) == 1


def test_what_begins_after_the_axis_is_named_beyond_it() -> None:
    later = treatment("Ajovy", date(2027, 2, 14), family=CGRP)
    assert seen([later]) == []
    assert [course.drug for course in beyond(AXIS, later)] == ["Ajovy"]
    past = TimeAxis(date(2026, 1, 1), date(2026, 3, 1), AS_OF)
    assert beyond(past, later) == []


def test_the_axis_grows_for_what_is_planned_soon_and_only_then() -> None:
    first = date(2026, 5, 1)
    assert extended(first, AS_OF, AS_OF, [date(2026, 11, 16)]).last > date(2026, 11, 16)
    assert extended(first, AS_OF, AS_OF, [date(2027, 2, 14)]).last == AS_OF
    assert extended(first, date(2026, 9, 1), AS_OF, [date(2026, 11, 16)]).last == date(2026, 9, 1)


def test_doses_keep_their_decimals() -> None:
    (course,) = known([treatment("Lamotrigin", date(2026, 1, 1), dose=12.5)])
    assert course_text(course, words("sv")) == "Lamotrigin 12,5 mg"
    assert course_text(course, words("en")) == "Lamotrigin 12.5 mg"
