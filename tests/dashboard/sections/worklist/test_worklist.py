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
from analysis.worklist import Line, Loss, Need, Rhythm, Unjudged
from dashboard.sections.worklist import reminder, worklist_rows, worklist_table
from dashboard.sections.worklist.reasons import reasons, short_reason, standing
from dashboard.sections.worklist.worklist_rows import Cell, Heading, Order
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
        ("m" + "f" * 19 + "o" * 8, "4 dagar till behöver fyllas i senast onsdag 4 nov för att nå 80 %."),
        ("mmmmm" + "f" * 15 + "o" * 8, "8 dagar till behöver fyllas i senast lördag 31 okt för att nå 80 %."),
        ("mmmmmm" + "f" * 14 + "o" * 8, "Även med alla öppna dagar blir det bara 22 av 28 (under 80 %)."),
        ("f" * 26 + "oo", "80 % är redan nått."),
    ],
)
def test_what_a_reminder_today_would_do(days: str, sentence: str) -> None:
    (told,) = reasons(line(days, groups=("rescue",)), SV)
    assert told.endswith(sentence)


def test_the_reminder_names_the_open_days_and_until_when_and_nothing_else() -> None:
    days = "f" * 20 + "o" + "f" * 6 + "o"
    assert reminder.reminder(line(days), SV, AS_OF) == (
        "Hej! De här dagarna är fortfarande tomma i din dagbok:",
        "– lördag 24 okt (kan fyllas i t.o.m. lördag 31 okt)",
        "– lördag 31 okt (kan fyllas i t.o.m. lördag 7 nov)",
        "Fyll gärna i dem, även om du var huvudvärksfri. En tom dag kan vi inte räkna.",
        "Vänliga hälsningar",
        "Enhet Nord",
    )
    everything = " ".join(reminder.reminder(line(days), EN, AS_OF)).lower()
    assert not any(word in everything for word in ("migraine", "p-1", "test person", "treatment"))


@pytest.mark.parametrize(
    ("today", "asked"),
    [(AS_OF, 2), (AS_OF + timedelta(days=1), 1), (AS_OF + timedelta(days=7), 1), (AS_OF + timedelta(days=8), 0)],
)
def test_the_reminder_asks_for_no_day_that_has_locked_by_the_calendar(today: date, asked: int) -> None:
    # 24 and 31 October can be filled in through 31 October and 7 November
    told = reminder.reminder(line("f" * 20 + "o" + "f" * 6 + "o"), SV, today)
    assert sum(text.startswith("–") for text in told) == asked
    assert told[0].startswith("Hej!")
    assert asked or "som fortfarande går att fylla i" in told[0]


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
        "Behandlingens utvärderingsperiod slutar 2026-10-31.",
        "Triptandagar och NSAID-dagar når gränsen i var och en av de tre senaste 28-dagarsperioderna.",
        "Ajovy: huvudvärk 12 på 28 ifyllda dagar mot 4 på 28 ifyllda dagar i bästa perioden, "
        "2026-01-01 till 2026-01-28.",
    ]


def test_who_may_be_in_a_group_but_for_what_could_not_be_read_is_told_so() -> None:
    lacks = line("f" * 28, not_read=("treatment", "visit", "evaluation", "acute_medication", "leaving"))
    assert reasons(lacks, SV) == [
        "En behandlingsrad, eller dess start, slut eller dos, kunde inte läsas: "
        "när effekten ska utvärderas är osäkert.",
        "Ett besök kunde inte läsas: nästa besök kan vara ett annat.",
        "Ett tidigare besök kunde inte läsas: utvärderingen kan redan vara gjord.",
        "Ett intag av akutläkemedel, eller vilket läkemedlet var, kunde inte läsas: "
        "om akutläkemedel överanvänds är osäkert.",
        "Dagen då patienten lämnade mottagningen kunde inte läsas: patienten kan redan ha lämnat.",
    ]
    assert short_reason(lacks, SV) == "En behandling kunde inte läsas helt"
    assert short_reason(line("f" * 28), SV) == "–"
    overuse = {"groups": ("overuse",), "overused": ("triptan",)}
    assert short_reason(line("f" * 28, not_read=("visit",), **overuse), SV) == short_reason(
        line("f" * 28, **overuse), SV
    )


def test_a_cell_without_a_visit_or_a_treatment_says_whether_one_could_not_be_read() -> None:
    for not_read, small in (((), ("", "")), (("treatment", "visit"), ("kunde inte läsas",) * 2)):
        *_, visit, treatment, _ = worklist_rows.row(line("f" * 28, not_read=not_read), SV, AS_OF).cells
        assert ((visit.text, treatment.text), (visit.small, treatment.small)) == (("–", "–"), small)


@pytest.mark.parametrize(
    ("later", "near"), [(0, "om 4 dagar"), (3, "om 1 dag"), (4, "i dag"), (5, "passerat"), (30, "passerat")]
)
def test_how_near_a_visit_is_counts_from_today_and_not_from_the_end_of_old_data(later: int, near: str) -> None:
    row = worklist_rows.row(line(next_visit=AS_OF + timedelta(days=4)), SV, AS_OF + timedelta(days=later))
    assert row.cells[3] == Cell("4 nov", near)


def test_completeness_now_and_final_with_their_denominators() -> None:
    row = worklist_rows.row(line("m" * 2 + "f" * 22 + "o" * 4), SV, AS_OF)
    assert row.cells[2].small == "22 av 28 · 4 öppna, låses från 5 nov"
    assert [mark.state for mark in row.cells[2].days] == ["missing"] * 2 + ["filled"] * 22 + ["open"] * 4
    assert "Ifyllda dagar: 22 av 28 (79 %); utan öppna dagar: 22 av 24 (92 %); tillräckligt underlag" in row.more


def test_open_days_are_told_in_runs() -> None:
    row = worklist_rows.row(line("f" * 20 + "oo" + "f" * 5 + "o"), SV, AS_OF)
    assert "Öppna dagar: 24–25 okt, 31 okt" in row.more


def test_what_could_not_be_read_leads_to_the_imports() -> None:
    assert worklist_rows.row(line(remarks=2), SV, AS_OF).unread == SV("remarks-count", number=2)
    assert worklist_rows.row(line(), SV, AS_OF).unread == ""


def test_the_name_stands_before_the_pseudonym_where_there_is_one() -> None:
    assert worklist_rows.row(line(), SV, AS_OF).cells[0] == Cell("Test Person", "P-1")
    nameless = line(patient=replace(line().patient, display_name=None))
    assert worklist_rows.row(nameless, SV, AS_OF).cells[0] == Cell("P-1")


SOON = AS_OF + timedelta(days=4)
VISIT = Need("visit", SOON, Window(SOON - timedelta(days=27), SOON), Completeness(12, 2, 10, 0), 4, 14)
SHORT = {
    "a visit": (
        line("m" * 12 + "f" * 14 + "oo", groups=("rescue",), needs=(VISIT,)),
        "near",
        "Besök 4 nov: 2 tomma dagar kan fyllas i",
    ),
    "a visit of one who cannot be judged": (
        line(needs=(replace(VISIT, unjudged=Unjudged("Emgality", "evaluation", 10)),)),
        "near",
        "Besök 4 nov: Emgality kan inte bedömas",
    ),
    "a visit too late": (
        line("m" * 28, groups=("evaluation_at_risk",), needs=(replace(VISIT, completeness=Completeness(3, 0, 21, 0)),)),
        "evaluation_at_risk",
        "Besök 4 nov: för få dagar, kan inte räddas",
    ),
    "silence": (
        line("f" * 20 + "o" * 8, groups=("rescue", "stopped"), last_filled=date(2026, 10, 23)),
        "stopped",
        "Tyst sedan 23 okt; 3 till senast 5 nov ger 80 %",
    ),
    "never": (line("m" * 28, groups=("stopped",), last_filled=None), "stopped", "Har aldrig fyllt i"),
    "open days": (line("m" + "f" * 19 + "o" * 8, groups=("rescue",)), "rescue", "4 dagar till senast 4 nov ger 80 %"),
    "open days in vain": (
        line("m" * 6 + "f" * 14 + "o" * 8, groups=("rescue",)),
        "rescue",
        "8 öppna, låses från 1 nov; ger 22 av 28",
    ),
    "enough": (
        line("f" * 26 + "oo", groups=("rescue",)),
        "enough",
        "2 öppna, den första låses 7 nov; 80 % är redan nått",
    ),
    "nothing": (line(), "nothing", "–"),
}


@pytest.mark.parametrize(("one", "place", "told"), SHORT.values(), ids=SHORT)
def test_a_reason_in_one_short_line_by_where_the_patient_stands(one: Line, place: str, told: str) -> None:
    assert (one.place, short_reason(one, SV)) == (place, told)


STANDING: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "in one group": (("stopped",), ["Tyst sedan 23 okt; 3 till senast 5 nov ger 80 %"]),
    "in another too": (
        ("rescue", "stopped", "overuse"),
        ["Tyst sedan 23 okt; 3 till senast 5 nov ger 80 %", "Tomma dagar låses snart", "Många dagar med akutläkemedel"],
    ),
}


@pytest.mark.parametrize(("groups", "told"), STANDING.values(), ids=STANDING)
def test_a_page_says_where_the_list_has_the_patient_as_the_list_does(groups: tuple[str, ...], told: list[str]) -> None:
    one = line("f" * 20 + "o" * 8, groups=groups, last_filled=date(2026, 10, 23), overused=("triptan",))
    assert standing(one, SV) == told


def test_what_the_lists_line_speaks_of_is_not_named_again() -> None:
    assert standing(line("f" * 26 + "oo", groups=("rescue",)), SV) == [
        "2 öppna, den första låses 7 nov; 80 % är redan nått"
    ]


def test_a_part_of_the_list_has_a_heading_with_its_number_and_the_last_is_folded() -> None:
    lines = [line("m" + "f" * 19 + "o" * 8, groups=("rescue",)), *[line("f" * 26 + "oo", groups=("rescue",))] * 2]
    rows = worklist_rows.rows(lines, SV, AS_OF, numbers={"rescue": 1, "enough": 2})
    assert [one.heading for one in rows] == [
        Heading("Tomma dagar låses snart (1)"),
        Heading("Redan tillräckligt ifyllt (2)", folded=True),
        None,
    ]


def test_a_head_used_twice_turns_the_order_round() -> None:
    once = Order().then("filled")
    assert once == Order("filled", True)
    assert once.then("filled") == Order("filled", False)
    assert once.then("visit") == Order("visit", True)


def test_the_table_holds_the_figures_unrounded() -> None:
    found = worklist_table.table([line("m" * 2 + "f" * 22 + "o" * 4, groups=("rescue",))], SV).iloc[0]
    assert found["completeness_now"] == 22 / 28
    assert found["completeness_final"] == 22 / 24
    assert (found["patient_id"], found["place"], found["tier"]) == ("P-1", "rescue", "yellow")
    assert worklist_table.csv([line()], SV).startswith(b"\xef\xbb\xbfpatient_id,care_unit,")


def test_the_table_tells_what_could_not_be_read_where_a_cell_is_empty() -> None:
    whole, torn = line(next_visit=None), line(next_visit=None, not_read=("treatment", "visit"))
    found = worklist_table.table([whole, torn], SV)
    assert found["next_visit"].isna().all()
    assert found["not_read"].tolist() == ["", "treatment visit"]


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
