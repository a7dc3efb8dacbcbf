"""Each kind of cell at, under and over what it may hold; every limit typed from the description of the export."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from analysis import diary
from analysis.diary import Column, Kind
from analysis.importing.cells import parsed

TEXT, DAY = Column("text", Kind.TEXT, ""), Column("day", Kind.DATE, "")
TIME, FLAG = Column("time", Kind.TIMESTAMP, ""), Column("flag", Kind.BOOLEAN, "")


def read(text: str | None, column: Column) -> Any:
    """The value of one cell, None for unknown, or the code of what is wrong with it."""
    values, reasons = parsed(pd.Series([text], dtype=object), column)
    if reasons is not None and pd.notna(reasons[0]):
        return reasons[0].code
    return None if pd.isna(values[0]) else values[0]


@pytest.mark.parametrize("column", [TEXT, DAY, TIME, FLAG, diary.DIARY.column("severity")])
@pytest.mark.parametrize("blank", ["", "  ", "\t", None])
def test_an_empty_cell_is_unknown(column: Column, blank: str | None) -> None:
    assert read(blank, column) is None


@pytest.mark.parametrize("yes", ["1", "true", "TRUE", "Yes", "ja", "JA", "sant", " ja ", "1.0"])
def test_words_for_yes(yes: str) -> None:
    assert read(yes, FLAG) == True  # noqa: E712 - a NumPy value


@pytest.mark.parametrize("no", ["0", "false", "False", "no", "Nej", "falskt", "0.0"])
def test_words_for_no(no: str) -> None:
    assert read(no, FLAG) == False  # noqa: E712 - a NumPy value


@pytest.mark.parametrize("word", ["2", "-1", "maybe", "j", "y", "1.5", "kanske"])
def test_other_words_are_neither(word: str) -> None:
    assert read(word, FLAG) == "not_yes_or_no"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-28", date(2026, 2, 28)),
        ("2024-02-29", date(2024, 2, 29)),
        (" 2026-03-29 ", date(2026, 3, 29)),
        ("2026-03-01T00:00:00", date(2026, 3, 1)),
        ("2026-03-01 00:00:00.000", date(2026, 3, 1)),
        ("1950-01-01", date(1950, 1, 1)),
        ("2099-12-31", date(2099, 12, 31)),
    ],
)
def test_dates(text: str, day: date) -> None:
    assert read(text, DAY).date() == day


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-29", "2026-13-01", "2026-00-10", "26-03-01", "2026-3-1", "01/03/2026", "20260301", "2026-W10-1"),
        *("2026-03-01T08:00", "2026-03-01 00:00:01", "yesterday", "46082", "２０２６-03-01"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text, DAY) == "not_a_date"


@pytest.mark.parametrize("text", ["1949-12-31", "2100-01-01", "0001-01-01"])
def test_dates_beyond_the_calendar(text: str) -> None:
    assert read(text, DAY) == "out_of_range"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01T07:05", datetime(2026, 3, 1, 7, 5)),
        ("2026-03-01 07:05:09", datetime(2026, 3, 1, 7, 5, 9)),
        ("2026-03-01T07:05:09.5", datetime(2026, 3, 1, 7, 5, 9, 500_000)),
        ("2026-03-01T07:05:09.123456789", datetime(2026, 3, 1, 7, 5, 9, 123_456)),
        ("2026-03-01T23:30:00Z", datetime(2026, 3, 1, 23, 30)),
        ("2026-03-01T23:30+02:00", datetime(2026, 3, 1, 23, 30)),
        ("2026-03-01T00:15:00-0500", datetime(2026, 3, 1, 0, 15)),
    ],
)
def test_a_time_is_the_wall_clock_as_written(text: str, moment: datetime) -> None:
    assert read(text, TIME) == moment


@pytest.mark.parametrize("text", ["2026-03-01", "2026-03-01T24:00", "2026-03-01T12:60", "2026-02-30T12:00", "12:00"])
def test_what_is_no_time(text: str) -> None:
    assert read(text, TIME) == "not_a_time"


@pytest.mark.parametrize(("text", "hours"), [("0", 0), ("24", 24), ("4,5", 4.5), ("4.5", 4.5), (",5", 0.5), ("+3", 3)])
def test_numbers_with_point_or_comma(text: str, hours: float) -> None:
    assert read(text, diary.DIARY.column("duration_hours")) == hours


@pytest.mark.parametrize("text", ["inf", "-Infinity", "1 000", "1.000,5", "1e", "0x10", "1_0", "two", "٣", "3h"])
def test_what_is_no_number(text: str) -> None:
    assert read(text, diary.DIARY.column("duration_hours")) == "not_a_number"


@pytest.mark.parametrize(
    ("table", "column", "inside", "outside"),
    [
        (diary.PATIENTS, "birth_year", ["1900", "2099"], ["1899", "2100"]),
        (diary.DIARY, "severity", ["1", "3"], ["0", "4", "-1"]),
        (diary.DIARY, "intensity", ["0", "10", "7,5"], ["-0,1", "10.1", "11"]),
        (diary.DIARY, "duration_hours", ["0", "24"], ["-0.5", "24,01", "25"]),
        (diary.DIARY, "aura_minutes", ["0", "1440"], ["-1", "1441"]),
        (diary.DIARY, "disability", ["0", "3"], ["-1", "4"]),
        (diary.ACUTE_DOSES, "doses", ["0.01", "1", "12"], ["0", "-1", "1e999"]),
        (diary.TREATMENTS, "dose", ["0,5", "225"], ["0", "-70"]),
        (diary.TREATMENTS, "interval_days", ["1", "366"], ["0", "367"]),
        (diary.QUESTIONNAIRES, "score", ["0", "450"], ["-1", "451"]),
        (diary.MEASUREMENTS, "value", ["20", "400"], ["19.9", "400.1"]),
    ],
)
def test_ranges(table: diary.Table, column: str, inside: list[str], outside: list[str]) -> None:
    assert [read(text, table.column(column)) for text in inside] == [float(text.replace(",", ".")) for text in inside]
    assert {read(text, table.column(column)) for text in outside} == {"out_of_range"}


def test_whole_numbers() -> None:
    severity = diary.DIARY.column("severity")
    assert read("2.0", severity) == read("2,0", severity) == read("2", severity) == 2
    assert read("2.5", severity) == "not_whole"
    assert read("1e999", severity) == "not_a_number"


def test_an_empty_dose_is_one_dose() -> None:
    assert read("", diary.ACUTE_DOSES.column("doses")) == 1


@pytest.mark.parametrize(
    ("table", "column", "choices"),
    [
        (diary.PATIENTS, "sex", ["female", "male", "other"]),
        (diary.ACUTE_DOSES, "helped", ["yes", "partly", "no"]),
        (diary.VISITS, "kind", ["start", "doctor", "nurse", "follow_up", "injection_training", "infusion"]),
        (diary.VISITS, "channel", ["chat", "video", "clinic"]),
        (diary.QUESTIONNAIRES, "instrument", ["HIT-6", "MIDAS", "MSQ-RR", "MSQ-RP", "MSQ-EF", "PGIC", "mTOQ-4"]),
        (diary.MEASUREMENTS, "kind", ["systolic", "diastolic", "pulse", "weight"]),
    ],
)
def test_choices_in_any_case(table: diary.Table, column: str, choices: list[str]) -> None:
    declared = table.column(column)
    assert [read(choice.upper(), declared) for choice in choices] == choices
    assert [read(choice.lower(), declared) for choice in choices] == choices
    assert read("none of these", declared) == "not_a_choice"


@pytest.mark.parametrize("character", ["\x00", "\x1e", "\x1f"])
def test_text_keeps_its_lines_but_no_character_that_ends_texts(character: str) -> None:
    assert read("  a\n b ", TEXT) == "a\n b"
    assert read(f"a{character}b", TEXT) == "unreadable_character"


@pytest.mark.parametrize(
    ("written", "meant"), [("Ja", "yes"), ("delvis", "partly"), ("NEJ", "no"), ("Yes", "yes"), ("partly", "partly")]
)
def test_whether_a_drug_helped_may_be_written_in_swedish(written: str, meant: str) -> None:
    assert read(written, diary.ACUTE_DOSES.column("helped")) == meant


@pytest.mark.parametrize(("length", "found"), [(10_000, None), (10_001, "too_long")])
def test_a_text_is_kept_up_to_the_limit_of_a_cell(length, found):
    assert read("x" * length, TEXT) == (found or "x" * length)
