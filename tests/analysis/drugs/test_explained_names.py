"""Names that the clinic has explained: they count as what they mean, from then on and until they are forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert, select

from analysis.basis import Basis
from analysis.drugs import explained_names
from analysis.drugs.explained_names import NO_DRUG, UnknownName
from analysis.querying.schema import ACUTE_DOSES, DIARY, DRUG_NAMES, PATIENTS, TREATMENT_DOSES, TREATMENTS
from analysis.records.treatments import recorded_treatments
from analysis.store import Action, Door, Store, Visitor
from tests.drawn import diary_row

DAY = date(2026, 3, 1)


@pytest.fixture
def door(tmp_path):
    """Two patients: A took what nobody knows on one day and rested on another, B is treated with it."""
    store = Store(tmp_path / "clinic")
    intakes = [("A", 1, "Hjälpis 500"), ("A", 1, "hjälpis 500"), ("A", 2, "vila"), ("B", 1, "Alvedon")]
    with store.writing("test") as connection:
        people = [{"patient_id": name, "enrolled_on": date(2026, 1, 1), "batch": 1} for name in ("A", "B")]
        connection.execute(insert(PATIENTS), people)
        days = [diary_row(name, date(2026, 3, day), headache=True) for name in ("A", "B") for day in (1, 2)]
        connection.execute(insert(DIARY), days)
        doses = [
            {"patient_id": who, "date": date(2026, 3, day), "drug": drug, "batch": 1} for who, day, drug in intakes
        ]
        connection.execute(insert(ACUTE_DOSES), doses)
        course = {"patient_id": "B", "drug": "Nymab", "started_on": DAY, "batch": 1}
        connection.execute(insert(TREATMENTS), [course])
    return Door(store, Visitor("nurse"))


def unknown(door):
    with door.enter(Action.READ, "test").connect() as connection:
        return explained_names.unknown_names(connection)


def counts(door):
    from analysis.counts.counted import counts_by_patient
    from analysis.settings import shipped
    from analysis.windows import Window

    with door.enter(Action.READ, "test").connect() as connection:
        window = Window(date(2026, 3, 1), date(2026, 3, 7))
        return counts_by_patient(connection, [window], Basis(date(2026, 3, 7), shipped()))["A"][0]


def test_the_names_that_wait_the_most_frequent_first(door):
    found = unknown(door)
    assert found == [
        UnknownName("Hjälpis 500", 1, 0, 1),
        UnknownName("Nymab", 0, 1, 1),
        UnknownName("hjälpis 500", 1, 0, 1),
        UnknownName("vila", 1, 0, 1),
    ]


def test_the_name_of_a_single_dose_waits_too_and_may_be_any_drug_until_it_is_explained(door, tmp_path):
    with Store(tmp_path / "clinic").writing("test") as connection:
        given = [{"patient_id": "B", "drug": name, "given_on": DAY, "batch": 1} for name in ("sprutan", "Aimovig")]
        connection.execute(insert(TREATMENT_DOSES), given)
    assert UnknownName("sprutan", 0, 1, 1) in unknown(door)
    assert is_unknown(door) == {"sprutan": True, "Aimovig": False}
    door.explain_drug("sprutan", NO_DRUG)
    assert "sprutan" not in [one.name for one in unknown(door)]
    assert is_unknown(door) == {"sprutan": False, "Aimovig": False}


def is_unknown(door):
    with door.enter(Action.READ, "test").connect() as connection:
        return {dose.drug: dose.is_unknown for dose in recorded_treatments(connection)["B"].doses}


def test_an_explained_name_counts_as_what_it_means(door):
    before = counts(door)
    assert (before["acute_medication"].observed, before["paracetamol"].observed, before["paracetamol"].unknown) == (
        2,
        0,
        2,
    )
    door.explain_drug("Hjälpis 500", "paracetamol")
    door.explain_drug("vila", NO_DRUG)
    after = counts(door)
    assert (after["acute_medication"].observed, after["paracetamol"].observed, after["paracetamol"].unknown) == (
        1,
        1,
        0,
    )
    assert [one.name for one in unknown(door)] == ["Nymab"]


def test_a_treatment_is_recognised_by_what_its_name_means(door):
    door.explain_drug("Nymab", "erenumab")
    with door.enter(Action.READ, "test").connect() as connection:
        (treatment,) = recorded_treatments(connection)["B"].treatments
    assert (treatment.drug, treatment.substance, treatment.family) == ("Nymab", "erenumab", "cgrp_antibody")


def test_a_forgotten_name_is_unknown_again(door):
    door.explain_drug("Hjälpis 500", "paracetamol")
    door.forget_drug("Hjälpis 500")
    assert "Hjälpis 500" in [one.name for one in unknown(door)]
    assert counts(door)["paracetamol"].unknown == 2


def test_explaining_anew_replaces_what_was_said(door):
    door.explain_drug("Hjälpis 500", "paracetamol")
    door.explain_drug("Hjälpis 500", "ibuprofen")
    with door.enter(Action.READ, "test").connect() as connection:
        (meaning,) = explained_names.meanings(connection)
        classes = set(
            connection.execute(select(DRUG_NAMES.c.drug_class).where(DRUG_NAMES.c.name == "Hjälpis 500")).scalars()
        )
    assert (meaning.substance, meaning.by) == ("ibuprofen", "nurse")
    assert classes == {"nsaid"}


def test_a_substance_outside_the_catalogue_is_refused(door):
    with pytest.raises(ValueError, match="not in the drug catalogue"):
        door.explain_drug("Hjälpis 500", "moonshine")
    with door.enter(Action.READ, "test").connect() as connection:
        assert explained_names.meanings(connection) == []


def test_what_was_explained_is_logged_without_a_patient(door):
    door.explain_drug("Hjälpis 500", "paracetamol")
    (entry,) = [entry for entry in door.accesses() if entry.action == "changed"]
    assert (entry.place, entry.patient_id) == ("drug names", None)
