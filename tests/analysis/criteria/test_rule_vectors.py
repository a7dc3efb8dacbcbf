"""Diaries of three equal windows in a database, and what the criteria say of them; typed from the rule book."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.criteria.registry import criteria_for
from analysis.settings import shipped
from analysis.windows import windows_ending
from tests.drawn import drawn, fill

END = date(2026, 3, 31)


def outcomes(engine, month, doses="", *, drugs=None):
    """The outcome of each criterion for a month of 28 marks, three times over, with drugs as marked in `doses`."""
    month, doses = "".join(month.split()), "".join(doses.split()).ljust(28, ".")
    assert len(month) == len(doses) == 28
    taken = [
        {"patient_id": "P", "date": END - timedelta(days=back), "drug": (drugs or {})[mark]}
        for back, mark in enumerate(reversed(doses * 3))
        if mark != "."
    ]
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": date(2025, 1, 1)}
        fill(connection, patients=[person], diary=drawn(month * 3, END), doses=taken)
        (windows,) = counts_by_patient(connection, windows_ending(END, 3), Basis(END, shipped())).values()
    return {criterion.rule: criterion.outcome.code for criterion in criteria_for(windows)}


FREE = "." * 28


def test_fifteen_headache_days_with_eight_of_migraine(engine):
    # T-3
    assert outcomes(engine, "MMMMMMMM HHHHHHH .............")["CM-5"] == "met"
    assert outcomes(engine, "MMMMMMM HHHHHHHH .............")["CM-5"] == "not_met"


def test_one_migraine_day_that_does_not_say(engine):
    # T-4
    found = outcomes(engine, "MMMMMMM ? HHHHHHH .............")
    assert (found["CM-1"], found["CM-5"]) == ("met", "undetermined")


def test_headache_days_on_a_diary_with_gaps(engine):
    # T-1, T-2
    assert outcomes(engine, "MMH.... __HHM.. ..__MHH M.H..H.")["CM-1"] == "undetermined"
    assert outcomes(engine, "HHHHH HHHHH ..... ..... _______ .")["CM-1"] == "undetermined"


def test_triptan_on_six_days_and_paracetamol_on_five_others(engine):
    # T-5
    found = outcomes(engine, FREE, "tttttt ppppp", drugs={"t": "Sumatriptan", "p": "Alvedon"})
    assert (found["MOH-3"], found["MOH-4a"], found["MOH-7"], found["MOH-10"]) == ("not_met", "not_met", "met", "met")


@pytest.mark.parametrize(("days", "expected"), [(9, "not_met"), (10, "met")])
def test_triptan_days(engine, days, expected):
    # T-6
    assert outcomes(engine, FREE, "t" * days, drugs={"t": "Maxalt"})["MOH-3"] == expected


@pytest.mark.parametrize(("days", "expected"), [(14, "not_met"), (15, "met")])
def test_ibuprofen_days(engine, days, expected):
    # T-7
    assert outcomes(engine, FREE, "i" * days, drugs={"i": "Ipren 400"})["MOH-4b"] == expected


@pytest.mark.parametrize(("days", "expected"), [(9, "not_met"), (10, "met"), (15, "met")])
def test_treo_is_a_combination(engine, days, expected):
    # T-8
    found = outcomes(engine, FREE, "t" * days, drugs={"t": "Treo"})
    assert (found["MOH-6"], found["MOH-4b"]) == (expected, "not_met")


def test_codeine_with_paracetamol_and_one_missing_day(engine):
    # T-9
    found = outcomes(engine, "." * 27 + "_", "c" * 9, drugs={"c": "Citodon"})
    # Codeine in a combination is coded as that (8.2 note 1): one missing day cannot make ten days of opioids.
    assert (found["MOH-5"], found["MOH-6"], found["MOH-4a"]) == ("not_met", "undetermined", "not_met")


def test_a_triptan_together_with_a_simple_analgesic_counts_once_for_each(engine):
    found = outcomes(engine, FREE, "bbbbbbbbbb", drugs={"b": "Sumatriptan + Alvedon"})
    assert (found["MOH-3"], found["MOH-4a"], found["MOH-7"]) == ("met", "not_met", "not_met")
