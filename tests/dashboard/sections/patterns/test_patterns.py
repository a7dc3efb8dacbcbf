"""What is shown of the patterns of drawn diaries, counted by hand, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from analysis.days.day_by_day import DayEntry, DayState, Dose
from analysis.patterns import Compared, Share
from analysis.settings import shipped
from dashboard.charts.patterns.shares import BarList, Row, patterns_figure, patterns_table
from dashboard.sections.patterns import patterns_found
from dashboard.sections.patterns.cycle import days_one
from dashboard.sections.patterns.rows import difference_text
from dashboard.sections.section import Section
from dashboard.texts import languages, words
from tests.dashboard.charts.plotted import plotted

SETTINGS = shipped()
SV, EN = words("sv"), words("en")
MONDAY = date(2026, 3, 2)
STATES = {
    "M": DayState.MIGRAINE,
    "H": DayState.OTHER_HEADACHE,
    ".": DayState.HEADACHE_FREE,
    "o": DayState.OPEN,
    "_": DayState.MISSING,
    "x": DayState.OUTSIDE,
}


def days(picture: str, **fields: object) -> list[DayEntry]:
    """Days from a Monday on, one character each; `fields` are those of every headache day."""
    marks = "".join(picture.split())
    return [
        DayEntry(MONDAY + timedelta(days=place), STATES[mark], dict(fields) if mark in "MH" else {})
        for place, mark in enumerate(marks)
    ]


def shown(entries: list[DayEntry], language: str = "sv") -> Section:
    section = patterns_found.section(entries, SETTINGS, words(language))
    assert section
    return section


def rows(section: Section, title: str) -> list[tuple[str, str]]:
    """The names and numbers of one list, as the table has them."""
    assert section.table is not None
    table = section.table
    chosen = table[table.iloc[:, 0] == title]
    return list(zip(chosen.iloc[:, 1], chosen.iloc[:, 2], strict=True))


def titles(section: Section) -> set[str]:
    assert section.table is not None
    return set(section.table.iloc[:, 0])


def told(section: Section) -> str:
    """All that the picture says, its lines joined."""
    return " ".join(note.text for note in plotted(section.figure).layout.annotations)


def test_a_diary_of_plain_days_shows_only_when_they_were() -> None:
    section = shown(days("M......" * 8))
    assert titles(section) == {"Över tid, per 28 dagar", "Veckodag"}
    assert rows(section, "Veckodag") == [
        ("måndag", "8 av 8"),
        ("tisdag", "0 av 8"),
        ("onsdag", "0 av 8"),
        ("torsdag", "0 av 8"),
        ("fredag", "0 av 8"),
        ("lördag", "0 av 8"),
        ("söndag", "0 av 8"),
    ]
    assert rows(section, "Över tid, per 28 dagar") == [
        ("2 mars – 29 mars 2026", "4 av 28"),
        ("30 mars – 26 apr 2026", "4 av 28"),
    ]
    assert "Oftare än slumpen kan förklara: måndag." in told(section)
    assert "Alla 2 inom naturlig variation." in told(section)
    assert section.sentences == ("2026-03-02 till 2026-04-26, 56 ifyllda dagar. Grått fält: vad slumpen ensam kan ge.",)


@pytest.mark.parametrize("picture", ["." * 60, "_" * 60, "x" * 60, "o" * 8])
def test_without_anything_to_tell_there_is_no_section(picture: str) -> None:
    assert patterns_found.section(days(picture), SETTINGS, SV) is None


@pytest.mark.parametrize(("filled", "is_told"), [(13, False), (14, True)])
def test_weekdays_need_two_weeks(filled: int, is_told: bool) -> None:
    section = shown(days("M" + "." * (filled - 1), severity=2))
    assert ("Veckodag" in titles(section)) == is_told


def test_few_weekdays_are_called_few_and_have_no_zone() -> None:
    section = shown(days("M......" * 7))
    assert "Få dagar (7): slumpen väger tyngst." in told(section)
    assert section.table is not None
    weekdays = section.table[section.table.iloc[:, 0] == "Veckodag"]
    assert set(weekdays.iloc[:, 4]) == {""}


@pytest.mark.parametrize(("filled", "is_told"), [(13, True), (14, False)])
def test_a_diary_with_too_few_days_says_so(filled: int, is_told: bool) -> None:
    section = shown(days("M" + "." * (filled - 1) + "_" * (28 - filled), severity=2))
    assert (section.caution == "Bara 13 ifyllda dagar: för få för att se mönster.") == is_told


def test_severity_hours_and_symptoms_stand_with_the_days_that_tell() -> None:
    entries = days("MMMM.......", severity=2, duration_hours=6.0, nausea=True, aura=False)
    entries[0].fields.update(severity=3, nausea=False, aura=True)
    entries[3].fields.update(severity=None, duration_hours=None, nausea=None)
    section = shown(entries)
    assert rows(section, "Smärtintensitet, huvudvärksdagar") == [
        ("lätt", "0 av 3"),
        ("måttlig", "2 av 3"),
        ("svår", "1 av 3"),
    ]
    # 18 hours on three days; of ten filled days that tell, in 28: 50.4; 6 x 3 + 6 x 2 + 6 x 2 = 42 over three days.
    assert rows(section, "Timmar och smärtbörda") == [
        ("per huvudvärksdag", "6,0 tim"),
        ("per 28 dagar", "50,4 tim"),
        ("timmar × smärta 1–3, per dag", "14,0"),
    ]
    assert rows(section, "Vanligaste symtomen") == [("illamående", "2 av 3")]
    assert rows(section, "Aura") == [("av dagar där det framgår", "1 av 4")]
    assert "1 utan uppgift." in told(section)
    assert "Få dagar (3)" in told(section)


def test_drugs_stand_with_the_answers_and_those_not_answered() -> None:
    def dose(drug: str, helped: str | None) -> Dose:
        return Dose(drug, 1, None, helped, frozenset(), True)

    entries = days("M" + "." * 10)
    answers = ("yes", "yes", "partly", "no", None)
    entries[0] = replace(entries[0], doses=(*(dose("Maxalt", one) for one in answers), dose("Treo", None)))
    section = shown(entries)
    assert rows(section, "Hjälpte akutläkemedlet?") == [("Maxalt", "2 av 4")]
    assert "2 intag utan svar." in told(section)
    assert "Få svar (4)" in told(section)
    assert "Treo" not in told(section)


def written(entries: list[DayEntry], *lags: int) -> list[DayEntry]:
    """The same days, each written so many days later."""
    return [
        replace(entry, fields={"recorded_at": datetime.combine(entry.date, datetime.min.time()) + timedelta(days=lag)})
        for entry, lag in zip(entries, lags, strict=True)
    ]


def test_recall_is_pointed_out_from_a_quarter() -> None:
    late = shown(written(days("M......."), 0, 0, 0, 0, 0, 1, 2, 7))
    assert rows(late, "När dagen fylldes i") == [
        ("samma dag", "5 av 8"),
        ("1–2 dagar efteråt", "2 av 8"),
        ("3–7 dagar efteråt", "1 av 8"),
    ]
    assert "Mycket bygger på minnet." in told(late)
    assert "Mycket bygger på minnet." not in told(shown(written(days("M......."), 0, 0, 0, 0, 0, 0, 1, 7)))


def test_days_filled_in_together_are_told() -> None:
    assert "3 ifyllda minst tre åt gången." in told(shown(written(days("M......."), 2, 1, 0, 0, 0, 0, 0, 0)))
    assert "åt gången" not in told(shown(written(days("M......."), 1, 0, 0, 0, 0, 0, 0, 0)))


@pytest.mark.parametrize(("missing", "is_told"), [(4, False), (5, True)])
def test_where_empty_days_lie_is_told_from_five(missing: int, is_told: bool) -> None:
    section = shown(days("M" + "_" * missing + "." * 20))
    assert ("Tomma, låsta dagar" in titles(section)) == is_told


def test_empty_days_after_headache_stand_out() -> None:
    # Ten weeks, each with an empty day after the headache day (Monday) and none elsewhere.
    section = shown(days("M_....." * 10))
    assert rows(section, "Tomma, låsta dagar") == [
        ("efter huvudvärksdag", "10 av 10"),
        ("efter huvudvärksfri dag", "0 av 49"),
        ("lördag–söndag", "0 av 20"),
        ("måndag–fredag", "10 av 50"),
    ]
    assert "Oftare än slumpen kan förklara: efter huvudvärksdag" in told(section)


def test_the_longest_gap_is_told_in_days() -> None:
    section = shown(days("M" + "." * 10 + "_" * 6 + "." * 5 + "_" * 3 + "."))
    assert rows(section, "Tomma, låsta dagar")[-1] == ("längsta lucka", "6 dagar")


def cycles(number: int) -> list[DayEntry]:
    """Cycles of 28 days after 20 days without bleeding: migraine on days -1 and 1 only, bleeding on days 1 to 4."""
    picture = "." * 19 + ("MM" + "." * 26) * number + "." * 10
    entries = [replace(entry, fields={"menstruation": False}) for entry in days(picture)]
    for first in range(20, 20 + 28 * number, 28):
        for entry in entries[first : first + 4]:
            entry.fields["menstruation"] = True
    return entries


def test_the_time_in_the_cycle_needs_three_cycles() -> None:
    section = shown(cycles(2))
    assert "2 kända cykler." in told(section)
    assert "Minst 3 behövs för att se ett mönster." in told(section)
    section = shown(cycles(3))
    # Two of five days in each window; between them 23 days twice, after the last 9 days that are certain.
    assert rows(section, "Menscykel") == [("dag −2 till +3", "6 av 15"), ("övriga dagar", "0 av 55")]
    assert "Oftare än slumpen kan förklara: dag −2 till +3." in told(section)


def test_without_menstruation_the_cycle_takes_no_place() -> None:
    assert "Menscykel" not in titles(shown(days("M......" * 8)))
    never = [replace(entry, fields={"menstruation": False}) for entry in days("M......" * 8)]
    assert "Menscykel" not in titles(shown(never))


def test_an_empty_day_may_be_a_day_1_but_a_day_outside_may_not() -> None:
    # MEN-6: fourteen bleed-free days make the fifteenth a day 1; an empty day later may be another.
    entries = [replace(entry, fields={"menstruation": False}) for entry in days("x" * 3 + "." * 40 + "_" + ".")]
    entries[20].fields["menstruation"] = True
    assert days_one(entries) == ([entries[20].date], [entries[43].date])


def test_a_definition_with_headache_days_of_its_own_says_what_the_patterns_count() -> None:
    of_own = patterns_found.section(days("M......" * 8), replace(SETTINGS, profile="MD-2"), EN)
    assert of_own
    assert "also those that the definition does not" in of_own.caution
    assert shown(days("M......" * 8)).caution == ""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("dark", [False, True])
def test_every_pattern_in_every_language(language: str, dark: bool) -> None:
    entries = cycles(4)
    for entry in entries:
        moment = datetime.combine(entry.date, datetime.min.time()) + timedelta(days=3)
        entry.fields.update(severity=2, duration_hours=3.0, nausea=True, aura=True, recorded_at=moment)
    entries[60:66] = [replace(entry, state=DayState.MISSING, fields={}) for entry in entries[60:66]]
    dose = Dose("Ipren", 1, None, "partly", frozenset(), True)
    entries[19] = replace(entries[19], doses=(dose,))
    section = patterns_found.section(entries, SETTINGS, words(language), dark=dark)
    assert section
    assert len(titles(section)) == 10
    assert section.figure is not None


ZONE = (0.25, 0.75)


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ([Compared(Share(9, 10), ZONE), Compared(Share(1, 10), ZONE)], "Oftare än slumpen kan förklara: a."),
        ([Compared(Share(5, 10), ZONE), Compared(Share(1, 10), ZONE)], "Mer sällan än slumpen kan förklara: b."),
        ([Compared(Share(5, 10), ZONE), Compared(Share(6, 10))], "Inte mer än slumpen kan ge."),
        ([Compared(Share(5, 7)), Compared(Share(6, 10)), Compared(Share(0, 0))], "Få dagar (7): slumpen väger tyngst."),
        ([Compared(Share(8, 8)), Compared(Share(10, 10))], ""),
    ],
)
def test_what_is_said_of_groups_and_their_zones(shares: list[Compared], text: str) -> None:
    assert difference_text(["a", "b", "c"][: len(shares)], shares, SV) == text


def test_the_newest_windows_commonest_symptoms_and_most_answered_drugs_are_shown() -> None:
    names = ("unilateral", "pulsating", "aggravated_by_activity", "nausea", "photophobia", "phonophobia")
    entries = days(("M" + "." * 27) * 7, **dict.fromkeys(names, True))
    drugs = ("Maxalt", "Ipren", "Alvedon", "Treo", "Naproxen")
    entries[0] = replace(
        entries[0], doses=tuple(Dose(drug, 1, None, "yes", frozenset(), True) for drug in (*drugs, "Naproxen"))
    )
    section = shown(entries)
    assert len(rows(section, "Över tid, per 28 dagar")) == 6
    assert len(rows(section, "Vanligaste symtomen")) == 5
    response = rows(section, "Hjälpte akutläkemedlet?")
    assert (len(response), response[0]) == (4, ("Naproxen", "2 av 2"))


# The picture


def test_a_bar_is_as_long_as_its_share_within_its_column() -> None:
    row = Row("lördag", "1 av 4", 0.25, zone=(0.0, 0.5))
    figure = plotted(patterns_figure([BarList("Veckodag", ("Av ifyllda.",), (row,))], SV))
    widths = [round(shape.x1 - shape.x0, 6) for shape in figure.layout.shapes]
    track, zone, bar = widths
    assert (zone / track, bar / track) == (pytest.approx(0.5, abs=1e-5), pytest.approx(0.25, abs=1e-5))


def test_a_number_that_is_no_share_has_no_bar() -> None:
    assert not plotted(patterns_figure([BarList("Timmar", (), (Row("per dag", "6,0 tim"),))], SV)).layout.shapes


def test_what_lies_outside_its_zone_has_a_bold_name() -> None:
    rows = (Row("inne", "1 av 4", 0.25, zone=(0.25, 0.5)), Row("<ute>", "1 av 2", 0.51, zone=(0.25, 0.5)))
    texts = [note.text for note in plotted(patterns_figure([BarList("T", (), rows)], SV)).layout.annotations]
    assert "inne" in texts
    assert "<b>&lt;ute&gt;</b>" in texts


def test_lists_stand_in_columns_of_about_equal_height_in_their_order() -> None:
    lists = [BarList(f"T{number}", (), (Row("a", "1"),) * size) for number, size in enumerate((7, 6, 5, 2, 2, 2))]
    figure = plotted(patterns_figure(lists, SV))
    heads = {note.text: (note.x, note.y) for note in figure.layout.annotations if note.text.startswith("<b>T")}
    places = [heads[f"<b>T{number}</b>"] for number in range(6)]
    assert [x for x, y in places if y == 0] == sorted({x for x, _ in places})
    assert places[0] == (0, 0)
    tallest = max(one.height for one in lists)
    assert figure.layout.height < 1.5 * tallest


def test_the_table_says_what_the_picture_draws() -> None:
    lists = [BarList("Veckodag", (), (Row("lördag", "1 av 4", 0.25, zone=(0.1, 0.5)), Row("gap", "3 dagar")))]
    assert patterns_table(lists, SV).to_numpy().tolist() == [
        ["Veckodag", "lördag", "1 av 4", "25 %", "10 %–50 %"],
        ["Veckodag", "gap", "3 dagar", "", ""],
    ]
