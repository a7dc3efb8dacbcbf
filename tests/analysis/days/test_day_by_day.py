"""A patient's days one by one agree with the counts, and show what was entered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.days.day_by_day import DayState, day_entries
from analysis.records.patients import patients
from analysis.settings import shipped
from analysis.windows import Window
from tests.drawn import diary_row, drawn, fill

END = date(2026, 3, 28)
PICTURE = "MMH.... __H?M.. ..__MHH M.H..__"


def entries_of(engine, diary, doses=(), period=None, **patient):
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": date(2026, 3, 1), **patient}
        fill(connection, patients=[person], diary=diary, doses=doses)
        (who,) = patients(connection)
        asked = period or Window(date(2026, 3, 1), END)
        found = day_entries(connection, who, asked, Basis(END, shipped()))
        (counts,) = counts_by_patient(connection, [asked], Basis(END, shipped()))["P"]
    return {entry.date: entry for entry in found}, counts


def test_states_as_drawn_and_as_counted(engine):
    entries, counts = entries_of(engine, drawn(PICTURE, END))
    marks = {
        DayState.MIGRAINE: "M",
        DayState.OTHER_HEADACHE: "H",
        DayState.HEADACHE: "?",
        DayState.HEADACHE_FREE: ".",
        DayState.OPEN: "_",
        DayState.MISSING: "_",
    }
    assert "".join(marks[entry.state] for entry in entries.values()) == PICTURE.replace(" ", "")
    states = [entry.state for entry in entries.values()]
    assert states.count(DayState.OPEN) == counts.completeness.open == 2
    assert states.count(DayState.MISSING) == counts.completeness.missing == 4
    assert states.count(DayState.MIGRAINE) == counts["migraine"].observed == 5
    assert states.count(DayState.HEADACHE) == counts["migraine"].unknown == 1


def test_an_open_day_says_when_it_locks(engine):
    entries, _ = entries_of(engine, [])
    assert (entries[date(2026, 3, 21)].state, entries[date(2026, 3, 21)].locks_on) == (DayState.OPEN, date(2026, 3, 29))
    assert entries[date(2026, 3, 20)].state is DayState.MISSING
    assert entries[date(2026, 3, 20)].locks_on is None


def test_outside_shows_nothing_even_where_a_row_exists(engine):
    entries, counts = entries_of(engine, drawn("MMMM", END), left_on=date(2026, 3, 26))
    assert [entries[date(2026, 3, day)].state for day in (26, 27)] == [DayState.MIGRAINE, DayState.OUTSIDE]
    assert entries[date(2026, 3, 28)].fields == {}
    assert counts["migraine"].observed == 2


def test_an_entry_keeps_all_that_was_written(engine):
    row = diary_row("P", END, headache=True, severity=3, note="Låg i mörkt rum, <b>illamående</b>")
    dose = {"patient_id": "P", "date": END, "drug": "Treo", "doses": 2, "helped": "partly"}
    entries, _ = entries_of(engine, [row], [dose])
    entry = entries[END]
    assert (entry.fields["severity"], entry.fields["nausea"]) == (3, None)
    assert entry.fields["note"] == "Låg i mörkt rum, <b>illamående</b>"
    (taken,) = entry.doses
    assert (taken.drug, taken.doses, taken.helped, taken.classes) == ("Treo", 2, "partly", {"combination"})


def test_a_late_entry_of_another_diary_is_marked_and_does_not_count(engine):
    day = date(2026, 3, 10)
    late = diary_row("P", day, headache=True, source="migraine_buddy", recorded_at=datetime(2026, 3, 18))
    in_time = diary_row(
        "P", date(2026, 3, 11), headache=True, source="migraine_buddy", recorded_at=datetime(2026, 3, 18)
    )
    entries, counts = entries_of(engine, [late, in_time])
    assert (entries[day].retrospective, entries[day].state) == (True, DayState.MISSING)
    assert (entries[date(2026, 3, 11)].retrospective, entries[date(2026, 3, 11)].state.is_filled) == (False, True)
    assert counts.completeness.filled == 1


def test_daylight_saving_days_are_days_like_others(engine):
    period = Window(date(2026, 3, 28), date(2026, 3, 30))
    entries, _ = entries_of(engine, drawn("H", END), period=period)
    assert list(entries) == [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]


def test_a_headache_that_a_definition_does_not_count_is_no_headache_free_day(engine):
    # MD-8 counts a headache day from 30 minutes (galcanezumab programmes); this one lasted a quarter of an hour
    row = diary_row("P", END, headache=True, duration_hours=0.25, severity=1)
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": END}], diary=[row])
        (who,) = patients(connection)
        settings = replace(shipped(), profile="MD-8")
        (entry,) = day_entries(connection, who, Window(END, END), Basis(END, settings))
    assert entry.state is DayState.OTHER_HEADACHE
