"""The CSV export of the app AidingMigraine: one row an attack, with the local date and times.

Days without an attack are not told. Exports of versions before 4.1.0 wrote the date of UTC beside local times, so that
an attack near midnight stands on the day before or after; a file does not say by which version it was written.

Source: CSV_EXPORT_IMPORT_SPEC.md of AidedMarketing/AidingMigraine.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from analysis.formats import personal, wide
from analysis.formats.reading import Export, Options
from analysis.formats.signs import on_one_side, said
from analysis.formats.sources import Source

FORMAT = "aiding_migraine"
ATTACKS_ONLY = True
HEAD = ("Date", "Start Time", "End Time", "Duration (hours)", "Pain Level", "Category", "Medication")
COLUMNS = (
    *HEAD,
    *("Notes", "Resolution", "Status", "Pressure (hPa)", "Symptoms", "Triggers"),
    *("Prodrome", "Postdrome", "Pain Location", "Pain Quality"),
)
NAMES = {
    "date": "Date",
    "duration_hours": "Duration (hours)",
    "intensity": "Pain Level",
    "severity": "Category",
    "drug": "Medication",
    "note": "Notes",
}
SEVERITIES = {"mild": "1", "moderate": "2", "severe": "3"}


def recognises(source: Source) -> bool:
    """Whether any file has the first columns of the app, which all its versions write."""
    return bool(personal.with_columns(source, HEAD))


def read(source: Source, options: Options) -> Export:
    """The attacks of one person. Raises UnreadableFile without a patient."""
    patient = personal.require_patient(source, options, "AidingMigraine")
    found = personal.with_columns(source, HEAD)
    return personal.export(
        source, options, found, lambda content: wide.reading(content, FORMAT, patient, _attack, NAMES, COLUMNS, HEAD)
    )


def _attack(row: wide.Cells) -> wide.Attack:
    began = _began(row)
    drug = row["medication"]
    signs = said([*wide.listed(row.get("symptoms", "")), *wide.listed(row.get("pain quality", ""))])
    severity = row["category"]
    return wide.Attack(
        written=row["date"],
        began=began,
        length=_length(row, began),
        told={
            "intensity": row["pain level"],
            "severity": "" if row["pain level"] else SEVERITIES.get(severity.casefold(), severity),
            **signs,
            **on_one_side(wide.listed(row.get("pain location", ""))),
        },
        first={"note": row.get("notes", "")},
        drugs=personal.drugs_in(drug),
        none_taken=personal.says_no_drug(drug),
    )


def _began(row: wide.Cells) -> datetime | None:
    """When the attack began; the beginning of its day where the time is not told."""
    at = wide.moment(f"{row['date']} {row['start time']}", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
    return at or wide.moment(row["date"], "%Y-%m-%d")


def _length(row: wide.Cells, began: datetime | None) -> timedelta | None:
    """The length as told, else up to the end, which is on the next day where it is earlier than the beginning."""
    hours = personal.number(row["duration (hours)"])
    if hours is not None:
        return timedelta(hours=hours) if 0 < hours < 24 * 366 else None
    ended = wide.moment(f"{row['date']} {row['end time']}", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S")
    if ended and began and ended < began:
        ended += timedelta(days=1)
    return wide.between(began, ended) if row["start time"] else None
