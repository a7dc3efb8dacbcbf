"""What the nurse's list says: reasons, reminder, order, table, and who is found by a search."""

from __future__ import annotations

from csv import DictReader
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount
from analysis.outcomes import Outcome
from analysis.records.patients import Patient
from analysis.settings import shipped
from analysis.windows import Window
from analysis.worklist import Line, Loss, Need, Rhythm
from dashboard.sections.worklist import reminder, worklist_rows, worklist_table
from dashboard.sections.worklist.reasons import reasons
from dashboard.sections.worklist.worklist_rows import Order
from dashboard.texts import words

SV, EN = words("sv"), words("en")
AS_OF = date(2026, 10, 31)


def line(days: str = "f" * 28, **fields: object) -> Line:
    """A line of the last days: f filled, o open, m missing, x outside."""
    names = {"f": "filled", "o": "open", "m": "missing", "x": "outside"}
    first = AS_OF - timedelta(days=27)
    open_days = tuple(first + timedelta(days=place) for place, mark in enumerate(days) if mark == "o")
    made = Line(
        patient=Patient("P-1", date(2025, 1, 1), None, 1980, "female", "Enhet Nord", "G43.3", "Test Person"),
        as_of=AS_OF,
        settings=shipped(),
        groups=(),
        days=tuple(names[mark] for mark in days),
        completeness=Completeness(*(days.count(mark) for mark in "fomx")),
        last_filled=AS_OF,
        rhythm=Rhythm(26, 28),
        open_days=open_days,
        next_lock=open_days[0] + timedelta(days=8) if open_days else None,
        locks_soon=sum((day + timedelta(days=8) - AS_OF).days <= 2 for day in open_days),
        next_visit=None,
        treatment=None,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        # 19 filled, 23 of 28 make 80 %: 4 of the 8 open days, the fourth last of which is 28 October (D+7: 4 November)
        ("m" + "f" * 19 + "o" * 8, "Fyll i 4 senast onsdag 4 nov för att nå 80 %."),
        ("mmmmm" + "f" * 15 + "o" * 8, "Fyll i 8 senast lördag 31 okt för att nå 80 %."),
        ("mmmmmm" + "f" * 14 + "o" * 8, "Alla öppna dagar ger 22 av 28, under 80 %."),
        ("f" * 26 + "oo", "80 % är redan nått."),
    ],
)
def test_what_a_reminder_today_would_do(days: str, sentence: str) -> None:
    (told,) = reasons(line(days, groups=("rescue",)), SV)
    assert told.endswith(sentence)


def test_the_reminder_names_the_open_days_and_when_they_lock_and_nothing_else() -> None:
    days = "f" * 20 + "o" + "f" * 6 + "o"
    assert reminder.reminder(line(days), SV) == (
        "Hej! De här dagarna är fortfarande öppna i din dagbok:",
        "– lördag 24 okt (låses när söndag 1 nov börjar)",
        "– lördag 31 okt (låses när söndag 8 nov börjar)",
        "Vänliga hälsningar från mottagningen",
    )
    everything = " ".join(reminder.reminder(line(days), EN)).lower()
    assert not any(word in everything for word in ("headache", "migraine", "p-1", "test person", "treatment"))


def test_every_group_has_its_sentence() -> None:
    need = Need("visit", AS_OF, Window(AS_OF - timedelta(days=27), AS_OF), Completeness(10, 2, 16, 0), 0, 14)
    loss = Loss(
        "Ajovy",
        Window(date(2026, 1, 1), date(2026, 1, 28)),
        Window(date(2026, 10, 1), date(2026, 10, 28)),
        DayCount(4, 0, 0, 28),
        DayCount(12, 0, 0, 28),
        Outcome.MET,
    )
    groups = ("evaluation_at_risk", "stopped", "insufficient", "evaluation_due", "overuse", "losing_effect")
    told = reasons(
        line(
            "m" * 15 + "f" * 13,
            groups=groups,
            needs=(need,),
            evaluation_due_on=AS_OF,
            overused=("triptan", "nsaid"),
            loss=loss,
            last_filled=date(2026, 10, 20),
        ),
        SV,
    )
    assert told == [
        "Besök 2026-10-31: 10 ifyllda av minst 14 under 2026-10-04 till 2026-10-31. "
        "Bara 2 till kan fyllas i, det räcker inte.",
        "Senast ifylld 2026-10-20; fyllde då i 26 av 28 dagar.",
        "13 av 28 dagar ifyllda; kan inte bedömas under 14.",
        "Behandlingens utvärderingsfönster slutar 2026-10-31.",
        "Triptandagar och NSAID-dagar når gränsen i vart och ett av de tre senaste 28-dagarsfönstren.",
        "Ajovy: huvudvärk 12 på 28 ifyllda dagar mot 4 på 28 ifyllda dagar i bästa fönstret, "
        "2026-01-01 till 2026-01-28.",
    ]


def test_completeness_now_and_final_with_their_denominators() -> None:
    cell = worklist_rows.row(line("m" * 2 + "f" * 22 + "o" * 4), SV).cells[2]
    assert (cell.text, cell.small) == ("22 av 28 (79 %)", ("slutligt 22 av 24 (92 %)", "tillräckligt underlag"))
    assert cell.parts == (22, 4, 2, 0)
    assert [mark.state for mark in cell.days] == ["missing"] * 2 + ["filled"] * 22 + ["open"] * 4


def test_open_days_are_told_in_runs() -> None:
    cell = worklist_rows.row(line("f" * 20 + "oo" + "f" * 5 + "o"), SV).cells[4]
    assert (cell.text, cell.small) == ("3 öppna, låses 1 nov", ("24 okt – 25 okt, 31 okt",))


def test_a_head_used_twice_turns_the_order_round() -> None:
    once = Order().then("filled")
    assert once == Order("filled", True)
    assert once.then("filled") == Order("filled", False)
    assert once.then("last") == Order("last", True)


def test_the_table_holds_the_figures_unrounded() -> None:
    found = worklist_table.table([line("m" * 2 + "f" * 22 + "o" * 4, groups=("rescue",))], SV).iloc[0]
    assert found["completeness_now"] == 22 / 28
    assert found["completeness_final"] == 22 / 24
    assert (found["patient_id"], found["place"], found["tier"]) == ("P-1", "rescue", "yellow")
    assert worklist_table.csv([line()], SV).startswith(b"\xef\xbb\xbfpatient_id,care_unit,")


def test_no_cell_of_the_downloaded_list_is_a_formula() -> None:
    hostile = line(patient=replace(line().patient, patient_id='=HYPERLINK("x")', care_unit="@unit"))
    (row,) = list(DictReader(StringIO(worklist_table.csv([hostile], SV).decode("utf-8-sig"))))
    assert (row["patient_id"], row["care_unit"]) == ('\'=HYPERLINK("x")', "'@unit")


def test_the_list_as_a_workbook_has_the_same_rows_and_texts_as_texts() -> None:
    content = worklist_table.FORMATS["xlsx"]([line(patient=replace(line().patient, patient_id="=1+1")), line()], SV)
    with ZipFile(BytesIO(content)) as book:
        (sheet,) = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        texts = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == 3
    assert "<f>" not in sheet
    assert "=1+1" in texts
    assert "patient_id" in texts
