"""A day in words: one sentence, every recorded field, and nothing that was left empty."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.diary import ACUTE_DOSES, DIARY, Kind
from analysis.drugs import CLASSES
from dashboard.sections.day.day_story import (
    STORY_FIELDS,
    day_heading,
    day_label,
    day_story,
    day_story_html,
    month_table,
)
from dashboard.texts import languages, words

FRIDAY = date(2026, 10, 2)
TRIPTAN = Dose("Maxalt", 1, datetime(2026, 10, 2, 8, 30), "yes", frozenset({"triptan"}), True)
MIGRAINE = DayEntry(
    FRIDAY,
    DayState.MIGRAINE,
    {"headache": True, "severity": 3, "duration_hours": 6.5, "nausea": True, "vomiting": False, "photophobia": None},
    (TRIPTAN,),
)
OF_A_KIND = {
    Kind.BOOLEAN: True,
    Kind.INTEGER: 2,
    Kind.NUMBER: 7.5,
    Kind.DATE: FRIDAY,
    Kind.TIMESTAMP: datetime(2026, 10, 2, 21, 14),
    Kind.TEXT: "<script>alert(1)</script>\nsov & vilade",
}
FULL = {column.name: OF_A_KIND[column.kind] for column in DIARY}


def test_the_sentence_of_a_migraine_day() -> None:
    assert day_label(MIGRAINE, words("sv")) == "fredag 2 oktober: migrän, svår, tog triptan"
    assert day_label(MIGRAINE, words("en")) == "Friday 2 October: migraine, severe, took triptan"
    assert day_heading(MIGRAINE, words("sv")) == "fredag 2 oktober 2026"


def test_an_open_day_says_until_when() -> None:
    entry = DayEntry(date(2026, 10, 26), DayState.OPEN, locks_on=date(2026, 11, 3))
    label = day_label(entry, words("sv"))
    assert label == "måndag 26 oktober: tom, kan fortfarande fyllas i, låses 3 nov"
    assert ("Kan fyllas i", "till och med 2 nov") in day_story(entry, words("sv"))


def test_marks_are_told() -> None:
    entry = DayEntry(
        FRIDAY, DayState.HEADACHE_FREE, {"headache": False, "aura": True, "menstruation": True, "note": "x"}
    )
    assert day_label(entry, words("sv")) == "fredag 2 oktober: huvudvärksfri, aura, mens, med anteckning"
    assert "efterregistrerad" in day_label(DayEntry(FRIDAY, DayState.MISSING, retrospective=True), words("sv"))


def test_what_is_not_acute_medication_is_not_told_in_the_sentence_but_in_the_story() -> None:
    antiemetic = Dose("Primperan", 1, None, None, frozenset({"antiemetic"}), False)
    entry = DayEntry(FRIDAY, DayState.OTHER_HEADACHE, {}, (antiemetic,))
    assert "tog" not in day_label(entry, words("sv"))
    assert ("Akutläkemedel", "Primperan, 1 dos") in day_story(entry, words("sv"))


def test_an_unknown_drug_is_told_by_its_name() -> None:
    entry = DayEntry(FRIDAY, DayState.MIGRAINE, {}, (TRIPTAN, Dose("Xyz", 2, None, None, frozenset(), True)))
    assert day_label(entry, words("sv")).endswith("tog triptan och Xyz")


@pytest.mark.parametrize(
    ("fields", "level"),
    [
        ({"severity": 1, "intensity": 9}, 1),
        ({"intensity": 3}, 1),
        ({"intensity": 4}, 2),
        ({"intensity": 6}, 2),
        ({"intensity": 7}, 3),
        ({"intensity": 0}, None),
        ({}, None),
    ],
)
def test_severity_follows_the_word_and_else_the_rating(fields, level) -> None:
    assert DayEntry(FRIDAY, DayState.MIGRAINE, {"headache": True, **fields}).worst_pain == level
    assert DayEntry(FRIDAY, DayState.HEADACHE_FREE, {"headache": False, **fields}).worst_pain is None


def test_the_story_tells_every_recorded_field_and_no_blank() -> None:
    story = dict(day_story(MIGRAINE, words("sv")))
    assert story == {
        "Typ av dag": "migrän",
        "Smärtintensitet": "svår",
        "Huvudvärkens längd": "6,5 timmar",
        "Illamående": "ja",
        "Kräkning": "nej",
        "Akutläkemedel": "Maxalt, 1 dos, kl. 08:30, hjälpte",
    }


@pytest.mark.parametrize("language", languages())
def test_the_story_tells_every_column_of_the_diary(language: str) -> None:
    told = dict(day_story(DayEntry(FRIDAY, DayState.MIGRAINE, FULL), words(language)))
    elsewhere = ("patient_id", "date", "headache", "doses_recorded")
    names = [column.name for column in DIARY if column.name not in elsewhere]
    assert len(names) == len(DIARY.columns) - 4
    labels = [words(language)(f"day-field-{name.replace('_', '-')}") for name in names]
    assert [label for label in labels if not told.get(label)] == []


def test_a_number_is_told_by_its_word_with_its_unit_or_bare() -> None:
    fields = {"severity": 3, "disability": 0, "duration_hours": 6.5, "intensity": 7.0}
    assert day_story(DayEntry(FRIDAY, DayState.MIGRAINE, fields), words("en"))[1:] == [
        ("Pain", "severe"),
        ("Pain rating", "7 of 10"),
        ("Length of the headache", "6.5 hours"),
        ("Disability", "none"),
    ]


def test_where_an_entry_comes_from_is_told_only_where_it_is_out_of_the_ordinary() -> None:
    day = date(2026, 10, 2)
    clinics = DayEntry(day, DayState.HEADACHE, {"source": "clinic", "doses_recorded": True})
    foreign = DayEntry(day, DayState.HEADACHE, {"source": "migraine_buddy", "doses_recorded": False}, excluded=True)
    assert day_story(clinics, words("en")) == [("The day", "headache, kind unclear")]
    assert day_story(foreign, words("en"))[1:] == [
        ("From another diary", "migraine_buddy"),
        ("In an excluded period", "yes"),
        ("Acute medication", "not told"),
    ]


@pytest.mark.parametrize("language", languages())
def test_every_field_state_class_and_answer_has_its_words(language: str) -> None:
    helped = (*ACUTE_DOSES.column("helped").choices, None)
    doses = tuple(Dose("A", 1.5, None, answer, frozenset({name}), True) for name in CLASSES for answer in helped)
    for state in DayState:
        for severity in (1, 2, 3):
            for disability in (0, 1, 2, 3):
                fields = {**FULL, "severity": severity, "disability": disability}
                entry = DayEntry(FRIDAY, state, fields, doses, retrospective=True, locks_on=FRIDAY)
                assert day_label(entry, words(language))
                assert len(day_story(entry, words(language))) > len(STORY_FIELDS)


def test_what_the_patient_wrote_is_escaped_in_html_and_whole_in_text() -> None:
    entry = DayEntry(FRIDAY, DayState.MIGRAINE, FULL)
    assert dict(day_story(entry, words("sv")))["Anteckning"] == FULL["note"]
    html = day_story_html(entry, words("sv"))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>sov &amp; vilade" in html


def test_the_table_of_a_month_leaves_out_days_outside() -> None:
    entries = [MIGRAINE, DayEntry(date(2026, 10, 3), DayState.OUTSIDE)]
    table = month_table(entries, words("sv"))
    assert table.to_numpy().tolist() == [["2026-10-02", "fredag", "migrän", "svår", "triptan", ""]]
