"""As of a past day, the diary is what it was that evening: what was written later is not seen, on every way to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.days.day_by_day import DayState, day_entries
from analysis.days.grid import day_grid
from analysis.querying.schema import IMPORT_BATCHES
from analysis.records.patients import Patient
from analysis.settings import shipped
from analysis.store import Action, Door, Store, Visitor
from analysis.windows import Window
from analysis.worklist import worklist
from tests.drawn import diary_row, fill

EVENING = date(2026, 8, 31)
WRITTEN_LATE = [date(2026, 8, 20) + timedelta(days=back) for back in range(12)]
FIRST = date(2026, 8, 4)
PATIENT = Patient("P", FIRST, None, None, None, None, None, None)
WINDOW = Window(FIRST, EVENING, "28 days")


def august(**late: object) -> list[dict[str, object]]:
    """28 days filled in; those from 20 August on written six days late."""
    rows = []
    for back in range(28):
        day = FIRST + timedelta(days=back)
        lag = 6 if day in WRITTEN_LATE else 0
        written = datetime(day.year, day.month, day.day, 21) + timedelta(days=lag)
        rows.append(diary_row("P", day, headache=False, **{"recorded_at": written, **(late if lag else {})}))
    return rows


def states(engine, as_of: date, rows: list[dict[str, object]]) -> tuple[int, int, int]:
    """Filled, open and missing days of the window, told alike by days, grid and counts."""
    doses = [{"patient_id": "P", "date": EVENING, "drug": "Sumatriptan"}]
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": FIRST}], diary=rows, doses=doses)
        days = day_entries(connection, PATIENT, WINDOW, Basis(as_of, shipped()))
        grid = day_grid(connection, WINDOW, ("headache",), Basis(as_of, shipped()))
        (counts,) = counts_by_patient(connection, [WINDOW], Basis(as_of, shipped()))["P"]
    found = [day.state for day in days]
    told = found.count(DayState.HEADACHE_FREE), found.count(DayState.OPEN), found.count(DayState.MISSING)
    assert (counts.completeness.filled, counts.completeness.open, counts.completeness.missing) == told
    assert int(grid.filled.sum()) == told[0]
    assert bool(days[-1].doses) == (days[-1].state is DayState.HEADACHE_FREE)
    return told


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (EVENING, (22, 6, 0)),  # 26 to 31 August were still to be filled in
        (date(2026, 9, 5), (27, 1, 0)),  # the last of them was written on 6 September
        (date(2026, 9, 6), (28, 0, 0)),
    ],
)
def test_a_day_written_later_is_not_seen_before(engine, as_of, told):
    assert states(engine, as_of, august()) == told


def test_an_entry_that_does_not_say_when_it_was_written_is_seen(engine):
    assert states(engine, EVENING, august(recorded_at=None)) == (28, 0, 0)


def test_an_entry_made_in_this_program_is_seen_from_when_it_was_made(engine):
    assert states(engine, EVENING, august(batch=0)) == (22, 6, 0)
    assert states(engine, date(2026, 9, 6), august(batch=0)) == (28, 0, 0)


def test_the_list_of_a_past_morning_can_be_looked_at_again(tmp_path):
    store = Store(tmp_path / "clinic")
    with store.writing("test") as connection:
        fill(connection, patients=[{"patient_id": "P", "enrolled_on": FIRST}], diary=august())
        batch = {"batch": 1, "imported_at": datetime(2026, 9, 30), "imported_by": "test", "clinic_export": True}
        connection.execute(IMPORT_BATCHES.delete())
        connection.execute(IMPORT_BATCHES.insert().values(**batch, as_of=date(2026, 9, 30)))
    records = Door(store, Visitor("nurse")).enter(Action.LISTED, "worklist")
    (line,) = worklist(records, as_of=EVENING).lines
    assert line.open_days == tuple(date(2026, 8, 26) + timedelta(days=back) for back in range(6))
    assert line.last_filled == date(2026, 8, 25)
