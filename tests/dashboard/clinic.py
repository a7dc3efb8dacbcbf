"""A small invented clinic: a diary kept well, one kept poorly, one without an entry, one not begun, one of the past."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import Table, insert

from analysis.querying import schema
from analysis.store import Store
from tests.drawn import diary_row, drawn

END = date(2026, 10, 31)
WEEK = {"rich": "M H . . . . .", "poor": "M _ _ . _ _ H"}
WEEKS = 30
NOTE = "Sov dåligt. <b>Möte</b> & *stress*"


def make_clinic(folder: Path) -> Path:
    """The folder of a store that holds the clinic, as of END: a copy of the one that was written first."""
    return Path(shutil.copytree(_written_once(), folder, dirs_exist_ok=True))


@cache
def _written_once() -> Path:
    _KEPT.append(tempfile.TemporaryDirectory())
    return _write(Path(_KEPT[-1].name) / "clinic")


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Goes with the process."""


def _write(folder: Path) -> Path:
    with Store(folder).writing("test") as connection:
        for table, rows in _rows().items():
            connection.execute(insert(table), [_whole(table, row) for row in rows])
    return folder


def _rows() -> dict[Table, list[Mapping[str, object]]]:
    began = END - timedelta(days=7 * WEEKS - 1)
    return {
        schema.IMPORT_BATCHES: [
            {"imported_at": datetime(2026, 11, 1, 8), "imported_by": "test", "as_of": END, "clinic_export": True}
        ],
        schema.PATIENTS: [
            _patient("RICH", "Test Riklig", "Enhet Nord", began),
            _patient("POOR", "Test Gles", "Enhet Syd", began),
            _patient("EMPTY", "Test Tom", "Enhet Syd", END - timedelta(days=10)),
            _patient("LATER", "Test Senare", None, END + timedelta(days=5)),
            _patient("LEFT", None, "Enhet Nord", began) | {"left_on": END - timedelta(days=60)},
        ],
        schema.DIARY: [*_noted(drawn(WEEK["rich"] * WEEKS, END, "RICH")), *drawn(WEEK["poor"] * WEEKS, END, "POOR")],
        schema.ACUTE_DOSES: _doses(),
        schema.TREATMENTS: [
            {"patient_id": "RICH", "drug": "Ajovy", "started_on": date(2026, 5, 4), "dose": 225, "dose_unit": "mg"},
            {
                "patient_id": "RICH",
                "drug": "Amitriptylin",
                "started_on": date(2026, 1, 1),
                "stopped_on": date(2026, 9, 1),
                "dose": 12.5,
                "dose_unit": "mg",
                "stop_reason": "side_effect",
            },
            {"patient_id": "EMPTY", "drug": "Aimovig", "started_on": END + timedelta(days=30)},
        ],
        schema.TREATMENT_DOSES: [{"patient_id": "RICH", "drug": "Ajovy", "given_on": date(2026, 10, 19)}],
        schema.VISITS: [
            {"patient_id": "RICH", "date": date(2026, 9, 21), "kind": "follow_up", "channel": "chat"},
            {"patient_id": "RICH", "date": date(2026, 11, 12), "kind": "doctor", "channel": "video"},
        ],
    }


def _patient(pseudonym: str, name: str | None, unit: str | None, enrolled_on: date) -> dict[str, object]:
    return {"patient_id": pseudonym, "display_name": name, "care_unit": unit, "enrolled_on": enrolled_on}


def _noted(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    noted = {date(2026, 10, 13): {"note": NOTE, "severity": 1}}
    return [row | noted.get(row["date"], {}) for row in rows]  # type: ignore[call-overload]


def _doses() -> list[Mapping[str, object]]:
    migraine_days = [row["date"] for row in drawn(WEEK["rich"] * WEEKS, END, "RICH") if row["migraine"]]
    return [{"patient_id": "RICH", "date": day, "drug": "Sumatriptan 50 mg", "doses": 1} for day in migraine_days]


def _whole(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    empty = diary_row("", END) if table is schema.DIARY else dict.fromkeys(table.columns.keys())
    return {**empty, "batch": 1, **row}
