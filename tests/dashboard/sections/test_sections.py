"""What the sections say, with figures counted by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.days.classified import KINDS
from analysis.days.day_by_day import DayEntry, DayState
from analysis.days.grid import DayGrid
from analysis.records.patients import Patient, PatientFile, Visit
from analysis.records.treatments import Recorded
from analysis.settings import Settings, shipped
from analysis.summary import Summary
from analysis.windows import Window, windows_ending
from dashboard.sections.methods import methods_in_force
from dashboard.sections.patient import frequency, medication, record, sufficiency, treatments
from dashboard.sections.wording import counted, within_sentence
from dashboard.texts import languages, words
from tests.treated import row, together

AS_OF = date(2026, 10, 31)
SETTINGS = shipped()
SV, EN = words("sv"), words("en")
PERSON = Patient("P-1", date(2025, 1, 1), None, 1984, "female", "Enhet Nord", "G43.3", "Test Person")


def window_counts(window: Window, completeness: Completeness, **observed: int) -> WindowCounts:
    filled, unfilled = completeness.filled, completeness.unfilled
    counts = {kind: DayCount(observed.get(kind, 0), unfilled, 0, filled) for kind in KINDS}
    return WindowCounts(window, completeness, counts)


def entries(picture: str) -> list[DayEntry]:
    states = {"f": DayState.HEADACHE_FREE, "o": DayState.OPEN, "m": DayState.MISSING, "x": DayState.OUTSIDE}
    first = AS_OF - timedelta(days=len(picture) - 1)
    days = [(first + timedelta(days=offset), states[mark]) for offset, mark in enumerate(picture)]
    return [
        DayEntry(day, state, locks_on=day + timedelta(days=8) if state is DayState.OPEN else None)
        for day, state in days
    ]


def completeness_of(picture: str) -> Completeness:
    return Completeness(*(picture.count(mark) for mark in "fomx"))


@pytest.mark.parametrize(
    ("filled", "title"),
    [
        (28, "Gott underlag"),
        (24, "Gott underlag"),
        (23, "Tillräckligt underlag"),
        (21, "Tillräckligt underlag"),
        (20, "Begränsat underlag"),
        (14, "Begränsat underlag"),
        (13, "Otillräckligt underlag"),
        (0, "Otillräckligt underlag"),
    ],
)
def test_the_basis_is_named_by_its_filled_days(filled: int, title: str) -> None:
    days = completeness_of("f" * filled + "m" * (28 - filled))
    assert SV(f"sufficiency-{sufficiency.tier_key(days, SETTINGS)}") == title


def test_a_diary_that_holds_none_of_the_days_has_no_tier() -> None:
    assert sufficiency.tier_key(completeness_of("x" * 28), SETTINGS) == "none"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (DayCount(9, 3, 0, 25), "9 på 25 ifyllda dagar (möjligt 9–12)"),
        (DayCount(9, 0, 0, 28), "9 på 28 ifyllda dagar"),
        (DayCount(0, 27, 0, 1), "0 på 1 ifylld dag (möjligt 0–27)"),
        (DayCount(2, 3, 5, 25), "2 på 20 av 25 ifyllda dagar där det framgår (möjligt 2–10)"),
        (DayCount(0, 3, 25, 25), "framgår inte av dagboken"),
        (DayCount(0, 28, 0, 0), "inga ifyllda dagar"),
        (DayCount(21, 0, 0, 28, without_entry=4), "21 på 28 dagar där det framgår, varav 4 i övrigt tomma"),
        (
            DayCount(9, 1, 2, 27, without_entry=1),
            "9 på 25 dagar där det framgår, varav 1 i övrigt tom (möjligt 9–12)",
        ),
        (DayCount(1, 27, 0, 1, without_entry=1), "1 på 1 dag där det framgår, varav 1 i övrigt tom (möjligt 1–28)"),
    ],
)
def test_a_count_never_stands_without_its_days(count: DayCount, text: str) -> None:
    assert counted(count, SV) == text


def three_windows() -> tuple[WindowCounts, ...]:
    kept = (Completeness(28, 0, 0, 0), Completeness(24, 0, 4, 0), Completeness(25, 2, 1, 0))
    headache, migraine = (14, 12, 9), (8, 7, 5)
    return tuple(
        window_counts(window, days, headache=h, migraine=m, moderate_or_severe=m, acute_medication=m, triptan=m)
        for window, days, h, m in zip(windows_ending(AS_OF, 3), kept, headache, migraine, strict=True)
    )


def test_a_period_without_entries_has_a_sentence_and_no_graph() -> None:
    windows = tuple(window_counts(window, Completeness(0, 0, 28, 0)) for window in windows_ending(AS_OF, 2))
    period = Window(windows[0].window.first, AS_OF)
    shown = frequency.section(frequency.Course(period, AS_OF, windows), file_with(), SV)
    assert shown.figure is None
    assert shown.sentences == ("Inga ifyllda dagar 2026-09-06 till 2026-10-31.",)


def test_the_graph_says_its_last_window_in_words() -> None:
    windows = three_windows()
    period = Window(windows[0].window.first, AS_OF)
    shown = frequency.section(frequency.Course(period, AS_OF, windows), file_with(), SV)
    assert shown.figure is not None
    assert shown.table is not None
    assert shown.alt == (
        "2026-10-04 till 2026-10-31: huvudvärk 9 på 25 ifyllda dagar (möjligt 9–12), "
        "migrän 5 på 25 ifyllda dagar (möjligt 5–8)."
    )


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("triptan", 10),
        ("ergot", 10),
        ("opioid", 10),
        ("combination", 10),
        ("nsaid", 15),
        ("paracetamol", 15),
        ("other_analgesic", 15),
    ],
)
def test_the_days_a_month_are_those_of_ichd_3(kind: str, days: int) -> None:
    """ICHD-3 8.2.1 to 8.2.6."""
    assert medication.LIMITS[kind] == days


def test_medication_names_only_what_was_taken_with_its_days_a_month() -> None:
    shown = medication.section(three_windows(), SV)
    assert shown.sentences == (
        "Triptandagar, 2026-10-04 till 2026-10-31: 5 på 25 ifyllda dagar (möjligt 5–8). "
        "Gräns enligt ICHD-3: 10 dagar/månad.",
    )


def test_no_medication_and_nothing_known_of_it_are_two_sentences() -> None:
    (window,) = windows_ending(AS_OF, 1)
    none = window_counts(window, Completeness(28, 0, 0, 0))
    unknown = WindowCounts(window, none.completeness, {kind: DayCount(0, 0, 28, 28) for kind in KINDS})
    assert medication.section((none,), SV).sentences == ("Inga akutläkemedel är registrerade under perioden.",)
    assert medication.section((unknown,), SV).sentences == (
        "Dagboken innehåller inga uppgifter om akutläkemedel under perioden.",
    )


def course(drug: str, started_on: date, stopped_on: date | None = None, **given: object) -> Recorded:
    fields: dict[str, object] = {"substance": None, "family": None, "dose": None, "dose_unit": None}
    fields |= {"interval_days": None, "stop_reason": None, **given}
    return row(drug=drug, started_on=started_on, stopped_on=stopped_on, **fields)  # type: ignore[arg-type]


def file_with(*treatments: Recorded, visits: tuple[Visit, ...] = ()) -> PatientFile:
    return PatientFile(PERSON, together(treatments), visits, (), ())


def test_the_head_tells_what_runs_what_ended_lately_and_what_is_planned() -> None:
    file = file_with(
        course("Candesartan", date(2025, 1, 1), date(2026, 8, 1), stop_reason="no_effect"),
        course(
            "Amitriptylin", date(2026, 1, 1), date(2026, 8, 2), dose=12.5, dose_unit="mg", stop_reason="side_effect"
        ),
        course(
            "Ajovy",
            date(2026, 5, 4),
            dose=225.0,
            dose_unit="mg",
            interval_days=28,
            given_on=(date(2026, 5, 4), date(2026, 6, 1)),
        ),
        course("Vyepti", AS_OF + timedelta(days=1)),
    )
    assert treatments.headline(file, SV).sentences == (
        "född 1984 · kvinna · komplicerad migrän (G43.3) · Enhet Nord · patient sedan 2025-01-01",
    )
    found = treatments.courses_of(file, AS_OF)
    assert list(treatments.planned_and_ended(found, AS_OF, SV)) == [
        "planerad: Vyepti från 2026-11-01",
        "nyligen utsatt: Amitriptylin 12,5 mg till 2026-08-02 (biverkning)",
    ]


def told_by(period: WindowCounts, windows: tuple[WindowCounts, ...] = ()) -> Summary:
    """A summary with these counts, which are all that is asked of it."""
    nothing = np.zeros((1, period.window.days), dtype=bool)
    untold = {"headache": np.full(nothing.shape, -1, dtype=np.int8)}
    days = DayGrid(period.window, ("P-1",), nothing, nothing, untold, np.full(nothing.shape, np.nan), nothing)
    return Summary("P-1", AS_OF, SETTINGS, period, windows, (), days)


@pytest.mark.parametrize(
    ("written", "told"),
    {
        "G43.0": "migrän utan aura (G43.0)",
        "G43.3 G44.4": "komplicerad migrän (G43.3), läkemedelsutlöst huvudvärk (G44.4)",
        "g43.3, g44.4": "komplicerad migrän (G43.3), läkemedelsutlöst huvudvärk (G44.4)",
        "G43.0 R51": "G43.0 R51",
        "kronisk migrän": "kronisk migrän",
    }.items(),
)
def test_diagnoses_are_told_in_words_where_every_code_has_one(written: str, told: str) -> None:
    assert treatments.diagnosis_text(written, SV) == told


def test_the_record_text_says_what_the_diary_says_and_nothing_else() -> None:
    windows = three_windows()
    whole = window_counts(Window(date(2026, 8, 9), AS_OF), Completeness(77, 2, 5, 0), headache=35, migraine=20)
    summary = told_by(whole, windows)
    file = file_with(course("Ajovy", date(2026, 5, 4), dose=225.0, dose_unit="mg"))
    assert record.record_text(summary, file, SV).splitlines() == [
        "Huvudvärksdagbok, P-1, uppgifter till och med 2026-10-31.",
        "Perioden 2026-08-09 till 2026-10-31: 77 av 84 dagar ifyllda (92 %); "
        "2 kan fortfarande fyllas i, 5 är tomma och låsta.",
        "Senaste 28 dagarna (2026-10-04 till 2026-10-31): huvudvärksdagar 9 på 25 ifyllda dagar (möjligt 9–12); "
        "migrändagar 5 på 25 ifyllda dagar (möjligt 5–8); "
        "dagar med måttlig eller svår huvudvärk 5 på 25 ifyllda dagar (möjligt 5–8); "
        "dagar med akutläkemedel 5 på 25 ifyllda dagar (möjligt 5–8) (triptandagar 5).",
        "Föregående 28 dagar (2026-09-06 till 2026-10-03): huvudvärksdagar 12 på 24 ifyllda dagar (möjligt 12–16); "
        "migrändagar 7 på 24 ifyllda dagar (möjligt 7–11); "
        "dagar med måttlig eller svår huvudvärk 7 på 24 ifyllda dagar (möjligt 7–11); "
        "dagar med akutläkemedel 7 på 24 ifyllda dagar (möjligt 7–11) (triptandagar 7).",
        "Per 28 dagar, äldst först, antal av bedömbara dagar: huvudvärksdagar 14/28, 12/24, 9/25; "
        "migrändagar 8/28, 7/24, 5/25.",
        "Migrändag enligt Leiden 2023 (MD-1). Tomma dagar räknas inte som huvudvärksfria; "
        "”möjligt” går från att alla tomma dagar var huvudvärksfria till att alla hade huvudvärk.",
        "Förebyggande behandling: Ajovy 225 mg sedan 2026-05-04.",
    ]


def test_the_record_text_tells_aura_without_headache_apart() -> None:
    # DAY-2b: nine headache days by MD-1, of which two of aura alone; Citodon and Alvedon on days of their own.
    days = {"headache": 9, "migraine": 5, "aura_only": 2, "combination": 3, "paracetamol": 4, "nsaid": 2}
    days |= {"simple_analgesic": 6, "any_opioid": 3}
    told = window_counts(Window(date(2026, 10, 4), AS_OF), Completeness(28, 0, 0, 0), **days)
    text = record.record_text(told_by(told, (told,)), file_with(), words("en"))
    assert "headache days 9 on 28 filled days (of which 2 with aura and no headache)" in text
    assert "migraine days 5 on 28 filled days (of which 2 with aura and no headache)" in text
    assert "days with simple analgesics together 6" in text
    assert "days with any opioid, in combination too 3" in text


def test_a_crossing_of_the_chronic_line_is_told_with_its_caution() -> None:
    whole = window_counts(Window(date(2026, 8, 9), AS_OF), Completeness(84, 0, 0, 0), headache=43)
    first, second, third = windows_ending(AS_OF, 3)
    full = Completeness(28, 0, 0, 0)
    windows = tuple(
        window_counts(window, full, headache=number, recorded_headache=number)
        for window, number in ((first, 15), (second, 14), (third, 15))
    )
    text = record.record_text(told_by(whole, windows), file_with(), words("en"))
    assert "At least 15 headache days in 28, oldest first: yes, no, yes. The line was crossed 2 times;" in text
    assert "changes no diagnosis (CM-10)" in text
    # Of cluster headache days are no measure.
    cluster = record.record_text(replace(told_by(whole, windows), is_unmeasured=True), file_with(), words("en"))
    assert "Days are no measure of this headache (cluster headache, G44.0)" in cluster
    assert "was crossed" not in cluster


@pytest.mark.parametrize("language", languages())
def test_the_record_text_of_an_empty_diary_has_no_figures_of_headache(language: str) -> None:
    empty = window_counts(Window(date(2026, 8, 9), AS_OF), Completeness(0, 8, 76, 0))
    text = record.record_text(told_by(empty), file_with(), words(language))
    assert len(text.splitlines()) == 3
    assert words(language)("kind-migraine").lower() not in text.lower()


@pytest.mark.parametrize("phrase", ["NSAID-dagar", "Huvudvärksdagar", ""])
def test_a_phrase_within_a_sentence_begins_small_unless_it_is_an_abbreviation(phrase: str) -> None:
    expected = {"NSAID-dagar": "NSAID-dagar", "Huvudvärksdagar": "huvudvärksdagar", "": ""}
    assert within_sentence(phrase) == expected[phrase]


@pytest.mark.parametrize("language", languages())
def test_every_setting_stands_on_the_methods_page_with_value_and_source(language: str) -> None:
    table = methods_in_force.settings_section(SETTINGS, words(language)).table
    assert table is not None
    sources = methods_in_force.setting_sources()
    assert len(table) == len(sources)
    assert set(sources) == set(Settings.__dataclass_fields__) - {"count_excluded"}
    assert all(sources.values())
    assert sources["green"] == sources["orange"]
    assert "CMP-21" in sources["orange"]
    assert "CMP" not in sources["locks_soon_days"]
    for name, source in sources.items():
        told = words(language)(f"setting-source-{name}")
        assert set(re.findall(r"[A-Z]+-\d+", source)) <= set(re.findall(r"[A-Z]+-\d+", told)), name


@pytest.mark.parametrize("language", languages())
def test_every_field_of_an_export_stands_on_the_methods_page(language: str) -> None:
    table = methods_in_force.field_table(words(language))
    rows = {tuple(row[:3]) for row in table.itertuples(index=False)}
    assert ("diary.csv", "headache", words(language)("yes")) in rows
    assert ("diary.csv", "note", "") in rows
