"""A clinic drawn at random from a fixed seed: diaries with gaps, treatments of every course, visits, late comers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pandas as pd
from sqlalchemy import Connection, insert

from analysis.querying.schema import DRUG_NAMES
from analysis.store import Contact, Store
from analysis.store.migration import drug_name_rows

END = date(2026, 10, 31)
DAYS = 220
"""Days before END from which diaries are kept."""
DRUGS = (
    ("Ajovy", 225.0, "mg", 28),
    ("Ajovy", 675.0, "mg", 84),
    ("Aimovig", 70.0, "mg", 28),
    ("Aimovig", 140.0, "mg", 28),
    ("Botox", 155.0, "E", 84),
    ("Metoprolol", 100.0, "mg", None),
    ("Topiramat", 50.0, "mg", None),
    ("Okänt medel", 1.0, "st", None),
)
TRIPTAN = "Sumatriptan 50 mg"
LONG_AGO = 4 * 364

Row = dict[str, object]


def before(days: int) -> date:
    return END - timedelta(days=days)


def make_drawn_clinic(folder: Path, patients: int, seed: int) -> Store:
    """A store of so many patients, as of END."""
    drawing, store = Random(seed), Store(folder)
    people = [_person(number, drawing) for number in range(patients)]
    with store.writing("test") as connection:
        _write(connection, "import_batches", [_batch()])
        connection.execute(insert(DRUG_NAMES), drug_name_rows(TRIPTAN, ""))
        for table, draw in _TABLES.items():
            _write(connection, table, [row for person in people for row in draw(person, drawing)])
    return store


def drawn_contacts(pseudonyms: list[str], seed: int) -> list[Contact]:
    """Contacts with some of the patients, oldest first; some have time to answer through END."""
    drawing = Random(seed)
    found = [
        Contact(name, before(days), "nurse", "phone", waiting_until=before(days - drawing.randrange(5)))
        for name in pseudonyms
        for days in drawing.sample((0, 1, 3, 13, 14, 15, 30), drawing.randrange(3))
    ]
    return sorted(found, key=lambda contact: contact.contacted_on)


def _batch() -> Row:
    made = {"batch": 1, "imported_at": datetime(2026, 11, 1), "imported_by": "test"}
    return made | {"as_of": END, "clinic_export": True}


def _write(connection: Connection, table: str, rows: list[Row]) -> None:
    raw = connection.connection.driver_connection
    raw.register("made", pd.DataFrame(rows, dtype=object).assign(batch=1))
    raw.execute(f"insert into {table} by name select * from made")
    raw.unregister("made")


def _person(number: int, drawing: Random) -> Row:
    return {
        "patient_id": f"P-{number:03}",
        "enrolled_on": before(drawing.choice([DAYS, DAYS, DAYS, 100, 20, 5, 0, -3])),
        "left_on": drawing.choice([*[None] * 12, before(1), before(0), before(-9)]),
        "birth_year": drawing.choice([None, 1970, 1990]),
        "care_unit": drawing.choice([None, "Enhet Nord", "Enhet Öst", "Enhet syd"]),
        "display_name": drawing.choice([None, f"Test Åsa {number}", f"TEST Straße {number}"]),
    }


def _patients(person: Row, drawing: Random) -> Iterator[Row]:
    yield person


def _days(person: Row, drawing: Random) -> Iterator[Row]:
    kept, silent = drawing.choice([0, 0.4, 0.5, 0.7, 0.9, 1]), drawing.choice([0, 0, 0, 1, 3, 7, 8, 9, 30, 70])
    first, then = drawing.random(), drawing.random()
    turn = drawing.randrange(20, 100)
    for back in range(silent, DAYS):
        if before(back) >= person["enrolled_on"] and drawing.random() < kept:
            headache = drawing.random() < (then if back < turn else first)
            hours = drawing.choice([None, 1, 5])
            row = {"patient_id": person["patient_id"], "date": before(back), "source": "clinic", "doses_recorded": True}
            yield row | {"headache": headache, "duration_hours": hours}


def _treatments(person: Row, drawing: Random) -> Iterator[Row]:
    known: set[tuple[str, date]] = set()
    for _ in range(drawing.choice([0, 1, 1, 2, 3])):
        drug, dose, unit, interval = drawing.choice(DRUGS)
        days = drawing.choice([drawing.randrange(-10, 200), -7, -1, 60, 84, 112, 190, LONG_AGO])
        if (drug, before(days)) in known:
            continue
        known.add((drug, before(days)))
        stopped = drawing.choice([None, None, None, before(days - drawing.randrange(1, 150))])
        row = {"patient_id": person["patient_id"], "drug": drug, "started_on": before(days), "stopped_on": stopped}
        yield row | {"dose": dose, "dose_unit": unit, "interval_days": interval}


def _visits(person: Row, drawing: Random) -> Iterator[Row]:
    for _ in range(drawing.choice([0, 0, 1, 2])):
        days = drawing.choice([-8, -7, -1, 0, drawing.randrange(-30, 120)])
        kind = drawing.choice(["doctor", "nurse", "follow_up"])
        yield {"patient_id": person["patient_id"], "date": before(days), "kind": kind}


def _excluded(person: Row, drawing: Random) -> Iterator[Row]:
    if drawing.random() < 0.15:
        first = drawing.randrange(1, 90)
        days = {"starts_on": before(first), "ends_on": before(drawing.randrange(first))}
        told = {"reason": "illness", "by": "nurse", "recorded_at": datetime(2026, 11, 1)}
        yield {"patient_id": person["patient_id"], **days, **told}


def _doses(person: Row, drawing: Random) -> Iterator[Row]:
    taken = drawing.choice([0, 0, 0, 9, 10, 20])
    for back in range(84):
        if back % 28 < taken:
            yield {"patient_id": person["patient_id"], "date": before(back), "drug": TRIPTAN, "doses": 1.0}


_TABLES = {
    "patients": _patients,
    "diary": _days,
    "treatments": _treatments,
    "visits": _visits,
    "acute_doses": _doses,
    "excluded_periods": _excluded,
}
