"""Of weeks whose headache days tell nothing of migraine, no fall of migraine days is told, on any page or list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import insert

from analysis.clinic import clinic
from analysis.effect.estimate.course_days import _where_told
from analysis.effect.judgement import effects
from analysis.querying import schema
from analysis.store import Action, Door, Records, Store, Visitor
from tests.drawn import drawn

BEGAN = date(2026, 5, 1)
END = BEGAN + timedelta(days=83)
PATIENTS = [f"P{number}" for number in range(5)]
BEFORE = "M . " * 14
"""28 days with 14 of migraine."""


def clinic_of(folder: Path, after: str) -> Records:
    """Patients who took Ajovy for the twelve weeks `after`, as drawn."""
    store = Store(folder)
    with store.writing("test") as connection:
        batch = {"batch": 1, "imported_at": datetime(2026, 8, 1, 8), "imported_by": "test", "as_of": END}
        connection.execute(insert(schema.IMPORT_BATCHES), [batch | {"clinic_export": True}])
        who = [{"patient_id": one, "enrolled_on": date(2026, 1, 1), "batch": 1} for one in PATIENTS]
        connection.execute(insert(schema.PATIENTS), who)
        rows = [{"batch": 1, **row} for one in PATIENTS for row in drawn(BEFORE + after, END, one)]
        connection.execute(insert(schema.DIARY), rows)
        taken = [{"patient_id": one, "drug": "Ajovy", "started_on": BEGAN, "batch": 1} for one in PATIENTS]
        connection.execute(insert(schema.TREATMENTS), taken)
    return Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")


@pytest.mark.parametrize(
    ("week", "fall", "judged"),
    [
        ("? . . . . . . ", None, 0),
        ("H . . . . . . ", 100.0, 5),
        (". . . . . . . ", 100.0, 5),
        ("? ? M . . . . ", 100 * (1 - 28 * 4 / 20 / 14), 5),
    ],
)
def test_no_fall_of_a_kind_that_no_headache_day_tells(
    tmp_path: Path, week: str, fall: float | None, judged: int
) -> None:
    records = clinic_of(tmp_path / "store", week * 12)
    (effect,) = effects(records, records.basis(END))["P0"]
    migraine, headache = effect.results["migraine"], effect.results["headache"]
    assert effect.reasons == ()
    assert headache.percent_fall is not None
    assert migraine.percent_fall == (None if fall is None else pytest.approx(fall))
    assert (migraine.long_run is None) is (fall is None)
    assert (effect.mean["migraine"].percent_fall is None) is (fall is None)
    assert (migraine.follow_up.per_28 is None) is (fall is None)
    overview = clinic(records).overview()
    assert overview.response("all", 3, "headache").judgeable == 5
    told = overview.response("all", 3, "migraine")
    assert (told.judgeable if told else 0) == judged


def test_no_day_of_an_untold_window_tells_of_the_kind_to_the_model() -> None:
    told, untold = [1, 0, 0, 0] * 7, [1, 0, -1, 0] * 7
    known = {"headache": [*told, *untold, *told, 1], "migraine": [*told, *[-1, 0, -1, 0] * 7, *[0] * 28, -1]}
    found = _where_told({kind: np.array(days, dtype=np.int8) for kind, days in known.items()})
    assert found["headache"].tolist() == known["headache"]
    assert found["migraine"].tolist() == [*told, *[-1] * 28, *[0] * 28, -1]
