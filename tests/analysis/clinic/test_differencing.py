"""An attacker with every overview there is: all selections by some attributes, subtracted from one another.

The attacker knows the rows (which patient is in which group), and looks for what the figures tell of few of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.clinic import ATTRIBUTES, Clinic, Overview, clinic
from analysis.clinic.figures import ALL
from analysis.clinic.overview import Facts
from analysis.settings import shipped
from analysis.store import Action, Door, Records, Visitor
from tests.scale.clinic import END, KINDS, make_clinic

FEWEST = 5
PATIENTS = 260
MOST_ATTRIBUTES = {0: 3, 1: 2, 2: 2}
"""By the seed of an invented clinic."""
PATIENTS_OF_KINDS = 3 * len(KINDS)
Chosen = dict[str, str]


def invented(seed: int) -> Clinic:
    """A clinic whose groups are small and uneven by their making: four units, three diagnoses, five treatments."""
    draw = np.random.default_rng(seed)
    people = pd.DataFrame(
        {
            "care_unit": draw.choice(list("NSVO"), PATIENTS, p=[0.5, 0.3, 0.15, 0.05]),
            "diagnosis": draw.choice(["G43.0", "G43.1", "G43.3"], PATIENTS, p=[0.6, 0.3, 0.1]),
            "sex": draw.choice(["female", "male"], PATIENTS, p=[0.85, 0.15]),
            "age_band": draw.choice(["18-29", "30-39"], PATIENTS),
            "period": draw.choice(["earlier", "last_12_months"], PATIENTS, p=[0.7, 0.3]),
        },
        index=[f"T-{number:03}" for number in range(PATIENTS)],
    )
    treated = draw.choice(list("abcde"), PATIENTS, p=[0.4, 0.3, 0.15, 0.1, 0.05])
    reason = draw.choice(["", "stopped_before", "not_told", "small_baseline"], PATIENTS, p=[0.7, 0.15, 0.1, 0.05])
    percent = draw.normal(40, 30, PATIENTS).round(3)
    rows = pd.DataFrame({"patient_id": people.index, "treatment": treated, "family": "cgrp_antibody"})
    judged = rows.assign(
        month=3,
        kind="migraine",
        reason=reason,
        percent=percent,
        change=-percent / 10,
        outcome=2,
        is_responder=percent >= 50,
    )
    courses = rows.assign(days=draw.integers(10, 400, PATIENTS), cause=draw.choice(["", "no_effect"], PATIENTS))
    pairs = rows.sample(60, random_state=seed).assign(
        before=draw.choice(list("ab"), 60), after=draw.choice(list("cd"), 60)
    )
    windows = rows.assign(inside=28, filled=draw.integers(0, 29, PATIENTS)).sample(200, random_state=seed)
    facts = Facts(
        judged=judged,
        courses=courses.assign(is_seen_from_start=draw.random(PATIENTS) < 0.9, has_known_cause=True),
        switches=pairs,
        evaluations=rows.assign(days=100.0, reason=np.where(reason == "", "", "not_judgeable")),
        by_window=windows.assign(last=END),
        by_weeks=windows.assign(block=0),
        overuse=windows.assign(last=END, outcome=draw.integers(0, 3, 200)),
    )
    return Clinic(END, True, shipped(), people, facts.placed(people))


@cache
def overviews(seed: int) -> list[tuple[Chosen, Overview]]:
    """Every overview of an invented clinic that tells anything, with its selection."""
    return list(_overviews(invented(seed), MOST_ATTRIBUTES[seed]))


def _overviews(known: Clinic, most: int) -> Iterator[tuple[Chosen, Overview]]:
    for number in range(most + 1):
        for names in combinations(ATTRIBUTES, number):
            for values in product(*(known.people[name].unique() for name in names)):
                chosen = dict(zip(names, values, strict=True))
                found = known.overview(chosen)
                if found.patients is not None:
                    yield chosen, found


def told(found: Overview) -> dict[tuple[str, ...], int]:
    """The size of every group of which the overview tells a figure, by its name."""
    groups = {("everyone",): found.patients or 0}
    for one in found.responses:
        groups["judged", one.treatment] = one.judgeable
        groups["not judged", one.treatment] = one.not_judgeable
        groups |= {("reason", one.treatment, reason): size for reason, size in one.reasons.items() if size is not None}
    groups |= {("course", one.treatment): one.curve.number for one in found.times}
    groups |= {("switch", before, after): size for before, after, size in found.switches.flows}
    for name in ("completeness", "by_weeks", "overuse"):
        groups |= {(name, point.at): point.patients for point in getattr(found, name)}
    groups |= {("beside", one.register.what): one.number for one in found.beside_registers}
    return groups


@pytest.mark.parametrize("seed", MOST_ATTRIBUTES)
def test_no_group_and_no_difference_of_selections_has_few_patients(seed: int) -> None:
    """For each pair of selections of which one holds the other, the patients of any group in one and not the other."""
    groups: defaultdict[tuple[str, ...], list[tuple[Chosen, int]]] = defaultdict(list)
    for chosen, found in overviews(seed):
        for name, size in told(found).items():
            groups[name].append((chosen, size))
    compared = 0
    for name, somewhere in groups.items():
        if name[0] == "not judged":  # that a number was left out is told by itself; no figure is told of them
            continue
        assert all(size >= FEWEST for _, size in somewhere), name
        for (wide, all_of_them), (narrow, some) in product(somewhere, repeat=2):
            if wide.items() < narrow.items():
                compared += 1
                assert all_of_them - some == 0 or all_of_them - some >= FEWEST, (name, wide, narrow)
    assert compared > 100


@pytest.mark.parametrize("seed", MOST_ATTRIBUTES)
def test_no_sum_of_selections_leaves_few_of_another(seed: int) -> None:
    """All values of an attribute but one, taken from the whole, tell of the one: if it is hidden, it is not small."""
    people = invented(seed).people
    found = {tuple(sorted(chosen.items())): told(one) for chosen, one in overviews(seed)}
    tried = 0
    for chosen, whole in found.items():
        for name in set(ATTRIBUTES) - {attribute for attribute, _ in chosen}:
            values = people[name].unique()
            parts = [found.get(tuple(sorted([*chosen, (name, value)])), {}) for value in values]
            for group, size in whole.items():
                shown = [part[group] for part in parts if group in part]
                if group[0] == "not judged" or not shown:
                    continue
                tried += 1
                rest = size - sum(shown)
                assert rest == 0 or rest >= FEWEST, (chosen, name, group)
    assert tried > 50


@pytest.mark.parametrize("seed", MOST_ATTRIBUTES)
def test_no_hidden_treatment_or_reason_is_found_from_its_total(seed: int) -> None:
    for _, found in overviews(seed):
        groups = told(found)
        for kind, whole in (("judged", ("judged", ALL)), ("course", ("course", ALL))):
            shown = [size for name, size in groups.items() if name[0] == kind and name[1] != ALL]
            rest = groups.get(whole, 0) - sum(shown)
            assert whole not in groups or rest == 0 or rest >= FEWEST
        for one in found.responses:
            sizes = [size for size in one.reasons.values() if size is not None]
            hidden = [reason for reason, size in one.reasons.items() if size is None]
            rest = one.not_judgeable - sum(sizes)
            assert not sizes or not hidden or (len(hidden) >= 2 and rest >= FEWEST)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    store = make_clinic(Path(tmp_path_factory.mktemp("days")) / "store", PATIENTS_OF_KINDS)
    return Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")


def test_a_day_earlier_tells_nothing_of_the_day_between(records: Records) -> None:
    """One day before the end is told as a month's end at least a window before, and so is the day before that."""
    newest, *earlier = (clinic(records, as_of=END - timedelta(days=back)) for back in (0, 1, 2))
    assert newest.as_of == END
    assert {one.as_of for one in earlier} == {date(2026, 9, 30)}
    assert earlier[0].overview() == earlier[1].overview()


def test_what_patients_come_to_one_by_one_is_told_at_the_end_of_the_data_only(records: Records) -> None:
    """Whatever two days are asked for, no figure of treatments can be taken from another's."""
    newest = clinic(records).overview()
    assert newest.responses
    assert newest.times
    for back in (1, 40, 200):
        earlier = clinic(records, as_of=END - timedelta(days=back)).overview()
        assert earlier.patients == PATIENTS_OF_KINDS
        assert (earlier.responses, earlier.times, earlier.by_weeks, earlier.beside_registers) == ((), (), (), ())
        assert (earlier.waiting, earlier.began_before, earlier.switches.flows) == (None, None, ())
        assert len(earlier.completeness) > 1
        assert earlier.as_json()["end_of_data"] is False
