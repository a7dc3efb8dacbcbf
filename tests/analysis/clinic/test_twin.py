"""The clinic's columns against the effects of its patients, told one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import insert

from analysis.clinic.around_starts import counts_around
from analysis.clinic.begun import begun
from analysis.clinic.courses import LEFT, courses, switches
from analysis.clinic.evaluations import NO_VISIT, NOT_JUDGEABLE, evaluations, judging_visits
from analysis.clinic.response import judged
from analysis.clinic.survival import ONGOING
from analysis.effect.finding import JUDGED, Effect
from analysis.effect.judgement import effects
from analysis.effect.responders import is_fall_of, percent_fall, responder_class
from analysis.episodes.courses import WholeCourse
from analysis.querying import schema
from analysis.records.patients import patients, people
from analysis.store import Action, Door, Records, Store, Visitor
from tests.drawn import drawn

Told = dict[str, tuple[Effect, ...]]

END = date(2026, 10, 31)
MONTHS = {3: "W9-12", 6: "W21-24", 12: "W49-52"}
DAYS = 500
TREATMENTS = (
    ("Ajovy", 300, 120, 225.0, "no_effect"),
    ("Aimovig", 150, None, 70.0, None),
    ("Aimovig", 90, None, 140.0, None),
    ("Amitriptylin", 420, 20, 10.0, "side_effect"),
    ("Vyepti", 200, None, 100.0, None),
    ("Metoprolol", 190, 150, 50.0, "side_effect"),
)
"""Drug, days before END of first and last day, dose, why it ended: each patient has some of them."""


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """Forty patients with diaries of every quality and one to three treatments each, a tenth with cluster headache."""
    store = Store(Path(tmp_path_factory.mktemp("twin")) / "store")
    draw = np.random.default_rng(5)
    with store.writing("test") as connection:
        connection.execute(
            insert(schema.IMPORT_BATCHES),
            [{"batch": 1, "imported_at": END, "imported_by": "test", "as_of": END, "clinic_export": True}],
        )
        for number in range(40):
            _write_patient(connection, f"V-{number:02}", draw)
    return Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")


@pytest.fixture(scope="module")
def one_by_one(records: Records) -> Told:
    """The effects of each patient."""
    return effects(records)


def _write_patient(connection: object, name: str, draw: np.random.Generator) -> None:
    write = connection.execute  # type: ignore[attr-defined]
    empty = dict.fromkeys(schema.PATIENTS.columns.keys())
    left = END - timedelta(days=int(draw.integers(0, 100))) if draw.random() < 0.2 else None
    enrolled = END - timedelta(days=int(draw.integers(200, DAYS)))
    diagnosis = "G44.0" if name.endswith("7") else None
    patient = {"patient_id": name, "enrolled_on": enrolled, "left_on": left, "diagnosis": diagnosis, "batch": 1}
    write(insert(schema.PATIENTS), [{**empty, **patient}])
    share, before, after = draw.uniform(0.3, 1), draw.uniform(0.1, 0.8), draw.uniform(0.0, 0.6)
    days = range((END - enrolled).days, -1, -1)
    marks = ["H" if draw.random() < (before if back > 150 else after) else "." for back in days]
    picture = "".join(mark if draw.random() < share else "_" for mark in marks)
    write(insert(schema.DIARY), drawn(picture, END, name))
    chosen = draw.choice(len(TREATMENTS), size=int(draw.integers(1, 4)), replace=False)
    write(insert(schema.TREATMENTS), [_treatment(name, *TREATMENTS[place]) for place in sorted(chosen)])
    visit = {**dict.fromkeys(schema.VISITS.columns.keys()), "patient_id": name, "kind": "doctor", "batch": 1}
    write(
        insert(schema.VISITS),
        [{**visit, "date": END - timedelta(days=back)} for back in draw.integers(0, 300, 2).tolist()],
    )


def _treatment(name: str, drug: str, first: int, last: int | None, dose: float, why: str | None) -> dict[str, object]:
    return {
        **dict.fromkeys(schema.TREATMENTS.columns.keys()),
        "patient_id": name,
        "drug": drug,
        "started_on": END - timedelta(days=first),
        "stopped_on": None if last is None else END - timedelta(days=last),
        "dose": dose,
        "dose_unit": "mg",
        "stop_reason": why,
        "batch": 1,
    }


def is_a_course(effect: Effect, of_patient: tuple[Effect, ...]) -> bool:
    """Whether it is that of a whole course, or of the only step of one."""
    whole = [one.episode for one in of_patient if isinstance(one.episode, WholeCourse)]
    return effect.episode in whole or not any(one.has_step(effect.episode) for one in whole)


def test_the_response_is_that_of_each_effect(records: Records, one_by_one: Told) -> None:
    with records.connect() as connection:
        rows = begun(connection, records.basis(END))
        counts = counts_around(connection, rows, records.basis(END))
    found = judged(rows, counts, records.basis(END))
    told = {(row.patient_id, row.treatment, row.month, row.kind): row for row in found.itertuples()}
    assert len(told) == len(found) > 100
    compared = 0
    for patient, some in one_by_one.items():
        for key in {effect.episode.key for effect in some}:
            effect = next(one for one in some if one.episode.key == key)  # the whole course where there is one
            for month, label in MONTHS.items():
                row = told.get((patient, key, month, "headache"))
                window = effect.window(label)
                assert (row is None) == (effect.episode.window(label).last > END)
                assert row is None or (row.reason == "days_are_no_measure") == effect.is_unmeasured
                if row is None or row.reason:
                    continue
                assert window is not None
                before, after = effect.baseline["headache"], window["headache"]
                assert row.percent == pytest.approx(percent_fall(before.per_28 or 0, after.per_28 or 0))
                assert row.outcome == responder_class(before, after, 50)
                assert row.is_responder == is_fall_of(before.per_28 or 0, after.per_28 or 0, 50)
                compared += 1
    assert compared > 20
    assert set(found["reason"]) >= {"", "baseline_incomplete", "stopped_before"}


def test_an_evaluation_is_judged_when_the_effect_is(records: Records, one_by_one: Told) -> None:
    with records.connect() as connection:
        rows = begun(connection, records.basis(END))
        counts = counts_around(connection, rows, records.basis(END))
        visits = judging_visits(connection, END)
    found = evaluations(rows, counts, visits, {}, records.basis(END))
    by_patient: dict[str, list[date]] = {}
    for row in visits.itertuples():
        by_patient.setdefault(str(row.patient_id), []).append(date.fromordinal(int(row.visit)))
    expected: Counter[tuple[str, str, float]] = Counter()
    for patient, some in one_by_one.items():
        for effect in some:
            end = effect.episode.primary_window.last
            if end > END or not is_a_course(effect, some) or not effect.episode.covers(end):
                continue
            after = [day for day in by_patient.get(patient, ()) if day >= end]
            why = NOT_JUDGEABLE if effect.outcome != JUDGED else "" if after else NO_VISIT
            expected[patient, why, -1 if why else (min(after) - effect.episode.first_dose).days] += 1
    assert Counter(zip(found["patient_id"], found["reason"], found["days"].fillna(-1), strict=True)) == expected
    assert {why for _, why, _ in expected} == {"", NOT_JUDGEABLE, NO_VISIT}


def test_courses_end_as_their_last_episode_or_when_the_patient_left(records: Records, one_by_one: Told) -> None:
    with records.connect() as connection:
        everyone = patients(connection)
        found = courses(begun(connection, records.basis(END)), people(connection), END)
    left = {one.patient_id: one.left_on for one in everyone}
    expected: dict[tuple[str, str, date], tuple[int, str]] = {}
    for patient, some in one_by_one.items():
        for one in (
            effect.episode for effect in some if effect.episode.first_dose <= END and is_a_course(effect, some)
        ):
            is_over = one.last_day is not None and one.last_day <= END
            last, cause = (one.last_day or END, one.stop_reason or "other") if is_over else (END, ONGOING)
            if (gone := left[patient]) is not None and gone < last:
                last, cause = gone, LEFT
            expected[patient, one.key, one.course_began_on] = max(0, (last - one.course_began_on).days), cause
    assert Counter(zip(found["days"], found["cause"], strict=True)) == Counter(expected.values())
    assert {"no_effect", "side_effect", LEFT, ONGOING} <= set(found["cause"])


def test_a_switch_is_from_the_drug_of_the_family_that_ended_last(records: Records, one_by_one: Told) -> None:
    with records.connect() as connection:
        found = switches(begun(connection, records.basis(END)))
    began_by_switch = [
        (patient, effect.episode.key)
        for patient, some in one_by_one.items()
        for effect in some
        if effect.episode.beginning.value == "switch"
    ]
    assert sorted(zip(found["patient_id"], found["after"], strict=True)) == sorted(began_by_switch)
    assert set(found["before"]) == {"fremanezumab"}


def test_a_treatment_that_may_have_been_a_switch_has_nothing_that_it_was_from() -> None:
    table = pd.DataFrame(
        [
            ("P", "fremanezumab", "cgrp_antibody", "start", 100.0, np.nan, False),
            ("P", "erenumab", "cgrp_antibody", "switch", 150.0, np.nan, False),
            ("Q", "erenumab", "cgrp_antibody", "start", 150.0, np.nan, True),
        ],
        columns=["patient_id", "treatment", "family", "beginning", "first_day", "last_day", "may_be_switch"],
    ).assign(last_day=[120.0, np.nan, np.nan])
    found = switches(table)
    assert found["patient_id"].tolist() == ["P", "Q"]
    assert found["before"].fillna("-").tolist() == ["fremanezumab", "-"]
    assert found["after"].tolist() == ["erenumab", "erenumab"]
