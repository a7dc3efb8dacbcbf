"""The CSV export of the app Headi: one row an attack, its times as milliseconds since 1970.

Times become the wall clock of the setting `timezone`. Days without an attack are not told. The kind of pain (`pain`) is
the user's own word and is not read, nor is `medication_amount`: its unit is not known.

Source: HeadiDBSQLiteHelper.java of MrReSc/Headi.
"""

from __future__ import annotations

from datetime import timedelta

from analysis.formats import personal, wide
from analysis.formats.reading import Export, Options
from analysis.formats.sources import Source

FORMAT = "headi"
ATTACKS_ONLY = True
COLUMNS = (
    *("_id", "pain", "start_date", "end_date", "duration", "strength"),
    *("medication", "medication_amount", "description"),
)
NAMES = {
    "date": "start_date",
    "duration_hours": "duration",
    "intensity": "strength",
    "drug": "medication",
    "note": "description",
}
MILLISECONDS = 1000
LONGEST = 366 * 24 * 3600 * MILLISECONDS


def recognises(source: Source) -> bool:
    """Whether any file has the columns of the app."""
    return bool(personal.with_columns(source, COLUMNS))


def read(source: Source, options: Options) -> Export:
    """The attacks of one person. Raises UnreadableFile without a patient."""
    patient = personal.require_patient(source, options, "Headi")
    found = personal.with_columns(source, COLUMNS)

    def attack(row: wide.Cells) -> wide.Attack:
        return _attack(row, options.timezone)

    return personal.export(
        source, options, found, lambda content: wide.reading(content, FORMAT, patient, attack, NAMES, COLUMNS)
    )


def _attack(row: wide.Cells, zone: str) -> wide.Attack:
    began, ended = (personal.number(row[name]) for name in ("start_date", "end_date"))
    drug = row["medication"]
    return wide.Attack(
        written=row["start_date"],
        began=personal.local_moment(began / MILLISECONDS, zone) if began else None,
        length=_length(personal.number(row["duration"])) or (_length(ended - began) if began and ended else None),
        told={"intensity": row["strength"]},
        first={"note": row["description"]},
        drugs=personal.drugs_in(drug),
        none_taken=personal.says_no_drug(drug),
        zone=zone,
    )


def _length(milliseconds: float | None) -> timedelta | None:
    return timedelta(milliseconds=milliseconds) if milliseconds and 0 < milliseconds < LONGEST else None
