"""Kinds of day that criteria ask for, at the edge of each definition, with fields missing."""

from __future__ import annotations

import pytest

from tests.analysis.criteria.judged import FULL, NAUSEA_ONLY, NEITHER, PAIN_ONLY, judged

TRIPTAN, HELPED = [("Sumatriptan", "no")], [("Sumatriptan", "yes")]

TENSION = {**NEITHER, "severity": 1}
"""Both sides, not pulsating, mild, not worse by activity, four hours."""

CASES = {
    "ichd_migraine": [  # CM-3, CM-4: no shortest duration
        (FULL, [], 1),
        ({**FULL, "duration_hours": 0.1}, [], 1),
        ({**FULL, "duration_hours": None}, [], 1),
        (PAIN_ONLY, [], 0),
        (NAUSEA_ONLY, [], 0),
        ({**NEITHER, "aura": True, "aura_minutes": 5.0}, [], 1),
        ({**NEITHER, "aura": True, "aura_minutes": 4.9}, [], 0),
        ({**NEITHER, "migraine": True}, HELPED, 1),
        ({**NEITHER, "migraine": True}, TRIPTAN, 0),
        ({**NEITHER, "migraine": True}, [("Vydura", "yes")], 0),
        ({**NEITHER, "migraine": False}, HELPED, 0),
        ({"headache": True, "migraine": True}, [], 1),
        ({"headache": True}, [], None),
    ],
    "migraine_features": [(FULL, [], 1), (PAIN_ONLY, [], 0), (NAUSEA_ONLY, [], 0), ({"headache": True}, [], None)],
    "probable_migraine": [  # PM-2: all but one of four hours, pain features, accompanying symptoms
        (FULL, [], 0),
        (PAIN_ONLY, [], 1),
        (NAUSEA_ONLY, [], 1),
        (NEITHER, [], 0),
        ({**FULL, "duration_hours": 3.9}, [], 1),
        ({**PAIN_ONLY, "duration_hours": 3.9}, [], 0),
        ({**FULL, "duration_hours": None}, [], None),
        ({**PAIN_ONLY, "duration_hours": None}, [], None),
        ({**NEITHER, "duration_hours": None}, [], 0),
    ],
    "tension_type_like": [  # TTH-4: two of four features, no nausea, at most one of light and sound, half an hour
        (TENSION, [], 1),
        ({**TENSION, "severity": 3}, [], 1),
        ({**TENSION, "severity": 3, "unilateral": True}, [], 1),
        ({**TENSION, "severity": 3, "unilateral": True, "pulsating": True}, [], 0),
        ({**TENSION, "duration_hours": 0.5}, [], 1),
        ({**TENSION, "duration_hours": 0.49}, [], 0),
        ({**TENSION, "nausea": True}, [], 0),
        ({**TENSION, "vomiting": True}, [], 0),
        ({**TENSION, "photophobia": True}, [], 1),
        ({**TENSION, "photophobia": True, "phonophobia": True}, [], 0),
        ({**TENSION, "nausea": None}, [], None),
        (TENSION, TRIPTAN, 0),  # a migraine day
        ({"headache": False}, [], 0),
    ],
    "migraine_or_moderate": [
        ({**TENSION, "severity": 2}, [], 1),
        (TENSION, [], 0),
        (TENSION, TRIPTAN, 1),
        ({"headache": False}, [], 0),
    ],
    "crystal_clear": [  # HD-4
        ({"headache": False, "aura": False}, [], 1),
        ({"headache": False}, [], None),
        ({"headache": False, "aura": True, "aura_minutes": 90.0}, [], 0),
        ({"headache": False, "aura_minutes": 0.0}, [], 1),
        ({"headache": False, "aura_minutes": 1.0}, [], 0),
        ({"headache": False, "aura": False}, [("Alvedon", None)], 0),
        ({"headache": False, "aura": False, "doses_recorded": False}, [], None),
        ({"headache": True, "aura": False}, [], 0),
    ],
    "migraine_specific": [  # AMD-2: triptan, ergot, gepant, lasmiditan
        (FULL, [("Sumatriptan", None)], 1),
        (FULL, [("Vydura", None)], 1),
        (FULL, [("lasmiditan", None)], 1),
        (FULL, [("dihydroergotamine", None)], 1),
        (FULL, [("Alvedon", None)], 0),
        (FULL, [("Okänt medel", None)], None),
    ],
    "recorded_headache": [  # DAY-2b: ICHD-3 1.3 A and 8.2 A ask for headache
        (FULL, [], 1),
        ({"headache": True}, [], 1),
        ({"headache": False}, [], 0),
        ({"headache": False, "aura": True, "aura_minutes": 20.0}, [], 0),
    ],
    "aura_only": [
        ({"headache": False, "aura": True, "aura_minutes": 20.0}, [], 1),
        ({"headache": False, "aura": True, "aura_minutes": 4.9}, [], 0),
        ({"headache": False, "aura": True}, [], 0),
        ({**FULL, "aura": True, "aura_minutes": 20.0}, [], 0),
        ({"headache": False}, [], 0),
    ],
    "disabling": [  # disability 0 none, 1 some, 2 much, 3 in bed
        ({**FULL, "disability": 1}, [], 0),
        ({**FULL, "disability": 2}, [], 1),
        ({**FULL, "disability": 3}, [], 1),
        (FULL, [], None),
        ({"headache": False, "disability": 3}, [], 0),
    ],
    "simple_analgesic": [
        (FULL, [("Alvedon", None)], 1),
        (FULL, [("Ipren", None)], 1),
        (FULL, [("metamizole", None)], 1),
        (FULL, [("Treo", None)], 0),
        (FULL, [("Combogesic", None)], 1),
        (FULL, [("Voltaren gel", None)], 0),
        (FULL, [("Ipren gel", None)], 0),
        (FULL, [("Sumatriptan", None), ("Alvedon", None)], 1),
        ({**FULL, "doses_recorded": False}, [], None),
    ],
    "simple_combination": [(FULL, [("Combogesic", None)], 1), (FULL, [("Alvedon", None), ("Ipren", None)], 0)],
    "paracetamol": [(FULL, [("Combogesic", None)], 0), (FULL, [("Citodon", None)], 0), (FULL, [("Alvedon", None)], 1)],
    "opioid": [(FULL, [("Citodon", None)], 0), (FULL, [("Citodon", None), ("tramadol", None)], 1)],
    "any_opioid": [
        (FULL, [("Citodon", None)], 1),
        (FULL, [("tramadol", None)], 1),
        (FULL, [("Treo", None)], 0),
        (FULL, [("Okänt medel", None)], None),
    ],
    "overusable": [  # MOH-7, MOH-12, MOH-13
        (FULL, [("Alvedon", None)], 1),
        (FULL, [("Treo", None)], 1),
        (FULL, [("Citodon", None)], 1),
        (FULL, [("tramadol", None)], 1),
        (FULL, [("dihydroergotamine", None)], 1),
        (FULL, [("Vydura", None)], 0),
        (FULL, [("lasmiditan", None)], 0),
        (FULL, [("Primperan", None)], 0),
        (FULL, [("Okänt medel", None)], None),
        (FULL, [("Okänt medel", None), ("Alvedon", None)], 1),
    ],
    "aura": [
        ({"headache": False, "aura": True, "aura_minutes": 20.0}, [], 1),
        ({"headache": False, "aura": True}, [], None),
        ({"headache": False, "aura": False}, [], 0),
    ],
    "menstruation": [
        ({"headache": False, "menstruation": True}, [], 1),
        ({"headache": False, "menstruation": False}, [], 0),
        ({"headache": False}, [], None),
    ],
}


@pytest.mark.parametrize("kind", CASES)
def test_kind_of_day(kind):
    found = judged("MD-1", [(fields, doses) for fields, doses, _ in CASES[kind]])
    for case, day in zip(CASES[kind], found, strict=True):
        assert day[kind] == case[2], case
