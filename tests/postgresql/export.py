"""A small clinic's export, written as files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

END = date(2026, 3, 31)
DAYS = 56
UNITS = {"N-1": "Nord", "N-2": "Nord", "S-1": "Syd", "Å-1": "Syd"}
ODD_DRUG = "Hjälp'ibland-snabb"
"""A name that no catalogue has, with what a statement or a line of values could stumble over."""


def written_export(folder: Path, *, severity: int = 2, without: str = "", until: date = END) -> Path:
    """The folder, with the export in it: of everybody but `without`, headaches of this severity, until a day."""
    folder.mkdir()
    people = [name for name in UNITS if name != without]
    days = [until - timedelta(days=back) for back in range(DAYS)]
    _write(folder / "patients.csv", "patient_id,enrolled_on,care_unit", [(one, days[-1], UNITS[one]) for one in people])
    _write(
        folder / "diary.csv",
        "patient_id,date,headache,recorded_at,severity,duration_hours,note",
        [_entry(name, day, severity) for name in people for day in days if (day.toordinal() + len(name)) % 7],
    )
    doses = [(name, day, drug) for name in people for day, drug in zip(days[::5], _drugs(), strict=False)]
    _write(folder / "acute_doses.csv", "patient_id,date,drug", doses)
    _write(folder / "treatments.csv", "patient_id,drug,started_on", [(name, "Ajovy", days[30]) for name in people])
    (folder / "export.json").write_text(json.dumps({"exported_at": f"{until}T23:00:00", "source": "Invented"}))
    return folder


def _entry(name: str, day: date, severity: int) -> tuple[object, ...]:
    headache = (day.toordinal() * 7 + ord(name[-1])) % 3 == 0
    written = f"{day}T20:30:00"
    return (name, day, 1, written, severity, 6.1, 'Så, "här"') if headache else (name, day, 0, written, "", "", "")


def _drugs() -> list[str]:
    return ["Sumatriptan", "Alvedon", ODD_DRUG, "Treo"] * 3


def _write(path: Path, heading: str, rows: list[tuple[object, ...]]) -> None:
    lines = (",".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
