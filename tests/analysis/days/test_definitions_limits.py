"""The hours of every definition, a minute under and at each; typed from section 2.1 of the rule book."""

from __future__ import annotations

import pytest

from tests.analysis.criteria.judged import FULL, NEITHER, judged

MINUTE = 1 / 60

# profile: hours from which a day with all features is a migraine day, and one with moderate pain alone a headache day
HOURS = {
    "MD-1": (0.5, None),
    "MD-2": (4.0, 4.0),
    "MD-3": (0.5, None),
    "MD-4": (0.5, 0.5),
    "MD-5": (4.0, 4.0),
    "MD-6": (4.0, 4.0),
    "MD-7": (2.0, 2.0),
    "MD-8": (0.5, 0.5),
    "MD-9": (4.0, None),
    "MD-9b": (2.0, 2.0),
}


def days(profile, fields, *hours, doses=()):
    entries = [({**fields, "duration_hours": number}, list(doses)) for number in hours]
    return judged(profile, entries)


@pytest.mark.parametrize("profile", HOURS)
def test_shortest_migraine_day(profile):
    shortest, _ = HOURS[profile]
    found = days(profile, FULL, shortest - MINUTE, shortest, shortest + MINUTE)
    assert [day["migraine"] for day in found] == [0, 1, 1]


@pytest.mark.parametrize("profile", HOURS)
def test_shortest_headache_day(profile):
    _, shortest = HOURS[profile]
    if shortest is None:  # by the patient's own word, however short (HD-1)
        assert [day["headache"] for day in days(profile, NEITHER, MINUTE)] == [1]
        return
    found = days(profile, NEITHER, shortest - MINUTE, shortest, shortest + MINUTE)
    assert [day["headache"] for day in found] == [0, 1, 1]
    assert [day["migraine"] for day in found] == [0, 0, 0]


OR_TREATED = {
    "MD-2": (1, 1),
    "MD-4": (1, 1),
    "MD-5": (1, 1),
    "MD-6": (0, 1),
    "MD-7": (0, 1),
    "MD-8": (0, 0),
    "MD-9b": (1, 1),
}
"""Whether a minute of headache makes a headache day with paracetamol, and with a triptan, neither of which helped."""


@pytest.mark.parametrize("profile", OR_TREATED)
def test_a_short_headache_that_was_treated(profile):
    entries = [({**NEITHER, "duration_hours": MINUTE}, [(drug, "no")]) for drug in ("Alvedon", "Sumatriptan")]
    assert tuple(day["headache"] for day in judged(profile, entries)) == OR_TREATED[profile]


def test_half_an_hour_to_four_hours_believed_to_be_migraine_and_relieved():
    # MD-9
    believed = {**NEITHER, "migraine": True}
    found = days("MD-9", believed, 0.5 - MINUTE, 0.5, 4.0, 4.0 + MINUTE, doses=[("Alvedon", "yes")])
    assert [day["migraine"] for day in found] == [0, 1, 1, 0]


def test_four_hours_of_probable_migraine_and_half_an_hour_of_tension_type_headache():
    # PM-2, TTH-4
    found = days("MD-1", FULL, 4.0 - MINUTE, 4.0)
    assert [day["probable_migraine"] for day in found] == [1, 0]
    found = days("MD-1", {**NEITHER, "severity": 1}, 0.5 - MINUTE, 0.5)
    assert [day["tension_type_like"] for day in found] == [0, 1]
