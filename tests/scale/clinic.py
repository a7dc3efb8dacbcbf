"""A large invented clinic whose every patient is made to stand in known groups of the nurse's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, insert

from analysis.querying import schema
from analysis.store import Store
from analysis.store.migration import drug_name_rows

END = date(2026, 10, 31)
DAYS = 364
"""Days of every diary; it begins with the day of enrolment."""
STARTED = 280
"""Days before END on which treatments began: 40 weeks."""


@dataclass(frozen=True)
class Kind:
    """A kind of patient: the marks of the last days (`.` filled, `_` empty), and the groups that follow from them.

    Before those days every day is filled, but for `every_other_empty` diaries. `headache` is the number of headache
    days in each 28 before and on treatment, and in the last 28. `visit` and `due` are days after END.
    """

    tail: str
    groups: tuple[str, ...]
    every_other_empty: bool = False
    visit: int | None = None
    due: int | None = None
    triptan_days: int = 0
    headache: tuple[int, int, int] | None = None


KINDS = (
    Kind("........", ()),
    Kind("._......", ("rescue",)),
    Kind("_.......", ("rescue",)),
    Kind("__......", ("rescue",)),
    Kind("..______", ()),
    Kind("_" * 8, ("rescue", "stopped")),
    Kind("_" * 20, ("rescue", "stopped", "insufficient")),
    Kind("_" * 16, ("rescue", "evaluation_at_risk", "stopped", "insufficient"), visit=0),
    Kind("_" * 20, ("rescue", "evaluation_at_risk", "stopped", "insufficient"), visit=7),
    Kind("_" * 20, ("rescue", "stopped", "insufficient"), visit=8),
    Kind("_" * 15 + "." * 13, ("insufficient",)),
    Kind("_" * 15 + "." * 13, ("evaluation_at_risk", "insufficient"), visit=0),
    Kind("........", ("evaluation_due",), due=0, headache=(10, 5, 5)),
    Kind("........", ("evaluation_due",), due=7, headache=(10, 5, 5)),
    Kind("........", (), due=8, headache=(10, 5, 5)),
    Kind("........", ("overuse",), triptan_days=10),
    Kind("........", (), triptan_days=9),
    Kind("........", ("losing_effect",), headache=(16, 4, 12)),
    Kind("........", (), headache=(16, 4, 7)),
    Kind("........", (), visit=0),
)
"""The kinds, in turn: patient number n is of kind n modulo their number."""


def pseudonym(number: int) -> str:
    """The pseudonym of a patient by number."""
    return f"S-{number:05}"


def kind_of(number: int) -> Kind:
    """The kind of a patient by number."""
    return KINDS[number % len(KINDS)]


def make_clinic(folder: Path, patients: int) -> Store:
    """A store of so many patients, as of END."""
    store = Store(folder)
    with store.writing("test") as connection:
        connection.execute(
            insert(schema.IMPORT_BATCHES),
            [
                {
                    "batch": 1,
                    "imported_at": datetime(2026, 11, 1),
                    "imported_by": "test",
                    "as_of": END,
                    "clinic_export": True,
                }
            ],
        )
        people = [_person(number) for number in range(patients)]
        _write(connection, schema.PATIENTS.name, pd.DataFrame(people))
        _write(connection, schema.DIARY.name, _diaries(patients))
        _write(connection, schema.ACUTE_DOSES.name, _doses(patients))
        _write(connection, schema.TREATMENTS.name, pd.DataFrame(_treatments(patients)))
        _write(connection, schema.VISITS.name, pd.DataFrame(_visits(patients)))
        connection.execute(insert(schema.DRUG_NAMES), drug_name_rows("Sumatriptan 50 mg", ""))
    return store


def _write(connection: Connection, table: str, frame: pd.DataFrame) -> None:
    raw = connection.connection.driver_connection
    raw.register("made", frame.assign(batch=1))
    raw.execute(f"insert into {table} by name select * from made")
    raw.unregister("made")


def _person(number: int) -> dict[str, object]:
    return {
        "patient_id": pseudonym(number),
        "enrolled_on": END - timedelta(days=DAYS - 1),
        "birth_year": 1950 + number % 50,
        "sex": "female" if number % 5 else "male",
        "care_unit": f"Enhet {number % 3 + 1}",
        "diagnosis": "G43.3" if number % 4 else "G43.0",
        "display_name": f"Test Nummer{number}",
    }


def _diaries(patients: int) -> pd.DataFrame:
    parts = []
    for place, kind in enumerate(KINDS):
        whose = pd.DataFrame({"patient_id": [pseudonym(number) for number in range(place, patients, len(KINDS))]})
        parts.append(whose.merge(_diary(kind), how="cross"))
    return pd.concat(parts, ignore_index=True)


def _diary(kind: Kind) -> pd.DataFrame:
    marks = "." * (DAYS - len(kind.tail)) + kind.tail
    before, during, last = kind.headache or (6, 6, 6)
    start = DAYS - 1 - _start(kind)
    rows = []
    for place, mark in enumerate(marks):
        many = last if place >= DAYS - 28 else during if place >= start else before
        if mark == ".":
            # The headache days of each 28 stand first in them, counted from END backwards.
            rows.append((END - timedelta(days=DAYS - 1 - place), (DAYS - 1 - place) % 28 < many))
    table = pd.DataFrame(rows, columns=["date", "headache"])
    return table.assign(migraine=table["headache"], source="clinic", doses_recorded=True)


def _start(kind: Kind) -> int:
    """Days before END on which the treatment of this kind began; the evaluation ends 83 days after it."""
    return STARTED if kind.due is None else 83 - kind.due


def _doses(patients: int) -> pd.DataFrame:
    rows = [
        {"patient_id": pseudonym(number), "date": END - timedelta(days=back), "drug": "Sumatriptan 50 mg", "doses": 1.0}
        for number in range(patients)
        for back in range(84)
        if back % 28 < kind_of(number).triptan_days
    ]
    return pd.DataFrame(rows)


def _treatments(patients: int) -> list[dict[str, object]]:
    return [
        {
            "patient_id": pseudonym(number),
            "drug": "Ajovy",
            "started_on": END - timedelta(days=_start(kind_of(number))),
            "dose": 225.0,
            "dose_unit": "mg",
            "interval_days": 28,
        }
        for number in range(patients)
        if kind_of(number).headache
    ]


def _visits(patients: int) -> list[dict[str, object]]:
    return [
        {"patient_id": pseudonym(number), "date": END + timedelta(days=ahead), "kind": "doctor"}
        for number in range(patients)
        if (ahead := kind_of(number).visit) is not None
    ]
