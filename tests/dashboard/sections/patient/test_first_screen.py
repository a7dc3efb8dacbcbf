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
