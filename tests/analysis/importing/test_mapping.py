"""Diaries of any shape, read as a mapping says; each figure counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from analysis.errors import ImportQuestion, UnreadableFile

SWEDISH = """\
Datum;Huvudvärk;Smärta;Symtom;Medicin;Sumatriptan 50;Övrigt
1/3/2026;x;svår;illamående, ljud;Alvedon;2;jobbig dag
2/3/2026;-;;;inget;0;
3/3/2026;x;medel;yrsel;;;
4/3/2026;kanske;;;;;
5/3/2026;;;;;;
"""
MAPPING = """\
[rows]
date = "Datum"
date_format = "%d/%m/%Y"
[columns.headache]
column = "Huvudvärk"
yes = ["x"]
no = ["-"]
[columns.severity]
column = "Smärta"
values = { "lätt" = 1, "medel" = 2, "svår" = 3 }
[columns.nausea]
column = "Symtom"
separator = ","
yes = ["illamående"]
[columns.phonophobia]
column = "Symtom"
separator = ","
yes = ["ljud"]
absent = "no"
[acute]
columns = ["Medicin"]
drug_columns = { "Sumatriptan 50" = "sumatriptan" }
no = ["inget"]
"""


def take(desk: Any, text: str | Path, mapping: str = MAPPING, **options: Any) -> Any:
    file = text if isinstance(text, Path) else desk.loose("diary.csv", text)
    return desk.take(file, **{"patient": "p1", "mapping": desk.loose("mapping.toml", mapping), **options})


def days(desk: Any, *columns: str) -> dict[int, tuple[Any, ...]]:
    return {row[0].day: row[1:] for row in desk.rows("diary", "date", *columns)}


def test_a_spreadsheet_with_swedish_words(desk, told, counts) -> None:
    report = take(desk, SWEDISH)
    assert counts(report, "diary.csv") == (5, 3, 0, 1, 1)
    assert days(desk, "headache", "severity", "nausea", "phonophobia") == {
        1: (True, 3, True, True),
        2: (False, None, None, None),
        3: (True, 2, None, False),
    }
    assert days(desk, "source", "attacks_only", "doses_recorded") == {
        1: ("mapping", False, True),
        2: ("mapping", False, True),
        3: ("mapping", False, False),
    }
    assert desk.rows("acute_doses", "date", "drug", "doses") == [
        (date(2026, 3, 1), "Alvedon", 1),
        (date(2026, 3, 1), "sumatriptan", 2),
    ]
    assert told(report) == [(5, "Huvudvärk", "word_not_named")]
    assert report.files[0].problems[0].value == '"kanske"'
    assert report.files[0].unknown_columns == ("Övrigt",)


@pytest.mark.parametrize("no", ["0", "0,0", "nej", "Nej", "FALSE", "inget", "no"])
def test_a_no_in_the_column_of_a_drug_is_no_intake(desk, no: str) -> None:
    text = f"Dag,Ont,Maxalt\n2026-03-01,ja,{no if ',' not in no else chr(34) + no + chr(34)}\n2026-03-02,ja,ja\n"
    columns = '[columns.headache]\ncolumn = "Ont"\n[acute]\ndrug_columns = { "Maxalt" = "rizatriptan" }\n'
    take(desk, text, f'[rows]\ndate = "Dag"\n{columns}')
    assert desk.rows("acute_doses", "date", "drug") == [(date(2026, 3, 2), "rizatriptan")]
    assert days(desk, "doses_recorded") == {1: (True,), 2: (True,)}


def test_an_error_in_a_workbook_is_no_headache_free_day(desk, told, tmp_path) -> None:
    path = tmp_path / "diary.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Dag", "Ont"])
        sheet.write_row(1, 0, ["2026-03-01", ""])
        sheet.write_row(2, 0, ["2026-03-02"])
        sheet.write_formula(2, 1, "=A9", value="#REF!")
    report = take(desk, path, '[rows]\ndate = "Dag"\nempty = "no"\n[columns.headache]\ncolumn = "Ont"\n')
    assert days(desk, "headache") == {1: (False,)}
    assert told(report) == [(3, "Ont", "not_yes_or_no")]


def test_a_word_that_no_list_names_is_unknown_and_told(desk, told) -> None:
    report = take(desk, SWEDISH.replace("svår", "hemsk"))
    assert (2, "Smärta", "word_not_named") in told(report, remarks=True)
    assert days(desk, "severity")[1] == (None,)


def test_an_empty_headache_cell_may_mean_no(desk) -> None:
    take(desk, SWEDISH, MAPPING.replace('date = "Datum"', 'date = "Datum"\nempty = "no"'))
    assert days(desk, "headache")[5] == (False,)


def test_rows_of_one_day_are_one_day_with_its_worst(desk) -> None:
    text = "Dag,Ont,NRS,Timmar\n2026-03-01,nej,,\n2026-03-01,ja,4,2\n2026-03-01,ja,7,3.5\n"
    columns = "\n".join(
        f'[columns.{target}]\ncolumn = "{name}"'
        for target, name in {"headache": "Ont", "intensity": "NRS", "duration_hours": "Timmar"}.items()
    )
    take(desk, text, f'[rows]\ndate = "Dag"\n{columns}\n')
    assert days(desk, "headache", "intensity", "duration_hours") == {1: (True, 7, None)}  # of one row no hours


@pytest.mark.parametrize(
    ("first", "second", "worst"),
    [
        ("ja,3", "ja,", None),
        ("ja,", "ja,3", None),
        ("ja,4", "ja,", 4),
        ("ja,3", "ja,2", 3),
        ("ja,3", "nej,", 3),
        ("ja,", "ja,", None),
    ],
)
def test_pain_that_one_row_of_a_day_does_not_tell_may_have_been_worse(desk, first, second, worst) -> None:
    text = f"Dag,Ont,NRS\n2026-03-01,{first}\n2026-03-01,{second}\n"
    columns = '[columns.headache]\ncolumn = "Ont"\n[columns.intensity]\ncolumn = "NRS"\n'
    take(desk, text, f'[rows]\ndate = "Dag"\n{columns}')
    assert days(desk, "headache", "intensity") == {1: (True, worst)}


def test_rows_of_attacks_touch_their_days_and_say_nothing_of_others(desk) -> None:
    text = "Start,Slut,NRS,Drog\n2026-03-01 22:00,2026-03-02 04:00,6,Maxalt\n2026-03-05 08:00,,3,\n"
    mapping = """\
[rows]
kind = "attacks"
start = "Start"
end = "Slut"
[columns.intensity]
column = "NRS"
[acute]
columns = ["Drog"]
"""
    report = take(desk, text, mapping, recorded_until=date(2026, 3, 31))
    assert days(desk, "headache", "duration_hours", "attacks_only", "doses_recorded") == {
        1: (True, 2, True, True),
        2: (True, 4, True, False),
        5: (True, None, True, False),
    }
    assert report.as_of == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("", "Start,Slut\n2026-03-01,2026-03-03\n2026-03-05,2026-03-05\n2026-03-07,\n"),
        ('date_format = "%d/%m/%Y"\n', "Start,Slut\n1/3/2026,3/3/2026\n5/3/2026,5/3/2026\n7/3/2026,\n"),
    ],
)
def test_an_attack_from_a_date_to_a_date_has_its_last_day_and_no_hours(desk, form: str, text: str) -> None:
    """Taken for its first minute, the last date would be no headache day, and those before it would have 24 hours."""
    take(desk, text, f'[rows]\nkind = "attacks"\nstart = "Start"\nend = "Slut"\n{form}')
    assert days(desk, "headache", "duration_hours") == dict.fromkeys((1, 2, 3, 5, 7), (True, None))


def test_an_attack_that_ends_at_midnight_is_not_of_the_day_that_begins_then(desk) -> None:
    text = "Start,Slut\n2026-03-01 00:00,2026-03-02 00:00\n2026-03-05 22:00,2026-03-06 00:00\n"
    take(desk, text, '[rows]\nkind = "attacks"\nstart = "Start"\nend = "Slut"\n')
    assert days(desk, "duration_hours") == {1: (24,), 5: (2,)}


def test_long_files_tell_each_thing_in_rows_of_its_own(desk) -> None:
    text = """\
date,category,rating,detail
1st Mar 2026,Symptom,3,Headache
1st Mar 2026,Medication,1,Ibuprofen
1st Mar 2026,Mood,5,Happy
2nd Mar 2026,Symptom,0,No headache
"""
    mapping = """\
[rows]
date = "date"
date_format = "%d %b %Y"
[columns.headache]
column = "detail"
where = { category = ["Symptom"] }
yes = ["Headache"]
no = ["No headache"]
[columns.intensity]
column = "rating"
where = { category = ["symptom"] }
[acute]
columns = ["detail"]
where = { category = ["Medication"] }
"""
    report = take(desk, text, mapping)
    assert days(desk, "headache", "intensity", "doses_recorded") == {1: (True, 3, True), 2: (False, 0, False)}
    assert desk.rows("acute_doses", "drug") == [("Ibuprofen",)]
    assert report.files[0].rejected == 0


def test_a_sheet_is_read_as_a_file_is(desk) -> None:
    path = desk.folder / "diary.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad1")
        sheet.write_row(0, 0, ["Datum", "Ont"])
        for row, (day, word) in enumerate([(date(2026, 3, 1), "ja"), (date(2026, 3, 2), "nej")], start=1):
            sheet.write_datetime(row, 0, day, book.add_format({"num_format": "d mmm yyyy"}))
            sheet.write(row, 1, word)
    take(desk, path, '[file]\nsheet = "Blad1"\n[rows]\ndate = "Datum"\n[columns.headache]\ncolumn = "Ont"\n')
    assert days(desk, "headache") == {1: (True,), 2: (False,)}


OF_TWO = "Namn,Dag,Ont\nA,2026-03-01,ja\nB,2026-03-01,nej\n"
NAMED = '[rows]\ndate = "Dag"\npatient = "Namn"\n[columns.headache]\ncolumn = "Ont"\n'


def test_the_file_may_say_whose_each_row_is(desk) -> None:
    assert take(desk, OF_TWO, NAMED, patient=None).patients_created == ("A", "B")


def test_new_patients_of_a_file_are_asked_for(desk) -> None:
    with pytest.raises(ImportQuestion, match="no patient 'A' and no 'B' in the store"):
        take(desk, OF_TWO, NAMED, patient=None, new_patient=False)


def test_a_second_import_changes_nothing(desk) -> None:
    take(desk, SWEDISH)
    before = desk.contents()
    assert not take(desk, SWEDISH).changed
    assert desk.contents() == before


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("[rows", "is not TOML"),
        ('[rows]\ndatum = "Datum"', "rows.datum is not a key of a mapping"),
        ("[rows]", "rows.date is missing"),
        ('[rows]\ndate = "Datum"', "columns.headache is missing"),
        ('[rows]\ndate = "Datum"\n[columns.pain]\ncolumn = "Ont"', "columns.pain is not a key"),
        (MAPPING.replace('"Huvudvärk"', '"Kopf"'), "lacks the column Kopf that the mapping names; it has Datum"),
        (MAPPING.replace("%d/%m/%Y", "%Y"), "no cell of Datum is a date of the form '%Y'"),
        (MAPPING.replace('date_format = "%d/%m/%Y"', ""), "name date_format"),
        (MAPPING.replace("values = {", 'values = { "x" = "y",'), "columns.severity.values is not a table"),
        ('[file]\ntimezone = "Mars"\n' + MAPPING, "is no time zone"),
        ('[file]\nencoding = "klingon"\n' + MAPPING, "is not klingon"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused_with_a_sentence(desk, mapping: str, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        take(desk, SWEDISH, mapping)
    assert sentence in str(refused.value)


def test_without_a_name_whose_it_is_is_asked_for(desk) -> None:
    with pytest.raises(UnreadableFile, match="say whose diary it is"):
        take(desk, SWEDISH, patient=None)


def test_a_mapping_that_cannot_say_no_makes_a_diary_of_attacks(desk) -> None:
    take(desk, SWEDISH, MAPPING.replace('no = ["-"]\n', ""))
    assert days(desk, "attacks_only")[1] == (True,)


def test_a_file_that_names_somebody_else_than_the_user_is_refused(desk) -> None:
    with pytest.raises(UnreadableFile, match=r"diary\.csv is not of 'A': line 3 names another patient"):
        take(desk, OF_TWO, NAMED, patient="A")


REDCAP = """\
record_id,redcap_repeat_instrument,age,d_date,d_headache,d_med___1,diary_complete
1,,43,,,,2
1,diary,,2024-01-01,1,1,2
1,diary,,2024-01-02,0,0,2
1,diary,,,1,0,2
"""
OF_STUDY = """\
[rows]
date = "d_date"
[columns.headache]
column = "d_headache"
where = { redcap_repeat_instrument = ["diary"] }
[acute]
drug_columns = { "d_med___1" = "sumatriptan" }
"""


def test_rows_of_another_form_are_none_of_the_diary_and_a_day_without_a_date_is_rejected(desk, told, counts) -> None:
    report = take(desk, REDCAP, OF_STUDY)
    assert counts(report, "diary.csv") == (4, 2, 0, 1, 1)
    assert told(report) == [(5, "d_date", "required")]
    assert days(desk, "headache", "doses_recorded") == {1: (True, True), 2: (False, True)}


def test_dates_may_be_points_in_time(desk) -> None:
    """The last second of 1 March in Stockholm, in seconds and in milliseconds, and the first of 2 March."""
    text = "when,pain\n1709333999,5\n1709333999000,6\n1709334000,7\n"
    mapping = '[rows]\nkind = "attacks"\nstart = "when"\ndate_format = "epoch"\n[columns.intensity]\ncolumn = "pain"\n'
    take(desk, text, mapping)
    assert days(desk, "intensity") == {1: (6,), 2: (7,)}


def test_the_header_is_found_below_a_title_in_a_file_and_in_a_sheet(desk) -> None:
    mapping = '[rows]\ndate = "Dag"\n[columns.headache]\ncolumn = "Ont"\n'
    take(desk, "Min dagbok\n\nDag;Ont\n2026-03-01;ja\n", mapping)
    path = desk.folder / "diary.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Hej").write_row(0, 0, ["Läs", "mig"])
        sheet = book.add_worksheet("Blad")
        for row, cells in enumerate([["Min dagbok"], [], ["Dag", "Ont"], ["2026-03-02", "nej"]]):
            sheet.write_row(row, 0, cells)
    take(desk, path, mapping)
    assert days(desk, "headache") == {1: (True,), 2: (False,)}


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [
        (";3", ";", None),  # the other may have lasted long enough
        ("ja;90", "ja;", None),
        ("ja;30", "ja;90", 30),
        ("ja;30", "ja;", 30),
        ("ja;3", "ja;90", 90),
        ("ja;90", "nej;", 90),
    ],
)
@pytest.mark.parametrize("kind", ['kind = "attacks"\nstart', "date"])
def test_of_two_attacks_of_a_day_the_aura_that_counts_is_told(desk, kind, first, second, minutes) -> None:
    text = f"Datum;Aura;Minuter;Ont\n2026-03-01;{first};ja\n2026-03-01;{second};ja\n"
    columns = {"headache": "Ont", "aura": "Aura", "aura_minutes": "Minuter"}
    told = "".join(f'[columns.{name}]\ncolumn = "{column}"\n' for name, column in columns.items())
    take(desk, text, f'[rows]\n{kind} = "Datum"\n{told}')
    assert days(desk, "aura_minutes") == {1: (minutes,)}
