"""What is told of an import."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis import diary
from analysis.importing import FileReport, ImportReport
from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason
from analysis.importing.withdrawal import Shrinkage
from dashboard.sections.importing import import_report
from dashboard.texts import words

SV = words("sv")


def problem(reason: Reason, **detail: object) -> Problem:
    return Problem("diary.csv", 7, "severity", "9", reason, detail)


def report(*problems: Problem) -> ImportReport:
    file = FileReport("diary.csv", "clinic", 1200, 1000, 100, 50, 50, problems=problems, unknown_columns=("mood",))
    return ImportReport((file,), date(2026, 10, 31), 1, ignored_files=("readme.txt",))


def test_what_is_gone_is_counted_and_listed() -> None:
    gone = tuple(
        Problem(
            "visits.csv",
            None,
            "patient_id, date",
            f"p{at} 2026-04-05",
            Reason.NO_LONGER_IN_EXPORT,
            {},
            {"kind": "nurse"},
        )
        for at in (1, 2)
    )
    found = ImportReport((FileReport("visits.csv", "clinic", 0, 0, 0, 0, 0, gone),), None, 2)
    sentence = "2 rader finns inte längre i exporten och läggs åt sidan: de finns kvar men räknas inte."
    shown = import_report.removed_section(found, SV)
    assert shown
    assert shown.table is not None
    assert shown.sentences == (sentence,)
    assert shown.table.iloc[1].tolist() == ["visits.csv", "p2 2026-04-05", "kind nurse"]
    assert sentence in import_report.section(found, SV, kept=False).sentences
    assert import_report.removed_section(report(), SV) is None


def test_what_has_to_be_confirmed_is_asked() -> None:
    asked = import_report.questions(
        replace(
            report(), shrinkages=(Shrinkage("patients.csv", 12, 11, 1), Shrinkage("visits.csv", 20, 3)), other_people=1
        ),
        SV,
    )
    assert asked == {
        "accept_removals": "Mycket av det som är lagrat finns inte längre i exporten: patients.csv: 12 rader förut, "
        "11 nu, 1 av de borttagna hade inte slutat; visits.csv: 20 rader förut, 3 nu. Ska det läggas åt sidan?",
        "accept_changed_identity": "1 känd pseudonym kommer med ett annat kön, ett annat födelseår eller från en annan "
        "källa. Är det samma person?",
    }
    assert import_report.questions(report(), SV) == {}


LEADS = {
    "all new": ((20, 20, 0, 0, 0), 0, "20 av 20 rader kan läsas in."),
    "some rejected": (
        (20, 15, 2, 0, 3),
        0,
        "17 av 20 rader kan läsas in; 3 avvisades. Vanligaste skälet: Okänd patient (2).",
    ),
    "all rejected": (
        (3, 0, 0, 0, 3),
        0,
        "Inget nytt kan läsas in: 3 av 3 rader avvisades. Vanligaste skälet: Okänd patient (2).",
    ),
    "the rest known": (
        (20, 0, 0, 17, 3),
        0,
        "Inget nytt kan läsas in: 3 av 20 rader avvisades. Vanligaste skälet: Okänd patient (2).",
    ),
    "all known": ((20, 0, 0, 20, 0), 0, "Allt i filerna är redan inläst."),
    "rows gone": ((20, 0, 0, 20, 0), 4, "Inget nytt, men rader som är inlästa finns inte längre i exporten."),
    "no rows": ((0, 0, 0, 0, 0), 0, "Filerna innehåller inga rader."),
}


@pytest.mark.parametrize(("rows", "removed", "sentence"), LEADS.values(), ids=LEADS)
def test_the_first_sentence_is_that_of_the_outcome(rows: tuple[int, ...], removed: int, sentence: str) -> None:
    reasons = (Reason.UNKNOWN_PATIENT, Reason.UNKNOWN_PATIENT, Reason.NOT_A_DATE)[: rows[-1]]
    gone = (problem(Reason.NO_LONGER_IN_EXPORT),) * removed
    file = FileReport("diary.csv", "clinic", *rows, gone, problems=tuple(map(problem, reasons)))
    shown = import_report.section(ImportReport((file,), None, 1), SV, kept=False)
    assert shown.sentences[0] == sentence


def test_that_no_day_of_the_diary_is_read_comes_first() -> None:
    days = FileReport(
        "diary.csv", "clinic", 3, 0, 0, 0, 3, problems=(problem(Reason.NOT_A_DATE),) * 3, tables=("diary",)
    )
    people = FileReport("patients.csv", "clinic", 2, 2, 0, 0, 0, tables=("patients",))
    shown = import_report.section(ImportReport((people, days), None, 1), SV, kept=True)
    assert shown.sentences[0] == (
        "Ingen dag lästes in: alla rader i diary.csv avvisades (3). Vanligaste skälet: Inget datum (3). "
        "Ur de andra filerna är 2 rader inlästa."
    )
    alone = import_report.section(ImportReport((days,), None, 1), SV, kept=False)
    assert alone.sentences[0].startswith("Inget nytt kan läsas in: 3 av 3 rader avvisades.")
    some = replace(days, rejected=2, accepted=1)
    assert ImportReport((days, some), None, 1).rejected_diaries == ()


@pytest.mark.parametrize("kept", [True, False])
def test_rows_read_are_told_by_outcome(kept: bool) -> None:
    shown = import_report.section(report(), SV, kept=kept)
    counts = "1 200 rader lästa: 1 000 nya, 100 ändrade, 50 oförändrade, 50 avvisade."
    assert shown.sentences[1].replace("\xa0", " ").startswith(counts)
    assert ("Ingenting är sparat ännu." in shown.sentences[1]) is not kept
    assert shown.sentences[2:] == (
        "Uppgifterna gäller till och med 2026-10-31.",
        "Filer som inte hör till exporten och hoppas över: readme.txt.",
        "Okända kolumner som hoppas över: diary.csv: mood.",
    )


def test_every_problem_is_a_sentence_with_its_place() -> None:
    shown = import_report.problem_section(report(problem(Reason.OUT_OF_RANGE, allowed="1 to 3")), SV)
    assert shown
    assert shown.table is not None
    assert shown.table.iloc[0].tolist() == [
        "diary.csv",
        "7",
        "9",
        "severity ligger utanför det tillåtna: 1 till 3.",
        "avvisad",
    ]


def test_an_import_without_problems_has_no_list_of_them() -> None:
    assert import_report.problem_section(report(), SV) is None


@pytest.mark.parametrize(
    ("allowed", "swedish"),
    [
        (diary.DIARY.column("severity").allowed, "1 till 3"),
        (diary.ACUTE_DOSES.column("doses").allowed, "mer än 0"),
        (diary.PATIENTS.column("sex").allowed, "female, male, other"),
    ],
)
def test_what_a_column_may_hold_is_told_in_the_users_language(allowed: str, swedish: str) -> None:
    assert import_report.allowed_text(allowed, SV) == swedish
