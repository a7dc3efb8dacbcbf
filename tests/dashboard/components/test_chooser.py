"""The box in which a patient is found: what the browser is told, and that it is told of nobody else."""

from __future__ import annotations

import json
from datetime import date

import pytest

from analysis.records.patients import Patient
from dashboard.components.chooser import chooser_data
from dashboard.sections.patient.directory import Directory
from dashboard.texts import words

PEOPLE = Directory(
    Patient(f"S-{number:04}", date(2025, 1, 1), None, None, None, None, None, f"Test Nummer{number}")
    for number in range(100)
)


def told(typed: str = "", chosen: str | None = None, recent: tuple[str, ...] = (), language: str = "en"):
    return chooser_data(PEOPLE, words(language), chosen=chosen, recent=recent, typed=typed)


def test_before_anything_is_typed_only_the_chosen_and_the_recent_ones_are_told() -> None:
    data = told(chosen="S-0007", recent=("S-0009", "S-0003"))
    assert data["chosen"] == {"id": "S-0007", "name": "Test Nummer7"}
    assert [one["id"] for one in data["recent"]] == ["S-0009", "S-0003"]
    assert data["found"] == []
    assert json.dumps(data).count("Test Nummer") == 3


@pytest.mark.parametrize(
    ("typed", "offered", "note"),
    [
        ("S-0042", 1, "1 patient fits."),
        ("S-009", 10, "10 patients fit."),
        ("test", 10, "10 of 100 who fit. Type more to find the others."),
        ("nobody", 0, "No patient fits."),
    ],
)
def test_at_most_ten_are_told_and_how_many_fit(typed: str, offered: int, note: str) -> None:
    data = told(typed)
    assert (len(data["found"]), data["note"], data["typed"]) == (offered, note, typed)


def test_a_patient_without_a_name_is_the_pseudonym_alone() -> None:
    people = Directory([Patient("U-8", date(2025, 1, 1), None, None, None, None, None, None)])
    data = chooser_data(people, words("sv"), chosen="U-8", recent=(), typed="u8")
    assert data["chosen"] == {"id": "U-8", "name": ""}
    assert data["note"] == "1 träff."
