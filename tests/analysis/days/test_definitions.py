"""The published definitions of a migraine day and a headache day, each at its own hours; typed from the sources."""

from __future__ import annotations

import pytest

from analysis.days.definitions import DEFAULT_PROFILE, PROFILES
from analysis.references import REFERENCES
from analysis.settings import shipped_text
from tests.analysis.criteria.judged import FULL, NAUSEA_ONLY, NEITHER, PAIN_ONLY, judged

TRIPTAN, HELPED, PARTLY, FAILED = (
    [("Sumatriptan", None)],
    [("Sumatriptan", "yes")],
    [("Sumatriptan", "partly")],
    [("Sumatriptan", "no")],
)
GEPANT, ALVEDON, UNKNOWN = [("Vydura", "yes")], [("Alvedon", "yes")], [("Okänt medel", "yes")]


def hours(number, of=FULL):
    return {**of, "duration_hours": number}


AURA = {**NEITHER, "aura": True, "aura_minutes": 20.0}
AURA_ONLY = {"headache": False, "aura": True, "aura_minutes": 20.0}
MILD = {**FULL, "severity": 1, "pulsating": True}
MILD_NEITHER = {**NEITHER, "severity": 1}

# profile: (entry, doses, migraine, headache)
CASES = {
    "MD-2": [  # four hours, or a specific drug that worked
        (hours(4.0), [], 1, 1),
        (hours(3.9), [], 0, 0),
        (hours(4.0, PAIN_ONLY), [], 1, 1),
        (hours(4.0, NAUSEA_ONLY), [], 1, 1),
        (hours(4.0, NEITHER), [], 0, 1),
        (hours(4.0, AURA), [], 1, 1),
        (hours(3.9, AURA), [], 0, 0),
        (hours(0.5, NEITHER), HELPED, 1, 1),
        (hours(0.5, NEITHER), FAILED, 0, 1),
        (hours(0.5, NEITHER), PARTLY, 0, 1),
        (hours(0.5, NEITHER), TRIPTAN, None, 1),
        (hours(0.5, NEITHER), GEPANT, 1, 1),
        (hours(0.5, NEITHER), ALVEDON, 0, 1),
        (hours(0.5, NEITHER), UNKNOWN, None, 1),
        (hours(None), [], None, None),
    ],
    "MD-3": [  # as MD-2 from half an hour
        (hours(0.5), [], 1, 1),
        (hours(0.49), [], 0, 1),
        (hours(0.5, PAIN_ONLY), [], 1, 1),
        (hours(0.1, NEITHER), HELPED, 1, 1),
        (hours(0.1, NEITHER), FAILED, 0, 1),
    ],
    "MD-4": [  # half an hour with either group of features, or any specific drug
        (hours(0.5, PAIN_ONLY), [], 1, 1),
        (hours(0.5, NAUSEA_ONLY), [], 1, 1),
        (hours(0.49), [], 0, 0),
        (hours(0.5, NEITHER), [], 0, 1),
        (hours(0.1, NEITHER), FAILED, 1, 1),
        (hours(0.1, NEITHER), ALVEDON, 0, 1),
        (AURA_ONLY, FAILED, 1, 1),
        (AURA_ONLY, [], 0, 0),
    ],
    "MD-5": [  # as MD-4 from four hours
        (hours(4.0, PAIN_ONLY), [], 1, 1),
        (hours(3.9), [], 0, 0),
        (hours(0.1, NEITHER), FAILED, 1, 1),
        (hours(0.1, NEITHER), ALVEDON, 0, 1),
    ],
    "MD-6": [  # four hours; a headache day is one of moderate pain, or with a triptan or ergot
        (hours(4.0, NAUSEA_ONLY), [], 1, 1),
        (hours(3.9), [], 0, 0),
        (hours(4.0, NEITHER), [], 0, 1),
        (hours(4.0, MILD_NEITHER), [], 0, 0),
        (hours(0.1, MILD_NEITHER), FAILED, 1, 1),
        (hours(0.1, MILD_NEITHER), GEPANT, 0, 0),
        (hours(0.1, MILD_NEITHER), ALVEDON, 0, 0),
    ],
    "MD-7": [  # two hours
        (hours(2.0, PAIN_ONLY), [], 1, 1),
        (hours(1.9), [], 0, 0),
        (hours(2.0, NEITHER), [], 0, 1),
        (hours(2.0, MILD_NEITHER), [], 0, 0),
        (hours(0.1, MILD_NEITHER), TRIPTAN, 1, 1),
        (hours(0.1, MILD_NEITHER), GEPANT, 0, 0),
    ],
    "MD-8": [  # half an hour of migraine or probable migraine
        (hours(0.5, NAUSEA_ONLY), [], 1, 1),
        (hours(0.49), [], 0, 0),
        (hours(0.5, NEITHER), [], 0, 1),
        (hours(0.5, NEITHER), HELPED, 0, 1),
    ],
    "MD-9": [  # four hours with all features; shorter if believed to be migraine and relieved
        (hours(4.0), [], 1, 1),
        (hours(3.9), [], 0, 1),
        (hours(4.0, PAIN_ONLY), [], 0, 1),
        ({**hours(0.5, NEITHER), "migraine": True}, ALVEDON, 1, 1),
        ({**hours(0.49, NEITHER), "migraine": True}, ALVEDON, 0, 1),
        ({**hours(0.5, NEITHER), "migraine": False}, ALVEDON, 0, 1),
        ({**hours(0.5, NEITHER), "migraine": True}, FAILED, 0, 1),
        ({**hours(4.0, NEITHER), "migraine": True}, ALVEDON, 1, 1),
        ({**hours(4.1, NEITHER), "migraine": True}, ALVEDON, 0, 1),
    ],
    "MD-9b": [  # two hours with features, no shortest duration with a triptan or ergot
        (hours(2.0, PAIN_ONLY), [], 1, 1),
        (hours(1.9), [], 0, 0),
        (hours(2.0, NEITHER), [], 0, 1),
        (hours(0.1, NAUSEA_ONLY), FAILED, 1, 1),
        (hours(0.1, NEITHER), FAILED, 0, 1),
        (hours(0.1, NAUSEA_ONLY), GEPANT, 0, 1),
        (hours(0.1, NEITHER), ALVEDON, 0, 1),
    ],
    "MD-1": [  # half an hour with both groups of features, aura, or any specific drug irrespective of effect
        (hours(0.5), [], 1, 1),
        (hours(0.49), [], 0, 1),
        (hours(0.5, PAIN_ONLY), [], 0, 1),
        (hours(0.1, NEITHER), FAILED, 1, 1),
        (hours(0.1, NEITHER), GEPANT, 1, 1),
        (AURA_ONLY, [], 1, 1),
    ],
    "MD-0": [  # the patient's own word
        ({"headache": True, "migraine": True}, [], 1, 1),
        ({**FULL, "migraine": False}, TRIPTAN, 0, 1),
        ({"headache": True}, [], None, 1),
    ],
}


@pytest.fixture(scope="module", params=CASES)
def profile(request):
    return request.param


def test_migraine_and_headache_days(profile):
    found = judged(profile, [(fields, doses) for fields, doses, _, _ in CASES[profile]])
    for case, day in zip(CASES[profile], found, strict=True):
        assert (day["migraine"], day["headache"]) == case[2:], (profile, case)


def test_every_profile_has_its_cases_its_source_and_its_grade():
    assert set(CASES) == set(PROFILES)
    assert (DEFAULT_PROFILE, next(iter(PROFILES))) == ("MD-1", "MD-1")
    assert all(profile.source in REFERENCES for profile in PROFILES.values() if profile.id != "MD-0")
    assert PROFILES["MD-3"].certainty == "U"
    assert len({profile.name for profile in PROFILES.values()}) == 11


def test_the_patients_word_decides_where_a_profile_cannot_tell():
    (day,) = judged("MD-5", [({"headache": True, "migraine": True}, [])])
    assert day["migraine"] == 1


def test_moderate_days_of_halo_ask_for_hours_as_well():
    # HD-2: the duration is asked for in the HALO profiles only
    short = hours(1.9)
    assert [judged(name, [(short, [])])[0]["moderate_or_severe"] for name in ("MD-1", "MD-6", "MD-7")] == [1, 0, 0]
    two, four = hours(2.0), hours(4.0)
    assert [judged(name, [(two, [])])[0]["moderate_or_severe"] for name in ("MD-6", "MD-7")] == [0, 1]
    assert judged("MD-6", [(four, [])])[0]["moderate_or_severe"] == 1


def test_the_choice_of_profile_moves_the_result():
    # MD-10: from four hours to half an hour there are more migraine days, never fewer.
    entries = [(hours(number), []) for number in (0.5, 1.0, 3.9, 4.0, 9.0)]
    by_profile = {name: sum(day["migraine"] for day in judged(name, entries)) for name in ("MD-2", "MD-3", "MD-1")}
    assert by_profile == {"MD-2": 2, "MD-3": 5, "MD-1": 5}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_settings_name_every_definition(profile):
    above, _, _ = shipped_text().partition("profile =")
    assert f'"{profile}"' in above
