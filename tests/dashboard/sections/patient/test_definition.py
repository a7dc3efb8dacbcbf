"""What the choice of a definition changes, with figures typed by hand."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.days.definitions import PROFILES
from analysis.windows import Window
from dashboard.sections.patient import definition
from dashboard.texts import languages, words

SV, EN = words("sv"), words("en")
WINDOW = Window(date(2026, 10, 4), date(2026, 10, 31))


def counts(
    migraine: int, headache: int, *, unclear: int = 0, unclear_headache: int = 0, filled: int = 28
) -> WindowCounts:
    unfilled = 28 - filled
    return WindowCounts(
        WINDOW,
        Completeness(filled, 0, unfilled, 0),
        {
            "migraine": DayCount(migraine, unfilled, unclear, filled),
            "headache": DayCount(headache, unfilled, unclear_headache, filled),
        },
    )


def test_the_choice_says_from_how_many_to_how_many() -> None:
    results = {"MD-1": counts(14, 16), "MD-0": counts(12, 16)}
    assert definition.note("MD-0", "MD-1", results, SV) == (
        "**Migrändag enligt patientens egen bedömning (MD-0)**, inte enligt mottagningens Leiden 2023 (MD-1). "
        "Valet ändrar migrändagarna de senaste 28 dagarna från 14 till 12."
    )
    assert definition.note("MD-0", "MD-1", results, EN).endswith(
        "This choice moves migraine days of the last 28 days from 14 to 12."
    )


def test_headache_days_are_told_when_they_move_too() -> None:
    # An aura without headache is a migraine day and a headache day by MD-1, neither by the patient's word.
    results = {"MD-1": counts(14, 17), "MD-0": counts(12, 16)}
    assert definition.note("MD-0", "MD-1", results, SV).endswith(
        "Valet ändrar huvudvärksdagarna de senaste 28 dagarna från 17 till 16."
    )


def test_days_that_cannot_be_told_are_told_under_both() -> None:
    results = {"MD-1": counts(5, 8), "MD-0": counts(4, 8, unclear=3)}
    assert definition.note("MD-0", "MD-1", results, SV).endswith(
        "från 5 till 4. På 0 respektive 3 ifyllda dagar framgår det inte."
    )


def test_a_choice_that_changes_nothing_says_so() -> None:
    results = {"MD-1": counts(5, 8), "MD-4": counts(5, 8)}
    assert definition.note("MD-4", "MD-1", results, SV).endswith(
        "Valet ändrar inte migrändagarna de senaste 28 dagarna: 5 med båda."
    )


def test_without_a_filled_day_no_number_is_told() -> None:
    results = {"MD-1": counts(0, 0, filled=0), "MD-4": counts(0, 0, filled=0)}
    assert definition.note("MD-4", "MD-1", results, SV).endswith("Ingen av de senaste 28 dagarna är ifylld.")


def test_the_table_holds_every_definition_the_clinics_first() -> None:
    results = {
        "MD-1": counts(5, 8),
        "MD-0": counts(4, 8, unclear=3),
        "MD-2": counts(0, 0, unclear=28, unclear_headache=2),
    }
    shown = definition.section("MD-0", "MD-2", results, SV)
    assert shown.sentences == (
        "Samma 28 dagar (2026-10-04 till 2026-10-31) enligt varje definition. "
        "Den valda gäller alla siffror på patientens sidor.",
    )
    assert shown.table is not None
    assert list(shown.table.columns) == ["Definition", "Migrändagar", "Huvudvärksdagar"]
    assert shown.table.to_numpy().tolist() == [
        ["IHS 2018, kronisk migrän (MD-2), mottagningens", "–, oklart 28", "0 av 26, oklart 2"],
        ["Leiden 2023 (MD-1)", "5 av 28", "8 av 28"],
        ["patientens egen bedömning (MD-0) (visas)", "4 av 25, oklart 3", "8 av 28"],
    ]


@pytest.mark.parametrize("language", languages())
def test_every_definition_has_a_name_of_its_own(language: str) -> None:
    names = {definition.option(profile, "MD-1", words(language)) for profile in PROFILES}
    assert len(names) == len(PROFILES) == 11
