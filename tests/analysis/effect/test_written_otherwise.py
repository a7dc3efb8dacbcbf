"""The effect of one treatment however its rows and doses were written: 14 days of 28 before, 4 of 28 after, 71 % fewer.

Counted by hand: every second day of the 28 before the first dose, the first day of every week from it on.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.effect.judgement import effects
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, weeks

PICTURE = "H." * 14 + "H......" * 26
FALL = 100 * (14 - 4) / 14
MG = {"dose_unit": "mg"}


def day(number: int) -> date:
    return FIRST_DOSE + timedelta(days=number)


def doses(drug: str, *numbers: int, dose: float | None = None) -> list[dict[str, object]]:
    return [
        {"patient_id": "P", "drug": drug, "given_on": day(number), "dose": dose, "dose_unit": "mg", "batch": 1}
        for number in numbers
    ]


@pytest.mark.parametrize(
    ("rows", "given"),
    [
        (
            [
                course(stopped_on=day(55), dose=70.0, dose_unit="mg", interval_days=28),
                course(started_on=day(56), dose=70.0, dose_unit="MG", interval_days=30),
            ],
            [],
        ),
        (
            [
                course("Valproat", stopped_on=day(55), dose=500.0, dose_unit="mg"),
                course("Ergenyl", day(56), dose=0.5, dose_unit="g"),
            ],
            [],
        ),
        (
            [
                course("Metoprolol", stopped_on=day(180), dose=100.0, dose_unit="mg"),
                course("Seloken ZOC", day(9), stopped_on=day(40), dose=100.0, dose_unit="mg"),
            ],
            [],
        ),
        (
            [
                course("Emgality", stopped_on=day(27), dose=240.0, **MG),
                course("Emgality", day(28), dose=120.0, **MG),
            ],
            [],
        ),
        # the recorded start is a day late, and 27 days early
        ([course(started_on=day(1), dose=70.0, **MG)], doses("Aimovig", 0, 28, 56)),
        ([course(started_on=day(-27), dose=70.0, **MG)], doses("Aimovig", 0, 28, 56)),
        # the first injection was given elsewhere
        ([course(dose=70.0, **MG)], doses("Aimovig", 28, 56)),
        # no row at all
        ([], doses("Ajovy", 0, 28, 56, 84, dose=225.0)),
        # three months, told by the dose and the injections
        ([course("Ajovy", dose=675.0, **MG)], doses("Ajovy", 0, 84, 168, dose=675.0)),
        ([course("Botox", day(at), stopped_on=day(at), dose=155.0, dose_unit="E") for at in (0, 84, 168)], []),
        ([course("Ajovy", dose=225.0, **MG), course("fremanezumab", dose=225.0, **MG)], []),
        ([course(stopped_on=day(55), dose=70.0, **MG)], doses("Aimovig", 0, 28, 56, 84)),
    ],
)
def test_the_effect_is_that_of_one_treatment(engine, rows, given):
    (found,) = effects(clinic(engine, PICTURE, last=weeks(26), treatments=rows, doses=given))["P"]
    assert (found.outcome, found.episode.first_dose) == ("judged", FIRST_DOSE)
    assert found.results["headache"].percent_fall == pytest.approx(FALL)


@pytest.mark.parametrize(
    ("rows", "given", "steps", "primary"),
    [
        # 25, 50 and 100 mg from days 0, 14 and 28: the first window eight weeks after day 28 is weeks 13 to 16
        (
            [
                course("Topiramat", stopped_on=day(13), dose=25.0, **MG),
                course("Topiramat", day(14), stopped_on=day(27), dose=50.0, **MG),
                course("Topiramat", day(28), dose=100.0, **MG),
            ],
            [],
            3,
            "W13-16",
        ),
        ([course(dose=70.0, **MG)], doses("Aimovig", 0, dose=70.0) + doses("Aimovig", 28, 56, dose=140.0), 2, "W13-16"),
    ],
)
def test_a_course_with_steps_is_told_first_against_the_time_before_the_drug(engine, rows, given, steps, primary):
    whole, *single = effects(clinic(engine, PICTURE, last=weeks(26), treatments=rows, doses=given))["P"]
    assert (whole.as_json()["beginning"], whole.episode.primary, whole.outcome) == ("whole_course", primary, "judged")
    assert whole.results["headache"].percent_fall == pytest.approx(FALL)
    assert len(single) == steps
    assert single[-1].results["headache"].percent_fall == pytest.approx(0)
    assert single[-1].rules == ()
    antibody = {"EVAL-1", "EVAL-2", "EVAL-3", "EVAL-4", "EVAL-N-TA682"}
    assert {rule.rule.id for rule in whole.rules} == (antibody if given else set())
    assert {rule.window for rule in whole.rules} <= {primary}


def test_a_second_antibody_beside_one_without_a_stop_carries_a_caution(engine):
    rows = [course(started_on=day(-100), dose=70.0, **MG), course("Ajovy", dose=225.0, **MG)]
    _, second = effects(clinic(engine, PICTURE, last=weeks(26), treatments=rows))["P"]
    assert "another_antibody_goes_on" in second.cautions


@pytest.mark.parametrize(
    ("known", "started_on", "code"), [("month", "2026-03", "start_known_to_month"), ("unknown", None, "start_unknown")]
)
def test_of_a_start_that_is_not_known_the_effect_is_not_computed(engine, known, started_on, code):
    first = date(2026, 3, 1) if known == "month" else date(1950, 1, 1)
    rows = [course(started_on=first, start_known=known, dose=70.0, **MG)]
    (found,) = effects(clinic(engine, PICTURE, last=weeks(26), treatments=rows))["P"]
    told = found.as_json()
    assert (told["started_on"], told["outcome"], told["reasons"]) == (started_on, "cannot_be_judged", [code])
    assert told["windows"] == []
    assert (told["baseline"] is None) == (known == "unknown")
    assert found.results["headache"].percent_fall is None
