"""Attacks as ranges, against drawn diaries and against every way in which the unknown days could have been."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.days.attacks import BRIDGED, GUIDELINE, LEIDEN, PATIENTS_AT_ONCE, attacks
from tests.analysis.criteria.made import grid

RULES = {"ATT-1": LEIDEN, "ATT-2": GUIDELINE, "ATT-3": BRIDGED}
FREE_DAYS = {"ATT-1": 1, "ATT-2": 2, "ATT-3": 2}
MIGRAINE = {"M": "+", "H": ".", ".": ".", "?": "?", "_": "_", "x": "x"}
HEADACHE = {"M": "+", "H": "+", ".": ".", "?": "+", "_": "_", "x": "x"}
MAY_BE = {"M": "M", "H": "H", ".": ".", "?": "MH", "_": "MH.", "x": "."}


def of(picture, rule, **more):
    picture = "".join(picture.split())
    drawn = grid(
        migraine="".join(MIGRAINE[mark] for mark in picture),
        headache="".join(HEADACHE[mark] for mark in picture),
        **more,
    )
    return attacks(drawn, RULES[rule], treated="acute_medication" if more else None)


def span(picture, rule):
    found = of(picture, rule)
    return int(found.lowest[0]), int(found.highest[0])


@pytest.mark.parametrize(
    ("picture", "leiden", "guideline", "bridged"),
    [
        (".......", (0, 0), (0, 0), (0, 0)),
        ("..MMM..", (1, 1), (1, 1), (1, 1)),
        ("M.M....", (2, 2), (1, 1), (1, 1)),  # a single free day between two migraine days
        ("M..M...", (2, 2), (2, 2), (2, 2)),
        ("MHM....", (2, 2), (1, 1), (1, 1)),
        ("MHHM...", (2, 2), (1, 1), (2, 2)),  # two migraine-free days, but never 48 hours without headache
        ("M.H.M..", (2, 2), (1, 1), (2, 2)),
        ("M_M....", (1, 2), (1, 1), (1, 1)),  # ATT-4: the boundary is not known
        ("M__M...", (1, 2), (1, 2), (1, 2)),
        ("M?M....", (1, 2), (1, 1), (1, 1)),
        ("___....", (0, 2), (0, 1), (0, 1)),
        ("MxxM", (2, 2), (2, 2), (2, 2)),
    ],
)
def test_runs_of_days(picture, leiden, guideline, bridged):
    assert (span(picture, "ATT-1"), span(picture, "ATT-2"), span(picture, "ATT-3")) == (leiden, guideline, bridged)


def slow_twin(days, rule):
    count, free = 0, FREE_DAYS[rule]
    for day in days:
        if day == "M":
            count += free >= FREE_DAYS[rule]
            free = 0
        elif day == "H" and rule == "ATT-2":
            free = free if free >= 2 else 0
        else:
            free += 1
    return count


@given(st.text("MH.?_", max_size=7), st.sampled_from(sorted(RULES)))
def test_range_is_that_of_every_way_the_unknown_days_could_have_been(picture, rule):
    if not picture:
        return
    counts = [slow_twin(days, rule) for days in product(*(MAY_BE[mark] for mark in picture))]
    assert span(picture, rule) == (min(counts), max(counts))


def treated_twin(days, taken):
    count = counted = 0
    going_on = False
    for day, took in zip(days, taken, strict=True):
        if day != "M":
            going_on = False
            continue
        counted = counted if going_on else 0
        going_on = True
        if took and not counted:
            count, counted = count + 1, 1
    return count


@given(st.lists(st.tuples(st.sampled_from("M._?"), st.sampled_from("+.?")), min_size=1, max_size=6))
def test_treated_attacks_are_those_with_a_day_of_medication(days):
    picture = "".join(mark for mark, _ in days)
    taken = "".join("_" if mark == "_" else took for mark, took in days)
    found = of(picture, "ATT-1", acute_medication=taken)
    ways = [
        treated_twin(one, doses)
        for one in product(*(MAY_BE[mark] for mark in picture))
        for doses in product(*({"+": [1], ".": [0]}.get(mark, [0, 1]) for mark in taken))
    ]
    assert (int(found.lowest[0]), int(found.highest[0])) == (min(ways), max(ways))


@pytest.mark.parametrize("patients", [0, 1, PATIENTS_AT_ONCE, PATIENTS_AT_ONCE + 1, 2 * PATIENTS_AT_ONCE + 3])
def test_attacks_of_a_clinic_of_any_size_are_those_of_each_patient(patients):
    pictures = ["+..+_.", "......", "+.+.+.", "_____?", "xx+..."]
    drawn = [grid(migraine=picture) for picture in pictures]
    which = np.arange(patients) % len(pictures)
    clinic = replace(
        drawn[0],
        patients=tuple(f"P{number}" for number in range(patients)),
        inside=np.concatenate([one.inside for one in drawn])[which],
        filled=np.concatenate([one.filled for one in drawn])[which],
        kinds={"migraine": np.concatenate([one.kinds["migraine"] for one in drawn])[which]},
    )
    alone = [attacks(one) for one in drawn]
    found = attacks(clinic)
    assert found.lowest.tolist() == [int(alone[one].lowest[0]) for one in which]
    assert found.highest.tolist() == [int(alone[one].highest[0]) for one in which]
