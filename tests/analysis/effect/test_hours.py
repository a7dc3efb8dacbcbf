"""Headache hours and disability before against on a treatment, counted by hand; and a headache days do not tell of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from analysis.effect.gates import NO_MEASURE
from analysis.effect.hours import Hours
from analysis.querying.schema import DIARY, PATIENTS
from dashboard.sections.effect.toll import toll_sentences
from dashboard.sections.effect.verdict import verdict
from dashboard.texts import words
from tests.analysis.effect.clinic import FIRST_DOSE, clinic, course, effect_of, weeks

BAD = "HHHHHHHHHHHHHHHH............"  # 16 headache days
GOOD = "HHHHHHHH...................."  # 8 headache days


def day(number: int):
    return FIRST_DOSE + timedelta(days=number)


def told(engine, values: dict[int, dict[str, object]]):
    records = clinic(engine, BAD + BAD + BAD + GOOD, last=weeks(12), treatments=[course()])
    with engine.begin() as connection:
        for number, fields in values.items():
            connection.execute(update(DIARY).where(DIARY.c.date == day(number)).values(**fields))
    return records


def test_hours_and_disability_before_and_on_the_treatment(engine):
    # Before: 6 hours on 15 of 16 headache days, the 16th does not tell: 90 hours on 27 days that tell.
    before = {number: {"duration_hours": 6.0, "disability": 2} for number in range(-28, -13)}
    # Weeks 9 to 12: 3 hours on each of 8 headache days, once in bed, seven times hindered some.
    after = {number: {"duration_hours": 3.0, "disability": 1} for number in range(56, 64)} | {
        56: {"duration_hours": 3.0, "disability": 3}
    }
    effect = effect_of(told(engine, before | after))
    assert effect.baseline.hours == Hours(90.0, told=15, untold=1, free=12)
    assert effect.primary.hours == Hours(24.0, told=8, untold=0, free=20)
    assert effect.baseline.hours.per_28 == pytest.approx(28 * 90 / 27)
    assert effect.primary.hours.per_28 == 24.0
    disabling = [window["disabling"] for window in (effect.baseline, effect.primary)]
    assert [(count.observed, count.unknown) for count in disabling] == [(15, 1), (1, 0)]
    assert effect.as_json()["baseline"]["headache_hours"] == {
        "total": 90.0,
        "days": 15,
        "untold": 1,
        "per_28": pytest.approx(93.333, abs=1e-3),
    }
    hours, days = toll_sentences(effect, words("en"))
    assert hours == (
        "Headache hours per 28 days: 93 before (hours told on 15 of 16 headache days) and 24 in weeks 9–12 (8 of 8)."
    )
    assert days.startswith("Days much hindered or in bed (disability 2–3): 15 ")


def test_hours_that_nobody_told_are_unknown_and_not_none(engine):
    effect = effect_of(told(engine, {}))
    assert effect.baseline.hours.per_28 is None
    assert list(toll_sentences(effect, words("sv"))) == []


def test_of_cluster_headache_nothing_is_judged_by_days(engine):
    records = told(engine, {})
    with engine.begin() as connection:
        connection.execute(update(PATIENTS).values(diagnosis="G44.0"))
    effect = effect_of(records)
    assert (effect.outcome, effect.reasons) == ("cannot_be_judged", (NO_MEASURE,))
    assert (effect.rules, effect.goal.value, effect.lasting_goal.value) == ((), "not_computable", "not_computable")
    assert effect.results["headache"].percent_fall is None
    assert verdict(effect, words("en")) == (
        "Cannot be judged: days are no measure of this headache (cluster headache, G44.0)."
    )
    with engine.begin() as connection:
        connection.execute(update(PATIENTS).values(diagnosis="G44.0 G43.3"))
    assert effect_of(records).outcome == "judged"
