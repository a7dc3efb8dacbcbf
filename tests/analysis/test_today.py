"""The answer of today speaks of the treatment to judge, and says of no other what is so of that one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from analysis.effect.newest import newest_effects
from analysis.querying.schema import IMPORT_BATCHES, TREATMENTS
from analysis.store import Action, Door, Store, Visitor
from analysis.summary import summaries
from analysis.today import Subject, todays
from tests.drawn import batch, drawn, fill

END = date(2026, 3, 31)
FELL_AND_ROSE = "H." * 14 + "." * 28 + "H." * 14 + "." * 28 + "H." * 14
BEGUN = {"Aimovig": END - timedelta(days=111), "Saroten": END - timedelta(days=40), "Kandesartan": END}
TAKEN = {"ONE": ("Aimovig",), "TWO": ("Aimovig", "Saroten"), "THREE": ("Aimovig", "Kandesartan")}


@pytest.mark.parametrize("with_lines", [False, True])
def test_no_other_treatment_is_said_to_have_lost_the_effect_of_one(tmp_path: Path, with_lines: bool) -> None:
    store = Store(tmp_path / "clinic")
    with store.writing("test") as connection:
        people = [{"patient_id": name, "enrolled_on": date(2025, 1, 1)} for name in TAKEN]
        fill(connection, patients=people, diary=[row for name in TAKEN for row in drawn(FELL_AND_ROSE, END, name)])
        rows = [
            {"patient_id": name, "drug": drug, "started_on": BEGUN[drug], "batch": 1}
            for name, drugs in TAKEN.items()
            for drug in drugs
        ]
        connection.execute(insert(TREATMENTS), rows)
        connection.execute(delete(IMPORT_BATCHES))
        batch(connection, END)
    records = Door(store, Visitor("doctor")).enter(Action.READ, "test", sorted(TAKEN))
    judged = {patient: found[0] for patient, found in newest_effects(records).items()}
    told = todays(records, summaries(records), judged, with_lines=with_lines)
    assert {"losing_effect" in one.reasons for one in told.values()} == {True}
    assert {name: one.subject for name, one in told.items()} == {
        "ONE": Subject.LOST,
        "TWO": Subject.NOT_JUDGED,
        "THREE": Subject.NOT_JUDGED,
    }
