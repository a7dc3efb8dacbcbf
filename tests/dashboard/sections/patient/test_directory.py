"""Patients found by typing: pseudonyms before names, whatever the case, the accents and the signs."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.records.patients import Patient
from dashboard.sections.patient.directory import MOST_FOUND, Directory

END = date(2026, 10, 31)


def person(pseudonym: str, name: str | None = None, enrolled_on: date = date(2025, 1, 1)) -> Patient:
    return Patient(pseudonym, enrolled_on, None, None, None, None, None, name)


PEOPLE = Directory(
    [
        person("P-001", "Test Ängsull"),
        person("P-010", "Test Tallkotte"),
        person("P-101", "Test Øre-Björk"),
        person("T-7", "Prov Angelika"),
        person("U-8"),
    ]
)


def found(typed: str) -> list[str]:
    return [one.patient_id for one in PEOPLE.found(typed).patients]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("P-0", ["P-001", "P-010"]),
        ("p0", ["P-001", "P-010"]),
        ("10", ["P-010", "P-101"]),
        ("t7", ["T-7"]),
        ("u", ["U-8"]),
        ("ang", ["P-001", "T-7"]),
        ("ÄNGSULL", ["P-001"]),
        ("test tall", ["P-010"]),
        ("tall test", ["P-010"]),
        ("ore", ["P-101"]),
        ("bjork", ["P-101"]),
        ("öre-b", ["P-101"]),
        ("orebjork", ["P-101"]),
        ("tallkotten", []),
        ("angelika prov x", []),
        ("", []),
        ("  - ", []),
    ],
)
def test_who_fits_what_was_typed(typed: str, expected: list[str]) -> None:
    assert found(typed) == expected
    assert PEOPLE.found(typed).number == len(expected)


def test_a_pseudonym_that_begins_so_stands_before_a_name_and_one_that_holds_it_after() -> None:
    people = Directory([person("XP-1"), person("Y-1", "Paula Prov"), person("P-9")])
    assert [one.patient_id for one in people.found("p").patients] == ["P-9", "Y-1", "XP-1"]


def test_only_the_first_are_given_and_all_are_counted() -> None:
    people = Directory(person(f"S-{number:05}", "Test Gran") for number in range(5000))
    fits = people.found("gran")
    assert [one.patient_id for one in fits.patients] == [f"S-{number:05}" for number in range(MOST_FOUND)]
    assert fits.number == 5000


def test_only_those_who_are_here_are_named() -> None:
    assert [one.patient_id for one in PEOPLE.named(["U-8", "GONE", "P-001"])] == ["U-8", "P-001"]
    assert "GONE" not in PEOPLE


def test_the_first_day_of_any_diary() -> None:
    people = [person("A", enrolled_on=date(2025, 3, 1)), person("B", enrolled_on=date(2026, 12, 1))]
    assert Directory(people).first_day(END) == date(2025, 3, 1)
    assert Directory(people[1:]).first_day(END) == END


def test_those_around_are_the_same_for_each_of_them() -> None:
    directory = Directory(
        Patient(f"S-{number:04}", date(2025, 1, 1), None, None, None, None, None, None) for number in range(5)
    )
    assert directory.around("S-0002", 2) == directory.around("S-0003", 2) == ("S-0002", "S-0003")
    assert directory.around("S-0004", 2) == ("S-0004",)
    assert directory.around("nobody", 2) == ()
