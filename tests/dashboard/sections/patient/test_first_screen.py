"""A headache of which nobody wrote what it was is not shown as another headache than migraine."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.texts import words
from tests.dashboard.conftest import OpenPage, read_of, text_of

YES_OR_NO_ONLY = "P-051"
"""Writes down headache or none, and nothing that tells which."""


@pytest.mark.parametrize(("patient", "is_untold"), [(YES_OR_NO_ONLY, True), ("P-013", False)])
def test_a_headache_of_unknown_kind_is_told_as_such(
    open_page: OpenPage, sample_store: Path, patient: str, is_untold: bool
) -> None:
    page = open_page(store=sample_store, patient=patient, lang="sv")
    assert ('<b aria-hidden="true">H?</b>' in text_of(page)) is is_untold
    assert ("H? huvudvärk, okänd typ" in read_of(page)) is is_untold
    assert ("svag: annan huvudvärk eller okänd typ" in read_of(page)) is is_untold


@pytest.mark.parametrize(
    ("language", "days", "told"),
    [
        ("sv", 1, "1, låses 6 nov"),
        ("sv", 2, "2, den första låses 6 nov"),
        ("en", 1, "1, locks 6 nov"),
        ("en", 2, "2, the first locks 6 nov"),
    ],
)
def test_a_single_open_day_is_not_the_first_of_several(language: str, days: int, told: str) -> None:
    assert words(language)("first-open-days", open=days, date="6 nov") == told


@pytest.mark.parametrize(
    ("patient", "open_days"),
    [
        ("P-058", True),  # the list's line tells of the visit, and of a treatment that cannot be judged
        ("P-010", False),  # it tells how many are open, and when they lock
        ("P-013", False),  # there are none
    ],
)
def test_open_days_stand_beside_the_basis_and_when_they_lock_once(
    open_page: OpenPage, sample_store: Path, patient: str, open_days: bool
) -> None:
    told = read_of(open_page(store=sample_store, patient=patient, lang="sv"))
    assert ("Öppna dagar" in told) is open_days
    assert told.count("låses") == (patient != "P-013")


def test_days_of_which_none_is_filled_in_are_not_compared_as_dashes(open_page: OpenPage, sample_store: Path) -> None:
    told = text_of(open_page(store=sample_store, patient="P-056", lang="sv"))
    assert "<dt>Dagar</dt><dd>inga att jämföra</dd>" in told
    assert "– → –" not in told
