"""The Leiden definition of a migraine day (MD-1) at, under and over each of its limits; figures typed from the rule."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from analysis.days.classified import classified_days
from analysis.days.definitions import PROFILES
from tests.drawn import diary_row, fill

DAY = date(2026, 3, 1)

FULL = {
    "headache": True,
    "severity": 2,
    "duration_hours": 4.0,
    "unilateral": True,
    "pulsating": False,
    "aggravated_by_activity": False,
    "nausea": True,
    "vomiting": False,
    "photophobia": False,
    "phonophobia": False,
    "aura": False,
}
"""Two of four pain features, one of the accompanying symptoms: just a migraine day."""


def classified(engine, fields, drugs=(), profile="MD-1", doses_recorded=True):
    row = diary_row("P", DAY, **{"doses_recorded": doses_recorded, **fields})
    doses = [{"patient_id": "P", "date": DAY, "drug": drug} for drug in drugs]
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": DAY}], diary=[row], doses=doses)
        days = classified_days(PROFILES[profile], lock_days=7)
        return connection.execute(select(days)).mappings().one()


@pytest.mark.parametrize(
    ("change", "migraine"),
    [
        ({}, 1),
        # at least 30 minutes
        ({"duration_hours": 0.5}, 1),
        ({"duration_hours": 0.49}, 0),
        # at least two of four pain features
        ({"unilateral": False}, 0),
        ({"unilateral": False, "pulsating": True}, 1),
        ({"unilateral": False, "aggravated_by_activity": True}, 1),
        ({"severity": 1}, 0),
        ({"severity": 3}, 1),
        # moderate is 4 of 10 where only a numeric rating is given (HD-2)
        ({"severity": None, "intensity": 4.0}, 1),
        ({"severity": None, "intensity": 3.9}, 0),
        ({"severity": 1, "intensity": 9.0}, 0),
        # nausea or vomiting, or both light and sound
        ({"nausea": False}, 0),
        ({"nausea": False, "vomiting": True}, 1),
        ({"nausea": False, "photophobia": True}, 0),
        ({"nausea": False, "phonophobia": True}, 0),
        ({"nausea": False, "photophobia": True, "phonophobia": True}, 1),
        # aura of 5 to 60 minutes
        ({"nausea": False, "aura": True, "aura_minutes": 4.9}, 0),
        ({"nausea": False, "aura": True, "aura_minutes": 5.0}, 1),
        ({"nausea": False, "aura": True, "aura_minutes": 60.0}, 1),
        ({"nausea": False, "aura": True, "aura_minutes": 60.1}, 0),
        ({"nausea": False, "aura": False, "aura_minutes": 20.0}, 0),
        # an empty cell is unknown: it decides only where it could
        ({"duration_hours": None}, None),
        ({"duration_hours": None, "nausea": False}, 0),
        ({"severity": None}, None),
        ({"severity": None, "pulsating": True}, 1),
        ({"nausea": None, "vomiting": True}, 1),
        ({"nausea": None}, None),
        ({"aura": None, "nausea": False}, None),
        ({"aura": None}, 1),
        ({"nausea": False, "aura": True, "aura_minutes": None}, None),
        # then the patient's own word decides, and only then
        ({"duration_hours": None, "migraine": True}, 1),
        ({"duration_hours": None, "migraine": False}, 0),
        ({"nausea": False, "migraine": True}, 0),
        ({"migraine": False}, 1),
    ],
)
def test_migraine_day_of_the_leiden_definition(engine, change, migraine):
    assert classified(engine, FULL | change)["migraine"] == migraine


@pytest.mark.parametrize(
    ("drugs", "migraine"),
    [
        (["Sumatriptan"], 1),
        (["Alvedon"], 0),
        ([], 0),
        (["Relpax", "Alvedon"], 1),
        (["Okänt medel"], None),
        (["Primperan"], 0),
    ],
)
def test_a_headache_day_with_a_migraine_specific_drug_is_a_migraine_day(engine, drugs, migraine):
    no_features = FULL | {"nausea": False, "unilateral": False}
    assert classified(engine, no_features, drugs)["migraine"] == migraine


def test_doses_that_were_never_recorded_are_unknown_not_none(engine):
    day = classified(engine, FULL | {"nausea": False}, doses_recorded=False)
    assert (day["migraine"], day["acute_medication"], day["triptan"]) == (None, None, None)


def test_aura_without_headache_makes_a_migraine_day_and_so_a_headache_day(engine):
    # MD-1 (2) and DAY-2
    day = classified(engine, {"headache": False, "aura": True, "aura_minutes": 20.0})
    assert (day["migraine"], day["headache"]) == (1, 1)
    day = classified(engine, {"headache": False})
    assert (day["migraine"], day["headache"]) == (0, 0)


def test_medication_without_headache_counts_as_a_medication_day_only(engine):
    # HD-5
    day = classified(engine, {"headache": False, "aura": False}, ["Sumatriptan"])
    assert (day["acute_medication"], day["triptan"], day["headache"], day["migraine"]) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("drugs", "classes", "acute"),
    [
        (["Treo"], {"combination"}, 1),  # T-8: combination, not a simple analgesic
        (["Citodon"], {"combination"}, 1),  # ICHD-3 8.2 note 1: MOH-6, not by each of its parts
        (["Ipren 400", "Alvedon"], {"nsaid", "paracetamol"}, 1),
        (["Primperan"], set(), 0),  # MOH-13: antiemetics do not count
        (["Sumatriptan", "Sumatriptan"], {"triptan"}, 1),  # DAY-3: days, not doses
    ],
)
def test_classes_of_acute_medication(engine, drugs, classes, acute):
    day = classified(engine, {"headache": True}, drugs)
    names = ("triptan", "ergot", "opioid", "combination", "nsaid", "paracetamol", "other_analgesic", "gepant", "other")
    assert {name for name in names if day[name] == 1} == classes
    assert all(day[name] in (0, 1) for name in names)
    assert day["acute_medication"] == acute


def test_a_drug_that_is_not_known_leaves_its_class_open_but_is_an_acute_drug(engine):
    day = classified(engine, {"headache": True}, ["Okänt medel"])
    assert (day["acute_medication"], day["triptan"], day["opioid"]) == (1, None, None)


@pytest.mark.parametrize(
    ("fields", "moderate", "severe"),
    [
        ({"severity": 1}, 0, 0),
        ({"severity": 2}, 1, 0),
        ({"severity": 3}, 1, 1),
        ({"intensity": 3.9}, 0, 0),
        ({"intensity": 4.0}, 1, 0),
        ({"intensity": 6.9}, 1, 0),
        ({"intensity": 7.0}, 1, 1),
        ({}, None, None),
        ({"headache": False, "severity": 3}, 0, 0),
    ],
)
def test_moderate_and_severe_days(engine, fields, moderate, severe):
    # HD-2, HD-3
    day = classified(engine, {"headache": True} | fields)
    assert (day["moderate_or_severe"], day["severe"]) == (moderate, severe)


@pytest.mark.parametrize(
    ("fields", "migraine"),
    [
        ({"headache": True, "migraine": True}, 1),
        ({"headache": True, "migraine": False}, 0),
        ({"headache": True}, None),
        ({"headache": False, "migraine": True}, 0),
        (FULL, None),
    ],
)
def test_the_patients_own_word_alone(engine, fields, migraine):
    # MD-0
    assert classified(engine, fields, profile="MD-0")["migraine"] == migraine
