"""The criteria of a patient as sentences and a table, and the list of every rule."""

from __future__ import annotations

import pytest

from analysis.criteria import RULES, criteria_for
from analysis.outcomes import Outcome
from dashboard.sections import criteria, rules
from dashboard.texts import languages, words
from tests.analysis.criteria.made import thrice


@pytest.mark.parametrize("language", languages())
def test_what_is_met_is_told_and_all_stand_in_the_table(language: str) -> None:
    judged = criteria_for(thrice(headache=20, migraine=9, triptan=12, overusable=12, acute_medication=12))
    section = criteria.section(judged, words(language))
    met = {one.rule for one in judged if one.outcome is Outcome.MET}
    assert {"CM-5", "MOH-3", "MOH-10"} <= met
    assert len(section.sentences) >= 2
    assert section.table is not None
    assert list(section.table.iloc[:, 0]) == [one.rule for one in judged]


@pytest.mark.parametrize("language", languages())
def test_a_calm_diary_says_that_no_pattern_shows(language: str) -> None:
    quiet = criteria_for(thrice(headache=2))
    shown = criteria.section(quiet, words(language))
    assert shown.sentences == (words(language)("criteria-none"),)


@pytest.mark.parametrize("language", languages())
def test_every_rule_stands_once_with_sentence_source_and_test(language: str) -> None:
    table = rules.section(words(language)).table
    assert table is not None
    assert list(table.iloc[:, 0]) == list(RULES)
    for column in (1, 3, 4, 5):
        assert (table.iloc[:, column] != "").all()


def test_the_search_finds_ids_words_and_sources() -> None:
    spoken = words("en")
    found = rules.section(spoken, "moh-3").table
    assert found is not None
    assert "MOH-3" in list(found.iloc[:, 0])
    assert len(found) < 10
    nothing = rules.section(spoken, "no such rule anywhere").table
    assert nothing is not None
    assert nothing.empty


def test_triptan_limit_is_ten_days_of_28() -> None:
    row = rules.rule_row(RULES["MOH-3"], words("en"))
    assert "\u2265 10 days of 28" in row[2]
    assert "ICHD-3" in row[3] or "International" in row[3]
